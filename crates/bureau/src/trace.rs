//! Traces that overseers look at: who looked at what, and what was refused.

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Entry};
use jiff::Timestamp;

use crate::register::{CaseChange, RegisterEvent};

/// Somebody looked at a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: OfficerId,
    /// At which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// Why, as they said.
    pub purpose: String,
}

/// Something was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalRow {
    /// When.
    pub at: Timestamp,
    /// Why, as a stable code.
    pub code: String,
    /// The officer's command, or nothing for an envelope from outside.
    pub command: Option<String>,
    /// The officer.
    pub officer: Option<OfficerId>,
    /// The bureau that sent it, where that was proven, else the one whose node brought it.
    pub sender: Option<BureauCode>,
    /// How many more were refused alike since the row before.
    pub more: u32,
}

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: OfficerId,
    /// How: `passkey`, `unlock`, `openid`, `openid-unlock`, `demonstration`; `link` in days before passkeys.
    pub by: String,
    /// How strongly, where the bureau's provider said so.
    pub acr: Option<String>,
}

/// Another law came into use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawChangeRow {
    /// When.
    pub at: Timestamp,
    /// The version before; none where none was recorded.
    pub from: Option<String>,
    /// The version from then on.
    pub to: String,
    /// Whether the two could be compared; else the cases are not known.
    pub compared: bool,
    /// The open cases on which it says something else.
    pub cases: Vec<CaseChange>,
}

pub(crate) fn law_change_row(at: Timestamp, event: &RegisterEvent) -> Option<LawChangeRow> {
    let RegisterEvent::Law { from, to, compared, cases } = event else { return None };
    let (from, to, cases) = (from.clone(), to.clone(), cases.clone());
    Some(LawChangeRow { at, from, to, compared: *compared, cases })
}

pub(crate) fn look_row(id: CaseId, case: &Case, entry: &Entry) -> Option<LookRow> {
    Some(LookRow {
        at: entry.at,
        officer: entry.by?,
        case: id,
        reference: case.reference.clone(),
        purpose: entry.purpose.clone(),
    })
}

pub(crate) fn refusal_row(at: Timestamp, event: &RegisterEvent) -> Option<RefusalRow> {
    match event.clone() {
        RegisterEvent::EnvelopeRefused { code, sender, carrier, more, .. } => {
            Some(RefusalRow { at, code, command: None, officer: None, sender: sender.or(carrier), more })
        }
        RegisterEvent::ActRefused { officer, command, code, more, .. } => {
            let (command, officer) = (Some(command), Some(officer));
            Some(RefusalRow { at, code, command, officer, sender: None, more })
        }
        RegisterEvent::SignInRefused { code, more } => {
            let command = Some("sign-in".to_owned());
            Some(RefusalRow { at, code, command, officer: None, sender: None, more })
        }
        _ => None,
    }
}

/// Keeps a flood of refusals from becoming a flood of entries: of those alike only the first few in a minute make one, with
/// the number of those before that made none.
#[derive(Debug)]
pub(crate) struct Flood<K>(BTreeMap<K, Minute>);

impl<K> Default for Flood<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// Envelopes alike, by sender and code, that make an entry of their own in a minute. Senders are bureaus of the directory, so
/// there are as many kinds as bureaus at most, times the codes.
pub(crate) const ENVELOPE_REFUSALS_MAX: u32 = 1;
/// Refusals to one officer, whatever they wanted, that make an entry of their own in a minute: whoever looks around is seen
/// to, and does not fill the journal.
pub(crate) const OFFICER_REFUSALS_MAX: u32 = 30;

/// Tries to sign in that prove nobody and come to the same code, that make an entry of their own in a minute. Whoever reaches
/// the desk can make them, without signing in.
pub(crate) const SIGN_IN_REFUSALS_MAX: u32 = 1;

/// Checkpoints of one bureau that are cosigned in a minute, and as many contradictions that make an entry. A node submits one an
/// hour; one that submits more does not fill the journal of its witness.
pub(crate) const CHECKPOINTS_MAX: u32 = 6;

/// What was refused since it began: with an entry, and without.
#[derive(Debug)]
struct Minute {
    since: Timestamp,
    entries: u32,
    more: u32,
}

/// For how long refusals are counted together, in seconds.
const FLOOD_SECONDS: i64 = 60;

impl<K: Ord> Flood<K> {
    /// Whether this refusal makes an entry; and how many before it made none.
    pub(crate) fn entry(&mut self, alike: K, entries_max: u32, now: Timestamp) -> Option<u32> {
        let minute = self.0.entry(alike).or_insert(Minute { since: now, entries: 0, more: 0 });
        // A clock that went back makes rather one entry too many.
        if !(0..FLOOD_SECONDS).contains(&now.duration_since(minute.since).as_secs()) {
            *minute = Minute { since: now, entries: 0, more: minute.more };
        }
        if minute.entries >= entries_max {
            minute.more = minute.more.saturating_add(1);
            return None;
        }
        minute.entries += 1;
        Some(std::mem::take(&mut minute.more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_flood_makes_few_entries() {
        let mut flood = Flood::default();
        let fr: BureauCode = "FR".parse().unwrap();
        let mut check = |who: Option<&BureauCode>, code: &str, second: i64, expected: Option<u32>| {
            assert_eq!(
                flood.entry((who.cloned(), code.to_owned()), ENVELOPE_REFUSALS_MAX, at(second)),
                expected,
                "{who:?} {code} {second}"
            );
        };
        check(Some(&fr), "truncated", 100, Some(0));
        check(Some(&fr), "truncated", 101, None);
        check(Some(&fr), "truncated", 159, None);
        check(Some(&fr), "bad-signature", 159, Some(0));
        check(None, "truncated", 159, Some(0));
        check(Some(&fr), "truncated", 160, Some(2));
        check(Some(&fr), "truncated", 161, None);
        check(Some(&fr), "truncated", 10, Some(1));
    }

    #[test]
    fn an_officer_who_looks_around_makes_so_many_entries_a_minute() {
        let mut flood = Flood::default();
        let (one, other) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let made = (0..100).filter(|_| flood.entry(one, OFFICER_REFUSALS_MAX, at(100)).is_some()).count();
        assert_eq!(made, 30);
        assert_eq!(flood.entry(other, OFFICER_REFUSALS_MAX, at(100)), Some(0));
        assert_eq!(flood.entry(one, OFFICER_REFUSALS_MAX, at(160)), Some(70));
    }
}
