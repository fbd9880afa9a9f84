//! Where bureaus are set up: keys, directory and journal of each in a directory on the disk of the build.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use bureau::ports::{Clock, Store};
use bureau::{Bureau, Setup};
use case::bureau::{BureauCode, Level, Officer, Role};
use case::id::OfficerId;
use desk::SignIn;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Law;
use node::bell::NodeBell;
use node::home::Home;
use node::join;
use node::network::{Member, join_all};
use node::node::{Node, Plan, system_clock};
use node::random::SystemRandomness;
use node::store::Place;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::figure::Outcome;

/// The officers of every bureau: who writes and receives, who judges, who approves.
pub(crate) const WRITER: OfficerId = OfficerId::from_bytes([1; 16]);
pub(crate) const REVIEWER: OfficerId = OfficerId::from_bytes([2; 16]);
pub(crate) const APPROVER: OfficerId = OfficerId::from_bytes([3; 16]);

/// The bureaus, the first of which signs the directory.
const CODES: [&str; 3] = ["GS", "FR", "US"];
/// Any free port.
pub(crate) const ANY_PORT: &str = "127.0.0.1:0";

/// The law packs, as shipped.
pub(crate) fn law() -> Outcome<Arc<Law>> {
    Ok(Arc::new(Law::shipped().map_err(|faults| format!("{} faults in the law packs", faults.len()))?))
}

fn officers() -> Vec<Officer> {
    [
        (WRITER, "Noor Said", vec![Role::LiaisonOfficer, Role::DutyOfficer]),
        (REVIEWER, "Mina Castel", vec![Role::LegalReviewer]),
        (APPROVER, "Jo Ferro", vec![Role::Approver]),
    ]
    .map(|(id, name, roles)| Officer {
        id,
        name: name.into(),
        roles,
        clearance: Level::Confidential,
        language: "en".into(),
        certificates: Vec::new(),
    })
    .into()
}

/// A network of bureaus, gone with the value.
pub(crate) struct Site {
    base: TempDir,
    members: Vec<Member>,
    pub(crate) law: Arc<Law>,
}

impl Site {
    /// Sets the bureaus up beside the program, so that what is synced reaches a disk and not a file system in memory.
    pub(crate) async fn new(law: &Arc<Law>) -> Outcome<Self> {
        let program = std::env::current_exe()?;
        let beside = program.parent().ok_or("the program has no folder")?;
        let base = tempfile::Builder::new().prefix("comity-bench").tempdir_in(beside)?;
        let mut members = Vec::new();
        for code in CODES {
            members.push(Member {
                code: code.parse()?,
                name: format!("Bureau {code}"),
                state: code.parse().ok().filter(|_| code != "GS"),
                languages: vec!["en".into()],
                officers: officers(),
                peers: TcpListener::bind(ANY_PORT).await?.local_addr()?,
            });
        }
        join_all(base.path(), &members, Timestamp::now())?;
        Ok(Self { base, members, law: law.clone() })
    }

    pub(crate) fn base(&self) -> &Path {
        self.base.path()
    }

    pub(crate) fn home(&self, code: &str) -> Home {
        home(self.base(), code)
    }

    /// A bureau's node at work.
    pub(crate) async fn start(&self, code: &str) -> Outcome<Node> {
        let member = self.members.iter().find(|member| member.code.as_str() == code);
        let peers = member.ok_or("no such bureau")?.peers;
        Ok(Node::start(plan(self.base(), code, &self.law, peers).await?).await?)
    }

    /// A bureau alone, without desk and sockets.
    pub(crate) async fn bureau(
        &self,
        code: &str,
        store: impl Store + 'static,
        clock: impl Clock + 'static,
    ) -> Outcome<Bureau> {
        let keys = self.home(code).keys(&code.parse()?)?;
        let setup = Setup {
            identity: keys.identity,
            keeper: Box::new(keys.master),
            law: self.law.clone(),
            directory: join::directory(&self.home(code), Timestamp::now())?.0,
            officers: officers(),
            store: Arc::new(store),
            clock: Box::new(clock),
            randomness: Box::new(SystemRandomness),
            bell: Box::new(NodeBell::default()),
            zone: TimeZone::UTC,
            kept_months: 60,
            beside_others: false,
        };
        Ok(Bureau::start(setup).await?)
    }
}

/// The data directory of a bureau of the site in this folder.
pub(crate) fn home(base: &Path, code: &str) -> Home {
    Home::at(base.join(code.to_ascii_lowercase()))
}

/// What a bureau's node is started with.
pub(crate) async fn plan(base: &Path, code: &str, law: &Arc<Law>, peers: SocketAddr) -> Outcome<Plan> {
    let home = home(base, code);
    let code: BureauCode = code.parse()?;
    Ok(Plan {
        hold: home.hold()?,
        store: Place::file(home.journal_file()).open().await?,
        keys: home.keys(&code)?,
        directory: join::directory(&home, Timestamp::now())?,
        home,
        law: law.clone(),
        officers: officers(),
        zone: TimeZone::UTC,
        kept_months: 60,
        clock: system_clock(),
        desk: TcpListener::bind(ANY_PORT).await?,
        desk_tls: None,
        desk_secure: false,
        sign_in: SignIn::Demo { neighbours: Vec::new() },
        peers: TcpListener::bind(peers).await?,
        metrics: None,
    })
}
