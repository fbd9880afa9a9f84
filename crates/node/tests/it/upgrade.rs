//! What an earlier program wrote is verified, read and worked on by this one, in a file and in a database.
//!
//! `data/kept/DAY.tar.gz` is the data directory of FR in a demonstration of that day; `data/kept/DAY.txt` says what that day's
//! program told of it: the moment, then a line for each case. A kept day is never changed. To keep another one:
//! `COMITY_KEEP=DIR cargo nextest run -p node upgrade::`, with the data directory of FR of a demonstration that was stopped, writes both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;

use bureau::ports::Clock;
use bureau::{Command, Filter};
use case::bureau::{Level, Officer, Role};
use case::id::OfficerId;
use jiff::{SignedDuration, Timestamp};
use journal::export::KEY_FILE;
use node::home::Home;
use node::node::{Node, Plan};
use node::store::Place;
use node::{audit, copy};

use crate::cluster::Cluster;
use crate::world::{code, plan_of};

/// The officers of FR in a demonstration.
const OFFICERS: [(&str, Role); 7] = [
    ("Camille Laurent", Role::LiaisonOfficer),
    ("Idris Benali", Role::LegalReviewer),
    ("Solène Kervella", Role::Approver),
    ("Mathis Nguyen", Role::DutyOfficer),
    ("Agathe Diallo", Role::DataProtectionOfficer),
    ("Bastien Keita", Role::Administrator),
    ("Claire Morvan, public prosecutor", Role::Authority),
];

fn officers() -> Vec<Officer> {
    let officer = |(name, role): (&str, Role)| {
        let digest = seal::digest::sha256(format!("FR {name}").as_bytes());
        Officer {
            id: OfficerId::from_bytes(*digest.first_chunk().unwrap()),
            name: name.to_owned(),
            roles: vec![role],
            clearance: Level::Confidential,
            language: "en".to_owned(),
            certificates: Vec::new(),
        }
    };
    OFFICERS.map(officer).into()
}

/// The clock of that day.
struct Then(Timestamp);

impl Clock for Then {
    fn now(&self) -> Timestamp {
        self.0
    }
}

async fn start(home: &Home, place: &Place, then: Timestamp) -> Node {
    let plan = plan_of(home.clone(), &code("FR"), place, then).await;
    let plan = Plan { officers: officers(), clock: Arc::new(Then(then)), ..plan };
    Node::start(plan).await.unwrap()
}

/// What a program tells of every case: what it is, where it stands, and what was said in it.
async fn told(node: &Node) -> String {
    let who = officers()[0].id;
    let page = |page| node.bureau.docket(who, &Filter { page, ..Filter::default() }).unwrap();
    let mut all: Vec<_> = (0..page(0).pages).flat_map(|number| page(number).rows).collect();
    all.sort_by(|one, other| one.reference.cmp(&other.reference));
    let mut lines = String::new();
    for row in all {
        let view = node.bureau.case(who, row.id, "upgrade").await.unwrap();
        let said: Vec<&str> = view.case.told.iter().map(|told| told.said.code()).collect();
        let fields =
            view.case.told.iter().filter_map(|told| told.said.stated()).map(std::collections::BTreeMap::len);
        let (reference, kind, stage) = (&row.reference, row.kind.code(), row.stage.code());
        let files: Vec<String> =
            view.case.attachments.iter().map(|file| format!("{} {}", file.name, file.bytes)).collect();
        let deadlines: Vec<String> =
            view.case.deadlines.iter().map(|due| format!("{} {}", due.name, due.due)).collect();
        lines.push_str(&format!(
            "{reference} | {kind} | {stage} | {} | {} fields | {} | {}\n",
            said.join(", "),
            fields.sum::<usize>(),
            files.join(", "),
            deadlines.join(", ")
        ));
    }
    lines
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/kept")
}

fn tar(arguments: &[&str], at: &Path) {
    assert!(Program::new("tar").args(arguments).current_dir(at).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_program_wrote_is_worked_on() {
    let mut days = 0;
    for file in fs::read_dir(kept()).unwrap().map(|file| file.unwrap().path()) {
        if !file.to_string_lossy().ends_with(".tar.gz") {
            continue;
        }
        days += 1;
        let text = file.to_string_lossy().replace(".tar.gz", ".txt");
        let text = fs::read_to_string(text).unwrap();
        let (moment, expected) = text.split_once('\n').unwrap();
        for in_database in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            tar(&["-xzf", file.to_str().unwrap()], folder.path());
            goes_on(&Home::at(folder.path().join("FR")), moment.parse().unwrap(), expected, in_database)
                .await;
        }
    }
    assert!(days > 0, "no day is kept");
}

async fn goes_on(home: &Home, moment: Timestamp, expected: &str, in_database: bool) {
    let mut place = Place::file(home.journal_file());
    let report = audit::verify_at(home, &place, Vec::new()).await.unwrap();
    assert!(report.is_verified(), "{report}");
    let cluster = Cluster::of_process();
    if in_database {
        place.address = Some(cluster.database().await);
        let from = Place::file(home.journal_file()).open_to_leave().await.unwrap();
        let to = place.open_to_fill().await.unwrap();
        let key = audit::JournalKey::read(&home.file(KEY_FILE)).unwrap();
        copy::copy(&key, from.clone(), to.clone()).await.unwrap();
        from.close().await;
        to.close().await;
    }
    for hours in [1, 2] {
        let node = start(home, &place, moment + SignedDuration::from_hours(hours)).await;
        assert_eq!(told(&node).await, expected);
        let case = rows_of(&node)[0];
        let note = Command::Note { text: "read by a later program".into() };
        node.bureau.act(officers()[0].id, Some(case), note, "upgrade").await.unwrap();
        node.stop().await;
    }
    let report = audit::verify_at(home, &place, Vec::new()).await.unwrap();
    assert!(report.is_verified(), "{report}");
}

fn rows_of(node: &Node) -> Vec<case::id::CaseId> {
    node.bureau.docket(officers()[0].id, &Filter::default()).unwrap().rows.iter().map(|row| row.id).collect()
}

/// Keeps what this day's program wrote. In a run of the tests it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "it is told by hand what to keep, and when that is")]
async fn keep() {
    let Ok(data) = std::env::var("COMITY_KEEP") else { return };
    let (data, now) = (PathBuf::from(data), Timestamp::now());
    let day = now.strftime("%Y-%m-%d");
    let file = kept().join(format!("{day}.tar.gz"));
    fs::create_dir_all(kept()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copied = Program::new("cp").arg("-r").arg(&data).arg(folder.path().join("FR")).status();
    assert!(copied.unwrap().success());
    tar(&["-czf", file.to_str().unwrap(), "FR"], folder.path());
    let home = Home::at(folder.path().join("FR"));
    let node = start(&home, &Place::file(home.journal_file()), now).await;
    let told = told(&node).await;
    node.stop().await;
    fs::write(kept().join(format!("{day}.txt")), format!("{now}\n{told}")).unwrap();
}
