//! The editions of the law in a data directory. Every law that was ever in use here stays, so that an old opinion can be
//! computed again.
//!
//! They lie in `law/`, each in a file that is written whole or not at all:
//!
//! | file | what |
//! |---|---|
//! | `<number>-<version>.law` | an edition as its publisher signed it |
//! | `0-<version>.law` | a law that was in use here as a program carried it; nobody signs it |
//! | `<fingerprint>.publisher` | the public identity of a publisher whose edition was taken |
//! | `lock` | held while an edition is taken |

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use law::{Law, LoadFault};
use seal::identity::{Identity, PublicIdentity};
use seal::law_edition::{LawEdition, LawEditionFault, LawIssueFault, PublishedLaw, SignedLaw};
use seal::limits::LAW_EDITION_BYTES_MAX;

use crate::home::{Home, HomeFault};
use crate::join::{self, JoinFault};

/// Where they lie in a data directory.
const FOLDER: &str = "law";
/// How the name of an edition's file ends.
const ENDING: &str = ".law";
/// How the name of a publisher's identity ends.
const PUBLISHER: &str = ".publisher";
/// By when there is a newer edition, in hours from the issue: a year.
const RENEW_HOURS: i64 = 24 * 365;
/// Most faults that a message names.
const FAULTS_TOLD_MAX: usize = 5;

/// The files of a law: path, text.
pub type LawFiles = Vec<(String, String)>;

/// Why an edition of the law is not taken, published or used.
#[derive(Debug, thiserror::Error)]
pub enum EditionFault {
    /// What came is refused.
    #[error(transparent)]
    Refused(#[from] LawEditionFault),
    /// It was not signed.
    #[error(transparent)]
    Issue(#[from] LawIssueFault),
    /// Its files make no law for this program.
    #[error("this program cannot load it, which may be older than the edition needs: {0}")]
    Load(String),
    /// Its files make another law than it says.
    #[error(
        "it says that it is the law {says}, and its files make {is}; use a program that is as new as the edition"
    )]
    OtherVersion {
        /// The version that it names.
        says: String,
        /// The version that its files make.
        is: String,
    },
    /// A rule does not bear its cases out.
    #[error("its rules do not bear their cases out: {0}")]
    Cases(String),
    /// Its packs are older than those in use.
    #[error("its packs {packs} are older than those of {last}; give the changed pack a higher `version`")]
    OlderPacks {
        /// The version of its packs.
        packs: String,
        /// The law published last.
        last: String,
    },
    /// Nothing has changed since the edition before.
    #[error("it is the law {0} again, which was published last; nothing has changed")]
    NothingNew(String),
    /// An edition that is kept here cannot be used.
    #[error("{file}: {why}; put back the file as it was taken, or move it away and take a newer edition")]
    Kept {
        /// Its file.
        file: String,
        /// Why not.
        why: String,
    },
    /// No such version is kept here, nor carried by this program.
    #[error("there is no law {wanted} here; there are {}", there.join(", "))]
    NoSuchVersion {
        /// What was wanted.
        wanted: String,
        /// The versions that are here.
        there: Vec<String>,
    },
    /// Nothing in force says who the publisher is.
    #[error("its publisher is not known here: {0}")]
    Publisher(#[from] JoinFault),
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
}

impl EditionFault {
    /// The stable code for reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            EditionFault::Refused(fault) => fault.code(),
            EditionFault::Issue(_) => "not-signed",
            EditionFault::Load(_) => "law-does-not-load",
            EditionFault::OtherVersion { .. } => "other-version",
            EditionFault::Cases(_) => "cases-fail",
            EditionFault::OlderPacks { .. } => "older-packs",
            EditionFault::NothingNew(_) => "nothing-new",
            EditionFault::Kept { .. } => "kept-unusable",
            EditionFault::NoSuchVersion { .. } => "no-such-version",
            EditionFault::Publisher(_) => "publisher-unknown",
            EditionFault::Home(_) => "data-directory",
        }
    }
}

/// An edition that is kept: its number and version, as its file is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Its number; 0 where a program carried it.
    pub number: u64,
    /// Its version.
    pub version: String,
}

impl Kept {
    fn file(&self) -> String {
        format!("{}-{}{ENDING}", self.number, self.version)
    }

    fn of_file(name: &str) -> Option<Self> {
        let (number, version) = name.strip_suffix(ENDING)?.split_once('-')?;
        Some(Self { number: number.parse().ok()?, version: version.to_owned() })
    }
}

/// What is kept here, lowest number first.
///
/// # Errors
/// [`EditionFault::Home`].
pub fn kept(home: &Home) -> Result<Vec<Kept>, EditionFault> {
    let folder = home.file(FOLDER);
    let names = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => {
            read.and_then(|items| items.map(|item| Ok(item?.file_name())).collect::<io::Result<Vec<_>>>())
        }
    };
    let names = names.map_err(|error| HomeFault::File { path: folder, error })?;
    let mut found: Vec<Kept> = names.iter().filter_map(|name| Kept::of_file(name.to_str()?)).collect();
    found.sort();
    Ok(found)
}

/// The edition taken last, verified again; none before the first.
///
/// # Errors
/// [`EditionFault::Kept`] where it cannot be used: nothing older is used in its place.
pub fn last_taken(home: &Home) -> Result<Option<PublishedLaw>, EditionFault> {
    match kept(home)?.last() {
        Some(last) if last.number > 0 => published(home, last).map(Some),
        _ => Ok(None),
    }
}

/// A signed edition that is kept, verified again with the publishers whose editions were taken here.
fn published(home: &Home, kept: &Kept) -> Result<PublishedLaw, EditionFault> {
    let unusable = |why: String| EditionFault::Kept {
        file: home.file(FOLDER).join(kept.file()).display().to_string(),
        why,
    };
    let bytes = shelf(home).read(&kept.file())?;
    let signed = SignedLaw::read(&bytes).map_err(|fault| unusable(fault.to_string()))?;
    let mut refused = LawEditionFault::BadSignature;
    for publisher in publishers(home)? {
        match signed.verify_kept(&publisher) {
            Ok(law) if law.edition().number == kept.number && law.edition().version == kept.version => {
                return Ok(law);
            }
            Ok(_) => return Err(unusable("its name is that of another edition".to_owned())),
            Err(fault) => refused = fault,
        }
    }
    Err(unusable(refused.to_string()))
}

/// The publisher known now, and those known when older editions were taken.
fn publishers(home: &Home) -> Result<Vec<PublicIdentity>, EditionFault> {
    // Law that was taken stays usable where the directory names no publisher any more.
    let mut found = match join::publisher(home, None) {
        Err(JoinFault::NotListed) => Vec::new(),
        publisher => vec![publisher?],
    };
    let names = fs::read_dir(home.file(FOLDER)).into_iter().flatten().flatten();
    for name in names.filter_map(|item| item.file_name().into_string().ok()) {
        if name.ends_with(PUBLISHER)
            && let Ok(known) = PublicIdentity::from_bytes(&shelf(home).read(&name)?)
            && !found.contains(&known)
        {
            found.push(known);
        }
    }
    Ok(found)
}

fn shelf(home: &Home) -> Home {
    Home::at(home.file(FOLDER))
}

/// The law in force here: the edition taken last, unless the packs that this program carries are newer.
///
/// # Errors
/// [`EditionFault`]; there is no falling back on an older law.
pub fn in_force(home: &Home, carried: Arc<Law>) -> Result<Arc<Law>, EditionFault> {
    match last_taken(home)? {
        Some(taken) if !law::load::is_older(&taken.edition().version, carried.version()) => {
            Ok(Arc::new(load(taken.edition())?))
        }
        _ => Ok(carried),
    }
}

/// Keeps the law in use here, where it is not kept yet.
///
/// # Errors
/// [`EditionFault::Home`].
pub fn keep(home: &Home, in_use: &Law) -> Result<(), EditionFault> {
    if kept(home)?.iter().any(|kept| kept.version == in_use.version()) {
        return Ok(());
    }
    let edition = LawEdition {
        number: 0,
        issued_at: Timestamp::UNIX_EPOCH,
        renew_by: Timestamp::UNIX_EPOCH,
        version: in_use.version().to_owned(),
        news: String::new(),
        files: in_use.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect(),
    };
    let kept = Kept { number: 0, version: edition.version.clone() };
    Ok(shelf(home).write(&kept.file(), &edition.to_bytes())?)
}

/// The law of this version, where it is kept here and still loads; what is wrong is logged.
#[must_use]
pub fn earlier(home: &Home, version: &str) -> Option<Law> {
    let found = kept(home).map(|kept| kept.into_iter().rev().find(|kept| kept.version == version));
    let law = found.and_then(|found| found.map(|found| read(home, &found)).transpose());
    law.unwrap_or_else(|fault| {
        tracing::warn!(%fault, "the law in use before cannot be read");
        None
    })
}

/// A law that is or was in use here, or that this program carries; `wanted` is its version, or that of its packs: then the
/// signed edition of the highest number counts, after it the law that the program carries.
///
/// # Errors
/// [`EditionFault::NoSuchVersion`] names those that are there.
pub fn by_version(home: Option<&Home>, carried: Law, wanted: &str) -> Result<Law, EditionFault> {
    let kept = home.map(kept).transpose()?.unwrap_or_default();
    let packs = |version: &str| version.split('+').next() == Some(wanted);
    let named = kept.iter().find(|kept| kept.version == wanted);
    let signed = kept.iter().rev().find(|kept| kept.number > 0 && packs(&kept.version));
    let carried_once = kept.iter().rev().find(|kept| packs(&kept.version));
    if carried.version() == wanted || (named.or(signed).is_none() && packs(carried.version())) {
        return Ok(carried);
    }
    if let (Some(home), Some(found)) = (home, named.or(signed).or(carried_once)) {
        return read(home, found);
    }
    let mut there: Vec<String> = kept.into_iter().map(|kept| kept.version).collect();
    there.push(carried.version().to_owned());
    there.sort();
    there.dedup();
    Err(EditionFault::NoSuchVersion { wanted: wanted.to_owned(), there })
}

fn read(home: &Home, kept: &Kept) -> Result<Law, EditionFault> {
    if kept.number > 0 {
        return load(published(home, kept)?.edition());
    }
    load(&LawEdition::from_bytes(&shelf(home).read(&kept.file())?)?)
}

/// The law of an edition, whole.
fn load(edition: &LawEdition) -> Result<Law, EditionFault> {
    let law = Law::load(edition.files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        .map_err(|faults: Vec<LoadFault>| EditionFault::Load(told(&faults)))?;
    if law.version() == edition.version {
        return Ok(law);
    }
    Err(EditionFault::OtherVersion { says: edition.version.clone(), is: law.version().to_owned() })
}

/// The law of these files, which bears its cases out.
fn proven(edition: &LawEdition) -> Result<Law, EditionFault> {
    let law = load(edition)?;
    let faults = law.case_faults();
    if faults.is_empty() { Ok(law) } else { Err(EditionFault::Cases(told(&faults))) }
}

/// The first faults, and how many there are.
fn told<T: ToString>(faults: &[T]) -> String {
    let first: Vec<String> = faults.iter().take(FAULTS_TOLD_MAX).map(ToString::to_string).collect();
    let more = faults.len().saturating_sub(FAULTS_TOLD_MAX);
    if more > 0 { format!("{}; and {more} more", first.join("; ")) } else { first.join("; ") }
}

/// Takes an edition that the publisher known here signed, whose number is above that of the last one, whose law this
/// program loads whole and whose cases its rules bear out. It comes into force when the node starts next.
///
/// # Errors
/// [`EditionFault`]; nothing has changed then.
pub fn take(home: &Home, bytes: &[u8], now: Timestamp) -> Result<LawEdition, EditionFault> {
    // Two processes at once could bring two texts under one number.
    let _held = shelf(home).hold()?;
    let last = last_taken(home)?.map(|last| (last.edition().number, *last.digest()));
    let publisher = join::publisher(home, Some(now))?;
    let law = SignedLaw::read(bytes)?.verify(&publisher, now, last)?;
    let edition = law.edition().clone();
    proven(&edition)?;
    let name = format!("{}{PUBLISHER}", publisher.fingerprint().replace(' ', "").to_lowercase());
    shelf(home).write(&name, &publisher.to_bytes())?;
    // Whoever is broken off before this leaves the law as it was; after it, the edition is taken.
    let kept = Kept { number: edition.number, version: edition.version.clone() };
    shelf(home).write(&kept.file(), bytes)?;
    Ok(edition)
}

/// Signs the files as the next edition, and takes it here.
///
/// # Errors
/// [`EditionFault`]; nothing is signed that a bureau would refuse.
pub fn publish(
    home: &Home,
    files: LawFiles,
    news: &str,
    publisher: &Identity,
    now: Timestamp,
) -> Result<(LawEdition, Vec<u8>), EditionFault> {
    let law = Law::load(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        .map_err(|faults| EditionFault::Load(told(&faults)))?;
    let version = law.version().to_owned();
    let last = last_taken(home)?;
    if let Some(last) = &last {
        let last = last.edition();
        if law::load::is_older(&version, &last.version) {
            return Err(EditionFault::OlderPacks { packs: version, last: last.version.clone() });
        }
        let mut sorted: Vec<&(String, String)> = files.iter().collect();
        sorted.sort();
        if sorted.into_iter().eq(&last.files) {
            return Err(EditionFault::NothingNew(version));
        }
    }
    let edition = LawEdition {
        number: last.map_or(0, |last| last.edition().number).saturating_add(1),
        issued_at: now,
        renew_by: now + SignedDuration::from_hours(RENEW_HOURS),
        version,
        news: news.to_owned(),
        files,
    };
    let bytes = SignedLaw::sign(edition, publisher)?.to_bytes();
    Ok((take(home, &bytes, now)?, bytes))
}

/// The bytes of a file, and not many more than an edition can have.
///
/// # Errors
/// [`EditionFault::Home`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, EditionFault> {
    let limit = u64::try_from(LAW_EDITION_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(|error| HomeFault::File { path: path.to_owned(), error })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
