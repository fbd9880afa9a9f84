//! Several nodes that know each other on one machine: for the demonstration, for tests and for measurements.

use std::net::SocketAddr;
use std::path::Path;

use case::bureau::{BureauCode, Officer, StateCode};
use jiff::Timestamp;

use crate::home::{Home, HomeFault};
use crate::join::{self, JoinFault};

/// One bureau of the network.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its code.
    pub code: BureauCode,
    /// Its name.
    pub name: String,
    /// Its State.
    pub state: Option<StateCode>,
    /// The languages it reads, BCP 47.
    pub languages: Vec<String>,
    /// Who works there.
    pub officers: Vec<Officer>,
    /// Where its node takes messages.
    pub peers: SocketAddr,
}

impl Member {
    /// Its data directory within the network's.
    #[must_use]
    pub fn home(&self, base: &Path) -> Home {
        Home::at(base.join(self.code.as_str().to_ascii_lowercase()))
    }
}

/// Gives each member its keys where it has none, and a fresh directory of all, signed by the first one as the General
/// Secretariat.
///
/// # Errors
/// [`JoinFault`].
pub fn join_all(base: &Path, members: &[Member], now: Timestamp) -> Result<(), JoinFault> {
    let mut entries = Vec::new();
    let mut secretariat = None;
    for member in members {
        let home = member.home(base);
        let keys = if home.is_set_up()? { home.keys(&member.code)? } else { home.make_keys(&member.code)? };
        let address = format!("https://{}", member.peers);
        let (identity, certificate) = (keys.identity.public(), keys.certificate.digest());
        entries.push(join::entry(
            identity,
            certificate,
            &member.name,
            member.state,
            &address,
            &member.languages,
        ));
        secretariat.get_or_insert(keys.identity);
    }
    let Some(secretariat) = secretariat else { return Ok(()) };
    let directory = join::issue(entries, Vec::new(), &secretariat, now)?.to_bytes();
    for member in members {
        hand_out(&member.home(base), &secretariat.public().to_bytes(), &directory)?;
    }
    Ok(())
}

fn hand_out(home: &Home, secretariat: &[u8], directory: &[u8]) -> Result<(), HomeFault> {
    home.write("secretariat", secretariat)?;
    home.write("directory", directory)
}
