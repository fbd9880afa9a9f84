//! A person's request about what the bureau holds on them: the facts of it, and what follows what. Directive (EU) 2016/680,
//! articles 12 to 18; for requests to INTERPOL's Commission, its Statute.

use std::collections::{BTreeMap, BTreeSet};

use case::id::{CaseId, OfficerId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::dossier_fault::DossierFault;

/// Most name forms, documents or references of one request.
pub const FORMS_MAX: usize = 20;

/// A closed list that stands in records and catalogues by its codes.
macro_rules! codes {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $each:literal])* $variant:ident = $code:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $each])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As records and catalogues write it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The one with this code.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Through whom a request came.
    Channel {
        /// From the person or their counsel.
        Direct = "direct",
        /// Through the supervisory authority (Directive (EU) 2016/680, article 17).
        Authority = "authority",
        /// Through the Commission for the Control of INTERPOL's Files, whose clocks run too.
        Commission = "commission",
    }
}

codes! {
    /// What is asked.
    Want {
        /// To know what is held.
        Access = "access",
        /// That it be corrected.
        Correction = "correction",
        /// That it be erased.
        Deletion = "deletion",
        /// That its use be restricted.
        Restriction = "restriction",
    }
}

codes! {
    /// How a case was found.
    Trace {
        /// The name of the person it is about.
        Name = "name",
        /// That person's day of birth; never alone.
        Birth = "birth",
        /// The name, somewhere else in the record.
        Mention = "mention",
        /// The number of a document.
        Document = "document",
        /// A reference.
        Reference = "reference",
    }
}

codes! {
    /// What is decided on the data of one case.
    Verdict {
        /// The person it is about is another one.
        NotThem = "not-them",
        /// Nothing was asked but access.
        AccessOnly = "access-only",
        /// They stay as they are.
        Upheld = "upheld",
        /// They are corrected.
        Correct = "correct",
        /// They are erased.
        Erase = "erase",
        /// They are kept and not used (article 16(3)).
        Restrict = "restrict",
    }
}

codes! {
    /// How much of a case the person is told.
    Telling {
        /// All of it.
        Full = "full",
        /// A part.
        Partial = "partial",
        /// Neither that there is something nor that there is nothing.
        Neither = "neither",
    }
}

codes! {
    /// Why less is told or done than was asked.
    Basis {
        /// It would obstruct an inquiry or procedure.
        Inquiry = "inquiry",
        /// It would prejudice the prevention or prosecution of offences.
        Prevention = "prevention",
        /// Public security.
        PublicSecurity = "public-security",
        /// National security.
        NationalSecurity = "national-security",
        /// The rights and freedoms of others.
        Others = "others",
        /// The bureau that told it does not allow it.
        Originator = "originator",
        /// The data are accurate and lawfully held.
        Accurate = "accurate",
        /// It cannot be ascertained whether they are accurate.
        NotAscertained = "not-ascertained",
        /// They must be kept as evidence.
        Evidence = "evidence",
        /// It is about another person.
        OtherPerson = "other-person",
    }
}

impl Basis {
    /// The provision; the numbering within articles 15 and 16 of the Directive is from memory, that of the Statute was read.
    #[must_use]
    pub const fn provision(self) -> &'static str {
        match self {
            Basis::Inquiry => "Directive (EU) 2016/680 art. 15(1)(a)",
            Basis::Prevention => "Directive (EU) 2016/680 art. 15(1)(b)",
            Basis::PublicSecurity => "Directive (EU) 2016/680 art. 15(1)(c)",
            Basis::NationalSecurity => "Directive (EU) 2016/680 art. 15(1)(d)",
            Basis::Others => "Directive (EU) 2016/680 art. 15(1)(e)",
            Basis::Originator => "CCF Statute art. 35",
            Basis::Accurate | Basis::OtherPerson => "Directive (EU) 2016/680 art. 16(1)",
            Basis::NotAscertained => "Directive (EU) 2016/680 art. 16(3)(a)",
            Basis::Evidence => "Directive (EU) 2016/680 art. 16(3)(b)",
        }
    }
}

codes! {
    /// A remedy of which the person is told.
    Remedy {
        /// A complaint to the supervisory authority.
        Authority = "authority",
        /// A court.
        Court = "court",
        /// The Commission for the Control of INTERPOL's Files.
        Commission = "commission",
    }
}

codes! {
    /// A step of a request to the Commission, from which its periods run.
    Milestone {
        /// It was found admissible.
        Admissible = "ccf-admissible",
        /// The Secretariat was asked whether data exist.
        Asked = "ccf-asked-secretariat",
        /// The Secretariat said so.
        Told = "ccf-data-told",
        /// It was decided.
        Decided = "ccf-decided",
        /// The Secretariat has the decision.
        Received = "ccf-decision-received",
        /// The Secretariat has carried it out.
        Implemented = "ccf-implemented",
        /// The parties know.
        PartiesTold = "ccf-parties-told",
    }
}

/// A day by which an answer is due, and what sets it: the letter of the Commission or authority, or the law of the State.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDay {
    /// The day.
    pub day: Date,
    /// What sets it.
    pub set_by: String,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// On which day.
    pub on: Date,
    /// Through whom.
    pub channel: Channel,
    /// Counsel or representative; empty where the person asks.
    pub counsel: String,
    /// What is asked.
    pub wants: Vec<Want>,
    /// The name of the person in every form known.
    pub names: Vec<String>,
    /// The day of birth.
    pub born: Option<Date>,
    /// Numbers of documents.
    pub documents: Vec<String>,
    /// References that the person knows.
    pub references: Vec<String>,
    /// What they say.
    pub words: String,
    /// The day by which an answer is due, where something sets one.
    pub due: Option<DueDay>,
}

/// A case in which the person appears to appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The case.
    pub case: CaseId,
    /// How it was found.
    pub traces: Vec<Trace>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    /// How many cases were read.
    pub cases: u32,
    /// Whether there are cases that the officer who searched may not see: somebody else has to search those.
    pub unseen: bool,
    /// What was found.
    pub hits: Vec<Hit>,
}

/// What is decided on one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicted {
    /// On the data.
    pub verdict: Verdict,
    /// On what the person is told.
    pub telling: Telling,
    /// Why less than was asked.
    pub basis: Option<Basis>,
    /// The reasons in fact and law, on record for the supervisory authority (article 15(4)).
    pub reasons: String,
}

impl Verdicted {
    /// Whether the person gets less than these, which they asked, so that another officer has to confirm it.
    #[must_use]
    pub fn is_less(&self, wants: &[Want]) -> bool {
        let asks = |want| wants.contains(&want);
        self.telling != Telling::Full
            || match self.verdict {
                Verdict::NotThem | Verdict::Upheld => true,
                Verdict::AccessOnly => wants != [Want::Access],
                Verdict::Correct => asks(Want::Deletion) || asks(Want::Restriction),
                Verdict::Restrict => asks(Want::Correction) || asks(Want::Deletion),
                Verdict::Erase => false,
            }
    }

    /// Whether something is to be done with the case.
    #[must_use]
    pub const fn is_to_be_done(&self) -> bool {
        matches!(self.verdict, Verdict::Correct | Verdict::Erase | Verdict::Restrict)
    }
}

/// What happens with a person's request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedressEvent {
    /// It came in.
    Received(Received),
    /// Who they are was checked.
    Identified {
        /// What was shown.
        shown: String,
        /// Whether it proves who they are.
        proven: bool,
    },
    /// The node was searched.
    Searched(Searched),
    /// A case is not used until it is decided.
    Contested {
        /// The case.
        case: CaseId,
        /// Why.
        reasons: String,
    },
    /// It may be used again.
    Released {
        /// The case.
        case: CaseId,
        /// Why.
        reasons: String,
    },
    /// What is told and done of one case was decided.
    Decided {
        /// The case.
        case: CaseId,
        /// How.
        decision: Verdicted,
    },
    /// A second officer agrees with all that was decided.
    Confirmed,
    /// A second officer does not.
    SentBack {
        /// Why.
        reasons: String,
    },
    /// More time is taken; the person is told.
    Extended {
        /// Until when.
        until: Date,
        /// Why.
        reasons: String,
    },
    /// A step of the Commission.
    Reached {
        /// Which.
        milestone: Milestone,
        /// On which day.
        on: Date,
    },
    /// The person was answered.
    Answered {
        /// On which day.
        on: Date,
        /// What they were told.
        text: String,
        /// Of which remedies they were told.
        remedies: Vec<Remedy>,
    },
    /// What was decided on a case was carried out.
    Executed {
        /// The case.
        case: CaseId,
        /// What was done, and how recipients were told.
        what: String,
    },
}

/// A case of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How it was found.
    pub traces: Vec<Trace>,
    /// Since when it is not used, where that is so.
    pub contested: Option<Timestamp>,
    /// What was decided, and by whom.
    pub decision: Option<(Verdicted, OfficerId, Timestamp)>,
    /// What was done about it, and when.
    pub executed: Option<(String, Timestamp)>,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// On which day.
    pub on: Date,
    /// What was told.
    pub text: String,
    /// Of which remedies.
    pub remedies: Vec<Remedy>,
}

/// A person's request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redress {
    /// What came in.
    pub received: Received,
    /// What was shown, whether it proved who they are, and who checked; none before.
    pub identity: Option<(String, bool, OfficerId)>,
    /// The last search: how many cases, whether some were not seen, and when.
    pub searched: Option<(u32, bool, Timestamp)>,
    /// The cases found, by every search.
    pub found: BTreeMap<CaseId, Found>,
    /// Who checked, searched or decided something in it.
    pub hands: BTreeSet<OfficerId>,
    /// Who confirmed all that was decided since; none while somebody has to.
    pub confirmed: Option<OfficerId>,
    /// Why it was sent back; empty when it was not, or was decided anew.
    pub sent_back: String,
    /// Until when more time was taken.
    pub extended: Option<Date>,
    /// Steps of the Commission.
    pub milestones: BTreeMap<Milestone, Date>,
    /// The answer.
    pub answered: Option<Answered>,
}

impl Redress {
    pub(crate) const fn new(received: Received) -> Self {
        Self {
            received,
            identity: None,
            searched: None,
            found: BTreeMap::new(),
            hands: BTreeSet::new(),
            confirmed: None,
            sent_back: String::new(),
            extended: None,
            milestones: BTreeMap::new(),
            answered: None,
        }
    }

    /// Whether who they are is proven: nothing is searched or told before.
    #[must_use]
    pub fn is_identified(&self) -> bool {
        self.identity.as_ref().is_some_and(|(_, proven, _)| *proven)
    }

    /// Whether a second officer has to agree before anything is told: that they get less than they asked, that nothing was
    /// found, that not every case could be searched, or that it is not proven who they are.
    #[must_use]
    pub fn needs_confirmation(&self) -> bool {
        let mut decisions = self.found.values().filter_map(|found| found.decision.as_ref());
        let unproven = self.identity.as_ref().is_some_and(|(_, proven, _)| !proven);
        let searched = self.searched.is_some_and(|(_, unseen, _)| unseen || self.found.is_empty());
        let less = unproven || searched || decisions.any(|(one, ..)| one.is_less(&self.received.wants));
        self.confirmed.is_none() && less
    }

    /// Whether everything found is decided.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.searched.is_some() && self.found.values().all(|found| found.decision.is_some())
    }

    /// What is to be done still.
    #[must_use]
    pub fn to_do(&self) -> usize {
        let open = |found: &&Found| {
            found.executed.is_none() && found.decision.as_ref().is_some_and(|(one, ..)| one.is_to_be_done())
        };
        self.found.values().filter(open).count()
    }

    /// Whether the use of a case is restricted for good: decided, told, and not released.
    #[must_use]
    pub fn restricts(&self) -> bool {
        self.found.values().any(|found| {
            let verdict = found.decision.as_ref().map(|(one, ..)| one.verdict);
            found.contested.is_some() && verdict == Some(Verdict::Restrict)
        })
    }

    /// Whether something may happen now, by this officer; what happened is checked once and then folded as it was.
    pub(crate) fn admits(
        &self,
        event: &RedressEvent,
        by: OfficerId,
        today: Date,
    ) -> Result<(), DossierFault> {
        use RedressEvent as E;
        let found = |case: &CaseId| self.found.get(case).ok_or(DossierFault::NotFound);
        let past = |day: Date| if day > today { Err(DossierFault::BadDay) } else { Ok(()) };
        if !matches!(
            event,
            E::Received(_)
                | E::Identified { .. }
                | E::Answered { .. }
                | E::Confirmed
                | E::SentBack { .. }
                | E::Reached { .. }
                | E::Extended { .. }
        ) && !self.is_identified()
        {
            return Err(DossierFault::NotIdentified);
        }
        if self.answered.is_some()
            && !matches!(event, E::Executed { .. } | E::Released { .. } | E::Reached { .. })
        {
            return Err(DossierFault::Answered);
        }
        match event {
            E::Received(_) => Err(DossierFault::WrongStep),
            // What was found on the strength of a proof is not answered as if there had been none.
            E::Identified { .. } if self.searched.is_some() => Err(DossierFault::WrongStep),
            E::Identified { .. } | E::Searched(_) => Ok(()),
            E::Contested { case, .. } => found(case).map(|_| ()),
            E::Released { case, .. } => {
                let found = found(case)?;
                let verdict = found.decision.as_ref().map(|(one, ..)| one.verdict);
                let promised = matches!(verdict, Some(Verdict::Correct | Verdict::Erase));
                match found.contested {
                    // What the person was told is carried out, not let go.
                    Some(_) if promised && self.answered.is_some() => Err(DossierFault::NotExecuted),
                    Some(_) => Ok(()),
                    None => Err(DossierFault::NotContested),
                }
            }
            E::Decided { case, decision } => {
                found(case)?;
                match (decision.is_less(&self.received.wants), decision.basis) {
                    (true, None) => Err(DossierFault::NoBasis),
                    _ => Ok(()),
                }
            }
            E::Confirmed | E::SentBack { .. } => self.may_confirm(by),
            E::Extended { until, .. } if *until <= today => Err(DossierFault::BadDay),
            E::Extended { .. } => Ok(()),
            E::Reached { on, .. } => past(*on),
            E::Answered { on, remedies, .. } => {
                past(*on)?;
                self.may_answer(remedies)
            }
            E::Executed { case, .. } => match &found(case)?.decision {
                Some((decision, ..)) if decision.is_to_be_done() && self.answered.is_some() => Ok(()),
                _ => Err(DossierFault::NothingToDo),
            },
        }
    }

    /// Nobody confirms what they decided, or what was sent back and not decided anew.
    fn may_confirm(&self, by: OfficerId) -> Result<(), DossierFault> {
        let unproven = self.identity.as_ref().is_some_and(|(_, proven, _)| !proven);
        if !(unproven || self.is_decided()) || !self.sent_back.is_empty() {
            return Err(DossierFault::Undecided);
        }
        if !self.needs_confirmation() {
            return Err(DossierFault::NothingToConfirm);
        }
        if self.hands.contains(&by) { Err(DossierFault::OwnDecision) } else { Ok(()) }
    }

    /// Whether it would end without an answer to somebody who has proven who they are.
    pub(crate) fn is_unanswered(&self) -> bool {
        self.answered.is_none() && self.is_identified()
    }

    /// A person who has proven who they are is answered once all is decided and confirmed. One who has not may be told so, and
    /// nothing else: that is no answer on what the bureau holds.
    fn may_answer(&self, remedies: &[Remedy]) -> Result<(), DossierFault> {
        match &self.identity {
            None => return Err(DossierFault::NotIdentified),
            Some((_, false, _)) if self.needs_confirmation() => return Err(DossierFault::NotConfirmed),
            Some((_, false, _)) => {}
            Some((_, true, _)) if self.searched.is_none() => return Err(DossierFault::NotSearched),
            Some((_, true, _)) if !self.is_decided() => return Err(DossierFault::Undecided),
            Some((_, true, _)) if self.needs_confirmation() => return Err(DossierFault::NotConfirmed),
            Some(_) => {}
        }
        if remedies.is_empty() { Err(DossierFault::NoRemedy) } else { Ok(()) }
    }

    /// Why this officer cannot close it yet. A request of somebody who has proven who they are that was never answered, because
    /// they withdrew it, is closed by an officer who did nothing else in it.
    pub(crate) fn may_close(&self, by: OfficerId) -> Result<(), DossierFault> {
        if self.is_unanswered() {
            return if self.hands.contains(&by) { Err(DossierFault::OwnDecision) } else { Ok(()) };
        }
        if self.to_do() > 0 { Err(DossierFault::NotExecuted) } else { Ok(()) }
    }

    /// Takes in what happened.
    pub(crate) fn apply(&mut self, event: RedressEvent, by: OfficerId, at: Timestamp) {
        use RedressEvent as E;
        match event {
            E::Received(received) => self.received = received,
            E::Identified { shown, proven } => {
                self.decided_anew(by);
                self.identity = Some((shown, proven, by));
            }
            E::Searched(searched) => {
                self.decided_anew(by);
                self.searched = Some((searched.cases, searched.unseen, at));
                for hit in searched.hits {
                    let new =
                        || Found { traces: Vec::new(), contested: None, decision: None, executed: None };
                    self.found.entry(hit.case).or_insert_with(new).traces = hit.traces;
                }
            }
            E::Contested { case, .. } => self.on(case, |found| found.contested = Some(at)),
            E::Released { case, .. } => self.on(case, |found| found.contested = None),
            E::Decided { case, decision } => {
                self.decided_anew(by);
                self.on(case, |found| found.decision = Some((decision, by, at)));
            }
            E::Confirmed => self.confirmed = Some(by),
            E::SentBack { reasons } => self.sent_back = reasons,
            E::Extended { until, .. } => self.extended = Some(until),
            E::Reached { milestone, on } => drop(self.milestones.insert(milestone, on)),
            E::Answered { on, text, remedies } => self.answered_with(Answered { on, text, remedies }, at),
            E::Executed { case, what } => self.on(case, |found| {
                found.executed = Some((what, at));
                if found.decision.as_ref().is_none_or(|(one, ..)| one.verdict != Verdict::Restrict) {
                    found.contested = None;
                }
            }),
        }
    }

    /// What this officer did has to be confirmed, whatever was before.
    fn decided_anew(&mut self, by: OfficerId) {
        self.hands.insert(by);
        self.confirmed = None;
        self.sent_back.clear();
    }

    /// With the answer the time of waiting ends: what is to be corrected, erased or restricted is not used from here on, what
    /// stays as it is may be.
    fn answered_with(&mut self, answered: Answered, at: Timestamp) {
        self.answered = Some(answered);
        for found in self.found.values_mut() {
            let to_do = found.decision.as_ref().is_some_and(|(one, ..)| one.is_to_be_done());
            found.contested = to_do.then(|| found.contested.unwrap_or(at));
        }
    }

    fn on(&mut self, case: CaseId, change: impl FnOnce(&mut Found)) {
        if let Some(found) = self.found.get_mut(&case) {
            change(found);
        }
    }
}
