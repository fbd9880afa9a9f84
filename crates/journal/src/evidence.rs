//! Evidence packages: what a bureau's record says of one case, sealed so that a court or the defence can check it without
//! the bureau. A package is an ASiC-E container with a CAdES signature (ETSI EN 319 162-1, EN 319 122-1), and holds for each
//! entry of the case its header and its proof of inclusion in the journal.
//!
//! [`package::seal`] writes one and [`check::check`] verifies one. [`paper::check`] verifies a paper. The writer has one way to write each part, and the verifier
//! takes a part only where writing it again gives the same bytes: it reads no foreign XML, DER or compressed data, so
//! there is nothing in them to be read in two ways. What an outsider learns of a sealed body stands in [`shown`].
//!
//! No key here: what signs and what verifies signatures comes in as a function.

pub mod paper;
pub mod check;
pub mod findings;
pub mod package;
mod index;
mod manifest;
mod container;
mod cades;
mod certificate;
mod der;
pub mod shown;
mod record;
mod lines;
