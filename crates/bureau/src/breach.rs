//! A breach of personal data: what is known of it, whom it concerns by the journal, and who has to be told. Directive (EU)
//! 2016/680, articles 30 and 31; INTERPOL's Rules on the Processing of Data, article 118(2).

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use jiff::Timestamp;

use crate::dossier_fault::DossierFault;
use crate::redress::codes;

/// Most cases that a scope names; more of them are counted.
pub const SCOPE_CASES_MAX: usize = 5_000;

codes! {
    /// How a breach was noticed.
    Detected {
        /// Somebody said so.
        Hand = "hand",
        /// Looks that stood out and were not in order.
        Looks = "looks",
        /// The journal of another bureau contradicts itself.
        Contradiction = "contradiction",
        /// A passkey or a device was lost or copied.
        Passkey = "passkey",
        /// The key of a bureau was withdrawn.
        Key = "key",
    }
}

codes! {
    /// How grave it is for the persons concerned.
    Risk {
        /// Unlikely to be a risk to them.
        Unlikely = "unlikely",
        /// A risk.
        Risk = "risk",
        /// A high risk.
        High = "high",
    }
}

codes! {
    /// Why somebody is not told.
    Exception {
        /// Unlikely to be a risk (article 30(1)).
        Unlikely = "unlikely",
        /// The data could not be read, such as sealed ones (article 31(3)).
        Protected = "protected",
        /// The high risk is averted since (article 31(3)).
        Averted = "averted",
        /// It would be out of proportion; it is made public instead (article 31(3)).
        Disproportionate = "disproportionate",
        /// It would obstruct inquiries, or endanger security or others (article 31(5)).
        Withheld = "withheld",
        /// Nothing of theirs is concerned.
        NotTheirs = "not-theirs",
    }
}

impl Exception {
    /// The provision; all but article 30(1) and that of the Rules are from memory.
    #[must_use]
    pub const fn provision(self) -> &'static str {
        match self {
            Exception::Unlikely => "Directive (EU) 2016/680 art. 30(1)",
            Exception::Protected => "Directive (EU) 2016/680 art. 31(3)(a)",
            Exception::Averted => "Directive (EU) 2016/680 art. 31(3)(b)",
            Exception::Disproportionate => "Directive (EU) 2016/680 art. 31(3)(c)",
            Exception::Withheld => "Directive (EU) 2016/680 art. 31(5)",
            Exception::NotTheirs => "RPD art. 118(2)",
        }
    }

    /// Whether it can be given for not telling somebody.
    #[must_use]
    pub const fn serves(self, whom: &Notice) -> bool {
        match whom {
            Notice::Authority => matches!(self, Exception::Unlikely),
            Notice::Persons => matches!(
                self,
                Exception::Protected | Exception::Averted | Exception::Disproportionate | Exception::Withheld
            ),
            Notice::Originator(_) | Notice::Recipient(_) | Notice::Secretariat | Notice::Commission => {
                matches!(self, Exception::NotTheirs)
            }
        }
    }
}

/// Who has to be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// The supervisory authority.
    Authority,
    /// The persons concerned.
    Persons,
    /// A bureau whose data are concerned.
    Originator(BureauCode),
    /// A bureau that was told something of what is concerned.
    Recipient(BureauCode),
    /// INTERPOL's General Secretariat.
    Secretariat,
    /// The Commission for the Control of INTERPOL's Files.
    Commission,
}

impl Notice {
    /// As records, forms and catalogues write it; a bureau beside it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Notice::Authority => "authority",
            Notice::Persons => "persons",
            Notice::Originator(_) => "originator",
            Notice::Recipient(_) => "recipient",
            Notice::Secretariat => "secretariat",
            Notice::Commission => "commission",
        }
    }

    /// The one with this code, and this bureau where it is a bureau's.
    #[must_use]
    pub fn parse(code: &str, bureau: Option<BureauCode>) -> Option<Self> {
        Some(match (code, bureau) {
            ("authority", None) => Notice::Authority,
            ("persons", None) => Notice::Persons,
            ("originator", Some(bureau)) => Notice::Originator(bureau),
            ("recipient", Some(bureau)) => Notice::Recipient(bureau),
            ("secretariat", None) => Notice::Secretariat,
            ("commission", None) => Notice::Commission,
            _ => return None,
        })
    }

    /// The bureau, where it is one's.
    #[must_use]
    pub const fn bureau(&self) -> Option<&BureauCode> {
        match self {
            Notice::Originator(bureau) | Notice::Recipient(bureau) => Some(bureau),
            _ => None,
        }
    }

    /// The provision; articles 30(6) and 31 are from memory.
    #[must_use]
    pub const fn provision(&self) -> &'static str {
        match self {
            Notice::Authority => "Directive (EU) 2016/680 art. 30(1)",
            Notice::Persons => "Directive (EU) 2016/680 art. 31(1)",
            Notice::Originator(_) => "RPD art. 118(2); Directive (EU) 2016/680 art. 30(6)",
            Notice::Recipient(_) => "Directive (EU) 2016/680 art. 30(6)",
            Notice::Secretariat | Notice::Commission => "RPD art. 118(2)",
        }
    }
}

/// What is looked for in the journal: who did something, with whom, from when until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// From.
    pub since: Timestamp,
    /// Until.
    pub until: Timestamp,
    /// Whose looks and acts; everybody's where empty.
    pub officers: Vec<OfficerId>,
    /// Only what was exchanged with this bureau, where one is named.
    pub bureau: Option<BureauCode>,
}

/// What became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// How.
    pub detected: Detected,
    /// When the bureau became aware of it: the periods run from then.
    pub at: Timestamp,
    /// What it reaches.
    pub window: Window,
    /// What happened.
    pub words: String,
}

/// What happened in a case within the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeRow {
    /// The case.
    pub case: CaseId,
    /// Looks at it; taking out a paper is one.
    pub looks: u32,
    /// Acts in it.
    pub acts: u32,
    /// Messages said or heard in it.
    pub messages: u32,
    /// When the first of these was.
    pub first: Timestamp,
    /// When the last was.
    pub last: Timestamp,
}

/// Whom a breach concerns, as the journal told it at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What was looked for.
    pub window: Window,
    /// How many entries the journal had.
    pub size: u64,
    /// The root of its tree then.
    pub root: [u8; 32],
    /// The cases, at most [`SCOPE_CASES_MAX`].
    pub rows: Vec<ScopeRow>,
    /// How many cases there are in all.
    pub cases: u32,
    /// How many different persons these cases are about.
    pub persons: u32,
    /// The bureaus that told something of what stands in them.
    pub originators: Vec<BureauCode>,
    /// Those that were only told something of it.
    pub recipients: Vec<BureauCode>,
    /// The markings that it bears, and the handling codes.
    pub markings: Vec<String>,
    /// How often these officers signed in within the window.
    pub sign_ins: u32,
    /// Copies of the journal that were made within the window, backups and exports: each holds all cases, sealed.
    pub copies: u32,
    /// Entries of that time in cases that are erased since: what they concerned cannot be said any more.
    pub erased: u32,
    /// Whether there are cases that the officer who computed it may not see.
    pub unseen: bool,
}

/// What the risk was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// How grave.
    pub risk: Risk,
    /// What it is likely to lead to.
    pub consequences: String,
    /// What was done or is proposed.
    pub measures: String,
}

/// What was done about telling somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// They were told.
    Told {
        /// When.
        at: Timestamp,
        /// How, and what.
        how: String,
        /// Why so late; empty where it was in time.
        late: String,
    },
    /// They are not told.
    Excepted {
        /// Why.
        exception: Exception,
        /// The reasons.
        reasons: String,
    },
}

/// What happens with a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BreachEvent {
    /// It became known.
    Known(Known),
    /// Its scope was computed.
    Scoped(Box<Scope>),
    /// Its risk was assessed.
    Assessed(Assessed),
    /// Somebody was told, or is not.
    Settled {
        /// Who.
        whom: Notice,
        /// How.
        settled: Settled,
    },
}

/// A breach as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What became known.
    pub known: Known,
    /// Its scope, as it was computed last, and when; the earlier ones stay in its record.
    pub scope: Option<(Scope, Timestamp)>,
    /// Its risk.
    pub assessed: Option<Assessed>,
    /// What was done about telling whom.
    pub settled: BTreeMap<Notice, Settled>,
}

impl Breach {
    pub(crate) const fn new(known: Known) -> Self {
        Self { known, scope: None, assessed: None, settled: BTreeMap::new() }
    }

    /// Who has to be told, as far as that is known. The supervisory authority until the risk is found unlikely and that is
    /// written down; the persons where it is high; who told what is concerned, and INTERPOL with them; who was told it.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut due = vec![Notice::Authority];
        if self.assessed.as_ref().is_some_and(|assessed| assessed.risk == Risk::High) {
            due.push(Notice::Persons);
        }
        let Some((scope, _)) = &self.scope else { return due };
        due.extend(scope.originators.iter().cloned().map(Notice::Originator));
        due.extend(scope.recipients.iter().cloned().map(Notice::Recipient));
        if !scope.originators.is_empty() {
            due.push(Notice::Secretariat);
            if scope.persons > 0 {
                due.push(Notice::Commission);
            }
        }
        due
    }

    /// Those of them about whom nothing is written down yet.
    #[must_use]
    pub fn open(&self) -> Vec<Notice> {
        let mut due = self.notices();
        due.retain(|notice| !self.settled.contains_key(notice));
        due
    }

    /// Whether something may happen now. `over` is when the period for telling the supervisory authority is over.
    pub(crate) fn admits(
        &self,
        event: &BreachEvent,
        by: OfficerId,
        now: Timestamp,
        over: Option<Timestamp>,
    ) -> Result<(), DossierFault> {
        // Nobody settles what they are themselves concerned in.
        if self.known.window.officers.contains(&by) {
            return Err(DossierFault::Concerned);
        }
        match event {
            BreachEvent::Known(_) => Err(DossierFault::WrongStep),
            BreachEvent::Scoped(_) | BreachEvent::Assessed(_) => Ok(()),
            BreachEvent::Settled { whom, settled } => {
                if !self.notices().contains(whom) {
                    return Err(DossierFault::NotDue);
                }
                match settled {
                    Settled::Told { at, .. } if *at > now || *at < self.known.window.since => {
                        Err(DossierFault::BadDay)
                    }
                    Settled::Told { at, late, .. } => {
                        let is_late = *whom == Notice::Authority && over.is_some_and(|over| *at > over);
                        if is_late && late.trim().is_empty() {
                            Err(DossierFault::LateReasons)
                        } else {
                            Ok(())
                        }
                    }
                    Settled::Excepted { exception, .. } => self.may_except(whom, *exception),
                }
            }
        }
    }

    fn may_except(&self, whom: &Notice, exception: Exception) -> Result<(), DossierFault> {
        if !exception.serves(whom) {
            return Err(DossierFault::NoException);
        }
        let risk = self.assessed.as_ref().map(|assessed| assessed.risk);
        match (whom, risk) {
            (_, None) => Err(DossierFault::NotAssessed),
            (Notice::Authority, Some(Risk::Risk | Risk::High)) => Err(DossierFault::NoException),
            _ => Ok(()),
        }
    }

    /// Why it cannot be closed yet.
    pub(crate) fn may_close(&self, by: OfficerId) -> Result<(), DossierFault> {
        if self.known.window.officers.contains(&by) {
            return Err(DossierFault::Concerned);
        }
        match (&self.scope, &self.assessed) {
            (None, _) => Err(DossierFault::NotScoped),
            (_, None) => Err(DossierFault::NotAssessed),
            _ if !self.open().is_empty() => Err(DossierFault::NoticesDue),
            _ => Ok(()),
        }
    }

    /// Takes in what happened.
    pub(crate) fn apply(&mut self, event: BreachEvent, at: Timestamp) {
        match event {
            BreachEvent::Known(known) => self.known = known,
            BreachEvent::Scoped(scope) => self.scope = Some((*scope, at)),
            BreachEvent::Assessed(assessed) => {
                // An exception rests on the risk: with another one it has to be given again.
                if self.assessed.as_ref().is_some_and(|before| before.risk != assessed.risk) {
                    self.settled.retain(|_, settled| matches!(settled, Settled::Told { .. }));
                }
                self.assessed = Some(assessed);
            }
            BreachEvent::Settled { whom, settled } => drop(self.settled.insert(whom, settled)),
        }
    }
}
