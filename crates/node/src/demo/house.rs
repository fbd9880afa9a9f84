//! The nodes of the demonstration, each of which can be switched off and on.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use bureau::Bureau;
use case::bureau::BureauCode;
use desk::{Neighbour, SignIn};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Law;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

use super::cast::{PARTS, Part};
use super::{DemoFault, bind};
use crate::home::Home;
use crate::join;
use crate::network::{Member, join_all};
use crate::node::{Node, NodeFault, Plan, system_clock};
use crate::store::{self, NodeStore};

/// A bureau of the demonstration and its place.
pub(super) struct Place {
    pub(super) member: Member,
    desk: SocketAddr,
    node: Mutex<Option<Node>>,
    bureau: RwLock<Option<Bureau>>,
}

impl Place {
    /// Where its officers work.
    pub(super) fn address(&self) -> String {
        format!("http://{}/", self.desk)
    }

    /// Its bureau, while its node runs.
    pub(super) fn bureau(&self) -> Option<Bureau> {
        self.bureau.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_bureau(&self, bureau: Option<Bureau>) {
        *self.bureau.write().unwrap_or_else(PoisonError::into_inner) = bureau;
    }
}

/// Every node.
pub(super) struct House {
    base: PathBuf,
    law: Arc<Law>,
    places: Vec<Place>,
}

impl House {
    /// Finds ports after that of the first page, gives every bureau its keys and the directory, starts the nodes.
    pub(super) async fn open(base: &Path, lobby: SocketAddr, law: Law) -> Result<Self, DemoFault> {
        // Their addresses are printed and shown; that a port was taken needs no line of its own.
        let quiet = |_: &str| {};
        let after = |step: u16| SocketAddr::new(lobby.ip(), lobby.port().saturating_add(step));
        let mut places = Vec::new();
        let mut listeners = Vec::new();
        for (part, step) in PARTS.iter().zip(1_u16..) {
            let desk = bind(after(step), &quiet).await?;
            let peers = bind(after(step + 10), &quiet).await?;
            places.push(place(part, &desk, &peers)?);
            listeners.push((part.is_on, desk, peers));
        }
        let members: Vec<Member> = places.iter().map(|place| place.member.clone()).collect();
        join_all(base, &members, Timestamp::now())?;
        let house = Self { base: base.to_owned(), law: Arc::new(law), places };
        for (place, (is_on, desk, peers)) in house.places.iter().zip(listeners) {
            if is_on {
                house.start(place, desk, peers).await?;
            }
        }
        Ok(house)
    }

    /// Every bureau.
    pub(super) fn bureaus(&self) -> &[Place] {
        &self.places
    }

    /// The bureau with this code.
    pub(super) fn place(&self, code: &BureauCode) -> Option<&Place> {
        self.places.iter().find(|place| place.member.code == *code)
    }

    /// Switches a node off, or on again at its old ports.
    pub(super) async fn switch(&self, place: &Place) -> Result<(), DemoFault> {
        let running = place.node.lock().await.take();
        match running {
            Some(node) => {
                place.set_bureau(None);
                node.stop().await;
                Ok(())
            }
            None => {
                let desk = TcpListener::bind(place.desk).await.map_err(NodeFault::Socket)?;
                let peers = TcpListener::bind(place.member.peers).await.map_err(NodeFault::Socket)?;
                self.start(place, desk, peers).await
            }
        }
    }

    /// Stops every node.
    pub(super) async fn close(&self) {
        for place in &self.places {
            place.set_bureau(None);
            let running = place.node.lock().await.take();
            if let Some(node) = running {
                node.stop().await;
            }
        }
    }

    async fn start(&self, place: &Place, desk: TcpListener, peers: TcpListener) -> Result<(), DemoFault> {
        let home = place.member.home(&self.base);
        let neighbours = self
            .places
            .iter()
            .filter(|other| other.member.code != place.member.code)
            .map(|other| Neighbour { name: other.member.name.clone(), address: other.address() })
            .collect();
        let mut node = place.node.lock().await;
        let plan = Plan {
            hold: home.hold()?,
            keys: home.keys(&place.member.code)?,
            directory: join::directory(&home, Timestamp::now())?,
            law: self.law.clone(),
            officers: place.member.officers.clone(),
            zone: TimeZone::UTC,
            kept_months: 60,
            store: open(&home).await?,
            clock: system_clock(),
            desk,
            desk_tls: None,
            desk_secure: false,
            sign_in: SignIn::Demo { neighbours },
            peers,
            metrics: None,
            home,
        };
        let started = Node::start(plan).await?;
        place.set_bureau(Some(started.bureau.clone()));
        *node = Some(started);
        Ok(())
    }
}

async fn open(home: &Home) -> Result<Arc<dyn NodeStore>, NodeFault> {
    Ok(store::Place::file(home.journal_file()).open().await?)
}

fn place(part: &Part, desk: &TcpListener, peers: &TcpListener) -> Result<Place, DemoFault> {
    let wrong = |what: &str| DemoFault::Story { story: part.code.to_owned(), why: what.to_owned() };
    Ok(Place {
        member: Member {
            code: part.code.parse().map_err(|_| wrong("its code"))?,
            name: part.name.to_owned(),
            state: part.state.map(str::parse).transpose().map_err(|_| wrong("its State"))?,
            languages: part.languages.iter().map(|language| (*language).to_owned()).collect(),
            officers: part.officers(),
            peers: peers.local_addr().map_err(NodeFault::Socket)?,
        },
        desk: desk.local_addr().map_err(NodeFault::Socket)?,
        node: Mutex::new(None),
        bureau: RwLock::new(None),
    })
}
