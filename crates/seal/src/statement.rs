//! Signed statements: receipts, the directory itself, its roots, and editions of the law.

use crate::canonical::Writer;
use crate::hybrid::{ED25519_SIGNATURE_BYTES, ML_DSA_SIGNATURE_BYTES};
use crate::identity::{Identity, IdentityFault, PublicIdentity};

/// Length of a statement's signature, in bytes.
pub const STATEMENT_SIGNATURE_BYTES: usize = ED25519_SIGNATURE_BYTES + ML_DSA_SIGNATURE_BYTES;

/// What kind of statement is signed. A signature made for one kind never holds for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The directory of bureaus, by the General Secretariat.
    Directory,
    /// Who signs the directory from now on, by those who sign it and those who signed before.
    Root,
    /// That a message was delivered, read, accepted or refused, by its recipient.
    Receipt,
    /// A bureau's own public keys and particulars, sent to the General Secretariat to be listed.
    Introduction,
    /// An edition of the law, by its publisher.
    Law,
}

impl Context {
    /// As it stands in the signed bytes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Context::Directory => "directory",
            Context::Root => "directory-root",
            Context::Receipt => "receipt",
            Context::Introduction => "introduction",
            Context::Law => "law",
        }
    }
}

/// An Ed25519 signature (64 bytes), then an ML-DSA-65 signature (3,309 bytes), over the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementSignature(Vec<u8>);

impl StatementSignature {
    /// From stored or received bytes; `None` unless there are [`STATEMENT_SIGNATURE_BYTES`].
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == STATEMENT_SIGNATURE_BYTES).then(|| Self(bytes.to_vec()))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The statement is not signed by this bureau's key, or not in this context, or was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold for this statement, signer and context")]
pub struct BadSignature;

/// What both keys sign: the kind of statement, whose key, and the statement.
fn signed_bytes(who: &PublicIdentity, context: Context, statement: &[u8]) -> Vec<u8> {
    Writer::new("comity statement 1").text(context.code()).text(&who.key_name()).bytes(statement).done()
}

/// Signs a statement with both keys.
///
/// # Errors
/// [`IdentityFault::Refused`] when the library refuses to sign.
pub fn sign_statement(
    identity: &Identity,
    context: Context,
    statement: &[u8],
) -> Result<StatementSignature, IdentityFault> {
    let bytes = signed_bytes(identity.public(), context, statement);
    let mut signature = identity.sign_ed25519(&bytes)?;
    signature.extend(identity.sign_ml_dsa(&bytes)?);
    Ok(StatementSignature(signature))
}

/// Checks both signatures.
///
/// # Errors
/// [`BadSignature`] when either does not hold.
pub fn verify_statement(
    who: &PublicIdentity,
    context: Context,
    statement: &[u8],
    signature: &StatementSignature,
) -> Result<(), BadSignature> {
    let bytes = signed_bytes(who, context, statement);
    let (ed25519, ml_dsa) = signature.0.split_at_checked(ED25519_SIGNATURE_BYTES).ok_or(BadSignature)?;
    let holds = who.ed25519_signed(&bytes, ed25519) && who.ml_dsa_signed(&bytes, ml_dsa);
    if holds { Ok(()) } else { Err(BadSignature) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Seeded;

    const CONTEXTS: [Context; 5] =
        [Context::Directory, Context::Root, Context::Receipt, Context::Introduction, Context::Law];

    fn identity(code: &str, seed: u64) -> Identity {
        Identity::generate(code.parse().unwrap(), 1, &mut Seeded::new(seed)).unwrap()
    }

    #[test]
    fn contexts_signers_and_texts_do_not_cross() {
        let (fr, us) = (identity("FR", 1), identity("US", 2));
        for made in CONTEXTS {
            let signature = sign_statement(&fr, made, b"delivered").unwrap();
            for read in CONTEXTS {
                let held = verify_statement(fr.public(), read, b"delivered", &signature).is_ok();
                assert_eq!(held, made == read, "{made:?} read as {read:?}");
            }
            assert_eq!(verify_statement(fr.public(), made, b"Delivered", &signature), Err(BadSignature));
            assert_eq!(verify_statement(us.public(), made, b"delivered", &signature), Err(BadSignature));
        }
    }

    #[test]
    fn both_signatures_are_needed() {
        let fr = identity("FR", 1);
        let good = sign_statement(&fr, Context::Receipt, b"text").unwrap();
        for place in [0, 63, 64, 1000, STATEMENT_SIGNATURE_BYTES - 1] {
            let mut bytes = good.as_bytes().to_vec();
            bytes[place] ^= 1;
            let altered = StatementSignature::from_bytes(&bytes).unwrap();
            assert_eq!(verify_statement(fr.public(), Context::Receipt, b"text", &altered), Err(BadSignature));
        }
        assert_eq!(StatementSignature::from_bytes(&good.as_bytes()[1..]), None);
    }
}
