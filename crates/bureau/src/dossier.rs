//! A dossier: what those who protect data keep of one person's request or of one breach. It stands beside the cases in the
//! same journal, sealed under a key of its own.

use std::collections::BTreeSet;

use case::id::{CaseId, DossierId, OfficerId};
use jiff::Timestamp;

use crate::breach::{Breach, BreachEvent};
use crate::redress::{Redress, RedressEvent, Verdict};

/// Most dossiers that are open at a time.
pub const DOSSIERS_OPEN_MAX: usize = 2_000;
/// Most entries of one dossier, looks aside.
pub const DOSSIER_ENTRIES_MAX: usize = 2_000;

/// What happens in a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DossierEvent {
    /// With a person's request.
    Redress(RedressEvent),
    /// With a breach.
    Breach(BreachEvent),
    /// It got its reference; with its first entry.
    Opened {
        /// The reference.
        reference: String,
    },
    /// Who may see it beside those who keep it.
    Named {
        /// All of them.
        officers: Vec<OfficerId>,
    },
    /// Something was written down.
    Noted {
        /// What.
        text: String,
    },
    /// Somebody looked at it.
    Looked,
    /// It was closed.
    Closed {
        /// Why.
        reasons: String,
    },
}

impl DossierEvent {
    /// As catalogues name it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            DossierEvent::Redress(event) => match event {
                RedressEvent::Received(_) => "received",
                RedressEvent::Identified { .. } => "identified",
                RedressEvent::Searched(_) => "searched",
                RedressEvent::Contested { .. } => "contested",
                RedressEvent::Released { .. } => "released",
                RedressEvent::Decided { .. } => "decided",
                RedressEvent::Confirmed => "confirmed",
                RedressEvent::SentBack { .. } => "sent-back",
                RedressEvent::Extended { .. } => "extended",
                RedressEvent::Reached { .. } => "reached",
                RedressEvent::Answered { .. } => "answered",
                RedressEvent::Executed { .. } => "executed",
            },
            DossierEvent::Breach(event) => match event {
                BreachEvent::Known(_) => "known",
                BreachEvent::Scoped(_) => "scoped",
                BreachEvent::Assessed(_) => "assessed",
                BreachEvent::Settled { .. } => "settled",
            },
            DossierEvent::Opened { .. } => "opened",
            DossierEvent::Named { .. } => "named",
            DossierEvent::Noted { .. } => "noted",
            DossierEvent::Looked => "looked",
            DossierEvent::Closed { .. } => "closed",
        }
    }
}

/// An entry of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: OfficerId,
    /// What.
    pub event: DossierEvent,
}

/// What a dossier is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A person's request.
    Redress(Box<Redress>),
    /// A breach.
    Breach(Box<Breach>),
}

impl About {
    /// The act that policy permits to those who keep such dossiers.
    #[must_use]
    pub const fn command(&self) -> &'static str {
        match self {
            About::Redress(_) => "redress",
            About::Breach(_) => "breach",
        }
    }
}

/// A dossier as it stands: the fold of its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its reference.
    pub reference: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who opened it.
    pub opened_by: OfficerId,
    /// Who may see it beside those who keep it.
    pub named: BTreeSet<OfficerId>,
    /// When and why it was closed, and by whom.
    pub closed: Option<(Timestamp, OfficerId, String)>,
    /// How many entries it has, looks aside.
    pub entries: usize,
    /// What it is about.
    pub about: About,
}

/// Why the use of a case is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It is contested, and nothing is decided yet.
    Pending,
    /// Its data are to be corrected.
    Correct,
    /// Its data are to be erased.
    Erase,
    /// Its data are kept and not used.
    Restrict,
}

impl Hold {
    /// As catalogues name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Hold::Pending => "pending",
            Hold::Correct => "correct",
            Hold::Erase => "erase",
            Hold::Restrict => "restrict",
        }
    }
}

impl Dossier {
    /// The cases whose use it holds, each with since when and why.
    pub(crate) fn holds(&self) -> Vec<(CaseId, Timestamp, Hold)> {
        let About::Redress(redress) = &self.about else { return Vec::new() };
        let told = redress.answered.is_some();
        let hold = |(id, found): (&CaseId, &crate::redress::Found)| {
            let since = found.contested?;
            let verdict = found.decision.as_ref().map(|(one, ..)| one.verdict).filter(|_| told);
            let why = match verdict {
                Some(Verdict::Correct) => Hold::Correct,
                Some(Verdict::Erase) => Hold::Erase,
                Some(Verdict::Restrict) => Hold::Restrict,
                _ => Hold::Pending,
            };
            // A dossier that was closed without an answer holds nothing.
            (told || self.closed.is_none()).then_some((*id, since, why))
        };
        redress.found.iter().filter_map(hold).collect()
    }

    /// Whether somebody who has proven who they are waits for an answer in it.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        matches!(&self.about, About::Redress(redress) if redress.is_unanswered())
    }

    /// Whether it may be erased in time: while it keeps a case from being used, it may not.
    pub(crate) fn holds_nothing(&self) -> bool {
        self.holds().is_empty()
    }
}

/// The dossier after an entry; none where the first entries do not make one.
pub(crate) fn apply(dossier: Option<Dossier>, entry: DossierEntry) -> Option<Dossier> {
    let DossierEntry { at, by, event } = entry;
    let Some(mut dossier) = dossier else {
        let about = match event {
            DossierEvent::Redress(RedressEvent::Received(received)) => {
                About::Redress(Box::new(Redress::new(received)))
            }
            DossierEvent::Breach(BreachEvent::Known(known)) => About::Breach(Box::new(Breach::new(known))),
            _ => return None,
        };
        let (opened_at, opened_by, named) = (at, by, BTreeSet::new());
        let (reference, closed) = (String::new(), None);
        return Some(Dossier { reference, opened_at, opened_by, named, closed, entries: 1, about });
    };
    dossier.entries += usize::from(event != DossierEvent::Looked);
    match (event, &mut dossier.about) {
        (DossierEvent::Redress(event), About::Redress(redress)) => redress.apply(event, by, at),
        (DossierEvent::Breach(event), About::Breach(breach)) => breach.apply(event, at),
        (DossierEvent::Opened { reference }, _) => dossier.reference = reference,
        (DossierEvent::Named { officers }, _) => dossier.named = officers.into_iter().collect(),
        (DossierEvent::Closed { reasons }, _) => dossier.closed = Some((at, by, reasons)),
        (
            DossierEvent::Redress(_)
            | DossierEvent::Breach(_)
            | DossierEvent::Noted { .. }
            | DossierEvent::Looked,
            _,
        ) => {}
    }
    Some(dossier)
}

/// Where a dossier's entries and its key stand in the journal: an identifier there is a case's or a dossier's.
pub(crate) const fn place(id: DossierId) -> CaseId {
    CaseId::from_bytes(id.bytes())
}
