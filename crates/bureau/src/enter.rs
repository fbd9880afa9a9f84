//! Danger to life: an officer sees alone, until another has looked into it, a case that is kept to others.

use case::bureau::Officer;
use case::fit;
use case::id::{CaseId, OfficerId};
use case::life::{Act, Refusal};
use case::limits::{CIRCLE_OFFICERS_MAX, REASONS_BYTES_MAX};

use crate::door::{Actor, Bureau};
use crate::fault::DoorFault;
use crate::policy::{Circumstances, Sight};

/// The act, as the policy names it.
const ENTER: &str = "enter-circle";

impl Bureau {
    /// Whether there could be a case kept to others that this officer might enter.
    #[must_use]
    pub fn may_enter_circles(&self, officer: &Officer) -> bool {
        self.0.in_force().policy().allows_somewhere(officer, ENTER, Circumstances::KeptToOthers)
    }

    /// Shows a case that is kept to others to an officer who gives its reference and says whose life is in danger; gives the
    /// case. Whoever is kept out for whatever reason is told the same as where there is no such case, and the try is journaled.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn enter_circle(
        &self,
        officer: OfficerId,
        reference: &str,
        reasons: &str,
    ) -> Result<CaseId, DoorFault> {
        // What is wrong with the reasons is said before anything is looked up, or it would tell that there is a case.
        if reasons.trim().is_empty() {
            return Err(Refusal::NoReasons.into());
        }
        fit::prose("the text", reasons, REASONS_BYTES_MAX).map_err(Refusal::from)?;
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        // A case that there is not is asked for like one that may not be entered.
        let id = inner.book().case_with(reference.trim());
        let id = id.unwrap_or_else(|| CaseId::from_bytes(inner.random()));
        let (may, case) = inner.permitted_in(&mut writer, officer, ENTER, id).await?;
        if inner.may_in(may.officer(), "look", &case) {
            return Err(Refusal::NotKept.into());
        }
        let entered = Sight::of(&case).entered_by(officer);
        let reviewed = inner.is_reviewed_by_another(&case, &entered, Some(officer));
        if !reviewed || !(1..CIRCLE_OFFICERS_MAX).contains(&case.circle.len()) {
            return Err(inner.refused(&mut writer, officer, ENTER, Some(id), DoorFault::NoSuchCase).await);
        }
        let (act, actor) =
            (Act::EnterCircle { reasons: reasons.to_owned() }, Actor::officer(may, "emergency"));
        inner.pass(&mut writer, id, Some(case), &actor, vec![act], |_, _, _| Vec::new()).await?;
        Ok(id)
    }
}
