//! The program as an auditor runs it: over every sample, and with input that is none.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::samples::{KEPT_FILE, REPORT_FILE, directory, samples};
use crate::world::{Journal, PUBLIC, witness_key};

/// Runs the program: exit code, standard output, standard error.
fn run(arguments: &[&Path]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_journal-verify")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_sample_has_its_report() {
    for sample in samples() {
        let directory = directory(sample.name);
        let kept = directory.join(KEPT_FILE);
        let mut arguments = vec![directory.as_path()];
        if kept.exists() {
            arguments.extend([Path::new("--checkpoint"), &kept]);
        }
        let (code, report, faults) = run(&arguments);
        assert_eq!(report, fs::read_to_string(directory.join(REPORT_FILE)).unwrap(), "{}", sample.name);
        assert_eq!(code == 0, sample.name.starts_with("good"), "{}", sample.name);
        assert_eq!((code == 1, faults.as_str()), (!sample.name.starts_with("good"), ""), "{}", sample.name);

        arguments.push(Path::new("--json"));
        let (_, json, _) = run(&arguments);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["verified"], code == 0);
        assert_eq!(json["faults"].as_array().unwrap().len(), report.matches("\nfault ").count());
    }
}

#[test]
fn the_report_as_json() {
    let (_, json, _) = run(&[&directory("entry-removed"), Path::new("--json")]);
    let expected = r#"{"verified":false,"key":"journal.bureau.example+b8d661ca+AcxU786DmmLE0SDXMmyzYqnmNNAdcgO1Nfuve9cF7K2j","exchanged":[],"entries":11,"proven":4,"checkpoints":5,"witnessed":[],"erased":[],"faults":[{"code":"entries-missing","first":4,"last":4,"says":"not in the journal"}],"more":false}"#;
    assert_eq!(json.trim_end(), expected);
}

#[test]
fn a_file_without_a_signature_is_no_paper() {
    let file = directory("good").join("entries");
    let (code, report, faults) = run(&[Path::new("paper"), &file]);
    assert_eq!((code, faults.as_str()), (1, ""));
    assert_eq!(report, "NOT verified: the file holds no signature of this kind, or more than one\n");
    let (code, report, _) = run(&[Path::new("paper"), &file, Path::new("--json")]);
    assert_eq!((code, report.starts_with("{\"verified\":false")), (1, true));
}

#[test]
fn input_that_cannot_be_read() {
    let good = directory("good");
    let check = |arguments: &[&Path], says: &str| {
        let (code, report, fault) = run(arguments);
        assert_eq!((code, report.as_str()), (2, ""), "{arguments:?}");
        assert!(fault.contains(says), "{arguments:?}: {fault}");
    };
    check(&[], "one directory is expected");
    check(&[&good, &good], "one directory is expected");
    check(&[Path::new("--quick"), &good], "`--quick` is not known");
    check(&[&good, Path::new("--key")], "--key needs the name of a file");
    check(&[Path::new("/nonexistent")], "cannot open");
    check(&[&good, Path::new("--key"), &good.join("entries")], "cannot");
    check(&[&good, Path::new("--key"), &good.join("checkpoints")], "holds no verifier key");
    check(&[&good, Path::new("--checkpoint"), &good.join("journal.key")], "cannot be read");
    check(&[&good, Path::new("--witness")], "--witness needs the verifier key");
    check(&[&good, Path::new("--witness"), Path::new(PUBLIC)], "is no verifier key of a witness");
    check(&[&good, Path::new("--witnesses"), Path::new("two")], "--witnesses needs a number");
}

#[test]
fn help_and_version() {
    let (code, help, _) = run(&[Path::new("--help")]);
    assert!(code == 0 && help.contains("Usage: journal-verify DIR"));
    assert_eq!(run(&[Path::new("--version")]).0, 0);
}

#[test]
fn the_program_says_who_witnessed_how_much() {
    let folder = std::env::temp_dir().join(format!("journal-verify-witness-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut journal = Journal::of(&[2, 3, 4]);
    journal.cosign(1, "comity/US", 1_800_000_000);
    let export = journal.export();
    fs::write(folder.join("journal.key"), PUBLIC).unwrap();
    fs::write(folder.join("entries"), &export.entries).unwrap();
    fs::write(folder.join("checkpoints"), &export.checkpoints).unwrap();
    let (us, br) = (witness_key("comity/US").to_string(), witness_key("comity/BR").to_string());
    let witness = |key: &'static str| Path::new(key);
    let asked =
        [folder.as_path(), witness("--witness"), Path::new(&us), witness("--witnesses"), Path::new("1")];
    let (code, report, _) = run(&asked);
    assert_eq!(code, 0, "{report}");
    assert!(
        report.contains("witnessed    the first 5 entries, by comity/US at 2027-01-15T08:00:00Z\n"),
        "{report}"
    );
    let (_, json, _) = run(&[&asked[..], &[Path::new("--json")]].concat());
    assert!(
        json.contains(r#""witnessed":[{"by":"comity/US","entries":5,"at":"2027-01-15T08:00:00Z"}]"#),
        "{json}"
    );

    let asked =
        [folder.as_path(), Path::new("--witness"), Path::new(&br), Path::new("--witnesses"), Path::new("1")];
    let (code, report, _) = run(&asked);
    assert_eq!(code, 1, "{report}");
    assert!(report.contains("witnessed    nothing, by comity/BR\n"), "{report}");
    assert!(report.contains("fault        witnesses-missing: 1 independent witnesses"), "{report}");
    fs::remove_dir_all(&folder).unwrap();
}
