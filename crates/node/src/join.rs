//! How bureaus come together: the General Secretariat signs the directory of all that have introduced themselves, each
//! takes the directory that this Secretariat signed and no other.

use std::io::ErrorKind;
use std::path::PathBuf;

use case::bureau::{BureauCode, StateCode};
use jiff::{SignedDuration, Timestamp};
use seal::directory::{
    Directory, DirectoryEntry, DirectoryFault, Edition, IssueFault, SignedDirectory, WithdrawnKey,
};
use seal::identity::{Identity, PublicIdentity};

use crate::home::{Home, HomeFault};

/// How long an edition of the directory is in force, in hours: a quarter of a year.
const EDITION_HOURS: i64 = 24 * 91;

/// Why bureaus do not come together.
#[derive(Debug, thiserror::Error)]
pub enum JoinFault {
    /// The edition was not signed.
    #[error(transparent)]
    Issue(#[from] IssueFault),
    /// The directory is refused.
    #[error("the directory is refused: {0}")]
    Directory(#[from] DirectoryFault),
    /// The directory last taken is not one that this Secretariat signed.
    #[error("{}: the directory last taken cannot be read ({fault}), so that an older one would not be known as such; remove the file and take a directory that the General Secretariat hands you", path.display())]
    LastUnreadable {
        /// Its file.
        path: PathBuf,
        /// Why not.
        fault: DirectoryFault,
    },
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
}

/// Signs the directory of these bureaus, with the keys that were withdrawn up to now. The serial is the time, so that a later edition has a higher one.
///
/// # Errors
/// [`JoinFault::Issue`].
pub fn issue(
    entries: Vec<DirectoryEntry>,
    withdrawn: Vec<WithdrawnKey>,
    secretariat: &Identity,
    now: Timestamp,
) -> Result<SignedDirectory, JoinFault> {
    let edition = Edition {
        serial: u64::try_from(now.as_second()).unwrap_or(0),
        issued_at: now,
        expires_at: now + SignedDuration::from_hours(EDITION_HOURS),
        entries,
        withdrawn,
    };
    Ok(SignedDirectory::sign(edition, secretariat)?)
}

/// The directory last taken here, verified again.
///
/// # Errors
/// [`JoinFault::Directory`], [`JoinFault::Home`].
pub fn directory(home: &Home, now: Timestamp) -> Result<(Directory, Vec<u8>), JoinFault> {
    let bytes = home.read("directory")?;
    let directory = SignedDirectory::read(&bytes)?.verify(&home.secretariat()?, now, 0)?;
    Ok((directory, bytes))
}

/// What the directory last taken here says, whatever its dates; none before the first one was taken.
///
/// # Errors
/// [`JoinFault::LastUnreadable`], [`JoinFault::Home`].
pub fn last_edition(home: &Home) -> Result<Option<Edition>, JoinFault> {
    let bytes = match home.read("directory") {
        Err(HomeFault::File { error, .. }) if error.kind() == ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    let secretariat = home.secretariat()?;
    let edition = SignedDirectory::read(&bytes).and_then(|signed| signed.signed_edition(&secretariat));
    let unreadable = |fault| JoinFault::LastUnreadable { path: home.file("directory"), fault };
    edition.map(Some).map_err(unreadable)
}

/// Takes a directory that this node's Secretariat signed and that is no older than the one before, also when that one has
/// expired: its serial stays the floor.
///
/// # Errors
/// [`JoinFault`]; the old one then stays.
pub fn take(home: &Home, bytes: &[u8], now: Timestamp) -> Result<Directory, JoinFault> {
    let oldest = last_edition(home)?.map_or(0, |edition| edition.serial);
    let directory = SignedDirectory::read(bytes)?.verify(&home.secretariat()?, now, oldest)?;
    if home.read("directory").is_ok_and(|last| last == bytes) {
        return Ok(directory);
    }
    // Each edition is kept: what was signed in its time is verified with its keys.
    home.write(&format!("directory-{}", directory.serial()), bytes)?;
    home.write("directory", bytes)?;
    Ok(directory)
}

/// The highest serial of a bureau's keys that the directory last taken tells of, listed or withdrawn; 0 where it tells of none.
///
/// # Errors
/// [`JoinFault`] where it cannot be read.
pub fn last_serial(home: &Home, bureau: &BureauCode) -> Result<u32, JoinFault> {
    let Some(edition) = last_edition(home)? else { return Ok(0) };
    let listed = edition.entries.iter().map(|entry| (entry.identity.bureau(), entry.identity.serial()));
    let withdrawn = edition.withdrawn.iter().map(|key| (&key.bureau, key.serial));
    let theirs = listed.chain(withdrawn).filter(|(whose, _)| *whose == bureau);
    Ok(theirs.map(|(_, serial)| serial).max().unwrap_or(0))
}

/// The entry that stands for a node.
#[must_use]
pub fn entry(
    identity: &PublicIdentity,
    certificate: [u8; 32],
    name: &str,
    state: Option<StateCode>,
    address: &str,
    languages: &[String],
) -> DirectoryEntry {
    DirectoryEntry {
        identity: identity.clone(),
        state,
        name: name.to_owned(),
        address: address.to_owned(),
        certificate,
        languages: languages.to_vec(),
    }
}

/// The Secretariat's own code in a directory, by which a node finds where to ask for a newer one.
#[must_use]
pub fn secretariat_code(home: &Home) -> Option<BureauCode> {
    home.secretariat().ok().map(|identity| identity.bureau().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_directory_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let keys = home.make_keys(&"GS".parse().unwrap()).unwrap();
        home.write("secretariat", &keys.identity.public().to_bytes()).unwrap();
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let [old, new] = [now, now + SignedDuration::from_hours(1)]
            .map(|at| issue(Vec::new(), Vec::new(), &keys.identity, at).unwrap().to_bytes());
        take(&home, &old, now).unwrap();
        take(&home, &new, now + SignedDuration::from_hours(1)).unwrap();
        let refused = take(&home, &old, now + SignedDuration::from_hours(1));
        assert!(matches!(refused, Err(JoinFault::Directory(DirectoryFault::RolledBack))));
    }

    #[test]
    fn an_expired_edition_does_not_admit_an_older_one() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let keys = home.make_keys(&"GS".parse().unwrap()).unwrap();
        home.write("secretariat", &keys.identity.public().to_bytes()).unwrap();
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let day = SignedDuration::from_hours(24);
        let edition = |at| issue(Vec::new(), Vec::new(), &keys.identity, at).unwrap().to_bytes();
        let rolled_back = |taken| matches!(taken, Err(JoinFault::Directory(DirectoryFault::RolledBack)));
        take(&home, &edition(now), now).unwrap();
        let later = now + SignedDuration::from_hours(EDITION_HOURS) + day;
        assert!(directory(&home, later).is_err(), "it has expired");
        assert!(rolled_back(take(&home, &edition(now - day), later)));
        // Seen from before its date, as after a jump of the clock, it is as good a floor.
        assert!(rolled_back(take(&home, &edition(now - day), now - day)));
        take(&home, &edition(later), later).unwrap();
        // Bytes that nobody signed are no floor, and are not passed over.
        home.write("directory", b"nonsense").unwrap();
        assert!(matches!(take(&home, &edition(later), later), Err(JoinFault::LastUnreadable { .. })));
    }
}
