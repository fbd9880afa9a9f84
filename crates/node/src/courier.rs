//! The courier: carries what waits in the outbox, as soon as it may go, ends periods that are over, and asks the bureaus with which
//! messages were exchanged to witness the journal. The schedule is the bureau's.
//!
//! Where several processes work on one journal, each of these is one process's job: to carry to one bureau is a job of its own.

use std::collections::BTreeSet;
use std::time::Duration;

use bureau::ports::Clock;
use bureau::{Bureau, DoorFault, Parcel};
use case::bureau::BureauCode;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::bell::NodeBell;
use crate::carrier::Sender;
use crate::clock::SystemClock;
use crate::jobs::Jobs;
use crate::stop::Stop;

/// Longest sleep, against a clock that jumps.
const SLEEP_MAX: Duration = Duration::from_secs(2);
/// Shortest sleep, when something is said to be due and is not given out.
const SLEEP_MIN: Duration = Duration::from_millis(50);

/// How often a process that does not ask the witnesses itself looks what they signed.
const WITNESSES_PAUSE: Duration = Duration::from_secs(10 * 60);

/// Carries messages until told to stop; what is on its way is finished.
pub(crate) async fn run(bureau: Bureau, sender: Sender, mut jobs: Jobs, bell: NodeBell, mut stop: Stop) {
    let mut tries = JoinSet::new();
    let (mut tends, mut looked) = (false, None);
    while !stop.given() {
        let tended = std::mem::replace(&mut tends, jobs.tends().await);
        if tends != tended || !tends && looked.is_none_or(|at: Instant| at.elapsed() >= WITNESSES_PAUSE) {
            look_at_witnesses(&bureau).await;
            looked = Some(Instant::now());
        }
        if tends && let Err(fault) = bureau.end_periods().await {
            tracing::warn!(code = fault.code(), "periods of retention could not be ended yet");
        }
        if let Err(fault) = bureau.settle_doubt().await {
            tracing::warn!(code = fault.code(), "what became of the last entries is not known yet");
        }
        let ours = jobs.carries(&bureau).await;
        for errand in bureau.due_to(&ours) {
            let (bureau, sender) = (bureau.clone(), sender.clone());
            tries.spawn(async move {
                match bureau.parcel(&errand).await {
                    Ok(parcel) => carry(&bureau, &sender, parcel).await,
                    Err(fault) => {
                        tracing::error!(message = %errand.message, code = fault.code(), "a message could not be sealed");
                        if let Err(fault) = bureau.gave_up(&errand, &fault).await {
                            tracing::error!(message = %errand.message, code = fault.code(), "nor could that be recorded");
                        }
                    }
                }
            });
        }
        for witness in if tends { bureau.witnesses_due() } else { Vec::new() } {
            let (bureau, sender) = (bureau.clone(), sender.clone());
            tries.spawn(async move {
                if let Err(fault) = ask_witness(&bureau, &sender, &witness).await {
                    tracing::warn!(by = %witness, code = fault.code(), "the journal was not witnessed");
                }
            });
        }
        tokio::select! {
            Some(_) = tries.join_next() => {}
            () = bell.outgoing() => {}
            () = tokio::time::sleep(pause(&bureau, &ours)) => {}
            () = stop.wait() => {}
        }
    }
    while tries.join_next().await.is_some() {}
}

/// Learns what witnesses signed when another process asked them: no entry tells of it.
async fn look_at_witnesses(bureau: &Bureau) {
    if let Err(fault) = bureau.look_at_witnesses().await {
        tracing::warn!(%fault, "what witnesses signed was not read");
    }
}

async fn carry(bureau: &Bureau, sender: &Sender, parcel: Parcel) {
    let answer = sender.send(&parcel.address, parcel.certificate, parcel.envelope.clone()).await;
    if let Err(fault) = &answer {
        tracing::info!(message = %parcel.errand.message, to = %parcel.errand.to, code = fault.code(), "not delivered");
    }
    if let Err(fault) = bureau.delivered(&parcel, answer.map_err(|fault| fault.code().to_owned())).await {
        tracing::error!(message = %parcel.errand.message, code = fault.code(), "an outcome could not be recorded");
    }
}

/// Has a bureau witness the journal. One that knows another size than was thought is asked once more.
async fn ask_witness(bureau: &Bureau, sender: &Sender, witness: &BureauCode) -> Result<(), DoorFault> {
    let mut next = Some(bureau.submission(witness).await?);
    while let Some(submitted) = next {
        let body = submitted.submission.to_string();
        let answer = sender.add_checkpoint(&submitted.address, submitted.certificate, body).await;
        let answer = answer.map_err(|fault| fault.code().to_owned());
        let told = answer.as_ref().map_or_else(|code| code.as_str(), |answer| answer.code());
        tracing::info!(by = %witness, answer = told, "a checkpoint was put to a witness");
        next = bureau.witnessed(&submitted, answer).await?;
    }
    Ok(())
}

/// How long nothing is due.
fn pause(bureau: &Bureau, ours: &BTreeSet<BureauCode>) -> Duration {
    let Some(next) = bureau.next_due_to(ours) else { return SLEEP_MAX };
    let left = next.duration_since(SystemClock.now());
    Duration::try_from(left).unwrap_or(SLEEP_MIN).clamp(SLEEP_MIN, SLEEP_MAX)
}
