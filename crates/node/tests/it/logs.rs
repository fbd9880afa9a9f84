//! What the log tells when it is asked for everything: what happens, and never to whom.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;
use std::time::Duration;

use bureau::Command;
use case::handling::Handling;
use case::life::Stage;
use node::config::LogConfig;
use node::exercise::{self, WRITER};
use node::logs;
use tracing::subscriber::DefaultGuard;

use crate::command_line::{ask, comity, init};
use crate::metrics::{self, Scrape};
use crate::world::{World, free_address, row, rows, send_question, until, until_stage};

/// What is typed, enclosed and asked for in the exchange; each would be found in a line that holds it.
const PLANTED: [&str; 16] = [
    "quillfeather",
    "noor",
    "castel",
    "ferro",
    "register of companies",
    "nothing stands in the way",
    "in hand",
    "found in recife",
    "harbour",
    "manifest",
    "xyzzy",
    "plugh",
    "frobozz",
    "wojciechowski",
    "kingfisher",
    "curious",
];

/// An officer's browser, over a plain socket.
pub(crate) struct Browser {
    desk: SocketAddr,
    pub(crate) cookie: String,
}

impl Browser {
    pub(crate) fn signed_in(desk: SocketAddr) -> Self {
        let mut browser = Self { desk, cookie: String::new() };
        let answer =
            browser.post("/sign-in", "application/x-www-form-urlencoded", &format!("officer={WRITER}"));
        let cookie = answer.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap();
        browser.cookie = cookie.to_owned();
        browser
    }

    /// One that kept its cookie.
    pub(crate) fn with_cookie(desk: SocketAddr, cookie: &str) -> Self {
        Self { desk, cookie: cookie.to_owned() }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path}"), "text/plain", "")
    }

    pub(crate) fn post(&self, path: &str, media_type: &str, body: &str) -> String {
        self.send(&format!("POST {path}"), media_type, body)
    }

    fn send(&self, request: &str, media_type: &str, body: &str) -> String {
        let Self { desk, cookie } = self;
        let length = body.len();
        let mut socket = TcpStream::connect(desk).unwrap();
        write!(
            socket,
            "{request} HTTP/1.1\r\nHost: {desk}\r\nConnection: close\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_stands_in_the_log_or_in_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    let everything = LogConfig { json: true, filter: "trace".to_owned() };
    let log = logs::subscriber(&everything, Arc::new(File::create(&file).unwrap())).unwrap();
    tracing::subscriber::set_global_default(log).unwrap();

    let world = World::new(&["GS", "FR", "US"]).await;
    let (fr, us) = (metrics::start(&world, "FR").await, metrics::start(&world, "US").await);
    let sent = send_question(&fr, "US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    exercise::accept_received(&us.bureau, |_| {}).await.unwrap();
    let there = rows(&us)[0].id;
    let text = "Found in Recife.".to_owned();
    let answer = Command::Answer { text, complete: true, handling: Handling::default() };
    us.bureau.act(WRITER, Some(there), answer, "duty").await.unwrap();
    until_stage(&fr, sent, Stage::Answered).await;
    until("the receipt", Duration::from_secs(10), || !row(&us, there).undelivered).await;
    let (desk, reference) = (fr.desk, row(&fr, sent).reference.to_lowercase());
    let session = tokio::task::spawn_blocking(move || work_at(desk)).await.unwrap();

    let figures = [Scrape::of(&fr), Scrape::of(&us)];
    fr.stop().await;
    us.stop().await;
    let told = std::fs::read_to_string(&file).unwrap();
    for line in told.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(event["level"].is_string() && event["target"].is_string(), "{line}");
        let lower = line.to_lowercase();
        for planted in PLANTED.into_iter().chain([reference.as_str(), session.as_str()]) {
            assert!(!lower.contains(planted), "`{planted}` stands in the log: {line}");
        }
    }
    for route in
        ["/case/{id}/fields", "/case/{id}/papers", "/case/{id}/sources/{source}", "/docket", "/v1/envelopes"]
    {
        assert!(told.contains(route), "{route}: it was asked for and is told of by its route");
    }
    for said in figures.iter().flat_map(Scrape::said) {
        let lower = said.to_lowercase();
        assert!(!PLANTED.iter().any(|planted| lower.contains(planted)), "{said}");
        // An identifier has twenty-six letters and digits in a row.
        let longest = lower.split(|c: char| !c.is_ascii_alphanumeric()).map(str::len).max();
        assert!(longest < Some(20), "{said}");
    }
}

/// What an officer does at the desk, some of it amiss; gives the secret name of the session.
fn work_at(desk: SocketAddr) -> String {
    let officer = Browser::signed_in(desk);
    let form = "application/x-www-form-urlencoded";
    let opened = officer.post("/new", form, "kind=information-request&to=US&form=one");
    let case = opened.split("location: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    assert!(case.starts_with("/case/"), "{opened}");
    let field = |text: &str, seen: &str| {
        let change = format!("{{\"field\": \"person.family_name\", \"text\": \"{text}\", \"seen\": {seen}}}");
        officer.post(&format!("{case}/fields"), "application/json", &format!("{{\"changes\": [{change}]}}"))
    };
    assert!(field("Xyzzy", "0").starts_with("HTTP/1.1 200"));
    // What cannot be read is answered with words of a library, which hold what was sent.
    assert!(field("Xyzzy", "\"Plugh\"").starts_with("HTTP/1.1 4"));
    assert!(officer.post("/new", "application/json", "{\"Plugh\": 1}").starts_with("HTTP/1.1 4"));
    assert!(officer.get("/docket?words=Frobozz&page=Frobozz").starts_with("HTTP/1.1 "));
    assert!(officer.get("/case/Frobozz/papers/Frobozz").starts_with("HTTP/1.1 404"));
    assert!(officer.send("FROBOZZ /Frobozz", form, "Frobozz").starts_with("HTTP/1.1 4"));
    let file = "--b\r\ncontent-disposition: form-data; name=\"form\"\r\n\r\ntwo\r\n--b\r\ncontent-disposition: form-data; \
                name=\"file\"; filename=\"harbour-manifest.pdf\"\r\ncontent-type: application/pdf\r\n\r\nXyzzy\r\n--b--\r\n";
    let papers = format!("{case}/papers");
    assert!(officer.post(&papers, "multipart/form-data; boundary=b", file).starts_with("HTTP/1.1 303"));
    let page = officer.get(&papers);
    assert!(page.contains("harbour-manifest.pdf"), "{page}");
    let start = page.find(&format!("{papers}/attachment-")).unwrap();
    assert!(officer.get(page[start..].split('"').next().unwrap()).contains("Xyzzy"));
    assert!(officer.get(&case).contains("Xyzzy"));
    let sources = format!("{case}/sources");
    let record =
        "cover=Kingfisher&grading=4x4+B2+H1&said=Kingfisher&identifiers=Wojciechowski&form=three&named=";
    assert!(officer.post(&sources, form, record).starts_with("HTTP/1.1 422"), "it takes two");
    let page = officer.get(&sources);
    let others = page.split("name=\"named\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let record = others.fold(record.to_owned(), |form, other| format!("{form}&named={other}"));
    assert!(officer.post(&sources, form, &record.replace("&named=&", "&")).starts_with("HTTP/1.1 303"));
    let page = officer.get(&sources);
    let start = page.find(&format!("{sources}/source-")).unwrap();
    let open = page[start..].split('"').next().unwrap();
    assert!(officer.post(open, form, "purpose=Curious").contains("Wojciechowski"));
    officer.cookie.split_once('=').unwrap().1.to_owned()
}

/// What a log of this sort tells of what happens meanwhile.
fn logged(json: bool, what: impl FnOnce()) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    let config = LogConfig { json, filter: "info".to_owned() };
    let log = logs::subscriber(&config, Arc::new(File::create(&file).unwrap())).unwrap();
    tracing::subscriber::with_default(log, what);
    std::fs::read_to_string(&file).unwrap()
}

#[test]
fn what_came_from_outside_makes_no_line_of_its_own() {
    let outside = "closed\n{\"level\": \"INFO\", \"fields\": {\"message\": \"all is well\"}}\r\n\u{1b}[2J";
    let told = logged(true, || tracing::info!(error = %outside, "a connection ended"));
    assert_eq!(told.lines().count(), 1, "{told}");
    let event: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(event["fields"]["message"], "a connection ended");
    assert!(told.ends_with('\n') && !told.contains(['\r', '\u{1b}']), "{told}");
}

#[test]
fn what_came_from_outside_makes_no_line_of_text_either() {
    let outside = "closed\n2026-11-23T12:00:00Z  INFO node: all is well\r\u{1b}[2J\u{9b}2J\u{85}\u{2028}\0";
    let told = logged(false, || {
        tracing::info!(error = %outside, "a connection ended");
        tracing::warn!(error = ?outside, outside, "{outside}");
    });
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("a connection ended error=closed\\n2026"), "{told}");
    let strange = ['\r', '\u{9b}', '\u{85}', '\u{2028}', '\0'];
    assert!(told.ends_with('\n') && !told.contains(strange) && !told.contains("\u{1b}[2J"), "{told}");
}

#[test]
fn a_fault_of_the_program_is_told_by_its_place_alone() {
    for json in [true, false] {
        let before = std::panic::take_hook();
        let told = logged(json, || {
            std::panic::set_hook(Box::new(logs::broken));
            let name = "Quillfeather".to_owned();
            let broken = std::panic::catch_unwind(|| assert!(name.is_empty(), "{name}"));
            assert!(broken.is_err());
        });
        std::panic::set_hook(before);
        assert!(told.contains("a fault of the program") && told.contains("logs.rs:"), "{told}");
        assert!(told.lines().count() == 1 && !told.contains("Quillfeather"), "{told}");
    }
}

/// A file with a log of this test's thread, for as long as the second is kept.
pub(crate) fn log_of_thread(folder: &Path) -> (PathBuf, DefaultGuard) {
    let file = folder.join("log");
    let config = LogConfig { json: true, filter: "info".to_owned() };
    let log = logs::subscriber(&config, Arc::new(File::create(&file).unwrap())).unwrap();
    (file, tracing::subscriber::set_default(log))
}

// One thread does all, so that its log is this test's.
#[tokio::test]
async fn what_no_page_sends_is_told_so_often_a_minute() {
    let world = World::new(&["GS"]).await;
    let (file, _logged) = log_of_thread(world.base.path());
    let gs = world.start("GS").await;
    let desk = gs.desk;
    let asked = move || {
        let elsewhere = "POST /new HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\nX-Words: Quillfeather";
        for _ in 0..30 {
            assert!(ask(desk, elsewhere).starts_with("HTTP/1.1 403"));
        }
        assert!(ask(desk, "TRACE /case/Quillfeather").starts_with("HTTP/1.1 405"));
        let officer = Browser::signed_in(desk);
        assert!(
            officer.post("/lock", "application/x-www-form-urlencoded", "to=%zz").starts_with("HTTP/1.1 400")
        );
        let shape = officer.post("/case/case-0/fields", "application/json", "{\"Quillfeather\": 1}");
        assert!(shape.starts_with("HTTP/1.1 4"), "{shape}");
    };
    tokio::task::spawn_blocking(asked).await.unwrap();
    gs.stop().await;
    let told = std::fs::read_to_string(file).unwrap();
    let lines: Vec<serde_json::Value> =
        told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let refused = |status: u64, route: &str| {
        let fields = lines.iter().map(|line| &line["fields"]);
        let of = fields
            .filter(|fields| fields["message"] == "a request was refused" && fields["status"] == status);
        of.filter(|fields| fields["route"] == route && fields["listener"] == "desk").count()
    };
    assert_eq!(refused(403, "/new"), 20, "of thirty: {told}");
    assert_eq!(refused(405, "/case/{id}"), 1, "{told}");
    assert_eq!(refused(400, "/lock"), 1, "{told}");
    assert!(!told.contains("Quillfeather"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_to_standard_error_and_nowhere_else() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let issued = comity(&["directory", "issue", "--data", &gs, &format!("{gs}/introduction.toml")]);
    assert!(issued.status.success());
    let configuration = format!("{gs}/comity.toml");
    let text = std::fs::read_to_string(&configuration).unwrap();
    let text =
        text.replace("json = false", "json = true").replace("filter = \"info\"", "filter = \"node=debug\"");
    std::fs::write(&configuration, text).unwrap();
    let (desk, peers) = (free_address().await, free_address().await);
    let (out, err) = (base.path().join("out"), base.path().join("err"));
    let mut child = Program::new(env!("CARGO_BIN_EXE_comity"))
        .args(["serve", "--data", &gs])
        .env("COMITY_DESK_LISTEN", desk.to_string())
        .env("COMITY_PEERS_LISTEN", peers.to_string())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    until("the desk", Duration::from_secs(20), || TcpStream::connect(desk).is_ok()).await;
    assert!(ask(desk, "GET /sign-in").starts_with("HTTP/1.1 200"));
    assert!(Program::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let told = std::fs::read_to_string(err).unwrap();
    let is_event = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|event| event["level"].is_string())
    };
    assert!(told.contains("\"route\":\"/sign-in\"") && told.lines().all(is_event), "{told}");
    let said = std::fs::read_to_string(out).unwrap();
    assert!(!said.is_empty() && !said.lines().any(is_event), "{said}");
    for item in std::fs::read_dir(&gs).unwrap() {
        let path = item.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        assert!(!holds(b"\"target\":\"node"), "{} holds a line of the log", path.display());
    }
}
