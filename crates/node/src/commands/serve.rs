//! `comity serve`: a bureau's node.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use desk::{ByPasskey, SignIn};
use jiff::Timestamp;
use seal::directory::{Directory, DirectoryFault};
use tokio::net::TcpListener;

use super::terminal::Terminal;
use super::{Exit, Problem, block_on, configured, place};
use crate::carrier::Sender;
use crate::config::{Config, LogConfig};
use crate::editions;
use crate::home::{Home, HomeFault};
use crate::join::{self, JoinFault};
use crate::links::HomeLinks;
use crate::logs;
use crate::node::{Node, NodeFault, Plan, system_clock};
use crate::{links, refresh, seclusion, web};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = Home::at(&arguments.data);
    let config = configured(&home)?;
    let home = home.with_hsm(config.hsm.as_ref());
    log(&config.log)?;
    if !seclusion::lock_memory()
        && let Err(remedy) = seclusion::swap()
    {
        tracing::warn!("{remedy}");
    }
    block_on(async {
        let mut asked = std::pin::pin!(asked_to_stop());
        let node = tokio::select! {
            node = start(home.clone(), &config) => node?,
            asked = &mut asked => return asked.map(|()| Exit::Clear),
        };
        terminal.say(&format!("{} works at {} (stop with Ctrl-C)", config.bureau, config.desk.address()));
        let asked = tokio::select! {
            asked = &mut asked => asked,
            never = links::tend(&home, &node.bureau) => match never {},
        };
        terminal.say("stopping");
        node.stop().await;
        asked.map(|()| Exit::Clear)
    })
}

/// Starts the node of a data directory.
async fn start(home: Home, config: &Config) -> Result<Node, Problem> {
    let hold = home.hold().map_err(Problem::failed)?;
    let keys = home.keys(&config.bureau).map_err(Problem::failed)?;
    let desk_tls = match (&config.desk.certificate, &config.desk.key) {
        (Some(certificate), Some(key)) => {
            Some(web::tls(&home.path().join(certificate), &home.path().join(key)).map_err(Problem::input)?)
        }
        (None, None) => None,
        _ => return Err(Problem::input("[desk]: certificate and key are given together, or neither")),
    };
    // Before the journal is touched: one that cannot be worked on is not begun.
    let directory = directory(&home, config).await?;
    let sign_in = sign_in(&home, config)?;
    let metrics = config.metrics.as_ref().map(|metrics| metrics.listen);
    let opened = place(&home, config).open().await;
    let store = opened.map_err(|fault| Problem::failed(NodeFault::Store(fault)))?;
    let carried = Arc::new(super::law::shipped()?);
    let law = editions::in_force(&home, carried)
        .map_err(|fault| Problem::failed(format!("the law taken last cannot be used: {fault}")))?;
    let plan = Plan {
        hold,
        keys,
        law,
        directory,
        officers: config.officers.clone(),
        zone: config.zone.clone(),
        kept_months: config.retention.closed_months,
        store,
        clock: system_clock(),
        desk: bind(config.desk.listen).await?,
        desk_secure: config.desk.is_secure(),
        desk_tls,
        sign_in,
        peers: bind(config.peers.listen).await?,
        metrics: match metrics {
            Some(listen) => Some(bind(listen).await?),
            None => None,
        },
        home,
    };
    Node::start(plan).await.map_err(Problem::failed)
}

/// How officers come in: by passkey unless the configuration says otherwise, through the bureau's provider where it names one.
fn sign_in(home: &Home, config: &Config) -> Result<SignIn, Problem> {
    let site = config.desk.sign_in_site(config.bureau.as_str()).map_err(Problem::input)?;
    let by_passkey = ByPasskey { passkeys: Box::new(site), links: Arc::new(HomeLinks(home.clone())) };
    let Some(openid) = &config.openid else {
        return Ok(SignIn::Service { passkeys: Some(by_passkey), provider: None });
    };
    let provider = openid.provider(home.path(), &config.desk.address(), &config.accounts);
    let provider = Some(Box::new(provider.map_err(Problem::input)?));
    Ok(SignIn::Service { passkeys: openid.passkeys.then_some(by_passkey), provider })
}

/// The directory in force; where the one last taken has expired, the General Secretariat is asked for a newer one.
async fn directory(home: &Home, config: &Config) -> Result<(Directory, Vec<u8>), Problem> {
    let taken = || join::directory(home, Timestamp::now());
    let last = match taken() {
        Err(JoinFault::Directory(DirectoryFault::Expired)) => {
            let certificate = home.keys(&config.bureau).map_err(Problem::failed)?.certificate;
            let asked = refresh::renew(home, &Sender::new(Arc::new(certificate)), &config.bureau).await;
            asked.map_err(|fault| {
                Problem::failed(format!(
                    "the directory has expired and was not renewed: {fault}; or take one with `comity directory take`"
                ))
            })?;
            taken()
        }
        last => last,
    };
    last.map_err(|fault| Problem::failed(what_to_do(&fault)))
}

/// Why there is no directory in force, and what to do.
pub(super) fn what_to_do(fault: &JoinFault) -> String {
    match fault {
        JoinFault::Home(HomeFault::File { error, .. }) if error.kind() != ErrorKind::NotFound => {
            format!("{fault}; see that this user may read it")
        }
        _ => format!("{fault}; take one with `comity directory take`"),
    }
}

async fn bind(address: std::net::SocketAddr) -> Result<TcpListener, Problem> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| {
        Problem::failed(format!("cannot listen on {address}: {error}; choose another in comity.toml"))
    })
}

/// Begins to log.
pub(super) fn log(config: &LogConfig) -> Result<(), Problem> {
    let log = logs::subscriber(config, std::io::stderr).map_err(|error| {
        Problem::input(format!("[log] filter: {error}; write `info`, or `warn,node=debug`"))
    })?;
    tracing::subscriber::set_global_default(log).map_err(Problem::failed)?;
    std::panic::set_hook(Box::new(logs::broken));
    Ok(())
}

/// Returns when the process is asked to stop.
pub(super) async fn asked_to_stop() -> Result<(), Problem> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(Problem::failed)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted.map_err(Problem::failed),
    }
}
