//! One node at work: its bureau, its desk, its line to other nodes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use bureau::ports::{Clock, StoreFault};
use bureau::{Bureau, Setup, StartFault};
use case::bureau::Officer;
use desk::{Desk, SignIn};
use jiff::tz::TimeZone;
use law::Law;
use seal::directory::Directory;
use seal::random::Randomness;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::bell::NodeBell;
use crate::carrier::tls::{CertificateFault, Pins, server_config};
use crate::carrier::{self, Published, Sender};
use crate::clock::SystemClock;
use crate::courier;
use crate::editions;
use crate::follow;
use crate::health::{self, Doctor};
use crate::home::{Hold, Home, HomeFault, Keys, Master};
use crate::jobs::Jobs;
use crate::meters::{Metered, Meters, time_request};
use crate::metrics::{self, Gauged};
use crate::random::SystemRandomness;
use crate::refresh::{self, Refresher};
use crate::rotation;
use crate::stop::Stop;
use crate::store::NodeStore;
use crate::web;

/// The job of starting: what two processes were given is compared by one of them.
const START: &str = "start";
/// Pause between two looks whether another process has started.
const START_PAUSE: Duration = Duration::from_millis(100);

/// What a node is started with.
pub struct Plan {
    /// Its data directory, and the right to work in it.
    pub home: Home,
    /// The right to work there.
    pub hold: Hold,
    /// Its keys.
    pub keys: Keys,
    /// The law packs; nodes of one process share them.
    pub law: Arc<Law>,
    /// The directory in force, and its signed bytes.
    pub directory: (Directory, Vec<u8>),
    /// Who works here.
    pub officers: Vec<Officer>,
    /// The time zone of the bureau.
    pub zone: TimeZone,
    /// How long a closed case is kept, in months.
    pub kept_months: u16,
    /// Its journal, open to be written.
    pub store: Arc<dyn NodeStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where officers come in.
    pub desk: TcpListener,
    /// TLS for the desk.
    pub desk_tls: Option<web::Tls>,
    /// Whether officers reach the desk over HTTPS only.
    pub desk_secure: bool,
    /// How officers sign in.
    pub sign_in: SignIn,
    /// Where other nodes come in.
    pub peers: TcpListener,
    /// Where a monitor asks for the node's figures; none where nobody does.
    pub metrics: Option<TcpListener>,
}

/// Why a node does not start.
#[derive(Debug, thiserror::Error)]
pub enum NodeFault {
    /// The store.
    #[error("the journal cannot be opened: {0}")]
    Store(#[from] StoreFault),
    /// The bureau.
    #[error(transparent)]
    Start(#[from] StartFault),
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
    /// The certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateFault),
    /// A socket.
    #[error("a socket failed: {0}")]
    Socket(#[from] std::io::Error),
}

/// A node at work. It stops when told to; dropped, it stops without waiting for what has begun.
pub struct Node {
    /// Its bureau.
    pub bureau: Bureau,
    /// Where officers come in.
    pub desk: SocketAddr,
    /// Where other nodes come in.
    pub peers: SocketAddr,
    /// Where a monitor asks for its figures.
    pub metrics: Option<SocketAddr>,
    /// What its health rests on.
    pub doctor: Doctor,
    refresher: Arc<Refresher>,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    _hold: Hold,
}

impl Node {
    /// Starts a node.
    ///
    /// # Errors
    /// [`NodeFault`]; nothing runs then.
    pub async fn start(plan: Plan) -> Result<Node, NodeFault> {
        let Plan { home, hold, keys, law, officers, zone, kept_months, store, clock, .. } = plan;
        let (directory, signed) = plan.directory;
        let meters = Meters::default();
        let store: Arc<dyn NodeStore> = Arc::new(Metered::new(store, meters.clone()).await?);
        let master = keys.master;
        let renewed = home.take_up_identity(&master, keys.identity.bureau(), &directory)?;
        let doctor = Doctor::new(home.clone(), store.clone(), master.clone(), directory.expires_at());
        let bell = NodeBell::default();
        let certificate = Arc::new(keys.certificate);
        let (pins, serial) = (Pins::of(&directory), AtomicU64::new(directory.serial()));
        let setup = Setup {
            identity: renewed.unwrap_or(keys.identity),
            keeper: Box::new(master.clone()),
            law,
            directory,
            officers,
            store: store.clone(),
            clock: Box::new(Shared(clock.clone())),
            randomness: Box::new(SystemRandomness),
            bell: Box::new(bell.clone()),
            zone,
            kept_months,
            beside_others: false,
        };
        let bureau = begin(setup, store.as_ref(), &home, &master).await?;
        let (stop, stopped) = Stop::new();
        let mut tasks = JoinSet::new();
        let published = Published::new(signed);
        let tls = server_config(&certificate, pins.clone())?;
        let routes = carrier::routes(bureau.clone(), published.clone(), pins.clone(), meters.clone());
        let routes = timed(routes, &meters, "peers");
        let (desk_address, peers_address) = (plan.desk.local_addr()?, plan.peers.local_addr()?);
        let metrics = plan.metrics.as_ref().map(TcpListener::local_addr).transpose()?;
        tasks.spawn(carrier::listen(plan.peers, tls, pins.clone(), routes, stopped.clone()));
        let sender = Sender::metered(certificate, meters.clone());
        let (told, seen) = (bureau.clone(), doctor.clone());
        let refresher =
            Refresher { home, master, sender, bureau: told, pins, published, doctor: seen, serial };
        let refresher = Arc::new(refresher);
        work_alone(&mut tasks, &refresher, &store, &bell, &stopped);
        let gauged = Gauged {
            bureau: bureau.clone(),
            doctor: doctor.clone(),
            meters: meters.clone(),
            sessions: bell.sessions(),
            clock: clock.clone(),
            certificate_expires_at: plan.desk_tls.as_ref().and_then(|tls| tls.expires_at),
        };
        let desk = Desk {
            bureau: bureau.clone(),
            sign_in: plan.sign_in,
            live: bell.live(),
            sessions: gauged.sessions.clone(),
            clock,
            random: Arc::new(random_bytes),
            secure: plan.desk_secure,
        };
        let pages = timed(desk::router(desk).merge(health::routes(doctor.clone())), &meters, "desk");
        tasks.spawn(web::serve(plan.desk, plan.desk_tls, pages, stopped.clone()));
        if let Some(listener) = plan.metrics {
            tasks.spawn(web::serve(listener, None, metrics::routes(gauged), stopped));
        }
        let (desk, peers) = (desk_address, peers_address);
        Ok(Node { bureau, desk, peers, metrics, doctor, refresher, stop, tasks, _hold: hold })
    }

    /// Looks for a newer directory of bureaus now, as the node does by itself every few minutes.
    pub async fn refresh_directory(&self) {
        self.refresher.look().await;
    }

    /// Stops: what has begun is finished, the journal's log is written back.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
        self.doctor.store.close().await;
    }
}

/// Begins what a node does by itself.
fn work_alone(
    tasks: &mut JoinSet<()>,
    refresher: &Arc<Refresher>,
    store: &Arc<dyn NodeStore>,
    bell: &NodeBell,
    stopped: &Stop,
) {
    let Refresher { bureau, sender, home, master, doctor, .. } = refresher.as_ref();
    let behind = || doctor.behind.clone();
    let (bureau, stopped) = (|| bureau.clone(), || stopped.clone());
    tasks.spawn(courier::run(
        bureau(),
        sender.clone(),
        Jobs::new(store.clone(), behind()),
        bell.clone(),
        stopped(),
    ));
    tasks.spawn(rotation::run(home.clone(), master.clone(), bureau(), store.clone(), stopped()));
    tasks.spawn(refresh::run(refresher.clone(), stopped()));
    tasks.spawn(follow::run(bureau(), store.clone(), refresher.clone(), behind(), stopped()));
}

/// Starts the bureau once no other process of it is starting, and counts as at work from then on.
async fn begin(
    setup: Setup,
    store: &dyn NodeStore,
    home: &Home,
    master: &Master,
) -> Result<Bureau, NodeFault> {
    let mut waits = false;
    while !store.take_job(START).await? {
        if !std::mem::replace(&mut waits, true) {
            tracing::info!("another process of this bureau is starting: this one waits for it");
        }
        sleep(START_PAUSE).await;
    }
    let law = setup.law.clone();
    let beside_others = store.is_beside_others().await?;
    let bureau = Bureau::start(Setup { beside_others, ..setup }).await?;
    settle(home, master, &bureau, &law).await?;
    store.join().await?;
    store.leave_job(START).await?;
    Ok(bureau)
}

/// Times every request to these routes.
fn timed(routes: Router, meters: &Meters, listener: &'static str) -> Router {
    routes.layer(from_fn_with_state((meters.clone(), listener), time_request))
}

/// What a start leaves to be done: the law in use is noted, and the journal's key of today is known beside it, the former one
/// destroyed, once the one has vouched for the other.
async fn settle(home: &Home, master: &Master, bureau: &Bureau, law: &Law) -> Result<(), NodeFault> {
    if bureau.forget_former_journal_key().await.map_err(StartFault::from)? {
        home.settle_journal_key(master, bureau.me())?;
    }
    take_up_law(home, bureau, law).await
}

/// Records that another law is in use than before, with the open cases on which it says something else; and keeps it.
async fn take_up_law(home: &Home, bureau: &Bureau, law: &Law) -> Result<(), NodeFault> {
    if let Err(fault) = editions::keep(home, law) {
        tracing::warn!(%fault, "the law in use was not kept: opinions under it cannot be computed again here");
    }
    let before = bureau.law_before();
    if before.as_deref() != Some(law.version()) {
        let before = before.and_then(|version| editions::earlier(home, &version));
        bureau.take_up_law(before.as_ref()).await.map_err(StartFault::from)?;
    }
    Ok(())
}

fn random_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    SystemRandomness.fill(&mut bytes);
    bytes
}

/// One clock for the bureau and the desk.
struct Shared(Arc<dyn Clock>);

impl Clock for Shared {
    fn now(&self) -> jiff::Timestamp {
        self.0.now()
    }
}

/// The clock of a node in service.
#[must_use]
pub fn system_clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}
