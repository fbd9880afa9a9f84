//! Keeping the directory of bureaus fresh: the General Secretariat's node is asked for a newer edition, and one that was
//! taken by hand while the node runs comes into force.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bureau::Bureau;
use case::bureau::BureauCode;
use jiff::Timestamp;
use seal::directory::Directory;
use seal::identity::Identity;

use crate::carrier::tls::Pins;
use crate::carrier::{Published, SendFault, Sender};
use crate::health::Doctor;
use crate::home::{Home, HomeFault, Master};
use crate::join::{self, JoinFault};
use crate::stop::Stop;

/// How often it is asked.
const INTERVAL: Duration = Duration::from_secs(10 * 60);

/// Why the directory was not renewed.
#[derive(Debug, thiserror::Error)]
pub enum RenewFault {
    /// Nothing says where to ask.
    #[error(
        "the last directory does not list the General Secretariat; take a new one with `comity directory take`"
    )]
    NotListed,
    /// The Secretariat's node does not answer.
    #[error("the General Secretariat's node was asked for a newer directory: {0}")]
    Send(#[from] SendFault),
    /// What it answered is refused.
    #[error(transparent)]
    Join(#[from] JoinFault),
    /// The disk was not waited for.
    #[error("the directory was not read to its end")]
    BrokenOff,
}

/// Asks the General Secretariat for a newer directory than the one last taken, and takes it. That one may have expired: it
/// still says whom to ask and what is too old.
///
/// # Errors
/// [`RenewFault`]; the one last taken then stays.
pub async fn renew(home: &Home, sender: &Sender, me: &BureauCode) -> Result<(), RenewFault> {
    let files = home.clone();
    let last = aside(move || join::last_edition(&files)).await??.ok_or(RenewFault::NotListed)?;
    let secretariat = join::secretariat_code(home).ok_or(RenewFault::NotListed)?;
    if secretariat == *me {
        return Ok(());
    }
    let entry = last.entries.iter().find(|entry| *entry.identity.bureau() == secretariat);
    let entry = entry.ok_or(RenewFault::NotListed)?;
    let signed = sender.directory(&entry.address, entry.certificate).await?;
    let files = home.clone();
    aside(move || join::take(&files, &signed, Timestamp::now())).await??;
    Ok(())
}

/// Runs what waits for the disk where nothing else waits behind it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, RenewFault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| RenewFault::BrokenOff)
}

/// Who has to know of a newer directory.
pub(crate) struct Refresher {
    /// Where it is kept.
    pub(crate) home: Home,
    /// Opens the bureau's own keys.
    pub(crate) master: Arc<Master>,
    /// Asks the Secretariat.
    pub(crate) sender: Sender,
    /// The bureau.
    pub(crate) bureau: Bureau,
    /// The certificates that are let in.
    pub(crate) pins: Pins,
    /// What is handed out.
    pub(crate) published: Published,
    /// The node's health.
    pub(crate) doctor: Doctor,
    /// The serial of the directory in force.
    pub(crate) serial: AtomicU64,
}

impl Refresher {
    /// Puts a newer directory in force, where there is one.
    pub(crate) async fn look(&self) {
        if let Err(fault) = renew(&self.home, &self.sender, self.bureau.me()).await {
            tracing::warn!(%fault, "the directory was not renewed");
        }
        let files = self.home.clone();
        match aside(move || join::directory(&files, Timestamp::now())).await {
            Ok(Ok((directory, signed))) if directory.serial() > self.serial.load(Ordering::Relaxed) => {
                let root = directory.root().serial();
                tracing::info!(serial = directory.serial(), root, "a newer directory is in force");
                self.serial.store(directory.serial(), Ordering::Relaxed);
                self.pins.replace(&directory);
                self.doctor.directory_expires_at(directory.expires_at());
                let renewed = self.renewed(&directory).await.unwrap_or_else(|fault| {
                    tracing::error!(%fault, "the bureau's new keys cannot be used; they are tried again");
                    None
                });
                if let Some(identity) = &renewed {
                    tracing::info!(serial = identity.public().serial(), "the bureau's new keys are in use");
                }
                if let Err(fault) = self.bureau.take_directory(directory, renewed).await {
                    tracing::error!(
                        code = fault.code(),
                        "a newer directory is in use and could not be recorded"
                    );
                }
                self.published.replace(signed);
            }
            // New keys that could not be taken up when their directory came are tried again.
            Ok(Ok((directory, _))) => {
                if let Ok(Some(identity)) = self.renewed(&directory).await {
                    tracing::info!(serial = identity.public().serial(), "the bureau's new keys are in use");
                    if let Err(fault) = self.bureau.take_directory(directory, Some(identity)).await {
                        tracing::error!(code = fault.code(), "new keys are in use and could not be recorded");
                    }
                }
            }
            Ok(Err(fault)) => tracing::warn!(%fault, "the directory last taken is not in force"),
            Err(fault) => tracing::warn!(%fault, "the directory was not looked at"),
        }
        self.settle_journal_key().await;
    }
}

impl Refresher {
    /// Destroys the journal's former key once it has vouched for the one in its place.
    async fn settle_journal_key(&self) {
        match self.bureau.forget_former_journal_key().await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => tracing::error!(code = fault.code(), "the journal's former key stays in memory"),
        }
        let (home, master, me) = (self.home.clone(), self.master.clone(), self.bureau.me().clone());
        match aside(move || home.settle_journal_key(&master, &me)).await {
            Ok(Ok(())) => {}
            Ok(Err(fault)) => tracing::error!(%fault, "the journal's former key was not destroyed"),
            Err(fault) => tracing::error!(%fault, "the journal's former key was not destroyed"),
        }
    }

    /// The bureau's own new keys, where this directory lists them.
    async fn renewed(&self, directory: &Directory) -> Result<Option<Identity>, HomeFault> {
        let (home, master, me) = (self.home.clone(), self.master.clone(), self.bureau.me().clone());
        let directory = directory.clone();
        let taken = aside(move || home.take_up_identity(&master, &me, &directory)).await;
        taken.unwrap_or(Ok(None))
    }
}

/// Looks again and again until told to stop.
pub(crate) async fn run(refresher: Arc<Refresher>, mut stop: Stop) {
    while !stop.given() {
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => refresher.look().await,
            () = stop.wait() => {}
        }
    }
}
