//! Keeping the directory of bureaus fresh: the General Secretariat's node is asked for a newer edition.

use std::time::Duration;

use bureau::Bureau;
use jiff::Timestamp;
use seal::directory::Directory;

use crate::carrier::tls::Pins;
use crate::carrier::{Published, Sender};
use crate::health::Doctor;
use crate::home::Home;
use crate::join;
use crate::stop::Stop;

/// How often it is asked.
const INTERVAL: Duration = Duration::from_secs(10 * 60);

/// Who has to know of a newer directory.
pub(crate) struct Refreshed {
    /// The bureau.
    pub(crate) bureau: Bureau,
    /// The certificates that are let in.
    pub(crate) pins: Pins,
    /// What is handed out.
    pub(crate) published: Published,
    /// The node's health.
    pub(crate) doctor: Doctor,
}

impl Refreshed {
    /// Puts a verified directory in force; `signed` are its bytes.
    pub(crate) async fn take(&self, directory: Directory, signed: Vec<u8>) {
        self.pins.replace(&directory);
        self.doctor.directory_expires_at(directory.expires_at());
        if let Err(fault) = self.bureau.take_directory(directory).await {
            tracing::error!(code = fault.code(), "a newer directory is in use and could not be recorded");
        }
        self.published.replace(signed);
    }
}

/// Asks until told to stop.
pub(crate) async fn run(home: Home, sender: Sender, refreshed: Refreshed, mut stop: Stop) {
    while !stop.given() {
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => ask(&home, &sender, &refreshed).await,
            () = stop.wait() => {}
        }
    }
}

async fn ask(home: &Home, sender: &Sender, refreshed: &Refreshed) {
    let now = Timestamp::now();
    let Ok((current, _)) = join::directory(home, now) else { return };
    let secretariat = join::secretariat_code(home).and_then(|code| current.find(&code).cloned());
    let Some(entry) = secretariat.filter(|entry| entry.identity.bureau() != refreshed.bureau.me()) else {
        return;
    };
    match sender.directory(&entry.address, entry.certificate).await {
        Err(fault) => tracing::info!(code = fault.code(), "the directory was not renewed"),
        Ok(signed) => match join::take(home, &signed, now) {
            Err(fault) => tracing::warn!(%fault, "a directory was refused"),
            Ok(directory) if directory.serial() > current.serial() => {
                tracing::info!(serial = directory.serial(), "a newer directory is in force");
                refreshed.take(directory, signed).await;
            }
            Ok(_) => {}
        },
    }
}
