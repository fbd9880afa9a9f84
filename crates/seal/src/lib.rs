//! Keys, signatures and sealing: the only crate that names an encryption or signature library.
//!
//! Between bureaus a message is signed, then sealed ([`envelope`]); what came from outside passes
//! `Received → Opened → Verified`, each step consuming the last. At rest an entry's body is sealed under its case's
//! own key, and that key is wrapped by the bureau's master key ([`rest`], [`keeper`], [`ring`]). No clock, file or socket here;
//! randomness comes in as an argument ([`random::Randomness`]), with one exception told at [`identity::Identity`].

#[cfg(test)]
mod vectors;
pub mod envelope;
pub mod directory;
pub mod root;
pub mod law_edition;
mod signed_body;
mod joint;
pub mod statement;
pub mod note;
pub mod evidence;
pub mod archive;
pub mod share;
mod shamir;
pub mod rest;
pub mod identity;
mod hybrid;
pub mod ring;
pub mod keeper;
mod aead;
pub mod secret;
mod canonical;
pub mod digest;
pub mod random;
pub mod limits;
