//! The program as an auditor runs it: over every sample, and with input that is none.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::samples::{KEPT_FILE, REPORT_FILE, directory, samples};

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
    let expected = r#"{"verified":false,"key":"journal.bureau.example+b8d661ca+AcxU786DmmLE0SDXMmyzYqnmNNAdcgO1Nfuve9cF7K2j","entries":11,"proven":4,"checkpoints":5,"erased":[],"faults":[{"code":"entries-missing","first":4,"last":4,"says":"not in the journal"}],"more":false}"#;
    assert_eq!(json.trim_end(), expected);
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
}

#[test]
fn help_and_version() {
    let (code, help, _) = run(&[Path::new("--help")]);
    assert!(code == 0 && help.contains("Usage: journal-verify DIR"));
    assert_eq!(run(&[Path::new("--version")]).0, 0);
}
