//! Bureaus witness each other's journals, and neither a lying journal nor a lying witness is believed.

use bureau::memory::NextFault;
use bureau::ports::StoredEntry;
use bureau::{Oversight, Submitted, WitnessAnswer};
use case::bureau::BureauCode;
use case::request::Kind;
use futures::executor::block_on;
use futures::future::join;
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::export::ExportedEntry;
use journal::note::{VerifierKey, WitnessKey};
use journal::proof::consistency;
use journal::submission::Submission;
use journal::tree::{Frontier, Hash, leaf_hash};
use journal::trust::{Trust, exchanges};
use journal::verify::verify;
use seal::identity::Identity;
use seal::note::{NoteSigner, NoteVerifier, is_signed_by};

use crate::world::{Node, PROTECTION, deliver, exchanged, listed_anew, public, world};

const FIELDS: [(&str, &str); 1] = [("person.family_name", "ROUSSEL")];

fn code(text: &str) -> BureauCode {
    text.parse().unwrap()
}

/// A question goes from one bureau to the other, and the receipt comes back.
fn exchange(from: &Node, to: &Node) {
    let id = from.open(Kind::InformationRequest, &FIELDS);
    from.send(id);
    deliver(from, to);
}

/// What is submitted to the other bureau, as far as it goes on: the codes of its answers.
fn ask(from: &Node, to: &Node) -> Vec<&'static str> {
    let mut next = Some(block_on(from.bureau.submission(to.bureau.me())).unwrap());
    let mut codes = Vec::new();
    while let Some(submitted) = next {
        let answer = answer(from, to, &submitted);
        codes.push(answer.code());
        next = block_on(from.bureau.witnessed(&submitted, Ok(answer))).unwrap();
    }
    codes
}

fn answer(from: &Node, to: &Node, submitted: &Submitted) -> WitnessAnswer {
    block_on(to.bureau.add_checkpoint(from.bureau.me(), submitted.submission.to_string().as_bytes()))
}

fn seen(node: &Node) -> Oversight {
    block_on(node.bureau.oversight(PROTECTION)).unwrap()
}

/// How much of the journal the other bureau has cosigned, and why it did not the last time.
fn witnessed(node: &Node) -> (Option<u64>, Option<String>) {
    let row = seen(node).witnesses.first().map(|(_, row)| row.clone()).unwrap_or_default();
    (row.cosigned.map(|(size, _)| size), row.refused.map(|(_, why)| why.code))
}

/// Whom the other bureau cosigned, and how much.
fn cosigned(node: &Node) -> Vec<(String, u64)> {
    let rows = seen(node).cosigned;
    rows.into_iter().map(|(bureau, cosigned)| (bureau.to_string(), cosigned.state.size)).collect()
}

#[test]
fn bureaus_that_exchange_messages_witness_each_other() {
    let (fr, us) = world();
    assert!(fr.bureau.witnesses_due().is_empty(), "nothing was exchanged");
    exchange(&fr, &us);
    for (from, to) in [(&fr, &us), (&us, &fr)] {
        assert_eq!(from.bureau.witnesses_due(), [to.bureau.me().clone()]);
        let size = from.entries();
        assert_eq!(ask(from, to), ["cosigned"]);
        assert_eq!(from.entries(), size, "a cosignature is kept beside the checkpoint and makes no entry");
        assert_eq!(witnessed(from).0, Some(size as u64));
        assert_eq!(cosigned(to), [(from.bureau.me().to_string(), size as u64)]);

        let (_, notes) = from.store.contents();
        let note = notes.iter().find(|note| note.lines().nth(1) == Some(size.to_string().as_str())).unwrap();
        let signed: SignedCheckpoint = note.parse().unwrap();
        let name = format!("comity/{}", to.bureau.me());
        let verifier = NoteVerifier::new(&name, public(to.bureau.me().as_str())).unwrap();
        let key: WitnessKey = verifier.witness_vkey().parse().unwrap();
        let at = u64::try_from(to.now().as_second()).unwrap();
        assert_eq!(signed.cosigned_at(&key, &is_signed_by), Ok(Some(at)));
        assert_eq!(seen(from).witnesses[0].1.key, Some(key.to_string()));
        assert_eq!(seen(to).witness_key, key.to_string());
    }
    // What they wrote of each other is nothing that was exchanged.
    fr.pass_seconds(7_200);
    for node in [&fr, &us, &fr.restarted(), &us.restarted()] {
        assert!(node.bureau.witnesses_due().is_empty());
        assert!(witnessed(node).0.is_some(), "also after a start");
    }
    exchange(&fr, &us);
    assert_eq!(fr.bureau.witnesses_due(), [code("US")]);
    assert!(fr.bureau.witnesses_due().is_empty(), "once an hour");
    let fr = fr.restarted();
    let (before, _) = witnessed(&fr);
    assert_eq!(ask(&fr, &us), ["cosigned"], "with a proof from what was cosigned before");
    assert!(witnessed(&fr).0 > before);
    assert!(seen(&us).contradictions.is_empty());
}

#[test]
fn a_journal_that_came_back_from_an_old_copy_is_refused() {
    let (fr, us) = world();
    exchange(&fr, &us);
    let old = fr.store.copy();
    exchange(&fr, &us);
    assert_eq!(ask(&fr, &us), ["cosigned"]);
    let (before, _) = witnessed(&fr);
    let fr = fr.restarted_on(&old).unwrap();
    assert_eq!(ask(&fr, &us), ["conflict"]);
    assert_eq!(witnessed(&fr), (None, Some("conflict".to_owned())), "it learns that it was refused");
    let contradictions = seen(&us).contradictions;
    let (_, found) = &contradictions[0];
    assert_eq!((found.bureau.as_str(), found.before.map(|before| before.size)), ("FR", before));
    assert!(found.now.size < before.unwrap());
    let evidence: SignedCheckpoint = found.checkpoint.as_ref().unwrap().parse().unwrap();
    assert_eq!(evidence.checkpoint().size, found.now.size, "with what the bureau signed");
    for node in [&us, &us.restarted()] {
        assert_eq!(seen(node).contradictions, contradictions);
        assert_eq!(cosigned(node), [("FR".to_owned(), before.unwrap())]);
    }
    let figures = us.bureau.figures();
    assert_eq!(figures.counts.contradictions.get("checkpoint"), Some(&1));
    assert_eq!(figures.counts.checkpoints.get("conflict"), Some(&1));
}

#[test]
fn a_journal_that_was_rewritten_and_grew_is_refused() {
    let (fr, us) = world();
    exchange(&fr, &us);
    let old = fr.store.copy();
    exchange(&fr, &us);
    assert_eq!(ask(&fr, &us), ["cosigned"]);
    let (before, _) = witnessed(&fr);
    let fr = fr.restarted_on(&old).unwrap();
    while (fr.entries() as u64) <= before.unwrap() {
        fr.open(Kind::InformationRequest, &FIELDS);
    }
    // It knows of no cosignature: it is told the size, and has no proof from there.
    assert_eq!(ask(&fr, &us), ["conflict", "not-consistent"]);
    assert_eq!(witnessed(&fr), (None, Some("not-consistent".to_owned())));
    let (_, found) = seen(&us).contradictions[0].clone();
    assert!(found.now.size > found.before.unwrap().size);
    let entries = us.entries();
    assert_eq!(ask(&fr.restarted(), &us), ["conflict", "not-consistent"]);
    assert_eq!(cosigned(&us), [("FR".to_owned(), before.unwrap())]);
    assert!(us.entries() > entries, "another checkpoint, another contradiction");
}

/// A journal as a liar makes it: leaves of its own choice, signed with the keys of a bureau.
fn leaves(size: usize, seed: u8) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(&[number.to_be_bytes().as_slice(), &[seed]].concat())).collect()
}

fn signed(node: &Node, origin: &str, leaves: &[Hash]) -> SignedCheckpoint {
    let tree: Frontier = leaves.iter().copied().collect();
    sign(node, origin, &Checkpoint::of(origin, &tree))
}

fn sign(node: &Node, name: &str, checkpoint: &Checkpoint) -> SignedCheckpoint {
    let identity = node.identity();
    NoteSigner::new(name, &identity).unwrap().sign(&checkpoint.note_text()).unwrap().parse().unwrap()
}

fn submission(node: &Node, leaves: &[Hash], old: usize) -> Submission {
    let proof = if old == leaves.len() { Vec::new() } else { consistency(leaves, old).unwrap_or_default() };
    Submission { old: old as u64, proof, checkpoint: signed(node, "comity/FR", leaves) }
}

/// A witness that has cosigned the first 20 entries of a journal of FR, and what is put to it.
struct Lied {
    fr: Node,
    us: Node,
    ours: Vec<Hash>,
    theirs: Vec<Hash>,
}

impl Lied {
    fn to() -> Self {
        let (fr, us) = world();
        let lied = Self { fr, us, ours: leaves(40, 0), theirs: leaves(40, 1) };
        let first = lied.whole(20, 0).to_string();
        assert_eq!(lied.put("FR", first.as_bytes()).code(), "cosigned");
        lied
    }

    /// So many entries of the journal that was cosigned, from an old size on.
    fn whole(&self, size: usize, old: usize) -> Submission {
        submission(&self.fr, &self.ours[..size], old)
    }

    fn put(&self, from: &str, body: &[u8]) -> WitnessAnswer {
        block_on(self.us.bureau.add_checkpoint(&code(from), body))
    }

    /// It is answered so, cosigns nothing, and notes a contradiction or not.
    fn check(&self, from: &str, body: &str, expected: &str, contradicts: bool) {
        let before = self.us.entries();
        assert_eq!(self.put(from, body.as_bytes()).code(), expected, "{body}");
        assert_eq!(self.us.entries() - before, usize::from(contradicts), "{body}");
        assert_eq!(cosigned(&self.us), [("FR".to_owned(), 20)], "{body}");
    }
}

#[test]
fn a_witness_that_is_lied_to_cosigns_nothing() {
    let lied = Lied::to();
    let refuses = |from: &str, body: &str, expected: &str| lied.check(from, body, expected, false);
    let (first, good) = (lied.whole(20, 0), lied.whole(40, 20));
    let text = good.to_string();
    let by = |node: &Node, name: &str| {
        Submission { checkpoint: signed(node, name, &lied.ours), ..good.clone() }.to_string()
    };
    // Who submits, and whose journal it is.
    for from in ["US", "GS", "BR"] {
        refuses(from, &text, "unknown-origin");
    }
    refuses("FR", &by(&lied.fr, "comity/US"), "unknown-origin");
    refuses("FR", &by(&lied.fr, "comity/fr"), "unknown-origin");
    refuses("FR", &text.replace("comity/FR\n", "cosignature/v1\n"), "unknown-origin");
    // Signatures.
    refuses("FR", &by(&lied.us, "comity/FR"), "not-signed");
    let root = &text.lines().rev().nth(2).unwrap()[..8].to_owned();
    refuses("FR", &text.replacen(root, "AAAAAAAA", 1), "not-signed");
    let other = good.checkpoint.to_string().replace("\n40\n", "\n41\n").parse().unwrap();
    refuses("FR", &Submission { checkpoint: other, ..good.clone() }.to_string(), "not-signed");
    let line = text.lines().last().unwrap();
    refuses("FR", &format!("{text}{line}\n"), "not-signed");
    // Garbage.
    refuses("FR", "", "malformed");
    refuses("FR", "old 20\n\n", "malformed");
    refuses("FR", &text.replace("old 20", "old 41"), "malformed");
    refuses("FR", &text.replace('\n', "\r\n"), "malformed");
    refuses("FR", &format!("{text}\u{2014} x"), "malformed");
    refuses("FR", &text.replacen("\n\n", &format!("\n{}\n", "AAAA\n".repeat(64)), 1), "malformed");
    refuses("FR", &"o".repeat(1 << 20), "malformed");
    assert_eq!(lied.put("FR", &[0xff; 64]).code(), "malformed");
    // A size that the witness did not cosign last, replays among them: it says which, and no more.
    refuses("FR", &lied.whole(40, 19).to_string(), "conflict");
    refuses("FR", &first.to_string(), "conflict");
    assert_eq!(lied.put("FR", first.to_string().as_bytes()), WitnessAnswer::Conflict(20));
    let idle = Submission { old: 20, proof: vec![[1; 32]], ..first.clone() };
    refuses("FR", &idle.to_string(), "not-consistent");
    // And after all of it what is good is cosigned, also with lines of others under it.
    let line = first.checkpoint.to_string().lines().last().unwrap().replace("FR", "XX");
    assert_eq!(lied.put("FR", format!("{text}{line}\n").as_bytes()).code(), "cosigned");
    assert_eq!(cosigned(&lied.us.restarted()), [("FR".to_owned(), 40)]);
}

#[test]
fn what_contradicts_what_was_cosigned_is_refused_and_written_down() {
    let lied = Lied::to();
    let good = lied.whole(40, 20);
    let forged = |size: usize| submission(&lied.fr, &lied.theirs[..size], 20).to_string();
    // Shorter, as long, longer.
    lied.check("FR", &lied.whole(10, 10).to_string(), "conflict", true);
    lied.check("FR", &forged(20), "conflict", true);
    lied.check("FR", &forged(40), "not-consistent", true);
    lied.check("FR", &forged(40), "not-consistent", false);
    let huge = Checkpoint { size: u64::MAX, ..good.checkpoint.checkpoint().clone() };
    let huge = Submission { checkpoint: sign(&lied.fr, "comity/FR", &huge), ..good.clone() };
    lied.check("FR", &huge.to_string(), "not-consistent", true);
    let proof = consistency(&lied.theirs, 20).unwrap();
    lied.check("FR", &Submission { proof, ..good.clone() }.to_string(), "not-consistent", true);
    lied.check(
        "FR",
        &Submission { proof: vec![[7; 32]; 63], ..good.clone() }.to_string(),
        "not-consistent",
        false,
    );
    assert_eq!(seen(&lied.us).contradictions.len(), 5);
    assert_eq!(lied.put("FR", good.to_string().as_bytes()).code(), "cosigned", "the journal itself goes on");
}

#[test]
fn a_journal_under_another_key_goes_on_or_is_begun_anew_on_record() {
    let lied = Lied::to();
    let (directory, new) = listed_anew("FR");
    block_on(lied.us.bureau.take_directory(directory, None)).unwrap();
    assert_eq!(lied.put("FR", lied.whole(40, 20).to_string().as_bytes()), WitnessAnswer::NotSigned);
    let of = |leaves: &[Hash], old: usize| {
        let tree: Frontier = leaves.iter().copied().collect();
        let text = Checkpoint::of("comity/FR", &tree).note_text();
        let checkpoint = NoteSigner::new("comity/FR", &new).unwrap().sign(&text).unwrap().parse().unwrap();
        Submission { checkpoint, ..submission(&lied.fr, leaves, old) }.to_string()
    };
    let put = |body: String| lied.put("FR", body.as_bytes()).code();
    // Whoever does not say from where it grows is asked, also under a new key.
    assert_eq!(put(of(&lied.ours, 0)), "conflict");
    assert!(seen(&lied.us).contradictions.is_empty());
    // The journal that came back from an old copy: noted, and then witnessed from there.
    assert_eq!(put(of(&lied.theirs[..10], 0)), "cosigned");
    let contradictions = seen(&lied.us).contradictions;
    let sizes = |number: usize| {
        let (_, found) = &contradictions[number];
        (found.before.map(|before| before.size), found.now.size)
    };
    assert_eq!((contradictions.len(), sizes(0)), (1, (Some(20), 10)));
    assert_eq!(put(of(&lied.theirs, 10)), "cosigned");
    assert_eq!(put(of(&lied.ours, 40)), "conflict", "once, and not back again");
    assert_eq!(cosigned(&lied.us), [("FR".to_owned(), 40)]);
}

#[test]
fn the_key_of_a_journal_is_exchanged_and_its_witnesses_go_on() {
    for fault in [None, Some(NextFault::LostBefore), Some(NextFault::LostAfter), Some(NextFault::Full)] {
        let (fr, us) = world();
        exchange(&fr, &us);
        assert_eq!(ask(&fr, &us), ["cosigned"]);
        let (directory, next) = exchanged(&fr);
        let stored = next.to_secret();
        for node in [&us, &fr] {
            let renewed =
                (node.bureau.me() == fr.bureau.me()).then(|| Identity::from_secret(&stored).unwrap());
            if let Some(fault) = fault.filter(|_| renewed.is_some()) {
                node.store.fail_next(fault);
            }
            let taken = block_on(node.bureau.take_directory(directory.clone(), renewed));
            assert_eq!(taken.is_err(), fault.is_some() && node.bureau.me() == fr.bureau.me());
        }
        exchange(&fr, &us);
        assert!(block_on(fr.bureau.is_journal_key_in_use()));
        assert_eq!(ask(&fr, &us), ["cosigned"], "{fault:?}");
        assert!(seen(&us).contradictions.is_empty());
        // Who knows either key is led to the other one, and the former key signs nothing more.
        let (entries, notes) = fr.store.contents();
        let notes: Vec<SignedCheckpoint> = notes.iter().map(|note| note.parse().unwrap()).collect();
        let exchanges = exchanges(notes.iter().cloned());
        assert_eq!(exchanges.len(), 1, "{fault:?}");
        for key in [fr.identity().public(), next.public()] {
            let key = VerifierKey::new("comity/FR", *key.journal_key()).unwrap();
            let trust = Trust { exchanges: &exchanges, ..Trust::in_key(&key, &is_signed_by) };
            let entries = entries.iter().map(|StoredEntry { header, body }| {
                Ok(ExportedEntry { header: header.to_bytes(), body: body.clone() })
            });
            let report = verify(entries, notes.iter().cloned().map(Ok), &trust);
            assert!(report.is_verified() && report.exchanged.len() == 1, "{fault:?}: {report}");
        }
    }
}

#[test]
fn an_empty_journal_with_a_made_up_root_is_not_taken_for_one() {
    let (fr, us) = world();
    let empty = Checkpoint { origin: "comity/FR".to_owned(), size: 0, root: [7; 32], exchange: None };
    let body =
        Submission { old: 0, proof: Vec::new(), checkpoint: sign(&fr, "comity/FR", &empty) }.to_string();
    let answer = block_on(us.bureau.add_checkpoint(&code("FR"), body.as_bytes()));
    assert_eq!(answer, WitnessAnswer::NotConsistent);
    assert!(cosigned(&us).is_empty() && seen(&us).contradictions.is_empty());
}

#[test]
fn one_that_submits_very_many_does_not_fill_the_journal_of_its_witness() {
    let (fr, us) = world();
    let ours = leaves(60, 0);
    let mut old = 0;
    let mut put = |count: usize| {
        let mut codes = Vec::new();
        for _ in 0..count {
            let body = submission(&fr, &ours[..old + 1], old).to_string();
            codes.push(block_on(us.bureau.add_checkpoint(&code("FR"), body.as_bytes())).code());
            old += usize::from(codes.last() == Some(&"cosigned"));
        }
        codes.iter().filter(|code| **code == "cosigned").count()
    };
    let entries = us.entries();
    assert_eq!(put(20), 6);
    assert_eq!(us.entries(), entries + 6);
    us.pass_seconds(60);
    assert_eq!(put(20), 6);
    for seed in 1..30 {
        let body = submission(&fr, &leaves(60, seed), 12).to_string();
        assert_eq!(block_on(us.bureau.add_checkpoint(&code("FR"), body.as_bytes())).code(), "not-consistent");
    }
    assert_eq!(us.entries(), entries + 18, "nor do contradictions");
}

#[test]
fn nothing_is_witnessed_under_a_directory_that_ran_out() {
    let (fr, us) = world();
    let body = submission(&fr, &leaves(9, 0), 0).to_string();
    us.pass_seconds(60 * 366 * 24 * 3_600);
    assert_eq!(block_on(us.bureau.add_checkpoint(&code("FR"), body.as_bytes())), WitnessAnswer::Later);
    assert!(block_on(fr.bureau.submission(&code("US"))).is_err());
}

#[test]
fn a_lying_witness_is_not_believed() {
    let (fr, us) = world();
    exchange(&fr, &us);
    let submitted = block_on(fr.bureau.submission(&code("US"))).unwrap();
    let text = submitted.submission.checkpoint.checkpoint().note_text();
    let now = u64::try_from(us.now().as_second()).unwrap();
    let line = |node: &Node, name: &str, text: &str, at: u64| {
        let identity = node.identity();
        NoteSigner::new(name, &identity).unwrap().cosignature_line(text, at).unwrap()
    };
    let plain = |name: &str| NoteSigner::new(name, &us.identity()).unwrap().signature_line(&text).unwrap();
    let good = line(&us, "comity/US", &text, now);
    for (lines, expected) in [
        (line(&us, "comity/US", &text.replace("FR", "XX"), now), "cosignature-wrong"),
        (line(&us, "comity/US", "comity/FR\n1\nAAAA\n", now), "cosignature-wrong"),
        (line(&fr, "comity/US", &text, now), "cosignature-not-theirs"),
        (line(&us, "comity/BR", &text, now), "cosignature-not-theirs"),
        (line(&fr, "comity/FR", &text, now), "cosignature-not-theirs"),
        (plain("comity/US"), "cosignature-not-theirs"),
        (line(&us, "comity/US", &text, now - 301), "cosignature-time"),
        (line(&us, "comity/US", &text, now + 301), "cosignature-time"),
        (line(&us, "comity/US", &text, u64::MAX >> 1), "cosignature-time"),
        (line(&us, "comity/US", &text, u64::MAX), "cosignature-wrong"),
        (format!("{good}{good}"), "cosignature-wrong"),
        (format!("{good}something else\n"), "cosignature-wrong"),
        (good.trim_end().to_owned(), "cosignature-wrong"),
        (String::new(), "cosignature-not-theirs"),
        ("\u{2014} comity/US AAAA\n".repeat(1_000), "cosignature-not-theirs"),
    ] {
        let answer = Ok(WitnessAnswer::Cosigned(lines.clone()));
        assert_eq!(block_on(fr.bureau.witnessed(&submitted, answer)), Ok(None));
        assert_eq!(witnessed(&fr), (None, Some(expected.to_owned())), "{lines}");
    }
    assert!(fr.store.contents().1.iter().all(|note| !note.contains("comity/US")));
    // A size that a witness makes up leads to one more try and no further.
    let conflict = |size| Ok(WitnessAnswer::Conflict(size));
    let again = block_on(fr.bureau.witnessed(&submitted, conflict(3))).unwrap().unwrap();
    assert_eq!(again.submission.old, 3);
    assert_eq!(block_on(fr.bureau.witnessed(&again, conflict(4))), Ok(None));
    assert_eq!(block_on(fr.bureau.witnessed(&submitted, conflict(u64::MAX))), Ok(None));
    assert_eq!(witnessed(&fr).1, Some("conflict".to_owned()));
    let entries = fr.entries();
    for silent in [Ok(WitnessAnswer::Later), Err("no-answer".to_owned())] {
        assert_eq!(block_on(fr.bureau.witnessed(&submitted, silent)), Ok(None));
    }
    assert_eq!(fr.entries(), entries, "silence is no refusal");
    let answer = Ok(WitnessAnswer::Cosigned(format!("{}{good}", line(&fr, "comity/BR", &text, now))));
    assert_eq!(block_on(fr.bureau.witnessed(&submitted, answer)), Ok(None));
    assert!(matches!(witnessed(&fr), (Some(_), None)), "lines of others are passed over");
}

#[test]
fn of_two_submissions_at_once_only_one_history_is_cosigned() {
    let (fr, us) = world();
    let (ours, theirs) = (leaves(30, 0), leaves(30, 1));
    let (one, other) = (submission(&fr, &ours, 0).to_string(), submission(&fr, &theirs, 0).to_string());
    let fr_code = code("FR");

    let (one, other) = block_on(join(
        us.bureau.add_checkpoint(&fr_code, one.as_bytes()),
        us.bureau.add_checkpoint(&fr_code, other.as_bytes()),
    ));
    let mut codes = [one.code(), other.code()];
    codes.sort_unstable();
    assert_eq!(codes, ["conflict", "cosigned"]);
    assert_eq!(seen(&us).contradictions.len(), 1);
}

#[test]
fn a_crash_before_the_answer_makes_no_witness_cosign_twice() {
    for fault in [NextFault::LostBefore, NextFault::LostAfter, NextFault::Full] {
        let (fr, us) = world();
        exchange(&fr, &us);
        let submitted = block_on(fr.bureau.submission(&code("US"))).unwrap();
        us.store.fail_next(fault);
        assert_eq!(answer(&fr, &us, &submitted), WitnessAnswer::Later, "not written down, not answered");
        let us = us.restarted();
        // Another history of the same bureau meanwhile.
        let other = submission(&fr, &leaves(fr.entries(), 3), 0).to_string();
        let first = block_on(us.bureau.add_checkpoint(&code("FR"), other.as_bytes())).code();
        let mine = ask(&fr, &us);
        match fault {
            NextFault::LostAfter => {
                assert_eq!(first, "conflict", "it was written down");
                assert_eq!(mine, ["conflict", "cosigned"], "and is cosigned once it is asked for again");
                assert_eq!(witnessed(&fr), (Some(fr.entries() as u64), None));
            }
            _ => {
                assert_eq!(first, "cosigned");
                assert_eq!(mine, ["conflict", "conflict"]);
            }
        }
    }
}

#[test]
fn a_cosignature_that_could_not_be_kept_is_asked_for_again() {
    let (fr, us) = world();
    exchange(&fr, &us);
    let submitted = block_on(fr.bureau.submission(&code("US"))).unwrap();
    let answered = answer(&fr, &us, &submitted);
    drop((submitted, answered));
    let entries = us.entries();
    let fr = fr.restarted();
    assert_eq!(ask(&fr, &us), ["conflict", "cosigned"]);
    assert_eq!(us.entries(), entries, "it had cosigned that one already");
}
