//! The duty rota: who is on duty when, as the bureau writes it.

use case::id::OfficerId;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::door::Bureau;
use crate::duty::{RotaFault, Turn};
use crate::fault::DoorFault;
use crate::register::RegisterEvent;

impl Bureau {
    /// The turns of duty that have not ended, the nearest first.
    #[must_use]
    pub fn rota(&self) -> Vec<Turn> {
        let now = self.0.clock.now();
        self.0.book().rota.ahead(now).copied().collect()
    }

    /// Who is on duty, each with until when.
    #[must_use]
    pub fn on_duty(&self) -> Vec<Turn> {
        let now = self.0.clock.now();
        self.0.book().rota.ahead(now).filter(|turn| turn.holds(now)).copied().collect()
    }

    /// The time zone of the bureau.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        self.0.zone.clone()
    }

    /// Puts a turn of duty in the rota, by the clock where the bureau is.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn add_turn(
        &self,
        by: OfficerId,
        officer: OfficerId,
        (from, until): (DateTime, DateTime),
    ) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "keep-rota").await?;
        self.0.officer(officer)?;
        if by == officer {
            return Err(RotaFault::OwnTurn.into());
        }
        let instant = |there: DateTime| self.0.zone.to_timestamp(there);
        let (Ok(from), Ok(until)) = (instant(from), instant(until)) else {
            return Err(RotaFault::Ended.into());
        };
        let turn = Turn { officer, from, until };
        self.0.book().rota.takes(turn, self.0.clock.now())?;
        self.0.note_in_register(&mut writer, &RegisterEvent::Duty { turn, by }).await
    }

    /// Takes a turn of duty out of the rota; one that has begun ends now.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn end_turn(
        &self,
        by: OfficerId,
        officer: OfficerId,
        from: Timestamp,
    ) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "keep-rota").await?;
        let now = self.0.time_of_entry(&writer);
        let known = {
            let book = self.0.book();
            let mut ahead = book.rota.ahead(now);
            ahead.find(|turn| (turn.officer, turn.from) == (officer, from)).copied()
        };
        let turn = known.ok_or(RotaFault::NoTurn)?;
        let turn = Turn { until: now.max(turn.from), ..turn };
        self.0.note_in_register(&mut writer, &RegisterEvent::Duty { turn, by }).await
    }
}
