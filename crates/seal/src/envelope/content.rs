//! What is inside the sealing: a COSE_Sign (RFC 9052, section 4.1) with two signatures over the payload.
//!
//! The protected header names the sender's key; the header in clear is the external additional data. The content has one
//! form only: what was read is written again and compared, so that no header or encoding of the peer's own choice passes.

use case::bureau::BureauCode;
use coset::iana::Algorithm;
use coset::{CborSerializable, CoseSign, CoseSignBuilder, CoseSignatureBuilder, HeaderBuilder};

use crate::hybrid::{ED25519_SIGNATURE_BYTES, ML_DSA_SIGNATURE_BYTES};
use crate::identity::{Identity, IdentityFault, PublicIdentity};

/// A signed payload that has been read and not yet verified.
#[derive(Debug)]
pub(super) struct Content {
    sender: BureauCode,
    sender_key: u32,
    cose: CoseSign,
}

/// The one form: the sender's key in the protected header, each signature's algorithm in its own, nothing unprotected.
fn assemble(key_name: &str, payload: Vec<u8>, ed25519: Vec<u8>, ml_dsa: Vec<u8>) -> CoseSign {
    let signature = |algorithm, signature| {
        let protected = HeaderBuilder::new().algorithm(algorithm).build();
        CoseSignatureBuilder::new().protected(protected).signature(signature).build()
    };
    CoseSignBuilder::new()
        .protected(HeaderBuilder::new().key_id(key_name.as_bytes().to_vec()).build())
        .payload(payload)
        .add_signature(signature(Algorithm::Ed25519, ed25519))
        .add_signature(signature(Algorithm::ML_DSA_65, ml_dsa))
        .build()
}

/// The signed content as bytes. `header` is the header in clear, bound by both signatures.
pub(super) fn sign(sender: &Identity, header: &[u8], payload: &[u8]) -> Result<Vec<u8>, IdentityFault> {
    let mut cose = assemble(&sender.public().key_name(), payload.to_vec(), Vec::new(), Vec::new());
    let [ed25519, ml_dsa] = to_be_signed(&cose, header).ok_or(IdentityFault::Refused)?;
    let signatures = [sender.sign_ed25519(&ed25519)?, sender.sign_ml_dsa(&ml_dsa)?];
    for (place, signature) in cose.signatures.iter_mut().zip(signatures) {
        place.signature = signature;
    }
    cose.to_vec().map_err(|_| IdentityFault::Refused)
}

/// What each of the two keys signs (RFC 9052, section 4.4).
fn to_be_signed(cose: &CoseSign, header: &[u8]) -> Option<[Vec<u8>; 2]> {
    let [ed25519, ml_dsa] = cose.signatures.as_slice() else { return None };
    Some([cose.tbs_data(header, ed25519), cose.tbs_data(header, ml_dsa)])
}

/// `FR/3` as code and serial, in that form only.
fn read_key_name(name: &[u8]) -> Option<(BureauCode, u32)> {
    let (code, serial) = std::str::from_utf8(name).ok()?.split_once('/')?;
    Some((code.parse().ok()?, serial.parse().ok()?))
}

impl Content {
    /// Reads the one form; `None` for any other bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let read = CoseSign::from_slice(bytes).ok()?;
        let (sender, sender_key) = read_key_name(&read.protected.header.key_id)?;
        let [ed25519, ml_dsa]: [_; 2] = read.signatures.try_into().ok()?;
        let (ed25519, ml_dsa) = (ed25519.signature, ml_dsa.signature);
        if (ed25519.len(), ml_dsa.len()) != (ED25519_SIGNATURE_BYTES, ML_DSA_SIGNATURE_BYTES) {
            return None;
        }
        let cose = assemble(&format!("{sender}/{sender_key}"), read.payload?, ed25519, ml_dsa);
        // Some copies of the payload are the price of one comparison that leaves nothing out.
        let again = cose.clone().to_vec().ok()?;
        (again == bytes).then_some(Self { sender, sender_key, cose })
    }

    /// Reads the same without its payload (RFC 9052, section 4.1: detached), which stands elsewhere.
    pub(super) fn read_detached(bytes: &[u8], payload: &[u8]) -> Option<Self> {
        let mut cose = CoseSign::from_slice(bytes).ok()?;
        if cose.payload.replace(payload.to_vec()).is_some() {
            return None;
        }
        let read = Self::read(&cose.to_vec().ok()?)?;
        (read.detached()? == bytes).then_some(read)
    }

    /// The signatures and whose they are, without the payload.
    pub(super) fn detached(&self) -> Option<Vec<u8>> {
        let [ed25519, ml_dsa] = self.cose.signatures.as_slice() else { return None };
        let (ed25519, ml_dsa) = (ed25519.signature.clone(), ml_dsa.signature.clone());
        let key_name = format!("{}/{}", self.sender, self.sender_key);
        CoseSign { payload: None, ..assemble(&key_name, Vec::new(), ed25519, ml_dsa) }.to_vec().ok()
    }

    pub(super) fn sender(&self) -> &BureauCode {
        &self.sender
    }

    pub(super) fn sender_key(&self) -> u32 {
        self.sender_key
    }

    /// Whether both of this bureau's keys signed the payload for this header.
    pub(super) fn signed_by(&self, who: &PublicIdentity, header: &[u8]) -> bool {
        let Some([ed25519_bytes, ml_dsa_bytes]) = to_be_signed(&self.cose, header) else { return false };
        let [ed25519, ml_dsa] = self.cose.signatures.as_slice() else { return false };
        who.ed25519_signed(&ed25519_bytes, &ed25519.signature)
            && who.ml_dsa_signed(&ml_dsa_bytes, &ml_dsa.signature)
    }

    pub(super) fn into_parts(self) -> (BureauCode, Vec<u8>) {
        (self.sender, self.cose.payload.unwrap_or_default())
    }
}
