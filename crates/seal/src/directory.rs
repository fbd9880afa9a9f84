//! The directory of bureaus, signed by the General Secretariat: by the one key that each bureau was handed, or by the signers
//! of its root. The roots that lead to those signers come with it.
//!
//! A [`Directory`] exists only as the outcome of [`SignedDirectory::verify`]; sealing a message and verifying one both ask
//! for it, so that a list nobody signed cannot be used.

use std::collections::BTreeSet;

use case::bureau::{BUREAU_CODE_LETTERS_MAX, BureauCode, StateCode};
use jiff::Timestamp;

use crate::canonical::{Reader, Writer};
use crate::digest::{SHA256_BYTES, sha256};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::joint::Joint;
use crate::limits::{
    ADDRESS_BYTES_MAX, BUREAU_NAME_BYTES_MAX, CLOCK_SKEW_SECONDS_MAX, DIRECTORY_BYTES_MAX,
    DIRECTORY_EDITION_BYTES_MAX, DIRECTORY_ENTRIES_MAX, IDENTITY_BYTES_MAX, LANGUAGE_BYTES_MAX,
    LANGUAGES_MAX, WITHDRAWN_KEYS_MAX,
};
use crate::root::{Root, RootFault, SignedRoot, read_chain, write_chain};
use crate::signed_body::{Container, SignedBody};
use crate::statement::{BadSignature, Context};

const CONTAINER: Container = Container {
    label: "comity signed directory 1",
    context: Context::Directory,
    bytes_max: DIRECTORY_EDITION_BYTES_MAX,
};
/// With the roots that lead to its signers, and a signature of each.
const SIGNERS_LABEL: &str = "comity signed directory 2";
const BODY_LABEL: &str = "comity directory 1";
/// With the keys that were withdrawn after the bureaus; written only where there are any.
const WITHDRAWN_LABEL: &str = "comity directory 2";

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
    /// Another one of the same serial was taken: the General Secretariat has signed two.
    #[error("another directory of the same serial was taken here")]
    TwoTexts,
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
    /// So many more signers of the root in force have to sign it.
    #[error("too few of the General Secretariat's signers signed the directory; missing: {missing}")]
    TooFewSignatures {
        /// How many.
        missing: usize,
    },
    /// A root that came with it does not follow from the one known here.
    #[error(transparent)]
    Root(#[from] RootFault),
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
            DirectoryFault::TwoTexts => "two-texts",
            DirectoryFault::Expired => "expired",
            DirectoryFault::NotYetValid => "not-yet-valid",
            DirectoryFault::DuplicateCode => "duplicate-code",
            DirectoryFault::DuplicateCertificate => "duplicate-certificate",
            DirectoryFault::WithdrawnKey => "withdrawn-key",
            DirectoryFault::TooFewSignatures { .. } => "too-few-signatures",
            DirectoryFault::Root(fault) => fault.code(),
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
    /// Whether it is in force at `now` and no older than `min_serial`, the serial of the last one accepted.
    ///
    /// # Errors
    /// [`DirectoryFault::RolledBack`], [`DirectoryFault::Expired`], [`DirectoryFault::NotYetValid`].
    pub fn check_in_force(&self, now: Timestamp, min_serial: u64) -> Result<(), DirectoryFault> {
        if self.serial < min_serial {
            return Err(DirectoryFault::RolledBack);
        }
        if now >= self.expires_at {
            return Err(DirectoryFault::Expired);
        }
        if self.issued_at.as_second() > now.as_second().saturating_add(CLOCK_SKEW_SECONDS_MAX) {
            return Err(DirectoryFault::NotYetValid);
        }
        Ok(())
    }

    /// The canonical bytes, entries in order; only of what reads back.
    fn signable(&mut self) -> Result<Vec<u8>, DirectoryFault> {
        self.entries.sort_by(|a, b| a.identity.bureau().cmp(b.identity.bureau()));
        self.withdrawn.sort();
        let body = self.to_bytes();
        if body.len() > CONTAINER.body_bytes_max()
            || self.entries.len() > DIRECTORY_ENTRIES_MAX
            || self.withdrawn.len() > WITHDRAWN_KEYS_MAX
        {
            return Err(DirectoryFault::TooLarge);
        }
        Self::from_bytes(&body)?;
        let certificates: BTreeSet<_> = self.entries.iter().map(|entry| entry.certificate).collect();
        if certificates.len() < self.entries.len() {
            return Err(DirectoryFault::DuplicateCertificate);
        }
        Ok(body)
    }

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

/// A directory and its signatures, as stored and sent; nothing in it can be used before [`SignedDirectory::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDirectory(Form);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// Under the one key that is a bureau's root as it was handed.
    ByOne(SignedBody),
    /// Under the signers of the newest of these roots.
    BySigners { roots: Vec<SignedRoot>, edition: Joint },
}

/// What a directory says before enough have signed it, for a person who looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it says.
    pub edition: Edition,
    /// SHA-256 of what is signed.
    pub digest: [u8; SHA256_BYTES],
    /// Who has to sign it.
    pub root: Root,
    /// How many of them still have to.
    pub missing: usize,
}

impl SignedDirectory {
    /// Signs an edition with the one key that each bureau was handed. Entries are put in order, times cut to the second.
    ///
    /// # Errors
    /// [`IssueFault`]: what a reader would refuse is not signed.
    pub fn sign(mut edition: Edition, secretariat: &Identity) -> Result<Self, IssueFault> {
        let body = edition.signable().map_err(IssueFault::Edition)?;
        Ok(Self(Form::ByOne(CONTAINER.sign(body, secretariat)?)))
    }

    /// An edition that the signers of the newest of these roots have still to sign. Entries are put in order, times cut to the
    /// second; of more than [`ROOTS_MAX`](crate::limits::ROOTS_MAX) roots the oldest are left out.
    ///
    /// # Errors
    /// [`IssueFault`]: what a reader would refuse is not put before anybody.
    pub fn propose(mut edition: Edition, roots: &[SignedRoot]) -> Result<Self, IssueFault> {
        let body = edition.signable().map_err(IssueFault::Edition)?;
        let signed = Self(Form::BySigners { roots: roots.to_vec(), edition: Joint::new(body) });
        Self::read(&signed.to_bytes()).map_err(IssueFault::Edition)
    }

    /// Adds the signature of a signer of the root that the roots in it lead to from `known`. Signatures of others are left out.
    ///
    /// # Errors
    /// [`IssueFault`]: what a reader would refuse is not signed.
    pub fn add_signature(&mut self, signer: &Identity, known: &Root) -> Result<(), IssueFault> {
        let root = self.proposal(known).map_err(IssueFault::Edition)?.root;
        match &mut self.0 {
            Form::BySigners { edition, .. } if root.has(signer.public()) => {
                edition.retain(root.signers().iter(), Context::Directory);
                Ok(edition.sign(signer, Context::Directory)?)
            }
            _ => Err(IssueFault::Edition(RootFault::NotASigner.into())),
        }
    }

    /// What it says and what it lacks, where the roots in it follow from `known`: for a person who looks at it before signing.
    ///
    /// # Errors
    /// [`DirectoryFault`] of roots that do not follow, or of an edition that breaks a rule.
    pub fn proposal(&self, known: &Root) -> Result<Proposal, DirectoryFault> {
        let root = self.root(known)?;
        let (body, missing) = match &self.0 {
            Form::ByOne(signed) => {
                let signer = root.signers().first();
                let verified = signer.and_then(|signer| CONTAINER.verified(signed, signer).ok());
                (signed.unverified(), usize::from(verified.is_none()))
            }
            Form::BySigners { edition, .. } => {
                let missing = edition.missing(root.signers(), root.need(), Context::Directory);
                (edition.body(), missing)
            }
        };
        Ok(Proposal { edition: Edition::from_bytes(body)?, digest: sha256(body), root, missing })
    }

    /// The roots that lead to its signers, newest last; none where one key suffices.
    #[must_use]
    pub fn roots(&self) -> &[SignedRoot] {
        match &self.0 {
            Form::ByOne(_) => &[],
            Form::BySigners { roots, .. } => roots,
        }
    }

    /// The root whose signers have to sign it, where it is the one known or follows it.
    ///
    /// # Errors
    /// [`RootFault`].
    pub fn root(&self, known: &Root) -> Result<Root, RootFault> {
        known.follow(self.roots())
    }

    /// The bytes to store and to send.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.0 {
            Form::ByOne(signed) => CONTAINER.to_bytes(signed),
            Form::BySigners { roots, edition } => {
                edition.write(write_chain(roots, Writer::new(SIGNERS_LABEL))).done()
            }
        }
    }

    /// Reads received or stored bytes, without believing anything in them.
    ///
    /// # Errors
    /// [`DirectoryFault::TooLarge`], [`DirectoryFault::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, DirectoryFault> {
        if bytes.len() > DIRECTORY_BYTES_MAX {
            return Err(DirectoryFault::TooLarge);
        }
        let by_one = || CONTAINER.read(bytes).map(Form::ByOne);
        let by_signers = || {
            let mut reader = Reader::new(SIGNERS_LABEL, bytes)?;
            let roots = read_chain(&mut reader).filter(|roots| !roots.is_empty())?;
            let edition = Joint::read(&mut reader, CONTAINER.body_bytes_max())?;
            reader.end()?;
            Some(Form::BySigners { roots, edition })
        };
        by_one().or_else(by_signers).map(Self).ok_or(DirectoryFault::Malformed)
    }

    /// The directory, if the roots in it follow from `known`, enough signers of the newest one signed it, it is in force at `now`,
    /// and it is no older than `min_serial`, the serial of the last one accepted. Its root is the one known from then on.
    ///
    /// # Errors
    /// [`DirectoryFault`]; the signatures are checked before anything is read.
    pub fn verify(&self, known: &Root, now: Timestamp, min_serial: u64) -> Result<Directory, DirectoryFault> {
        let directory = self.signed(known)?;
        directory.edition.check_in_force(now, min_serial)?;
        Ok(directory)
    }

    /// What the General Secretariat known here signed, whatever its dates: a floor for the next serial, and where to ask for
    /// it. It is no [`Directory`], so that nothing is sealed or verified under it.
    ///
    /// # Errors
    /// [`DirectoryFault`] of signatures and roots, or that of an edition that breaks a rule.
    pub fn signed_edition(&self, known: &Root) -> Result<Edition, DirectoryFault> {
        Ok(self.signed(known)?.edition)
    }

    fn signed(&self, known: &Root) -> Result<Directory, DirectoryFault> {
        let root = self.root(known)?;
        let body = match &self.0 {
            Form::ByOne(signed) => {
                let signer = root.signers().first().ok_or(DirectoryFault::BadSignature)?;
                let body = CONTAINER.verified(signed, signer);
                body.map_err(|BadSignature| DirectoryFault::BadSignature)?
            }
            Form::BySigners { edition, .. } => {
                match edition.missing(root.signers(), root.need(), Context::Directory) {
                    0 => edition.body(),
                    missing => return Err(DirectoryFault::TooFewSignatures { missing }),
                }
            }
        };
        Ok(Directory { edition: Edition::from_bytes(body)?, digest: sha256(body), root })
    }
}

/// A verified directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    edition: Edition,
    digest: [u8; SHA256_BYTES],
    root: Root,
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

    /// The root whose signers signed it; the next directory must lead to it or beyond.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
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

/// For the fuzz target alone: reads the body as if the signatures held.
#[cfg(fuzzing)]
#[must_use]
pub fn edition_reads(signed: &SignedDirectory) -> bool {
    let body = match &signed.0 {
        Form::ByOne(signed) => signed.unverified(),
        Form::BySigners { edition, .. } => edition.body(),
    };
    Edition::from_bytes(body).is_ok()
}

#[cfg(test)]
pub(crate) mod tests;
