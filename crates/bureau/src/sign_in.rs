//! How officers come in: their passkeys, and how one who lost every passkey comes in again. Each step is an entry of the
//! register before it counts.

use case::bureau::Officer;
use case::fit;
use case::id::{OfficerId, PasskeyId};
use case::life::Refusal;
use case::limits::{ACR_BYTES_MAX, PASSKEY_BYTES_MAX, PASSKEY_NAME_BYTES_MAX, PASSKEYS_PER_OFFICER_MAX};
use jiff::{SignedDuration, Timestamp};

use crate::door::{Bureau, Inner};
use crate::fault::DoorFault;
use crate::passkeys::{Passkey, Recovery};
use crate::register::{RegisterEvent, Used};
use crate::staff::{CHANGES_TOLD_DAYS, StaffRow};
use crate::trace::SIGN_IN_REFUSALS_MAX;

/// For how long a recovery waits for the second administrator, in hours: until the next shift.
pub const RECOVERY_HOURS_MAX: i64 = 24;
/// After how many days without signing in the passkeys of an officer do not serve any more (CJIS Security Policy AC-2(3)): a new
/// link, or two administrators, bring them back.
pub const IDLE_DAYS_MAX: i64 = 90;

impl Bureau {
    /// The passkeys of an officer, oldest first.
    #[must_use]
    pub fn passkeys(&self, officer: OfficerId) -> Vec<Passkey> {
        self.0.book().passkeys.of(officer).to_vec()
    }

    /// Whether any officer has a passkey of which this holds.
    #[must_use]
    pub fn any_passkey(&self, holds: impl Fn(&Passkey) -> bool) -> bool {
        self.0.book().passkeys.all().any(|(_, passkey)| holds(passkey))
    }

    /// Writes down that an officer signs in or unlocks their session, and how (`passkey`, `unlock`, `demonstration`), with
    /// the passkey that they used. Without that they do not.
    ///
    /// # Errors
    /// A [`DoorFault`]: nobody signs in with a passkey that was removed meanwhile.
    pub async fn signs_in(&self, officer: OfficerId, by: &str, used: Option<Used>) -> Result<(), DoorFault> {
        self.0.officer(officer)?;
        let mut writer = self.0.take_pen().await?;
        if let Some(used) = &used {
            self.0.known(officer, used.passkey)?;
            if self.0.is_idle(officer) {
                let idle = DoorFault::AccountIdle;
                return Err(self.0.refused(&mut writer, officer, "sign-in", None, idle).await);
            }
            within("the passkey", used.credential.len(), PASSKEY_BYTES_MAX)?;
        }
        let event = RegisterEvent::SignedIn { officer, by: by.to_owned(), used, acr: None };
        self.0.note_in_register(&mut writer, &event).await?;
        self.0.book_mut().counts.sign_in(by);
        Ok(())
    }

    /// Writes down that an officer signs in (`openid`) or unlocks their session (`openid-unlock`) through the bureau's own
    /// provider, and how strongly it says that they proved who they are. Without that they do not.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn signs_in_by_provider(
        &self,
        officer: OfficerId,
        by: &str,
        acr: Option<String>,
    ) -> Result<(), DoorFault> {
        self.0.officer(officer)?;
        if let Some(acr) = &acr {
            fit::line("the strength of a sign-in", acr, ACR_BYTES_MAX).map_err(Refusal::from)?;
        }
        let mut writer = self.0.take_pen().await?;
        let event = RegisterEvent::SignedIn { officer, by: by.to_owned(), used: None, acr };
        self.0.note_in_register(&mut writer, &event).await?;
        self.0.book_mut().counts.sign_in(by);
        Ok(())
    }

    /// Writes down that somebody was not let in of whom nothing proves who they are, and why, as a stable code; many of them
    /// make few entries.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn nobody_let_in(&self, code: &str) -> Result<(), DoorFault> {
        let now = self.0.clock.now();
        let more = {
            let mut book = self.0.book_mut();
            book.counts.sign_in(code);
            book.refused_to_nobody.entry(code.to_owned(), SIGN_IN_REFUSALS_MAX, now)
        };
        let Some(more) = more else { return Ok(()) };
        let mut writer = self.0.take_pen().await?;
        let refused = RegisterEvent::SignInRefused { code: code.to_owned(), more };
        self.0.note_in_register(&mut writer, &refused).await
    }

    /// Writes down that somebody was not let in under an officer's name, and why, as a stable code.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn not_let_in(&self, officer: OfficerId, code: &str) -> Result<(), DoorFault> {
        self.0.book_mut().counts.sign_in(code);
        let mut writer = self.0.take_pen().await?;
        let (command, code) = ("sign-in".to_owned(), code.to_owned());
        let refused = RegisterEvent::ActRefused { officer, command, code, case: None, more: 0 };
        self.0.note_in_register(&mut writer, &refused).await
    }

    /// Adds a passkey. By a link (`link`, `recovery`) it takes the place of every one before: whoever comes in by a link has
    /// lost them, or never had one. By `account` it is one more.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn add_passkey(
        &self,
        officer: OfficerId,
        by: &str,
        name: &str,
        credential: Vec<u8>,
    ) -> Result<PasskeyId, DoorFault> {
        self.0.officer(officer)?;
        fit::line("the name of the passkey", name, PASSKEY_NAME_BYTES_MAX).map_err(Refusal::from)?;
        within("the passkey", credential.len(), PASSKEY_BYTES_MAX)?;
        let mut writer = self.0.take_pen().await?;
        let mut events = Vec::new();
        if by == "account" {
            let number = self.0.book().passkeys.of(officer).len() + 1;
            within("the number of passkeys", number, PASSKEYS_PER_OFFICER_MAX)?;
        } else {
            events.extend(self.0.all_removed(officer, None));
        }
        let passkey = PasskeyId::from_bytes(self.0.random());
        let (name, by) = (name.to_owned(), by.to_owned());
        events.push(RegisterEvent::PasskeyAdded { officer, passkey, name, by, credential });
        self.0.note_all_in_register(&mut writer, &events).await?;
        Ok(passkey)
    }

    /// Removes a passkey of the officer who asks.
    ///
    /// # Errors
    /// [`DoorFault::LastPasskey`]: with none left they could not sign in any more.
    pub async fn remove_passkey(&self, officer: OfficerId, passkey: PasskeyId) -> Result<(), DoorFault> {
        self.0.officer(officer)?;
        let mut writer = self.0.take_pen().await?;
        self.0.known(officer, passkey)?;
        if self.0.book().passkeys.of(officer).len() == 1 {
            return Err(DoorFault::LastPasskey);
        }
        let event = RegisterEvent::PasskeyRemoved { officer, passkey, by: Some(officer) };
        self.0.note_in_register(&mut writer, &event).await
    }

    /// Writes down that a link was made on the node's machine for an officer to enrol a passkey.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn link_made(&self, officer: OfficerId) -> Result<(), DoorFault> {
        self.0.officer(officer)?;
        let mut writer = self.0.take_pen().await?;
        self.0.note_in_register(&mut writer, &RegisterEvent::LinkMade { officer }).await
    }

    /// Which officers came, left or changed, the latest first.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for who does not answer for accounts.
    pub fn staff_changes(&self, by: OfficerId) -> Result<Vec<StaffRow>, DoorFault> {
        if !self.may(self.0.officer(by)?, "recover") {
            return Err(DoorFault::NotPermitted { command: "recover" });
        }
        Ok(self.0.book().staff.iter().rev().cloned().collect())
    }

    /// How many officers came, left or changed within the last days, for who answers for accounts.
    #[must_use]
    pub fn staff_changed(&self, officer: &Officer) -> usize {
        let since = self.0.clock.now() - SignedDuration::from_hours(CHANGES_TOLD_DAYS * 24);
        let rows = self.staff_changes(officer.id).unwrap_or_default();
        rows.iter().filter(|row| row.at >= since).count()
    }

    /// The recoveries that wait for a second administrator.
    #[must_use]
    pub fn recoveries(&self) -> Vec<(OfficerId, Recovery)> {
        let now = self.0.clock.now();
        let book = self.0.book();
        let waiting = book.recoveries.iter().filter(|(_, recovery)| waits(recovery, now));
        waiting.map(|(officer, recovery)| (*officer, *recovery)).collect()
    }

    /// Says, as an administrator, that an officer has lost every passkey.
    ///
    /// # Errors
    /// A [`DoorFault`]: only administrators, not for oneself, and once.
    pub async fn propose_recovery(&self, by: OfficerId, officer: OfficerId) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "recover").await?;
        self.0.officer(officer)?;
        if by == officer {
            return Err(self.0.refused(&mut writer, by, "recover", None, DoorFault::OwnRecovery).await);
        }
        let waiting = self.0.book().recoveries.get(&officer).copied();
        if waiting.is_some_and(|recovery| waits(&recovery, self.0.clock.now())) {
            return Err(DoorFault::RecoveryWaits);
        }
        self.0.note_in_register(&mut writer, &RegisterEvent::RecoveryProposed { officer, by }).await
    }

    /// Says so too, as another administrator: every passkey of the officer is removed. Whoever calls this ends the
    /// officer's sessions and makes the link.
    ///
    /// # Errors
    /// A [`DoorFault`]: only another administrator than the one who proposed it, and not the officer themselves.
    pub async fn confirm_recovery(&self, by: OfficerId, officer: OfficerId) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "recover").await?;
        if by == officer {
            return Err(self.0.refused(&mut writer, by, "recover", None, DoorFault::OwnRecovery).await);
        }
        let waiting = self.0.book().recoveries.get(&officer).copied();
        let recovery = waiting.filter(|recovery| waits(recovery, self.0.clock.now()));
        let recovery = recovery.ok_or(DoorFault::NoRecovery)?;
        // Whoever proposed it may be no administrator any more; then it was not two of them.
        let proposer = self.0.officer(recovery.by).is_ok_and(|proposer| self.may(proposer, "recover"));
        if recovery.by == by || !proposer {
            return Err(self.0.refused(&mut writer, by, "recover", None, DoorFault::SameAdministrator).await);
        }
        let mut events = vec![RegisterEvent::RecoveryConfirmed { officer, by }];
        events.extend(self.0.all_removed(officer, Some(by)));
        self.0.note_all_in_register(&mut writer, &events).await
    }

    /// Writes down that an administrator ends every session of an officer. Whoever calls this ends them.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for other officers, or a fault of the store.
    pub async fn ends_sessions(&self, by: OfficerId, officer: OfficerId) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "end-sessions").await?;
        self.0.officer(officer)?;
        let event = RegisterEvent::SessionsEnded { officer, by: Some(by) };
        self.0.note_in_register(&mut writer, &event).await
    }

    /// Writes down that sessions of an officer end because the bureau's provider said so. Whoever calls this ends them.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn provider_ends_sessions(&self, officer: OfficerId) -> Result<(), DoorFault> {
        self.0.officer(officer)?;
        let mut writer = self.0.take_pen().await?;
        self.0.note_in_register(&mut writer, &RegisterEvent::SessionsEnded { officer, by: None }).await
    }
}

impl Inner {
    /// Whether an officer last enrolled or used a passkey very long ago.
    fn is_idle(&self, officer: OfficerId) -> bool {
        let book = self.book();
        let last =
            book.passkeys.of(officer).iter().map(|known| known.used_at.unwrap_or(known.added_at)).max();
        last.is_some_and(|last| self.clock.now().duration_since(last).as_hours() >= IDLE_DAYS_MAX * 24)
    }

    fn known(&self, officer: OfficerId, passkey: PasskeyId) -> Result<(), DoorFault> {
        let is_known = self.book().passkeys.of(officer).iter().any(|known| known.id == passkey);
        if is_known { Ok(()) } else { Err(DoorFault::NoSuchPasskey) }
    }

    fn all_removed(&self, officer: OfficerId, by: Option<OfficerId>) -> Vec<RegisterEvent> {
        let book = self.book();
        let passkeys = book.passkeys.of(officer).iter();
        passkeys.map(|known| RegisterEvent::PasskeyRemoved { officer, passkey: known.id, by }).collect()
    }

    /// The removal of the passkeys of officers who are none any more: should one come back, they enrol anew.
    pub(crate) fn passkeys_of_leavers(&self) -> Vec<RegisterEvent> {
        let book = self.book();
        let left = book.passkeys.all().filter(|(officer, _)| self.officer(*officer).is_err());
        left.map(|(officer, known)| RegisterEvent::PasskeyRemoved { officer, passkey: known.id, by: None })
            .collect()
    }
}

fn waits(recovery: &Recovery, now: Timestamp) -> bool {
    now.duration_since(recovery.at).as_hours() < RECOVERY_HOURS_MAX
}

fn within(what: &'static str, size: usize, max: usize) -> Result<(), DoorFault> {
    if size > max { Err(Refusal::TooLarge { what, max }.into()) } else { Ok(()) }
}
