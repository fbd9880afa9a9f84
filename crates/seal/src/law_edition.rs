//! Editions of the law: the files of the packs in one container, numbered, dated and signed by their publisher.
//!
//! A [`PublishedLaw`] exists only as the outcome of [`SignedLaw::verify`], or of [`SignedLaw::verify_kept`] for one that was
//! taken before. What the files say is not known here.

use jiff::Timestamp;

use crate::canonical::{Reader, Writer};
use crate::digest::{SHA256_BYTES, sha256};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::limits::{
    CLOCK_SKEW_SECONDS_MAX, LAW_EDITION_BYTES_MAX, LAW_FILE_BYTES_MAX, LAW_FILES_MAX, LAW_NEWS_BYTES_MAX,
    LAW_PATH_BYTES_MAX, LAW_VERSION_BYTES_MAX,
};
use crate::signed_body::{Container, SignedBody};
use crate::statement::{BadSignature, Context};

const CONTAINER: Container =
    Container { label: "comity signed law 1", context: Context::Law, bytes_max: LAW_EDITION_BYTES_MAX };
const BODY_LABEL: &str = "comity law edition 1";
/// The folders that law is made of.
const FOLDERS: [&str; 2] = ["packs/", "data/"];
/// How the names of its files end.
const ENDINGS: [&str; 2] = [".toml", ".csv"];

/// Why an edition of the law is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LawEditionFault {
    /// Above [`LAW_EDITION_BYTES_MAX`] or another limit.
    #[error("the edition is too large")]
    TooLarge,
    /// Not the bytes of an edition, or files out of order, twice, or of other names than law has.
    #[error("these are not the bytes of an edition of the law")]
    Malformed,
    /// Not signed by the publisher known here.
    #[error("the edition is not signed by the publisher known here")]
    BadSignature,
    /// Its number is below one already taken: an attacker may be bringing back law that was mended.
    #[error("the edition is older than one already taken")]
    RolledBack,
    /// It is the one taken last.
    #[error("the edition has been taken already")]
    AlreadyTaken,
    /// Another text has this number: the publisher's key has signed two.
    #[error("another edition of the same number has been taken; ask the publisher which one is theirs")]
    TwoTexts,
    /// Past the day by which there is a newer one: an attacker may be holding that one back.
    #[error("the edition has run out; ask the publisher for a newer one")]
    RunOut,
    /// Issued in the future, beyond [`CLOCK_SKEW_SECONDS_MAX`].
    #[error("the edition is dated in the future")]
    NotYetValid,
}

impl LawEditionFault {
    /// The stable code for journals and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            LawEditionFault::TooLarge => "too-large",
            LawEditionFault::Malformed => "malformed",
            LawEditionFault::BadSignature => "bad-signature",
            LawEditionFault::RolledBack => "rolled-back",
            LawEditionFault::AlreadyTaken => "already-taken",
            LawEditionFault::TwoTexts => "two-texts",
            LawEditionFault::RunOut => "run-out",
            LawEditionFault::NotYetValid => "not-yet-valid",
        }
    }
}

/// An edition of the law: before it is signed, after it is verified, or as the program carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawEdition {
    /// Counts up with every edition; 0 is the law that a program carries, which nobody signs.
    pub number: u64,
    /// When it was issued, to the second.
    pub issued_at: Timestamp,
    /// By when there is a newer one, to the second. Later it is not taken any more; one that was taken stays in force.
    pub renew_by: Timestamp,
    /// The version of the law that the files make.
    pub version: String,
    /// What changed, in a few lines.
    pub news: String,
    /// The files, cases included: path, text.
    pub files: Vec<(String, String)>,
}

impl LawEdition {
    /// Canonical bytes; what the publisher signs. [`LawEdition::from_bytes`] refuses what breaks a rule.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = Writer::new(BODY_LABEL)
            .u64(self.number)
            .i64(self.issued_at.as_second())
            .i64(self.renew_by.as_second())
            .text(&self.version)
            .text(&self.news)
            .count(self.files.len());
        self.files.iter().fold(head, |writer, (path, text)| writer.text(path).text(text)).done()
    }

    /// Reads what [`LawEdition::to_bytes`] wrote; nothing is known of who wrote it.
    ///
    /// # Errors
    /// [`LawEditionFault::TooLarge`], [`LawEditionFault::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LawEditionFault> {
        if bytes.len() > CONTAINER.body_bytes_max() {
            return Err(LawEditionFault::TooLarge);
        }
        let edition = Self::parse(bytes).ok_or(LawEditionFault::Malformed)?;
        let named = edition.files.iter().all(|(path, _)| is_path(path));
        let ordered = edition.files.is_sorted_by(|(first, _), (second, _)| first < second);
        if named && ordered && is_version(&edition.version) {
            Ok(edition)
        } else {
            Err(LawEditionFault::Malformed)
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(BODY_LABEL, bytes)?;
        let number = reader.u64()?;
        let issued_at = Timestamp::from_second(reader.i64()?).ok()?;
        let renew_by = Timestamp::from_second(reader.i64()?).ok()?;
        let version = reader.text(LAW_VERSION_BYTES_MAX)?.to_owned();
        let news = reader.text(LAW_NEWS_BYTES_MAX)?.to_owned();
        let count = reader.count(LAW_FILES_MAX)?;
        let mut file = || {
            let path = reader.text(LAW_PATH_BYTES_MAX)?.to_owned();
            Some((path, reader.text(LAW_FILE_BYTES_MAX)?.to_owned()))
        };
        let files = (0..count).map(|_| file()).collect::<Option<_>>()?;
        reader.end()?;
        Some(Self { number, issued_at, renew_by, version, news, files })
    }
}

/// Whether a path is one that law has: in one of its folders, of plain names, with one of its endings.
fn is_path(path: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    FOLDERS.iter().any(|folder| path.starts_with(folder))
        && ENDINGS.iter().any(|ending| path.ends_with(ending))
        && path
            .split('/')
            .all(|name| !name.starts_with('.') && !name.is_empty() && name.chars().all(is_plain))
}

/// Whether this is how a version of the law is written: it also names a file.
fn is_version(version: &str) -> bool {
    !version.is_empty()
        && version.chars().all(|letter| letter.is_ascii_alphanumeric() || "+.".contains(letter))
}

/// Why an edition was not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LawIssueFault {
    /// The edition could not be read back as written.
    #[error("the edition breaks a rule of editions")]
    Edition(#[source] LawEditionFault),
    /// The library refused to sign.
    #[error("the edition cannot be signed")]
    Identity(#[from] IdentityFault),
}

/// An edition and its signature, as stored and handed on; nothing in it can be used before it is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLaw(SignedBody);

impl SignedLaw {
    /// Signs an edition as its publisher. Files are put in order, times cut to the second.
    ///
    /// # Errors
    /// [`LawIssueFault`]: what a reader would refuse is not signed.
    pub fn sign(mut edition: LawEdition, publisher: &Identity) -> Result<Self, LawIssueFault> {
        edition.files.sort();
        let body = edition.to_bytes();
        LawEdition::from_bytes(&body).map_err(LawIssueFault::Edition)?;
        if edition.number == 0 {
            return Err(LawIssueFault::Edition(LawEditionFault::Malformed));
        }
        Ok(Self(CONTAINER.sign(body, publisher)?))
    }

    /// The bytes to store and to hand on.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        CONTAINER.to_bytes(&self.0)
    }

    /// Reads received or stored bytes, without believing anything in them.
    ///
    /// # Errors
    /// [`LawEditionFault::TooLarge`], [`LawEditionFault::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, LawEditionFault> {
        if bytes.len() > LAW_EDITION_BYTES_MAX {
            return Err(LawEditionFault::TooLarge);
        }
        CONTAINER.read(bytes).map(Self).ok_or(LawEditionFault::Malformed)
    }

    /// The law, if this publisher signed it, it is in time at `now`, and its number is above that of the last one taken
    /// (its number, and the digest of what was signed).
    ///
    /// # Errors
    /// [`LawEditionFault`]; the signature is checked before anything is read.
    pub fn verify(
        &self,
        publisher: &PublicIdentity,
        now: Timestamp,
        last: Option<(u64, [u8; SHA256_BYTES])>,
    ) -> Result<PublishedLaw, LawEditionFault> {
        let law = self.verify_kept(publisher)?;
        let LawEdition { number, issued_at, renew_by, .. } = law.edition;
        match last {
            Some((last, _)) if number < last => return Err(LawEditionFault::RolledBack),
            Some((last, digest)) if number == last && digest == law.digest => {
                return Err(LawEditionFault::AlreadyTaken);
            }
            Some((last, _)) if number == last => return Err(LawEditionFault::TwoTexts),
            _ => {}
        }
        if now >= renew_by {
            return Err(LawEditionFault::RunOut);
        }
        if issued_at.as_second() > now.as_second().saturating_add(CLOCK_SKEW_SECONDS_MAX) {
            return Err(LawEditionFault::NotYetValid);
        }
        Ok(law)
    }

    /// The law, if this publisher signed it, whatever its number and dates: for an edition that was taken before.
    ///
    /// # Errors
    /// [`LawEditionFault::BadSignature`], or that of an edition that breaks a rule.
    pub fn verify_kept(&self, publisher: &PublicIdentity) -> Result<PublishedLaw, LawEditionFault> {
        let body =
            CONTAINER.verified(&self.0, publisher).map_err(|BadSignature| LawEditionFault::BadSignature)?;
        let edition = LawEdition::from_bytes(body)?;
        if edition.number == 0 {
            return Err(LawEditionFault::Malformed);
        }
        Ok(PublishedLaw { edition, digest: sha256(body) })
    }
}

/// A verified edition of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedLaw {
    edition: LawEdition,
    digest: [u8; SHA256_BYTES],
}

impl PublishedLaw {
    /// What it says.
    #[must_use]
    pub const fn edition(&self) -> &LawEdition {
        &self.edition
    }

    /// SHA-256 of what was signed.
    #[must_use]
    pub const fn digest(&self) -> &[u8; SHA256_BYTES] {
        &self.digest
    }
}

#[cfg(test)]
mod tests;
