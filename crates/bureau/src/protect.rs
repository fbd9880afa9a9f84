//! The dossiers of those who protect data: opened, kept, seen by those who keep them and whom they name, answered in time, and
//! erased when their own period is over.

use case::bureau::{BureauCode, Officer};
use case::exchange::RecallOutcome;
use case::fit;
use case::id::{CaseId, DossierId, OfficerId};
use case::life::Refusal;
use case::limits::{CIRCLE_OFFICERS_MAX, REASONS_BYTES_MAX, RECIPIENT_BYTES_MAX, REFERENCE_BYTES_MAX};
use case::opinion::Confidence;
use case::request::Kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use journal::entry::EntryKind;
use law::deadline;
use seal::rest::Body;

use crate::advice;
use crate::breach::{Breach, BreachEvent, Known, Notice, ScopeRow, Settled, Window};
use crate::door::{Bureau, Inner, Writer, day_of};
use crate::dossier::{
    self, About, DOSSIER_ENTRIES_MAX, DOSSIERS_OPEN_MAX, Dossier, DossierEntry, DossierEvent,
};
use crate::dossier_fault::DossierFault;
use crate::dossier_record;
use crate::erased::ErasedDossier;
use crate::fault::DoorFault;
use crate::look::LOOK_REPEAT_MINUTES;
use crate::policy::On;
use crate::record::RecordFault;
use crate::redress::{Channel, FORMS_MAX, Found, Milestone, Received, Redress, RedressEvent, Verdict, Want};
use crate::register::{self, REGISTER, RegisterEvent};

/// What a refusal names where it is not known which dossier was wanted, or that there is one.
const SEE: &str = "see-dossier";
/// What a named officer does.
const SECOND: &str = "second";
/// How long before a day it is shown as due, in days.
const SOON_DAYS: i64 = 14;

/// What a dossier is opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A person's request.
    Redress(Received),
    /// A breach.
    Breach(Known),
}

/// A day or an hour by which something is due in a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What: the event from which it runs, as the pack of periods names it, or `own`, `extended`.
    pub what: String,
    /// When it is over.
    pub over: Timestamp,
    /// The provision, or what else sets it.
    pub provision: String,
    /// How sure its text is; none where an officer wrote it down.
    pub confidence: Option<Confidence>,
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// Which.
    pub id: DossierId,
    /// As it stands.
    pub dossier: Dossier,
    /// What is due next.
    pub next: Option<Due>,
    /// Whether it is due soon, or overdue.
    pub soon: bool,
    /// Whether this officer's word is waited for.
    pub waits: bool,
}

/// A case of a request, as far as this officer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// The case.
    pub case: CaseId,
    /// What was found and decided.
    pub found: Found,
    /// Its reference, person, kind and other bureau; none where it may not be seen or is erased.
    pub line: Option<(String, String, Kind, BureauCode)>,
    /// When it was erased.
    pub erased: Option<Timestamp>,
    /// Our recalls: when each was said, and the answer.
    pub recalls: Vec<(Timestamp, Option<RecallOutcome>)>,
    /// Our corrections: when each was said, and whether it is followed.
    pub corrections: Vec<(Timestamp, Option<bool>)>,
    /// To whom else what stands in it has gone.
    pub passed_on: Vec<String>,
}

/// A dossier as an officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierView {
    /// Which.
    pub id: DossierId,
    /// As it stands.
    pub dossier: Dossier,
    /// What happened, oldest first, without looks.
    pub entries: Vec<DossierEntry>,
    /// What is due, nearest first.
    pub dues: Vec<Due>,
    /// Whether this officer keeps it, or only sees it.
    pub keeps: bool,
    /// Whether this officer may confirm what is decided in it.
    pub confirms: bool,
    /// Whether this officer may close it.
    pub closes: bool,
    /// The cases found; none for a breach.
    pub found: Vec<FoundRow>,
    /// The cases of the scope, with the reference of those that may be seen.
    pub scope: Vec<(ScopeRow, Option<String>)>,
    /// The last day on which it is kept, once it is closed.
    pub kept_until: Option<Date>,
}

impl Bureau {
    /// Opens a dossier.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn open_dossier(&self, officer: OfficerId, opening: Opening) -> Result<DossierId, DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let command = match &opening {
            Opening::Redress(_) => "redress",
            Opening::Breach(_) => "breach",
        };
        inner.permitted(&mut writer, officer, command).await?;
        let (now, today) = (inner.clock.now(), day_of(inner.clock.now()));
        let event = match opening {
            Opening::Redress(received) => {
                fits_request(&received, today)?;
                DossierEvent::Redress(RedressEvent::Received(received))
            }
            Opening::Breach(known) => {
                prose("the text", &known.words)?;
                inner.fits_window(&known.window)?;
                if known.at > now || known.window.since > known.at {
                    return Err(DossierFault::BadDay.into());
                }
                DossierEvent::Breach(BreachEvent::Known(known))
            }
        };
        if inner.book().dossiers.values().filter(|dossier| dossier.closed.is_none()).count()
            >= DOSSIERS_OPEN_MAX
        {
            return Err(DossierFault::TooMany.into());
        }
        let id = DossierId::from_bytes(inner.random());
        let reference = inner.new_reference(command, today);
        let events = vec![event, DossierEvent::Opened { reference }];
        inner.note_in_dossier(&mut writer, id, officer, events).await?;
        Ok(id)
    }

    /// Takes a step in a dossier. Searching and computing a scope have functions of their own.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn step(
        &self,
        officer: OfficerId,
        id: DossierId,
        event: DossierEvent,
    ) -> Result<(), DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let keeps = |dossier: &Dossier| match &event {
            DossierEvent::Redress(RedressEvent::Confirmed | RedressEvent::SentBack { .. })
            | DossierEvent::Noted { .. } => false,
            // A second officer closes what would end without an answer.
            DossierEvent::Closed { .. } => !dossier.is_unanswered(),
            _ => true,
        };
        let (who, dossier) = inner.permitted_dossier(&mut writer, officer, id, keeps).await?;
        if matches!(
            event,
            DossierEvent::Redress(RedressEvent::Searched(_))
                | DossierEvent::Breach(BreachEvent::Scoped(_))
                | DossierEvent::Opened { .. }
                | DossierEvent::Looked
        ) {
            return Err(DossierFault::WrongStep.into());
        }
        inner.admits(&dossier, &event, who)?;
        inner.note_in_dossier(&mut writer, id, officer, vec![event]).await
    }

    /// Searches the node for the person of a request. The search is an entry of the dossier.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn search_for_person(&self, officer: OfficerId, id: DossierId) -> Result<(), DoorFault> {
        let inner = &self.0;
        let (who, dossier) =
            inner.permitted_dossier(&mut *inner.take_pen().await?, officer, id, |_| true).await?;
        let About::Redress(redress) = &dossier.about else { return Err(DossierFault::WrongStep.into()) };
        let received = redress.received.clone();
        let nothing = crate::redress::Searched { cases: 0, unseen: false, hits: Vec::new() };
        inner.admits(&dossier, &DossierEvent::Redress(RedressEvent::Searched(nothing)), who)?;
        // Others work on while the cases are read.
        let searched = inner.find(who, &received).await?;
        let mut writer = inner.take_pen().await?;
        let (who, dossier) = inner.permitted_dossier(&mut writer, officer, id, |_| true).await?;
        let event = DossierEvent::Redress(RedressEvent::Searched(searched));
        inner.admits(&dossier, &event, who)?;
        inner.note_in_dossier(&mut writer, id, officer, vec![event]).await
    }

    /// Computes the scope of a breach from the journal as it is now.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn compute_scope(
        &self,
        officer: OfficerId,
        id: DossierId,
        window: Window,
    ) -> Result<(), DoorFault> {
        let inner = &self.0;
        inner.fits_window(&window)?;
        let mut writer = inner.take_pen().await?;
        let (who, dossier) = inner.permitted_dossier(&mut writer, officer, id, |_| true).await?;
        let empty = inner.scope_at(&writer, window);
        let event = |scope| DossierEvent::Breach(BreachEvent::Scoped(Box::new(scope)));
        inner.admits(&dossier, &event(empty.clone()), who)?;
        drop(writer);
        let scope = inner.scope(who, empty).await?;
        let mut writer = inner.take_pen().await?;
        let (who, dossier) = inner.permitted_dossier(&mut writer, officer, id, |_| true).await?;
        let event = event(scope);
        inner.admits(&dossier, &event, who)?;
        inner.note_in_dossier(&mut writer, id, officer, vec![event]).await
    }

    /// A dossier, for an officer who may see it. That they looked is an entry of it.
    ///
    /// # Errors
    /// A [`DoorFault`]; one that may not be seen is answered as one that does not exist.
    pub async fn dossier(&self, officer: OfficerId, id: DossierId) -> Result<DossierView, DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let (who, dossier) = inner.permitted_dossier(&mut writer, officer, id, |_| false).await?;
        let mut entries = inner.dossier_entries(id).await?;
        let now = inner.clock.now();
        let again = |entry: &DossierEntry| {
            let since = now.duration_since(entry.at).as_secs();
            entry.by == officer && (0..LOOK_REPEAT_MINUTES * 60).contains(&since)
        };
        if !entries.iter().rev().any(again) {
            inner.note_in_dossier(&mut writer, id, officer, vec![DossierEvent::Looked]).await?;
        }
        drop(writer);
        entries.retain(|entry| entry.event != DossierEvent::Looked);
        let (keeps, dues) = (inner.keeps(who, &dossier), inner.dues(&dossier));
        let confirms = inner.admits(&dossier, &DossierEvent::Redress(RedressEvent::Confirmed), who).is_ok();
        let close = DossierEvent::Closed { reasons: "–".to_owned() };
        let closes = (keeps || dossier.is_unanswered()) && inner.admits(&dossier, &close, who).is_ok();
        let (found, scope) = (inner.found_rows(who, &dossier).await?, inner.scope_rows(who, &dossier));
        let kept_until = inner.kept_until(&dossier);
        Ok(DossierView { id, dossier, entries, dues, keeps, confirms, closes, found, scope, kept_until })
    }

    /// The dossiers that an officer may see: open ones first, what is due next at their head.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`].
    pub fn dossiers(&self, officer: OfficerId) -> Result<Vec<DossierRow>, DoorFault> {
        let inner = &self.0;
        let who = inner.officer(officer)?;
        let call = inner.clock.now().saturating_add((SOON_DAYS * 24).hours()).unwrap_or(Timestamp::MAX);
        let row = |(id, dossier): (DossierId, Dossier)| {
            let next = inner.dues(&dossier).into_iter().next();
            let soon = next.as_ref().is_some_and(|due| due.over <= call);
            let waits = inner.waits_for(who, &dossier);
            DossierRow { id, dossier, next, soon, waits }
        };
        let seen: Vec<(DossierId, Dossier)> = {
            let book = inner.book();
            let seen = book.dossiers.iter().filter(|(_, dossier)| inner.sees_dossier(who, dossier));
            seen.map(|(id, dossier)| (*id, dossier.clone())).collect()
        };
        let mut rows: Vec<DossierRow> = seen.into_iter().map(row).collect();
        rows.sort_by_key(|row| {
            let over = row.next.as_ref().map_or(Timestamp::MAX, |due| due.over);
            (row.dossier.closed.is_some(), over, row.dossier.opened_at)
        });
        Ok(rows)
    }

    /// Officers whom those who keep a dossier can name: they may be shown one, and do not keep it already.
    #[must_use]
    pub fn nameable(&self) -> Vec<Officer> {
        let in_force = self.0.in_force();
        let may = |officer: &&Officer| in_force.allows(officer, SECOND, On::Bureau);
        self.0.officers.iter().filter(may).cloned().collect()
    }
}

impl Inner {
    fn keeps(&self, who: &Officer, dossier: &Dossier) -> bool {
        self.in_force().allows(who, dossier.about.command(), On::Bureau)
    }

    fn sees_dossier(&self, who: &Officer, dossier: &Dossier) -> bool {
        let named = dossier.named.contains(&who.id);
        self.keeps(who, dossier) || (named && self.in_force().allows(who, SECOND, On::Bureau))
    }

    /// An officer's leave to see a dossier, or to keep it. Who may not see it is told that there is none.
    async fn permitted_dossier(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        id: DossierId,
        keeps: impl Fn(&Dossier) -> bool,
    ) -> Result<(&Officer, Dossier), DoorFault> {
        let who = self.officer(officer)?;
        let dossier = self.book().dossiers.get(&id).cloned();
        let place = Some(dossier::place(id));
        let Some(dossier) = dossier.filter(|dossier| self.sees_dossier(who, dossier)) else {
            let none = DossierFault::NoSuchDossier.into();
            return Err(self.refused(writer, officer, SEE, place, none).await);
        };
        if keeps(&dossier) && !self.keeps(who, &dossier) {
            let command = dossier.about.command();
            let fault = DoorFault::NotPermitted { command };
            return Err(self.refused(writer, officer, command, place, fault).await);
        }
        Ok((who, dossier))
    }

    /// Whether a step may be taken now.
    fn admits(&self, dossier: &Dossier, event: &DossierEvent, who: &Officer) -> Result<(), DoorFault> {
        let now = self.clock.now();
        let executing = matches!(
            event,
            DossierEvent::Redress(RedressEvent::Executed { .. } | RedressEvent::Released { .. })
        );
        // A restriction may be lifted long after the dossier was closed.
        if dossier.closed.is_some() && !executing {
            return Err(DossierFault::Closed.into());
        }
        // What brings it to its end has room beyond the limit.
        let ends = matches!(
            event,
            DossierEvent::Closed { .. }
                | DossierEvent::Redress(
                    RedressEvent::Confirmed
                        | RedressEvent::Answered { .. }
                        | RedressEvent::Executed { .. }
                        | RedressEvent::Released { .. }
                )
        );
        if dossier.entries >= DOSSIER_ENTRIES_MAX && !ends {
            return Err(DossierFault::TooMany.into());
        }
        fits(event)?;
        match (event, &dossier.about) {
            (DossierEvent::Redress(event), About::Redress(redress)) => {
                redress.admits(event, who.id, day_of(now))?;
                self.fits_cases(event, redress, who)
            }
            (DossierEvent::Breach(event), About::Breach(breach)) => {
                let over = self.authority_told(breach).map(|due| due.over);
                Ok(breach.admits(event, who.id, now, over)?)
            }
            (DossierEvent::Named { officers }, _) => self.may_name(officers),
            (DossierEvent::Noted { .. }, _) => Ok(()),
            (DossierEvent::Closed { .. }, About::Redress(redress)) => Ok(redress.may_close(who.id)?),
            (DossierEvent::Closed { .. }, About::Breach(breach)) => Ok(breach.may_close(who.id)?),
            _ => Err(DossierFault::WrongStep.into()),
        }
    }

    /// Nobody decides on a case that they may not see, or confirms what was decided on one; and an erasure was carried out once
    /// the case is gone.
    fn fits_cases(&self, event: &RedressEvent, redress: &Redress, who: &Officer) -> Result<(), DoorFault> {
        let is_there = |id: &CaseId| self.book().lines.contains_key(id);
        let unseen = |id: &CaseId| is_there(id) && !self.sees(who, *id);
        match event {
            RedressEvent::Contested { case, .. }
            | RedressEvent::Released { case, .. }
            | RedressEvent::Decided { case, .. }
            | RedressEvent::Executed { case, .. }
                if unseen(case) =>
            {
                Err(DoorFault::MayNotSee { name: who.name.clone() })
            }
            RedressEvent::Confirmed if redress.found.keys().any(unseen) => {
                Err(DoorFault::MayNotSee { name: who.name.clone() })
            }
            RedressEvent::Executed { case, .. } => {
                let decision = redress.found.get(case).and_then(|found| found.decision.as_ref());
                let erases = decision.is_some_and(|(one, ..)| one.verdict == Verdict::Erase);
                if erases && is_there(case) { Err(DossierFault::NotExecuted.into()) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn may_name(&self, officers: &[OfficerId]) -> Result<(), DoorFault> {
        if officers.len() > CIRCLE_OFFICERS_MAX {
            return Err(DossierFault::TooMany.into());
        }
        for id in officers {
            let officer = self.officer(*id)?;
            if !self.in_force().allows(officer, SECOND, On::Bureau) {
                return Err(DoorFault::MayNotSee { name: officer.name.clone() });
            }
        }
        Ok(())
    }

    fn fits_window(&self, window: &Window) -> Result<(), DoorFault> {
        window.officers.iter().try_for_each(|id| self.officer(*id).map(|_| ()))?;
        if window.since > window.until { Err(DossierFault::BadDay.into()) } else { Ok(()) }
    }

    /// Writes what happened in a dossier, and takes it in.
    async fn note_in_dossier(
        &self,
        writer: &mut Writer,
        id: DossierId,
        by: OfficerId,
        events: Vec<DossierEvent>,
    ) -> Result<(), DoorFault> {
        let at = self.time_of_entry(writer);
        let place = dossier::place(id);
        let written = |event| dossier_record::write(&DossierEntry { at, by, event });
        let plain = events.into_iter().map(written).collect::<Result<Vec<Vec<u8>>, RecordFault>>()?;
        // Read back, so that what is in memory is the same as what is read again: a time is kept in whole milliseconds.
        let entries = plain.iter().map(|one| dossier_record::read(one)).collect::<Result<Vec<_>, _>>()?;
        let bodies = plain.into_iter().map(|body| (place, EntryKind::Dossier, body.into())).collect();
        self.write_bodies(writer, at, bodies, Vec::new()).await?;
        let before = self.book().dossiers.get(&id).cloned();
        if let Some(dossier) = entries.into_iter().fold(before, dossier::apply) {
            self.book_mut().take_dossier(id, dossier);
        }
        Ok(())
    }

    /// The next reference of a year; those of erased dossiers are not given again.
    fn new_reference(&self, command: &str, today: Date) -> String {
        let kind = if command == "redress" { "RD" } else { "BR" };
        let start = format!("{}-{kind}-{}-", self.me(), today.year());
        let book = self.book();
        let known = book.dossiers.values().map(|dossier| &dossier.reference).chain(&book.erased_dossiers);
        let last = known.filter_map(|one| one.strip_prefix(&start)?.parse::<u64>().ok()).max();
        format!("{start}{:03}", last.unwrap_or_default().saturating_add(1))
    }

    /// What is due in a dossier, nearest first.
    fn dues(&self, dossier: &Dossier) -> Vec<Due> {
        if dossier.closed.is_some() {
            return Vec::new();
        }
        let mut dues = match &dossier.about {
            About::Redress(redress) => self.dues_of(redress),
            About::Breach(breach) => {
                let open = !breach.settled.contains_key(&Notice::Authority);
                self.authority_told(breach).filter(|_| open).into_iter().collect()
            }
        };
        dues.sort_by_key(|due| due.over);
        dues
    }

    fn dues_of(&self, redress: &Redress) -> Vec<Due> {
        let mut dues = Vec::new();
        if redress.answered.is_none() {
            let own = |day, what: &str, provision: &str| Due {
                what: what.to_owned(),
                over: end_of(day),
                provision: provision.to_owned(),
                confidence: None,
            };
            match (redress.extended, &redress.received.due) {
                (Some(day), due) => {
                    let set_by = due.as_ref().map_or("", |due| due.set_by.as_str());
                    dues.push(own(day, "extended", set_by));
                }
                (None, Some(due)) => dues.push(own(due.day, "own", &due.set_by)),
                (None, None) => {}
            }
        }
        if redress.received.channel == Channel::Commission {
            dues.extend(self.dues_of_commission(redress));
        }
        dues
    }

    /// The periods of the Commission's Statute: each runs from a step until the next one is reached.
    fn dues_of_commission(&self, redress: &Redress) -> Vec<Due> {
        let access_only = redress.received.wants == [Want::Access];
        let admitted = if access_only { "ccf-access-admissible" } else { "ccf-correction-admissible" };
        let on = |milestone| redress.milestones.get(&milestone).copied();
        let steps = [
            ("ccf-request-received", Some(redress.received.on), Milestone::Admissible),
            ("ccf-asked-secretariat", on(Milestone::Asked), Milestone::Told),
            (admitted, on(Milestone::Admissible), Milestone::Decided),
            ("ccf-decided", on(Milestone::Decided), Milestone::Received),
            ("ccf-decision-received", on(Milestone::Received), Milestone::Implemented),
            ("ccf-implemented", on(Milestone::Implemented), Milestone::PartiesTold),
        ];
        let running = steps.into_iter().filter_map(|(event, on, met_by)| {
            Some((event, on?)).filter(|_| !redress.milestones.contains_key(&met_by))
        });
        let mut dues: Vec<Due> = running.flat_map(|(event, on)| self.periods(event, start_of(on))).collect();
        // More time moves the decision (article 40(3) of the Statute).
        if let Some(until) = redress.extended {
            for due in dues.iter_mut().filter(|due| due.what == admitted) {
                due.over = due.over.max(end_of(until));
            }
        }
        dues
    }

    /// By when the supervisory authority has to be told, where the law of this State sets it.
    fn authority_told(&self, breach: &Breach) -> Option<Due> {
        self.periods("breach-known", breach.known.at).into_iter().next()
    }

    /// The periods that an event starts here.
    fn periods(&self, event: &str, start: Timestamp) -> Vec<Due> {
        let state = advice::state_of(&self.directory(), self.me());
        let due = |rule: &deadline::DeadlineRule| Due {
            what: rule.event.clone(),
            over: deadline::due_at(rule, start),
            provision: rule.provision.clone(),
            confidence: Some(rule.confidence),
        };
        self.law.periods(event, state, day_of(start)).into_iter().map(due).collect()
    }

    /// Whether something in it waits for this officer's word.
    fn waits_for(&self, who: &Officer, dossier: &Dossier) -> bool {
        if dossier.closed.is_some() {
            return false;
        }
        match &dossier.about {
            About::Redress(redress) => {
                let confirm = redress.admits(&RedressEvent::Confirmed, who.id, day_of(self.clock.now()));
                confirm.is_ok() && redress.sent_back.is_empty()
            }
            About::Breach(breach) => self.keeps(who, dossier) && !breach.open().is_empty(),
        }
    }

    async fn found_rows(&self, who: &Officer, dossier: &Dossier) -> Result<Vec<FoundRow>, DoorFault> {
        let About::Redress(redress) = &dossier.about else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for (id, found) in &redress.found {
            let erased = {
                let book = self.book();
                book.erased.values().find(|(_, erased)| erased.case == *id).map(|(at, _)| *at)
            };
            let mut row = FoundRow {
                case: *id,
                found: found.clone(),
                line: None,
                erased,
                recalls: Vec::new(),
                corrections: Vec::new(),
                passed_on: Vec::new(),
            };
            let case = match self.seen_case(who, "look", *id).await {
                Ok(case) => case,
                Err(DoorFault::NoSuchCase) => None,
                Err(fault) => return Err(fault),
            };
            if let Some(case) = case {
                let title = case.fact("person.family_name").map(ToString::to_string).unwrap_or_default();
                row.line = Some((case.reference.clone(), title, case.kind, case.other().clone()));
                let recalls = case.recalls();
                let ours = recalls.iter().filter(|one| one.recall.from != *case.other());
                row.recalls =
                    ours.map(|one| (one.recall.at, one.answer.map(|(_, outcome, ..)| outcome))).collect();
                let corrections = case.corrections();
                let ours = corrections.iter().filter(|one| one.correction.from != *case.other());
                let followed =
                    ours.map(|one| (one.correction.at, one.answer.map(|(_, followed, ..)| followed)));
                row.corrections = followed.collect();
                row.passed_on = case.passed_on();
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn scope_rows(&self, who: &Officer, dossier: &Dossier) -> Vec<(ScopeRow, Option<String>)> {
        let About::Breach(breach) = &dossier.about else { return Vec::new() };
        let Some((scope, _)) = &breach.scope else { return Vec::new() };
        let book = self.book();
        let seen = self.seen_by(who, &book);
        let named = |row: &ScopeRow| {
            let line = book.lines.get(&row.case).filter(|line| seen.sees(line.sight));
            (row.clone(), line.map(|line| line.reference.to_string()))
        };
        scope.rows.iter().map(named).collect()
    }

    /// The last day on which a closed dossier is kept: as long as a closed case, and where the Commission's Statute sets a
    /// period for its files, that.
    fn kept_until(&self, dossier: &Dossier) -> Option<Date> {
        let (closed, ..) = dossier.closed.as_ref()?;
        let own = day_of(*closed).saturating_add(i32::from(self.kept_months).months());
        let of_commission = match &dossier.about {
            About::Redress(redress) if redress.received.channel == Channel::Commission => {
                self.periods("ccf-file-closed", *closed).into_iter().map(|due| day_of(due.over)).max()
            }
            _ => None,
        };
        Some(of_commission.map_or(own, |day| day.max(own)))
    }

    /// Erases the closed dossiers whose last day has passed and which hold no case.
    pub(crate) async fn end_dossiers(&self, today: Date) -> Result<(), DoorFault> {
        let ended = |dossier: &Dossier| {
            dossier.holds_nothing() && self.kept_until(dossier).is_some_and(|until| until < today)
        };
        let over: Vec<(DossierId, String)> = {
            let book = self.book();
            let over = book.dossiers.iter().filter(|(_, dossier)| ended(dossier));
            over.map(|(id, dossier)| (*id, dossier.reference.clone())).collect()
        };
        for (id, reference) in over {
            let mut writer = self.take_pen().await?;
            if !self.book().dossiers.get(&id).is_some_and(ended) {
                continue;
            }
            let at = self.time_of_entry(&writer);
            let event = RegisterEvent::DossierErased(ErasedDossier { dossier: id, reference });
            let bodies = vec![
                (dossier::place(id), EntryKind::Erasure, Body::default()),
                (REGISTER, EntryKind::Register, register::write(at, &event)?.into()),
            ];
            self.write_bodies(&mut writer, at, bodies, vec![dossier::place(id)]).await?;
            self.registered(at, &event)?;
        }
        Ok(())
    }
}

/// Whether what is written in a step holds to its limits, and nothing that is needed is empty.
fn fits(event: &DossierEvent) -> Result<(), DoorFault> {
    match event {
        DossierEvent::Redress(event) => match event {
            RedressEvent::Identified { shown, .. } => prose("the text", shown),
            RedressEvent::Contested { reasons, .. }
            | RedressEvent::Released { reasons, .. }
            | RedressEvent::SentBack { reasons }
            | RedressEvent::Extended { reasons, .. } => needed_reasons(reasons),
            RedressEvent::Decided { decision, .. } => needed_reasons(&decision.reasons),
            RedressEvent::Answered { text, .. } => prose("the answer", text),
            RedressEvent::Executed { what, .. } => prose("the text", what),
            RedressEvent::Received(_)
            | RedressEvent::Searched(_)
            | RedressEvent::Confirmed
            | RedressEvent::Reached { .. } => Ok(()),
        },
        DossierEvent::Breach(event) => match event {
            BreachEvent::Assessed(assessed) => {
                prose("the text", &assessed.consequences)?;
                prose("the text", &assessed.measures)
            }
            BreachEvent::Settled { settled: Settled::Told { how, late, .. }, .. } => {
                prose("the text", how)?;
                fit::prose("the reasons", late, REASONS_BYTES_MAX).map_err(Refusal::from)?;
                Ok(())
            }
            BreachEvent::Settled { settled: Settled::Excepted { reasons, .. }, .. } => {
                needed_reasons(reasons)
            }
            BreachEvent::Known(_) | BreachEvent::Scoped(_) => Ok(()),
        },
        DossierEvent::Noted { text } => prose("the note", text),
        DossierEvent::Closed { reasons } => needed_reasons(reasons),
        DossierEvent::Opened { .. } | DossierEvent::Named { .. } | DossierEvent::Looked => Ok(()),
    }
}

/// A text that is needed.
fn prose(what: &'static str, text: &str) -> Result<(), DoorFault> {
    fit::prose(what, text, REASONS_BYTES_MAX).map_err(Refusal::from)?;
    if text.trim().is_empty() { Err(DossierFault::Incomplete.into()) } else { Ok(()) }
}

fn needed_reasons(reasons: &str) -> Result<(), DoorFault> {
    fit::prose("the reasons", reasons, REASONS_BYTES_MAX).map_err(Refusal::from)?;
    if reasons.trim().is_empty() { Err(Refusal::NoReasons.into()) } else { Ok(()) }
}

/// Whether a request holds to its limits and says who asks, what, and since when.
fn fits_request(received: &Received, today: Date) -> Result<(), DoorFault> {
    let Received { on, counsel, wants, names, documents, references, words, due, born, .. } = received;
    fit::prose("the text", words, REASONS_BYTES_MAX).map_err(Refusal::from)?;
    fit::line("the text", counsel, RECIPIENT_BYTES_MAX).map_err(Refusal::from)?;
    let lists = [names, documents, references];
    if lists.iter().any(|list| list.len() > FORMS_MAX) || names.is_empty() || wants.is_empty() {
        return Err(DossierFault::Incomplete.into());
    }
    for line in lists.into_iter().flatten() {
        fit::line("the text", line, RECIPIENT_BYTES_MAX).map_err(Refusal::from)?;
    }
    if let Some(due) = due {
        fit::line("the reference", &due.set_by, REFERENCE_BYTES_MAX).map_err(Refusal::from)?;
        if due.day < *on {
            return Err(DossierFault::BadDay.into());
        }
        if due.set_by.trim().is_empty() {
            return Err(DossierFault::Incomplete.into());
        }
    }
    let future = *on > today || born.is_some_and(|day| day > today);
    if future { Err(DossierFault::BadDay.into()) } else { Ok(()) }
}

/// The first moment of a day, in UTC.
fn start_of(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.into()).unwrap_or(Timestamp::MAX)
}

/// The moment after a day, in UTC.
fn end_of(day: Date) -> Timestamp {
    day.tomorrow().map_or(Timestamp::MAX, start_of)
}
