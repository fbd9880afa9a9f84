//! What one delivery is made of, each part alone: disk, seal, signature, receipt.

use std::fs::File;
use std::io::Write;
use std::time::Duration;

use bureau::ports::{Batch, Store};
use case::exchange::Message;
use case::id::CaseId;
use jiff::Timestamp;
use journal::entry::{EntryKind, Header};
use liaison::post;
use liaison::receipt::{self, Outcome as Became, Receipt};
use node::clock::SystemClock;
use node::join;
use node::random::SystemRandomness;
use node::store::SqliteStore;
use seal::statement::{Context, sign_statement, verify_statement};

use crate::figure::{Outcome, median, middle, ms, now, print, us};
use crate::play::{Desk, Until, play};
use crate::site::{Site, WRITER};

/// Appends and syncs.
const WRITES: usize = 300;
/// Operations of cryptography.
const TIMES: usize = 500;
/// Bytes in a sealed entry of middling size.
const BODY_BYTES: usize = 1_500;

/// The parts that bound the delivery of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    pub(crate) append: Duration,
    /// Sealing, opening and verifying, signing and verifying a receipt.
    pub(crate) seals: Duration,
}

pub(crate) async fn measure(site: &Site) -> Outcome<Parts> {
    let append = disk(site).await?;
    let seals = seals(site).await?;
    Ok(Parts { append, seals })
}

async fn disk(site: &Site) -> Outcome<Duration> {
    let mut file = File::create(site.base().join("raw"))?;
    let bytes = [7; 4_096];
    let raw = median(WRITES, || Ok(file.write_all(&bytes).and_then(|()| file.sync_data())?))?;
    print("a write of 4 KiB, synced", ms(raw), "ms", WRITES, "the disk alone, without the store")?;
    let store = SqliteStore::open(&site.base().join("appends.db"), None).await?;
    let mut took = Vec::new();
    for position in 0..u64::try_from(WRITES)? {
        let (case, body) = (CaseId::from_bytes([1; 16]), vec![7; BODY_BYTES]);
        let header = Header::for_body(position, case, Timestamp::now(), EntryKind::CaseEntry, &body)?;
        let entries = vec![bureau::ports::StoredEntry { header, body: Some(body) }];
        let batch = Batch { entries, checkpoint: format!("{position}\n"), ..Batch::default() };
        let start = now();
        store.append(batch).await?;
        took.push(start.elapsed());
    }
    store.close().await;
    let append = middle(took)?;
    let note = format!("one entry of {BODY_BYTES} bytes and its checkpoint, durable");
    print("one append to the journal", ms(append), "ms", WRITES, &note)?;
    Ok(append)
}

async fn seals(site: &Site) -> Outcome<Duration> {
    let (fr, us_bureau) = (site.home("FR").keys(&"FR".parse()?)?, site.home("US").keys(&"US".parse()?)?);
    let (fr, us_keys) = (fr.identity, us_bureau.identity);
    let directory = join::directory(&site.home("FR"), Timestamp::now())?.0;
    let message = message(site).await?;
    let mut envelope = Vec::new();
    let seal = median(TIMES, || {
        envelope = post::seal(&message, &fr, &directory, &mut SystemRandomness)?;
        Ok(())
    })?;
    let open = median(TIMES, || {
        post::open(&envelope, &us_keys, &directory).map_err(|fault| format!("{fault:?}").into())
    })?;
    let statement = [7; 200];
    let sign = median(TIMES, || Ok(sign_statement(&fr, Context::Receipt, &statement)?))?;
    let signature = sign_statement(&fr, Context::Receipt, &statement)?;
    let verify =
        median(TIMES, || Ok(verify_statement(fr.public(), Context::Receipt, &statement, &signature)?))?;
    let receipt = Receipt {
        message: message.id,
        envelope: seal::digest::sha256(&envelope),
        from: us_keys.bureau().clone(),
        at: Timestamp::now(),
        outcome: Became::Taken,
    };
    let receipt_sign = median(TIMES, || Ok(receipt::sign(&receipt, &us_keys)?))?;
    let signed = receipt::sign(&receipt, &us_keys)?;
    let receipt_verify =
        median(TIMES, || Ok(receipt::verify(&signed, us_keys.public(), message.id, &envelope)?))?;
    let hybrid = "Ed25519 and ML-DSA-65";
    let size = format!("a request of 26 fields with its opinion, an envelope of {} bytes", envelope.len());
    for (name, took, note) in [
        ("one envelope signed and sealed", seal, size.as_str()),
        ("one envelope opened and verified", open, "X25519 with ML-KEM-768, and both signatures"),
        ("one statement signed", sign, hybrid),
        ("one statement verified", verify, hybrid),
        ("one receipt signed", receipt_sign, hybrid),
        ("one receipt verified", receipt_verify, "and that it is for this envelope"),
    ] {
        print(name, us(took), "µs", TIMES, note)?;
    }
    Ok(seal + open + receipt_sign + receipt_verify)
}

/// The message of a request as it is sent.
async fn message(site: &Site) -> Outcome<Message> {
    let (from, to) = (Desk::new(site, "FR", SystemClock).await?, Desk::new(site, "US", SystemClock).await?);
    let id = play(&from, &to, Until::Delivered).await?;
    let case = from.bureau.case(WRITER, id, "measurement").await?.case;
    let told = case.told.first().cloned().ok_or("nothing was said")?;
    Ok(Message {
        id: told.message,
        request: case.request,
        reference: case.reference,
        kind: case.kind,
        from: case.from,
        to: case.to,
        number: 1,
        said: told.said,
        attachments: Vec::new(),
    })
}
