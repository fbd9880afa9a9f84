//! The signature of a package: CMS over the manifest, which lies beside it (RFC 5652), with the attributes of CAdES at level
//! B-B (ETSI EN 319 122-1, clause 6.3): type of content, time of signing, digest, and the signer's certificate by its digest.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::certificate::Certified;
use super::der::{GENERALIZED_TIME, INTEGER, SET, UTC_TIME, element, holds, object, octets, sequence, set};

/// 1.2.840.113549.1.7.1 and .2
const DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const SIGNED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.9.3, .4 and .5
const CONTENT_TYPE: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
/// 1.2.840.113549.1.9.16.2.47
const SIGNING_CERTIFICATE_V2: [u8; 11] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
/// 2.16.840.1.101.3.4.2.1
const SHA_256: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
/// 1.2.840.10045.4.3.2
const ECDSA_SHA_256: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
/// The last year that is written with two digits (RFC 5652, section 11.3).
const SHORT_YEAR_MAX: i16 = 2049;

/// Longest ECDSA signature over P-256 in DER, in bytes: two numbers of 33 bytes with their heads.
pub(super) const SIGNATURE_DER_BYTES_MAX: usize = 72;

fn attribute(kind: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[&object(kind), &element(SET, &[value])])
}

fn time(at: Timestamp) -> Vec<u8> {
    let at = TimeZone::UTC.to_datetime(at);
    if at.year() <= SHORT_YEAR_MAX {
        element(UTC_TIME, &[at.strftime("%y%m%d%H%M%SZ").to_string().as_bytes()])
    } else {
        element(GENERALIZED_TIME, &[at.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes()])
    }
}

fn attributes(tag: u8, manifest: &[u8], certificate: &[u8], at: Option<Timestamp>) -> Vec<u8> {
    let by_digest = sequence(&[&octets(&Sha256::digest(certificate))]);
    let mut attributes = vec![
        attribute(&CONTENT_TYPE, &object(&DATA)),
        attribute(&MESSAGE_DIGEST, &octets(&Sha256::digest(manifest))),
        attribute(&SIGNING_CERTIFICATE_V2, &sequence(&[&sequence(&[&by_digest])])),
    ];
    attributes.extend(at.map(|at| attribute(&SIGNING_TIME, &time(at))));
    set(tag, attributes)
}

/// What the signer signs: the attributes, as a set (RFC 5652, section 5.4). `certificate` is the signer's; the time counts in
/// whole seconds, and is none where the file says it itself.
pub(super) fn to_sign(manifest: &[u8], certificate: &[u8], at: Option<Timestamp>) -> Vec<u8> {
    attributes(SET, manifest, certificate, at)
}

/// The file with the signature. `certificates` are the signer's, then that of the journal.
pub(super) fn signed(
    manifest: &[u8],
    certified: &Certified<'_>,
    certificates: [&[u8]; 2],
    at: Option<Timestamp>,
    signature: &[u8],
) -> Vec<u8> {
    let [certificate, _] = certificates;
    let version = element(INTEGER, &[&[1]]);
    let digest = sequence(&[&object(&SHA_256)]);
    let signer = sequence(&[
        &version,
        &sequence(&[&certified.issuer(), &certified.serial()]),
        &digest,
        &attributes(holds(0), manifest, certificate, at),
        &sequence(&[&object(&ECDSA_SHA_256)]),
        &octets(signature),
    ]);
    let data = sequence(&[
        &version,
        &set(SET, vec![digest]),
        &sequence(&[&object(&DATA)]),
        &set(holds(0), certificates.map(<[u8]>::to_vec).to_vec()),
        &set(SET, vec![signer]),
    ]);
    sequence(&[&object(&SIGNED_DATA), &element(holds(0), &[&data])])
}
