//! Verifies a package. It needs the package and, to know whose it is, the journal's key from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::cades::{self, SIGNATURE_DER_BYTES_MAX};
use super::certificate::{self, Certified, EVIDENCE_KEY_BYTES};
use super::container;
use super::findings::{Fault, Report};
use super::index::Index;
use super::manifest::{self, MANIFEST, SIGNATURE};
use super::package::{
    ATTACHMENTS, CHECKPOINT, ENTRIES, EVIDENCE_CERTIFICATE, INDEX, JOURNAL_CERTIFICATE, KEY, READING, reading,
};
use super::shown::{self, Record, Shown};
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::entry::Header;
use crate::note::{SignatureCheck, VerifierKey};
use crate::proof::verify_inclusion;

/// Answers whether a signature is good under a key that signs packages: ECDSA over P-256 with SHA-256, the signature in DER.
pub type PackageCheck<'a> = dyn Fn(&[u8; EVIDENCE_KEY_BYTES], &[u8], &[u8]) -> bool + 'a;

/// How signatures are verified, and what the verifier knows from elsewhere.
pub struct Trust<'a> {
    /// The journal's key.
    pub key: Option<&'a VerifierKey>,
    /// Verifies what the journal's key signed.
    pub journal: &'a SignatureCheck<'a>,
    /// Verifies what the key that the journal's key vouches for signed.
    pub package: &'a PackageCheck<'a>,
}

type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

/// Verifies a package. Everything that is wrong is in the report.
#[must_use]
pub fn check(bytes: &[u8], trust: &Trust<'_>) -> Report {
    let mut report = Report::default();
    let read = match container::unpack(bytes) {
        Ok(read) => read,
        Err(fault) => {
            report.add(Fault::Container(fault));
            return report;
        }
    };
    let files: Files<'_> = read.iter().map(|file| (file.name.as_str(), file.content.as_slice())).collect();
    digests(&files, &mut report);
    let Some(index) = text(&files, INDEX).and_then(Index::read) else {
        report.add(Fault::Part(INDEX));
        return report;
    };
    report.is_key_known = trust.key.is_some_and(|key| *key == index.journal);
    if trust.key.is_some() && !report.is_key_known {
        report.add(Fault::Key);
    }
    if text(&files, KEY) != Some(format!("{}\n", index.journal).as_str()) {
        report.add(Fault::Part(KEY));
    }
    signature(&files, &index, trust, &mut report);
    entries(&files, &index, trust, &mut report);
    report.index = Some(index);
    report
}

fn text<'a>(files: &Files<'a>, name: &str) -> Option<&'a str> {
    str::from_utf8(files.get(name)?).ok()
}

/// Whether the files are those of the manifest.
fn digests(files: &Files<'_>, report: &mut Report) {
    let Some(stated) = text(files, MANIFEST).and_then(manifest::read) else {
        report.add(Fault::Manifest);
        return;
    };
    let mut left: BTreeSet<&str> =
        files.keys().copied().filter(|name| ![MANIFEST, SIGNATURE].contains(name)).collect();
    report.counts.files = left.len();
    for (name, digest) in stated {
        match files.get(name).filter(|_| left.remove(name)) {
            None => report.add(Fault::FileMissing(name.to_owned())),
            Some(content) if Sha256::digest(content).as_slice() != digest => {
                report.add(Fault::FileAltered(name.to_owned()));
            }
            Some(_) => {}
        }
    }
    left.into_iter().for_each(|name| report.add(Fault::FileAdded(name.to_owned())));
}

/// Whether the manifest is signed by a key for which the journal's key vouches. Certificates and signature are made again from
/// what the index says, and compared.
fn signature(files: &Files<'_>, index: &Index, trust: &Trust<'_>, report: &mut Report) {
    let bureau = index.bureau.to_string();
    let certified = Certified {
        bureau: &bureau,
        keys: index.keys,
        evidence: &index.evidence,
        journal: index.journal.public(),
    };
    let mut vouched = |name: &'static str, body: Vec<u8>| {
        let stated = text(files, name);
        let signature = stated.and_then(certificate::signature_in);
        let made = signature.map(|signature| certificate::signed(&body, &signature));
        let same = made.as_ref().map(|made| certificate::text(made)).as_deref() == stated;
        let holds =
            signature.is_some_and(|signature| (trust.journal)(index.journal.public(), &body, &signature));
        if !(same && holds) {
            report.add(Fault::Certificate(name));
        }
        made.unwrap_or_default()
    };
    let evidence = vouched(EVIDENCE_CERTIFICATE, certified.evidence_body());
    let journal = vouched(JOURNAL_CERTIFICATE, certified.journal_body());
    let manifest = files.get(MANIFEST).copied().unwrap_or_default();
    let stated = files.get(SIGNATURE).copied().unwrap_or_default();
    let certificates = [evidence.as_slice(), journal.as_slice()];
    let to_sign = cades::to_sign(manifest, &evidence, Some(index.at));
    // The signature stands at the end and is of one of few lengths.
    let holds = (1..=SIGNATURE_DER_BYTES_MAX).any(|length| {
        let Some((_, signature)) =
            stated.len().checked_sub(length).and_then(|at| stated.split_at_checked(at))
        else {
            return false;
        };
        cades::signed(manifest, &certified, certificates, Some(index.at), signature) == stated
            && (trust.package)(&index.evidence, &to_sign, signature)
    });
    if !holds {
        report.add(Fault::Signature);
    }
}

/// Whether the entries are in the journal, and what is shown of them is what they commit to.
fn entries(files: &Files<'_>, index: &Index, trust: &Trust<'_>, report: &mut Report) {
    let checkpoint = text(files, CHECKPOINT).and_then(|text| text.parse::<SignedCheckpoint>().ok());
    let Some(checkpoint) = checkpoint else { return report.add(Fault::Part(CHECKPOINT)) };
    if checkpoint.checkpoint().origin != index.journal.name()
        || !checkpoint.is_signed_by(&index.journal, trust.journal)
    {
        report.add(Fault::Checkpoint);
    }
    let checkpoint = checkpoint.checkpoint();
    let Some(all) = text(files, ENTRIES).and_then(shown::read) else {
        return report.add(Fault::Part(ENTRIES));
    };
    let mut explained = BTreeSet::from([INDEX, EVIDENCE_CERTIFICATE, JOURNAL_CERTIFICATE, KEY, CHECKPOINT]);
    explained.extend([ENTRIES, READING, MANIFEST, SIGNATURE]);
    let mut kept: BTreeSet<String> = BTreeSet::new();
    let mut least = 0;
    for (place, shown) in all.iter().enumerate() {
        let Ok(header) = Header::from_bytes(&shown.header) else {
            report.add(Fault::Header(place + 1));
            continue;
        };
        if header.position < least {
            report.add(Fault::EntryOrder(header.position));
        }
        least = header.position.saturating_add(1);
        one(files, index, checkpoint, (shown, &header), report);
        if let Some(disclosed) = &shown.disclosed {
            report.counts.shown += 1;
            kept.insert(shown::sealed_file(header.position));
            kept.insert(match &disclosed.record {
                Record::Whole => shown::record_file(header.position),
                Record::File { name, .. } => name.clone(),
            });
        }
    }
    if reading(&all, files).ok().as_deref() != text(files, READING) {
        report.add(Fault::Reading);
    }
    report.counts.entries = all.len();
    report.counts.journal = checkpoint.size;
    for name in files.keys().filter(|name| !explained.contains(*name) && !kept.contains(**name)) {
        if name.starts_with(ATTACHMENTS) {
            report.add(Fault::FileUnproven((*name).to_owned()));
        } else {
            report.only_signed.push((*name).to_owned());
        }
    }
    report.counts.attachments = kept.iter().filter(|name| name.starts_with(ATTACHMENTS)).count();
}

/// One entry.
fn one(
    files: &Files<'_>,
    index: &Index,
    checkpoint: &Checkpoint,
    (shown, header): (&Shown, &Header),
    report: &mut Report,
) {
    let position = header.position;
    if header.case != index.case {
        report.add(Fault::EntryForeign(position));
    }
    let proven = verify_inclusion(&shown.proof, position, &header.leaf(), checkpoint.size, &checkpoint.root);
    if let Err(why) = proven {
        report.add(Fault::EntryUnproven(position, why));
    }
    let Some(disclosed) = &shown.disclosed else { return };
    let sealed = files.get(shown::sealed_file(position).as_str()).copied();
    let Some(sealed) = sealed.filter(|sealed| header.fits(sealed)) else {
        return report.add(Fault::BodyAltered(position));
    };
    let fits = match &disclosed.record {
        Record::Whole => {
            let record = files.get(shown::record_file(position).as_str());
            record.is_some_and(|record| disclosed.fits(sealed, &[record]))
        }
        Record::File { name, head } => {
            let content = files.get(name.as_str()).filter(|_| name.starts_with(ATTACHMENTS));
            content.is_some_and(|content| disclosed.fits(sealed, &[head, content]))
        }
    };
    if !fits {
        report.add(Fault::RecordDiffers(position));
    }
}
