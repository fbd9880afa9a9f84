//! One-time links with which officers enrol a passkey. The word of a link is known to nobody but who was given it: the node
//! keeps its hash. A link that was made on this machine serves once the journal says so.

use std::convert::Infallible;
use std::fs;
use std::io;

use std::path::Path;
use std::time::Duration;

use bureau::Bureau;
use case::id::OfficerId;
use desk::{Link, Links};
use jiff::{SignedDuration, Timestamp};
use seal::random::Randomness;

use crate::digits::hex;
use crate::home::{Home, HomeFault};
use crate::random::SystemRandomness;

/// How long a link serves, in minutes.
const LINK_MINUTES_MAX: i64 = 15;
/// How often a node looks for links that were made on its machine.
const LOOK_PAUSE: Duration = Duration::from_millis(500);
/// Where the hashes lie.
const DIRECTORY: &str = "links";

/// How far the journal knows of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Made on this machine, and not in the journal yet.
    Machine,
    /// Made on this machine, as the journal says.
    Noted,
    /// Made by two administrators, as the journal says.
    Recovery,
}

impl Origin {
    const ALL: [Origin; 3] = [Origin::Machine, Origin::Noted, Origin::Recovery];

    const fn code(self) -> &'static str {
        match self {
            Origin::Machine => "machine",
            Origin::Noted => "noted",
            Origin::Recovery => "recovery",
        }
    }
}

/// A link as its file tells of it.
struct Kept {
    officer: OfficerId,
    until: Timestamp,
    origin: Origin,
}

impl Kept {
    fn read(path: &Path) -> Option<Kept> {
        let text = fs::read_to_string(path).ok()?;
        let mut words = text.split(' ');
        let (officer, until, origin) =
            (words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?);
        let origin = Origin::ALL.into_iter().find(|known| known.code() == origin)?;
        Some(Kept { officer, until, origin })
    }

    fn write(&self, home: &Home, name: &str) -> Result<(), HomeFault> {
        let text = format!("{} {} {}", self.officer, self.until, self.origin.code());
        Home::at(home.file(DIRECTORY)).write(name, text.as_bytes())
    }

    /// The link, while it serves.
    fn link(&self, now: Timestamp) -> Option<Link> {
        let serves = now < self.until && self.origin != Origin::Machine;
        serves.then_some(Link { officer: self.officer, is_recovery: self.origin == Origin::Recovery })
    }
}

/// Makes a word for an officer.
///
/// # Errors
/// [`HomeFault::File`].
pub fn make(home: &Home, officer: OfficerId, origin: Origin, now: Timestamp) -> Result<String, HomeFault> {
    let mut random = [0; 32];
    SystemRandomness.fill(&mut random);
    let word = hex(&random);
    let until = now + SignedDuration::from_mins(LINK_MINUTES_MAX);
    Kept { officer, until, origin }.write(home, &name(&word))?;
    Ok(word)
}

/// The link of a word, without using it up.
#[must_use]
pub fn look(home: &Home, word: &str, now: Timestamp) -> Option<Link> {
    Kept::read(&home.file(DIRECTORY).join(name(word)))?.link(now)
}

/// The link of a word; it does not serve twice.
#[must_use]
pub fn redeem(home: &Home, word: &str, now: Timestamp) -> Option<Link> {
    let file = home.file(DIRECTORY).join(name(word));
    let link = Kept::read(&file)?.link(now)?;
    // Whoever removes the file has redeemed the word; a second one at the same moment has not.
    fs::remove_file(&file).ok()?;
    Some(link)
}

/// Has the journal say which links were made on this machine, for as long as the node works, and takes away those whose
/// time has passed.
pub async fn tend(home: &Home, bureau: &Bureau) -> Infallible {
    loop {
        let looked = tokio::task::block_in_place(|| made_here(home, Timestamp::now()));
        for (file, link) in looked.unwrap_or_else(|error| {
            tracing::warn!(%error, "the sign-in links cannot be read");
            Vec::new()
        }) {
            // One for an officer whom the configuration of this start does not name waits for the next.
            let noted = match bureau.link_made(link.officer).await {
                Ok(()) => Kept { origin: Origin::Noted, ..link }
                    .write(home, &file)
                    .map_err(|fault| fault.to_string()),
                Err(fault) => Err(fault.to_string()),
            };
            if let Err(fault) = noted {
                tracing::warn!(%fault, "a sign-in link does not serve yet");
            }
        }
        tokio::time::sleep(LOOK_PAUSE).await;
    }
}

/// The links that the journal does not know yet, by the names of their files. One whose time has passed is taken away once
/// the journal knows it.
fn made_here(home: &Home, now: Timestamp) -> io::Result<Vec<(String, Kept)>> {
    let directory = home.file(DIRECTORY);
    let mut found = Vec::new();
    if !directory.exists() {
        return Ok(found);
    }
    for file in fs::read_dir(directory)? {
        let file = file?;
        match Kept::read(&file.path()) {
            Some(link) if link.origin == Origin::Machine => {
                found.push((file.file_name().to_string_lossy().into_owned(), link));
            }
            Some(link) if now < link.until => {}
            // It may have been redeemed at this very moment, or be on its way to its place.
            _ if file.file_name().to_string_lossy().ends_with(".new") => {}
            _ => drop(fs::remove_file(file.path())),
        }
    }
    Ok(found)
}

/// The links of a data directory, as the desk uses them. It waits for the disk; what else a thread serves goes on elsewhere.
pub struct HomeLinks(pub Home);

impl Links for HomeLinks {
    fn make(&self, officer: OfficerId) -> Result<String, String> {
        let made = || make(&self.0, officer, Origin::Recovery, Timestamp::now());
        tokio::task::block_in_place(made).map_err(|fault| fault.to_string())
    }

    fn look(&self, word: &str) -> Option<Link> {
        tokio::task::block_in_place(|| look(&self.0, word, Timestamp::now()))
    }

    fn redeem(&self, word: &str) -> Option<Link> {
        tokio::task::block_in_place(|| redeem(&self.0, word, Timestamp::now()))
    }
}

fn name(word: &str) -> String {
    hex(&seal::digest::sha256(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_serves_once_and_not_for_long() {
        let directory = tempfile::tempdir().unwrap();
        let home = Home::at(directory.path());
        let (officer, now) = (OfficerId::from_bytes([3; 16]), Timestamp::UNIX_EPOCH);
        let later = now + SignedDuration::from_hours(1);
        for (origin, is_recovery) in [(Origin::Noted, false), (Origin::Recovery, true)] {
            let expected = Some(Link { officer, is_recovery });
            let word = make(&home, officer, origin, now).unwrap();
            assert_eq!(look(&home, "another", now), None);
            assert_eq!(look(&home, &word, now), expected);
            assert_eq!(redeem(&home, &word, later), None);
            assert_eq!(redeem(&home, &word, now), expected);
            assert_eq!(redeem(&home, &word, now), None);
            assert_eq!(look(&home, &word, now), None);
        }
    }

    #[test]
    fn a_word_serves_once_the_journal_knows_it() {
        let directory = tempfile::tempdir().unwrap();
        let home = Home::at(directory.path());
        let (officer, now) = (OfficerId::from_bytes([3; 16]), Timestamp::UNIX_EPOCH);
        let later = now + SignedDuration::from_hours(1);
        let word = make(&home, officer, Origin::Machine, now).unwrap();
        assert_eq!(redeem(&home, &word, now), None);
        for at in [now, later] {
            let found = made_here(&home, at).unwrap();
            assert_eq!(found.len(), 1, "also once its time has passed");
            assert_eq!(found[0].1.officer, officer);
        }
        let (file, link) = made_here(&home, now).unwrap().remove(0);
        Kept { origin: Origin::Noted, ..link }.write(&home, &file).unwrap();
        assert!(look(&home, &word, now).is_some());
        assert!(made_here(&home, now).unwrap().is_empty());
        made_here(&home, later).unwrap();
        assert_eq!(fs::read_dir(home.file(DIRECTORY)).unwrap().count(), 0, "what is old is taken away");
    }
}
