//! Several processes on one database: each does what comes to it, nothing is done twice, and where one is killed or hangs the
//! others go on with everything that was said.
//!
//! The process that is killed or stopped is this same program: it says `ready`, then `sent REFERENCE` for each act that is
//! durable.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use bureau::{Filter, StartFault};
use jiff::Timestamp;
use node::home::{Home, NewKey};
use node::node::{Node, NodeFault, Plan};
use node::store::{Address, Place};
use node::{audit, exercise};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::cluster::Cluster;
use crate::world::{WRITER, World, code, plan_of, rows, until};

/// What tells this program to be a node: its data directory, and the database.
const WORK: [&str; 2] = ["COMITY_TEST_DATA", "COMITY_TEST_DATABASE"];
/// How long a process may take to say something, with much time for a machine that has other work.
const WORD_TIME_MAX: Duration = Duration::from_secs(40);
/// Questions that each process sends.
const QUESTIONS: usize = 8;

/// The process of [`Run`]. In a run of the tests it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "how the process learns what it is")]
async fn the_process_that_is_killed() {
    let [Ok(data), Ok(address)] = WORK.map(std::env::var) else { return };
    let say = |line: String| writeln!(std::io::stdout(), "{line}").unwrap();
    let home = Home::at(data);
    say(String::new());
    let node = Node::start(plan(home, &address.parse().unwrap()).await).await.unwrap();
    say("ready.".to_owned());
    for number in 0_u64.. {
        // One that hung may find that an act was taken from it in the middle; it then says nothing, and tries another.
        let sent =
            exercise::send_question(&node.bureau, &code("US"), &format!("Quillfeather {number}")).await;
        let Ok(sent) = sent else { continue };
        let page = node.bureau.docket(WRITER, &Filter::default()).unwrap();
        page.rows.iter().filter(|row| row.id == sent).for_each(|row| say(format!("sent {}.", row.reference)));
    }
}

/// A process of FR with this data directory, on this database.
async fn plan(home: Home, address: &Address) -> Plan {
    let place = Place { address: Some(address.clone()), ..Place::file(home.journal_file()) };
    plan_of(home, &code("FR"), &place, Timestamp::now()).await
}

struct Run {
    child: Child,
    lines: Receiver<String>,
}

impl Run {
    fn new(data: &Path, address: &str) -> Self {
        let [data_of, database] = WORK;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["processes::the_process_that_is_killed", "--exact", "--nocapture"])
            .env(data_of, data)
            .env(database, address)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let source = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, lines) = channel();
        thread::spawn(move || {
            // A line cut short by the kill was not said.
            for line in source.map_while(Result::ok).filter(|line| line.ends_with('.')) {
                let _ = sender.send(line.trim_end_matches('.').to_owned());
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that begins so; gives it and those before it.
    fn until(&self, start: &str) -> Vec<String> {
        let mut read = Vec::new();
        loop {
            let line = self.lines.recv_timeout(WORD_TIME_MAX).unwrap();
            let found = line.starts_with(start);
            read.push(line);
            if found {
                return read;
            }
        }
    }

    /// What it said up to now, and one line more.
    fn one_more(&self) -> Vec<String> {
        let mut read: Vec<String> = self.lines.try_iter().collect();
        read.extend(self.until("sent"));
        read
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
    }

    /// Kills the process; gives what it had said.
    fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.iter().collect()
    }
}

/// Copies a data directory, as it is installed on a second machine.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for item in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|item| item.path().is_file()) {
        fs::copy(item.path(), to.join(item.file_name())).unwrap();
    }
}

/// Two data directories of FR, and the database that both work on.
struct Site {
    world: World,
    cluster: Arc<Cluster>,
    address: Address,
    homes: [Home; 2],
}

impl Site {
    async fn new() -> Self {
        let world = World::new(&["GS", "FR", "US"]).await;
        let cluster = Cluster::of_process();
        let address = cluster.database().await;
        let first = world.member("FR").home(world.base.path());
        let second = world.base.path().join("second");
        copy(first.path(), &second);
        Self { homes: [first, Home::at(second)], world, cluster, address }
    }

    fn run(&self, which: usize) -> Run {
        let address = self.cluster.address(self.address.database());
        Run::new(self.homes[which].path(), &address)
    }

    async fn start(&self, which: usize) -> Node {
        Node::start(plan(self.homes[which].clone(), &self.address).await).await.unwrap()
    }

    /// Whether the journal verifies; the nodes are stopped.
    async fn verify(&self) {
        let place =
            Place { address: Some(self.address.clone()), ..Place::file(self.homes[0].journal_file()) };
        let report = audit::verify_at(&self.homes[0], &place, Vec::new()).await.unwrap();
        assert!(report.is_verified(), "{report}");
    }
}

/// For how long a connection lasts that the machine in front leads to a process.
const CONNECTION_TIME: Duration = Duration::from_millis(150);

/// Leads connections to each of these in turn, as a machine in front of several processes does; none lasts, so that many an
/// answer is lost.
async fn balance(at: std::net::SocketAddr, to: Vec<std::net::SocketAddr>) {
    let listener = TcpListener::bind(at).await.unwrap();
    for next in to.iter().cycle() {
        let Ok((mut from, _)) = listener.accept().await else { return };
        let next = *next;
        tokio::spawn(async move {
            let mut on = TcpStream::connect(next).await.unwrap();
            let _ = timeout(CONNECTION_TIME, tokio::io::copy_bidirectional(&mut from, &mut on)).await;
        });
    }
}

/// Messages that a bureau's processes saw delivered.
fn delivered(nodes: &[&Node]) -> u64 {
    nodes.iter().filter_map(|node| node.bureau.figures().counts.deliveries.get("taken").copied()).sum()
}

/// Every case of the docket: its reference, its stage, when it changed.
fn references(node: &Node) -> Vec<(String, &'static str, Timestamp)> {
    let mut all: Vec<_> =
        rows(node).iter().map(|row| (row.reference.clone(), row.stage.code(), row.changed_at)).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn two_share_the_work_and_nothing_is_done_twice() {
    let site = Site::new().await;
    let (one, other) = tokio::join!(site.start(0), site.start(1));
    let us = site.world.start("US").await;
    let front = tokio::spawn(balance(site.world.member("FR").peers, vec![one.peers, other.peers]));
    let send = async |node: &Node, to: &str| {
        for number in 0..QUESTIONS {
            let sent =
                exercise::send_question(&node.bureau, &code(to), &format!("Quillfeather {number}")).await;
            sent.unwrap();
        }
    };
    tokio::join!(send(&one, "US"), send(&other, "US"), send(&us, "FR"));
    let waits = |node: &Node| rows(node).iter().any(|row| row.undelivered);
    let patience = Duration::from_secs(60);
    until("delivery of every question", patience, || ![&one, &other, &us].into_iter().any(waits)).await;
    until("that all came", patience, || {
        rows(&us).len() == 3 * QUESTIONS && rows(&one).len() == 3 * QUESTIONS
    })
    .await;
    while exercise::accept_received(&us.bureau, |_| {}).await.unwrap() > 0 {}
    // Each takes what the other has not; which one answered, both know.
    while exercise::accept_received(&one.bureau, |_| {}).await.unwrap() > 0 {}
    until("delivery of every answer", patience, || ![&one, &other, &us].into_iter().any(waits)).await;
    until("that both know the same", patience, || references(&one) == references(&other)).await;

    let known: BTreeSet<String> = references(&one).into_iter().map(|(reference, ..)| reference).collect();
    assert_eq!(known.len(), 3 * QUESTIONS, "no reference was given twice");
    for row in rows(&one) {
        let cases = [&one, &other].map(|node| node.bureau.case(WRITER, row.id, "test"));
        let [here, there] = cases;
        let (here, there) = (here.await.unwrap().case, there.await.unwrap().case);
        assert_eq!((here.stage.code(), here.told), ("accepted", there.told));
    }
    // The questions, and that each of the other side's was read and accepted: every message was carried once.
    assert_eq!(delivered(&[&one, &other]), u64::try_from(2 * QUESTIONS + 2 * QUESTIONS).unwrap());
    assert_eq!(delivered(&[&us]), u64::try_from(QUESTIONS + 4 * QUESTIONS).unwrap());
    let came = |node: &Node| node.bureau.figures().counts.envelopes.values().sum::<u64>();
    assert!(came(&one) > 0 && came(&other) > 0, "each took what came to it");

    // What one has done, the next page of the other shows.
    let sent = exercise::send_question(&one.bureau, &code("US"), "Quillfeather").await.unwrap();
    other.bureau.follow_others().await.unwrap();
    assert!(rows(&other).iter().any(|row| row.id == sent));
    until("its delivery", patience, || ![&one, &other].into_iter().any(waits)).await;

    // What one ends, the other goes on with.
    one.stop().await;
    let sent = exercise::send_question(&other.bureau, &code("US"), "Quillfeather").await.unwrap();
    until("delivery by the other", patience, || {
        rows(&other).iter().any(|row| row.id == sent && !row.undelivered)
    })
    .await;
    let one = site.start(0).await;
    assert_eq!(references(&one), references(&other));
    for node in [one, other, us] {
        node.stop().await;
    }
    front.abort();
    site.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_one_is_killed_the_other_goes_on_with_all_that_was_said() {
    let site = Site::new().await;
    let mut said = BTreeSet::new();
    let mut runs = [0, 1].map(|which| Some(site.run(which)));
    for run in runs.iter().flatten() {
        said.extend(run.until("sent"));
    }
    for round in 0..6 {
        let which = round % 2;
        said.extend(runs[which].take().into_iter().flat_map(Run::kill));
        let begun = tokio::time::Instant::now();
        said.extend(runs.iter().flatten().flat_map(Run::one_more));
        let _ = writeln!(std::io::stderr(), "went on after {:?}", begun.elapsed());
        let again = site.run(which);
        said.extend(again.until("sent"));
        runs[which] = Some(again);
    }
    said.extend(runs.into_iter().flatten().flat_map(Run::kill));
    site.verify().await;
    let node = site.start(0).await;
    let there: BTreeSet<String> = rows(&node).iter().map(|row| format!("sent {}", row.reference)).collect();
    said.retain(|line| line.starts_with("sent"));
    assert!(said.len() >= 14, "{said:?}");
    assert!(said.is_subset(&there), "what was said is kept");
    assert_eq!(rows(&node).len(), there.len(), "no reference was given twice");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_holds_nobody_up_and_writes_over_nobody() {
    let site = Site::new().await;
    let hung = site.run(0);
    let mut said: BTreeSet<String> = hung.until("sent").into_iter().collect();
    let node = site.start(1).await;
    for moment in [0, 37, 91] {
        said.extend(hung.one_more());
        // Somewhere in the middle of its work.
        thread::sleep(Duration::from_millis(moment));
        hung.signal("STOP");
        let begun = tokio::time::Instant::now();
        for name in ["Quillfeather", "Inkwell"] {
            exercise::send_question(&node.bureau, &code("US"), name).await.unwrap();
        }
        let _ = writeln!(std::io::stderr(), "went on after {:?}", begun.elapsed());
        hung.signal("CONT");
        said.extend(hung.one_more());
    }
    said.extend(hung.kill());
    said.retain(|line| line.starts_with("sent"));
    let there = || rows(&node).iter().map(|row| format!("sent {}", row.reference)).collect::<BTreeSet<_>>();
    until("that all is known", Duration::from_secs(20), || said.is_subset(&there())).await;
    assert_eq!(rows(&node).len(), there().len(), "no reference was given twice");
    node.stop().await;
    site.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_master_key_is_brought_over_while_both_work() {
    let site = Site::new().await;
    let (one, other) = tokio::join!(site.start(0), site.start(1));
    exercise::send_question(&other.bureau, &code("US"), "Quillfeather").await.unwrap();
    let key = site.homes[0].rotate_master(NewKey::InFile, "tester").unwrap();
    let is_noted = |node: &Node| node.bureau.master_key_noted().is_some_and(|(noted, _)| noted == key);
    until("that it is in use", Duration::from_secs(20), || is_noted(&one)).await;
    exercise::send_question(&one.bureau, &code("US"), "Quillfeather").await.unwrap();
    let ask = async || exercise::send_question(&other.bureau, &code("US"), "Quillfeather").await;
    assert_eq!(
        ask().await.map_err(|fault| fault.code()).err(),
        Some("keys-failed"),
        "it has not got the key"
    );
    // The key first, then the word that it is in use.
    let mut files: Vec<_> =
        fs::read_dir(site.homes[0].path()).unwrap().map(|item| item.unwrap().file_name()).collect();
    files.retain(|name| name.to_string_lossy().starts_with("master"));
    files.sort_by_key(|name| name.to_string_lossy().ends_with(".toml"));
    for name in files {
        fs::copy(site.homes[0].file(&name.to_string_lossy()), site.homes[1].file(&name.to_string_lossy()))
            .unwrap();
    }
    let begun = tokio::time::Instant::now();
    while let Err(fault) = ask().await {
        assert!(begun.elapsed() < Duration::from_secs(20), "{fault}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    until("that both know the same", Duration::from_secs(20), || references(&one) == references(&other))
        .await;
    assert_eq!(rows(&one).len(), 3);
    one.stop().await;
    other.stop().await;
    site.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn none_works_beside_others_with_other_officers_or_another_law() {
    let site = Site::new().await;
    let one = site.start(0).await;
    let unlike = async |change: fn(&mut Plan)| {
        let mut plan = plan(site.homes[1].clone(), &site.address).await;
        change(&mut plan);
        match Node::start(plan).await {
            Err(NodeFault::Start(StartFault::Unlike(what))) => what,
            Err(fault) => panic!("{fault}"),
            Ok(_) => "nothing",
        }
    };
    assert_eq!(unlike(|plan| drop(plan.officers.pop())).await, "officers");
    assert_eq!(unlike(|_| ()).await, "nothing");
    let size = one.doctor.store.size().await.unwrap();
    one.stop().await;
    // Alone it may, and says so in the journal.
    let mut changed = plan(site.homes[0].clone(), &site.address).await;
    changed.officers.pop();
    let one = Node::start(changed).await.unwrap();
    assert!(one.doctor.store.size().await.unwrap() > size);
    one.stop().await;
}
