//! The scope of a breach, computed from the journal: in which cases something was seen, done or exchanged within a time, by
//! whom, and whose data these are.

use std::collections::BTreeSet;

use case::bureau::{BureauCode, Officer};
use case::handling::Handling;
use case::id::{CaseId, SourceId};
use case::life::{self, Case, Entry, Event};
use jiff::Timestamp;

use crate::breach::{SCOPE_CASES_MAX, Scope, ScopeRow, Window};
use crate::door::{Inner, Writer, is_dossier, is_erased, open_all};
use crate::fault::DoorFault;
use crate::folded::name;
use crate::policy::On;
use crate::ports::{CASES_PER_READ, StoredEntry};
use crate::register::{REGISTER, RegisterEvent};

/// What is gathered while the journal is read.
struct Gathered {
    scope: Scope,
    persons: BTreeSet<[String; 3]>,
    originators: BTreeSet<BureauCode>,
    recipients: BTreeSet<BureauCode>,
    markings: BTreeSet<String>,
}

impl Inner {
    /// An empty scope that names the state of the journal for which it is computed.
    pub(crate) fn scope_at(&self, writer: &Writer, window: Window) -> Scope {
        Scope {
            window,
            size: writer.tree.size(),
            root: writer.tree.root(),
            rows: Vec::new(),
            cases: 0,
            persons: 0,
            originators: Vec::new(),
            recipients: Vec::new(),
            markings: Vec::new(),
            sign_ins: 0,
            copies: 0,
            erased: 0,
            unseen: false,
        }
    }

    /// Fills a scope with what the journal tells up to its size, of the cases whose record this officer may see.
    pub(crate) async fn scope(&self, who: &Officer, scope: Scope) -> Result<Scope, DoorFault> {
        let mut gathered = Gathered {
            scope,
            persons: BTreeSet::new(),
            originators: BTreeSet::new(),
            recipients: BTreeSet::new(),
            markings: BTreeSet::new(),
        };
        let mut after = None;
        loop {
            let cases = self.store.cases(after, CASES_PER_READ).await?;
            let Some((last, _)) = cases.last() else { break };
            after = Some(*last);
            for (id, entries) in cases {
                self.gather(who, id, &entries, &mut gathered)?;
            }
        }
        let Gathered { mut scope, persons, originators, recipients, markings } = gathered;
        scope.rows.sort_by_key(|row| (row.first, row.case));
        scope.rows.truncate(SCOPE_CASES_MAX);
        scope.persons = number(persons.len());
        scope.recipients = recipients.difference(&originators).cloned().collect();
        scope.originators = originators.into_iter().collect();
        scope.markings = markings.into_iter().collect();
        Ok(scope)
    }

    fn gather(
        &self,
        who: &Officer,
        id: CaseId,
        stored: &[StoredEntry],
        gathered: &mut Gathered,
    ) -> Result<(), DoorFault> {
        let scope = &mut gathered.scope;
        let size = scope.size;
        let then = |entry: &&StoredEntry| {
            entry.header.position < size
                && (scope.window.since..=scope.window.until).contains(&entry.header.at)
        };
        if id == REGISTER {
            let events = self.read_register(stored.iter().filter(|entry| entry.header.position < size))?;
            let window = &scope.window;
            let within = |at: &Timestamp| (window.since..=window.until).contains(at);
            let signed_in = events.iter().filter(|(at, event)| match event {
                RegisterEvent::SignedIn { officer, .. } => within(at) && is_of(window, *officer),
                _ => false,
            });
            // A copy is written down when the node next looks, which may be much later.
            let copied = events.iter().filter(|(_, event)| match event {
                RegisterEvent::Copied(copied) => within(&copied.at),
                _ => false,
            });
            (scope.sign_ins, scope.copies) = (number(signed_in.count()), number(copied.count()));
            return Ok(());
        }
        if is_dossier(stored) {
            return Ok(());
        }
        if is_erased(stored) {
            let gone = stored.iter().filter(then).filter(|entry| entry.body.is_none()).count();
            scope.erased = scope.erased.saturating_add(number(gone));
            return Ok(());
        }
        // Who opened a source record is told where sources are traced.
        if self.book().sources.get(SourceId::from_bytes(id.bytes())).is_some() {
            return Ok(());
        }
        if !self.may_trace(who, id) {
            scope.unseen = true;
            return Ok(());
        }
        let key = match self.key(id) {
            // It was erased since it was read.
            Err(DoorFault::NoSuchCase) => return Ok(()),
            key => key?,
        };
        let (mut case, mut row) = (None, None);
        for (position, entry) in open_all(&key, stored)? {
            case = life::apply(case, &entry);
            if position < size && is_within(&scope.window, case.as_ref(), &entry) {
                count(&mut row, id, &entry);
            }
        }
        if let (Some(row), Some(case)) = (row, case) {
            scope.cases = scope.cases.saturating_add(1);
            scope.rows.push(row);
            gathered.concerns(&case);
        }
        Ok(())
    }

    fn may_trace(&self, who: &Officer, id: CaseId) -> bool {
        let book = self.book();
        let sight = book.lines.get(&id).and_then(|line| book.sights.at(line.sight));
        sight.is_some_and(|sight| self.in_force().allows(who, "trace", On::Case(sight)))
    }
}

impl Gathered {
    /// Whose data stand in a case, and how they are marked.
    fn concerns(&mut self, case: &Case) {
        let text = |field: &str| case.fact(field).map(ToString::to_string).unwrap_or_default();
        let folded = |field: &str| name(&text(field)).into_iter().collect::<Vec<_>>().join(" ");
        let person = ["person.family_name", "person.forename", "person.birth_date"].map(folded);
        if person.iter().any(|part| !part.is_empty()) {
            self.persons.insert(person);
        }
        for told in case.told.iter().filter(|told| !told.turned_away) {
            let other = case.other();
            let side = if told.from == *other { &mut self.originators } else { &mut self.recipients };
            side.insert(other.clone());
        }
        let marks = [text("request.handling"), Handling::of(&case.facts()).marking];
        self.markings.extend(marks.into_iter().filter(|mark| !mark.is_empty()));
    }
}

/// Whether an entry of a case counts. Where officers are named, only what they did or saw; where a bureau is, only its cases.
fn is_within(window: &Window, case: Option<&Case>, entry: &Entry) -> bool {
    let theirs = |bureau| case.is_some_and(|case| case.other() == bureau);
    (window.since..=window.until).contains(&entry.at)
        && window.bureau.as_ref().is_none_or(theirs)
        && (window.officers.is_empty() || entry.by.is_some_and(|by| window.officers.contains(&by)))
}

fn is_of(window: &Window, officer: case::id::OfficerId) -> bool {
    window.officers.is_empty() || window.officers.contains(&officer)
}

fn count(row: &mut Option<ScopeRow>, case: CaseId, entry: &Entry) {
    let new = ScopeRow { case, looks: 0, acts: 0, messages: 0, first: entry.at, last: entry.at };
    let row = row.get_or_insert(new);
    row.last = entry.at;
    let counted = match entry.event {
        Event::Looked | Event::Drawn { .. } => &mut row.looks,
        Event::Said { .. } | Event::Heard(_) => &mut row.messages,
        _ => &mut row.acts,
    };
    *counted = counted.saturating_add(1);
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
