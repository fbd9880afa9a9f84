//! The manifest of a package: each file with its digest (ETSI EN 319 162-1, annex A.4). One line for each file.

use sha2::{Digest, Sha256};

use super::container::{ATTACHMENTS, File};
use super::lines::word;
use crate::tree::Hash;

/// Where it lies.
pub(super) const MANIFEST: &str = "META-INF/ASiCManifest.xml";
/// Where the signature over it lies.
pub(super) const SIGNATURE: &str = "META-INF/signature.p7s";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n\
<asic:SigReference URI=\"META-INF/signature.p7s\" MimeType=\"application/pkcs7-signature\"/>\n";
const TAIL: &str = "</asic:ASiCManifest>\n";
const URI: &str = "<asic:DataObjectReference URI=\"";
const TYPE: &str = "\" MimeType=\"";
const DIGEST: &str =
    "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>";
const END: &str = "</ds:DigestValue></asic:DataObjectReference>\n";

/// The media type of a file, by the end of its name. Files of the case are not named by what they claim to be.
fn media_type(name: &str) -> &'static str {
    if name.starts_with(ATTACHMENTS) {
        return "application/octet-stream";
    }
    match name.rsplit_once('.') {
        Some((_, "html")) => "text/html",
        Some((_, "json")) => "application/json",
        Some((_, "cbor")) => "application/cbor",
        Some((_, "pem")) => "application/x-pem-file",
        Some((_, "txt")) => "text/plain",
        _ => "application/octet-stream",
    }
}

fn line(name: &str, digest: &Hash) -> String {
    [URI, name, TYPE, media_type(name), DIGEST, &word(digest), END].concat()
}

/// The manifest over these files, in their order. Names hold no letter that XML reads.
pub(super) fn write(files: &[File]) -> String {
    let lines = files.iter().map(|file| line(&file.name, &Sha256::digest(&file.content).into()));
    [HEAD.to_owned()].into_iter().chain(lines).chain([TAIL.to_owned()]).collect()
}

/// The names and digests that a manifest states; none where it is not one that [`write`] writes.
pub(super) fn read(text: &str) -> Option<Vec<(&str, Hash)>> {
    let lines = text.strip_prefix(HEAD)?.strip_suffix(TAIL)?;
    lines.split_inclusive('\n').map(read_line).collect()
}

fn read_line(text: &str) -> Option<(&str, Hash)> {
    let (name, rest) = text.strip_prefix(URI)?.split_once(TYPE)?;
    let (_, digest) = rest.strip_suffix(END)?.split_once(DIGEST)?;
    let digest = super::lines::array(digest)?;
    // The whole line, its media type too, is as it would be written.
    (line(name, &digest) == text).then_some((name, digest))
}
