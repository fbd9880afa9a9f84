//! A body and its signature in one container: how what is issued to every bureau is stored and sent.

use crate::canonical::{Reader, Writer};
use crate::identity::{Identity, IdentityFault, PublicIdentity};
use crate::statement::{
    BadSignature, Context, STATEMENT_SIGNATURE_BYTES, StatementSignature, sign_statement, verify_statement,
};

/// Bytes of the lengths before label and body.
const LENGTHS_BYTES: usize = 8;

/// A kind of container.
pub(crate) struct Container {
    /// What its bytes begin with.
    pub(crate) label: &'static str,
    /// What is signed in it.
    pub(crate) context: Context,
    /// Largest, in bytes.
    pub(crate) bytes_max: usize,
}

/// A body and its signature; the body that is used is given out by [`Container::verified`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignedBody {
    body: Vec<u8>,
    signature: StatementSignature,
}

impl Container {
    /// Largest body, in bytes: what label, lengths and signature leave.
    pub(crate) const fn body_bytes_max(&self) -> usize {
        self.bytes_max - STATEMENT_SIGNATURE_BYTES - self.label.len() - LENGTHS_BYTES
    }

    pub(crate) fn sign(&self, body: Vec<u8>, signer: &Identity) -> Result<SignedBody, IdentityFault> {
        let signature = sign_statement(signer, self.context, &body)?;
        Ok(SignedBody { body, signature })
    }

    pub(crate) fn to_bytes(&self, signed: &SignedBody) -> Vec<u8> {
        Writer::new(self.label).bytes(&signed.body).fixed(signed.signature.as_bytes()).done()
    }

    /// Reads a container, without believing anything in it; none where the bytes are of another kind or cut.
    pub(crate) fn read(&self, bytes: &[u8]) -> Option<SignedBody> {
        let mut reader = Reader::new(self.label, bytes)?;
        let body = reader.bytes(self.body_bytes_max())?.to_vec();
        let signature = StatementSignature::from_bytes(reader.take(STATEMENT_SIGNATURE_BYTES)?)?;
        reader.end()?;
        Some(SignedBody { body, signature })
    }

    /// The body, if its signature is of this signer.
    pub(crate) fn verified<'a>(
        &self,
        signed: &'a SignedBody,
        signer: &PublicIdentity,
    ) -> Result<&'a [u8], BadSignature> {
        verify_statement(signer, self.context, &signed.body, &signed.signature)?;
        Ok(&signed.body)
    }
}

impl SignedBody {
    /// The body as if its signature held: for a person who looks at it.
    pub(crate) fn unverified(&self) -> &[u8] {
        &self.body
    }
}
