//! Sealed evidence packages: what a case holds, given out so that whoever has it can check it without the bureau.
//!
//! What leaves is what bureaus said to each other with its files, what our own law said of it, and who decided what and why.
//! What stays: drafts before they were sent, files that were taken out, notes for colleagues, to whom the case was given or
//! kept, other uses and packages, and what was recalled and blocked; looks and why officers acted, unless whoever exports asks
//! for them. Of what stays the header alone is shown, so that nobody can say there was nothing.

use std::collections::{BTreeMap, BTreeSet};

use case::exchange::Attachment;
use case::id::{AttachmentId, CaseId, MessageId, OfficerId};
use case::life::{
    self, Act, Case, Deadline, Deed, Entry, Event, Heard, Judgement, Refusal, Told, is_of_task,
};
use jiff::Timestamp;
use journal::checkpoint::SignedCheckpoint;
use journal::evidence::package::{
    self, ATTACHMENTS, Disclosure, File, Index, PACKAGE_BYTES_MAX, Package, SealFault, Signatory, Signers,
};
use journal::evidence::paper::about;
use journal::evidence::shown::Own;
use journal::note::VerifierKey;
use journal::proof::inclusions;
use journal::tree::Hash;
use liaison::wire::v1;
use seal::digest::sha256;
use seal::evidence::{EvidenceKey, sign_certificate};
use seal::rest::{Body, Salts, disclose_body, own_commitment};
use serde::Serialize;

use crate::course::is_reminder;
use crate::custody;
use crate::digits::hexadecimal;
use crate::door::{Actor, Bureau, Inner, Writer, absent, body_aad, is_erased, open_plain, origin};
use crate::exhibit;
use crate::fault::DoorFault;
use crate::look::TimelineRow;
use crate::permit::Permitted;
use crate::ports::StoredEntry;
use crate::record::{self, RecordFault};
use crate::shown::{EvidenceView, Export, ShownFile};

/// Most entries of a case that one package holds: each makes up to two files, and a container counts 65,000.
pub const EVIDENCE_ENTRIES_MAX: usize = 20_000;
/// Longest name of a file of the case in a package, in bytes, without the number before it.
const FILE_NAME_BYTES_MAX: usize = 80;
/// The summary for programs.
const SUMMARY: &str = "case.json";
/// Who held the files, for other programs.
const CUSTODY: &str = "custody.jsonld";
/// What is asked of the policy.
const COMMAND: &str = "export-evidence";

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its file name, which tells the case's reference and the day.
    pub name: String,
    /// The package.
    pub bytes: Vec<u8>,
    /// SHA-256 of it, which the journal has too.
    pub digest: [u8; 32],
}

/// An entry of the case with what its body says, where that commits to something.
struct Read {
    stored: StoredEntry,
    entry: Option<(Body, Entry)>,
    salts: Option<Salts>,
}

/// Writes what a person reads: names of files and what they hold.
pub type Pages<'a> = dyn Fn(&EvidenceView<'_>) -> Vec<(&'static str, String)> + Send + Sync + 'a;

impl Bureau {
    /// Gives out what a case holds as a sealed package. That it is given out, to whom and why, and the digest of the package
    /// become an entry before this returns.
    ///
    /// # Errors
    /// A [`DoorFault`]; nothing has been given out then.
    pub async fn export_evidence(
        &self,
        officer: OfficerId,
        id: CaseId,
        export: Export,
        purpose: &str,
        pages: &Pages<'_>,
    ) -> Result<Evidence, DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let (may, case) = inner.permitted_in(&mut writer, officer, COMMAND, id).await?;
        if inner.book().holds.contains_key(&id) {
            return Err(DoorFault::Contested);
        }
        let act = |package| {
            let Export { what, recipient, reasons, .. } = export.clone();
            Act::Export { what, recipient, reasons, package }
        };
        life::decide(Some(&case), act([0; 32]), Some(may.officer()), inner.me())?;
        let bytes = inner.packed(&mut writer, may, (id, &case), &export, pages).await?;
        let digest = sha256(&bytes);
        let day = crate::door::day_of(inner.clock.now());
        let name = format!("{}-{day}.asice", plain(&case.reference));
        let actor = Actor::officer(may, purpose);
        inner.pass(&mut writer, id, Some(case), &actor, vec![act(digest)], |_, _, _| Vec::new()).await?;
        Ok(Evidence { name, bytes, digest })
    }
}

impl Inner {
    async fn packed(
        &self,
        writer: &mut Writer,
        may: Permitted<'_>,
        (id, case): (CaseId, &Case),
        export: &Export,
        pages: &Pages<'_>,
    ) -> Result<Vec<u8>, DoorFault> {
        let all = self.read_whole(id).await?;
        let shows = |read: &Read| {
            read.salts.is_some()
                && read.entry.as_ref().is_some_and(|(_, entry)| leaves(&entry.event, case, export))
        };
        let shown: Vec<(Body, Entry)> =
            all.iter().filter(|read| shows(read)).filter_map(|read| read.entry.clone()).collect();
        self.package_held_by_sources(writer, (id, case), &shown, may.officer().id).await?;

        let at = self.time_of_entry(writer);
        let identity = self.identity();
        let keys = |fault: &dyn std::fmt::Display| DoorFault::Keys(fault.to_string());
        let key = EvidenceKey::of(&identity).map_err(|fault| keys(&fault))?;
        let journal = VerifierKey::new(&origin(self.me()), *identity.public().journal_key());
        let journal = journal.map_err(|fault| keys(&fault))?;
        let files = named(&told_files(case));
        let positions: BTreeSet<u64> =
            all.iter().filter(|read| shows(read)).map(|read| read.stored.header.position).collect();
        let mut view = self.view(id, case, may.officer()).await?;
        view.timeline.retain(|row| positions.contains(&row.position));
        if !export.with_looks {
            view.timeline.iter_mut().for_each(|row| row.entry.purpose.clear());
        }
        let exhibits = exhibit::chains(&self.law, case);
        let told = EvidenceView {
            case: &view,
            entries: all.len(),
            files: &files,
            exhibits: &exhibits,
            export,
            at,
            by: may.officer(),
            journal_key: journal.to_string(),
        };
        let mut about: Vec<File> = pages(&told)
            .into_iter()
            .map(|(name, text)| File { name: name.to_owned(), content: text.into_bytes() })
            .collect();
        about.push(File { name: SUMMARY.to_owned(), content: self.summary(&told)? });
        about.push(File {
            name: CUSTODY.to_owned(),
            content: custody::graph(&told, &|code| self.name_of(code)),
        });

        let checkpoint = self.checkpoint_of(writer).await?;
        let entries = self.proven(writer, all, &files, &shows, export.with_looks).await?;
        let index = Index {
            bureau: self.me().clone(),
            keys: identity.public().serial(),
            at,
            case: id,
            journal,
            evidence: *key.public(),
        };
        let signers = Signers {
            certificate: &|body| sign_certificate(&identity, body).ok(),
            package: &|bytes| key.sign(bytes).ok(),
        };
        let package = Package { index, checkpoint: &checkpoint, entries, about };
        package::seal(package, &signers).map_err(refused)
    }

    /// A paper signed with the bureau's key for evidence, for which its journal's key vouches.
    pub(crate) fn signed_paper(&self, pdf: Vec<u8>, at: Timestamp) -> Result<Vec<u8>, DoorFault> {
        let identity = self.identity();
        let keys = |fault: &dyn std::fmt::Display| DoorFault::Keys(fault.to_string());
        let key = EvidenceKey::of(&identity).map_err(|fault| keys(&fault))?;
        let signatory = Signatory {
            bureau: self.me(),
            keys: identity.public().serial(),
            evidence: key.public(),
            journal: identity.public().journal_key(),
        };
        let signers = Signers {
            certificate: &|body| sign_certificate(&identity, body).ok(),
            package: &|bytes| key.sign(bytes).ok(),
        };
        let ready = letters::signed::ready(pdf, (self.me().as_str(), &about(&signatory)), at)
            .map_err(|fault| keys(&fault))?;
        let signature = package::sign(&ready.covered(), &signatory, &signers).map_err(refused)?;
        ready.sign(&signature).map_err(|fault| keys(&fault))
    }

    /// A bureau's name in the directory; its code where that does not list it.
    fn name_of(&self, code: &case::bureau::BureauCode) -> String {
        self.directory().find(code).map_or_else(|| code.to_string(), |entry| entry.name.clone())
    }

    /// All entries of a case, with those that hold files, in their order.
    async fn read_whole(&self, id: CaseId) -> Result<Vec<Read>, DoorFault> {
        let mut stored = self.store.case_entries(id).await?;
        stored.extend(self.store.file_entries(id).await?);
        stored.sort_by_key(|entry| entry.header.position);
        let bytes: u64 = stored.iter().map(|entry| u64::from(entry.header.body_bytes)).sum();
        // Each file stands in a package twice.
        if stored.len() > EVIDENCE_ENTRIES_MAX || bytes > PACKAGE_BYTES_MAX as u64 / 2 {
            return Err(too_large());
        }
        if stored.iter().any(|entry| entry.body.is_none()) && !is_erased(&stored) {
            return Err(absent(&stored));
        }
        let key = self.key(id)?;
        let read = |stored: StoredEntry| {
            let body = open_plain(&key, &stored)?;
            let aad = body_aad(id, stored.header.position);
            let salts = stored.body.as_ref().and_then(|sealed| disclose_body(&key, &aad, sealed).ok());
            let entry = body.map(|body| Ok::<_, RecordFault>((record::read(&body)?, body))).transpose()?;
            let entry = entry.map(|(entry, body)| (body, entry));
            Ok(Read { stored, entry, salts: salts.map(|(_, salts)| salts) })
        };
        stored.into_iter().map(read).collect()
    }

    /// The checkpoint over all that the journal has now.
    async fn checkpoint_of(&self, writer: &Writer) -> Result<SignedCheckpoint, DoorFault> {
        let last = self.store.last_checkpoint().await?.unwrap_or_default();
        let checkpoint: Option<SignedCheckpoint> = last.parse().ok();
        // Under keys that came into use since, the next entry has to be written first.
        let is_ours = writer.signed_by == Some(*self.identity().public().journal_key());
        checkpoint.filter(|one| is_ours && one.checkpoint().size == writer.tree.size()).ok_or_else(|| {
            RecordFault::Unreadable("the last checkpoint is not that of the journal".into()).into()
        })
    }

    /// Each entry with its proof and, where it is shown, what its body says.
    async fn proven(
        &self,
        writer: &Writer,
        all: Vec<Read>,
        files: &[ShownFile],
        shows: &(dyn Fn(&Read) -> bool + Sync),
        with_purpose: bool,
    ) -> Result<Vec<package::Entry>, DoorFault> {
        let headers = self.store.headers(0, u32::try_from(writer.tree.size()).unwrap_or(u32::MAX)).await?;
        let leaves: Vec<Hash> = headers.iter().map(journal::entry::Header::leaf).collect();
        let positions =
            all.iter().map(|read| usize::try_from(read.stored.header.position).unwrap_or(usize::MAX));
        let proofs = inclusions(&leaves, &positions.collect::<Vec<_>>());
        if proofs.len() != all.len() {
            return Err(RecordFault::Unreadable("the journal is shorter than the case".into()).into());
        }
        let one = |(read, proof): (Read, Vec<Hash>)| {
            let header = read.stored.header;
            let disclosure = shows(&read).then(|| disclosure(read, files, with_purpose)).flatten();
            package::Entry { header, proof, disclosure }
        };
        Ok(all.into_iter().zip(proofs).map(one).collect())
    }

    /// The summary for programs.
    fn summary(&self, told: &EvidenceView<'_>) -> Result<Vec<u8>, DoorFault> {
        let (view, case) = (told.case, &told.case.case);
        let rows = &view.timeline;
        let stated = rows.iter().rev().find_map(|row| match &row.entry.event {
            Event::Said { said, .. } | Event::Heard(Heard { said, .. }) => {
                said.stated().map(|fields| (row.position, fields))
            }
            _ => None,
        });
        let directory = self.directory();
        let bureau = |code: &case::bureau::BureauCode| {
            let listed = directory.entries().iter().find(|entry| entry.identity.bureau() == code)?;
            Some(SummaryBureau {
                code: code.to_string(),
                name: listed.name.clone(),
                keys: listed.identity.serial(),
                public: hexadecimal(&listed.identity.to_bytes()),
            })
        };
        let summary = Summary {
            format: "comity case 1",
            case: view.id.to_string(),
            reference: &case.reference,
            kind: case.kind.code(),
            from: case.from.to_string(),
            to: case.to.to_string(),
            stage: case.stage.code(),
            example: &case.origin,
            exported: SummaryExport {
                at: told.at.to_string(),
                by: &told.by.name,
                r#use: told.export.what.code(),
                recipient: &told.export.recipient,
                reasons: &told.export.reasons,
            },
            bureaus: [bureau(&case.from), bureau(&case.to)].into_iter().flatten().collect(),
            stated_in: stated.as_ref().map(|(position, _)| *position),
            fields: stated.map(|(_, fields)| v1::write_facts(fields)).unwrap_or_default(),
            law: case.opinion.as_ref().map(|opinion| opinion.law.clone()),
            messages: rows.iter().filter_map(message).collect(),
            decisions: rows.iter().filter_map(decision).collect(),
            files: told.files.iter().map(SummaryFile::of).collect(),
        };
        let json = serde_json::to_string_pretty(&summary);
        let json = json.map_err(|fault| RecordFault::Unreadable(fault.to_string()))?;
        Ok([json.as_bytes(), b"\n"].concat())
    }
}

/// The files that one side told the other; what an authority handed in, or waits for the next message, is the bureau's own.
fn told_files(case: &Case) -> Vec<Attachment> {
    let recalled = case.recalled();
    let stands = |told: &&Told| !told.turned_away && !recalled.contains(&told.message);
    let told = case.told.iter().filter(stands).flat_map(|told| &told.attachments);
    let told: BTreeSet<AttachmentId> = told.map(|file| file.id).collect();
    let stays = |file: &&Attachment| !told.contains(&file.id) || case.blocked_files.contains(&file.id);
    case.attachments.iter().filter(|file| !stays(file)).cloned().collect()
}

/// Whether an entry leaves with a package.
fn leaves(event: &Event, case: &Case, export: &Export) -> bool {
    let files = told_files(case);
    let is_file = |id: AttachmentId| files.iter().any(|file| file.id == id);
    // What was turned away counts as not said; what this side recalled is not given to others either.
    let said = |id: MessageId| {
        let stands = case.told.iter().any(|told| told.message == id && !told.turned_away);
        stands && !case.recalled().contains(&id)
    };
    match event {
        Event::Heard(heard) => !case.is_blocked(heard.message),
        Event::Said { message, .. } => said(*message),
        // An opinion repeats what it judged, and a review may name a circle.
        Event::Assessed { .. } => case.blocked.is_empty(),
        Event::EmergencyReviewed { .. } => case.emergencies.iter().all(|one| one.deed == Deed::Sent),
        Event::DeadlineSet(Deadline { name, .. }) | Event::DeadlineMet { name } => {
            !is_of_task(name) && !is_reminder(name)
        }
        Event::Attached { attachment } => is_file(attachment.id),
        Event::Kept { attachment, .. } => is_file(*attachment),
        Event::Looked | Event::Drawn { .. } => export.with_looks,
        Event::Opened { .. }
        | Event::Submitted { .. }
        | Event::Judged { .. }
        | Event::SentBack { .. }
        | Event::Approved { .. }
        | Event::GlassBroken { .. }
        | Event::NotDelivered { .. }
        | Event::Delivered { .. }
        | Event::TurnedAway { .. }
        | Event::Closed { .. } => true,
        Event::Edited { .. }
        | Event::Detached { .. }
        | Event::Assigned { .. }
        | Event::Restricted { .. }
        | Event::Used { .. }
        | Event::Exported { .. }
        | Event::Noted { .. }
        | Event::CorrectionPrepared { .. }
        | Event::Task { .. }
        | Event::Enclosed { .. }
        | Event::CircleEntered { .. }
        | Event::Retained { .. }
        | Event::Discarded { .. } => false,
    }
}

fn disclosure(read: Read, files: &[ShownFile], with_purpose: bool) -> Option<Disclosure> {
    let (body, entry) = read.entry?;
    let salts = read.salts?;
    let file = match &entry.event {
        Event::Kept { attachment, content } => {
            let shown = files.iter().find(|shown| shown.file.id == *attachment)?;
            Some((shown.name.strip_prefix(ATTACHMENTS)?.to_owned(), content.len()))
        }
        _ => None,
    };
    let own = if with_purpose {
        Own::Shown { salt: salts.own, text: entry.purpose }
    } else {
        Own::Kept(own_commitment(&salts, &body))
    };
    Some(Disclosure { sealed: read.stored.body?, record: body.told, salt: salts.told, own, file })
}

/// The files of a case with names of their own: numbered, so that no two are alike, and of plain letters.
fn named(files: &[Attachment]) -> Vec<ShownFile> {
    let name = |(place, file): (usize, &Attachment)| ShownFile {
        name: format!("{ATTACHMENTS}{:02}-{}", place + 1, plain(&file.name)),
        file: file.clone(),
    };
    files.iter().enumerate().map(name).collect()
}

/// A name of letters that every system takes; the end, which tells the format, stays.
fn plain(name: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-') { letter } else { '_' }
    };
    let plain: String = name.chars().map(letter).collect();
    let from = plain.len().saturating_sub(FILE_NAME_BYTES_MAX);
    plain.get(from..).unwrap_or_default().to_owned()
}

fn too_large() -> DoorFault {
    Refusal::TooLarge { what: "the package", max: PACKAGE_BYTES_MAX }.into()
}

fn refused(fault: SealFault) -> DoorFault {
    match fault {
        SealFault::Container(_) => too_large(),
        SealFault::Record { .. } => RecordFault::Unreadable(fault.to_string()).into(),
        SealFault::Refused => DoorFault::Keys(fault.to_string()),
    }
}

/// `case.json`. Numbers of entries lead to `journal/entries.json`, where each is proven; the rest is the bureau's word.
#[derive(Serialize)]
struct Summary<'a> {
    format: &'static str,
    case: String,
    reference: &'a str,
    kind: &'static str,
    from: String,
    to: String,
    stage: &'static str,
    example: &'a str,
    exported: SummaryExport<'a>,
    bureaus: Vec<SummaryBureau>,
    stated_in: Option<u64>,
    fields: BTreeMap<String, v1::Value>,
    law: Option<String>,
    messages: Vec<SummaryMessage>,
    decisions: Vec<SummaryDecision>,
    files: Vec<SummaryFile>,
}

#[derive(Serialize)]
struct SummaryExport<'a> {
    at: String,
    by: &'a str,
    r#use: &'static str,
    recipient: &'a str,
    reasons: &'a str,
}

#[derive(Serialize)]
struct SummaryBureau {
    code: String,
    name: String,
    keys: u32,
    public: String,
}

#[derive(Serialize)]
struct SummaryMessage {
    entry: u64,
    at: String,
    from_us: bool,
    number: u32,
    says: &'static str,
    message: String,
}

#[derive(Serialize)]
struct SummaryDecision {
    entry: u64,
    at: String,
    by: Option<String>,
    decided: &'static str,
    rule: Option<String>,
    satisfied: Option<bool>,
    reasons: Option<String>,
    law: Option<String>,
}

#[derive(Serialize)]
struct SummaryFile {
    file: String,
    name: String,
    media_type: String,
    bytes: u64,
    sha256: String,
}

impl SummaryFile {
    fn of(ShownFile { name, file }: &ShownFile) -> Self {
        Self {
            file: name.clone(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            bytes: file.bytes,
            sha256: hexadecimal(&file.digest),
        }
    }
}

fn message(row: &TimelineRow) -> Option<SummaryMessage> {
    let (message, number, said, from_us) = match &row.entry.event {
        Event::Said { message, number, said, .. } => (message, *number, said, true),
        Event::Heard(Heard { message, number, said, .. }) => (message, *number, said, false),
        _ => return None,
    };
    let (entry, at) = (row.position, row.entry.at.to_string());
    Some(SummaryMessage { entry, at, from_us, number, says: said.code(), message: message.to_string() })
}

fn decision(row: &TimelineRow) -> Option<SummaryDecision> {
    let (mut rule, mut satisfied, mut reasons, mut law) = (None, None, None, None);
    match &row.entry.event {
        Event::Judged { rule: about, judgement, reasons: why, .. } => {
            (rule, reasons) = (Some(about.clone()), Some(why.clone()));
            satisfied = Some(*judgement == Judgement::Satisfied);
        }
        Event::SentBack { reasons: why } | Event::GlassBroken { reasons: why, .. } => {
            reasons = Some(why.clone());
        }
        Event::EmergencyReviewed { justified, reasons: why } => {
            (satisfied, reasons) = (Some(*justified), Some(why.clone()));
        }
        Event::Submitted { opinion, .. } | Event::Approved { opinion } => law = Some(opinion.law.clone()),
        _ => return None,
    }
    let (entry, at, by) = (row.position, row.entry.at.to_string(), row.by_name.clone());
    Some(SummaryDecision { entry, at, by, decided: row.entry.event.code(), rule, satisfied, reasons, law })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_package_are_plain() {
        for (name, expected) in [
            ("warrant.pdf", "warrant.pdf"),
            ("../../etc/passwd", ".._.._etc_passwd"),
            ("a b\u{202e}é.exe", "a_b__.exe"),
            ("", ""),
        ] {
            assert_eq!(plain(name), expected);
        }
        assert!(plain(&"é".repeat(400)).len() <= FILE_NAME_BYTES_MAX);
        assert!(plain(&format!("{}.pdf", "a".repeat(400))).ends_with(".pdf"));
    }
}
