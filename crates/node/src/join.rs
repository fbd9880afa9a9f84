//! How bureaus come together: the General Secretariat signs the directory of all that have introduced themselves, each
//! takes the directory that this Secretariat signed and no other, and goes with it to those who sign it next.

use std::io::ErrorKind;
use std::path::PathBuf;

use case::bureau::{BureauCode, StateCode};
use jiff::{SignedDuration, Timestamp};
use seal::directory::{
    Directory, DirectoryEntry, DirectoryFault, Edition, IssueFault, SignedDirectory, WithdrawnKey,
};
use seal::identity::{Identity, PublicIdentity};
use seal::limits::ROOTS_MAX;
use seal::root::{Root, RootFault, SignedRoot};

use crate::home::{Home, HomeFault};

/// How long an edition of the directory is in force, in hours: a quarter of a year.
const EDITION_HOURS: i64 = 24 * 91;
/// The directory last taken, in a data directory.
const DIRECTORY: &str = "directory";
/// Who signs it, there.
const SECRETARIAT: &str = "secretariat";

/// Why bureaus do not come together.
#[derive(Debug, thiserror::Error)]
pub enum JoinFault {
    /// The edition was not signed.
    #[error(transparent)]
    Issue(#[from] IssueFault),
    /// The directory is refused.
    #[error("the directory is refused: {0}")]
    Directory(#[from] DirectoryFault),
    /// The directory last taken is not one that this Secretariat signed, or does not lead to the root known here.
    #[error("{}: the directory last taken cannot be read ({fault}), so that an older one would not be known as such; remove the file and take a directory that the General Secretariat hands you", path.display())]
    LastUnreadable {
        /// Its file.
        path: PathBuf,
        /// Why not.
        fault: DirectoryFault,
    },
    /// Nobody has said here who signs the directory.
    #[error(
        "{}: no General Secretariat is known here; take the file that it hands you with `comity directory take --secretariat`. The \
         Secretariat itself is set up with `comity init --secretariat`", path.display()
    )]
    NoSecretariat {
        /// Where its file would be.
        path: PathBuf,
    },
    /// The directory last taken does not list the Secretariat, or there is none.
    #[error(
        "no directory that was taken here lists the General Secretariat; take a new one with `comity directory take`"
    )]
    NotListed,
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
}

/// The edition of these bureaus, with the keys that were withdrawn up to now. The serial is the time, so that a later edition has a
/// higher one.
#[must_use]
pub fn edition(entries: Vec<DirectoryEntry>, withdrawn: Vec<WithdrawnKey>, now: Timestamp) -> Edition {
    Edition {
        serial: u64::try_from(now.as_second()).unwrap_or(0),
        issued_at: now,
        expires_at: now + SignedDuration::from_hours(EDITION_HOURS),
        entries,
        withdrawn,
    }
}

/// Signs the edition of these bureaus with the one key that each of them was handed.
///
/// # Errors
/// [`JoinFault::Issue`].
pub fn issue(
    entries: Vec<DirectoryEntry>,
    withdrawn: Vec<WithdrawnKey>,
    secretariat: &Identity,
    now: Timestamp,
) -> Result<SignedDirectory, JoinFault> {
    Ok(SignedDirectory::sign(edition(entries, withdrawn, now), secretariat)?)
}

/// The directory last taken here, verified again.
///
/// # Errors
/// [`JoinFault::Directory`], [`JoinFault::Home`].
pub fn directory(home: &Home, now: Timestamp) -> Result<(Directory, Vec<u8>), JoinFault> {
    let bytes = home.read(DIRECTORY)?;
    let directory = SignedDirectory::read(&bytes)?.verify(&home.root()?, now, 0)?;
    Ok((directory, bytes))
}

/// What a data directory knows of who signs the directory.
#[derive(Debug, Clone)]
pub struct Known {
    /// The root in force.
    pub root: Root,
    /// The roots that lead to it and are kept here, itself last; none where it is a bare public identity.
    pub roots: Vec<SignedRoot>,
    /// What the directory last taken says, whatever its dates; none before the first one was taken.
    pub last: Option<Edition>,
}

/// What is known here. The directory last taken may lead to a newer root than the file `secretariat` holds, where taking it was
/// broken off.
///
/// # Errors
/// [`JoinFault::LastUnreadable`], [`JoinFault::Home`].
pub fn known(home: &Home) -> Result<Known, JoinFault> {
    let handed = match home.root() {
        Err(HomeFault::File { path, error }) if error.kind() == ErrorKind::NotFound => {
            return Err(JoinFault::NoSecretariat { path });
        }
        root => root?,
    };
    let Some(bytes) = last_bytes(home)? else {
        let roots = SignedRoot::read(&home.read(SECRETARIAT)?).into_iter().collect();
        return Ok(Known { root: handed, roots, last: None });
    };
    let read = || {
        let signed = SignedDirectory::read(&bytes)?;
        let (root, last) = (signed.root(&handed)?, signed.signed_edition(&handed)?);
        Ok(Known { root, roots: signed.roots().to_vec(), last: Some(last) })
    };
    read().map_err(|fault| JoinFault::LastUnreadable { path: home.file(DIRECTORY), fault })
}

/// What the directory last taken here says, whatever its dates; none before the first one was taken.
///
/// # Errors
/// [`JoinFault::LastUnreadable`], [`JoinFault::Home`].
pub fn last_edition(home: &Home) -> Result<Option<Edition>, JoinFault> {
    if last_bytes(home)?.is_none() { Ok(None) } else { Ok(known(home)?.last) }
}

fn last_bytes(home: &Home) -> Result<Option<Vec<u8>>, HomeFault> {
    match home.read(DIRECTORY) {
        Err(HomeFault::File { error, .. }) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Takes a directory that enough signers of this node's root signed, or of one that came with it and follows, and that is no
/// older than the one before, also when that one has expired: its serial stays the floor. A newer root is kept.
///
/// # Errors
/// [`JoinFault`]; the old one then stays.
pub fn take(home: &Home, bytes: &[u8], now: Timestamp) -> Result<Directory, JoinFault> {
    // Two processes at once could leave a root beside a directory that does not lead to it.
    let _turn = home.turn(DIRECTORY)?;
    let known = known(home)?;
    let signed = SignedDirectory::read(bytes)?;
    let floor = known.last.as_ref().map_or(0, |edition| edition.serial);
    let directory = signed.verify(&known.root, now, floor)?;
    if known.last.is_some_and(|last| {
        last.serial == floor && directory.serial() == floor && last != *directory.edition()
    }) {
        return Err(DirectoryFault::TwoTexts.into());
    }
    let first =
        |roots: &[SignedRoot]| roots.first().and_then(|root| root.proposed().ok()).map(|root| root.serial());
    // Only of as many as are carried the oldest go.
    if signed.roots().len() < ROOTS_MAX
        && first(signed.roots()) > first(&known.roots)
        && !known.roots.is_empty()
    {
        return Err(DirectoryFault::Root(RootFault::Cut).into());
    }
    if last_bytes(home)?.is_none_or(|last| last != bytes) {
        // Each edition is kept: what was signed in its time is verified with its keys.
        home.write(&format!("{DIRECTORY}-{}", directory.serial()), bytes)?;
        home.write(DIRECTORY, bytes)?;
    }
    // After the directory, which brings the root with it: broken off here, both are there again at the next start.
    if let Some(newest) = signed.roots().last().map(SignedRoot::to_bytes)
        && home.read(SECRETARIAT)? != newest
    {
        home.write(SECRETARIAT, &newest)?;
    }
    Ok(directory)
}

/// Whose signature an edition of the law needs: the General Secretariat's own keys that the directory lists, which has to be in
/// force at a time where one is given. A bureau that was handed one public identity knows them from there.
///
/// # Errors
/// [`JoinFault`]; [`JoinFault::NotListed`] where the directory does not list them.
pub fn publisher(home: &Home, in_force_at: Option<Timestamp>) -> Result<PublicIdentity, JoinFault> {
    let Known { root, last, .. } = known(home)?;
    if let (0, [handed]) = (root.serial(), root.signers()) {
        return Ok(handed.clone());
    }
    let last = last.ok_or(JoinFault::NotListed)?;
    if let Some(now) = in_force_at {
        last.check_in_force(now, 0)?;
    }
    let mut listed = last.entries.into_iter().map(|entry| entry.identity);
    listed.find(|identity| identity.bureau() == root.bureau()).ok_or(JoinFault::NotListed)
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
    home.root().ok().map(|root| root.bureau().clone())
}

#[cfg(test)]
mod tests {
    use seal::root::RootFault;

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
    fn a_newer_root_stays_whatever_is_broken_off_and_none_before_it_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let keys = home.make_keys(&"GS".parse().unwrap()).unwrap();
        let bare = keys.identity.public().to_bytes();
        home.write(SECRETARIAT, &bare).unwrap();
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        take(&home, &issue(Vec::new(), Vec::new(), &keys.identity, now).unwrap().to_bytes(), now).unwrap();
        let handed = known(&home).unwrap().root;
        let signer =
            Identity::generate("GS".parse().unwrap(), 1, &mut crate::random::SystemRandomness).unwrap();
        let next = handed.next(1, vec![signer.public().clone()]).unwrap();
        let mut root = SignedRoot::propose(&next);
        [&keys.identity, &signer].iter().for_each(|by| root.sign(by, &handed).unwrap());
        let later = now + SignedDuration::from_hours(1);
        let roots = [root.clone()];
        let mut signed = SignedDirectory::propose(edition(Vec::new(), Vec::new(), later), &roots).unwrap();
        signed.add_signature(&signer, &handed).unwrap();
        let bytes = signed.to_bytes();
        assert_eq!(*take(&home, &bytes, later).unwrap().root(), next);
        assert_eq!(home.root().unwrap(), next);
        // Killed between the two files: the directory leads to the root all the same, and taking it again mends the file.
        home.write(SECRETARIAT, &bare).unwrap();
        assert_eq!(known(&home).unwrap().root, next);
        assert_eq!(*directory(&home, later).unwrap().0.root(), next);
        let still_later = later + SignedDuration::from_hours(1);
        let former = issue(Vec::new(), Vec::new(), &keys.identity, still_later).unwrap().to_bytes();
        let refused = take(&home, &former, still_later);
        assert!(matches!(refused, Err(JoinFault::Directory(DirectoryFault::Root(RootFault::RolledBack)))));
        take(&home, &bytes, later).unwrap();
        assert_eq!(home.root().unwrap(), next);
        // Where the directory is removed the root stays, and law has no publisher until the directory lists one.
        std::fs::remove_file(home.file(DIRECTORY)).unwrap();
        assert_eq!(known(&home).unwrap().roots, roots);
        assert!(matches!(publisher(&home, None), Err(JoinFault::NotListed)));
        assert!(take(&home, &former, still_later).is_err());
        take(&home, &bytes, later).unwrap();
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
