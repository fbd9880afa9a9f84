//! One-time links for signing in. The word of a link is known to nobody but who was given it: the node keeps its hash.

use std::fs;
use std::io;

use case::id::OfficerId;
use jiff::{SignedDuration, Timestamp};
use seal::random::Randomness;

use crate::digits::hex;
use crate::home::{Home, HomeFault};
use crate::random::SystemRandomness;

/// How long a link serves, in minutes.
const LINK_MINUTES_MAX: i64 = 15;
/// Where the hashes lie.
const DIRECTORY: &str = "links";

/// Makes a word for an officer.
///
/// # Errors
/// [`HomeFault::File`].
pub fn make(home: &Home, officer: OfficerId, now: Timestamp) -> Result<String, HomeFault> {
    let mut random = [0; 32];
    SystemRandomness.fill(&mut random);
    let word = hex(&random);
    let until = now + SignedDuration::from_mins(LINK_MINUTES_MAX);
    Home::at(home.file(DIRECTORY)).write(&name(&word), format!("{officer} {until}").as_bytes())?;
    Ok(word)
}

/// The officer for whom a word was made; it does not serve twice.
#[must_use]
pub fn redeem(home: &Home, word: &str, now: Timestamp) -> Option<OfficerId> {
    let file = home.file(DIRECTORY).join(name(word));
    let text = fs::read_to_string(&file).ok()?;
    // Whoever removes the file has redeemed the word; a second one at the same moment has not.
    fs::remove_file(&file).ok()?;
    let (officer, until) = text.split_once(' ')?;
    let until: Timestamp = until.parse().ok()?;
    if now < until { officer.parse().ok() } else { None }
}

/// Takes away the hashes whose time has passed.
///
/// # Errors
/// When the directory cannot be read.
pub fn sweep(home: &Home, now: Timestamp) -> io::Result<()> {
    let directory = home.file(DIRECTORY);
    if !directory.exists() {
        return Ok(());
    }
    for file in fs::read_dir(directory)? {
        let path = file?.path();
        let text = fs::read_to_string(&path)?;
        let until = text.split_once(' ').and_then(|(_, until)| until.parse::<Timestamp>().ok());
        if until.is_none_or(|until| until <= now) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
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
        let word = make(&home, officer, now).unwrap();
        assert_eq!(redeem(&home, "another", now), None);
        assert_eq!(redeem(&home, &word, now), Some(officer));
        assert_eq!(redeem(&home, &word, now), None);
        let word = make(&home, officer, now).unwrap();
        assert_eq!(redeem(&home, &word, now + SignedDuration::from_hours(1)), None);
        let _ = make(&home, officer, now).unwrap();
        sweep(&home, now + SignedDuration::from_hours(1)).unwrap();
        assert_eq!(fs::read_dir(home.file(DIRECTORY)).unwrap().count(), 0);
    }
}
