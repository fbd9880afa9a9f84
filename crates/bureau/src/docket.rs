//! The docket: every case an officer may see, filtered, sorted and cut into pages; and what waits today.

use std::cmp::{Ordering, Reverse};

use case::bureau::{BureauCode, Officer, Role};
use case::id::{CaseId, OfficerId};
use case::life::{Side, Stage};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::book::{Line, Urgency};
use crate::door::{Bureau, day_of};
use crate::fault::DoorFault;

/// Rows on one page.
pub const ROWS_PER_PAGE: usize = 50;
/// Most rows in one list of the Today page.
const TODAY_ROWS_MAX: usize = 30;

/// What is wanted of the docket. Empty fields do not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Part of a reference, any case of letters.
    pub text: String,
    /// The stage.
    pub stage: Option<Stage>,
    /// The kind.
    pub kind: Option<Kind>,
    /// The other bureau.
    pub bureau: Option<BureauCode>,
    /// `normal`, `high` or `urgent`.
    pub urgency: Option<String>,
    /// Which side we are on.
    pub side: Option<Side>,
    /// Whose: `Some(None)` is nobody's.
    pub assignee: Option<Option<OfficerId>>,
    /// A rule that the opinion recorded with the case raises.
    pub rule: Option<String>,
    /// Only those in which a correction waits for a second officer.
    pub correction: bool,
    /// Due on this day or before.
    pub due_by: Option<Date>,
    /// The order.
    pub sort: Sort,
    /// The page, from 0.
    pub page: usize,
}

/// The order of the docket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Last changed first.
    #[default]
    Changed,
    /// Nearest deadline first; those without at the end.
    Due,
    /// Most urgent first, then last changed.
    Urgency,
    /// By reference.
    Reference,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The case.
    pub id: CaseId,
    /// Its reference.
    pub reference: String,
    /// Family name of the person concerned, where there is one.
    pub title: String,
    /// What is asked for.
    pub kind: Kind,
    /// Which side we are on.
    pub side: Side,
    /// The other bureau.
    pub other: BureauCode,
    /// Where it stands.
    pub stage: Stage,
    /// `normal`, `high` or `urgent`.
    pub urgency: &'static str,
    /// The handling code, empty where none was given.
    pub handling: String,
    /// The nearest deadline and the provision that sets it.
    pub due: Option<(Date, String)>,
    /// Who works on it.
    pub assignee: Option<OfficerId>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Received, and nobody has opened it.
    pub unread: bool,
    /// Something waits to be delivered.
    pub undelivered: bool,
    /// What we said last was turned away.
    pub turned_away: bool,
    /// Questions that wait for a reviewer.
    pub open_questions: u32,
    /// Questions for consent, recalls and corrections of the other bureau that wait for an answer.
    pub asked: u32,
    /// The day by which the answer to a recall or correction of ours is looked for.
    pub awaited: Option<Date>,
    /// A correction waits for a second officer.
    pub correction: bool,
    /// One officer did something alone, and no other has reviewed it.
    pub emergency: bool,
    /// An authority answered, and no officer has done anything since.
    pub task_answered: bool,
}

/// A page of the docket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocketPage {
    /// Its rows.
    pub rows: Vec<Row>,
    /// How many cases fit the filter.
    pub total: usize,
    /// The page, from 0.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// The first rows of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shortlist {
    /// The most urgent, some tens at most.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: usize,
}

/// What waits for an officer today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// Urgent and not yet opened by anybody here.
    pub urgent: Shortlist,
    /// Past their deadline.
    pub overdue: Shortlist,
    /// Due within a week.
    pub due_soon: Shortlist,
    /// Received and not opened.
    pub new: Shortlist,
    /// Wait for this officer: to judge, to approve, to supply, or assigned to them.
    pub waiting_for_me: Shortlist,
    /// Said and not delivered, or turned away.
    pub undelivered: Shortlist,
    /// Drafts of this officer.
    pub drafts: Shortlist,
}

impl Bureau {
    /// A page of the docket.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`], or [`DoorFault::NotPermitted`] for one who sees no cases.
    pub fn docket(&self, officer: OfficerId, filter: &Filter) -> Result<DocketPage, DoorFault> {
        let who = self.may_list(officer)?;
        let book = self.0.book();
        let seen = self.0.seen_by(who, &book);
        let needle = filter.text.trim();
        let mut found: Vec<(&CaseId, &Line)> = book
            .lines
            .iter()
            .filter(|(_, line)| seen.sees(line.sight) && fits(line, filter, needle))
            .collect();
        let total = found.len();
        let pages = total.div_ceil(ROWS_PER_PAGE).max(1);
        let page = filter.page.min(pages - 1);
        let start = page * ROWS_PER_PAGE;
        let end = (start + ROWS_PER_PAGE).min(total);
        let by = |a: &(&CaseId, &Line), b: &(&CaseId, &Line)| order(filter.sort, a, b);
        // Only the page is put in order: the rest is parted around it, which is linear in the size of the docket.
        if start > 0 && start < total {
            found.select_nth_unstable_by(start, by);
        }
        let Some(rest) = found.get_mut(start..) else {
            return Ok(DocketPage { rows: Vec::new(), total, page, pages });
        };
        if end - start < rest.len() {
            rest.select_nth_unstable_by(end - start, by);
        }
        let shown = rest.get_mut(..end - start).unwrap_or_default();
        shown.sort_by(by);
        let rows = shown.iter().map(|(id, line)| row(**id, line)).collect();
        Ok(DocketPage { rows, total, page, pages })
    }

    /// What waits for an officer today.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`], or [`DoorFault::NotPermitted`] for one who sees no cases.
    pub fn today(&self, officer: OfficerId) -> Result<Today, DoorFault> {
        let who = self.may_list(officer)?;
        let today = day_of(self.0.clock.now());
        let week = today.checked_add(jiff::Span::new().days(7)).unwrap_or(today);
        let book = self.0.book();
        let due_before = |line: &Line, day: Date| {
            let due = line.stage != Stage::Closed && line.due.first().is_some_and(|due| due.day < day);
            due || line.awaited.is_some_and(|due| due < day)
        };
        let (mut urgent, mut overdue, mut due_soon, mut new) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut waiting_for_me, mut undelivered, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
        // One walk through all lines: at 100,000 cases the walk is what costs.
        let seen = self.0.seen_by(who, &book);
        for found @ (_, line) in book.lines.iter().filter(|(_, line)| seen.sees(line.sight)) {
            let put = |list: &mut Vec<_>, wanted: bool| list.extend(wanted.then_some(found));
            put(&mut urgent, unread(line) && line.urgency == Urgency::Urgent);
            put(&mut new, unread(line) && line.urgency != Urgency::Urgent);
            put(&mut overdue, due_before(line, today));
            put(&mut due_soon, due_before(line, week) && !due_before(line, today));
            put(&mut waiting_for_me, waits_for(line, who));
            put(&mut undelivered, line.undelivered || line.turned_away);
            put(&mut drafts, line.stage == Stage::Draft && line.assignee == Some(who.id));
        }
        Ok(Today {
            urgent: most_urgent(urgent),
            overdue: most_urgent(overdue),
            due_soon: most_urgent(due_soon),
            new: most_urgent(new),
            waiting_for_me: most_urgent(waiting_for_me),
            undelivered: most_urgent(undelivered),
            drafts: most_urgent(drafts),
        })
    }

    pub(crate) fn may_list(&self, officer: OfficerId) -> Result<&Officer, DoorFault> {
        let who = self.0.officer(officer)?;
        if self.may(who, "list") { Ok(who) } else { Err(DoorFault::NotPermitted { command: "list" }) }
    }
}

fn fits(line: &Line, filter: &Filter, needle: &str) -> bool {
    (needle.is_empty() || contains(&line.reference, needle))
        && filter.stage.is_none_or(|stage| line.stage == stage)
        && filter.kind.is_none_or(|kind| line.kind == kind)
        && filter.bureau.as_ref().is_none_or(|bureau| line.other == *bureau)
        && filter.urgency.as_ref().is_none_or(|urgency| line.urgency.code() == urgency)
        && filter.side.is_none_or(|side| line.side == side)
        && filter.assignee.is_none_or(|assignee| line.assignee == assignee)
        && filter.rule.as_ref().is_none_or(|rule| line.raised.iter().any(|raised| **raised == **rule))
        && (!filter.correction || line.correction)
        && filter.due_by.is_none_or(|day| due_day(line).is_some_and(|due| due <= day))
}

/// The rows that a list of the Today page has room for.
fn most_urgent(mut found: Vec<(&CaseId, &Line)>) -> Shortlist {
    let total = found.len();
    let by = |a: &(&CaseId, &Line), b: &(&CaseId, &Line)| order(Sort::Urgency, a, b);
    if found.len() > TODAY_ROWS_MAX {
        found.select_nth_unstable_by(TODAY_ROWS_MAX, by);
        found.truncate(TODAY_ROWS_MAX);
    }
    found.sort_by(by);
    Shortlist { rows: found.into_iter().map(|(id, line)| row(*id, line)).collect(), total }
}

/// References are Latin letters, digits and hyphens: no folding of other scripts is needed.
fn contains(reference: &str, needle: &str) -> bool {
    reference.as_bytes().windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle.as_bytes()))
}

fn order(sort: Sort, (a_id, a): &(&CaseId, &Line), (b_id, b): &(&CaseId, &Line)) -> Ordering {
    let changed = || Reverse(a.changed_at).cmp(&Reverse(b.changed_at));
    let first = match sort {
        Sort::Changed => changed(),
        Sort::Due => due_key(a).cmp(&due_key(b)).then_with(changed),
        Sort::Urgency => b.urgency.cmp(&a.urgency).then_with(changed),
        Sort::Reference => a.reference.cmp(&b.reference),
    };
    first.then_with(|| a_id.cmp(b_id))
}

fn due_key(line: &Line) -> (bool, Option<Date>) {
    let due = due_day(line);
    (due.is_none(), due)
}

/// The nearest day by which something is due from either side.
fn due_day(line: &Line) -> Option<Date> {
    line.due.first().map(|due| due.day).into_iter().chain(line.awaited).min()
}

fn unread(line: &Line) -> bool {
    line.side == Side::Requested && line.stage == Stage::Delivered
}

fn waits_for(line: &Line, who: &Officer) -> bool {
    let by_role = match line.stage {
        Stage::Review => who.is(Role::LegalReviewer),
        Stage::Approval => who.is(Role::Approver),
        _ if line.correction && line.open_questions > 0 => who.is(Role::LegalReviewer),
        _ if line.correction => who.is(Role::Approver),
        _ => false,
    };
    let mine = line.assignee == Some(who.id)
        && match line.side {
            Side::Requesting => matches!(line.stage, Stage::MoreAsked | Stage::TurnedAway),
            Side::Requested => {
                matches!(line.stage, Stage::Delivered | Stage::Read | Stage::Accepted | Stage::Forwarded)
            }
        };
    let works = who.is(Role::DutyOfficer) || who.is(Role::LiaisonOfficer);
    let in_hand = line.side == Side::Requested
        && line.assignee.is_none()
        && matches!(line.stage, Stage::Read | Stage::Accepted)
        && works;
    // Whoever answers for what the bureau says is also who is asked about it.
    let asked = line.asked > 0 && who.is(Role::Approver);
    let emergency = line.emergency && (who.is(Role::Approver) || who.is(Role::DataProtectionOfficer));
    let answered = line.task_answered && works && line.assignee.is_none_or(|assignee| assignee == who.id);
    by_role || mine || in_hand || asked || emergency || answered
}

fn row(id: CaseId, line: &Line) -> Row {
    Row {
        id,
        reference: line.reference.to_string(),
        title: line.title.to_string(),
        kind: line.kind,
        side: line.side,
        other: line.other.clone(),
        stage: line.stage,
        urgency: line.urgency.code(),
        handling: line.handling.to_string(),
        due: line.due.first().map(|due| (due.day, due.provision.to_string())),
        assignee: line.assignee,
        changed_at: line.changed_at,
        unread: unread(line),
        undelivered: line.undelivered,
        turned_away: line.turned_away,
        open_questions: line.open_questions,
        asked: line.asked,
        awaited: line.awaited,
        correction: line.correction,
        emergency: line.emergency,
        task_answered: line.task_answered,
    }
}
