//! Evidence packages, tampered with in every way: by whoever carries one, and by a bureau that signs what is not so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use case::id::CaseId;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::EntryKind;
use journal::evidence::check::{Trust, check};
use journal::evidence::findings::Report;
use journal::evidence::package::{Disclosure, Entry, File, Index, Package, Signers, pack, seal, unpack};
use journal::evidence::shown::Own;
use journal::note::{Signature, VerifierKey};
use journal::proof::inclusions;
use p256::ecdsa::signature::{Signer, Verifier as _};
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::world::{self, Journal, entry, is_signed_by, key, signed};

const SALTS: [[u8; 32]; 2] = [[1; 32], [2; 32]];
/// `{"at": 1, "by": null, "event": "looked"}`
const LOOKED: &[u8] = b"\x02\xa3\x62at\x01\x62by\xf6\x65event\x66looked";
/// `{"at": 1, "by": null, "event": {"kept": {"attachment": h'07', "content": ...}}}`, before seven bytes of content.
const KEPT: &[u8] =
    b"\x02\xa3\x62at\x01\x62by\xf6\x65event\xa1\x64kept\xa2\x6aattachment\x41\x07\x67content\x47";
const PAPER: &[u8] = b"a paper";

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

fn own() -> [u8; 32] {
    sha256(&[b"comity body own 1\n", &SALTS[1], b"why"])
}

/// A sealed body, as far as an outsider sees it: the commitment, as the documentation writes it, and what no outsider opens.
fn sealed(told: &[u8]) -> Vec<u8> {
    let told = sha256(&[b"comity body told 1\n", &SALTS[0], told]);
    [sha256(&[b"comity body 1\n", &told, &own()]).as_slice(), b"nonce and ciphertext"].concat()
}

/// A bureau that can sign whatever it wants.
struct Bureau {
    journal: Journal,
    entries: Vec<Entry>,
    about: Vec<File>,
    checkpoint: SignedCheckpoint,
    index: Index,
}

fn signing_key() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).unwrap()
}

impl Bureau {
    /// A journal of twenty entries; of case 1 are the entries 3, 5, 6 and 19, and two of them are shown.
    fn new() -> Self {
        let mut journal = Journal::default();
        let paper = [KEPT, PAPER].concat();
        for position in 0..20 {
            let (case, kind, body) = match position {
                3 => (1, EntryKind::Look, sealed(LOOKED)),
                5 => (1, EntryKind::File, sealed(&paper)),
                6 | 19 => (1, EntryKind::CaseEntry, sealed(b"kept back")),
                _ => (2, EntryKind::CaseEntry, sealed(LOOKED)),
            };
            journal.entries.push(entry(position, case, kind, &body));
        }
        journal.sign();
        let leaves: Vec<_> = journal.entries.iter().map(|entry| entry.header.leaf()).collect();
        let shows = |position: usize, record: &[u8], file| Disclosure {
            sealed: journal.entries[position].body.clone().unwrap(),
            record: record.to_vec(),
            salt: SALTS[0],
            own: Own::Kept(own()),
            file,
        };
        let disclosures = [
            Some(shows(3, LOOKED, None)),
            Some(shows(5, &paper, Some(("01-paper.txt".to_owned(), PAPER.len())))),
            None,
            None,
        ];
        let positions = [3, 5, 6, 19];
        let entries = positions.iter().zip(inclusions(&leaves, &positions)).zip(disclosures);
        let entries = entries
            .map(|((position, proof), disclosure)| Entry {
                header: journal.entries[*position].header,
                proof,
                disclosure,
            })
            .collect();
        let file = |name: &str| File { name: name.to_owned(), content: name.into() };
        let index = Index {
            bureau: "FR".parse().unwrap(),
            keys: 1,
            at: "2026-03-02T12:00:00Z".parse().unwrap(),
            case: CaseId::from_bytes([1; 16]),
            journal: key(),
            evidence: signing_key().verifying_key().to_sec1_point(false).as_bytes().try_into().unwrap(),
        };
        let (about, checkpoint) =
            (vec![file("case.html"), file("README.txt")], journal.checkpoints[0].clone());
        Self { journal, entries, about, checkpoint, index }
    }

    fn seal(self) -> Vec<u8> {
        let signers = Signers {
            certificate: &|body| Some(signed(body)),
            package: &|bytes| {
                let signature: DerSignature = signing_key().sign(bytes);
                Some(signature.as_bytes().to_vec())
            },
        };
        let Self { entries, about, checkpoint, index, .. } = self;
        seal(Package { index, checkpoint: &checkpoint, entries, about }, &signers).unwrap()
    }
}

fn good() -> Vec<u8> {
    Bureau::new().seal()
}

fn checked(package: &[u8], known: Option<&VerifierKey>) -> Report {
    let signed = |key: &[u8; 65], message: &[u8], signature: &[u8]| {
        let (Ok(key), Ok(signature)) =
            (VerifyingKey::from_sec1_bytes(key), DerSignature::from_bytes(signature))
        else {
            return false;
        };
        key.verify(message, &signature).is_ok()
    };
    check(package, &Trust { key: known, journal: &is_signed_by, package: &signed })
}

/// The codes of what is wrong with a package.
fn faults(package: &[u8]) -> Vec<&'static str> {
    let report = checked(package, Some(&key()));
    assert_eq!(report.is_verified(), report.faults.is_empty());
    let _ = (report.to_string(), report.to_json());
    report.faults.iter().map(journal::evidence::findings::Fault::code).collect()
}

/// The good package after somebody changed its files and packed them again.
fn repacked(change: impl FnOnce(&mut Vec<File>)) -> Vec<&'static str> {
    let mut files = unpack(&good()).unwrap();
    change(&mut files);
    faults(&pack(&files).unwrap())
}

fn find<'a>(files: &'a mut [File], name: &str) -> &'a mut Vec<u8> {
    &mut files.iter_mut().find(|file| file.name == name).unwrap().content
}

/// A package that a bureau signed after it changed what goes into it.
fn lied(change: impl FnOnce(&mut Bureau)) -> Vec<&'static str> {
    let mut bureau = Bureau::new();
    change(&mut bureau);
    faults(&bureau.seal())
}

#[test]
fn a_good_package_says_what_is_proven_and_what_is_not() {
    let report = checked(&good(), Some(&key()));
    assert!(report.is_verified(), "{report}");
    let expected = format!(
        "bureau       FR, keys 1
signed       2026-03-02T12:00:00Z
key          {}
proven       signature: these 13 files are those that the bureau's key signed
proven       entries: 4 of {} stood in the journal when it had 20
proven       records: 2 of them are shown as they were written, and 1 files are those that they keep
proven       programs: journal/entries.json says what these records say
not proven   times: that clocks were right: all times are the bureau's word
not proven   complete: that the case has no other entries, in this journal or after this checkpoint
not proven   unshown: what 2 entries say of which only the headers are shown
not proven   reading: that the bureau's own account is right, which is signed: README.txt, case.html
not proven   others: the signatures of other bureaus in messages and receipts
verified
",
        world::PUBLIC,
        CaseId::from_bytes([1; 16]),
    );
    assert_eq!(report.to_string(), expected);
    let unknown = checked(&good(), None);
    assert!(unknown.is_verified() && unknown.to_string().contains("not proven   key: whose key it is"));
    assert_eq!(good(), good(), "the same contents at the same time are the same bytes");
}

#[test]
fn whoever_carries_a_package_changes_nothing_unseen() {
    let names: Vec<String> = unpack(&good()).unwrap().into_iter().map(|file| file.name).collect();
    for name in &names {
        let code = match name.as_str() {
            "META-INF/ASiCManifest.xml" => "manifest",
            "META-INF/signature.p7s" => "signature",
            _ => "file-altered",
        };
        let flipped = repacked(|files| *find(files, name).last_mut().unwrap() ^= 1);
        assert!(flipped.contains(&code), "{name}: {flipped:?}");
        let longer = repacked(|files| find(files, name).push(b'\n'));
        assert!(longer.contains(&code), "{name}: {longer:?}");
        let gone = repacked(|files| files.retain(|file| file.name != *name));
        let code = if code == "file-altered" { "file-missing" } else { code };
        assert!(gone.contains(&code), "{name}: {gone:?}");
    }
    let added =
        |name: &str| repacked(|files| files.push(File { name: name.to_owned(), content: b"more".to_vec() }));
    assert_eq!(added("more.txt"), ["file-added"]);
    assert_eq!(added("META-INF/manifest.xml"), ["file-added"]);
    assert_eq!(added("attachments/02-more.txt"), ["file-added", "file-unproven"]);
}

#[test]
fn a_manifest_that_is_made_to_fit_is_not_signed() {
    let (other, changed) = {
        let mut bureau = Bureau::new();
        bureau.about[0].content = b"another account".to_vec();
        (bureau.seal(), unpack(&good()).unwrap())
    };
    let mut other = unpack(&other).unwrap();
    // Another package's files and manifest under this one's signature, and the other way round.
    *find(&mut other, "META-INF/signature.p7s") =
        find(&mut changed.clone(), "META-INF/signature.p7s").clone();
    assert_eq!(faults(&pack(&other).unwrap()), ["signature"]);
    let time = |files: &mut Vec<File>| {
        let index = String::from_utf8(find(files, "package.txt").clone()).unwrap();
        *find(files, "package.txt") = index.replace("T12:00", "T13:00").into_bytes();
    };
    assert_eq!(repacked(time), ["file-altered", "signature"], "the time is signed too");
}

#[test]
fn a_package_under_another_key_is_known_by_the_key_that_one_has() {
    let stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse().unwrap();
    let codes: Vec<_> = checked(&good(), Some(&stranger)).faults.iter().map(|fault| fault.code()).collect();
    assert_eq!(codes, ["key"]);
    assert_eq!(
        lied(|bureau| bureau.index.journal = stranger),
        ["key", "certificate", "certificate", "checkpoint"]
    );
    let other = SigningKey::from_slice(&[8; 32]).unwrap();
    let point: [u8; 65] = other.verifying_key().to_sec1_point(false).as_bytes().try_into().unwrap();
    assert_eq!(lied(|bureau| bureau.index.evidence = point), ["signature"]);
}

#[test]
fn a_bureau_cannot_show_what_its_journal_does_not_hold() {
    let shown = |bureau: &mut Bureau, place: usize| bureau.entries[place].disclosure.clone().unwrap();
    let show =
        |bureau: &mut Bureau, place: usize, one: Disclosure| bureau.entries[place].disclosure = Some(one);
    assert_eq!(lied(|_| {}), [""; 0]);
    let another_record = |bureau: &mut Bureau| {
        let record = LOOKED.iter().map(|byte| if *byte == 1 { 2 } else { *byte }).collect();
        let one = Disclosure { record, ..shown(bureau, 0) };
        show(bureau, 0, one);
    };
    assert_eq!(lied(another_record), ["record-differs"]);
    let another_file = |bureau: &mut Bureau| {
        let one = Disclosure { record: [KEPT, b"A paper"].concat(), ..shown(bureau, 1) };
        show(bureau, 1, one);
    };
    assert_eq!(lied(another_file), ["record-differs"]);
    let another_body = |bureau: &mut Bureau| {
        let one = Disclosure { sealed: sealed(b"else"), ..shown(bureau, 0) };
        show(bureau, 0, one);
    };
    assert_eq!(lied(another_body), ["body-altered"]);
    let reasons = |text: &str| {
        lied(|bureau| {
            let own = Own::Shown { salt: SALTS[1], text: text.to_owned() };
            let one = Disclosure { own, ..shown(bureau, 0) };
            show(bureau, 0, one);
        })
    };
    assert_eq!((reasons("why"), reasons("because")), (vec![], vec!["record-differs"]));
    let of_another_case = |bureau: &mut Bureau| {
        let leaves: Vec<_> = bureau.journal.entries.iter().map(|entry| entry.header.leaf()).collect();
        let proof = inclusions(&leaves, &[7]).remove(0);
        let header = bureau.journal.entries[7].header;
        bureau.entries.insert(3, Entry { header, proof, disclosure: None });
    };
    assert_eq!(lied(of_another_case), ["entry-foreign"]);
    assert_eq!(lied(|bureau| bureau.entries.swap(2, 3)), ["entry-order"]);
    let repeated = |bureau: &mut Bureau| bureau.entries.push(bureau.entries[3].clone());
    assert_eq!(lied(repeated), ["entry-order"]);
    let proofs_exchanged = |bureau: &mut Bureau| {
        let proof = bureau.entries[0].proof.clone();
        bureau.entries[0].proof = std::mem::replace(&mut bureau.entries[1].proof, proof);
    };
    assert_eq!(lied(proofs_exchanged), ["entry-unproven", "entry-unproven"]);
    let later = |bureau: &mut Bureau| bureau.entries[2].header.at = "2026-03-03T00:00:00Z".parse().unwrap();
    assert_eq!(lied(later), ["entry-unproven"], "the time of an entry is proven too");
    let unkept = |bureau: &mut Bureau| {
        bureau.about.push(File { name: "attachments/02-b.txt".to_owned(), content: b"b".to_vec() });
    };
    assert_eq!(lied(unkept), ["file-unproven"]);
    let unsigned = |bureau: &mut Bureau| {
        let checkpoint = bureau.checkpoint.checkpoint().clone();
        bureau.checkpoint = SignedCheckpoint::new(checkpoint, Signature::new(&key(), [1; 64]));
    };
    assert_eq!(lied(unsigned), ["checkpoint"]);
}

#[test]
fn what_is_stated_for_programs_is_what_the_records_say() {
    let files = unpack(&good()).unwrap();
    let json = &files.iter().find(|file| file.name == "journal/entries.json").unwrap().content;
    let json: serde_json::Value = serde_json::from_slice(json).unwrap();
    assert_eq!(json[0]["record"]["event"], "looked");
    assert_eq!(json[1]["record"]["event"]["kept"]["file"], "attachments/01-paper.txt");
    assert_eq!(json[1]["position"], 5);
    assert_eq!(json.as_array().unwrap().len(), 2);
}

/// Runs the program on bytes.
fn run(name: &str, bytes: &[u8], more: &[&str]) -> (i32, String, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.asice"), bytes).unwrap();
    fs::write(folder.join("key"), world::PUBLIC).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_journal-verify"))
        .args(["evidence", "a.asice"])
        .args(more)
        .current_dir(Path::new(&folder))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_program_verifies_a_package() {
    let (code, report, says) = run("good", &good(), &["--key", "key"]);
    assert_eq!((code, says.as_str()), (0, ""));
    assert_eq!(report, checked(&good(), Some(&key())).to_string());
    let (code, report, _) = run("json", &good(), &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!((code, &report["verified"], &report["key-known"]), (0, &true.into(), &false.into()));
    assert_eq!(report["proven"].as_array().unwrap().len(), 4);

    let (code, report, _) = run("cut", &good()[..500], &[]);
    assert_eq!(code, 1);
    assert!(
        report.starts_with("fault        container: ") && report.ends_with("does not verify\n"),
        "{report}"
    );
    for (name, arguments, fault) in [
        ("no-key", &["--key", "a.asice"][..], "cannot"),
        ("checkpoint", &["--checkpoint", "key"], "no --checkpoint"),
        ("two", &["key"], "exactly one"),
    ] {
        let (code, report, says) = run(name, &good(), arguments);
        assert_eq!((code, report.as_str()), (2, ""));
        assert!(says.contains(fault), "{says}");
    }
}

proptest! {
    #[test]
    fn no_byte_of_a_package_is_changed_unseen(place in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut package = good();
        let place = place.index(package.len());
        package[place] ^= flip;
        prop_assert!(!checked(&package, None).is_verified());
    }
}
