//! Two nodes under work are killed at any moment, again and again, also while they start: what a node said is kept,
//! nothing is lost, nothing is sent twice, both journals verify. On files, and on databases whose server is killed too; there
//! one of the two works in two processes.
//!
//! `COMITY_CRASH_KILLS=1000 cargo test -p node --test crash` kills as often as that on each store.
//!
//! The node that is killed is this same program, in a process of its own: it says `ready`, then `sent REFERENCE` and
//! `accepted REFERENCE` for each act that is durable.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "how the node and its test speak to each other"
)]

#[path = "it/cluster.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod cluster;
#[path = "it/world.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bureau::{Filter, Row};
use case::bureau::BureauCode;
use case::life::{Side, Stage};
use cluster::Cluster;
use jiff::Timestamp;
use node::audit;
use node::exercise::{self, WRITER};
use node::home::Home;
use node::node::Node;
use node::store::Place;
use tokio::net::TcpListener;
use world::{World, code, plan_of, rows, until};

/// How often a node is killed, with its journal in a file and in a database, unless [`MORE`] says otherwise.
const KILLS: [u32; 2] = [200, 60];
/// The variable that says how often.
const MORE: &str = "COMITY_CRASH_KILLS";
/// In one round of so many the server of the databases is killed as well.
const SERVER: u32 = 12;
/// The shortest and the longest life of a node, in milliseconds, from its first sign of life.
const LIFE_MS: (u64, u64) = (0, 400);
/// In one round of so many, the node is killed while it starts, in each of the first ones too, when its file is shaped.
const STARTS: u64 = 3;
/// Rounds at the beginning in which a node is killed while it starts.
const FIRST_STARTS: u32 = 20;
/// The longest life of a node that is killed while it starts, in milliseconds from the start of its process.
const START_MS: u64 = 150;
/// What tells this program to be the node: its data directory, its bureau, the bureau to ask.
const LOAD: [&str; 3] = ["COMITY_CRASH_DATA", "COMITY_CRASH_BUREAU", "COMITY_CRASH_TO"];
/// What tells it that the journal lies in a database, and where.
const DATABASE: &str = "COMITY_CRASH_DATABASE";
/// With so many requests of a node a run has done enough, however often it was killed: of a thousand kills most come before a node
/// has read its journal, which is long by then.
const ENOUGH: usize = 100;
/// Requests that wait for delivery before no more are made.
const WAITING_MAX: usize = 20;
/// Pause between two rounds of work.
const PAUSE: Duration = Duration::from_millis(10);

/// What a node said before it died: `sent` or `accepted`, and a reference.
type Said = Arc<Mutex<BTreeSet<String>>>;

struct Run {
    child: Child,
    listener: JoinHandle<()>,
}

/// Two bureaus, and where their journals lie.
struct Site {
    world: World,
    cluster: Option<Arc<Cluster>>,
    places: [Place; 2],
    /// The data directory of each process.
    homes: Vec<Home>,
}

const CODES: [&str; 2] = ["FR", "US"];

/// The bureau of a process: after one of each there is another of the first.
const fn of(process: usize) -> usize {
    process % CODES.len()
}

impl Site {
    async fn new(in_databases: bool) -> Self {
        let world = World::new(&["GS", "FR", "US"]).await;
        let cluster = in_databases.then(Cluster::of_test);
        let mut places = CODES.map(|code| Place::file(world.home(code).journal_file()));
        if let Some(cluster) = &cluster {
            for place in &mut places {
                place.address = Some(cluster.database().await);
            }
        }
        let mut homes: Vec<Home> = CODES.iter().map(|code| world.home(code)).collect();
        if in_databases {
            let second = world.base.path().join("second");
            let copied = Command::new("cp").arg("-r").arg(homes[0].path()).arg(&second).status();
            assert!(copied.unwrap().success());
            homes.push(Home::at(second));
        }
        Self { world, cluster, places, homes }
    }

    /// Starts a process.
    fn spawn(&self, process: usize) -> Child {
        let (data, which) = (&self.homes[process], of(process));
        let [data_of, bureau, other] = LOAD;
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["the_node_that_is_killed", "--exact", "--nocapture"])
            .env(data_of, data.path())
            .env(bureau, CODES[which])
            .env(other, CODES[1 - which])
            .stdout(Stdio::piped());
        if let (Some(cluster), Some(address)) = (&self.cluster, &self.places[which].address) {
            // Whatever the server does to it, it says nothing on our terminal.
            command.env(DATABASE, cluster.address(address.database())).stderr(Stdio::null());
        }
        command.spawn().unwrap()
    }

    /// Starts a process and waits until it is ready.
    fn start(&self, process: usize, said: &Said) -> Run {
        let mut child = self.spawn(process);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = lines.skip_while(|line| line.as_ref().is_ok_and(|line| line != "ready"));
        assert!(lines.next().is_some(), "{} starts after a kill", CODES[of(process)]);
        let said = said.clone();
        let listener = thread::spawn(move || {
            // A line cut short by the kill was not said.
            for line in lines.map_while(Result::ok).filter(|line| line.ends_with('.')) {
                said.lock().unwrap().insert(line.trim_end_matches('.').to_owned());
            }
        });
        Run { child, listener }
    }

    /// Starts a process and kills it before it is ready, or a moment after.
    fn kill_at_start(&self, process: usize, life: Duration) {
        let mut child = self.spawn(process);
        thread::sleep(life);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Starts both nodes in this process.
    async fn nodes(&self) -> [Node; 2] {
        let mut nodes = Vec::new();
        for (code, place) in CODES.iter().zip(&self.places) {
            nodes.push(Node::start(self.world.plan_at(code, place).await).await.unwrap());
        }
        nodes.try_into().ok().unwrap()
    }
}

fn kill(mut run: Run) {
    run.child.kill().unwrap();
    run.child.wait().unwrap();
    run.listener.join().unwrap();
}

/// The node of [`Site::spawn`]. In a run of the tests it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
async fn the_node_that_is_killed() {
    let [Ok(data), Ok(bureau), Ok(to)] = LOAD.map(std::env::var) else { return };
    let (bureau, to) = (code(&bureau), code(&to));
    let home = Home::at(data);
    let address = std::env::var(DATABASE).ok().map(|address| address.parse().unwrap());
    let place = Place { address, ..Place::file(home.journal_file()) };
    let mut plan = plan_of(home, &bureau, &place, Timestamp::now()).await;
    let peers = plan.directory.0.find(&bureau).unwrap().address.trim_start_matches("https://").to_owned();
    // Where another process of the bureau listens, this one takes nothing in.
    if let Ok(listener) = TcpListener::bind(peers).await {
        plan.peers = listener;
    }
    let node = Node::start(plan).await.unwrap();
    println!("\nready");
    for number in 0_u64.. {
        work(&node, &to, number).await;
        tokio::time::sleep(PAUSE).await;
    }
}

/// A round of work: sends a question and accepts what came in. Each line ends with a full stop, so that one cut short is
/// known.
async fn work(node: &Node, to: &BureauCode, number: u64) {
    let bureau = &node.bureau;
    let waiting = Filter { stage: Some(Stage::Waiting), ..Filter::default() };
    if bureau.docket(WRITER, &waiting).unwrap().total < WAITING_MAX {
        let sent = exercise::send_question(bureau, to, &format!("Quillfeather {number}")).await.unwrap();
        let page = bureau.docket(WRITER, &Filter::default()).unwrap();
        page.rows.iter().filter(|row| row.id == sent).for_each(|row| println!("sent {}.", row.reference));
    }
    exercise::accept_received(bureau, |reference| println!("accepted {reference}.")).await.unwrap();
}

/// A number that looks like chance and is the same at every run.
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment() {
    killed(&Site::new(false).await, kills(KILLS[0])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_on_a_database_whose_server_is_killed_too() {
    killed(&Site::new(true).await, kills(KILLS[1])).await;
}

/// How often a node is killed.
fn kills(otherwise: u32) -> u32 {
    std::env::var(MORE).map_or(otherwise, |number| number.parse().unwrap())
}

async fn killed(site: &Site, kills: u32) {
    let said: [Said; 2] = Default::default();
    let mut seed = 7;
    let mut runs: Vec<Option<Run>> = site.homes.iter().map(|_| None).collect();
    for round in 0..kills {
        let which = usize::try_from(chance(&mut seed)).unwrap() % runs.len();
        if round < FIRST_STARTS || chance(&mut seed).is_multiple_of(STARTS) {
            runs[which].take().into_iter().for_each(kill);
            let life = Duration::from_millis(chance(&mut seed) % START_MS);
            site.kill_at_start(which, life);
            continue;
        }
        for (process, run) in runs.iter_mut().enumerate().filter(|(_, run)| run.is_none()) {
            *run = Some(site.start(process, &said[of(process)]));
        }
        let (shortest, longest) = LIFE_MS;
        thread::sleep(Duration::from_millis(shortest + chance(&mut seed) % (longest - shortest)));
        if let Some(cluster) = site.cluster.as_ref().filter(|_| round.is_multiple_of(SERVER)) {
            // Nodes whose server died under them are begun anew.
            cluster.crash();
            runs.iter_mut().filter_map(Option::take).for_each(kill);
            continue;
        }
        kill(runs[which].take().unwrap());
    }
    runs.into_iter().flatten().for_each(kill);

    let nodes = site.nodes().await;
    let waits = || nodes.iter().any(|node| rows(node).iter().any(|row| row.undelivered));
    until("delivery of all that waited", Duration::from_secs(60), || !waits()).await;
    for node in &nodes {
        while exercise::accept_received(&node.bureau, |_| {}).await.unwrap() > 0 {}
    }
    until("delivery of the answers", Duration::from_secs(60), || !waits()).await;
    for (which, node) in nodes.iter().enumerate() {
        let said = said[which].lock().unwrap().clone();
        nothing_is_lost(node, &nodes[1 - which], &said, kills).await;
    }
    let [fr, us] = nodes;
    fr.stop().await;
    us.stop().await;
    for (code, place) in CODES.iter().zip(&site.places) {
        let report = audit::verify_at(&site.world.home(code), place, Vec::new()).await.unwrap();
        assert!(report.is_verified(), "{report}");
        assert_eq!(report.proven, report.entries);
    }
}

/// What a node said is so, and both sides of each of its requests tell the same.
async fn nothing_is_lost(node: &Node, other: &Node, said: &BTreeSet<String>, kills: u32) {
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
    let enough = usize::try_from(kills / 4).unwrap().min(ENOUGH);
    assert!(sent.len() > enough, "the test did too little: {} requests", sent.len());
}
