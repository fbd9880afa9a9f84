//! Who could read a case at a moment, today or in the past: answered from the officers and the policy that the register named
//! then and from the case as it stood then, with the entries of the journal that prove it. The hour that a policy asks for is told in
//! the bureau's time zone of today, also for a past day.

use case::bureau::Officer;
use case::id::{CaseId, OfficerId};
use case::life;
use jiff::Timestamp;

use crate::door::{Bureau, Inner, day_of};
use crate::duty::{Rota, When};
use crate::fault::DoorFault;
use crate::policy::{On, Policy, PolicyRule, Sight};
use crate::register::{REGISTER, RegisterEvent};

/// An officer of that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub officer: Officer,
    /// Whether they could read the case.
    pub could: bool,
    /// The rules of the policy by which they could or could not; none where nothing permitted it.
    pub because: Vec<PolicyRule>,
    /// How often they had looked at it until then.
    pub looks: usize,
}

/// Who could read a case at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// The moment.
    pub at: Timestamp,
    /// The officers of that moment.
    pub officers: Vec<Reader>,
    /// The entry of the journal that names the officers.
    pub officers_entry: u64,
    /// The entry that holds the policy.
    pub policy_entry: u64,
    /// The last entry of the case by then.
    pub case_entry: u64,
}

impl Bureau {
    /// Who could read a case at a moment, for an officer who may see who saw it. That somebody asked counts as a look.
    ///
    /// # Errors
    /// A [`DoorFault`]; [`DoorFault::NotYet`] where there was no such case then.
    pub async fn readers(
        &self,
        officer: OfficerId,
        id: CaseId,
        at: Timestamp,
        purpose: &str,
    ) -> Result<Readers, DoorFault> {
        let may = {
            let mut writer = self.0.take_pen().await?;
            self.0.permitted_in(&mut writer, officer, "trace", id).await?.0
        };
        self.0.looked_at(may, id, purpose).await?;
        self.0.readers(id, at).await
    }
}

impl Inner {
    async fn readers(&self, id: CaseId, at: Timestamp) -> Result<Readers, DoorFault> {
        let (mut case, mut case_entry) = (None, None);
        let mut looks: Vec<OfficerId> = Vec::new();
        for (position, entry) in self.opened(id).await?.into_iter().filter(|(_, entry)| entry.at <= at) {
            looks.extend(entry.by.filter(|_| entry.event.is_look()));
            case = life::apply(case, &entry);
            case_entry = Some(position);
        }
        let sight = Sight::of(&case.ok_or(DoorFault::NotYet)?);
        let (mut officers, mut policy, mut rota) = (None, None, Rota::default());
        let stored = self.store.case_entries(REGISTER).await?;
        for (entry, (_, event)) in stored.iter().zip(self.read_register(stored.iter())?) {
            if entry.header.at > at {
                break;
            }
            let position = entry.header.position;
            match event {
                RegisterEvent::Officers { officers: then } => officers = Some((position, then)),
                RegisterEvent::Policy { text, .. } => policy = Some((position, text)),
                RegisterEvent::Duty { turn, .. } => rota.registered(turn),
                _ => {}
            }
        }
        let (officers_entry, officers) = officers.ok_or(DoorFault::NotYet)?;
        let (policy_entry, text) = policy.ok_or(DoorFault::NotYet)?;
        let policy: Policy = text.parse()?;
        let when = When::at(at, &self.zone, &rota);
        let reader = |officer: Officer| {
            let then = officer.on(day_of(at));
            let by = policy.reads(&then, &sight, &when);
            let because = policy.because(&then, by.unwrap_or("look"), On::Case(&sight), &when);
            let looks = looks.iter().filter(|looked| **looked == officer.id).count();
            Reader { could: by.is_some(), because, looks, officer }
        };
        let officers = officers.into_iter().map(reader).collect();
        Ok(Readers { at, officers, officers_entry, policy_entry, case_entry: case_entry.unwrap_or_default() })
    }
}
