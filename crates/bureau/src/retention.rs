//! Retention: a closed case is kept until a day that the officers who answer for it may move, and is erased after it.

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use case::life::{Act, Case, Stage, is_copied, may_recall};
use case::request::Kind;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::book::{Book, Line};
use crate::door::{Actor, Bureau, Inner, day_of};
use crate::dossier::Hold;
use crate::fault::DoorFault;

/// How many cases one run ends, so that officers do not wait for the pen.
const RUN_MAX: usize = 50;
/// How long before its end a period is told to those who decide, in months (RPD art. 50(2), for what INTERPOL holds).
const CALL_MONTHS: i32 = 6;
/// What the node says where a period has ended.
const ENDED: &str = "the period for which it was kept has ended";

/// A closed case and the last day on which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// The case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// Whom or what it is about.
    pub title: String,
    /// What was requested.
    pub kind: Kind,
    /// The other bureau.
    pub other: BureauCode,
    /// The last day.
    pub until: Date,
    /// Whether that day comes so soon that somebody should decide.
    pub soon: bool,
}

impl Bureau {
    /// Once a day, ends the keeping of closed cases and dossiers whose last day has passed; a call does a part of it. What was published is
    /// recalled first, so that the other bureau deletes its copy (RPD art. 51(6)). A case in which the other bureau waits for
    /// an answer is left until it has one.
    ///
    /// # Errors
    /// A [`DoorFault`] of the store.
    pub async fn end_periods(&self) -> Result<(), DoorFault> {
        let now = self.0.clock.now();
        let today = day_of(now);
        if self.0.book().periods_ended_on == Some(today) {
            return Ok(());
        }
        let ended: Vec<CaseId> = {
            let book = self.0.book();
            book.lines.keys().copied().filter(|id| book.is_over(*id, today)).collect()
        };
        let mut done = 0;
        for id in ended {
            done += usize::from(self.0.end_period(id, now).await?);
            if done == RUN_MAX {
                return Ok(());
            }
        }
        self.0.end_dossiers(today).await?;
        self.0.book_mut().periods_ended_on = Some(today);
        Ok(())
    }

    /// The closed cases about whose keeping an officer decides, those that end first at the head.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`].
    pub fn kept(&self, officer: OfficerId) -> Result<Vec<KeptRow>, DoorFault> {
        let who = self.0.officer(officer)?;
        let call = day_of(self.0.clock.now()).saturating_add(CALL_MONTHS.months());
        let in_force = self.0.in_force();
        let book = self.0.book();
        let decides = in_force.reached(who, "retain", &book.sights);
        let row = |(id, line): (&CaseId, &Line)| {
            let until = line.kept_until.filter(|_| decides.sees(line.sight))?;
            Some(KeptRow {
                case: *id,
                reference: line.reference.to_string(),
                title: line.title.to_string(),
                kind: line.kind,
                other: line.other.clone(),
                until,
                soon: until <= call,
            })
        };
        let mut rows: Vec<KeptRow> = book.lines.iter().filter_map(row).collect();
        rows.sort_by(|one, other| (one.until, &one.reference).cmp(&(other.until, &other.reference)));
        Ok(rows)
    }
}

impl Book {
    /// Whether the keeping of a case is over.
    fn is_over(&self, id: CaseId, today: Date) -> bool {
        let over = |line: &Line| {
            let passed = line.kept_until.is_some_and(|until| until < today);
            line.stage == Stage::Closed && passed && !line.undelivered && line.asked == 0
        };
        // What a person contests is not gone before it is decided, nor what is kept for its restriction.
        let held = self.holds.get(&id).is_some_and(|(_, why)| matches!(why, Hold::Pending | Hold::Restrict));
        !held && self.lines.get(&id).is_some_and(over)
    }
}

impl Inner {
    /// Takes the next step to the end of one case; whether there was one to take.
    async fn end_period(&self, id: CaseId, now: Timestamp) -> Result<bool, DoorFault> {
        let mut writer = self.take_pen().await?;
        // It may have been moved, or be held, since it was looked at.
        if !self.book().is_over(id, day_of(now)) {
            return Ok(false);
        }
        let case = self.load(id).await?;
        if is_answer_awaited(&case, now) {
            return Ok(false);
        }
        let reasons = ENDED.to_owned();
        let act = if is_copied(&case) {
            let messages = may_recall(&case, true).into_iter().collect();
            Act::Recall { messages, reasons, message: self.new_message() }
        } else {
            Act::Discard { reasons }
        };
        let passed =
            self.pass(&mut writer, id, Some(case), &Actor::NODE, vec![act], |_, _, _| Vec::new()).await?;
        self.erase(&mut writer, id, &passed.case).await?;
        Ok(true)
    }
}

/// Whether a recall or correction of ours may still be answered: erased before that, the case could not take the answer.
fn is_answer_awaited(case: &Case, now: Timestamp) -> bool {
    case.unanswered(true).into_iter().any(|told| day_of(now) <= told.answer_by())
}
