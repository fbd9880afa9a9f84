//! The journal: the store of a bureau, one append-only list of entries whose Merkle tree makes every change visible.
//!
//! An entry is a sealed body, which only the bureau can open, and a [`entry::Header`] in clear, which carries no personal
//! data. [`tree::Frontier`] is what the appender keeps; each transaction ends with a signed
//! [`checkpoint::Checkpoint`]. [`export`] writes a journal out for an auditor and [`verify::verify`] finds whatever was
//! altered, removed, inserted or reordered, and says where. It needs the bureau's public key and nothing else. Other bureaus
//! witness it: [`submission`] is how a checkpoint is put to a witness, [`cosignature`] what the witness answers.
//!
//! Never: opens a file, asks for the time, sees a case's content or a secret key. The library names no signature library;
//! the one exception is the program `journal-verify`, which checks public signatures and holds no key.

pub mod evidence;
pub mod verify;
mod roots;
mod sequence;
pub mod trust;
pub mod report;
pub mod export;
pub mod tiles;
pub mod submission;
pub mod checkpoint;
pub mod cosignature;
pub mod note;
pub mod entry;
pub mod proof;
pub mod tree;
