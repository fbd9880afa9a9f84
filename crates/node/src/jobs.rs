//! Which of the work that nobody asks for is this process's: each job is one process's at a time. Who cannot do it leaves it to
//! others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use bureau::Bureau;
use case::bureau::BureauCode;
use tokio::time::Instant;

use crate::behind::Behind;
use crate::store::NodeStore;

/// The job of what is done once for the whole bureau, beside carrying.
const TEND: &str = "tend";
/// After so many tries in vain in a row, carrying to a bureau is left to another process, which may reach it.
const TRIES_MAX: u32 = 3;
/// For how long.
const REST: Duration = Duration::from_secs(5);

/// The jobs of a process.
pub(crate) struct Jobs {
    store: Arc<dyn NodeStore>,
    behind: Behind,
    /// The bureaus to which this process carries, each with how often it had not answered when that began.
    carries: BTreeMap<BureauCode, u32>,
    /// Those that are left to others, and since when.
    rests: BTreeMap<BureauCode, Instant>,
}

impl Jobs {
    pub(crate) fn new(store: Arc<dyn NodeStore>, behind: Behind) -> Self {
        Self { store, behind, carries: BTreeMap::new(), rests: BTreeMap::new() }
    }

    /// Whether this process does what is done once for the whole bureau; where nobody does, it does from here on.
    pub(crate) async fn tends(&self) -> bool {
        !self.behind.is() && self.store.take_job(TEND).await.unwrap_or(false)
    }

    /// The bureaus to which this process carries; where nobody carries to one, it does from here on.
    pub(crate) async fn carries(&mut self, bureau: &Bureau) -> BTreeSet<BureauCode> {
        if self.behind.is() {
            self.carries.clear();
            return BTreeSet::new();
        }
        let awaited = bureau.awaited();
        self.leave(bureau, &awaited).await;
        self.rests.retain(|_, since| since.elapsed() < REST);
        let mut ours = BTreeSet::new();
        for to in awaited.into_iter().filter(|to| !self.rests.contains_key(to)) {
            match self.store.take_job(&carrying(&to)).await {
                Ok(true) => {
                    self.carries.entry(to.clone()).or_insert_with(|| bureau.unanswered_by(&to));
                    ours.insert(to);
                }
                Ok(false) => drop(self.carries.remove(&to)),
                // The database does not answer; nothing could be recorded either.
                Err(_) => break,
            }
        }
        ours
    }

    /// Leaves what is done, and what another process may do better.
    async fn leave(&mut self, bureau: &Bureau, awaited: &BTreeSet<BureauCode>) {
        let in_vain =
            |to: &BureauCode, before: u32| bureau.unanswered_by(to) >= before.saturating_add(TRIES_MAX);
        let left: Vec<(BureauCode, bool)> = self
            .carries
            .iter()
            .map(|(to, before)| (to.clone(), in_vain(to, *before)))
            .filter(|(to, in_vain)| *in_vain || !awaited.contains(to))
            .collect();
        for (to, in_vain) in left {
            // Where there is nobody else, nothing is gained by resting.
            if in_vain && self.store.is_beside_others().await.unwrap_or(false) {
                self.rests.insert(to.clone(), Instant::now());
            }
            if self.store.leave_job(&carrying(&to)).await.is_ok() {
                self.carries.remove(&to);
            }
        }
    }
}

fn carrying(to: &BureauCode) -> String {
    format!("carry to {to}")
}
