//! Two nodes under work are killed at any moment, again and again: what a node said is kept, nothing is lost, nothing
//! is sent twice, both journals verify.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "it/world.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bureau::Row;
use case::life::{Side, Stage};
use node::audit;
use node::exercise::{self, WRITER};
use world::{World, rows, until};

/// How often a node is killed.
const KILLS: u32 = 200;
/// The shortest and the longest life of a node, in milliseconds, from its first sign of life.
const LIFE_MS: (u64, u64) = (0, 400);

/// What a node said before it died: `sent` or `accepted`, and a reference.
type Said = Arc<Mutex<BTreeSet<String>>>;

struct Run {
    child: Child,
    listener: JoinHandle<()>,
}

/// Starts a node and waits until it is ready, or until it dies of being killed earlier.
fn start(world: &World, code: &str, to: &str, said: &Said) -> Run {
    let data = world.member(code).home(world.base.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["exercise-load", "--bureau", code, "--to", to, "--data"])
        .arg(data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert_eq!(first, "ready", "{code} starts after a kill");
    let said = said.clone();
    let listener = thread::spawn(move || {
        // A line cut short by the kill was not said.
        for line in lines.map_while(Result::ok).filter(|line| line.len() > "accepted XX-".len()) {
            said.lock().unwrap().insert(line);
        }
    });
    Run { child, listener }
}

fn kill(mut run: Run) {
    run.child.kill().unwrap();
    run.child.wait().unwrap();
    run.listener.join().unwrap();
}

/// A number that looks like chance and is the same at every run.
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let codes = ["FR", "US"];
    let said: [Said; 2] = Default::default();
    let mut seed = 7;
    let mut runs: [Option<Run>; 2] =
        [Some(start(&world, "FR", "US", &said[0])), Some(start(&world, "US", "FR", &said[1]))];
    for _ in 0..KILLS {
        let (shortest, longest) = LIFE_MS;
        thread::sleep(Duration::from_millis(shortest + chance(&mut seed) % (longest - shortest)));
        let which = usize::try_from(chance(&mut seed) % 2).unwrap();
        kill(runs[which].take().unwrap());
        runs[which] = Some(start(&world, codes[which], codes[1 - which], &said[which]));
    }
    runs.into_iter().flatten().for_each(kill);

    let nodes = [world.start("FR").await, world.start("US").await];
    let waits = || nodes.iter().any(|node| rows(node).iter().any(|row| row.undelivered));
    until("delivery of all that waited", Duration::from_secs(60), || !waits()).await;
    for node in &nodes {
        while exercise::accept_received(&node.bureau, |_| {}).await.unwrap() > 0 {}
    }
    until("delivery of the answers", Duration::from_secs(60), || !waits()).await;
    for (which, node) in nodes.iter().enumerate() {
        let said = said[which].lock().unwrap().clone();
        nothing_is_lost(node, &nodes[1 - which], &said).await;
    }
    let [fr, us] = nodes;
    fr.stop().await;
    us.stop().await;
    for code in codes {
        let report =
            audit::verify_home(&world.member(code).home(world.base.path()), Vec::new()).await.unwrap();
        assert!(report.is_verified(), "{report}");
        assert_eq!(report.proven, report.entries);
    }
}

/// What a node said is so, and both sides of each of its requests tell the same.
async fn nothing_is_lost(node: &node::node::Node, other: &node::node::Node, said: &BTreeSet<String>) {
    let (ours, theirs) = (rows(node), rows(other));
    let asked: BTreeMap<&str, &Row> = ours
        .iter()
        .filter(|row| row.side == Side::Requesting)
        .map(|row| (row.reference.as_str(), row))
        .collect();
    let mut received: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in theirs.iter().filter(|row| row.side == Side::Requested) {
        received.entry(&row.reference).or_default().push(row);
    }
    let sent: BTreeSet<&str> = said.iter().filter_map(|line| line.strip_prefix("sent ")).collect();
    assert!(sent.len() > 50, "the test did too little: {} requests", sent.len());
    for reference in &sent {
        assert!(asked.contains_key(reference), "{reference} was said to be sent and is lost");
    }
    for line in said.iter().filter_map(|line| line.strip_prefix("accepted ")) {
        let row = ours.iter().find(|row| row.side == Side::Requested && row.reference == line);
        assert_eq!(row.map(|row| row.stage), Some(Stage::Accepted), "{line} was said to be accepted");
    }
    let left =
        asked.values().filter(|row| !matches!(row.stage, Stage::Draft | Stage::Review | Stage::Approval));
    let left: Vec<&&Row> = left.collect();
    assert_eq!(left.len(), received.len(), "what one side sent, the other side has");
    for row in left {
        let there = &received[row.reference.as_str()];
        assert_eq!(there.len(), 1, "{} was received once", row.reference);
        let here = node.bureau.case(WRITER, row.id, "test").await.unwrap().case;
        let there = other.bureau.case(WRITER, there[0].id, "test").await.unwrap().case;
        let messages =
            |case: &case::life::Case| -> Vec<_> { case.told.iter().map(|told| told.message).collect() };
        assert_eq!(messages(&here), messages(&there), "both sides of {} tell the same", row.reference);
        assert_eq!((here.stage, there.stage), (Stage::Accepted, Stage::Accepted));
    }
}
