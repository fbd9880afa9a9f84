//! How long the person concerned was held in the requested State: what is told when they are surrendered, so that it counts
//! against a sentence (ETS 24 art. 18(3); Framework Decision 2002/584 art. 26).

use case::life::{Case, Step};
use jiff::civil::Date;
use law::Law;
use law::step::Liberty;

use crate::advice;
use crate::door::{Bureau, day_of};

/// A time in which they were held, by the steps that were reported and stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detention {
    /// The first day.
    pub from: Date,
    /// The last day; none while it goes on.
    pub until: Option<Date>,
}

impl Detention {
    /// How many days it had on a day, the first and the last counted.
    #[must_use]
    pub fn days(&self, today: Date) -> i64 {
        let last = self.until.unwrap_or(today).max(self.from);
        i64::from((last - self.from).get_days()) + 1
    }
}

impl Bureau {
    /// The times in which the person concerned was held, by the course of the proceeding, and how many days they come to today.
    #[must_use]
    pub fn detentions(&self, case: &Case) -> (Vec<Detention>, i64) {
        let all = detentions(&self.0.law, &advice::course(&self.0.law, case));
        let today = day_of(self.0.clock.now());
        let days = days(&all, today);
        (all, days)
    }
}

/// The days of all, one on which somebody was released and held again counted once.
pub(crate) fn days(all: &[Detention], today: Date) -> i64 {
    let twice =
        all.windows(2).filter(|pair| matches!(pair, [one, next] if one.until == Some(next.from))).count();
    all.iter().map(|one| one.days(today)).sum::<i64>() - i64::try_from(twice).unwrap_or(0)
}

/// The times in which they were held, by these steps in their order.
pub(crate) fn detentions(law: &Law, course: &[Step<'_>]) -> Vec<Detention> {
    let mut all: Vec<Detention> = Vec::new();
    for step in course {
        let day = step.report.happened.day;
        let running = all.last_mut().filter(|last| last.until.is_none());
        match (law.step(&step.report.step).and_then(|known| known.liberty), running) {
            (Some(Liberty::Taken), None) => all.push(Detention { from: day, until: None }),
            (Some(Liberty::Given), Some(running)) => running.until = Some(day),
            // Arrested while held, or released while free: nothing changes.
            _ => {}
        }
    }
    all
}
