//! Taking up another law: on which open cases it says something else than the law before.

use std::collections::BTreeMap;

use case::id::CaseId;
use case::life::Case;
use case::opinion::{FindingResult, Opinion};
use law::Law;

use crate::advice;
use crate::door::{Bureau, Inner, day_of};
use crate::fault::DoorFault;
use crate::ports::CASES_PER_READ;
use crate::register::{CaseChange, Findings, RegisterEvent};

/// Most cases in one entry, which a reader opens whole; more of them make more entries.
const CASES_PER_ENTRY_MAX: usize = 1_000;

impl Bureau {
    /// The law that was in use when the bureau worked last, as far as it was recorded.
    #[must_use]
    pub fn law_before(&self) -> Option<String> {
        self.0.book().law.clone()
    }

    /// Writes down that another law is in use than before, and on which open cases it says something else; nothing where
    /// it is the same. `before` is the law that [`Bureau::law_before`] names, where it is still there.
    ///
    /// # Errors
    /// A [`DoorFault`]; nothing is recorded then.
    pub async fn take_up_law(&self, before: Option<&Law>) -> Result<(), DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let (from, to) = (self.law_before(), inner.law.version().to_owned());
        if from.as_ref() == Some(&to) {
            return Ok(());
        }
        let before = before.filter(|law| from.as_deref() == Some(law.version()));
        let changed = match before {
            Some(before) => inner.changed_since(before).await?,
            None => Vec::new(),
        };
        let entry = |cases: &[CaseChange]| RegisterEvent::Law {
            from: from.clone(),
            to: to.clone(),
            compared: before.is_some(),
            cases: cases.to_vec(),
        };
        let mut events: Vec<RegisterEvent> = changed.chunks(CASES_PER_ENTRY_MAX).map(entry).collect();
        if events.is_empty() {
            events.push(entry(&[]));
        }
        inner.note_all_in_register(&mut writer, &events).await
    }
}

impl Inner {
    /// The open cases on which the law says something else than it did before, as they stand today.
    async fn changed_since(&self, before: &Law) -> Result<Vec<CaseChange>, DoorFault> {
        let mut changed = Vec::new();
        let mut after = None;
        loop {
            let cases = self.store.cases(after, CASES_PER_READ).await?;
            let Some((last, _)) = cases.last() else { return Ok(changed) };
            after = Some(*last);
            for (id, entries) in cases {
                if self.is_open(id)
                    && let Some(folded) = self.fold_one(id, &entries)?
                {
                    changed.extend(self.change(before, id, &folded.case));
                }
            }
        }
    }

    fn is_open(&self, id: CaseId) -> bool {
        self.book().lines.get(&id).is_some_and(|line| !line.stage.is_final())
    }

    fn change(&self, before: &Law, case_id: CaseId, case: &Case) -> Option<CaseChange> {
        let today = day_of(self.clock.now());
        let said = |law: &Law| spoken(&advice::on_case(law, &self.directory(), case, today, "en"));
        let (old, new) = (said(before), said(&self.law));
        let only_in = |these: &BTreeMap<String, FindingResult>, those: &BTreeMap<String, FindingResult>| {
            let these = these.iter().filter(|(rule, result)| those.get(*rule) != Some(*result));
            these.map(|(rule, result)| (rule.clone(), *result)).collect::<Findings>()
        };
        let (appeared, gone) = (only_in(&new, &old), only_in(&old, &new));
        let same = appeared.is_empty() && gone.is_empty();
        (!same).then_some(CaseChange { case: case_id, appeared, gone })
    }
}

/// What an opinion says to its reader: the rules that stand against the request or ask for something.
fn spoken(opinion: &Opinion) -> BTreeMap<String, FindingResult> {
    let speaks = |result, essential| match result {
        FindingResult::NotMet | FindingResult::ToJudge => true,
        FindingResult::NotKnown => essential,
        FindingResult::Met => false,
    };
    let findings = opinion.findings.iter().filter(|finding| speaks(finding.result, finding.essential));
    findings.map(|finding| (finding.rule.clone(), finding.result)).collect()
}
