//! Looks that stand out: raised to those who protect data, who say of each whether it was in order (CJIS AU-6; Directive (EU)
//! 2016/680, article 25(2)).

use std::collections::{HashMap, HashSet, VecDeque};

use case::bureau::{Officer, Role};
use case::id::{CaseId, OfficerId};
use case::life::Case;
use jiff::{SignedDuration, Timestamp};
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::folded::name;
use crate::record::RecordFault;

/// Different cases that one officer looks at within an hour before it is raised.
pub const CASES_AN_HOUR_MAX: usize = 40;
/// Different cases with which one officer has nothing to do that they look at within a day before it is raised.
pub const WITHOUT_TASK_A_DAY_MAX: usize = 15;
/// How many looks of one officer are kept in mind.
const LOOKS_IN_MIND_MAX: usize = 500;
/// How many reviewed ones are shown; the journal has them all.
const SHOWN_MAX: usize = 200;

/// What stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anomaly {
    /// Very many cases in an hour.
    ManyCases,
    /// Many cases in a day that others work on.
    WithoutTask,
    /// A case about somebody who bears the officer's family name.
    OwnName,
}

impl Anomaly {
    /// Every one.
    pub const ALL: [Anomaly; 3] = [Anomaly::ManyCases, Anomaly::WithoutTask, Anomaly::OwnName];

    /// As the register and the catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Anomaly::ManyCases => "many-cases",
            Anomaly::WithoutTask => "without-task",
            Anomaly::OwnName => "own-name",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|anomaly| anomaly.code() == code)
    }
}

/// Something that stood out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Whose looks.
    pub officer: OfficerId,
    /// What stands out.
    pub anomaly: Anomaly,
    /// The case looked at last, with which it was raised.
    pub case: CaseId,
    /// How many cases.
    pub cases: u32,
}

/// What was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnomalyReview {
    /// When it was raised, which names it together with the officer and what stood out.
    pub raised_at: Timestamp,
    /// Whose looks.
    pub officer: OfficerId,
    /// What stood out.
    pub anomaly: Anomaly,
    /// Whether they were in order.
    pub in_order: bool,
    /// Why.
    pub reasons: String,
    /// Who says so.
    pub by: OfficerId,
}

/// What stood out, with what was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnomalyRow {
    /// When it was raised.
    pub at: Timestamp,
    /// What.
    pub raised: Raised,
    /// Whether it was in order, who says so, why and when; none while nobody has looked.
    pub review: Option<(bool, OfficerId, String, Timestamp)>,
}

/// What is kept in mind to notice it.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    looks: HashMap<OfficerId, VecDeque<(Timestamp, CaseId, bool)>>,
    rows: VecDeque<AnomalyRow>,
}

impl Watch {
    /// Takes a look into account, and says what stands out for the first time that day.
    pub(crate) fn looked(&mut self, at: Timestamp, who: &Officer, id: CaseId, case: &Case) -> Vec<Raised> {
        let looks = self.looks.entry(who.id).or_default();
        if looks.len() == LOOKS_IN_MIND_MAX {
            looks.pop_front();
        }
        looks.push_back((at, id, has_task(who, case)));
        let within = |hours: i64| {
            let since = at.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN);
            move |look: &&(Timestamp, CaseId, bool)| look.0 > since
        };
        let hour: HashSet<CaseId> = looks.iter().filter(within(1)).map(|look| look.1).collect();
        let others = looks.iter().filter(within(24)).filter(|look| !look.2);
        let without_task: HashSet<CaseId> = others.map(|look| look.1).collect();
        let found = [
            (Anomaly::ManyCases, hour.len() > CASES_AN_HOUR_MAX, hour.len()),
            (Anomaly::WithoutTask, without_task.len() > WITHOUT_TASK_A_DAY_MAX, without_task.len()),
            (Anomaly::OwnName, bears_name_of(case, who), 1),
        ];
        let new = |anomaly: Anomaly| {
            let since = within(24);
            let known = |row: &AnomalyRow| {
                row.raised.officer == who.id
                    && row.raised.anomaly == anomaly
                    && (anomaly != Anomaly::OwnName || row.raised.case == id)
                    && since(&&(row.at, id, true))
            };
            !self.rows.iter().any(known)
        };
        let raised = found.into_iter().filter(|(anomaly, stands_out, _)| *stands_out && new(*anomaly));
        raised
            .map(|(anomaly, _, cases)| Raised {
                officer: who.id,
                anomaly,
                case: id,
                cases: u32::try_from(cases).unwrap_or(u32::MAX),
            })
            .collect()
    }

    /// Takes note of what stands in the register.
    pub(crate) fn raised(&mut self, at: Timestamp, raised: &Raised) {
        let reviewed = self.rows.iter().position(|row| row.review.is_some());
        if let Some(oldest) = reviewed.filter(|_| self.rows.len() >= SHOWN_MAX) {
            self.rows.remove(oldest);
        }
        self.rows.push_back(AnomalyRow { at, raised: raised.clone(), review: None });
    }

    /// Takes note of a review.
    pub(crate) fn reviewed(&mut self, at: Timestamp, review: &AnomalyReview) {
        let AnomalyReview { raised_at, officer, anomaly, in_order, reasons, by } = review;
        if let Some(row) = self.rows.iter_mut().find(|row| row.is(*raised_at, *officer, *anomaly)) {
            row.review = Some((*in_order, *by, reasons.clone(), at));
        }
    }

    /// Everything that stood out, newest first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &AnomalyRow> {
        self.rows.iter().rev()
    }
}

impl AnomalyRow {
    /// Whether it is the one that was raised then.
    #[must_use]
    pub fn is(&self, at: Timestamp, officer: OfficerId, anomaly: Anomaly) -> bool {
        let known = (self.at.as_millisecond(), self.raised.officer, self.raised.anomaly);
        known == (at.as_millisecond(), officer, anomaly)
    }
}

/// Whether the officer has something to do with the case: theirs, nobody's, kept to them, or theirs to review.
fn has_task(who: &Officer, case: &Case) -> bool {
    let reviews = [Role::LegalReviewer, Role::Approver, Role::DataProtectionOfficer];
    case.assignee.is_none_or(|assignee| assignee == who.id)
        || case.authors.contains(&who.id)
        || case.circle.contains(&who.id)
        || case.tasked().contains(&who.id)
        || reviews.iter().any(|role| who.roles.contains(role))
}

/// Whether the case is about somebody whose family name the officer bears: themselves, or a relative.
fn bears_name_of(case: &Case, who: &Officer) -> bool {
    let family = case.fact("person.family_name").map(ToString::to_string).unwrap_or_default();
    let (family, own) = (name(&family), name(&who.name));
    !family.is_empty() && family.is_subset(&own)
}

/// What was raised as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenAnomaly {
    officer: Bytes,
    anomaly: String,
    case: Bytes,
    cases: u32,
}

impl From<Raised> for WrittenAnomaly {
    fn from(raised: Raised) -> Self {
        Self {
            officer: Bytes(raised.officer.bytes().to_vec()),
            anomaly: raised.anomaly.code().to_owned(),
            case: Bytes(raised.case.bytes().to_vec()),
            cases: raised.cases,
        }
    }
}

impl TryFrom<WrittenAnomaly> for Raised {
    type Error = RecordFault;

    fn try_from(written: WrittenAnomaly) -> Result<Self, RecordFault> {
        Ok(Self {
            officer: OfficerId::from_bytes(written.officer.array()?),
            anomaly: known(&written.anomaly)?,
            case: CaseId::from_bytes(written.case.array()?),
            cases: written.cases,
        })
    }
}

/// A review as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenReview {
    raised_at: i64,
    officer: Bytes,
    anomaly: String,
    in_order: bool,
    reasons: String,
    by: Bytes,
}

impl From<AnomalyReview> for WrittenReview {
    fn from(review: AnomalyReview) -> Self {
        Self {
            raised_at: review.raised_at.as_millisecond(),
            officer: Bytes(review.officer.bytes().to_vec()),
            anomaly: review.anomaly.code().to_owned(),
            in_order: review.in_order,
            reasons: review.reasons,
            by: Bytes(review.by.bytes().to_vec()),
        }
    }
}

impl TryFrom<WrittenReview> for AnomalyReview {
    type Error = RecordFault;

    fn try_from(written: WrittenReview) -> Result<Self, RecordFault> {
        let raised_at = Timestamp::from_millisecond(written.raised_at);
        Ok(Self {
            raised_at: raised_at.map_err(|error| RecordFault::Unreadable(error.to_string()))?,
            officer: OfficerId::from_bytes(written.officer.array()?),
            anomaly: known(&written.anomaly)?,
            in_order: written.in_order,
            reasons: written.reasons,
            by: OfficerId::from_bytes(written.by.array()?),
        })
    }
}

fn known(code: &str) -> Result<Anomaly, RecordFault> {
    Anomaly::parse(code).ok_or_else(|| RecordFault::Unreadable(format!("what stands out: {code}")))
}
