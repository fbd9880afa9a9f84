//! Evidence packages: what leaves and what stays, who may, and that others can check them without the bureau.

use std::path::Path;
use std::process::Command as Program;

use bureau::memory::NextFault;
use bureau::{
    Command, DoorFault, Evidence, EvidenceView, Export, LetterOut, PaperKind, SourceCommand, SourceContent,
    SourceFault,
};
use case::exchange::RecallOutcome;
use case::handling::{Handling, Use};
use case::id::{CaseId, OfficerId};
use case::life::{Event, Refusal};
use futures::executor::block_on;
use journal::evidence::check::{Trust, check};
use journal::evidence::findings::{Fault, Report};
use journal::evidence::paper::{self, PaperFault, Proven};
use journal::note::VerifierKey;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};

use crate::papers::Plain;
use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered, public};

/// A file that makes a package larger than one page, and that other texts are looked for in.
const PAPER: &[u8] = b"%PDF-1.7 a paper of the harbour";

/// A request of France that the United States answered with a file: the two bureaus and the case in each.
fn answered(marking: &str) -> (Node, Node, CaseId, CaseId) {
    let (fr, us, asking, asked) = delivered(&[("person.family_name", "Okonkwo")]);
    us.look(LIAISON, asked);
    let attach = Command::Attach {
        name: "../paper of a.pdf".into(),
        media_type: "application/pdf".into(),
        content: PAPER.to_vec(),
    };
    us.act(LIAISON, asked, attach).unwrap();
    let handling = Handling { marking: marking.into(), ..Handling::default() };
    let answer = Command::Answer { text: "At the harbour.".into(), complete: false, handling };
    us.act(LIAISON, asked, answer).unwrap();
    while deliver(&fr, &us) + deliver(&us, &fr) > 0 {}
    (fr, us, asking, asked)
}

fn export() -> Export {
    Export {
        what: Use::Agencies,
        recipient: "Prosecutor of Lyon".into(),
        reasons: "the trial opens on Monday".into(),
        with_looks: false,
    }
}

fn pages(view: &EvidenceView<'_>) -> Vec<(&'static str, String)> {
    let rows = view.case.timeline.iter().map(|row| format!("{} {}", row.position, row.entry.event.code()));
    vec![("case.html", rows.collect::<Vec<_>>().join("\n")), ("README.txt", view.journal_key.clone())]
}

fn exported(node: &Node, who: OfficerId, id: CaseId, export: Export) -> Result<Evidence, DoorFault> {
    block_on(node.bureau.export_evidence(who, id, export, "test", &pages))
}

/// Verifies with the key that the bureau's directory entry holds, as `journal-verify` does.
fn verified(package: &[u8], key: Option<&VerifierKey>) -> Report {
    let signed = |key: &[u8; 65], message: &[u8], signature: &[u8]| {
        let key = VerifyingKey::from_sec1_bytes(key).unwrap();
        DerSignature::from_bytes(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
    };
    check(package, &Trust { key, journal: &seal::note::is_signed_by, package: &signed })
}

/// The journal's key, as whoever has the directory knows it.
fn key_of(node: &Node) -> VerifierKey {
    let name = format!("comity/{}", node.bureau.me());
    VerifierKey::new(&name, *public(node.bureau.me().as_str()).journal_key()).unwrap()
}

/// What a paper proves.
fn proven(pdf: &[u8], key: Option<&VerifierKey>) -> Result<Proven, PaperFault> {
    let signed = |key: &[u8; 65], message: &[u8], signature: &[u8]| {
        let key = VerifyingKey::from_sec1_bytes(key).unwrap();
        DerSignature::from_bytes(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
    };
    paper::check(pdf, &Trust { key, journal: &seal::note::is_signed_by, package: &signed })
}

#[test]
fn a_paper_of_what_left_is_proven_and_what_was_changed_is_not() {
    let (fr, us, case, _) = answered("");
    let drawn = block_on(fr.bureau.letter(LIAISON, case, PaperKind::Request, &Plain)).unwrap();
    let typeset = drawn.typeset().unwrap().pdf;
    let out = |revision| LetterOut {
        paper: PaperKind::Request,
        form: drawn.paper.form.clone(),
        language: "en".to_owned(),
        revision,
        pdf: typeset.clone(),
    };
    let earlier = block_on(fr.bureau.letter_out(LIAISON, case, out(Some(1)), "test")).unwrap();
    assert_eq!(earlier, typeset, "the case went on since it was drawn");
    let signed = block_on(fr.bureau.letter_out(LIAISON, case, out(drawn.revision), "test")).unwrap();
    let key = key_of(&fr);
    let by = |is_known| Ok(Proven { bureau: "FR".to_owned(), keys: 1, is_known });
    assert_eq!(proven(&signed, Some(&key)), by(true));
    assert_eq!(proven(&signed, None), by(false), "whole, and nothing tells whose it is");
    assert_eq!(proven(&signed, Some(&key_of(&us))), Err(PaperFault::OtherKey));
    assert_eq!(proven(&typeset, Some(&key)), Err(PaperFault::Unsigned));
    assert_eq!(proven(&[&signed[..], b"\n%more"].concat(), Some(&key)), Err(PaperFault::Covers));
    let twice = [&signed[..], &signed[typeset.len()..]].concat();
    assert_eq!(proven(&twice, Some(&key)), Err(PaperFault::Unsigned));
    // Whatever byte is changed, in the text, in the keys, in the signature or in the room beside it.
    for place in (0..signed.len()).step_by(97).chain(typeset.len()..typeset.len() + 1_500) {
        for flip in [0x01, 0x20] {
            let mut changed = signed.clone();
            changed[place] ^= flip;
            assert!(proven(&changed, Some(&key)).is_err(), "byte {place} of {}, {flip}", signed.len());
        }
    }
    for length in (0..signed.len()).step_by(499) {
        assert!(proven(&signed[..length], None).is_err());
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_package_is_verified_without_the_bureau_and_the_journal_knows_it() {
    let (fr, _, asking, _) = answered("");
    let key = key_of(&fr);
    let package = exported(&fr, DUTY, asking, export()).unwrap();
    let report = verified(&package.bytes, Some(&key));
    assert!(report.is_verified(), "{report}");
    let counts = report.counts;
    assert!(counts.shown > 5 && counts.entries > counts.shown && counts.attachments == 1, "{counts:?}");
    assert_eq!(report.only_signed, ["README.txt", "case.html", "case.json", "custody.jsonld"]);
    assert!(package.name.ends_with("-2026-01-01.asice"), "{}", package.name);
    let row =
        fr.look(LIAISON, asking).timeline.into_iter().rev().find(|row| row.entry.event != Event::Looked);
    let row = row.unwrap();
    assert_eq!((row.entry.by, row.entry.purpose.as_str()), (Some(DUTY), "test"));
    let Event::Exported { what, recipient, reasons, package: digest } = row.entry.event else {
        panic!("{:?}", row.entry.event)
    };
    assert_eq!(
        (what, recipient.as_str(), reasons.as_str()),
        (Use::Agencies, "Prosecutor of Lyon", "the trial opens on Monday")
    );
    assert_eq!(digest, seal::digest::sha256(&package.bytes));
    assert_eq!(fr.restarted().look(LIAISON, asking).case.passed_on(), ["Prosecutor of Lyon"]);
}

#[test]
fn a_package_of_another_bureau_s_key_is_known() {
    let (fr, us, asking, asked) = answered("");
    let theirs = verified(&exported(&us, DUTY, asked, export()).unwrap().bytes, None).index.unwrap().journal;
    let report = verified(&exported(&fr, DUTY, asking, export()).unwrap().bytes, Some(&theirs));
    assert_eq!(report.faults, [Fault::Key]);
}

#[test]
fn what_is_the_bureau_s_own_stays() {
    let (fr, us, asking, asked) = answered("");
    let own = ["the harbour police know him", "kept for the few", "curious about the neighbour"];
    fr.act(LIAISON, asking, Command::Note { text: own[0].into() }).unwrap();
    let circle = vec![LIAISON, DUTY, REVIEWER];
    fr.act(LIAISON, asking, Command::Restrict { circle, reasons: own[1].into() }).unwrap();
    fr.pass_seconds(3600);
    block_on(fr.bureau.case(LIAISON, asking, own[2])).unwrap();
    let package = exported(&fr, DUTY, asking, export()).unwrap();
    let told = text(&package.bytes);
    assert!(told.contains("At the harbour.") && told.contains("weighed"), "what was said and decided");
    assert!(own.iter().all(|text| !told.contains(text)));
    let with_looks = Export { with_looks: true, ..export() };
    let package = exported(&fr, DUTY, asking, with_looks).unwrap();
    let told = text(&package.bytes);
    assert!(told.contains(own[2]) && !told.contains(own[0]) && !told.contains(own[1]));
    assert!(verified(&package.bytes, None).is_verified());
    // A file that was taken out before anything was said does not leave either.
    let attach = |name: &str, content: &[u8]| Command::Attach {
        name: name.into(),
        media_type: "text/plain".into(),
        content: content.to_vec(),
    };
    us.act(LIAISON, asked, attach("out.txt", b"TAKEN-OUT")).unwrap();
    let out = us.look(LIAISON, asked).case.enclosed.last().unwrap().id;
    us.act(LIAISON, asked, Command::Detach(out)).unwrap();
    let told = text(&exported(&us, DUTY, asked, export()).unwrap().bytes);
    assert!(told.contains("a paper of the harbour") && !told.contains("TAKEN-OUT"));
}

#[test]
fn who_may_not_give_it_out_is_refused() {
    let (fr, _, asking, _) = answered("");
    let before = fr.entries();
    for who in [LIAISON, REVIEWER, PROTECTION, ADMINISTRATOR] {
        let refused = exported(&fr, who, asking, export()).unwrap_err();
        let expected = if who == ADMINISTRATOR {
            DoorFault::NoSuchCase
        } else {
            DoorFault::NotPermitted { command: "export-evidence" }
        };
        assert_eq!(refused, expected);
    }
    assert_eq!(fr.entries(), before + 4, "each is written down");
    let nothing = |change: fn(&mut Export), refusal| {
        let mut wanted = export();
        change(&mut wanted);
        assert_eq!(exported(&fr, DUTY, asking, wanted), Err(DoorFault::Refused(refusal)));
    };
    nothing(|wanted| wanted.recipient.clear(), Refusal::NoReasons);
    nothing(|wanted| wanted.reasons.clear(), Refusal::NoReasons);
    let draft = fr.open(case::request::Kind::RedNotice, &[]);
    assert!(matches!(
        exported(&fr, DUTY, draft, export()),
        Err(DoorFault::Refused(Refusal::WrongStage { .. }))
    ));
}

#[test]
fn what_its_originator_keeps_back_is_not_given_out() {
    let (fr, us, asking, asked) = answered("TLP:RED");
    let needed = |what| Err(DoorFault::Refused(Refusal::ConsentNeeded { what }));
    assert_eq!(exported(&fr, DUTY, asking, export()), needed(Use::Agencies));
    assert!(exported(&us, DUTY, asked, export()).is_ok(), "it is theirs");
    let settle = || while deliver(&fr, &us) + deliver(&us, &fr) > 0 {};
    for wanted in [Use::Agencies, Use::Copying] {
        assert_eq!(exported(&fr, DUTY, asking, export()), needed(wanted));
        let (recipient, reasons) = ("Prosecutor of Lyon".into(), "the trial".into());
        fr.act(LIAISON, asking, Command::AskConsent { wanted, recipient, reasons }).unwrap();
        settle();
        let asked_in = us.look(LIAISON, asked).case.told.last().unwrap().message;
        let consent = Command::AnswerConsent { asked: asked_in, granted: true, terms: String::new() };
        us.act(DUTY, asked, consent).unwrap();
        settle();
    }
    assert!(verified(&exported(&fr, DUTY, asking, export()).unwrap().bytes, None).is_verified());
}

#[test]
fn what_was_recalled_and_blocked_stays() {
    let (fr, us, asking, asked) = answered("");
    let settle = || while deliver(&fr, &us) + deliver(&us, &fr) > 0 {};
    let first = us.look(LIAISON, asked).case.told.last().unwrap().message;
    let handling = Handling::default();
    us.act(LIAISON, asked, Command::Answer { text: "In the town.".into(), complete: false, handling })
        .unwrap();
    settle();
    us.act(DUTY, asked, Command::Recall { messages: vec![first], reasons: "a namesake".into() }).unwrap();
    settle();
    assert_eq!(exported(&fr, DUTY, asking, export()), Err(DoorFault::Refused(Refusal::Recalled)));
    let recall = us.look(LIAISON, asked).case.told.last().unwrap().message;
    let answer = Command::AnswerRecall {
        recall,
        outcome: RecallOutcome::Blocked,
        passed_on: Vec::new(),
        reasons: "nobody has it".into(),
    };
    fr.act(DUTY, asking, answer).unwrap();
    settle();
    let package = exported(&fr, DUTY, asking, export()).unwrap();
    let told = text(&package.bytes);
    assert!(told.contains("In the town.") && !told.contains("At the harbour.") && !told.contains("%PDF"));
    assert!(verified(&package.bytes, Some(&key_of(&fr))).is_verified());
    // Nor does whoever recalled it give it to others.
    let told = text(&exported(&us, DUTY, asked, export()).unwrap().bytes);
    assert!(told.contains("In the town.") && !told.contains("At the harbour.") && !told.contains("%PDF"));
}

#[test]
fn what_was_turned_away_counts_as_not_said() {
    let (fr, us, _, asked) = answered("");
    let answer =
        |text: &str| Command::Answer { text: text.into(), complete: false, handling: Handling::default() };
    us.act(LIAISON, asked, answer("In the town.")).unwrap();
    let errand = us.bureau.due().remove(0);
    let parcel = block_on(us.bureau.parcel(&errand)).unwrap();
    let receipt = fr.turns_away(&parcel, "malformed");
    block_on(us.bureau.delivered(&parcel, Ok(receipt))).unwrap();
    let told = text(&exported(&us, DUTY, asked, export()).unwrap().bytes);
    assert!(told.contains("At the harbour.") && !told.contains("In the town."));
}

#[test]
fn what_tells_who_a_source_is_does_not_leave_in_a_package() {
    let (fr, _, asking, _) = answered("");
    let content = SourceContent {
        cover: "Kingfisher".into(),
        grading: "4x4 B2 H1".into(),
        said: "He keeps the ledger at home".into(),
        place: "Quay".into(),
        basis: "informant".into(),
        identifiers: vec!["Okonkwo".into()],
        ..SourceContent::default()
    };
    let begin = SourceCommand::Begin { named: vec![DUTY, REVIEWER], content };
    block_on(fr.bureau.act_on_source(LIAISON, asking, None, begin, "handling")).unwrap();
    assert_eq!(exported(&fr, DUTY, asking, export()), Err(DoorFault::Source(SourceFault::Held)));
}

#[test]
fn a_package_that_the_journal_could_not_record_is_not_given_out() {
    let (fr, _, asking, _) = answered("");
    fr.store.fail_next(NextFault::Full);
    assert!(exported(&fr, DUTY, asking, export()).is_err());
    let rows = fr.look(LIAISON, asking).timeline;
    assert!(!rows.iter().any(|row| matches!(row.entry.event, Event::Exported { .. })));
}

/// Runs a program over the files of a package, which another one has taken out of it; the exit code and what it printed.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> (bool, String) {
    let output = Program::new(program).args(arguments).current_dir(folder).output();
    let output =
        output.map_err(|fault| format!("{program}: {fault}; see `cargo xtask ci packages`")).unwrap();
    (output.status.success(), text(&[output.stdout, output.stderr].concat()))
}

#[test]
fn other_programs_open_it_and_verify_its_signature() {
    let (fr, _, asking, _) = answered("");
    let package = exported(&fr, DUTY, asking, export()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("a.asice"), &package.bytes).unwrap();
    let (whole, says) = run(folder, "unzip", &["-t", "a.asice"]);
    assert!(whole && says.contains("No errors detected"), "{says}");
    assert!(run(folder, "unzip", &["-q", "a.asice"]).0);
    assert_eq!(std::fs::read(folder.join("attachments/01-.._paper_of_a.pdf")).unwrap(), PAPER);
    let cms = |content: &str| {
        let verify = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "META-INF/signature.p7s"];
        let with = ["-content", content, "-CAfile", "certificates/journal.pem", "-out", "signed"];
        run(folder, "openssl", &[verify.as_slice(), &with].concat())
    };
    let (good, says) = cms("META-INF/ASiCManifest.xml");
    assert!(good && says.contains("successful"), "{says}");
    assert!(!cms("package.txt").0);
    let chain =
        ["verify", "-x509_strict", "-CAfile", "certificates/journal.pem", "certificates/evidence.pem"];
    let (good, says) = run(folder, "openssl", &chain);
    assert!(good, "{says}");
    let (_, printed) = run(
        folder,
        "openssl",
        &["x509", "-in", "certificates/evidence.pem", "-noout", "-subject", "-ext", "keyUsage"],
    );
    assert!(
        printed.contains("Comity evidence FR/1") && printed.contains("Digital Signature, Non Repudiation"),
        "{printed}"
    );
}

/// What the graph of a package says of a file, action by action: what was done, by whom, with whom, when, and what came before.
#[test]
fn the_custody_of_a_file_is_told_from_hand_to_hand() {
    let (fr, us, asking, asked) = answered("");
    for (node, id, expected) in [
        (
            &us,
            asked,
            &[
                ("added to the case", "Claire Aubert"),
                ("put into a signed and sealed message", "Claire Aubert"),
                ("received with a signed receipt", "Bureau of FR"),
                ("given out in a sealed package", "Nadia Ferrand"),
            ][..],
        ),
        (
            &fr,
            asking,
            &[
                ("received in a signed message", "Bureau of FR"),
                ("given out in a sealed package", "Nadia Ferrand"),
            ][..],
        ),
    ] {
        let package = exported(node, DUTY, id, export()).unwrap();
        let graph = custody_of(&package.bytes);
        let nodes = graph["@graph"].as_array().unwrap();
        let node_of = |id: &serde_json::Value| nodes.iter().find(|node| node["@id"] == id["@id"]).unwrap();
        let of_type = |kind: &str| nodes.iter().filter(|node| node["@type"] == kind).collect::<Vec<_>>();
        let actions = of_type("case-investigation:InvestigativeAction");
        let told: Vec<(&str, &str)> = actions
            .iter()
            .map(|action| {
                let by = &node_of(&action["uco-action:performer"])["uco-core:name"];
                (action["uco-core:name"].as_str().unwrap(), by.as_str().unwrap())
            })
            .collect();
        assert_eq!(told, expected);
        for (before, action) in actions.iter().zip(actions.iter().skip(1)) {
            assert_eq!(action["case-investigation:wasInformedBy"]["@id"], before["@id"]);
        }
        let [file] = of_type("uco-observable:File")[..] else { panic!("{graph:#}") };
        let hash = &file["uco-core:hasFacet"][1]["uco-observable:hash"][0]["uco-types:hashValue"]["@value"];
        let digest: String = seal::digest::sha256(PAPER).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(*hash, digest.as_str());
        let [record] = of_type("case-investigation:ProvenanceRecord")[..] else { panic!("{graph:#}") };
        assert_eq!(record["uco-core:object"][0]["@id"], file["@id"]);
        assert!(package.bytes.windows(30).any(|part| part == &b"attachments/01-.._paper_of_a.pdf"[..30]));
        assert!(
            !graph.to_string().contains("Okonkwo"),
            "whom the case is about is not for this graph to say"
        );
        // Every name that is used is one of a node.
        let ids: std::collections::BTreeSet<&str> =
            nodes.iter().filter_map(|node| node["@id"].as_str()).collect();
        for action in &actions {
            for role in ["uco-action:object", "uco-action:location", "uco-action:participant"] {
                let used = action[role].as_array().into_iter().flatten();
                assert!(used.clone().all(|one| ids.contains(one["@id"].as_str().unwrap())), "{action:#}");
            }
        }
    }
}

#[test]
fn the_custody_of_an_object_is_told_from_hand_to_hand_with_what_it_leaves_open() {
    let (fr, us, asking, asked) = crate::exhibits::accepted();
    for text in ["taken Dupont", "handed-over Dupont Court", "examined Martin"] {
        us.act(LIAISON, asked, crate::exhibits::told(crate::exhibits::entry(text, Some(9)))).unwrap();
    }
    while deliver(&fr, &us) + deliver(&us, &fr) > 0 {}
    let told = |node: &Node, id: CaseId| {
        let package = exported(node, DUTY, id, export()).unwrap();
        assert!(verified(&package.bytes, None).is_verified());
        custody_of(&package.bytes)
    };
    for graph in [told(&fr, asking), told(&us, asked)] {
        let nodes = graph["@graph"].as_array().unwrap();
        let name_of = |id: &serde_json::Value| {
            nodes.iter().find(|node| node["@id"] == id["@id"]).unwrap()["uco-core:name"].as_str().unwrap()
        };
        let of_type = |kind: &str| nodes.iter().filter(|node| node["@type"] == kind).collect::<Vec<_>>();
        let [item] = of_type("uco-core:Item")[..] else { panic!("{graph:#}") };
        assert_eq!(
            (&item["uco-core:name"], &item["uco-core:description"]),
            (&"A-1".into(), &"a telephone, black".into())
        );
        let [record] = of_type("case-investigation:ProvenanceRecord")[..] else { panic!("{graph:#}") };
        assert_eq!(record["uco-core:object"][0]["@id"], item["@id"]);
        assert_eq!(record["case-investigation:exhibitNumber"], "A-1");
        let actions = of_type("case-investigation:InvestigativeAction");
        let done: Vec<_> = actions
            .iter()
            .map(|action| {
                (action["uco-core:name"].as_str().unwrap(), name_of(&action["uco-action:performer"]))
            })
            .collect();
        assert_eq!(
            done,
            [("taken as evidence", "Dupont"), ("handed over", "Dupont"), ("examined", "Martin")]
        );
        assert_eq!(name_of(&actions[1]["uco-action:participant"][0]), "Court");
        assert_eq!(actions[2]["case-investigation:wasInformedBy"]["@id"], actions[1]["@id"]);
        let open = actions[2]["uco-core:description"].as_str().unwrap();
        assert!(open.contains("somebody else had it last: Court / Martin"), "{open}");
        let ids: std::collections::BTreeSet<_> = nodes.iter().map(|node| node["@id"].as_str()).collect();
        assert_eq!(ids.len(), nodes.len(), "each node has a name of its own");
    }
}

/// `custody.jsonld` of a package, which is stored as it is.
fn custody_of(package: &[u8]) -> serde_json::Value {
    let start = package.windows(14).position(|part| part == b"custody.jsonld").unwrap() + 14;
    let mut read = serde_json::Deserializer::from_slice(&package[start..]).into_iter();
    read.next().unwrap().unwrap()
}
