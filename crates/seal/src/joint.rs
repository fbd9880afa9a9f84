//! A text that several persons sign: each signature is named by the digest of its signer's public identity, because several
//! signers have one bureau's code and may have one serial.

use std::collections::BTreeMap;

use crate::canonical::{Reader, Writer};
use crate::digest::{SHA256_BYTES, sha256};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::limits::SIGNATURES_MAX;
use crate::statement::{
    Context, STATEMENT_SIGNATURE_BYTES, StatementSignature, sign_statement, verify_statement,
};

/// What stands beside a signature: whose it is.
type Name = [u8; SHA256_BYTES];

fn name(signer: &PublicIdentity) -> Name {
    sha256(&signer.to_bytes())
}

/// A text, and signatures that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joint {
    body: Vec<u8>,
    signatures: BTreeMap<Name, StatementSignature>,
}

impl Joint {
    /// A text that nobody has signed yet.
    pub(crate) const fn new(body: Vec<u8>) -> Self {
        Self { body, signatures: BTreeMap::new() }
    }

    /// The text, whoever signed it.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    /// Adds a signature, or puts it in the place of the same signer's.
    pub(crate) fn sign(&mut self, signer: &Identity, context: Context) -> Result<(), IdentityFault> {
        let signature = sign_statement(signer, context, &self.body)?;
        self.signatures.insert(name(signer.public()), signature);
        Ok(())
    }

    /// Leaves the signatures of these persons that hold, and no other.
    pub(crate) fn retain<'a>(&mut self, signers: impl Iterator<Item = &'a PublicIdentity>, context: Context) {
        let held = signers.filter(|signer| self.is_signed_by(signer, context)).map(name);
        let held: Vec<Name> = held.collect();
        self.signatures.retain(|name, _| held.contains(name));
    }

    /// Whether this person's signature is here and holds.
    pub(crate) fn is_signed_by(&self, signer: &PublicIdentity, context: Context) -> bool {
        let signature = self.signatures.get(&name(signer));
        signature.is_some_and(|signature| verify_statement(signer, context, &self.body, signature).is_ok())
    }

    /// How many of these persons, each of whom stands there once, still have to sign so that `need` of them have.
    pub(crate) fn missing(&self, signers: &[PublicIdentity], need: usize, context: Context) -> usize {
        let signed = signers.iter().filter(|signer| self.is_signed_by(signer, context));
        need.saturating_sub(signed.take(need).count())
    }

    pub(crate) fn write(&self, writer: Writer) -> Writer {
        let head = writer.bytes(&self.body).count(self.signatures.len());
        let write = |writer: Writer, (name, signature): (&Name, &StatementSignature)| {
            writer.fixed(name).fixed(signature.as_bytes())
        };
        self.signatures.iter().fold(head, write)
    }

    /// Reads a text of up to `body_max` bytes and its signatures, each name once and in order.
    pub(crate) fn read(reader: &mut Reader<'_>, body_max: usize) -> Option<Self> {
        let body = reader.bytes(body_max)?.to_vec();
        let count = reader.count(SIGNATURES_MAX)?;
        let mut signatures = BTreeMap::new();
        for _ in 0..count {
            let name: Name = reader.fixed()?;
            if signatures.last_key_value().is_some_and(|(last, _)| *last >= name) {
                return None;
            }
            let signature = StatementSignature::from_bytes(reader.take(STATEMENT_SIGNATURE_BYTES)?)?;
            signatures.insert(name, signature);
        }
        Some(Self { body, signatures })
    }
}
