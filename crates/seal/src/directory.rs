//! The directory of bureaus, signed by the General Secretariat.
//!
//! A [`Directory`] exists only as the outcome of [`SignedDirectory::verify`]; sealing a message and verifying one both ask
//! for it, so that a list nobody signed cannot be used.

use std::collections::BTreeSet;

use case::bureau::{BUREAU_CODE_LETTERS_MAX, BureauCode, StateCode};
use jiff::Timestamp;

use crate::canonical::{Reader, Writer};
use crate::digest::{SHA256_BYTES, sha256};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::limits::{
    ADDRESS_BYTES_MAX, BUREAU_NAME_BYTES_MAX, CLOCK_SKEW_SECONDS_MAX, DIRECTORY_BYTES_MAX,
    DIRECTORY_ENTRIES_MAX, LANGUAGE_BYTES_MAX, LANGUAGES_MAX, WITHDRAWN_KEYS_MAX,
};
use crate::signed_body::{Container, SignedBody};
use crate::statement::{BadSignature, Context};

const CONTAINER: Container = Container {
    label: "comity signed directory 1",
    context: Context::Directory,
    bytes_max: DIRECTORY_BYTES_MAX,
};
const BODY_LABEL: &str = "comity directory 1";
/// With the keys that were withdrawn after the bureaus; written only where there are any.
const WITHDRAWN_LABEL: &str = "comity directory 2";
/// Longest canonical public identity, in bytes, rounded up.
const IDENTITY_BYTES_MAX: usize = 4096;

/// Why a directory is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryFault {
    /// Above [`DIRECTORY_BYTES_MAX`] or [`DIRECTORY_ENTRIES_MAX`].
    #[error("the directory is too large")]
    TooLarge,
    /// Not the bytes of a directory, a field above its limit, or entries out of order.
    #[error("these are not the bytes of a directory")]
    Malformed,
    /// Not signed by the General Secretariat known here.
    #[error("the directory is not signed by the General Secretariat")]
    BadSignature,
    /// Older than one already seen: an attacker may be bringing back a revoked key.
    #[error("the directory is older than one already seen")]
    RolledBack,
    /// Past its date: an attacker may be holding back a newer one.
    #[error("the directory has expired")]
    Expired,
    /// Issued in the future, beyond [`CLOCK_SKEW_SECONDS_MAX`].
    #[error("the directory is dated in the future")]
    NotYetValid,
    /// Two entries have one code.
    #[error("the directory lists a bureau twice")]
    DuplicateCode,
    /// Two entries have one certificate: one bureau would pass for the other on the line.
    #[error("the directory lists one certificate for two bureaus")]
    DuplicateCertificate,
    /// A key that was withdrawn is listed as a bureau's own.
    #[error("the directory lists a key that it says was withdrawn")]
    WithdrawnKey,
}

impl DirectoryFault {
    /// The stable code for journals and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            DirectoryFault::TooLarge => "too-large",
            DirectoryFault::Malformed => "malformed",
            DirectoryFault::BadSignature => "bad-signature",
            DirectoryFault::RolledBack => "rolled-back",
            DirectoryFault::Expired => "expired",
            DirectoryFault::NotYetValid => "not-yet-valid",
            DirectoryFault::DuplicateCode => "duplicate-code",
            DirectoryFault::DuplicateCertificate => "duplicate-certificate",
            DirectoryFault::WithdrawnKey => "withdrawn-key",
        }
    }
}

/// One bureau in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// Its code and public keys.
    pub identity: PublicIdentity,
    /// Its State; none for an organisation such as the General Secretariat.
    pub state: Option<StateCode>,
    /// Its name, as it writes it.
    pub name: String,
    /// Where it receives, as URL text.
    pub address: String,
    /// SHA-256 of its TLS certificate (DER).
    pub certificate: [u8; SHA256_BYTES],
    /// The languages it reads, BCP 47.
    pub languages: Vec<String>,
}

/// Keys of a bureau that somebody else may have had: nothing that they sign is heard, and what they signed since then is in
/// doubt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WithdrawnKey {
    /// Whose.
    pub bureau: BureauCode,
    /// Which of its keys.
    pub serial: u32,
    /// Since when somebody else may have had them, to the second.
    pub since: Timestamp,
}

/// What a directory says, before it is signed or after it is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Counts up with every edition.
    pub serial: u64,
    /// When it was issued, to the second.
    pub issued_at: Timestamp,
    /// From when it is refused, to the second.
    pub expires_at: Timestamp,
    /// The bureaus.
    pub entries: Vec<DirectoryEntry>,
    /// The keys that were withdrawn, each bureau's each once.
    pub withdrawn: Vec<WithdrawnKey>,
}

impl Edition {
    fn to_bytes(&self) -> Vec<u8> {
        let label = if self.withdrawn.is_empty() { BODY_LABEL } else { WITHDRAWN_LABEL };
        let head = Writer::new(label)
            .u64(self.serial)
            .i64(self.issued_at.as_second())
            .i64(self.expires_at.as_second())
            .count(self.entries.len());
        let writer = self.entries.iter().fold(head, |writer, entry| entry.write(writer));
        if self.withdrawn.is_empty() {
            return writer.done();
        }
        let write = |writer: Writer, key: &WithdrawnKey| {
            writer.text(key.bureau.as_str()).u32(key.serial).i64(key.since.as_second())
        };
        self.withdrawn.iter().fold(writer.count(self.withdrawn.len()), write).done()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, DirectoryFault> {
        let edition = Self::parse(bytes).ok_or(DirectoryFault::Malformed)?;
        check_order(&edition.entries)?;
        check_withdrawn(&edition)?;
        Ok(edition)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let withdraws = Reader::new(WITHDRAWN_LABEL, bytes);
        let names_withdrawn = withdraws.is_some();
        let mut reader = withdraws.or_else(|| Reader::new(BODY_LABEL, bytes))?;
        let serial = reader.u64()?;
        let issued_at = Timestamp::from_second(reader.i64()?).ok()?;
        let expires_at = Timestamp::from_second(reader.i64()?).ok()?;
        let count = reader.count(DIRECTORY_ENTRIES_MAX)?;
        let entries = (0..count).map(|_| DirectoryEntry::read(&mut reader)).collect::<Option<_>>()?;
        let withdrawn = match names_withdrawn {
            false => Vec::new(),
            true => {
                let count = reader.count(WITHDRAWN_KEYS_MAX)?;
                (0..count).map(|_| WithdrawnKey::read(&mut reader)).collect::<Option<_>>()?
            }
        };
        reader.end()?;
        Some(Self { serial, issued_at, expires_at, entries, withdrawn })
    }
}

impl WithdrawnKey {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let bureau = reader.text(BUREAU_CODE_LETTERS_MAX)?.parse().ok()?;
        let serial = reader.u32()?;
        let since = Timestamp::from_second(reader.i64()?).ok()?;
        Some(Self { bureau, serial, since })
    }
}

/// Withdrawn keys stand in ascending order, each once, none of them as a bureau's own.
fn check_withdrawn(edition: &Edition) -> Result<(), DirectoryFault> {
    let key = |one: &WithdrawnKey| (one.bureau.clone(), one.serial);
    if !edition.withdrawn.is_sorted_by(|one, next| key(one) < key(next)) {
        return Err(DirectoryFault::Malformed);
    }
    let listed = |entry: &DirectoryEntry| {
        let identity = &entry.identity;
        edition
            .withdrawn
            .iter()
            .any(|key| key.bureau == *identity.bureau() && key.serial == identity.serial())
    };
    if edition.entries.iter().any(listed) { Err(DirectoryFault::WithdrawnKey) } else { Ok(()) }
}

/// Entries stand in ascending order of their codes, each code once.
fn check_order(entries: &[DirectoryEntry]) -> Result<(), DirectoryFault> {
    for pair in entries.windows(2) {
        let [first, second] = pair else { continue };
        match first.identity.bureau().cmp(second.identity.bureau()) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => return Err(DirectoryFault::DuplicateCode),
            std::cmp::Ordering::Greater => return Err(DirectoryFault::Malformed),
        }
    }
    Ok(())
}

impl DirectoryEntry {
    fn write(&self, writer: Writer) -> Writer {
        let writer = writer
            .bytes(&self.identity.to_bytes())
            .text(self.state.as_ref().map_or("", StateCode::as_str))
            .text(&self.name)
            .text(&self.address)
            .fixed(&self.certificate)
            .count(self.languages.len());
        self.languages.iter().fold(writer, |writer, language| writer.text(language))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let identity = PublicIdentity::from_bytes(reader.bytes(IDENTITY_BYTES_MAX)?).ok()?;
        let state = match reader.text(2)? {
            "" => None,
            code => Some(code.parse().ok()?),
        };
        let name = reader.text(BUREAU_NAME_BYTES_MAX)?.to_owned();
        let address = reader.text(ADDRESS_BYTES_MAX)?.to_owned();
        let certificate = reader.fixed()?;
        let count = reader.count(LANGUAGES_MAX)?;
        let languages =
            (0..count).map(|_| reader.text(LANGUAGE_BYTES_MAX).map(str::to_owned)).collect::<Option<_>>()?;
        Some(Self { identity, state, name, address, certificate, languages })
    }
}

/// Why an edition was not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IssueFault {
    /// The edition could not be read back as written: a code twice, a field or the whole above its limit.
    #[error("the edition breaks a rule of the directory")]
    Edition(#[source] DirectoryFault),
    /// The library refused to sign.
    #[error("the edition cannot be signed")]
    Identity(#[from] IdentityFault),
}

/// A directory and its signature, as stored and sent; nothing in it can be used before [`SignedDirectory::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDirectory(SignedBody);

impl SignedDirectory {
    /// Signs an edition as the General Secretariat. Entries are put in order, times cut to the second.
    ///
    /// # Errors
    /// [`IssueFault`]: what a reader would refuse is not signed.
    pub fn sign(mut edition: Edition, secretariat: &Identity) -> Result<Self, IssueFault> {
        edition.entries.sort_by(|a, b| a.identity.bureau().cmp(b.identity.bureau()));
        edition.withdrawn.sort();
        let body = edition.to_bytes();
        if body.len() > CONTAINER.body_bytes_max()
            || edition.entries.len() > DIRECTORY_ENTRIES_MAX
            || edition.withdrawn.len() > WITHDRAWN_KEYS_MAX
        {
            return Err(IssueFault::Edition(DirectoryFault::TooLarge));
        }
        Edition::from_bytes(&body).map_err(IssueFault::Edition)?;
        let certificates: BTreeSet<_> = edition.entries.iter().map(|entry| entry.certificate).collect();
        if certificates.len() < edition.entries.len() {
            return Err(IssueFault::Edition(DirectoryFault::DuplicateCertificate));
        }
        Ok(Self(CONTAINER.sign(body, secretariat)?))
    }

    /// The bytes to store and to send.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        CONTAINER.to_bytes(&self.0)
    }

    /// Reads received or stored bytes, without believing anything in them.
    ///
    /// # Errors
    /// [`DirectoryFault::TooLarge`], [`DirectoryFault::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, DirectoryFault> {
        if bytes.len() > DIRECTORY_BYTES_MAX {
            return Err(DirectoryFault::TooLarge);
        }
        CONTAINER.read(bytes).map(Self).ok_or(DirectoryFault::Malformed)
    }

    /// The directory, if the General Secretariat known here signed it, it is in force at `now`, and it is no older than
    /// `min_serial`, the serial of the last one accepted.
    ///
    /// # Errors
    /// [`DirectoryFault`]; the signature is checked before anything is read.
    pub fn verify(
        &self,
        secretariat: &PublicIdentity,
        now: Timestamp,
        min_serial: u64,
    ) -> Result<Directory, DirectoryFault> {
        let (edition, digest) = self.signed(secretariat)?;
        if edition.serial < min_serial {
            return Err(DirectoryFault::RolledBack);
        }
        if now >= edition.expires_at {
            return Err(DirectoryFault::Expired);
        }
        if edition.issued_at.as_second() > now.as_second().saturating_add(CLOCK_SKEW_SECONDS_MAX) {
            return Err(DirectoryFault::NotYetValid);
        }
        Ok(Directory { edition, digest })
    }

    /// What the General Secretariat known here signed, whatever its dates: a floor for the next serial, and where to ask for
    /// it. It is no [`Directory`], so that nothing is sealed or verified under it.
    ///
    /// # Errors
    /// [`DirectoryFault::BadSignature`], or that of an edition that breaks a rule.
    pub fn signed_edition(&self, secretariat: &PublicIdentity) -> Result<Edition, DirectoryFault> {
        Ok(self.signed(secretariat)?.0)
    }

    fn signed(&self, secretariat: &PublicIdentity) -> Result<(Edition, [u8; SHA256_BYTES]), DirectoryFault> {
        let body = CONTAINER.verified(&self.0, secretariat);
        let body = body.map_err(|BadSignature| DirectoryFault::BadSignature)?;
        Ok((Edition::from_bytes(body)?, sha256(body)))
    }
}

/// A verified directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    edition: Edition,
    digest: [u8; SHA256_BYTES],
}

impl Directory {
    /// The edition's serial; the next one accepted must not be below it.
    #[must_use]
    pub fn serial(&self) -> u64 {
        self.edition.serial
    }

    /// From when it must not be used; whoever holds one compares this with the time.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.edition.expires_at
    }

    /// SHA-256 of what was signed: two directories of one serial and different digests prove that the Secretariat's key
    /// signed two texts.
    #[must_use]
    pub fn digest(&self) -> &[u8; SHA256_BYTES] {
        &self.digest
    }

    /// What it says.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The bureaus, by code.
    #[must_use]
    pub fn entries(&self) -> &[DirectoryEntry] {
        &self.edition.entries
    }

    /// Since when somebody else may have had these keys of a bureau; none where they were not withdrawn.
    #[must_use]
    pub fn withdrawn_since(&self, bureau: &BureauCode, serial: u32) -> Option<Timestamp> {
        let is_it = |key: &&WithdrawnKey| key.bureau == *bureau && key.serial == serial;
        self.edition.withdrawn.iter().find(is_it).map(|key| key.since)
    }

    /// The bureau with this code.
    #[must_use]
    pub fn find(&self, bureau: &BureauCode) -> Option<&DirectoryEntry> {
        let entries = self.entries();
        let place = entries.binary_search_by(|entry| entry.identity.bureau().cmp(bureau)).ok()?;
        entries.get(place)
    }
}

/// For the fuzz target alone: reads the body as if the Secretariat's signature held.
#[cfg(fuzzing)]
#[must_use]
pub fn edition_reads(signed: &SignedDirectory) -> bool {
    Edition::from_bytes(signed.0.unverified()).is_ok()
}

#[cfg(test)]
pub(crate) mod tests;
