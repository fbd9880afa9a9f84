//! Following: what other processes of this bureau append is taken in, so that pages and the courier know of it at once.
//! A page is not made before it is.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use bureau::Bureau;
use tokio::time::sleep;

use crate::refresh::Refresher;
use crate::stop::Stop;
use crate::store::NodeStore;

/// Pause after something could not be taken in.
const RETRY_PAUSE: Duration = Duration::from_secs(5);

/// Follows the journal until told to stop.
pub(crate) async fn run(
    bureau: Bureau,
    store: Arc<dyn NodeStore>,
    refresher: Arc<Refresher>,
    mut stop: Stop,
) {
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

/// Has these pages show nothing that another process has changed since: what it wrote is taken in before each is made.
pub(crate) fn before(pages: Router, bureau: &Bureau, store: Arc<dyn NodeStore>) -> Router {
    if !store.is_shared() {
        return pages;
    }
    pages.layer(from_fn_with_state((bureau.clone(), store), take_in))
}

/// Where the database does not answer, the page tells what is known here: nothing can be recorded anywhere then.
async fn take_in(
    State((bureau, store)): State<(Bureau, Arc<dyn NodeStore>)>,
    request: Request,
    next: Next,
) -> Response {
    if let Ok(size) = store.size().await
        && let Err(fault) = bureau.follow(size).await
    {
        tracing::warn!(%fault, "a page may not show what another process recorded");
    }
    next.run(request).await
}

async fn follow(bureau: &Bureau, store: &dyn NodeStore) -> Result<(), bureau::DoorFault> {
    let size = store.appended().await?;
    bureau.follow(size).await
}
