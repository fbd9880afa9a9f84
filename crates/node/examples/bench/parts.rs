//! What one delivery is made of, each part alone: disk, seal, signature, receipt.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use bureau::Command;
use bureau::ports::{Batch, Store, StoredEntry};
use case::exchange::Message;
use case::id::CaseId;
use jiff::Timestamp;
use journal::entry::{EntryKind, Header};
use law::Law;
use liaison::post;
use liaison::receipt::{self, Outcome as Became, Receipt};
use node::carrier::Sender;
use node::clock::SystemClock;
use node::join;
use node::random::SystemRandomness;
use node::store::{NodeStore, SqliteStore};
use seal::statement::{Context, sign_statement, verify_statement};

use crate::figure::{Outcome, median, middle, ms, now, print, us};
use crate::play::{Desk, Until, play};
use crate::site::{APPROVER, Site, WRITER};

/// Appends and syncs.
const WRITES: usize = 300;
/// Operations of cryptography.
const TIMES: usize = 500;
/// Deliveries taken apart.
const DELIVERIES: usize = 200;
/// Bytes in a sealed entry of middling size.
const BODY_BYTES: usize = 1_500;

/// What the steps of one delivery take, each alone, and what is spent in them on the disk and on cryptography.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    /// An officer approves; the sender's journal is written.
    pub(crate) approve: Duration,
    /// The envelope is sealed.
    pub(crate) seal: Duration,
    /// It goes over HTTPS; the recipient opens it, asks its law, writes its journal and signs the receipt.
    pub(crate) receive: Duration,
    /// The sender verifies the receipt and writes its journal.
    pub(crate) record: Duration,
    /// One synced append.
    pub(crate) append: Duration,
    /// All signing, sealing, opening and verifying between the two bureaus.
    pub(crate) cryptography: Duration,
}

pub(crate) async fn measure(law: &Arc<Law>) -> Outcome<Parts> {
    let site = Site::new(law).await?;
    let append = disk(&site).await?;
    let cryptography = cryptography(&site).await?;
    let [approve, seal, receive, record] = steps(&site).await?;
    Ok(Parts { approve, seal, receive, record, append, cryptography })
}

/// The steps of a delivery between two bureaus with durable stores, one after the other. Every second envelope is handed
/// over in this process, the others go over HTTPS to the node.
async fn steps(site: &Site) -> Outcome<[Duration; 4]> {
    let ready = prepare(site, DELIVERIES).await?;
    let store = SqliteStore::open(&site.home("FR").journal_file(), None).await?;
    let (fr, us) = (site.bureau("FR", store.clone(), SystemClock).await?, site.start("US").await?);
    let sender = Sender::new(Arc::new(site.home("FR").keys(fr.me())?.certificate));
    let mut took = [const { Vec::new() }; 5];
    let [approve, seal, receive, carry, record] = &mut took;
    for (number, id) in ready.into_iter().enumerate() {
        let start = now();
        fr.act(APPROVER, Some(id), Command::Approve { seen: u64::MAX }, "measurement").await?;
        approve.push(start.elapsed());
        let errand = fr.due().pop().ok_or("nothing waits")?;
        let start = now();
        let parcel = fr.parcel(&errand).await?;
        seal.push(start.elapsed());
        let start = now();
        let receipt = if number.is_multiple_of(2) {
            let receipt = us.bureau.receive(&parcel.envelope, None).await;
            receive.push(start.elapsed());
            receipt
        } else {
            let receipt = sender.send(&parcel.address, parcel.certificate, parcel.envelope.clone()).await?;
            carry.push(start.elapsed());
            receipt
        };
        let start = now();
        fr.delivered(&parcel, Ok(receipt)).await?;
        record.push(start.elapsed());
    }
    store.close().await;
    us.stop().await;
    let [approve, seal, receive, carry, record] = took.map(middle);
    let (approve, seal, receive, carry, record) = (approve?, seal?, receive?, carry?, record?);
    let by_wire =
        format!("step 3 over HTTPS on an open connection; {:.2} ms more", ms(carry.saturating_sub(receive)));
    for (name, took, note) in [
        ("step 1: approval", approve, "the law is asked, the sender's journal is written"),
        ("step 2: sealing", seal, "signed and sealed for the recipient"),
        (
            "step 3: receiving",
            receive,
            "opened, verified, the law asked, the journal written, the receipt signed",
        ),
        ("step 3: over the line", carry, by_wire.as_str()),
        ("step 4: receipt", record, "verified, the sender's journal written"),
    ] {
        print(name, ms(took), "ms", DELIVERIES, note)?;
    }
    Ok([approve, seal, carry, record])
}

/// Puts so many requests that wait for approval into the journal of FR.
pub(crate) async fn prepare(site: &Site, n: usize) -> Outcome<Vec<CaseId>> {
    let (from, to) = (Desk::new(site, "FR", SystemClock).await?, Desk::new(site, "US", SystemClock).await?);
    let mut ready = Vec::with_capacity(n);
    for _ in 0..n {
        ready.push(play(&from, &to, Until::Approval).await?);
    }
    let store = SqliteStore::open(&site.home("FR").journal_file(), None).await?;
    from.copy_to(&store).await?;
    store.close().await;
    Ok(ready)
}

async fn disk(site: &Site) -> Outcome<Duration> {
    let mut file = File::create(site.base().join("raw"))?;
    let bytes = [7; 4_096];
    let raw = median(WRITES, || Ok(file.write_all(&bytes).and_then(|()| file.sync_data())?))?;
    print("a write of 4 KiB, synced", ms(raw), "ms", WRITES, "the disk alone, without the store")?;
    let file = site.base().join("appends.db");
    std::fs::write(&file, "")?;
    let store = SqliteStore::open(&file, None).await?;
    let mut took = Vec::new();
    for position in 0..u64::try_from(WRITES)? {
        let (case, body) = (CaseId::from_bytes([1; 16]), vec![7; BODY_BYTES]);
        let header = Header::for_body(position, case, Timestamp::now(), EntryKind::CaseEntry, &body)?;
        let entries = vec![StoredEntry { header, body: Some(body) }];
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

async fn cryptography(site: &Site) -> Outcome<Duration> {
    let (fr, us_bureau) = (site.home("FR").keys(&"FR".parse()?)?, site.home("US").keys(&"US".parse()?)?);
    let (fr, us_keys) = (fr.identity, us_bureau.identity);
    let directory = join::directory(&site.home("FR"), Timestamp::now())?.0;
    let message = message(site).await?;
    let sealed = post::seal(&message, &fr, &directory, &mut SystemRandomness)?;
    let (envelope, digest) = (sealed.envelope, sealed.digest);
    let seal =
        median(TIMES, || Ok(post::seal(&message, &fr, &directory, &mut SystemRandomness).map(|_| ())?))?;
    let open = median(TIMES, || {
        post::open(&envelope, &us_keys, &directory).map_err(|fault| format!("{fault:?}").into())
    })?;
    let statement = [7; 200];
    let sign = median(TIMES, || Ok(sign_statement(&fr, Context::Receipt, &statement)?))?;
    let signature = sign_statement(&fr, Context::Receipt, &statement)?;
    let verify =
        median(TIMES, || Ok(verify_statement(fr.public(), Context::Receipt, &statement, &signature)?))?;
    let receipt = Receipt {
        message: Some(message.id),
        envelope: seal::digest::sha256(&envelope),
        digest: Some(digest),
        from: us_keys.bureau().clone(),
        at: Timestamp::now(),
        outcome: Became::Taken,
        journal: None,
    };
    let receipt_sign = median(TIMES, || Ok(receipt::sign(&receipt, &us_keys)?))?;
    let signed = receipt::sign(&receipt, &us_keys)?;
    let receipt_verify =
        median(TIMES, || Ok(receipt::verify(&signed, us_keys.public(), message.id, digest, &envelope)?))?;
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
        office: told.office,
        said: told.said,
        attachments: Vec::new(),
    })
}
