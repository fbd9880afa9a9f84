//! A large journal in a short time: cases played through the door of a bureau, then copied under new keys, identifiers,
//! references and places. Every copy is sealed, hashed and signed for as if its officers had made it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bureau::ports::{Batch, Clock, Store, StoredEntry};
use case::id::CaseId;
use jiff::Timestamp;
use journal::checkpoint::Checkpoint;
use journal::entry::{EntryKind, Header};
use journal::tree::Frontier;
use node::home::Keys;
use node::random::SystemRandomness;
use node::store::{NodeStore, SqliteStore};
use seal::note::NoteSigner;
use seal::random::Randomness;
use seal::rest::{Body, CaseKey, open_body, seal_body};

use crate::figure::Outcome;
use crate::play::{Desk, Until, play};
use crate::site::{Site, WRITER};

/// Cases written in one transaction; their entries alternate, as those of cases worked on in the same days do.
const CASES_PER_BATCH: usize = 1_000;
/// How many times each course of a case is played.
const ROUNDS: usize = 8;
/// Where the bureau's own register stands; of its entries those are taken that a journal begins with.
const REGISTER: CaseId = CaseId::from_bytes([0; 16]);
/// The journal's name in its checkpoints.
const ORIGIN: &str = "comity/FR";

/// The courses of a docket: most cases are done with. In each pair, whether we are the ones who ask.
const COURSES: [(bool, Until); 20] = [
    (true, Until::Draft),
    (true, Until::Approval),
    (true, Until::Delivered),
    (true, Until::Read),
    (true, Until::Accepted),
    (true, Until::Answered),
    (true, Until::Answered),
    (true, Until::Answered),
    (true, Until::Answered),
    (true, Until::Answered),
    (true, Until::Refused),
    (false, Until::Delivered),
    (false, Until::Accepted),
    (false, Until::Accepted),
    (false, Until::Answered),
    (false, Until::Answered),
    (false, Until::Answered),
    (false, Until::Answered),
    (false, Until::Answered),
    (false, Until::Refused),
];

/// A case to copy.
struct Template {
    request: [u8; 16],
    reference: String,
    entries: Vec<(Timestamp, EntryKind, Body)>,
}

/// A case as it is copied.
struct Copy<'a> {
    template: &'a Template,
    id: CaseId,
    key: CaseKey,
    request: [u8; 16],
    reference: String,
}

/// A clock that the measurement sets.
#[derive(Clone)]
struct SetClock(Arc<AtomicI64>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Writes a journal of so many cases for the bureau FR, and gives the number of entries.
pub(crate) async fn fill(site: &Site, cases: usize) -> Outcome<u64> {
    let keys = site.home("FR").keys(&"FR".parse()?)?;
    let (first, templates) = templates(site, &keys).await?;
    let store = SqliteStore::open(&site.home("FR").journal_file(), None).await?;
    let signer = NoteSigner::new(ORIGIN, &keys.identity)?;
    let mut tree = Frontier::default();
    let mut batch = first;
    batch.entries.iter().for_each(|entry| tree.append(entry.header.leaf()));
    let mut made = 0;
    while made < cases {
        let count = CASES_PER_BATCH.min(cases - made);
        let mut copies = Vec::with_capacity(count);
        for template in templates.iter().cycle().skip(made % templates.len()).take(count) {
            made += 1;
            copies.push(copy(template, made, &keys, &mut batch)?);
        }
        interleave(&copies, &mut tree, &mut batch)?;
        batch.checkpoint = signer.sign(&Checkpoint::of(ORIGIN, &tree).note_text())?;
        store.append(std::mem::take(&mut batch)).await?;
    }
    store.close().await;
    Ok(tree.size())
}

fn copy<'a>(template: &'a Template, number: usize, keys: &Keys, batch: &mut Batch) -> Outcome<Copy<'a>> {
    let mut randomness = SystemRandomness;
    let (mut id, mut request) = ([0; 16], [0; 16]);
    randomness.fill(&mut id);
    randomness.fill(&mut request);
    let (id, key) = (CaseId::from_bytes(id), CaseKey::generate(&mut randomness));
    batch.keys.push((id, key.wrap(&keys.master, id, &mut randomness)?));
    let stem = template.reference.rsplit_once('-').map_or("", |(stem, _)| stem);
    Ok(Copy { template, id, key, request, reference: format!("{stem}-{number:06}") })
}

/// Puts the entries of several cases in turn into the batch.
fn interleave(copies: &[Copy<'_>], tree: &mut Frontier, batch: &mut Batch) -> Outcome<()> {
    let longest = copies.iter().map(|copy| copy.template.entries.len()).max().unwrap_or_default();
    for step in 0..longest {
        for copy in copies {
            let Some((at, kind, plain)) = copy.template.entries.get(step) else { continue };
            let mut plain = plain.clone();
            replace(&mut plain.told, &copy.template.request, &copy.request);
            replace(&mut plain.told, copy.template.reference.as_bytes(), copy.reference.as_bytes());
            let position = tree.size();
            let body = seal_body(&copy.key, &aad(copy.id, position), &plain, &mut SystemRandomness)?;
            let header = Header::for_body(position, copy.id, *at, *kind, &body)?;
            tree.append(header.leaf());
            batch.entries.push(StoredEntry { header, body: Some(body) });
        }
    }
    Ok(())
}

/// Plays every course some times, over the last weeks; gives what the journal begins with, and the cases.
async fn templates(site: &Site, keys: &Keys) -> Outcome<(Batch, Vec<Template>)> {
    let clock = SetClock(Arc::new(AtomicI64::new(0)));
    let total = i64::try_from(ROUNDS * COURSES.len())?;
    let step_ms = 6 * 3_600_000;
    clock.0.store(Timestamp::now().as_millisecond() - (total + 1) * step_ms, Ordering::Relaxed);
    let (ours, theirs) =
        (Desk::new(site, "FR", clock.clone()).await?, Desk::new(site, "US", clock.clone()).await?);
    for _ in 0..ROUNDS {
        for (we_ask, until) in COURSES {
            clock.0.fetch_add(step_ms, Ordering::Relaxed);
            let (from, to) = if we_ask { (&ours, &theirs) } else { (&theirs, &ours) };
            play(from, to, until).await?;
        }
    }
    let (entries, _) = ours.store.contents();
    let begins = entries.iter().take_while(|entry| entry.header.case == REGISTER).count();
    let (of_register, of_cases) = entries.split_at(begins);
    let mut first = Batch { entries: of_register.to_vec(), ..Batch::default() };
    let mut templates = Vec::new();
    for (id, wrapped) in ours.store.keys().await? {
        let mine = of_cases.iter().filter(|entry| entry.header.case == id);
        if id == REGISTER || mine.clone().next().is_none() {
            first.keys.push((id, wrapped));
            continue;
        }
        let key = CaseKey::recover(&keys.master, id, &wrapped)?;
        let entries = mine.map(|entry| plain(&key, entry)).collect::<Outcome<_>>()?;
        let case = ours.bureau.case(WRITER, id, "measurement").await?.case;
        templates.push(Template { request: case.request.bytes(), reference: case.reference, entries });
    }
    Ok((first, templates))
}

fn plain(key: &CaseKey, entry: &StoredEntry) -> Outcome<(Timestamp, EntryKind, Body)> {
    let body = entry.body.as_deref().ok_or("an entry has no body")?;
    let header = entry.header;
    Ok((header.at, header.kind, open_body(key, &aad(header.case, header.position), body)?))
}

/// What a sealed body is bound to: its case and its place, as the bureau's door has it.
fn aad(case: CaseId, position: u64) -> Vec<u8> {
    [case.bytes().as_slice(), &position.to_be_bytes()].concat()
}

/// Puts `to` wherever `from` stands; both have the same length.
fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let mut start = 0;
    while let Some(place) =
        bytes.get(start..).and_then(|rest| rest.windows(from.len()).position(|part| part == from))
    {
        let end = start + place + from.len();
        if let Some(part) = bytes.get_mut(start + place..end) {
            part.copy_from_slice(to);
        }
        start = end;
    }
}
