//! `comity exercise-load`: a node under work, for the test that kills it at any moment. It is not listed in the help.
//!
//! It says `ready`, then `sent REFERENCE` and `accepted REFERENCE` for each act that is durable. What it said must be
//! true after a kill.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use case::bureau::BureauCode;
use desk::SignIn;
use jiff::Timestamp;
use tokio::net::TcpListener;

use super::terminal::Terminal;
use super::{Exit, Problem, block_on};
use crate::exercise::{self, WRITER};
use crate::home::Home;
use crate::join;
use crate::node::{Node, Plan, system_clock};

/// Requests that wait for delivery before no more are made.
const WAITING_MAX: usize = 20;
/// Pause between two rounds of work.
const PAUSE: Duration = Duration::from_millis(10);

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The data directory, set up already
    #[arg(long)]
    data: PathBuf,
    /// Its bureau
    #[arg(long)]
    bureau: BureauCode,
    /// The bureau to ask
    #[arg(long)]
    to: BureauCode,
    /// Most bytes that the journal may take
    #[arg(long)]
    bytes_max: Option<u64>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    block_on(async {
        let node = start(arguments).await?;
        terminal.say("ready");
        let bureau = &node.bureau;
        for number in 0_u64.. {
            let filter = bureau::Filter { stage: Some(case::life::Stage::Waiting), ..Default::default() };
            let waiting = bureau.docket(WRITER, &filter).map_err(Problem::failed)?.total;
            if waiting < WAITING_MAX {
                let name = format!("Quillfeather {number}");
                let sent =
                    exercise::send_question(bureau, &arguments.to, &name).await.map_err(Problem::failed)?;
                let page = bureau.docket(WRITER, &bureau::Filter::default()).map_err(Problem::failed)?;
                let row = page.rows.iter().find(|row| row.id == sent);
                row.iter().for_each(|row| terminal.say(&format!("sent {}", row.reference)));
            }
            let told = |reference: &str| terminal.say(&format!("accepted {reference}"));
            exercise::accept_received(bureau, told).await.map_err(Problem::failed)?;
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Exit::Clear)
    })
}

async fn start(arguments: &Arguments) -> Result<Node, Problem> {
    let home = Home::at(&arguments.data);
    let directory = join::directory(&home, Timestamp::now()).map_err(Problem::failed)?;
    let own = directory.0.find(&arguments.bureau).map(|entry| entry.address.clone());
    let own = own.ok_or_else(|| Problem::input("the directory does not list this bureau"))?;
    let peers = TcpListener::bind(own.trim_start_matches("https://")).await.map_err(Problem::failed)?;
    let plan = Plan {
        hold: home.hold().map_err(Problem::failed)?,
        keys: home.keys(&arguments.bureau).map_err(Problem::failed)?,
        directory,
        law: Arc::new(super::law::shipped()?),
        officers: exercise::officers(),
        store_bytes_max: arguments.bytes_max,
        clock: system_clock(),
        desk: TcpListener::bind("127.0.0.1:0").await.map_err(Problem::failed)?,
        desk_tls: None,
        desk_secure: false,
        sign_in: SignIn::Demo { neighbours: Vec::new() },
        peers,
        home,
    };
    Node::start(plan).await.map_err(Problem::failed)
}
