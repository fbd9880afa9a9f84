//! What the log tells when it is asked for everything: what happens, and never to whom.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use bureau::Command;
use case::handling::Handling;
use case::life::Stage;
use node::config::LogConfig;
use node::exercise::{self, WRITER};
use node::logs;

use crate::metrics::{self, Scrape};
use crate::world::{World, row, rows, send_question, until, until_stage};

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
struct Browser {
    desk: SocketAddr,
    cookie: String,
}

impl Browser {
    fn signed_in(desk: SocketAddr) -> Self {
        let mut browser = Self { desk, cookie: String::new() };
        let answer =
            browser.post("/sign-in", "application/x-www-form-urlencoded", &format!("officer={WRITER}"));
        let cookie = answer.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap();
        browser.cookie = cookie.to_owned();
        browser
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path}"), "text/plain", "")
    }

    fn post(&self, path: &str, media_type: &str, body: &str) -> String {
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

#[test]
fn what_came_from_outside_makes_no_line_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    let config = LogConfig { json: true, filter: "info".to_owned() };
    let log = logs::subscriber(&config, Arc::new(File::create(&file).unwrap())).unwrap();
    let outside = "closed\n{\"level\": \"INFO\", \"fields\": {\"message\": \"all is well\"}}\r\n\u{1b}[2J";
    tracing::subscriber::with_default(log, || tracing::info!(error = %outside, "a connection ended"));
    let told = std::fs::read_to_string(&file).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    let event: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(event["fields"]["message"], "a connection ended");
    assert!(told.ends_with('\n') && !told.contains(['\r', '\u{1b}']), "{told}");
}
