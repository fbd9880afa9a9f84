//! Writing a package.

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use jiff::Timestamp;

use super::cades;
pub use super::certificate::EVIDENCE_KEY_BYTES;
use super::certificate::{self, Certified};
pub use super::container::{
    ATTACHMENTS, BadContainer, FILE_NAME_BYTES_MAX, FILES_MAX, File, PACKAGE_BYTES_MAX, pack, unpack,
};
pub use super::index::Index;
use super::manifest::{self, MANIFEST, SIGNATURE};
use super::record;
use super::shown::{self, Disclosed, Own, Record, Shown};
use crate::checkpoint::SignedCheckpoint;
use crate::entry::Header;
use crate::note::SIGNATURE_BYTES;
use crate::report::json_text;
use crate::tree::Hash;

/// Where a package's own files lie.
pub(super) const INDEX: &str = "package.txt";
pub(super) const KEY: &str = "journal/journal.key";
pub(super) const CHECKPOINT: &str = "journal/checkpoint.txt";
pub(super) const ENTRIES: &str = "journal/entries.txt";
pub(super) const READING: &str = "journal/entries.json";
pub(super) const EVIDENCE_CERTIFICATE: &str = "certificates/evidence.pem";
pub(super) const JOURNAL_CERTIFICATE: &str = "certificates/journal.pem";

/// What a package shows of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its header.
    pub header: Header,
    /// The proof that it is in the tree of the checkpoint.
    pub proof: Vec<Hash>,
    /// What its body says; nothing where that is not shown.
    pub disclosure: Option<Disclosure>,
}

/// What a sealed body says, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The sealed body.
    pub sealed: Vec<u8>,
    /// The record.
    pub record: Vec<u8>,
    /// Its salt.
    pub salt: Hash,
    /// What stays with the bureau.
    pub own: Own,
    /// Where the record ends with the content of a file: the name that this gets in [`ATTACHMENTS`], and its length in bytes.
    pub file: Option<(String, usize)>,
}

/// Everything that goes into a package but for its signature.
#[derive(Debug)]
pub struct Package<'a> {
    /// What it says of itself; the time counts in whole seconds.
    pub index: Index,
    /// The checkpoint that the proofs lead to.
    pub checkpoint: &'a SignedCheckpoint,
    /// All entries of the case, in their order.
    pub entries: Vec<Entry>,
    /// What is written about the case for people and programs.
    pub about: Vec<File>,
}

/// Signs; nothing when the library refuses.
pub struct Signers<'a> {
    /// With the journal's key, Ed25519: the body of a certificate.
    pub certificate: &'a dyn Fn(&[u8]) -> Option<[u8; SIGNATURE_BYTES]>,
    /// With the key for packages, ECDSA over P-256 with SHA-256, in DER.
    pub package: &'a dyn Fn(&[u8]) -> Option<Vec<u8>>,
}

/// Why a package was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The files make no container.
    #[error(transparent)]
    Container(#[from] BadContainer),
    /// A record that is to be shown is none.
    #[error("the record of entry {position} cannot be shown")]
    Record {
        /// The entry.
        position: u64,
    },
    /// A signature was refused.
    #[error("the package could not be signed")]
    Refused,
}

/// Writes and signs a package. The same contents at the same second make the same bytes, where signing takes no randomness.
///
/// # Errors
/// A [`SealFault`].
pub fn seal(package: Package<'_>, signers: &Signers<'_>) -> Result<Vec<u8>, SealFault> {
    let Package { index, checkpoint, entries, about } = package;
    let at = Timestamp::from_second(index.at.as_second()).unwrap_or(index.at);
    let index = Index { at, ..index };
    let bureau = index.bureau.to_string();
    let certified = Certified {
        bureau: &bureau,
        keys: index.keys,
        evidence: &index.evidence,
        journal: index.journal.public(),
    };
    let [evidence, journal] = certificates(&certified, signers)?;

    let mut files = about;
    files.push(file(INDEX, index.write()));
    files.push(file(EVIDENCE_CERTIFICATE, certificate::text(&evidence)));
    files.push(file(JOURNAL_CERTIFICATE, certificate::text(&journal)));
    files.push(file(KEY, format!("{}\n", index.journal)));
    files.push(file(CHECKPOINT, checkpoint.to_string()));
    files.extend(of_entries(entries)?);
    let manifest = manifest::write(&files);
    let to_sign = cades::to_sign(manifest.as_bytes(), &evidence, Some(at));
    let signature = (signers.package)(&to_sign).ok_or(SealFault::Refused)?;
    let signed = cades::signed(manifest.as_bytes(), &certified, [&evidence, &journal], Some(at), &signature);
    files.push(file(MANIFEST, manifest));
    files.push(File { name: SIGNATURE.to_owned(), content: signed });
    Ok(pack(&files)?)
}

/// The certificate of the key that signs, and the journal's own.
fn certificates(certified: &Certified<'_>, signers: &Signers<'_>) -> Result<[Vec<u8>; 2], SealFault> {
    let certify = |body: Vec<u8>| {
        let signature = (signers.certificate)(&body).ok_or(SealFault::Refused)?;
        Ok::<_, SealFault>(certificate::signed(&body, &signature))
    };
    Ok([certify(certified.evidence_body())?, certify(certified.journal_body())?])
}

/// Whose a signature is.
#[derive(Debug, Clone, Copy)]
pub struct Signatory<'a> {
    /// The bureau.
    pub bureau: &'a BureauCode,
    /// Which of its keys, counted from 1.
    pub keys: u32,
    /// The key that signs.
    pub evidence: &'a [u8; EVIDENCE_KEY_BYTES],
    /// The journal's key, which vouches for it.
    pub journal: &'a [u8; 32],
}

/// The signature of a file that holds it itself, as a PDF does: CMS over the rest of the file (PAdES at level B-B, ETSI EN
/// 319 142-1, clause 6.3). The time stands in the file and not here.
///
/// # Errors
/// [`SealFault::Refused`].
pub fn sign(content: &[u8], by: &Signatory<'_>, signers: &Signers<'_>) -> Result<Vec<u8>, SealFault> {
    let bureau = by.bureau.to_string();
    let certified = Certified { bureau: &bureau, keys: by.keys, evidence: by.evidence, journal: by.journal };
    let [evidence, journal] = certificates(&certified, signers)?;
    let to_sign = cades::to_sign(content, &evidence, None);
    let signature = (signers.package)(&to_sign).ok_or(SealFault::Refused)?;
    Ok(cades::signed(content, &certified, [&evidence, &journal], None, &signature))
}

fn file(name: &str, text: String) -> File {
    File { name: name.to_owned(), content: text.into_bytes() }
}

/// The files about entries: the list, its reading, and for each entry that is shown its sealed body and its record.
fn of_entries(entries: Vec<Entry>) -> Result<Vec<File>, SealFault> {
    let (mut all, mut files) = (Vec::new(), Vec::new());
    for Entry { header, proof, disclosure } in entries {
        let position = header.position;
        let unshown = SealFault::Record { position };
        let header = header.to_bytes();
        let Some(Disclosure { sealed, record, salt, own, file }) = disclosure else {
            all.push(Shown { header, proof, disclosed: None });
            continue;
        };
        let (place, content, record) = match file {
            None => (shown::record_file(position), record, Record::Whole),
            Some((name, bytes)) => {
                let (head, content) = record::split(&record, bytes).ok_or(unshown)?;
                let (name, head) = ([ATTACHMENTS, &name].concat(), head.to_vec());
                (name.clone(), content.to_vec(), Record::File { name, head })
            }
        };
        files.push(File { name: shown::sealed_file(position), content: sealed });
        files.push(File { name: place, content });
        all.push(Shown { header, proof, disclosed: Some(Disclosed { record, salt, own }) });
    }
    let by_name = files.iter().map(|file| (file.name.as_str(), file.content.as_slice())).collect();
    let reading = reading(&all, &by_name).map_err(|position| SealFault::Record { position })?;
    Ok([file(ENTRIES, shown::write(&all)), file(READING, reading)].into_iter().chain(files).collect())
}

/// What the records say, as JSON, one line for each entry; what verifies a package makes it again. On failure the position of
/// the entry whose record is none.
pub(super) fn reading(all: &[Shown], files: &BTreeMap<&str, &[u8]>) -> Result<String, u64> {
    let mut lines = Vec::new();
    for shown in all {
        let header = Header::from_bytes(&shown.header).map_err(|_| u64::MAX)?;
        let Some(disclosed) = &shown.disclosed else { continue };
        let content = |name: &str| files.get(name).copied();
        let record = match &disclosed.record {
            Record::Whole => content(&shown::record_file(header.position)).and_then(record::json),
            Record::File { name, head } => {
                content(name).and_then(|content| record::file_json(head, content, name))
            }
        };
        let record = record.ok_or(header.position)?;
        let purpose = match &disclosed.own {
            Own::Kept(_) => String::new(),
            Own::Shown { text, .. } => format!(",\"purpose\":{}", json_text(text)),
        };
        lines.push(format!(
            "{{\"position\":{},\"written\":\"{}\"{purpose},\"record\":{record}}}",
            header.position, header.at
        ));
    }
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}
