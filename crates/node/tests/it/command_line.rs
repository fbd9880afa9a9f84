//! The command line as other tools meet it: words, JSON, exit codes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn comity(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_comity")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn check(text: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let mut all = vec!["check", file.path().to_str().unwrap()];
    all.extend(arguments);
    let output = comity(&all);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn check_answers_as_the_contract_says() {
    let minor = r#"{"kind": "red-notice", "from": "FR", "to": "BR", "on": "2026-06-30",
        "facts": {"offence.max_penalty_months": 6, "request.sought_for": "prosecution"}}"#;
    let (exit, out, _) = check(minor, &["--json"]);
    assert_eq!(exit, 1);
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["outcome"], "block");
    assert!(answer["law"].as_str().unwrap().contains('+'));
    let finding = &answer["findings"][0];
    for key in ["rule", "ground", "result", "effect", "provision", "explanation", "facts", "missing"] {
        assert!(!finding[key].is_null(), "{key}");
    }
    assert_eq!((&finding["result"], &finding["effect"]), (&"not-met".into(), &"block".into()));
    let (exit, out, _) = check(minor, &[]);
    assert_eq!(exit, 1);
    assert!(out.starts_with("block  red-notice from FR to BR") && !out.contains('\u{1b}'), "{out}");
}

#[test]
fn check_says_what_is_wrong_with_its_input() {
    for (text, says) in [
        ("", "the file cannot be read"),
        ("{\"kind\": \"pink-notice\"}", "`pink-notice` is no kind of request"),
        ("{\"kind\": \"mla\", \"on\": \"30.6.2026\"}", "a day is written as 2026-06-30"),
        (
            "{\"kind\": \"mla\", \"facts\": {\"offence.max_penalty_months\": \"long\"}}",
            "a whole number is expected",
        ),
    ] {
        let (exit, out, err) = check(text, &["--json"]);
        assert_eq!((exit, out.as_str()), (2, ""), "{text}");
        assert!(err.contains(says), "{err}");
    }
    let (exit, _, err) = check("{\"kind\": \"mla\"}", &["--law", "1999.1.0"]);
    assert_eq!(exit, 3);
    assert!(err.contains("this program carries the law"), "{err}");
    assert_eq!(comity(&["check", "/no/such/file"]).status.code(), Some(2));
    assert_eq!(comity(&["chekc"]).status.code(), Some(2));
}

#[test]
fn schemas_and_completions() {
    let kinds = String::from_utf8(comity(&["schema"]).stdout).unwrap();
    assert_eq!(kinds.lines().count(), 5);
    for kind in kinds.lines() {
        let output = comity(&["schema", kind]);
        assert_eq!(output.status.code(), Some(0));
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["title"], kind);
    }
    assert_eq!(comity(&["schema", "poem"]).status.code(), Some(2));
    let completions = String::from_utf8(comity(&["completions", "bash"]).stdout).unwrap();
    assert!(completions.contains("sign-in-link") && !completions.is_empty());
}

fn init(base: &Path, code: &str, more: &[&str]) -> String {
    let data = base.join(code).to_str().unwrap().to_owned();
    let mut arguments = vec!["init", "--data", &data, "--bureau", code, "--name", "A bureau"];
    arguments.extend(["--address", "https://127.0.0.1:1"]);
    arguments.extend(more);
    let output = comity(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    data
}

#[test]
fn two_bureaus_come_together_by_hand() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let fr = init(base.path(), "FR", &["--state", "FR", "--languages", "fr,en"]);
    assert_eq!(comity(&["doctor", "--data", &fr]).status.code(), Some(1), "it has no directory yet");
    assert_eq!(comity(&["serve", "--data", &fr]).status.code(), Some(3));
    let introductions = [format!("{gs}/introduction.toml"), format!("{fr}/introduction.toml")];
    let issued = comity(&["directory", "issue", "--data", &gs, &introductions[0], &introductions[1]]);
    assert_eq!(issued.status.code(), Some(0), "{}", String::from_utf8_lossy(&issued.stderr));
    let (secretariat, directory) = (format!("{gs}/secretariat"), format!("{gs}/directory"));
    let take = ["directory", "take", "--data", &fr, "--secretariat", &secretariat, &directory];
    assert_eq!(comity(&take).status.code(), Some(0));
    let healthy = comity(&["doctor", "--data", &fr]);
    assert_eq!(healthy.status.code(), Some(0), "{}", String::from_utf8_lossy(&healthy.stdout));
    let link = comity(&["sign-in-link", "--data", &fr, "--officer", "Camille Laurent"]);
    assert!(String::from_utf8(link.stdout).unwrap().starts_with("http://127.0.0.1:7401/sign-in/"));
    assert_eq!(comity(&["sign-in-link", "--data", &fr, "--officer", "Nobody"]).status.code(), Some(2));
    let again = comity(&["init", "--data", &fr, "--bureau", "FR", "--name", "x", "--address", "https://x:1"]);
    assert_eq!(again.status.code(), Some(3), "what is there is not overwritten");
}

#[test]
fn the_law_that_is_shipped_passes_its_own_cases() {
    let output = comity(&["law", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
