//! Sources and informants: the compartment inside a case. A source record is filed in the journal beside the cases, with an
//! identifier and a key of its own, so that nothing that reads a case reads it too. It is opened here only, for an officer
//! whom the policy permits and the record names; whoever is not named is answered as if there were none.
use case::exchange::{Attachment, Exhibit, Report, Said};
use case::fact::Facts;
use case::fit;
use case::id::{CaseId, OfficerId, SourceId};
use case::life::{self, Act, Case, Entry, Event, FieldChange, Refusal, TaskEvent};
use case::limits::{REASONS_BYTES_MAX, SOURCES_OF_OFFICER_MAX};
use case::opinion::Opinion;
use journal::entry::EntryKind;
use seal::rest::{Body, CaseKey, open_body};

use crate::digits::hexadecimal;
use crate::door::{Actor, Bureau, Inner, Writer, absent, body_aad};
use crate::erased::ErasedSource;
use crate::fault::DoorFault;
use crate::permit::Permitted;
use crate::ports::StoredEntry;
use crate::record;
use crate::register::{REGISTER, RegisterEvent};
use crate::source::{
    Leaving, SourceCommand, SourceEntry, SourceEvent, SourceFault, SourceRecord, SourceRefusal, Target,
    apply, enough, fitting,
};
use crate::source_record::{self, SOURCE_VERSION};
use crate::sources::SourceRow;
use crate::telltale::{Found, Spot};

/// The name of the file into which a sanitised version is put: it says nothing of what it came from.
const FILE_NAME: &str = "information.txt";
/// Its media type.
const FILE_TYPE: &str = "text/plain";
/// A field of so many words may be one part of a name or of another identifier.
const SHORT_FIELD_WORDS: usize = 4;
/// Media types whose text is read for what must not leave; any other file a named officer looks at.
const READ_TYPES: [&str; 3] = ["text/plain", "text/csv", "text/plain; charset=utf-8"];

/// A source record as a named officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Its identifier.
    pub id: SourceId,
    /// The record.
    pub record: SourceRecord,
    /// What may tell who the source is in the last sanitised version.
    pub findings: Vec<Found>,
}

impl Bureau {
    /// The source records of a case in which an officer is named, without what they hold.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn sources(&self, officer: OfficerId, case: CaseId) -> Result<Vec<SourceRow>, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted_in(&mut writer, officer, "source-open", case).await?;
        let book = self.0.book();
        Ok(book.sources.naming(officer).filter(|row| row.case == case).cloned().collect())
    }

    /// Who is named in the source records of a case and who opened them, for whoever protects data; nothing of what they
    /// hold, and not the cover name.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn sources_traced(
        &self,
        officer: OfficerId,
        case: CaseId,
    ) -> Result<Vec<SourceRow>, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted_in(&mut writer, officer, "source-trace", case).await?;
        let book = self.0.book();
        Ok(book.sources.of_case(case).cloned().collect())
    }

    /// The source records that an officer is named in and that wait for them: opened by others since, with something held
    /// back, or with a version or an erasure to agree to.
    #[must_use]
    pub fn sources_waiting(&self, officer: OfficerId) -> Vec<SourceRow> {
        let Ok(who) = self.0.officer(officer) else { return Vec::new() };
        let book = self.0.book();
        let seen = self.0.seen_by(who, &book);
        let waits = |row: &&SourceRow| {
            let others = |by: Option<OfficerId>| by.is_some_and(|by| by != officer);
            let asks = row.is_held || others(row.to_approve) || others(row.ending);
            (asks || row.unseen_by(officer).next().is_some())
                && book.lines.get(&row.case).is_some_and(|line| seen.sees(line.sight))
        };
        book.sources.naming(officer).filter(waits).cloned().collect()
    }

    /// Opens a source record for an officer who is named in it and says why. Every opening is an entry.
    ///
    /// # Errors
    /// A [`DoorFault`]; a record in which the officer is not named is answered as one that there is not.
    pub async fn source(
        &self,
        officer: OfficerId,
        case: CaseId,
        source: SourceId,
        purpose: &str,
    ) -> Result<SourceView, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let may = self.0.permitted_to(&mut writer, officer, "source-open", (case, source)).await?;
        has_purpose(purpose)?;
        let before = self.0.read_source(source).await?;
        let by = Some(may.officer().id);
        let record = self
            .0
            .enter_source(&mut writer, source, Some(before), (by, purpose), SourceEvent::Opened)
            .await?;
        Ok(SourceView { id: source, findings: record.findings(), record })
    }

    /// Does what an officer asks with a source record, or begins one.
    ///
    /// # Errors
    /// A [`DoorFault`]; nothing has changed then.
    pub async fn act_on_source(
        &self,
        officer: OfficerId,
        case: CaseId,
        source: Option<SourceId>,
        command: SourceCommand,
        purpose: &str,
    ) -> Result<SourceId, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let code = command.code();
        let Some(source) = source else {
            let (may, case_now) = self.0.permitted_in(&mut writer, officer, code, case).await?;
            has_purpose(purpose)?;
            return self.0.begin_source(&mut writer, may, (case, &case_now), command, purpose).await;
        };
        let may = self.0.permitted_to(&mut writer, officer, code, (case, source)).await?;
        has_purpose(purpose)?;
        let record = self.0.read_source(source).await?;
        match command {
            SourceCommand::Put { number } => {
                self.0.put(&mut writer, may, (case, source), record, number, purpose).await?;
            }
            SourceCommand::AgreeToErase if record.ending.as_ref().is_some_and(|(by, _)| *by != officer) => {
                self.0.erase_source(&mut writer, may, source, &record).await?;
            }
            command => {
                if let SourceCommand::Name { named, .. } = &command {
                    self.0.may_be_named(named, &*self.0.load(case).await?)?;
                }
                let event = record.decide(command, officer)?;
                self.0
                    .enter_source(&mut writer, source, Some(record), (Some(officer), purpose), event)
                    .await?;
            }
        }
        Ok(source)
    }
}

impl From<SourceRefusal> for DoorFault {
    fn from(refusal: SourceRefusal) -> Self {
        match refusal {
            SourceRefusal::Fault(fault) => DoorFault::Source(fault),
            SourceRefusal::Unfit(refusal) => DoorFault::Refused(refusal),
        }
    }
}

impl Inner {
    /// Leave to do something with a source record: by the policy, and because the record names the officer. Nothing of a
    /// record is read before, so that the time to answer does not tell one that there is from one that there is not.
    async fn permitted_to(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        command: &'static str,
        (case, source): (CaseId, SourceId),
    ) -> Result<Permitted<'_>, DoorFault> {
        let (may, _) = self.permitted_in(writer, officer, command, case).await?;
        let is_named = {
            let book = self.book();
            book.sources.get(source).is_some_and(|row| row.case == case && row.named.contains(&officer))
        };
        if is_named {
            return Ok(may);
        }
        let fault = DoorFault::Source(SourceFault::None);
        Err(self.refused(writer, officer, command, Some(case), fault).await)
    }

    async fn begin_source(
        &self,
        writer: &mut Writer,
        may: Permitted<'_>,
        (case, case_now): (CaseId, &Case),
        command: SourceCommand,
        purpose: &str,
    ) -> Result<SourceId, DoorFault> {
        let SourceCommand::Begin { mut named, content } = command else {
            return Err(DoorFault::Source(SourceFault::None));
        };
        let who = may.officer();
        let known = self.book().sources.naming(who.id).filter(|row| row.case == case).count();
        if known >= SOURCES_OF_OFFICER_MAX {
            return Err(DoorFault::Source(SourceFault::TooMany));
        }
        named.push(who.id);
        let named = enough(named)?;
        self.may_be_named(&named, case_now)?;
        let event = SourceEvent::Begun { case, named, content: fitting(content)? };
        let source = SourceId::from_bytes(self.random());
        self.enter_source(writer, source, None, (Some(who.id), purpose), event).await?;
        Ok(source)
    }

    /// A record names only officers who may open it.
    fn may_be_named(&self, named: &[OfficerId], case: &Case) -> Result<(), DoorFault> {
        for id in named {
            let who = self.officer(*id)?;
            if !(self.may_in(who, "look", case) && self.may_in(who, "source-open", case)) {
                return Err(DoorFault::MayNotSee { name: who.name.clone() });
            }
        }
        Ok(())
    }

    /// Puts the approved version into the request, unchanged. That it was put stands first: broken off between the two, the
    /// field does not hold it yet, and nothing leaves before it does.
    async fn put(
        &self,
        writer: &mut Writer,
        may: Permitted<'_>,
        (case, source): (CaseId, SourceId),
        record: SourceRecord,
        number: u32,
        purpose: &str,
    ) -> Result<(), DoorFault> {
        let version = record.approved(number)?.clone();
        let officer = may.officer().id;
        let (act, command) = match version.target {
            Target::Field(field) => {
                let value = Some(case::fact::Value::Text(version.text));
                self.check_field(&field, value.as_ref())?;
                // Whatever stands there: the approved text takes its place.
                (Act::Edit(vec![FieldChange { field, value, seen: u64::MAX }]), "edit")
            }
            Target::File => {
                (self.attaching(FILE_NAME.into(), FILE_TYPE.into(), version.text.into_bytes()), "attach")
            }
        };
        let (edits, case_now) = self.permitted_in(writer, officer, command, case).await?;
        life::decide(Some(&case_now), act.clone(), Some(edits.officer()), self.me())?;
        let event = SourceEvent::Put { number };
        self.enter_source(writer, source, Some(record), (Some(officer), purpose), event).await?;
        // The case is told no more of why than of any other act in it.
        let actor = Actor::officer(edits, "handling");
        let follow_ups = |case: &Case, event: &Event, on| self.follow_ups(case, event, on);
        self.pass(writer, case, Some(case_now), &actor, vec![act], follow_ups).await?;
        Ok(())
    }

    /// Destroys the key of a record and empties its entries.
    async fn erase_source(
        &self,
        writer: &mut Writer,
        may: Permitted<'_>,
        source: SourceId,
        record: &SourceRecord,
    ) -> Result<(), DoorFault> {
        let (proposed_by, _) = record.ending.clone().ok_or(DoorFault::Source(SourceFault::NotAgreed))?;
        let at = self.time_of_entry(writer);
        let by = may.officer().id;
        let erased = ErasedSource { source, case: record.case, proposed_by, by };
        let event = RegisterEvent::SourceErased(erased);
        let filed = filed(source);
        let bodies = vec![
            (filed, EntryKind::Erasure, Body::default()),
            (REGISTER, EntryKind::Register, crate::register::write(at, &event)?.into()),
        ];
        self.write_bodies(writer, at, bodies, vec![filed]).await?;
        self.registered(at, &event)
    }

    /// A source record, read from the store; it is never kept in memory.
    async fn read_source(&self, source: SourceId) -> Result<SourceRecord, DoorFault> {
        let stored = self.store.case_entries(filed(source)).await?;
        fold_source(&self.key(filed(source))?, &stored)?.ok_or(DoorFault::Source(SourceFault::None))
    }

    /// Writes an entry of a source record.
    async fn enter_source(
        &self,
        writer: &mut Writer,
        source: SourceId,
        before: Option<SourceRecord>,
        (by, purpose): (Option<OfficerId>, &str),
        event: SourceEvent,
    ) -> Result<SourceRecord, DoorFault> {
        let at = self.time_of_entry(writer);
        let kind = if event == SourceEvent::Opened { EntryKind::Look } else { EntryKind::CaseEntry };
        let entry = SourceEntry { at, by, purpose: purpose.to_owned(), event };
        let record = apply(before, &entry).ok_or(DoorFault::Source(SourceFault::None))?;
        let body = source_record::write(&entry)?;
        self.write_bodies(writer, at, vec![(filed(source), kind, body.into())], Vec::new()).await?;
        self.book_mut().sources.note(SourceRow::of(source, &record));
        Ok(record)
    }

    /// Takes note of a source record among stored entries; says whether they are one.
    pub(crate) fn noted_source(
        &self,
        key: &CaseKey,
        id: CaseId,
        stored: &[StoredEntry],
    ) -> Result<bool, DoorFault> {
        let Some(first) = stored.first() else { return Ok(false) };
        let Some(body) = &first.body else { return Ok(false) };
        // What does not open is told by whoever reads it as a case.
        let opened = open_body(key, &body_aad(id, first.header.position), body);
        if !opened.is_ok_and(|plain| plain.told.first() == Some(&SOURCE_VERSION)) {
            return Ok(false);
        }
        if let Some(record) = fold_source(key, stored)? {
            let id = SourceId::from_bytes(id.bytes());
            self.book_mut().sources.note(SourceRow::of(id, &record));
        }
        Ok(true)
    }

    /// Holds back what is about to leave a case where it would tell who a source is, or where something was held back before
    /// and no named officer has looked at it. Whoever sends learns that and no more: to try out names, each try needs a
    /// named officer.
    pub(crate) async fn held_by_sources(
        &self,
        writer: &mut Writer,
        id: CaseId,
        case: &Case,
        entries: &[Entry],
    ) -> Result<(), DoorFault> {
        let rows: Vec<SourceRow> = self.book().sources.of_case(id).cloned().collect();
        if rows.is_empty() {
            return Ok(());
        }
        let leaving = self.leaving(id, case, entries).await?;
        let by = entries.iter().find_map(|entry| entry.by);
        self.hold_back(writer, rows, &leaving, by).await
    }

    /// As [`Inner::held_by_sources`], for what a package would show: the records of entries, and the files of ours.
    pub(crate) async fn package_held_by_sources(
        &self,
        writer: &mut Writer,
        (id, case): (CaseId, &Case),
        shown: &[(Body, Entry)],
        by: OfficerId,
    ) -> Result<(), DoorFault> {
        let rows: Vec<SourceRow> = self.book().sources.of_case(id).cloned().collect();
        if rows.is_empty() {
            return Ok(());
        }
        let mut leaving = Vec::new();
        for (body, entry) in shown.iter().filter(|(_, entry)| !matches!(entry.event, Event::Kept { .. })) {
            match &entry.event {
                Event::Said { .. } => {
                    leaving.extend(self.leaving(id, case, std::slice::from_ref(entry)).await?);
                }
                _ => {
                    let texts = record::texts(body)?.into_iter();
                    leaving.extend(texts.map(|text| Leaving { spot: Spot::Words, text: Ok(text) }));
                }
            }
        }
        let theirs = |file: &Attachment| {
            case.told.iter().any(|told| told.from == *case.other() && told.attachments.contains(file))
        };
        for file in case.attachments.iter().filter(|file| !theirs(file)) {
            let spot = Spot::File(file.name.clone());
            leaving.push(Leaving { spot, text: read_file(file, self.content(id, file).await?) });
        }
        self.hold_back(writer, rows, &leaving, Some(by)).await
    }

    async fn hold_back(
        &self,
        writer: &mut Writer,
        rows: Vec<SourceRow>,
        leaving: &[Leaving],
        by: Option<OfficerId>,
    ) -> Result<(), DoorFault> {
        if leaving.is_empty() {
            return Ok(());
        }
        let mut held = rows.iter().any(|row| row.is_held);
        for row in rows.into_iter().filter(|row| !row.is_held) {
            let record = self.read_source(row.id).await?;
            let found = record.stands_against(leaving);
            if !found.is_empty() {
                held = true;
                let event = SourceEvent::Held { found };
                self.enter_source(writer, row.id, Some(record), (by, ""), event).await?;
            }
        }
        if held { Err(DoorFault::Source(SourceFault::Held)) } else { Ok(()) }
    }

    /// Every text in what officers say to the other bureau, or put before an authority. What the node says by itself are the
    /// program's own words.
    async fn leaving(&self, id: CaseId, case: &Case, entries: &[Entry]) -> Result<Vec<Leaving>, DoorFault> {
        let mut all = Vec::new();
        for entry in entries.iter().filter(|entry| entry.by.is_some()) {
            let (texts, attachments) = match &entry.event {
                Event::Said { said, attachments, .. } => (texts_of(said), attachments),
                Event::Task { event: TaskEvent::Given { name, asked, files, .. }, .. } => {
                    (texts_of_task(case, [name, asked]), files)
                }
                _ => continue,
            };
            all.extend(side_by_side(&texts).map(|text| Leaving { spot: Spot::Words, text: Ok(text) }));
            all.extend(texts.into_iter().map(|(spot, text)| Leaving { spot, text: Ok(text) }));
            for file in case.attachments.iter().filter(|file| attachments.contains(&file.id)) {
                let spot = || Spot::File(file.name.clone());
                all.push(Leaving { spot: spot(), text: Ok(file.name.clone()) });
                let content = self.content(id, file).await?;
                all.push(Leaving { spot: spot(), text: read_file(file, content) });
            }
        }
        Ok(all)
    }
}

/// Where a source record is filed: among the cases, so that who has no key cannot tell it from one.
pub(crate) const fn filed(source: SourceId) -> CaseId {
    CaseId::from_bytes(source.bytes())
}

fn has_purpose(purpose: &str) -> Result<(), DoorFault> {
    if purpose.trim().is_empty() {
        return Err(Refusal::NoReasons.into());
    }
    Ok(fit::prose("the text", purpose, REASONS_BYTES_MAX).map_err(Refusal::from)?)
}

/// The record that its entries make.
fn fold_source(key: &CaseKey, stored: &[StoredEntry]) -> Result<Option<SourceRecord>, DoorFault> {
    let mut record = None;
    for entry in stored {
        let body = entry.body.as_ref().ok_or_else(|| absent(std::slice::from_ref(entry)))?;
        let position = entry.header.position;
        let plain = open_body(key, &body_aad(entry.header.case, position), body)
            .map_err(|fault| DoorFault::Keys(format!("entry {position}: {fault}")))?;
        record = apply(record, &source_record::read(&plain.told)?);
    }
    Ok(record)
}

/// The text of a file that the program can read; the digest of any other.
fn read_file(file: &Attachment, content: Vec<u8>) -> Result<String, String> {
    let digest = || hexadecimal(&file.digest);
    let plain = READ_TYPES.contains(&file.media_type.to_ascii_lowercase().as_str());
    let text = if plain { String::from_utf8(content).ok() } else { None };
    // What calls itself text and begins as another format is read by nobody as text.
    let other =
        |text: &String| ["%PDF", "{\\rtf", "<"].iter().any(|start| text.trim_start().starts_with(start));
    text.filter(|text| !other(text) && !text.contains('\0')).ok_or_else(digest)
}

/// Short fields two by two: a name stands in the fields for its parts, and is one name all the same.
fn side_by_side(texts: &[(Spot, String)]) -> impl Iterator<Item = String> {
    let is_short = |(spot, text): &&(Spot, String)| {
        matches!(spot, Spot::Field(_)) && text.split_whitespace().count() <= SHORT_FIELD_WORDS
    };
    let short: Vec<&String> = texts.iter().filter(is_short).map(|(_, text)| text).collect();
    let pairs = (0..short.len()).flat_map(|one| (one + 1..short.len()).map(move |other| (one, other)));
    let joined: Vec<String> =
        pairs.filter_map(|(one, other)| Some(format!("{} {}", short.get(one)?, short.get(other)?))).collect();
    joined.into_iter()
}

/// The texts that a task puts before an authority: the whole request as it stands, and what is asked.
fn texts_of_task(case: &Case, asked: [&String; 2]) -> Vec<(Spot, String)> {
    let stated = case.facts().into_iter().map(|(name, value)| (Spot::Field(name), value.to_string()));
    stated.chain(asked.into_iter().map(|text| (Spot::Words, text.clone()))).collect()
}

/// The texts of a message, each with its place; codes, days and numbers that nobody wrote are none.
fn texts_of(said: &Said) -> Vec<(Spot, String)> {
    let words = |texts: Vec<String>| -> Vec<(Spot, String)> {
        texts.into_iter().filter(|text| !text.trim().is_empty()).map(|text| (Spot::Words, text)).collect()
    };
    match said {
        Said::Request { fields, opinion } | Said::Supplied { fields, opinion } => {
            texts_of_request(fields, opinion).collect()
        }
        Said::RequestCorrected { fields, opinion, reasons, .. } => {
            texts_of_request(fields, opinion).chain(words(reasons.values().cloned().collect())).collect()
        }
        Said::AnswerCorrected { text, handling, reasons, .. } => {
            words(vec![text.clone(), handling.marking.clone(), handling.terms.clone(), reasons.clone()])
        }
        Said::Read => Vec::new(),
        Said::Accepted { note, .. } => words(vec![note.clone()]),
        Said::MoreAsked { questions } => {
            words(questions.iter().map(|question| question.text.clone()).collect())
        }
        Said::Forwarded { authority, note } => words(vec![authority.clone(), note.clone()]),
        Said::Answered { text, handling, .. } => {
            words(vec![text.clone(), handling.marking.clone(), handling.terms.clone()])
        }
        Said::Reported(Report { text, exhibit, handling, .. }) => {
            let of_exhibit = exhibit.iter().flat_map(Exhibit::parts).map(|(_, part)| part.to_owned());
            let others = [text, &handling.marking, &handling.terms].into_iter().cloned();
            words(others.chain(of_exhibit).collect())
        }
        Said::Refused { reasons, .. } | Said::Withdrawn { reasons } | Said::Recalled { reasons, .. } => {
            words(vec![reasons.clone()])
        }
        Said::ConsentAsked { recipient, reasons, .. } => words(vec![recipient.clone(), reasons.clone()]),
        Said::ConsentAnswered { terms, .. } => words(vec![terms.clone()]),
        Said::RecallAnswered { passed_on, reasons, .. }
        | Said::CorrectionAnswered { passed_on, reasons, .. } => {
            words(passed_on.iter().chain([reasons]).cloned().collect())
        }
    }
}

fn texts_of_request(fields: &Facts, opinion: &Opinion) -> impl Iterator<Item = (Spot, String)> {
    let explained = opinion.findings.iter().map(|finding| (Spot::Words, finding.explanation.to_string()));
    let fields = fields.iter().map(|(name, value)| (Spot::Field(name.clone()), value.to_string()));
    fields.chain(explained.filter(|(_, text)| !text.is_empty()))
}
