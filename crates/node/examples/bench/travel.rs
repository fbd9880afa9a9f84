//! Requests between two whole nodes over HTTPS on real sockets, durable on both sides.

use std::sync::Arc;
use std::time::Duration;

use bureau::{Bureau, Command, Filter};
use case::id::CaseId;
use case::life::Stage;
use law::Law;
use node::audit;
use node::clock::SystemClock;
use node::node::Node;
use node::store::{NodeStore, SqliteStore};

use crate::figure::{Outcome, middle, ms, now, print};
use crate::parts::{self, Parts, prepare};
use crate::site::{APPROVER, Site, WRITER};

/// Requests sent one at a time.
const SINGLE: usize = 50;
/// Longest wait for one measurement.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) async fn measure(law: &Arc<Law>) -> Outcome<()> {
    let parts = parts::measure(law).await?;
    for n in [100, 1_000] {
        accepted(&Site::new(law).await?, n, &parts).await?;
    }
    waiting(&Site::new(law).await?, 1_000).await
}

/// From an officer's approval to the signed receipt in the journal of the sender.
async fn accepted(site: &Site, n: usize, parts: &Parts) -> Outcome<()> {
    let ready = prepare(site, n + SINGLE).await?;
    let (us, fr) = (site.start("US").await?, site.start("FR").await?);
    let (single, many) = ready.split_at_checked(SINGLE).ok_or("too few requests")?;
    let mut took = Vec::new();
    for id in single {
        let start = now();
        approve(&fr.bureau, *id).await?;
        until_delivered(&fr.bureau, took.len() + 1, Duration::from_micros(100))?;
        took.push(start.elapsed());
    }
    let alone = middle(took)?;
    let start = now();
    for id in many {
        approve(&fr.bureau, *id).await?;
    }
    let approved = start.elapsed();
    until_delivered(&fr.bureau, SINGLE + n, Duration::from_millis(5))?;
    let took = start.elapsed();
    let each = took / u32::try_from(n)?;
    let note = format!(
        "durable on both sides; {:.1} ms each; {}; the approvals alone took {:.1} s",
        ms(each),
        bound(each, parts),
        approved.as_secs_f64()
    );
    print("requests from approval to receipt", n as f64 / took.as_secs_f64(), "a second", n, &note)?;
    if n >= 1_000 {
        let note = "nothing else under way: the appends follow on each other";
        print("one request from approval to receipt", ms(alone), "ms", SINGLE, note)?;
    }
    stop(fr, us).await;
    Ok(())
}

/// Names the bound, from the steps measured alone. A journal is written by one at a time, so that the approval and the
/// receipt follow on each other at the sender; both nodes share this machine's disk and processors.
fn bound(each: Duration, parts: &Parts) -> String {
    let journal = parts.approve + parts.record;
    let steps = journal + parts.seal + parts.receive;
    let disk = parts.append * 3;
    let rest = steps.saturating_sub(disk + parts.cryptography);
    let name = if journal.as_secs_f64() > 0.7 * each.as_secs_f64() {
        "the sender's journal, written by one at a time"
    } else if disk > steps / 2 {
        "the synced appends"
    } else {
        "the processors, shared by both nodes and the threads of their stores"
    };
    format!(
        "bound: {name}; the four steps alone take {:.1} ms, of which three synced appends {:.1}, cryptography between \
         bureaus {:.1}, law, records and switches between threads {:.1}",
        ms(steps),
        ms(disk),
        ms(parts.cryptography),
        ms(rest),
    )
}

/// Messages that wait when the nodes start.
async fn waiting(site: &Site, n: usize) -> Outcome<()> {
    let ready = prepare(site, n).await?;
    let store = SqliteStore::open(&site.home("FR").journal_file(), None).await?;
    let bureau = site.bureau("FR", store.clone(), SystemClock).await?;
    for id in ready {
        approve(&bureau, id).await?;
    }
    drop(bureau);
    store.close().await;
    let (us, fr) = (site.start("US").await?, site.start("FR").await?);
    let start = now();
    until_delivered(&fr.bureau, n, Duration::from_millis(5))?;
    let took = start.elapsed();
    let note =
        format!("waiting messages of one bureau, durable on both sides; {:.2} ms each", ms(took) / n as f64);
    print("messages from outbox to receipt", n as f64 / took.as_secs_f64(), "a second", n, &note)?;
    stop(fr, us).await;
    let home = site.home("US");
    let start = now();
    let report = audit::verify_home(&home, Vec::new()).await?;
    let took = start.elapsed();
    if !report.is_verified() {
        return Err(report.to_string().into());
    }
    let note = format!("as the requested node left it: {} signed checkpoints", report.checkpoints);
    let entries = usize::try_from(report.entries)?;
    print("verifying a journal", entries as f64 / took.as_secs_f64(), "entries a second", entries, &note)
}

async fn approve(bureau: &Bureau, id: CaseId) -> Outcome<()> {
    bureau.act(APPROVER, Some(id), Command::Approve { seen: u64::MAX }, "measurement").await?;
    Ok(())
}

fn until_delivered(bureau: &Bureau, n: usize, pause: Duration) -> Outcome<()> {
    let delivered = Filter { stage: Some(Stage::Delivered), ..Filter::default() };
    let start = now();
    while bureau.docket(WRITER, &delivered)?.total < n {
        if start.elapsed() > PATIENCE {
            return Err(format!("{n} requests were not delivered in {PATIENCE:?}").into());
        }
        // This thread is none of those that the nodes work on, and the runtime's own sleep is a millisecond at least.
        std::thread::sleep(pause);
    }
    Ok(())
}

async fn stop(one: Node, other: Node) {
    one.stop().await;
    other.stop().await;
}
