//! A full disk, a clock that jumps, a curious administrator: a clear state, and nothing lost or shown.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bureau::ports::{Clock, StoreFault};
use bureau::{DoorFault, SourceCommand, SourceContent};
use case::life::Stage;
use jiff::{SignedDuration, Timestamp};
use node::audit;
use node::exercise::{self, APPROVER, WRITER};
use node::node::{Node, Plan};
use node::store::Place;
use sqlx::SqlitePool;

use crate::command_line::ask;
use crate::logs::{Browser, log_of_thread};
use crate::world::{World, code, rows, send_question, until, until_stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_has_a_clear_state() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let file = world.member("FR").home(world.base.path()).journal_file();
    let small = Place { bytes_max: Some(400 * 1024), ..Place::file(file) };
    let plan = Plan { store: small.open().await.unwrap(), ..world.plan("FR").await };
    let fr = Node::start(plan).await.unwrap();
    let mut kept = 0;
    let fault = loop {
        match exercise::send_question(&fr.bureau, &code("US"), "Quillfeather").await {
            Ok(_) => kept += 1,
            Err(fault) => break fault,
        }
    };
    assert_eq!(fault, DoorFault::Store(StoreFault::Full));
    assert_eq!(fault.code(), "disk-full");
    assert_eq!(fr.doctor.look().await.state, "disk-full");
    assert!(rows(&fr).len() >= kept, "reading goes on");
    fr.stop().await;

    let fr = world.start("FR").await;
    assert_eq!(fr.doctor.look().await.state, "ok");
    let sent = send_question(&fr, "US").await;
    let us = world.start("US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    until("delivery of the rest", Duration::from_secs(20), || rows(&us).len() == kept + 1).await;
    assert_eq!(rows(&us).len(), kept + 1);
    fr.stop().await;
    us.stop().await;
    let home = world.member("FR").home(world.base.path());
    assert!(audit::verify_home(&home, Vec::new()).await.unwrap().is_verified());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_health_learns_no_path_and_causes_no_work() {
    let world = World::new(&["GS"]).await;
    let gs = world.start("GS").await;
    let home = world.member("GS").home(world.base.path());
    // Nothing can be written where a folder stands in the way.
    fs::create_dir(home.file("probe")).unwrap();
    let ill = ask(gs.desk, "GET /healthz");
    assert!(ill.starts_with("HTTP/1.1 503") && ill.contains("disk-failed"), "{ill}");
    assert!(!ill.contains(world.base.path().to_str().unwrap()) && !ill.contains("probe"), "{ill}");
    fs::remove_dir(home.file("probe")).unwrap();
    assert!(ask(gs.desk, "GET /healthz").starts_with("HTTP/1.1 503"), "it was looked at a moment ago");
    let well = || ask(gs.desk, "GET /healthz").starts_with("HTTP/1.1 200");
    until("a new look", Duration::from_secs(10), well).await;
    gs.stop().await;
}

/// What tells of the inside of a program: its statements, its files, its source.
const INSIDE: [&str; 9] =
    ["no such", "table", "sql", "select ", "insert ", "journal.db", "crates/", ".rs", "broken"];

// One thread does all, so that its log is this test's.
#[tokio::test]
async fn a_store_that_fails_is_told_to_the_log_and_not_to_the_page() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (told, _logged) = log_of_thread(world.base.path());
    let fr = world.start("FR").await;
    let sent = send_question(&fr, "US").await;
    let desk = fr.desk;
    let browser = Arc::new(tokio::task::spawn_blocking(move || Browser::signed_in(desk)).await.unwrap());
    let journal = format!("sqlite://{}", world.home("FR").journal_file().display());
    let pool = SqlitePool::connect(&journal).await.unwrap();
    for sql in ["ALTER TABLE entry RENAME TO gone", "ALTER TABLE checkpoint RENAME TO gone_too"] {
        sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    }
    let base = world.base.path().to_str().unwrap().to_lowercase();
    let case = format!("/case/{sent}");
    for (path, form) in [
        (format!("{case}/do/note"), "text=Quillfeather"),
        ("/new".to_owned(), "kind=information-request&to=US&form=one"),
        (case.clone(), ""),
        (format!("{case}/timeline"), ""),
        (format!("{case}/papers/attachment-00000000000000000000000001"), ""),
    ] {
        let asking = browser.clone();
        let asked = path.clone();
        let ask = move || match form {
            "" => asking.get(&asked),
            form => asking.post(&asked, "application/x-www-form-urlencoded", form),
        };
        let answer = tokio::task::spawn_blocking(ask).await.unwrap();
        let (head, page) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 503"), "{path}: {head}");
        let words = page.replace("<table", "").to_lowercase();
        assert!(words.contains("<!doctype html>") && words.contains("store-failed"), "{path}: {page}");
        let words = words.replace("store-failed", "");
        let inside = INSIDE.into_iter().chain([base.as_str()]);
        let shown: Vec<_> = inside.filter(|part| words.contains(part)).collect();
        assert!(shown.is_empty(), "{path} shows {shown:?}: {page}");
    }
    fr.stop().await;
    let told = fs::read_to_string(told).unwrap();
    let line = told.lines().find(|line| line.contains("the store did not do what it was asked for")).unwrap();
    assert!(line.contains("\"level\":\"ERROR\"") && line.contains("no such table: entry"), "{line}");
    assert!(!told.contains("Quillfeather"), "{told}");
}

struct Jumping(AtomicI64);

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(self.0.load(Ordering::SeqCst))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_harms_nothing() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let clock = Arc::new(Jumping(AtomicI64::new(0)));
    let plan = Plan { clock: clock.clone(), ..world.plan("FR").await };
    let fr = Node::start(plan).await.unwrap();
    let us = world.start("US").await;
    for hours in [0, 5, -72, 1, -1] {
        clock.0.store(hours, Ordering::SeqCst);
        let sent = send_question(&fr, "US").await;
        until_stage(&fr, sent, Stage::Delivered).await;
    }
    fr.stop().await;
    us.stop().await;
    for text in ["FR", "US"] {
        let home = world.member(text).home(world.base.path());
        assert!(audit::verify_home(&home, Vec::new()).await.unwrap().is_verified());
    }
    let fr = world.start("FR").await;
    assert_eq!(rows(&fr).len(), 5);
    fr.stop().await;
}

/// Whether any file under a folder holds these bytes.
fn holds(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|item| {
        let path = item.unwrap().path();
        if path.is_dir() {
            return holds(&path, needle);
        }
        let bytes = fs::read(&path).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_stands_in_clear_in_any_file() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (fr, us) = (world.start("FR").await, world.start("US").await);
    let sent = send_question(&fr, "US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    exercise::accept_received(&us.bureau, |_| {}).await.unwrap();
    until_stage(&fr, sent, Stage::Accepted).await;
    let reference = rows(&fr)[0].reference.clone();
    let content = SourceContent {
        cover: "Kingfisher".into(),
        grading: "4x4 B2 H1".into(),
        said: "The captain keeps the ledger".into(),
        identifiers: vec!["Wojciechowski".into()],
        ..SourceContent::default()
    };
    let begin = SourceCommand::Begin { named: vec![APPROVER], content };
    let source = fr.bureau.act_on_source(WRITER, sent, None, begin, "handling").await.unwrap();
    fr.bureau.source(APPROVER, sent, source, "curious").await.unwrap();
    let planted = [
        "Quillfeather",
        "register of companies",
        "nothing stands in the way",
        "in hand",
        "Kingfisher",
        "the ledger",
        "Wojciechowski",
        "curious",
        &reference,
    ];
    // Once with the logs of the store beside it, once after they were written back.
    for round in 0..2 {
        for text in planted {
            assert!(!holds(world.base.path(), text.as_bytes()), "round {round}: `{text}` stands in clear");
        }
        assert!(holds(world.base.path(), b"comity/FR"), "the search itself finds what is there");
        if round == 0 {
            fr.doctor.store.close().await;
            us.doctor.store.close().await;
        }
    }
    let case = fs::read(world.member("FR").home(world.base.path()).journal_file()).unwrap();
    assert!(case.windows(16).any(|window| window == sent.bytes()), "identifiers are in clear");
    fr.stop().await;
    us.stop().await;
}
