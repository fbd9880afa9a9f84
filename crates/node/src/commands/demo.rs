//! `comity demo`: the whole of it on one machine, to try.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::serve::{asked_to_stop, log};
use super::terminal::Terminal;
use super::{Exit, Problem, block_on};
use crate::config::LogConfig;
use crate::demo::{self, Options};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Where the nodes keep their data; a second start goes on where the first one was
    #[arg(long, value_name = "DIR", default_value = "comity-data")]
    data: PathBuf,
    /// Address and port of the page to begin with; the nodes take the ports after it
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
    /// Do not open a browser
    #[arg(long)]
    no_browser: bool,
    /// Begin anew: the data of an earlier demonstration in DIR is removed
    #[arg(long)]
    fresh: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    log(&LogConfig { json: false, filter: "warn".to_owned() })?;
    let law = super::law::shipped()?;
    let options = Options { data: arguments.data.clone(), listen: arguments.listen, fresh: arguments.fresh };
    block_on(async {
        let demo = demo::start(options, law, &|line| terminal.say(line)).await.map_err(Problem::failed)?;
        terminal.say(&demo.welcome());
        if !arguments.no_browser {
            demo::open_browser(&demo.address());
        }
        asked_to_stop().await?;
        terminal.say("stopping");
        demo.stop().await;
        Ok(Exit::Clear)
    })
}
