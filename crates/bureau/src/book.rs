//! What a bureau has in memory: a line for each case, the cases worked on of late, the wrapped keys, the outbox.
//!
//! All of it is a fold of the journal; nothing here is the truth.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use case::bureau::BureauCode;
use case::id::{CaseId, MessageId, OfficerId, RequestId};
use case::life::{Case, Side, Stage};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use liaison::outbox::{Errand, Outbox};

use crate::trace::{LookRow, RefusalRow};

/// Most whole cases kept in memory.
const CASES_KEPT_MAX: usize = 2_000;
/// Most looks and refusals kept in memory for the oversight page.
const ROWS_KEPT_MAX: usize = 500;

/// A case in a line: all that lists need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) request: RequestId,
    pub(crate) reference: Box<str>,
    pub(crate) title: Box<str>,
    pub(crate) kind: Kind,
    pub(crate) side: Side,
    pub(crate) other: BureauCode,
    pub(crate) stage: Stage,
    pub(crate) urgency: Urgency,
    pub(crate) handling: Box<str>,
    pub(crate) due: Option<(Date, Box<str>)>,
    pub(crate) assignee: Option<OfficerId>,
    pub(crate) changed_at: Timestamp,
    pub(crate) open_questions: u32,
    pub(crate) undelivered: bool,
    pub(crate) origin: bool,
}

/// How urgent; the order is that of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    Normal,
    High,
    Urgent,
}

impl Urgency {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Urgency::Normal => "normal",
            Urgency::High => "high",
            Urgency::Urgent => "urgent",
        }
    }

    fn of(case: &Case) -> Self {
        match case.fact("request.urgency").and_then(case::fact::Value::text) {
            Some("urgent") => Urgency::Urgent,
            Some("high") => Urgency::High,
            _ => Urgency::Normal,
        }
    }
}

impl Line {
    pub(crate) fn of(case: &Case) -> Self {
        let text = |field: &str| case.fact(field).map(ToString::to_string).unwrap_or_default();
        Self {
            request: case.request,
            reference: case.reference.as_str().into(),
            title: text("person.family_name").into(),
            kind: case.kind,
            side: case.side,
            other: case.other().clone(),
            stage: case.stage,
            urgency: Urgency::of(case),
            handling: text("request.handling").into(),
            due: case.next_deadline().map(|deadline| (deadline.due, deadline.provision.as_str().into())),
            assignee: case.assignee,
            changed_at: case.changed_at,
            open_questions: case
                .referrals
                .iter()
                .filter(|referral| case.stage == Stage::Review && referral.decision.is_none())
                .count()
                .try_into()
                .unwrap_or(u32::MAX),
            undelivered: case.undelivered().is_some(),
            origin: !case.origin.is_empty(),
        }
    }
}

/// Everything in memory.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) lines: BTreeMap<CaseId, Line>,
    pub(crate) requests: HashMap<RequestId, CaseId>,
    pub(crate) keys: HashMap<CaseId, Vec<u8>>,
    pub(crate) outbox: Outbox,
    pub(crate) looks: VecDeque<LookRow>,
    pub(crate) refusals: VecDeque<RefusalRow>,
    pub(crate) own_cases: u64,
    cases: HashMap<CaseId, Arc<Case>>,
    order: VecDeque<CaseId>,
}

impl Book {
    /// The case, where it is in memory.
    pub(crate) fn case(&self, id: CaseId) -> Option<Arc<Case>> {
        self.cases.get(&id).cloned()
    }

    /// Notes the case as it stands now.
    pub(crate) fn take(&mut self, id: CaseId, case: Arc<Case>) {
        self.note(id, &case);
        self.keep(id, case);
    }

    /// Keeps a case in memory; the one kept longest makes room.
    pub(crate) fn keep(&mut self, id: CaseId, case: Arc<Case>) {
        if self.cases.insert(id, case).is_none() {
            self.order.push_back(id);
            if self.order.len() > CASES_KEPT_MAX
                && let Some(oldest) = self.order.pop_front()
            {
                self.cases.remove(&oldest);
            }
        }
    }

    /// Notes the line and what waits to be delivered.
    pub(crate) fn note(&mut self, id: CaseId, case: &Case) {
        if self.lines.insert(id, Line::of(case)).is_none() {
            self.requests.insert(case.request, id);
            self.own_cases += u64::from(case.side == Side::Requesting);
        }
        for out in &case.outgoing {
            if out.taken_at.is_none() && out.turned_away.is_none() {
                let errand = Errand { message: out.message, case: id, to: case.other().clone() };
                self.outbox.add(errand, out.number, out.since);
            }
        }
    }

    /// The case that a message we said belongs to is known by its errand; this finds it for what we heard.
    pub(crate) fn case_of(&self, request: RequestId) -> Option<CaseId> {
        self.requests.get(&request).copied()
    }

    pub(crate) fn looked(&mut self, row: LookRow) {
        push_bounded(&mut self.looks, row);
    }

    pub(crate) fn refused(&mut self, row: RefusalRow) {
        push_bounded(&mut self.refusals, row);
    }

    /// How far the delivery of a message is.
    pub(crate) fn delivery(&self, message: MessageId) -> Option<liaison::outbox::Delivery> {
        self.outbox.delivery(message)
    }
}

fn push_bounded<T>(rows: &mut VecDeque<T>, row: T) {
    if rows.len() >= ROWS_KEPT_MAX {
        rows.pop_front();
    }
    rows.push_back(row);
}
