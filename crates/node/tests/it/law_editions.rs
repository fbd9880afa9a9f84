//! An edition of the law on its way: published by the Secretariat, taken by a bureau, in force at the next start, and an
//! opinion under the law before computed again. All through the program itself.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::command_line::{ask, comity, init};
use crate::world::{free_address, until};

const RULES: &str = "packs/interpol/red-notice.toml";
const CASES: &str = "packs/interpol/red-notice.cases.toml";
/// Five years and a half: enough under the law that is carried.
const REQUEST: &str = r#"{"kind": "red-notice", "from": "FR", "to": "BR", "on": "2026-06-30",
    "facts": {"offence.max_penalty_months": 66, "request.sought_for": "prosecution"}}"#;

/// The law that the program carries, as a folder, in which a file says something else.
pub(crate) fn folder(base: &Path, name: &str, change: impl Fn(&str, &str) -> String) -> String {
    let folder = base.join(name);
    for (path, text) in law::load::shipped_files() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, change(path, text)).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

/// A red notice asks for ten years from here on, and the packs say that they are new.
pub(crate) fn stricter(path: &str, text: &str) -> String {
    match path {
        RULES => text.replacen(
            "requires = \"offence.max_penalty_months >= 24\"",
            "requires = \"offence.max_penalty_months >= 120\"",
            1,
        ),
        CASES => text
            .replace("\"offence.max_penalty_months\" = 60", "\"offence.max_penalty_months\" = 120")
            .replace("\"offence.max_penalty_months\" = 24", "\"offence.max_penalty_months\" = 120"),
        "packs/interpol/pack.toml" => {
            let line = text.lines().find(|line| line.starts_with("version = ")).unwrap();
            text.replacen(line, "version = \"2099.1.0\"", 1)
        }
        _ => text.to_owned(),
    }
}

pub(crate) fn told(output: &Output) -> (i32, String) {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// What the check finds, and under which law.
fn checked(file: &str, arguments: &[&str]) -> (String, String) {
    let mut all = vec!["check", file, "--json"];
    all.extend(arguments);
    let (_, text) = told(&comity(&all));
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let penalty = answer["findings"].as_array().unwrap().iter();
    let penalty = penalty.filter(|finding| finding["rule"] == "rpd-83-penalty-prosecution");
    let result = penalty.map(|finding| finding["result"].as_str().unwrap()).collect::<String>();
    (result, answer["law"].as_str().unwrap().to_owned())
}

/// Starts the node and stops it: what it writes down at its start is in its journal then.
pub(crate) async fn serve_once(data: &str) {
    let (desk, peers) = (free_address().await, free_address().await);
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.args(["serve", "--data", data]).env("COMITY_DESK_LISTEN", desk.to_string());
    command.env("COMITY_PEERS_LISTEN", peers.to_string()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    until("the desk", Duration::from_secs(30), || TcpStream::connect(desk).is_ok()).await;
    let health = ask(desk, "GET /healthz");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    assert_eq!(comity(&["journal", "verify", data]).status.code(), Some(0), "also while it serves");
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

fn entries(data: &str) -> usize {
    let (exit, text) = told(&comity(&["doctor", "--data", data]));
    assert_eq!(exit, 0, "{text}");
    let line = text.lines().find(|line| line.contains("entries under")).unwrap();
    line.split_whitespace().find_map(|word| word.parse().ok()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_travels_and_the_law_before_stays() {
    let base = tempfile::tempdir().unwrap();
    let path = |name: &str| base.path().join(name).to_str().unwrap().to_owned();
    let (gs, fr) = (init(base.path(), "GS", &["--secretariat"]), init(base.path(), "FR", &["--state", "FR"]));
    let introduced = [&gs, &fr].map(|home| format!("{home}/introduction.toml"));
    let issue = comity(&["directory", "issue", "--data", &gs, &introduced[0], &introduced[1]]);
    assert!(issue.status.success(), "{}", told(&issue).1);
    let (secretariat, directory) = (format!("{gs}/secretariat"), format!("{gs}/directory"));
    let take = ["directory", "take", "--data", &fr, "--secretariat", &secretariat, &directory];
    assert!(comity(&take).status.success());
    let request = path("request.json");
    fs::File::create(&request).unwrap().write_all(REQUEST.as_bytes()).unwrap();

    serve_once(&fr).await;
    let before = entries(&fr);
    let (result, carried) = checked(&request, &["--data", &fr]);
    assert_eq!(result, "met");

    // The Secretariat publishes; what a rule's cases do not bear out is not published.
    let half = folder(base.path(), "half", |path, text| match path {
        CASES => text.to_owned(),
        _ => stricter(path, text),
    });
    let publish = |folder: &str, out: &str| {
        told(&comity(&["law", "publish", folder, "--home", &gs, "--news", "Ten years.", "-o", out]))
    };
    let (exit, text) = publish(&half, &path("half.law"));
    assert!(exit == 2 && text.contains("cases-fail") && !Path::new(&path("half.law")).exists(), "{text}");
    let whole = folder(base.path(), "whole", stricter);
    let edition = path("edition.law");
    let (exit, text) = publish(&whole, &edition);
    assert!(exit == 0 && text.contains("Edition 1: law 2099.1.0+"), "{text}");

    // The bureau refuses what was altered, and takes the edition once.
    let mut altered = fs::read(&edition).unwrap();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    fs::write(path("altered.law"), altered).unwrap();
    let take = |file: &str| told(&comity(&["law", "take", file, "--data", &fr]));
    let (exit, text) = take(&path("altered.law"));
    assert!(exit == 2 && text.contains("bad-signature"), "{text}");
    assert_eq!(checked(&request, &["--data", &fr]).0, "met", "a refusal changes nothing");
    let (exit, text) = take(&edition);
    assert!(exit == 0 && text.contains("when the node starts next"), "{text}");
    let (exit, text) = take(&edition);
    assert!(exit == 2 && text.contains("already-taken"), "{text}");

    // It is in force; the opinion under the law before is computed again as it was.
    let (result, new) = checked(&request, &["--data", &fr]);
    assert_eq!(result, "not-met");
    assert!(new.starts_with("2099.1.0+"));
    assert_eq!(checked(&request, &["--law", &carried, "--home", &fr]), ("met".to_owned(), carried.clone()));
    assert_eq!(checked(&request, &["--law", "2099.1.0", "--home", &fr]).1, new);
    let (exit, text) = told(&comity(&["check", &request, "--law", "1999.1.0", "--home", &fr]));
    assert!(exit == 2 && text.contains(&carried) && text.contains(&new), "{text}");
    let (_, text) = told(&comity(&["law", "list", "--data", &fr]));
    assert!(text.contains(&format!("{new}  edition 1")), "{text}");
    assert!(text.contains(&format!("{carried}  carried by a program")), "{text}");

    serve_once(&fr).await;
    assert_eq!(entries(&fr), before + 1, "the change of law is one entry");
    serve_once(&fr).await;
    assert_eq!(entries(&fr), before + 1, "and no more of them while it stays");
}

#[test]
fn law_check_names_the_line_to_edit_and_law_test_the_sentence() {
    let base = tempfile::tempdir().unwrap();
    let wrong = folder(base.path(), "wrong", |path, text| match path {
        RULES => stricter(path, text),
        _ => text.to_owned(),
    });
    let json = |arguments: &[&str]| {
        let (exit, text) = told(&comity(arguments));
        (exit, serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|_| panic!("{text}")))
    };
    let (exit, answer) = json(&["law", "test", &wrong, "--rule", "rpd-83-penalty-prosecution", "--json"]);
    assert_eq!((exit, &answer["ok"]), (1, &false.into()));
    let failed = answer["cases"].as_array().unwrap().iter().find(|case| case["ok"] == false).unwrap();
    assert_eq!(failed["came"], "expected met, and the rule says not-met");
    assert!(failed["says"].as_str().unwrap().len() > 10);

    let (exit, answer) = json(&["law", "check", "--json"]);
    assert_eq!((exit, &answer["ok"]), (0, &true.into()));
    let files = law::load::shipped_files();
    for row in answer["unverified"].as_array().unwrap() {
        let text = files.iter().find(|(path, _)| row["file"] == *path).unwrap().1;
        let line = text.lines().nth(row["line"].as_u64().unwrap() as usize - 1).unwrap();
        // A line of the table of parties, or the line on which a rule, a period or a point says its name.
        let id = row["id"].as_str().unwrap();
        let own = id.rsplit(' ').next().unwrap();
        assert!(
            line.contains(&id.replace(' ', ",")) || line.contains(&format!("\"{own}\"")),
            "{row}: {line}"
        );
        assert!(row["source"].as_str().unwrap().len() > 10, "{row} names what to read");
    }
    let (exit, text) = told(&comity(&["law", "test", "--rule", "no-such-rule"]));
    assert!(exit == 2 && text.contains("no rule of this id"), "{text}");
}
