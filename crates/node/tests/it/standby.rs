//! Two processes on one database: one works, the other stands by and takes over with everything that was said.
//!
//! The process that is killed is this same program: it says `standing by at ADDRESS`, then `ready`, then `sent REFERENCE`
//! for each act that is durable.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use bureau::Filter;
use desk::SignIn;
use jiff::Timestamp;
use node::home::Home;
use node::node::{Node, Plan, system_clock};
use node::store::Place;
use node::{audit, exercise, join, standby};
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::cluster::Cluster;
use crate::command_line::ask;
use crate::world::{WRITER, World, code, free_address, rows, send_question};

/// What tells this program to be a node: its data directory, the database, where its desk listens.
const WORK: [&str; 3] = ["COMITY_TEST_DATA", "COMITY_TEST_DATABASE", "COMITY_TEST_DESK"];
/// How long a process may take to take over, with much time for a machine that has other work.
const TAKE_OVER_TIME_MAX: Duration = Duration::from_secs(20);

/// The process of [`Run`]. In a run of the tests it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "how the process learns what it is")]
async fn the_process_that_is_killed() {
    let [Ok(data), Ok(address), Ok(desk)] = WORK.map(std::env::var) else { return };
    let say = |line: String| writeln!(std::io::stdout(), "{line}").unwrap();
    let home = Home::at(data);
    let place = Place { address: Some(address.parse().unwrap()), ..Place::file(home.journal_file()) };
    say(format!("\nstarted at {desk}."));
    let store = standby::open(&place, desk.parse().unwrap(), None, None).await.unwrap();
    let law = Arc::new(law::Law::shipped().unwrap());
    let plan = Plan {
        hold: home.hold().unwrap(),
        keys: home.keys(&code("FR")).unwrap(),
        directory: join::directory(&home, Timestamp::now()).unwrap(),
        law,
        officers: exercise::officers(),
        zone: jiff::tz::TimeZone::UTC,
        kept_months: 60,
        store,
        clock: system_clock(),
        desk: TcpListener::bind(desk).await.unwrap(),
        desk_tls: None,
        desk_secure: false,
        sign_in: SignIn::Demo { neighbours: Vec::new() },
        peers: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        metrics: None,
        home,
    };
    let node = Node::start(plan).await.unwrap();
    say("ready.".to_owned());
    for number in 0_u64.. {
        let sent = exercise::send_question(&node.bureau, &code("US"), &format!("Quillfeather {number}"))
            .await
            .unwrap();
        let page = node.bureau.docket(WRITER, &Filter::default()).unwrap();
        page.rows.iter().filter(|row| row.id == sent).for_each(|row| say(format!("sent {}.", row.reference)));
    }
}

struct Run {
    child: Child,
    lines: Receiver<String>,
    desk: std::net::SocketAddr,
}

impl Run {
    async fn new(data: &Path, address: &str) -> Self {
        let desk = free_address().await;
        let [data_of, database, at] = WORK;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["standby::the_process_that_is_killed", "--exact", "--nocapture"])
            .env(data_of, data)
            .env(database, address)
            .env(at, desk.to_string())
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
        Self { child, lines, desk }
    }

    /// Waits for a line that begins so; gives it and those before it.
    fn until(&self, start: &str) -> Vec<String> {
        let mut read = Vec::new();
        loop {
            let line = self.lines.recv_timeout(TAKE_OVER_TIME_MAX).unwrap();
            let found = line.starts_with(start);
            read.push(line);
            if found {
                return read;
            }
        }
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

#[tokio::test(flavor = "multi_thread")]
async fn the_second_takes_over_with_all_that_the_first_said() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let cluster = Cluster::of_process();
    let database = cluster.database().await;
    let address = cluster.address(database.database());
    let home = world.member("FR").home(world.base.path());
    let folders = [home.path().to_owned(), world.base.path().join("second")];
    copy(&folders[0], &folders[1]);
    let mut said = BTreeSet::new();
    let mut first = Run::new(&folders[0], &address).await;
    said.extend(first.until("ready"));
    for round in 1..=4 {
        said.extend(first.until("sent"));
        let second = Run::new(&folders[round % 2], &address).await;
        second.until("started");
        let standing_by = || ask(second.desk, "GET /healthz");
        crate::world::until("that the second stands by", TAKE_OVER_TIME_MAX, || {
            std::net::TcpStream::connect(second.desk).is_ok()
        })
        .await;
        let health = standing_by();
        assert!(health.starts_with("HTTP/1.1 503") && health.contains("standing-by"), "{health}");
        assert!(ask(first.desk, "GET /healthz").starts_with("HTTP/1.1 200"), "the first works on");
        said.extend(first.until("sent"));
        said.extend(first.kill());
        let killed = tokio::time::Instant::now();
        second.until("ready");
        assert!(killed.elapsed() < TAKE_OVER_TIME_MAX);
        let _ = writeln!(std::io::stderr(), "took over after {:?}", killed.elapsed());
        first = second;
    }
    said.extend(first.until("sent"));
    said.extend(first.kill());

    let place = Place { address: Some(database), ..Place::file(home.journal_file()) };
    let report = audit::verify_at(&home, &place, Vec::new()).await.unwrap();
    assert!(report.is_verified(), "{report}");
    standby::open(&place, free_address().await, None, None).await.unwrap().close().await;
    let node = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    let there: BTreeSet<String> = rows(&node).iter().map(|row| format!("sent {}", row.reference)).collect();
    said.retain(|line| line.starts_with("sent"));
    assert!(said.len() >= 9, "{said:?}");
    assert!(said.is_subset(&there), "what was said is kept");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_superseded_records_nothing_and_says_so() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let cluster = Cluster::of_process();
    let address = cluster.database().await;
    let home = world.member("FR").home(world.base.path());
    let place = Place { address: Some(address.clone()), ..Place::file(home.journal_file()) };
    let fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    send_question(&fr, "US").await;
    assert!(timeout(Duration::from_millis(1_500), fr.superseded()).await.is_err(), "it holds the journal");
    // A fault of the network ends its session, and another process is quicker to take the journal.
    let end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND \
               database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let other = loop {
        cluster.run(&address, &[end]).await;
        if let Ok(store) = place.open().await {
            break store;
        }
    };
    timeout(Duration::from_secs(10), fr.superseded()).await.unwrap();
    assert!(exercise::send_question(&fr.bureau, &code("US"), "Quillfeather").await.is_err());
    assert_eq!(fr.doctor.look().await.state, "standing-by");
    fr.stop().await;
    other.close().await;
    let fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    assert_eq!(rows(&fr).len(), 1);
    fr.stop().await;
}
