//! Governing who may do and see what: the policy in force, another one that an administrator proposes and a different officer
//! confirms, and whose sight that changes.

use std::collections::BTreeMap;

use case::bureau::Officer;
use case::fit;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Refusal};
use case::limits::REASONS_BYTES_MAX;
use jiff::Timestamp;

use crate::door::{Bureau, Inner, day_of};
use crate::fault::DoorFault;
use crate::permit::Seen;
use crate::policy::{
    Circumstances, OF_BUREAU, OF_CASE, On, Policy, PolicyFault, PolicyRow, Proposal, READING,
};
use crate::register::RegisterEvent;
use crate::start::StartFault;

/// For how long a proposed policy waits to be confirmed, in hours.
pub const PROPOSAL_HOURS_MAX: i64 = 72;

/// What another policy would change for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SightChange {
    /// The officer.
    pub officer: OfficerId,
    /// How many cases they would see that they do not see now, of those that the asker may know of.
    pub gained: usize,
    /// How many of those they would not see any more.
    pub lost: usize,
    /// What they might do, on a case of at least one kind in these circumstances, and may not do now.
    pub may: Vec<(&'static str, Circumstances)>,
    /// What they might not do on any such case any more.
    pub may_not: Vec<(&'static str, Circumstances)>,
}

/// What another policy would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyChange {
    /// The officers for whom something changes.
    pub officers: Vec<SightChange>,
    /// How many cases nobody would see any more, of those that the asker may know of.
    pub unseen: usize,
}

impl Bureau {
    /// The policy in force, since when and by whom.
    #[must_use]
    pub fn policy(&self) -> (Policy, Option<PolicyRow>) {
        (self.0.in_force().policy().clone(), self.0.book().policy.clone())
    }

    /// The policy that waits to be confirmed.
    #[must_use]
    pub fn policy_proposal(&self) -> Option<Proposal> {
        let now = self.0.clock.now();
        self.0.book().proposal.clone().filter(|proposal| waits(proposal, now))
    }

    /// Whether an officer may do something outside any case.
    #[must_use]
    pub fn may(&self, officer: &Officer, command: &str) -> bool {
        self.0.in_force().allows(officer, command, On::Bureau)
    }

    /// Whether an officer may do something in a case as it stands.
    #[must_use]
    pub fn may_in(&self, officer: &Officer, command: &str, case: &Case) -> bool {
        self.0.may_in(officer, command, case)
    }

    /// Whether an officer may see a case; false also where there is no such case.
    #[must_use]
    pub fn sees(&self, officer: &Officer, case: CaseId) -> bool {
        self.0.sees(officer, case)
    }

    /// What would change if a text were the policy in force. Nothing is recorded. It judges what policy sees of every case
    /// for every officer, which takes seconds where many cases are kept to circles of their own.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for one who neither proposes nor confirms a policy, or [`DoorFault::Policy`].
    pub fn policy_change(&self, officer: OfficerId, text: &str) -> Result<PolicyChange, DoorFault> {
        let who = self.0.officer(officer)?;
        if !self.may(who, "propose-policy") && !self.may(who, "confirm-policy") {
            return Err(DoorFault::NotPermitted { command: "propose-policy" });
        }
        let policy = self.0.fit_policy(text)?;
        let now = self.0.in_force();
        let (sights, seen) = {
            let book = self.0.book();
            let mut cases: BTreeMap<u32, usize> = BTreeMap::new();
            book.lines.values().for_each(|line| *cases.entry(line.sight).or_default() += 1);
            let used = cases
                .iter()
                .filter_map(|(place, count)| Some((*place, book.sights.at(*place)?.clone(), *count)));
            let reads = |officer| READING.map(|act| now.reached(officer, act, &book.sights));
            let seen: Vec<[Seen; 2]> = self.0.officers.iter().map(reads).collect();
            // Of what the asker may not see nothing is told, not even how much of it there is, save how many ordinary cases
            // there are: a text could ask for anything. What would change of the rest is tried on examples.
            let asker = now.seen(who, &book.sights);
            let told = used.filter(|(place, sight, _)| sight.is_ordinary() || asker.sees(*place));
            (told.collect::<Vec<_>>(), seen)
        };
        let today = day_of(self.0.clock.now());
        let when = self.0.when(self.0.clock.now());
        let officers: Vec<Officer> = self.0.officers.iter().map(|officer| officer.on(today)).collect();
        let mut changes: Vec<SightChange> =
            officers.iter().map(|officer| acts_changed(officer, now.policy(), &policy)).collect();
        let mut unseen = 0;
        for (place, sight, count) in &sights {
            let mut is_seen = false;
            for ((officer, seen), change) in officers.iter().zip(&seen).zip(&mut changes) {
                let would = policy.reads(officer, sight, &when).is_some();
                let does = seen.iter().any(|seen| seen.sees(*place));
                is_seen |= would;
                match (does, would) {
                    (false, true) => change.gained += count,
                    (true, false) => change.lost += count,
                    _ => {}
                }
            }
            unseen += if is_seen { 0 } else { *count };
        }
        let officers = changes.into_iter().filter(SightChange::is_some).collect();
        Ok(PolicyChange { officers, unseen })
    }

    /// Proposes a policy; it takes the place of one that waits.
    ///
    /// # Errors
    /// A [`DoorFault`]: [`DoorFault::Policy`] says what is wrong with the text.
    pub async fn propose_policy(&self, by: OfficerId, text: &str, reasons: &str) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "propose-policy").await?;
        self.0.fit_policy(text)?;
        if reasons.trim().is_empty() {
            return Err(Refusal::NoReasons.into());
        }
        fit::prose("the reasons", reasons, REASONS_BYTES_MAX).map_err(Refusal::from)?;
        let (text, reasons) = (text.to_owned(), reasons.to_owned());
        self.0.note_in_register(&mut writer, &RegisterEvent::PolicyProposed { text, by, reasons }).await
    }

    /// Puts the policy that waits in force, as another officer than the one who proposed it. `text` is what the officer was
    /// shown: a policy that was proposed since is not confirmed unseen.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn confirm_policy(&self, by: OfficerId, text: &str) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        self.0.permitted(&mut writer, by, "confirm-policy").await?;
        let proposal = self.policy_proposal().filter(|proposal| *proposal.text == *text);
        let proposal = proposal.ok_or(DoorFault::NoProposal)?;
        // Whoever proposed it may do so no more; then it was not two officers.
        let proposer = self.0.officer(proposal.by).is_ok_and(|proposer| self.may(proposer, "propose-policy"));
        if proposal.by == by || !proposer {
            let own = DoorFault::OwnProposal;
            return Err(self.0.refused(&mut writer, by, "confirm-policy", None, own).await);
        }
        self.0.fit_policy(text)?;
        let event = RegisterEvent::Policy { text: text.to_owned(), by: Some(by) };
        self.0.note_in_register(&mut writer, &event).await
    }
}

impl Inner {
    /// Holds to the policy that the register names; one that came with an earlier program gives way to this program's.
    pub(crate) async fn take_up_policy(&self) -> Result<(), StartFault> {
        let named = self.book().policy.clone();
        let own = named.as_ref().filter(|named| named.by.is_some());
        let policy = own.map_or_else(Policy::built_in, |named| named.text.parse())?;
        if named.is_none_or(|named| *named.text != *policy.text()) {
            let mut writer = self.take_pen().await?;
            let event = RegisterEvent::Policy { text: policy.text().to_owned(), by: None };
            self.note_in_register(&mut writer, &event).await?;
        } else {
            self.enforce(policy);
        }
        Ok(())
    }

    /// A text as a policy that two officers could change again.
    fn fit_policy(&self, text: &str) -> Result<Policy, DoorFault> {
        let policy: Policy = text.parse()?;
        if policy.can_be_changed_by(&self.officers) {
            Ok(policy)
        } else {
            Err(PolicyFault::LastPolicy.into())
        }
    }
}

impl SightChange {
    fn is_some(&self) -> bool {
        self.gained + self.lost + self.may.len() + self.may_not.len() > 0
    }
}

/// What an officer might do under one policy and not under another, on cases of every kind.
fn acts_changed(officer: &Officer, now: &Policy, then: &Policy) -> SightChange {
    let (mut may, mut may_not) = (Vec::new(), Vec::new());
    for circumstances in Circumstances::ALL {
        for command in OF_BUREAU.into_iter().chain(OF_CASE) {
            let allows = |policy: &Policy| policy.allows_somewhere(officer, command, circumstances);
            match (allows(now), allows(then)) {
                (false, true) => may.push((command, circumstances)),
                (true, false) => may_not.push((command, circumstances)),
                _ => {}
            }
        }
    }
    SightChange { officer: officer.id, gained: 0, lost: 0, may, may_not }
}

fn waits(proposal: &Proposal, now: Timestamp) -> bool {
    now.duration_since(proposal.at).as_hours() < PROPOSAL_HOURS_MAX
}
