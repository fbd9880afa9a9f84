//! Where a person appears: every text of every case is read, and nothing is guessed. Names are compared in every form given,
//! in any order, without marks; sound, spelling and other scripts are not: whoever asks gives the forms.

use std::collections::{BTreeMap, BTreeSet};

use case::bureau::Officer;
use case::fact::Value;
use case::id::CaseId;
use case::life::{self, Case, Event};

use crate::door::{Inner, open_plain};
use crate::dossier_fault::DossierFault;
use crate::fault::DoorFault;
use crate::folded::{name, number};
use crate::ports::{CASES_PER_READ, StoredEntry};
use crate::record;
use crate::redress::{Hit, Received, Searched, Trace};

/// Most cases that one search finds; who finds more has asked for too little of a name.
pub(crate) const HITS_MAX: usize = 1_000;
/// Shortest number of a document or reference that is looked for, in letters and digits: a shorter one is found everywhere.
const NUMBER_LETTERS_MIN: usize = 4;
/// The fields of the person that a case is about which hold names.
const NAME_FIELDS: [&str; 4] =
    ["person.family_name", "person.forename", "person.aliases", "person.original_script"];

/// What is looked for.
struct Wanted {
    names: Vec<BTreeSet<String>>,
    born: Option<String>,
    documents: Vec<String>,
    references: Vec<String>,
}

impl Wanted {
    fn of(received: &Received) -> Self {
        let numbers = |all: &[String]| {
            let numbers = all.iter().map(|one| number(one));
            numbers.filter(|one| one.chars().count() >= NUMBER_LETTERS_MIN).collect()
        };
        Self {
            names: received.names.iter().map(|one| name(one)).filter(|name| !name.is_empty()).collect(),
            born: received.born.map(|day| day.to_string()),
            documents: numbers(&received.documents),
            references: numbers(&received.references),
        }
    }

    /// How a case with these texts is found; empty where it is not.
    fn traces(&self, case: &Case, past: &BTreeMap<&str, BTreeSet<String>>, texts: &[String]) -> Vec<Trace> {
        let names: BTreeSet<String> =
            NAME_FIELDS.iter().filter_map(|field| past.get(field)).flatten().cloned().collect();
        let named = self.names.iter().any(|name| name.is_subset(&names));
        let born = case.fact("person.birth_date").map(ToString::to_string);
        let is_born = self.born.is_some() && born == self.born;
        let mentioned = || {
            texts
                .iter()
                .map(|text| name(text))
                .any(|text| self.names.iter().any(|name| name.is_subset(&text)))
        };
        let within = |wanted: &[String]| {
            !wanted.is_empty()
                && texts
                    .iter()
                    .map(|text| number(text))
                    .any(|text| wanted.iter().any(|one| text.contains(one)))
        };
        let found = [
            (Trace::Name, named),
            (Trace::Mention, !named && mentioned()),
            (Trace::Document, within(&self.documents)),
            (Trace::Reference, within(&self.references)),
        ];
        let mut traces: Vec<Trace> =
            found.into_iter().filter_map(|(trace, is)| is.then_some(trace)).collect();
        // Very many are born on a day.
        if is_born && !traces.is_empty() {
            traces.push(Trace::Birth);
        }
        traces.sort_unstable();
        traces
    }
}

impl Inner {
    /// The cases in which a person appears, of those that this officer may see. Files are not read, and erased cases are gone.
    pub(crate) async fn find(&self, who: &Officer, received: &Received) -> Result<Searched, DoorFault> {
        let wanted = Wanted::of(received);
        let mut searched = Searched { cases: 0, unseen: false, hits: Vec::new() };
        let mut after = None;
        loop {
            let cases = self.store.cases(after, CASES_PER_READ).await?;
            let Some((last, _)) = cases.last() else { return Ok(searched) };
            after = Some(*last);
            for (id, entries) in cases {
                // The register and the dossiers are no cases, and what was erased meanwhile is none any more.
                if !self.book().lines.contains_key(&id) {
                    continue;
                }
                if !self.sees(who, id) {
                    searched.unseen = true;
                    continue;
                }
                searched.cases = searched.cases.saturating_add(1);
                let traces = self.traces(id, &entries, &wanted)?;
                if traces.is_empty() {
                    continue;
                }
                if searched.hits.len() == HITS_MAX {
                    return Err(DossierFault::TooWide.into());
                }
                searched.hits.push(Hit { case: id, traces });
            }
        }
    }

    fn traces(&self, id: CaseId, entries: &[StoredEntry], wanted: &Wanted) -> Result<Vec<Trace>, DoorFault> {
        let key = match self.key(id) {
            // It was erased since it was read.
            Err(DoorFault::NoSuchCase) => return Ok(Vec::new()),
            key => key?,
        };
        let (mut case, mut texts) = (None, Vec::new());
        let mut past: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for entry in entries {
            let Some(plain) = open_plain(&key, entry)? else { continue };
            texts.extend(record::texts(&plain)?);
            let entry = record::read(&plain)?;
            if let Event::Edited { changes } = &entry.event {
                for (field, value) in changes {
                    keep(&mut past, field, value.as_ref());
                }
            }
            case = life::apply(case, &entry);
        }
        let Some(case) = case else { return Ok(Vec::new()) };
        for field in NAME_FIELDS {
            keep(&mut past, field, case.fact(field));
        }
        Ok(wanted.traces(&case, &past, &texts))
    }
}

/// Keeps the words of a field that holds names: one that was corrected since still stands in the record.
fn keep(past: &mut BTreeMap<&str, BTreeSet<String>>, field: &str, value: Option<&Value>) {
    if let (Some(known), Some(value)) = (NAME_FIELDS.iter().copied().find(|known| *known == field), value) {
        past.entry(known).or_default().extend(name(&value.to_string()));
    }
}
