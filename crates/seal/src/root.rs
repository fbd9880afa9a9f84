//! The root of the directory: the persons who sign it for the General Secretariat, and how many of them it needs.
//!
//! A root follows another when enough of its own signers signed it, and enough of those before (as in The Update Framework,
//! specification 1.0, section 5.3). Fewer than that many stolen keys therefore neither sign a directory nor change who signs,
//! and a key that was lost or stolen is left out of the next root.

use case::bureau::BureauCode;

use crate::canonical::{Reader, Writer};
use crate::digest::{SHA256_BYTES, sha256};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::joint::Joint;
use crate::limits::{IDENTITY_BYTES_MAX, ROOT_BYTES_MAX, ROOTS_MAX, SIGNERS_MAX};
use crate::statement::Context;

const SIGNED_LABEL: &str = "comity signed root 1";
const BODY_LABEL: &str = "comity root 1";

/// Why a root is not made, or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RootFault {
    /// Above [`ROOT_BYTES_MAX`].
    #[error("the root is too large")]
    TooLarge,
    /// Not the bytes of a root, or signers out of order.
    #[error("these are not the bytes of a root of the directory")]
    Malformed,
    /// No signer, or more than [`SIGNERS_MAX`].
    #[error("a root has 1 to {SIGNERS_MAX} signers")]
    Signers,
    /// None of them is needed, or more than there are.
    #[error("a root needs at least one of its signers, and at most all")]
    Need,
    /// Two signers have a key in common, under whatever serial: one person would count as two.
    #[error("a key stands there for two signers")]
    KeyTwice,
    /// A signer of another bureau than the others, or than those before.
    #[error("the signers are not all of the General Secretariat's code")]
    OtherBureau,
    /// So many more of its own signers have to sign it.
    #[error("too few of its own signers signed the root; missing: {missing}")]
    TooFewOwn {
        /// How many.
        missing: usize,
    },
    /// So many more of the signers of the root before have to sign it.
    #[error("too few signers of the root before it signed the root; missing: {missing}")]
    TooFewFormer {
        /// How many.
        missing: usize,
    },
    /// Not the one after the root known here; those between did not come.
    #[error("a root between the one known here and this one is missing")]
    Skipped,
    /// Before the root known here: an attacker may be bringing back keys that were left out.
    #[error("the root is older than the one known here")]
    RolledBack,
    /// It begins later than the roots known here do: bureaus that were away would not find their way.
    #[error("roots that bureaus which were away need are missing at the beginning")]
    Cut,
    /// Another root of this serial is known here: its signers have signed two.
    #[error("another root of the same serial is known here")]
    TwoRoots,
    /// Whoever was to sign is no signer of the root, nor of the one before.
    #[error("these keys are not those of a signer")]
    NotASigner,
    /// The library refused to sign.
    #[error("the root cannot be signed: {0}")]
    Identity(#[from] IdentityFault),
}

impl RootFault {
    /// The stable code for journals and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            RootFault::TooLarge => "root-too-large",
            RootFault::Malformed => "root-malformed",
            RootFault::Signers => "root-signers",
            RootFault::Need => "root-need",
            RootFault::KeyTwice => "root-key-twice",
            RootFault::OtherBureau => "root-other-bureau",
            RootFault::TooFewOwn { .. } => "root-too-few-own",
            RootFault::TooFewFormer { .. } => "root-too-few-former",
            RootFault::Skipped => "root-skipped",
            RootFault::RolledBack => "root-rolled-back",
            RootFault::Cut => "root-cut",
            RootFault::TwoRoots => "root-two-texts",
            RootFault::NotASigner => "root-not-a-signer",
            RootFault::Identity(_) => "root-not-signed",
        }
    }
}

/// Who signs the directory. One that was read here or made here; whether it follows another says [`Root::follow`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    serial: u32,
    need: usize,
    bureau: BureauCode,
    /// In ascending order of their bytes, so that one root has one form.
    signers: Vec<PublicIdentity>,
}

impl Root {
    /// The root that a bare public identity is: one signer, who suffices; its serial is 0.
    #[must_use]
    pub fn of_one(signer: &PublicIdentity) -> Self {
        Self { serial: 0, need: 1, bureau: signer.bureau().clone(), signers: vec![signer.clone()] }
    }

    /// The root after this one: of these signers, `need` of whom sign together.
    ///
    /// # Errors
    /// [`RootFault`] says which rule it breaks.
    pub fn next(&self, need: usize, signers: Vec<PublicIdentity>) -> Result<Self, RootFault> {
        let next = Self::new(self.serial.saturating_add(1), need, signers)?;
        if next.bureau == self.bureau { Ok(next) } else { Err(RootFault::OtherBureau) }
    }

    fn new(serial: u32, need: usize, mut signers: Vec<PublicIdentity>) -> Result<Self, RootFault> {
        signers.sort_by_cached_key(PublicIdentity::to_bytes);
        let bureau = signers.first().ok_or(RootFault::Signers)?.bureau().clone();
        if signers.len() > SIGNERS_MAX {
            return Err(RootFault::Signers);
        }
        if need == 0 || need > signers.len() {
            return Err(RootFault::Need);
        }
        if signers.iter().any(|signer| *signer.bureau() != bureau) {
            return Err(RootFault::OtherBureau);
        }
        let mut rest = signers.as_slice();
        while let [first, others @ ..] = rest {
            if others.iter().any(|other| other.shares_signing_key(first)) {
                return Err(RootFault::KeyTwice);
            }
            rest = others;
        }
        Ok(Self { serial, need, bureau, signers })
    }

    /// Counts up with every root; 0 is a bare public identity.
    #[must_use]
    pub const fn serial(&self) -> u32 {
        self.serial
    }

    /// How many signers sign together.
    #[must_use]
    pub const fn need(&self) -> usize {
        self.need
    }

    /// The General Secretariat's code.
    #[must_use]
    pub const fn bureau(&self) -> &BureauCode {
        &self.bureau
    }

    /// Who signs: 1 to [`SIGNERS_MAX`], each key once.
    #[must_use]
    pub fn signers(&self) -> &[PublicIdentity] {
        &self.signers
    }

    /// Whether these keys are those of a signer.
    #[must_use]
    pub fn has(&self, signer: &PublicIdentity) -> bool {
        self.signers.contains(signer)
    }

    /// Reads what a bureau was handed: a bare public identity, or a root that enough of its own signers signed. That it is the
    /// General Secretariat's, people have to tell each other.
    ///
    /// # Errors
    /// [`RootFault`].
    pub fn read(bytes: &[u8]) -> Result<Self, RootFault> {
        if let Ok(identity) = PublicIdentity::from_bytes(bytes) {
            return Ok(Self::of_one(&identity));
        }
        let signed = SignedRoot::read(bytes)?;
        let root = signed.proposed()?;
        signed.check_own(&root)?;
        Ok(root)
    }

    /// The root that these lead to from this one, which is one of them, or the one before the first of them. Each has to be
    /// signed by enough of its own signers and of those before, also those that are known here: what is taken is handed on to bureaus
    /// that do not know them yet.
    ///
    /// # Errors
    /// [`RootFault`]; [`RootFault::RolledBack`] where they end before this one.
    pub fn follow(&self, roots: &[SignedRoot]) -> Result<Self, RootFault> {
        let mut last: Option<Self> = None;
        for signed in roots {
            let next = signed.proposed()?;
            match &last {
                // The oldest of them may follow one that nobody keeps any more.
                None if next.serial <= self.serial => signed.check_own(&next)?,
                None => drop(signed.verify(self)?),
                Some(last) if last.serial.checked_add(1) != Some(next.serial) => {
                    return Err(RootFault::Skipped);
                }
                Some(last) => drop(signed.verify(last)?),
            }
            if next.serial == self.serial && next != *self {
                return Err(RootFault::TwoRoots);
            }
            last = Some(next);
        }
        match last {
            None if self.serial == 0 => Ok(self.clone()),
            Some(last) if last.serial >= self.serial => Ok(last),
            _ => Err(RootFault::RolledBack),
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let head = Writer::new(BODY_LABEL).u32(self.serial).count(self.need).count(self.signers.len());
        self.signers.iter().fold(head, |writer, signer| writer.bytes(&signer.to_bytes())).done()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, RootFault> {
        let (serial, need, signers) = Self::parse(bytes).ok_or(RootFault::Malformed)?;
        let root = Self::new(serial, need, signers)?;
        // Serial 0 is a bare identity; another order would be another form of the same root.
        if serial == 0 || root.to_bytes() != bytes { Err(RootFault::Malformed) } else { Ok(root) }
    }

    fn parse(bytes: &[u8]) -> Option<(u32, usize, Vec<PublicIdentity>)> {
        let mut reader = Reader::new(BODY_LABEL, bytes)?;
        let (serial, need) = (reader.u32()?, reader.count(SIGNERS_MAX)?);
        let count = reader.count(SIGNERS_MAX)?;
        let mut signer = || PublicIdentity::from_bytes(reader.bytes(IDENTITY_BYTES_MAX)?).ok();
        let signers = (0..count).map(|_| signer()).collect::<Option<_>>()?;
        reader.end()?;
        Some((serial, need, signers))
    }
}

/// A root and its signatures, as stored and sent; nothing in it can be used before [`Root::follow`] or [`Root::read`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRoot(Joint);

impl SignedRoot {
    /// A root that nobody has signed yet.
    #[must_use]
    pub fn propose(root: &Root) -> Self {
        Self(Joint::new(root.to_bytes()))
    }

    /// The bytes to store and to send.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.write(Writer::new(SIGNED_LABEL)).done()
    }

    /// Reads received or stored bytes, without believing anything in them.
    ///
    /// # Errors
    /// [`RootFault::TooLarge`], [`RootFault::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, RootFault> {
        if bytes.len() > ROOT_BYTES_MAX {
            return Err(RootFault::TooLarge);
        }
        let parse = || {
            let mut reader = Reader::new(SIGNED_LABEL, bytes)?;
            let joint = Joint::read(&mut reader, ROOT_BYTES_MAX)?;
            reader.end()?;
            Some(Self(joint))
        };
        parse().ok_or(RootFault::Malformed)
    }

    /// What it says, whoever signed it: for a person who looks at it before signing.
    ///
    /// # Errors
    /// [`RootFault`] of a root that breaks a rule.
    pub fn proposed(&self) -> Result<Root, RootFault> {
        Root::from_bytes(self.0.body())
    }

    /// SHA-256 of what is signed.
    #[must_use]
    pub fn digest(&self) -> [u8; SHA256_BYTES] {
        sha256(self.0.body())
    }

    /// Adds the signature of a signer of this root or of the one before. Signatures of others are left out.
    ///
    /// # Errors
    /// [`RootFault`]: a root that cannot follow `former` is not signed.
    pub fn sign(&mut self, signer: &Identity, former: &Root) -> Result<(), RootFault> {
        let root = self.after(former)?;
        if !root.has(signer.public()) && !former.has(signer.public()) {
            return Err(RootFault::NotASigner);
        }
        self.0.retain(root.signers.iter().chain(&former.signers), Context::Root);
        Ok(self.0.sign(signer, Context::Root)?)
    }

    /// How many of its own signers, and of those of the root before it, still have to sign.
    ///
    /// # Errors
    /// [`RootFault`] of a root that cannot follow `former`.
    pub fn missing(&self, former: &Root) -> Result<(usize, usize), RootFault> {
        let root = self.after(former)?;
        let missing = |root: &Root| self.0.missing(&root.signers, root.need, Context::Root);
        Ok((missing(&root), missing(former)))
    }

    /// The root, if it follows this one and enough of both have signed it.
    fn verify(&self, former: &Root) -> Result<Root, RootFault> {
        let root = self.after(former)?;
        self.check_own(&root)?;
        match self.0.missing(&former.signers, former.need, Context::Root) {
            0 => Ok(root),
            missing => Err(RootFault::TooFewFormer { missing }),
        }
    }

    fn check_own(&self, root: &Root) -> Result<(), RootFault> {
        match self.0.missing(&root.signers, root.need, Context::Root) {
            0 => Ok(()),
            missing => Err(RootFault::TooFewOwn { missing }),
        }
    }

    /// What it says, if it is the one after this root.
    fn after(&self, former: &Root) -> Result<Root, RootFault> {
        let root = self.proposed()?;
        if root.serial <= former.serial {
            return Err(RootFault::RolledBack);
        }
        if former.serial.checked_add(1) != Some(root.serial) {
            return Err(RootFault::Skipped);
        }
        if root.bureau == former.bureau { Ok(root) } else { Err(RootFault::OtherBureau) }
    }
}

/// Writes the roots that lead to a directory, newest last; the oldest go where there are too many.
pub(crate) fn write_chain(roots: &[SignedRoot], writer: Writer) -> Writer {
    let kept = roots.get(roots.len().saturating_sub(ROOTS_MAX)..).unwrap_or(roots);
    kept.iter().fold(writer.count(kept.len()), |writer, root| writer.bytes(&root.to_bytes()))
}

/// Reads what [`write_chain`] wrote, without believing anything in it.
pub(crate) fn read_chain(reader: &mut Reader<'_>) -> Option<Vec<SignedRoot>> {
    let count = reader.count(ROOTS_MAX)?;
    (0..count).map(|_| SignedRoot::read(reader.bytes(ROOT_BYTES_MAX)?).ok()).collect()
}

#[cfg(test)]
pub(crate) mod tests;
