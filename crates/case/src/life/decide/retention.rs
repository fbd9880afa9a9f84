//! How long a closed case is kept, and its end.

use jiff::ToSpan;
use jiff::civil::Date;

use super::draft::not_own;
use super::reasons;
use crate::bureau::Officer;
use crate::exchange::Said;
use crate::life::act::{Decided, Refusal};
use crate::life::event::Event;
use crate::life::state::{Case, Side, Stage};
use crate::limits::KEPT_YEARS_MAX;

/// Keeps a closed case until another day.
pub(super) fn retain(case: &Case, (until, today): (Date, Date), why: String) -> Result<Decided, Refusal> {
    is_closed(case)?;
    if until <= today || until > today.saturating_add(i64::from(KEPT_YEARS_MAX).years()) {
        return Err(Refusal::BadPeriod { years: KEPT_YEARS_MAX });
    }
    Ok(Event::Retained { until, reasons: reasons(why)? }.into())
}

/// Ends the keeping of a closed case: it is erased with this.
pub(super) fn discard(case: &Case, why: String, by: Option<&Officer>) -> Result<Decided, Refusal> {
    is_closed(case)?;
    if by.is_some() {
        not_own(case, by)?;
    }
    if case.undelivered().is_some() {
        return Err(Refusal::Undelivered);
    }
    if case.waits_for_us() > 0 {
        return Err(Refusal::StillAsked);
    }
    if is_copied(case) {
        return Err(Refusal::RecallFirst);
    }
    // An answer that came after the erasure would be turned away, and the other bureau would not delete. The node waits
    // thirty days for it.
    if by.is_some() && !case.unanswered(true).is_empty() {
        return Err(Refusal::RecallOpen);
    }
    Ok(Event::Discarded { reasons: reasons(why)? }.into())
}

/// Whether the other bureau has a copy of what we published and was not told yet that it ends (RPD arts 51(6), 56).
#[must_use]
pub fn is_copied(case: &Case) -> bool {
    let recalled = || {
        let mut ours = case.told.iter().filter(|told| told.from != *case.other());
        ours.any(|told| matches!(told.said, Said::Recalled { .. }))
    };
    case.side == Side::Requesting && case.kind.is_published() && case.was_sent() && !recalled()
}

fn is_closed(case: &Case) -> Result<(), Refusal> {
    if case.stage != Stage::Closed || case.is_discarded() {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    Ok(())
}
