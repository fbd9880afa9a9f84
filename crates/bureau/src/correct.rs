//! Corrections of what this bureau said: what the law finds of the request as it would stand.

use case::bureau::Officer;
use case::exchange::Right;
use case::id::MessageId;
use case::life::{Act, Case};
use case::opinion::Opinion;
use jiff::civil::Date;

use crate::advice;
use crate::door::{Bureau, Inner, day_of};
use crate::fault::DoorFault;

impl Bureau {
    /// What the law would say of a case, were what is right said in place of what a message says; nothing is recorded.
    #[must_use]
    pub fn check_correction(
        &self,
        case: &Case,
        message: MessageId,
        right: &Right,
        language: &str,
    ) -> Opinion {
        self.0.of_corrected(case, message, right, day_of(self.0.clock.now()), language)
    }
}

impl Inner {
    /// The act that prepares a correction: what is right could have been typed in the field, and the law is asked of it.
    pub(crate) fn correcting(
        &self,
        case: Option<&Case>,
        (message, right): (MessageId, Right),
        explained: Vec<(String, String)>,
        (who, today): (&Officer, Date),
    ) -> Result<Act, DoorFault> {
        let case = case.ok_or(DoorFault::NoSuchCase)?;
        if let Right::Request(rights) = &right {
            rights.iter().try_for_each(|one| self.check_field(&one.field, one.value.as_ref()))?;
        }
        let opinion = self.of_corrected(case, message, &right, today, &who.language);
        Ok(Act::Correct { message, right, opinion: advice::for_the_record(opinion), explained })
    }

    fn of_corrected(
        &self,
        case: &Case,
        message: MessageId,
        right: &Right,
        on: Date,
        language: &str,
    ) -> Opinion {
        let facts = case.righted(message, right).unwrap_or_else(|| case.facts());
        advice::on_facts(&self.law, &self.directory(), (case, facts), on, language)
    }
}
