//! Following: what other processes of this bureau append is taken in, so that pages and the courier know of it at once.

use std::sync::Arc;
use std::time::Duration;

use bureau::Bureau;
use tokio::time::sleep;

use crate::refresh::Refresher;
use crate::stop::Stop;
use crate::store::NodeStore;

/// Pause after something could not be taken in.
const RETRY_PAUSE: Duration = Duration::from_secs(5);

/// Follows the journal until told to stop.
pub(crate) async fn run(bureau: Bureau, store: Arc<dyn NodeStore>, refresher: Arc<Refresher>, mut stop: Stop) {
    loop {
        let followed = tokio::select! {
            followed = follow(&bureau, store.as_ref()) => followed,
            () = stop.wait() => return,
        };
        let Err(fault) = followed else { continue };
        tracing::error!(%fault, "what another process recorded was not taken in");
        // It may have signed with keys that a newer directory lists.
        refresher.look().await;
        tokio::select! {
            () = sleep(RETRY_PAUSE) => {}
            () = stop.wait() => return,
        }
    }
}

async fn follow(bureau: &Bureau, store: &dyn NodeStore) -> Result<(), bureau::DoorFault> {
    let size = store.appended().await?;
    bureau.follow(size).await
}
