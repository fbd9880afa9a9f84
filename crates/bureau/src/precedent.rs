//! Earlier reasoned decisions of this bureau on like questions. Only a posting that judges sees them, and each case of
//! which something is shown counts as looked at.

use std::cmp::Reverse;

use case::bureau::Officer;
use case::ground::Ground;
use case::id::{CaseId, OfficerId};
use case::life::{Decision, Judgement};
use jiff::Timestamp;

use crate::book::Line;
use crate::door::Bureau;
use crate::fault::DoorFault;

/// Most decisions shown at once.
pub const PRECEDENTS_MAX: usize = 10;
/// Most cases read in one search, the latest first.
const CASES_READ_MAX: usize = 200;

/// An earlier decision. Of its case nothing else is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedent {
    /// The reference of its case.
    pub reference: String,
    /// When it was taken.
    pub at: Timestamp,
    /// The rule.
    pub rule: String,
    /// What was decided.
    pub judgement: Judgement,
    /// The facts that weighed, by name.
    pub weighed: Vec<String>,
    /// Why.
    pub reasons: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Precedents {
    /// Decisions on the same rule first, then on the same ground; the latest first.
    pub shown: Vec<Precedent>,
    /// Whether there are more than are shown, or than were read.
    pub more: bool,
}

impl Bureau {
    /// In how many other cases that this officer may see the bureau decided on the same rule or ground.
    #[must_use]
    pub fn precedents_count(&self, who: &Officer, case: CaseId, rule: &str, ground: Ground) -> usize {
        let book = self.0.book();
        let seen = self.0.seen_by(who, &book);
        let others = book.lines.iter().filter(|(id, line)| **id != case && seen.sees(line.sight));
        others.filter(|(_, line)| rank(line, rule, ground).is_some()).count()
    }

    /// Earlier decisions on the same rule or ground whose words hold the text, for an officer who judges.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn precedents(
        &self,
        officer: OfficerId,
        case: CaseId,
        (rule, ground): (&str, Ground),
        text: &str,
        purpose: &str,
    ) -> Result<Precedents, DoorFault> {
        let inner = &self.0;
        let who = {
            let mut writer = inner.take_pen().await?;
            inner.permitted_in(&mut writer, officer, "judge", case).await?.0.officer()
        };
        // A case that this officer may not see gives nothing, and nothing tells that there is one.
        let mut like: Vec<(u8, Timestamp, CaseId)> = {
            let book = inner.book();
            let seen = inner.seen_by(who, &book);
            let others = book.lines.iter().filter(|(id, line)| **id != case && seen.sees(line.sight));
            others.filter_map(|(id, line)| Some((rank(line, rule, ground)?, line.changed_at, *id))).collect()
        };
        like.sort_by_key(|(rank, at, _)| (*rank, Reverse(*at)));
        let mut found = Precedents { more: like.len() > CASES_READ_MAX, ..Precedents::default() };
        for (_, _, id) in like.into_iter().take(CASES_READ_MAX) {
            let Some(read) = inner.seen_case(who, "look", id).await? else { continue };
            let fits = |decision: &&Decision| {
                (decision.rule == rule || decision.ground == ground) && holds(decision, &read.reference, text)
            };
            let fitting: Vec<&Decision> = read.decisions.iter().rev().filter(fits).collect();
            if fitting.is_empty() {
                continue;
            }
            if found.shown.len() + fitting.len() > PRECEDENTS_MAX {
                found.more = true;
                break;
            }
            let Ok(may) = inner.may_look(officer, id).await else { continue };
            inner.looked_at(may, id, purpose).await?;
            found.shown.extend(fitting.into_iter().map(|decision| Precedent {
                reference: read.reference.clone(),
                at: decision.at,
                rule: decision.rule.clone(),
                judgement: decision.judgement,
                weighed: decision.weighed.clone(),
                reasons: decision.reasons.clone(),
            }));
        }
        Ok(found)
    }
}

/// 0 for the same rule, 1 for the same ground; none for what is not alike.
fn rank(line: &Line, rule: &str, ground: Ground) -> Option<u8> {
    if line.decisions.iter().any(|(known, _)| **known == *rule) {
        return Some(0);
    }
    line.decisions.iter().any(|(_, known)| *known == ground).then_some(1)
}

/// Whether every word asked for stands in the decision or its reference, any case of letters.
fn holds(decision: &Decision, reference: &str, text: &str) -> bool {
    let words = format!("{reference} {} {}", decision.reasons, decision.weighed.join(" ")).to_lowercase();
    text.to_lowercase().split_whitespace().all(|word| words.contains(word))
}
