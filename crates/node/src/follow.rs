//! Following: what other processes of this bureau append is taken in, so that pages and the courier know of it at once. A process
//! that cannot leaves its jobs to the others until it can.

use std::sync::Arc;
use std::time::Duration;

use bureau::ports::StoreFault;
use bureau::{Bureau, DoorFault};
use tokio::time::{Instant, sleep};

use crate::behind::Behind;
use crate::refresh::Refresher;
use crate::stop::Stop;
use crate::store::NodeStore;

/// Pause after something could not be taken in.
const RETRY_PAUSE: Duration = Duration::from_secs(1);
/// How often a newer directory is then looked for at most.
const LOOK_PAUSE: Duration = Duration::from_secs(60);

/// Follows the journal until told to stop.
pub(crate) async fn run(
    bureau: Bureau,
    store: Arc<dyn NodeStore>,
    refresher: Arc<Refresher>,
    behind: Behind,
    mut stop: Stop,
) {
    let mut looked: Option<Instant> = None;
    loop {
        let followed = tokio::select! {
            followed = follow(&bureau, store.as_ref(), &behind) => followed,
            () = stop.wait() => return,
        };
        let Err(fault) = followed else {
            if behind.set(false) {
                tracing::info!("what other processes recorded is known here again");
            }
            continue;
        };
        if !behind.set(true) {
            tracing::error!(%fault, "what another process recorded was not taken in");
        }
        // Where the database does not answer, the server has taken them back.
        let _ = store.leave_jobs().await;
        // It may have signed with keys that a newer directory lists.
        let is_held = fault == DoorFault::Store(StoreFault::Held);
        if !is_held && looked.is_none_or(|at| at.elapsed() >= LOOK_PAUSE) {
            looked = Some(Instant::now());
            refresher.look().await;
        }
        tokio::select! {
            () = sleep(RETRY_PAUSE) => {}
            () = stop.wait() => return,
        }
    }
}

async fn follow(bureau: &Bureau, store: &dyn NodeStore, behind: &Behind) -> Result<(), DoorFault> {
    let size = if behind.is() { store.size().await? } else { store.appended().await? };
    bureau.follow(size).await
}
