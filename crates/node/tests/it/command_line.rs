//! The command line as other tools meet it: words, JSON, exit codes.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::cluster::Cluster;
use crate::processes::copy;
use crate::world::{free_address, until};

pub(crate) fn comity(arguments: &[&str]) -> Output {
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
    assert_eq!(answer["decides"], serde_json::json!(["rpd-83-penalty-prosecution"]));
    assert_eq!(answer["settle"], serde_json::json!({"least": true, "answers": []}), "a block is settled");
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
    assert_eq!(exit, 2);
    let carried = law::Law::shipped().unwrap().version().to_owned();
    assert!(err.contains("there is no law 1999.1.0 here") && err.contains(&carried), "{err}");
    assert_eq!(comity(&["check", "/no/such/file"]).status.code(), Some(2));
    assert_eq!(comity(&["chekc"]).status.code(), Some(2));
}

#[test]
fn routes_and_comparison_answer_in_words_and_in_json() {
    let said = |arguments: &[&str]| {
        let output = comity(arguments);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let pair = ["fr", "US", "--on", "2026-06-30"];
    let ask = |command: &str, more: &[&str]| said(&[&[command], pair.as_slice(), more].concat());

    let (exit, words) = ask("routes", &["--measure", "extradition"]);
    assert_eq!(exit, 0);
    assert!(words.contains("surrender from US to FR on 2026-06-30"), "{words}");
    let (_, routes) = ask("routes", &["--json"]);
    let answer = json(&routes);
    assert_eq!((&answer["from"], &answer["matter"]), (&"FR".into(), &"surrender".into()));
    assert!(words.contains(answer["routes"][0]["short"].as_str().unwrap()), "{words}");
    assert_eq!(said(&["routes", "FR", "AQ"]).0, 1, "no instrument is known");

    let (exit, words) = ask("compare", &["--offence", "0701"]);
    assert_eq!(exit, 1, "they differ");
    assert!(words.contains("Double criminality"), "{words}");
    let (_, compared) = ask("compare", &["--measure", "search-and-seizure", "--json"]);
    let answer = json(&compared);
    assert_eq!(answer["matter"], "assistance");
    assert!(!answer["points"].as_array().unwrap().is_empty());
}

#[test]
fn letter_draws_papers_and_reads_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let request = r#"{"kind": "mla", "from": "FR", "to": "KE", "on": "2026-02-28", "facts": {"person.family_name": "Ndlovu"}}"#;
    for name in ["one.json", "two.json"] {
        std::fs::write(at(name), request).unwrap();
    }
    let letter = |arguments: &[&str]| {
        let output = comity(&[&["letter"], arguments].concat());
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (one, two, pdf, papers) = (at("one.json"), at("two.json"), at("one.pdf"), at("papers"));
    let (code, told, _) = letter(&[&one, "--to", "CH", "--lang", "ar", "--json", "-o", &pdf]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, &told["complete"]), (Some(1), &false.into()), "{told}");
    assert!(told["gaps"].as_array().is_some_and(|gaps| !gaps.is_empty()), "{told}");
    let (code, read, _) = letter(&["--read", &pdf]);
    let read: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert_eq!(
        (code, &read["to"], &read["facts"]["person.family_name"]),
        (Some(0), &"CH".into(), &"Ndlovu".into())
    );
    assert_eq!(letter(&[&one, &two, "-o", &papers]).0, Some(1));
    let bytes = |name: &str| std::fs::read(folder.path().join("papers").join(name)).unwrap();
    assert_eq!(bytes("one.pdf"), bytes("two.pdf"), "the same request, other bytes");
    for (wrong, told) in [
        (vec![one.as_str(), "-o", &pdf, "--lang", "de"], "en, fr, es or ar"),
        (vec![&one, "-o", &pdf, "--force", "--paper", "poster"], "there are: request"),
        (vec![&one, "-o", &pdf], "--force"),
        (vec![&one, "-o", &one], "this is the request"),
        (vec![&one, &one, "-o", &papers, "--force"], "two papers"),
        (vec![&one, "-o", &pdf, "--forms", "/no/such/folder"], "/no/such/folder"),
        (vec!["--read", &one], "no PDF"),
    ] {
        let (code, _, complaint) = letter(&wrong);
        assert!(code == Some(2) && complaint.contains(told), "{wrong:?}: {complaint}");
    }
    assert!(letter(&["--list"]).1.lines().count() > 40);
}

#[test]
fn schemas_and_completions() {
    let kinds = String::from_utf8(comity(&["schema"]).stdout).unwrap();
    assert_eq!(kinds.lines().count(), case::form::FORMS.len());
    for kind in kinds.lines() {
        let output = comity(&["schema", kind]);
        assert_eq!(output.status.code(), Some(0));
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["title"], kind);
    }
    assert_eq!(comity(&["schema", "poem"]).status.code(), Some(2));
    for shell in ["bash", "zsh", "fish"] {
        let completions = String::from_utf8(comity(&["completions", shell]).stdout).unwrap();
        for word in ["sign-in-link", "journal", "checkpoint", "no-browser"] {
            assert!(completions.contains(word), "{shell}: {word}");
        }
        assert!(!completions.contains("exercise"), "{shell}: what serves tests only is not shipped");
    }
    assert_eq!(comity(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn check_takes_what_schema_describes() {
    let kinds = String::from_utf8(comity(&["schema"]).stdout).unwrap();
    for kind in kinds.lines() {
        let schema: serde_json::Value = serde_json::from_slice(&comity(&["schema", kind]).stdout).unwrap();
        let mut request = serde_json::json!({"kind": kind, "from": "FR", "to": "US", "on": "2026-06-30"});
        let facts = schema["properties"]["facts"]["properties"].as_object().unwrap();
        let stated = facts.iter().filter_map(|(name, fact)| Some((name.clone(), example(fact)?)));
        request["facts"] = serde_json::Value::Object(stated.collect());
        assert!(request["facts"].as_object().unwrap().len() > 2, "{kind}");
        let (exit, out, err) = check(&request.to_string(), &["--json"]);
        assert!(exit < 2 && err.is_empty(), "{kind}: {exit} {err}");
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["outcome"] == "clear", exit == 0);
    }
}

/// A value that a fact of this schema may have; none where the schema leaves it open.
fn example(fact: &serde_json::Value) -> Option<serde_json::Value> {
    let codes = fact["anyOf"].as_array().into_iter().flatten().chain([fact]);
    let code = codes.filter_map(|one| one["enum"].as_array()?.first().cloned()).next();
    code.or_else(|| match fact["type"].as_str()? {
        "boolean" => Some(true.into()),
        "integer" => Some(12.into()),
        _ => None,
    })
}

#[test]
fn what_is_wrong_is_said_with_its_exit_code() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let path = |name: &str| base.path().join(name).to_str().unwrap().to_owned();
    let (none, file, empty) = (path("none"), path("file"), path("empty"));
    std::fs::write(&file, "no node\n").unwrap();
    std::fs::create_dir(&empty).unwrap();
    let introduction = format!("{gs}/introduction.toml");
    let made = |more: [&str; 2]| {
        let [key, value] = more;
        let mut all = vec!["init", "--data", none.as_str(), "--bureau", "FR", "--name", "Paris"];
        all.extend(["--address", "https://x.example:1"]);
        match all.iter().position(|word| *word == key) {
            Some(place) => all[place + 1] = value,
            None => all.extend([key, value]),
        }
        all.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let table = [
        (words(&["check", &none]), 2, "none: No such file"),
        (words(&["check", &empty]), 2, "empty: Is a directory"),
        (words(&["check", &file]), 2, "write {\"kind\""),
        (words(&["schema", "poem"]), 2, "write one of: information-request"),
        (words(&["law", "check", &none]), 2, "none: No such file"),
        (words(&["law", "check", &empty]), 2, "name the folder that holds `packs`"),
        (words(&["routes", "FR", "fr"]), 2, "both States are FR; name two"),
        (words(&["routes", "FR", "France"]), 2, "write two letters"),
        (words(&["compare", "FR", "US", "--measure", "torture"]), 2, "one of: hearing"),
        (words(&["compare", "FR", "US", "--offence", "fraud"]), 2, "write 2 to 6 digits"),
        (made(["--address", "peers.example"]), 2, "an address is written as https://"),
        (made(["--address", "http://peers.example"]), 2, "an address is written as https://"),
        (made(["--name", " "]), 2, "a name of 1 to 200 bytes"),
        (made(["--languages", "fr,english please"]), 2, "a language is written as fr"),
        (made(["--bureau", "fr"]), 2, "capital letters"),
        (made(["--state", "FRA"]), 2, "two capital letters"),
        (made(["--data", &file]), 3, "this is no directory"),
        (made(["--data", &gs]), 3, "there is a node here already"),
        (words(&["serve", "--data", &none]), 2, "`comity init` sets a node up"),
        (words(&["serve", "--data", &file]), 2, "`comity init` sets a node up"),
        (words(&["serve", "--data", &gs]), 3, "take one with `comity directory take`"),
        (words(&["doctor", "--data", &none]), 2, "no node was set up here"),
        (words(&["doctor", "--data", &file]), 2, "no node was set up here"),
        (words(&["journal", "verify", &none]), 2, "neither a node's data directory"),
        (words(&["journal", "verify", &file]), 2, "neither a node's data directory"),
        (words(&["journal", "verify", &gs]), 3, "it begins when its node is started"),
        (words(&["journal", "verify", &gs, "--checkpoint", &none]), 2, "none: No such file"),
        (words(&["journal", "verify", &gs, "--checkpoint", &file]), 2, "file: "),
        (words(&["journal", "export", &empty]), 2, "no node was set up here"),
        (words(&["directory", "issue", "--data", &empty, &introduction]), 2, "no node was set up here"),
        (words(&["directory", "issue", "--data", &gs, &file]), 2, "it has no signature"),
        (words(&["directory", "issue", "--data", &gs, &introduction, &introduction]), 2, "a bureau twice"),
        (words(&["directory", "take", "--data", &none, &file]), 2, "no node was set up here"),
        (words(&["directory", "take", "--data", &gs, &file]), 2, "not the bytes of a directory"),
        (words(&["sign-in-link", "--data", &none, "--officer", "x"]), 2, "`comity init` sets a node up"),
        (words(&["sign-in-link", "--data", &gs, "--officer", "x"]), 2, "the configuration names"),
        (words(&["demo", "--data", &file, "--no-browser"]), 3, "choose another directory with --data"),
        (words(&["demo", "--listen", "here"]), 2, "invalid value 'here'"),
    ];
    for (arguments, exit, says) in table {
        let output = comity(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty() || arguments[1] == "issue", "{arguments:?}");
    }
    assert!(!Path::new(&none).exists(), "asking leaves nothing behind");
    assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0);
}

#[test]
fn every_command_has_its_help() {
    let help = String::from_utf8(comity(&["--help"]).stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() > 10 && help.contains("Exit codes: 0"), "{help}");
    for name in names {
        let output = comity(&[name, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert!(output.stdout.len() > 100, "{name}");
    }
}

#[test]
fn doctor_answers_in_json_and_export_has_a_default() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let doctor = comity(&["doctor", "--data", &gs, "--json"]);
    assert_eq!(doctor.status.code(), Some(1), "it has no directory yet");
    let answer: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    assert_eq!(answer["ok"], false);
    let looks = answer["looks"].as_array().unwrap();
    let failed: Vec<_> = looks.iter().filter(|look| look["ok"] == false).map(|look| &look["what"]).collect();
    assert_eq!(failed, ["directory"]);

    let export = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.args(["journal", "export", &gs]).current_dir(base.path()).output().unwrap()
    };
    assert_eq!(export().status.code(), Some(0));
    for name in ["journal.key", "checkpoints", "entries"] {
        assert!(base.path().join("journal-export").join(name).exists(), "{name}");
    }
    assert_eq!(export().status.code(), Some(3), "an export that is there is not written over");
}

#[test]
fn a_journal_that_was_taken_away_is_not_begun_again() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let introduction = format!("{gs}/introduction.toml");
    assert!(comity(&["directory", "issue", "--data", &gs, &introduction]).status.success());
    std::fs::remove_file(format!("{gs}/journal.db")).unwrap();
    for (arguments, exit) in [
        (["serve", "--data", &gs], 3),
        (["journal", "verify", &gs], 3),
        (["journal", "export", &gs], 3),
        (["doctor", "--data", &gs], 1),
    ] {
        let output = comity(&arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert_eq!(output.status.code(), Some(exit), "{said}");
        assert!(said.contains("journal.db is missing; put it back"), "{said}");
    }
}

pub(crate) fn init(base: &Path, code: &str, more: &[&str]) -> String {
    let data = base.join(code).to_str().unwrap().to_owned();
    let mut arguments = vec!["init", "--data", &data, "--bureau", code, "--name", "A bureau"];
    arguments.extend(["--address", "https://127.0.0.1:1"]);
    arguments.extend(["--administrator", "Camille \"Cam\" Laurent", "--administrator", "Idris Benali"]);
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
    let link = comity(&["sign-in-link", "--data", &fr, "--officer", "Camille \"Cam\" Laurent"]);
    assert!(String::from_utf8(link.stdout).unwrap().starts_with("http://localhost:7401/enrol/"));
    assert_eq!(comity(&["sign-in-link", "--data", &fr, "--officer", "Nobody"]).status.code(), Some(2));
    let nobody =
        String::from_utf8(comity(&["sign-in-link", "--data", &fr, "--officer", "Nobody"]).stderr).unwrap();
    assert!(
        nobody.contains("names: Camille \"Cam\" Laurent, Idris Benali\n"),
        "and nobody made up: {nobody}"
    );
    let again = comity(&["init", "--data", &fr, "--bureau", "FR", "--name", "x", "--address", "https://x:1"]);
    assert_eq!(again.status.code(), Some(3), "what is there is not overwritten");
}

#[test]
fn the_law_that_is_shipped_passes_its_own_cases() {
    let output = comity(&["law", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Asks the desk over a plain socket; gives the head and the body.
pub(crate) fn ask(address: SocketAddr, request: &str) -> String {
    try_ask(address, request).unwrap()
}

/// Asks where nobody may be listening just then.
pub(crate) fn try_ask(address: SocketAddr, request: &str) -> io::Result<String> {
    let mut socket = TcpStream::connect(address)?;
    write!(
        socket,
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    Ok(answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_serves_until_it_is_told_to_stop() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    assert!(
        comity(&["directory", "issue", "--data", &gs, &format!("{gs}/introduction.toml")]).status.success()
    );
    let (desk, peers) = (free_address().await, free_address().await);
    let serve = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.args(arguments).env("COMITY_DESK_LISTEN", desk.to_string());
        command.env("COMITY_PEERS_LISTEN", peers.to_string()).stdout(Stdio::null());
        command
    };
    let mut child = serve(&["serve", "--data", &gs]).spawn().unwrap();
    until("the desk", Duration::from_secs(20), || TcpStream::connect(desk).is_ok()).await;
    let health = ask(desk, "GET /healthz");
    assert!(health.starts_with("HTTP/1.1 200") && health.contains("\"state\":\"ok\""), "{health}");
    assert!(ask(desk, "GET /today").starts_with("HTTP/1.1 303"), "nobody has signed in");
    assert_eq!(serve(&["serve", "--data", &gs]).status().unwrap().code(), Some(3), "the directory is held");
    assert_eq!(comity(&["journal", "verify", &gs]).status.code(), Some(0), "also while it serves");

    let mut link = serve(&["sign-in-link", "--data", &gs, "--officer", "Idris Benali"]);
    let link = String::from_utf8(link.stdout(Stdio::piped()).output().unwrap().stdout).unwrap();
    let path = link.trim().strip_prefix(&format!("http://localhost:{}", desk.port())).unwrap();
    // It serves once the journal says that it was made.
    until("the link", Duration::from_secs(20), || ask(desk, &format!("GET {path}")).contains("Idris Benali"))
        .await;
    let asked = ask(desk, &format!("POST {path}/begin"));
    assert!(asked.contains("challenge") && asked.contains("\"id\":\"localhost\""), "{asked}");
    assert!(!asked.contains("set-cookie"), "a link signs nobody in: {asked}");

    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(comity(&["doctor", "--data", &gs]).status.code(), Some(0));
}

#[tokio::test]
async fn two_serve_one_database_and_one_goes_on_without_the_other() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let issued = comity(&["directory", "issue", "--data", &gs, &format!("{gs}/introduction.toml")]);
    assert!(issued.status.success());
    let second = base.path().join("second");
    copy(Path::new(&gs), &second);
    let cluster = Cluster::of_process();
    let address = cluster.address(cluster.database().await.database());
    let serve = |data: &str, [desk, peers, figures]: [SocketAddr; 3]| {
        Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["serve", "--data", data])
            .env("COMITY_DESK_LISTEN", desk.to_string())
            .env("COMITY_PEERS_LISTEN", peers.to_string())
            .env("COMITY_METRICS_LISTEN", figures.to_string())
            .env("COMITY_STORE_ADDRESS", &address)
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let folders = [gs.as_str(), second.to_str().unwrap()];
    let at = [
        [free_address().await, free_address().await, free_address().await],
        [free_address().await, free_address().await, free_address().await],
    ];
    let is_well = async |which: usize| {
        let [desk, _, figures] = at[which];
        let says = || try_ask(desk, "GET /healthz").is_ok_and(|answer| answer.contains("\"state\":\"ok\""));
        until("that it is well", Duration::from_secs(30), says).await;
        let told = ask(figures, "GET /metrics");
        assert!(told.contains("comity_health{state=\"ok\"} 1"), "{told}");
    };
    let mut one = serve(folders[0], at[0]);
    is_well(0).await;
    let mut other = serve(folders[1], at[1]);
    is_well(1).await;
    is_well(0).await;
    one.kill().unwrap();
    one.wait().unwrap();
    is_well(1).await;
    // The first comes back; asked to stop, both do so at once.
    let mut one = serve(folders[0], at[0]);
    is_well(0).await;
    for child in [&mut one, &mut other] {
        assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}
