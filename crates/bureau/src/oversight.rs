//! What those who oversee the bureau see: the journal's state, who looked, what was refused.

use case::bureau::{BureauCode, Officer};
use case::fit;
use case::id::{CaseId, OfficerId};
use case::life::Refusal;
use case::limits::REASONS_BYTES_MAX;
use jiff::Timestamp;

use crate::anomaly::{Anomaly, AnomalyReview, AnomalyRow};
use crate::book::Line;
use crate::copied::Copied;
use crate::door::Bureau;
use crate::erased::ErasedCase;
use crate::fault::DoorFault;
use crate::policy::{On, Sight};
use crate::register::RegisterEvent;
use crate::trace::{LawChangeRow, LookRow, RefusalRow, SignInRow};
use crate::witness::{Cosigned, Stated, WitnessRow, Witnessed};

/// The state of the journal and of late events in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oversight {
    /// How many entries the journal has.
    pub entries: u64,
    /// The signed checkpoint over all of them, as text.
    pub checkpoint: String,
    /// How many cases there are whose record this officer may see.
    pub cases: usize,
    /// In how many of them something waits to be delivered.
    pub waiting: usize,
    /// How many cases no officer may see: their clearance does not reach, or those in the circle left.
    pub unseen: usize,
    /// Looks of late at such cases, newest first.
    pub looks: Vec<LookRow>,
    /// Refusals of late, newest first.
    pub refusals: Vec<RefusalRow>,
    /// Who signed in of late, newest first.
    pub sign_ins: Vec<SignInRow>,
    /// Copies of the journal that were made on the node's machine, newest first.
    pub copies: Vec<Copied>,
    /// The version of the law packs.
    pub law: String,
    /// What other bureaus stated last of their journals.
    pub stated: Vec<(BureauCode, Stated)>,
    /// Where what they stated contradicts what they had stated before, newest first, with when it was noticed.
    pub contradictions: Vec<(Timestamp, Witnessed)>,
    /// How far the bureaus that messages are exchanged with have witnessed this journal.
    pub witnesses: Vec<(BureauCode, WitnessRow)>,
    /// How many entries, from the first, some bureau has witnessed.
    pub entries_witnessed: u64,
    /// The newest checkpoint of each bureau that this one cosigned.
    pub cosigned: Vec<(BureauCode, Cosigned)>,
    /// The verifier key of this bureau's own cosignatures.
    pub witness_key: String,
    /// Looks that stood out, newest first, those that wait for a review at the head.
    pub anomalies: Vec<AnomalyRow>,
    /// Cases that were erased, newest first, with when.
    pub erased: Vec<(Timestamp, ErasedCase)>,
    /// Changes of the law of late, newest first.
    pub law_changes: Vec<LawChangeRow>,
}

impl Bureau {
    /// Says of looks that stood out whether they were in order. Nobody says it of their own.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn review_anomaly(
        &self,
        by: OfficerId,
        (raised_at, officer, anomaly): (Timestamp, OfficerId, Anomaly),
        in_order: bool,
        reasons: &str,
    ) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let who = self.0.permitted(&mut writer, by, "review-anomaly").await?.officer();
        if officer == by {
            let own = DoorFault::Refused(Refusal::OwnWork);
            return Err(self.0.refused(&mut writer, by, "review-anomaly", None, own).await);
        }
        fit::prose("the reasons", reasons, REASONS_BYTES_MAX).map_err(Refusal::from)?;
        if reasons.trim().is_empty() {
            return Err(Refusal::NoReasons.into());
        }
        let waits = {
            let (book, in_force) = (self.0.book(), self.0.in_force());
            let traced = in_force.reached(who, "trace", &book.sights);
            let sees = |id: &CaseId| book.lines.get(id).is_some_and(|line| traced.sees(line.sight));
            let mut rows = book.watch.rows();
            rows.any(|row| {
                row.is(raised_at, officer, anomaly) && row.review.is_none() && sees(&row.raised.case)
            })
        };
        if !waits {
            return Err(DoorFault::NothingStoodOut);
        }
        let reasons = reasons.to_owned();
        let review = AnomalyReview { raised_at, officer, anomaly, in_order, reasons, by };
        self.0.note_in_register(&mut writer, &RegisterEvent::AnomalyReviewed(review)).await
    }

    /// How many looks that stood out wait for this officer's word.
    #[must_use]
    pub fn anomalies_waiting(&self, officer: &Officer) -> usize {
        let (book, in_force) = (self.0.book(), self.0.in_force());
        if !in_force.allows(officer, "review-anomaly", On::Bureau) {
            return 0;
        }
        let traced = in_force.reached(officer, "trace", &book.sights);
        let sees = |id: &CaseId| book.lines.get(id).is_some_and(|line| traced.sees(line.sight));
        let waits = |row: &&AnomalyRow| {
            row.review.is_none() && row.raised.officer != officer.id && sees(&row.raised.case)
        };
        book.watch.rows().filter(waits).count()
    }

    /// Notes a copy of the journal that was made on the node's machine, unless the register says so.
    ///
    /// # Errors
    /// A [`DoorFault`] of the store.
    pub async fn copied(&self, copied: Copied) -> Result<(), DoorFault> {
        let is_known = || self.0.book().copies.iter().any(|known| known.id == copied.id);
        if is_known() {
            return Ok(());
        }
        let mut writer = self.0.take_pen().await?;
        // Another process may have noted it since.
        if is_known() {
            return Ok(());
        }
        self.0.note_in_register(&mut writer, &RegisterEvent::Copied(copied)).await
    }

    /// The state of the journal and of late events, for those who oversee.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for other officers, or a fault of the store.
    pub async fn oversight(&self, officer: OfficerId) -> Result<Oversight, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let who = self.0.permitted(&mut writer, officer, "oversee").await?.officer();
        let entries = writer.tree.size();
        drop(writer);
        let checkpoint = self.0.store.last_checkpoint().await?.unwrap_or_default();
        let mut witnesses = self.0.book().witness.witnesses();
        for (code, row) in &mut witnesses {
            row.key = self.0.verifier_of(code).map(|verifier| verifier.witness_vkey());
        }
        let witness_key = self.0.own_verifier()?.witness_vkey();
        let in_force = self.0.in_force();
        let book = self.0.book();
        let traced = in_force.reached(who, "trace", &book.sights);
        let may_trace = |id: &CaseId| book.lines.get(id).is_some_and(|line| traced.sees(line.sight));
        let cases = || book.lines.values().filter(|line| traced.sees(line.sight));
        let seen: Vec<_> =
            self.0.officers.iter().map(|officer| in_force.seen(officer, &book.sights)).collect();
        let is_seen = |line: &&Line| seen.iter().any(|seen| seen.sees(line.sight));
        let law_changes = book.law_changes.iter().rev().cloned().map(|mut row| {
            row.cases.retain(|change| may_trace(&change.case));
            row
        });
        // Who could have traced the case sees that it was erased, and nobody else.
        let mut erased: Vec<_> = book.erased.values().cloned().collect();
        erased.retain(|(_, erased)| {
            let sight = Sight::of_erased(erased);
            in_force.allows(who, "trace", On::Case(&sight))
        });
        erased.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let mut anomalies: Vec<_> =
            book.watch.rows().filter(|row| may_trace(&row.raised.case)).cloned().collect();
        anomalies.sort_by_key(|row| row.review.is_some());
        Ok(Oversight {
            stated: book.witness.rows(),
            contradictions: book.witness.contradictions(),
            witnesses,
            entries_witnessed: book.witness.size_witnessed(),
            cosigned: book.witness.all_cosigned(),
            witness_key,
            anomalies,
            erased,
            entries,
            checkpoint,
            cases: cases().count(),
            waiting: cases().filter(|line| line.undelivered).count(),
            unseen: book.lines.values().filter(|line| !is_seen(line)).count(),
            looks: book.looks.iter().rev().filter(|row| may_trace(&row.case)).cloned().collect(),
            refusals: book.refusals.iter().rev().cloned().collect(),
            sign_ins: book.sign_ins.iter().rev().cloned().collect(),
            copies: book.copies.iter().rev().cloned().collect(),
            law: self.0.law.version().to_owned(),
            law_changes: law_changes.collect(),
        })
    }
}
