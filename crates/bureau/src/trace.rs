//! Traces that overseers look at: who looked at what, and what was refused.

use std::collections::{BTreeMap, btree_map};

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
    /// How: `passkey`, `unlock`, `demonstration`; `link` in days before passkeys.
    pub by: String,
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
        RegisterEvent::ActRefused { officer, command, code, .. } => {
            let (command, officer) = (Some(command), Some(officer));
            Some(RefusalRow { at, code, command, officer, sender: None, more: 0 })
        }
        _ => None,
    }
}

/// Keeps a flood of refusals from becoming a flood of entries: one entry a minute for each sender and code, with the
/// number of those alike that had none. Senders are bureaus of the directory, so the list is as long as that at most,
/// times the codes.
#[derive(Debug, Default)]
pub(crate) struct Flood(BTreeMap<(Option<BureauCode>, String), (Timestamp, u32)>);

/// For how long refusals alike make no entry of their own, in seconds.
const FLOOD_SECONDS: i64 = 60;

impl Flood {
    /// Whether this refusal makes an entry; and how many before it made none.
    pub(crate) fn entry(&mut self, who: Option<&BureauCode>, code: &str, now: Timestamp) -> Option<u32> {
        match self.0.entry((who.cloned(), code.to_owned())) {
            btree_map::Entry::Occupied(mut seen) => {
                let (since, more) = seen.get_mut();
                // A clock that went back makes rather one entry too many.
                if (0..FLOOD_SECONDS).contains(&now.duration_since(*since).as_secs()) {
                    *more = more.saturating_add(1);
                    return None;
                }
                let before = *more;
                seen.insert((now, 0));
                Some(before)
            }
            btree_map::Entry::Vacant(first) => {
                first.insert((now, 0));
                Some(0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_makes_few_entries() {
        let mut flood = Flood::default();
        let fr: BureauCode = "FR".parse().unwrap();
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let mut check = |who: Option<&BureauCode>, code: &str, second: i64, expected: Option<u32>| {
            assert_eq!(flood.entry(who, code, at(second)), expected, "{who:?} {code} {second}");
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
}
