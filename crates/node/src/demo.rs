//! The demonstration: a General Secretariat and bureaus on this machine, with cases made from published decisions.

mod lobby;
mod play;
mod house;
mod story;
mod cast;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use bureau::Bureau;
use case::bureau::BureauCode;
use law::Law;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::home::{self, HomeFault};
use crate::join::JoinFault;
use crate::node::NodeFault;
use crate::stop::Stop;
use crate::web;
use house::House;

/// The file that says that a directory holds a demonstration, and how far its cases were played.
const MARK: &str = "demonstration";
/// What stands in it once every case was brought to its stage.
const PLAYED: &str = "played\n";
/// Ports that are tried after the one that was asked for.
const PORTS_TRIED_MAX: u16 = 200;

/// What a demonstration is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the nodes keep their data.
    pub data: PathBuf,
    /// Address and port of the first page.
    pub listen: SocketAddr,
    /// Whether the data of an earlier demonstration is removed first.
    pub fresh: bool,
}

/// Why a demonstration does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// A file.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        error: std::io::Error,
    },
    /// The directory holds something else.
    #[error("{}: there is something here that is no demonstration; choose another directory with --data", path.display())]
    NotOurs {
        /// The directory.
        path: PathBuf,
    },
    /// No port is free.
    #[error("no port from {0} on is free; choose another with --listen HOST:PORT")]
    NoPort(SocketAddr),
    /// A data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
    /// The bureaus do not come together.
    #[error(transparent)]
    Join(#[from] JoinFault),
    /// A node does not start.
    #[error(transparent)]
    Node(#[from] NodeFault),
    /// A case cannot be played.
    #[error("the case `{story}` cannot be played: {why}")]
    Story {
        /// Which.
        story: String,
        /// Why.
        why: String,
    },
}

/// A demonstration at work.
pub struct Demo {
    house: Arc<House>,
    lobby: SocketAddr,
    stop: watch::Sender<bool>,
    page: JoinHandle<()>,
}

/// Starts the nodes, plays the cases where that was not done before, and opens the first page. `say` is told what a
/// person waiting would like to know.
///
/// # Errors
/// [`DemoFault`] says what to do.
pub async fn start(options: Options, law: Law, say: &dyn Fn(&str)) -> Result<Demo, DemoFault> {
    let Options { data, listen, fresh } = options;
    let played = prepare(&data, fresh)?;
    let lobby = bind(listen, say).await?;
    let lobby_address = lobby.local_addr().map_err(NodeFault::Socket)?;
    let house = Arc::new(House::open(&data, lobby_address, law).await?);
    if !played {
        say("Making the cases from published decisions; this takes a few seconds and is done once.");
        play::all(&house).await?;
        write_mark(&data, PLAYED)?;
    }
    let (stop, stopped) = Stop::new();
    let page = tokio::spawn(web::serve(lobby, None, lobby::routes(house.clone(), lobby_address), stopped));
    Ok(Demo { house, lobby: lobby_address, stop, page })
}

impl Demo {
    /// A bureau, while its node runs.
    #[must_use]
    pub fn bureau(&self, code: &BureauCode) -> Option<Bureau> {
        self.house.place(code)?.bureau()
    }

    /// Switches the node of a bureau off, or on again.
    ///
    /// # Errors
    /// [`DemoFault`].
    pub async fn switch(&self, code: &BureauCode) -> Result<(), DemoFault> {
        match self.house.place(code) {
            Some(place) => self.house.switch(place).await,
            None => Ok(()),
        }
    }

    /// The one address to open.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.lobby)
    }

    /// What to print: the address, the officers, what to try first.
    #[must_use]
    pub fn welcome(&self) -> String {
        let mut text = format!("\nOpen {} in a browser. All persons are made up.\n", self.address());
        for bureau in self.house.bureaus() {
            text.push_str(&format!(
                "\n  {} ({})  {}\n",
                bureau.member.name,
                bureau.member.code,
                bureau.address()
            ));
            for officer in &bureau.member.officers {
                text.push_str(&format!("    {:<34} {}\n", cast::roles(officer), officer.name));
            }
        }
        text.push_str(FIRST);
        text
    }

    /// Stops the page and every node.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        // The page ends by itself; that it failed to would be no reason to leave nodes running.
        let _ = self.page.await;
        self.house.close().await;
    }
}

/// What to try first.
const FIRST: &str = "
What to try first:
  1. Sign in at Brasília as the duty officer: an urgent request from Washington has just come in.
  2. Sign in at Paris as the liaison officer: two drafts show what the rules find while you type.
  3. On the first page, switch Tokyo on: what waits for it arrives within seconds.
Stop with Ctrl-C; the next start goes on where this one was.
";

/// Opens a browser where there is one. That there is none is no fault: the address is printed.
pub fn open_browser(address: &str) {
    for opener in ["xdg-open", "open"] {
        let mut command = Command::new(opener);
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.spawn().is_ok() {
            return;
        }
    }
}

/// Makes the directory ready; says whether the cases were played there before. What a broken-off first start left is
/// removed.
fn prepare(data: &Path, fresh: bool) -> Result<bool, DemoFault> {
    let fault = |error| DemoFault::File { path: data.to_owned(), error };
    let mark = fs::read_to_string(data.join(MARK)).ok();
    match mark {
        Some(mark) if mark == PLAYED && !fresh => return Ok(true),
        Some(_) => clear(data).map_err(fault)?,
        None if !home::is_new_or_empty(data).map_err(fault)? => {
            return Err(DemoFault::NotOurs { path: data.to_owned() });
        }
        None => {}
    }
    fs::create_dir_all(data).map_err(fault)?;
    write_mark(data, "begun\n")?;
    Ok(false)
}

/// Removes what a demonstration wrote, and nothing else that may lie there.
fn clear(data: &Path) -> std::io::Result<()> {
    for part in cast::PARTS {
        let home = data.join(part.code.to_ascii_lowercase());
        if home.exists() {
            fs::remove_dir_all(home)?;
        }
    }
    Ok(())
}

fn write_mark(data: &Path, text: &str) -> Result<(), DemoFault> {
    let path = data.join(MARK);
    fs::write(&path, text).map_err(|error| DemoFault::File { path, error })
}

/// Listens on the address, or on the next port that is free.
async fn bind(wanted: SocketAddr, say: &dyn Fn(&str)) -> Result<TcpListener, DemoFault> {
    for step in 0..PORTS_TRIED_MAX {
        let Some(port) = wanted.port().checked_add(step) else { break };
        if let Ok(listener) = TcpListener::bind(SocketAddr::new(wanted.ip(), port)).await {
            if step > 0 {
                say(&format!("Port {} is taken; port {port} is used.", wanted.port()));
            }
            return Ok(listener);
        }
    }
    Err(DemoFault::NoPort(wanted))
}
