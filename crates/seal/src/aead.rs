//! AES-256-GCM with a random nonce, for everything at rest.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::random::{self, Randomness};

/// Length of a key, in bytes.
pub(crate) const KEY_BYTES: usize = 32;

fn key(bytes: &[u8; KEY_BYTES]) -> Option<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, bytes).ok().map(LessSafeKey::new)
}

/// Nonce (96 random bits), ciphertext, tag. Under 2^32 seals for one key, a repeated nonce stays less likely than 2^-32
/// (NIST SP 800-38D, section 8.3). `None` when the library refuses, as it does above 64 GiB.
pub(crate) fn seal(
    with: &[u8; KEY_BYTES],
    aad: &[u8],
    plaintext: &[u8],
    randomness: &mut dyn Randomness,
) -> Option<Vec<u8>> {
    seal_with(with, random::bytes(randomness), aad, plaintext)
}

/// As [`seal`], with a nonce that its caller drew at random for this one seal.
pub(crate) fn seal_with(
    with: &[u8; KEY_BYTES],
    nonce: [u8; NONCE_LEN],
    aad: &[u8],
    plaintext: &[u8],
) -> Option<Vec<u8>> {
    let key = key(with)?;
    let mut sealed = Vec::with_capacity(NONCE_LEN + plaintext.len() + AES_256_GCM.tag_len());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plaintext);
    let body = sealed.get_mut(NONCE_LEN..)?;
    let tag =
        key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), body).ok()?;
    sealed.extend_from_slice(tag.as_ref());
    Some(sealed)
}

/// What [`seal`] sealed under the same key and additional data; `None` when anything differs.
pub(crate) fn open(with: &[u8; KEY_BYTES], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, body) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut body = body.to_vec();
    let length = key(with)?.open_in_place(nonce, Aad::from(aad), &mut body).ok()?.len();
    body.truncate(length);
    Some(body)
}
