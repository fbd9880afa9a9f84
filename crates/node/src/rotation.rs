//! A rotation of the master key, carried out by the node while it works: whoever put another key in use
//! ([`Home::rotate_master`]) need not stop it, and where it was stopped or killed it goes on at its next start. Shares of a
//! master key, and copies of the journal, that were made on its machine it notes in the journal.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bureau::ports::StoreFault;
use bureau::{Bureau, DoorFault, MasterKeyInUse, SharesMade};
use seal::keeper::MasterKeyId;
use seal::ring::wrapped_under;
use tokio::task::spawn_blocking;

use crate::home::{Home, HomeFault, InUse, KnownShares, Master, NEXT_IDENTITY};
use crate::stop::Stop;
use crate::store::{NodeStore, Place};

/// How often a node looks whether another master key was put in use.
const LOOK_PAUSE: Duration = Duration::from_millis(500);
/// Pause after a rotation that failed.
const RETRY_PAUSE: Duration = Duration::from_secs(10);

/// The job of wrapping keys anew.
const WRAP: &str = "wrap";

/// Why a rotation does not go on.
#[derive(Debug, thiserror::Error)]
pub enum RotationFault {
    /// The data directory, or the module that keeps the key.
    #[error(transparent)]
    Home(#[from] HomeFault),
    /// The bureau.
    #[error(transparent)]
    Door(#[from] DoorFault),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The journal knows of a later rotation than this data directory.
    #[error(
        "the journal says that another master key ({0}) was put in use later, in another copy of the data directory; bring \
         `master.toml` and the files of master keys over from there"
    )]
    Behind(MasterKeyId),
    /// The work was not waited for.
    #[error("the master keys were not read to their end")]
    BrokenOff,
}

/// Looks again and again whether another master key was put in use, and wraps everything anew under it.
pub(crate) async fn run(
    home: Home,
    master: Arc<Master>,
    bureau: Bureau,
    store: Arc<dyn NodeStore>,
    mut stop: Stop,
) {
    let (mut done, mut pause) = (None, Duration::ZERO);
    while !stop.given() {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.wait() => return,
        }
        pause = LOOK_PAUSE;
        if let Err(fault) = look(&home, &master, &bureau, store.as_ref(), &mut done).await {
            tracing::error!(%fault, "the rotation of the master key does not go on");
            pause = RETRY_PAUSE;
        }
        if let Err(fault) = note_copies(&home, &bureau).await {
            tracing::error!(%fault, "copies of the journal that were made are not in the journal");
            pause = RETRY_PAUSE;
        }
        if let Err(fault) = note_shares(&home, &bureau).await {
            tracing::error!(%fault, "shares of a master key that were made are not in the journal");
            pause = RETRY_PAUSE;
        }
    }
}

/// Notes in the journal which copies of it were made on this machine.
async fn note_copies(home: &Home, bureau: &Bureau) -> Result<(), RotationFault> {
    let files = home.clone();
    for copied in aside(move || files.copies()).await? {
        bureau.copied(copied).await?;
    }
    Ok(())
}

/// Notes in the journal for whom shares were made on this machine.
async fn note_shares(home: &Home, bureau: &Bureau) -> Result<(), RotationFault> {
    let files = home.clone();
    for made in aside(move || files.known_shares()).await? {
        if bureau.shares_noted(made.set) {
            continue;
        }
        let KnownShares { set, key, need, at, by, holders } = made;
        let holders = holders.into_iter().map(|holder| holder.officer).collect();
        bureau.shares_made(SharesMade { set, key, need, holders, by, at }).await?;
        tracing::info!(%set, %key, "shares of a master key were made");
    }
    Ok(())
}

async fn look(
    home: &Home,
    master: &Arc<Master>,
    bureau: &Bureau,
    store: &dyn NodeStore,
    done: &mut Option<InUse>,
) -> Result<(), RotationFault> {
    let files = home.clone();
    let Some(in_use) = aside(move || files.master_in_use()).await? else { return Ok(()) };
    if done.as_ref() == Some(&in_use) {
        return Ok(());
    }
    if let Some((noted, since)) = bureau.master_key_noted()
        && noted != in_use.id
        && since > in_use.since
    {
        return Err(RotationFault::Behind(noted));
    }
    let (files, keys, me) = (home.clone(), master.clone(), bureau.me().clone());
    aside(move || {
        keys.look_again()?;
        files.rewrap_keys(&keys, &me)
    })
    .await?;
    // Where another process of the bureau wraps the keys of cases, it is looked again after it has.
    if !store.take_job(WRAP).await? {
        return Ok(());
    }
    let taken_up = take_up(master, bureau, &in_use).await;
    store.leave_job(WRAP).await?;
    taken_up?;
    tracing::info!(key = %in_use.id, "everything is wrapped under the master key in use");
    *done = Some(in_use);
    Ok(())
}

/// Has the keys of cases wrapped under the master key in use, and the journal say so.
async fn take_up(master: &Master, bureau: &Bureau, in_use: &InUse) -> Result<(), RotationFault> {
    let InUse { id: key, since, by, removed, .. } = in_use.clone();
    let place = master.place().map_or("", |place| place.kind()).to_owned();
    bureau.take_up_master_key(&MasterKeyInUse { key, place, by, since }).await?;
    for (key, at, by) in removed {
        bureau.master_key_removed(key, &by, at).await?;
    }
    Ok(())
}

/// Runs what waits for a disk or a device where nothing else waits behind it.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HomeFault> + Send + 'static,
) -> Result<T, RotationFault> {
    Ok(spawn_blocking(work).await.map_err(|_| RotationFault::BrokenOff)??)
}

/// How many keys, of cases and of the bureau, are wrapped under each master key; those that name none, because they were
/// wrapped before there was more than one, under none.
///
/// # Errors
/// [`RotationFault`].
pub async fn count(home: &Home, place: &Place) -> Result<BTreeMap<Option<MasterKeyId>, u64>, RotationFault> {
    let mut counted = BTreeMap::new();
    let mut add = |wrapped: &[u8]| *counted.entry(wrapped_under(wrapped)).or_insert(0) += 1;
    for name in ["identity", "node.key"] {
        add(&home.read(name)?);
    }
    if home.file(NEXT_IDENTITY).exists() {
        add(&home.read(NEXT_IDENTITY)?);
    }
    let is_begun = place.address.is_some() || place.file.metadata().is_ok_and(|about| about.len() > 0);
    if is_begun {
        let store = place.open_to_read().await?;
        let keys = store.keys().await;
        store.close().await;
        keys?.iter().for_each(|(_, wrapped)| add(wrapped));
    }
    Ok(counted)
}
