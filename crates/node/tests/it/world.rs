//! A network of nodes in a temporary directory.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bureau::{Filter, Row};
use case::bureau::BureauCode;
use case::id::CaseId;
use case::life::Stage;
use desk::SignIn;
use jiff::Timestamp;
use node::exercise;
use node::home::Home;
use node::hsm::HsmConfig;
use node::join;
use node::network::{Member, join_all};
use node::node::{Node, Plan, system_clock};
use node::store::Place;
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

pub(crate) use node::exercise::WRITER;

pub(crate) struct World {
    pub(crate) base: tempfile::TempDir,
    pub(crate) members: Vec<Member>,
    pub(crate) law: Arc<law::Law>,
    /// The module that keeps the master key of FR.
    pub(crate) hsm: Option<HsmConfig>,
}

pub(crate) fn code(code: &str) -> BureauCode {
    code.parse().unwrap()
}

/// A port that is free and below those that the system gives to outgoing connections, so that nothing takes it while its
/// node is down.
pub(crate) async fn free_address() -> SocketAddr {
    free_addresses(1).await
}

/// The first of so many ports in a row that no other test of this process is given.
pub(crate) async fn free_addresses(count: u32) -> SocketAddr {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let step = NEXT.fetch_add(count, Ordering::Relaxed);
        let port = 12_000 + (std::process::id() * 61 + step) % 18_000;
        let address = SocketAddr::from(([127, 0, 0, 1], u16::try_from(port).unwrap()));
        if TcpListener::bind(address).await.is_ok() {
            return address;
        }
    }
}

impl World {
    pub(crate) async fn new(codes: &[&str]) -> Self {
        let mut members = Vec::new();
        for text in codes {
            members.push(Member {
                code: code(text),
                name: format!("Bureau {text}"),
                state: text.parse().ok().filter(|_| *text != "GS"),
                languages: vec!["en".into()],
                officers: exercise::officers(),
                peers: free_address().await,
            });
        }
        let base = tempfile::tempdir().unwrap();
        join_all(base.path(), &members, Timestamp::now()).unwrap();
        Self { base, members, law: Arc::new(law::Law::shipped().unwrap()), hsm: None }
    }

    pub(crate) fn member(&self, text: &str) -> &Member {
        self.members.iter().find(|member| member.code == code(text)).unwrap()
    }

    /// The data directory of a bureau.
    pub(crate) fn home(&self, text: &str) -> Home {
        let hsm = self.hsm.as_ref().filter(|_| text == "FR");
        self.member(text).home(self.base.path()).with_hsm(hsm)
    }

    pub(crate) async fn plan(&self, text: &str) -> Plan {
        self.plan_at(text, &Place::file(self.member(text).home(self.base.path()).journal_file())).await
    }

    /// As [`World::plan`], for a journal that lies elsewhere.
    pub(crate) async fn plan_at(&self, text: &str, place: &Place) -> Plan {
        let member = self.member(text);
        let peers = TcpListener::bind(member.peers).await.unwrap();
        let law = self.law.clone();
        Plan { law, peers, ..plan_of(self.home(text), &member.code, place, Timestamp::now()).await }
    }

    pub(crate) async fn start(&self, text: &str) -> Node {
        Node::start(self.plan(text).await).await.unwrap()
    }
}

/// A node of a bureau with this data directory, its journal at this place, under the directory of this moment. Its desk and its
/// line to others are where there is room, its officers those of an exercise.
pub(crate) async fn plan_of(home: Home, bureau: &BureauCode, place: &Place, at: Timestamp) -> Plan {
    let bind = || TcpListener::bind("127.0.0.1:0");
    Plan {
        hold: home.hold().unwrap(),
        keys: home.keys(bureau).unwrap(),
        directory: join::directory(&home, at).unwrap(),
        law: Arc::new(law::Law::shipped().unwrap()),
        officers: exercise::officers(),
        zone: jiff::tz::TimeZone::UTC,
        kept_months: 60,
        store: place.open().await.unwrap(),
        clock: system_clock(),
        desk: bind().await.unwrap(),
        desk_tls: None,
        desk_secure: false,
        sign_in: SignIn::Demo { neighbours: Vec::new() },
        peers: bind().await.unwrap(),
        metrics: None,
        home,
    }
}

/// Writes the configuration that a new node of FR begins with, with these lines in its section `[store]`.
pub(crate) fn configure(home: &Home, store: &str) {
    let example = include_str!("../../example.toml");
    let text = example.replace("# bytes_max = ", &format!("{store}\n# bytes_max = "));
    std::fs::write(home.config_file(), text).unwrap();
}

/// A question that the law lets go.
pub(crate) async fn send_question(node: &Node, to: &str) -> CaseId {
    exercise::send_question(&node.bureau, &code(to), "Quillfeather").await.unwrap()
}

pub(crate) fn row(node: &Node, id: CaseId) -> Row {
    rows(node).into_iter().find(|row| row.id == id).unwrap()
}

/// Every row of the docket.
pub(crate) fn rows(node: &Node) -> Vec<Row> {
    let page = |page| node.bureau.docket(WRITER, &Filter { page, ..Filter::default() }).unwrap();
    (0..page(0).pages).flat_map(|number| page(number).rows).collect()
}

/// Waits until it holds, and says how long that took.
pub(crate) async fn until(what: &str, patience: Duration, mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < patience, "{what} did not come true in {patience:?}");
        sleep(Duration::from_millis(5)).await;
    }
    start.elapsed()
}

pub(crate) async fn until_stage(node: &Node, id: CaseId, stage: Stage) -> Duration {
    until(stage.code(), Duration::from_secs(20), || row(node, id).stage == stage).await
}
