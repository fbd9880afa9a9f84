//! Both stores keep what the port promises: every behaviour is tried on SQLite and on a real PostgreSQL.

mod server;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use bureau::ports::{Batch, Rewrapped, StoreFault, StoredEntry};
use case::id::CaseId;
use jiff::Timestamp;
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::entry::{EntryKind, Header};
use journal::note::{Signature, VerifierKey};
use node::store::{Address, Filling, NodeStore, Place};
use sqlx::SqlitePool;
use tempfile::TempDir;
use tokio::sync::mpsc;

use crate::cluster::{Cluster, PASSWORD};

fn case(number: u8) -> CaseId {
    CaseId::from_bytes([number; 16])
}

fn entry(position: u64, case: CaseId, body: &[u8]) -> StoredEntry {
    let at = Timestamp::from_millisecond(1_700_000_000_123 + i64::try_from(position).unwrap()).unwrap();
    let header = Header::for_body(position, case, at, EntryKind::CaseEntry, body).unwrap();
    StoredEntry { header, body: Some(body.to_vec()) }
}

fn batch(entries: Vec<StoredEntry>, keys: Vec<(CaseId, Vec<u8>)>) -> Batch {
    let size = entries.last().map_or(0, |entry| entry.header.position + 1);
    Batch { entries, keys, erased: Vec::new(), checkpoint: format!("checkpoint over {size}\n") }
}

/// Where one of the stores lies, for one test.
struct Site {
    folder: TempDir,
    server: Option<(Arc<Cluster>, Address)>,
}

impl Site {
    /// A new one in a file, and a new one in a database.
    async fn both() -> [Site; 2] {
        [Self::new(None).await, Self::new(Some(Cluster::of_process())).await]
    }

    async fn new(cluster: Option<Arc<Cluster>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("journal.db"), "").unwrap();
        let server = match cluster {
            Some(cluster) => Some((cluster.clone(), cluster.database().await)),
            None => None,
        };
        Self { folder, server }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn place(&self) -> Place {
        let address = self.server.as_ref().map(|(_, address)| address.clone());
        Place { address, ..Place::file(self.path("journal.db")) }
    }

    async fn open(&self) -> Arc<dyn NodeStore> {
        self.place().open().await.unwrap()
    }

    /// Why it does not open; nothing where it does.
    async fn refusal(&self) -> String {
        match self.place().open().await {
            Ok(store) => {
                store.close().await;
                String::new()
            }
            Err(fault) => fault.to_string(),
        }
    }

    /// What somebody does to the database behind the program's back: in SQLite's words, and in PostgreSQL's.
    async fn run(&self, sqlite: &'static str, postgres: &'static str) {
        match &self.server {
            Some((cluster, address)) => cluster.run(address, &[postgres]).await,
            None => {
                sqlx::raw_sql(sqlite).execute(&self.pool().await).await.unwrap();
            }
        }
    }

    fn database_name(&self) -> &str {
        let (_, address) = self.server.as_ref().unwrap();
        address.database()
    }

    async fn refuses(&self, sql: &'static str) -> bool {
        match &self.server {
            Some((cluster, address)) => cluster.refuses(address, sql).await,
            None => sqlx::raw_sql(sql).execute(&self.pool().await).await.is_err(),
        }
    }

    async fn pool(&self) -> SqlitePool {
        SqlitePool::connect(&format!("sqlite://{}", self.path("journal.db").display())).await.unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = writeln!(io::stderr(), "in {:?}", self.place());
        }
    }
}

/// Tries a behaviour on both stores.
async fn check(behaviour: impl AsyncFn(&Site)) {
    for site in Site::both().await {
        behaviour(&site).await;
    }
}

#[tokio::test]
async fn what_is_appended_is_found_again() {
    check(async |site| {
        let store = site.open().await;
        assert_eq!(store.last_checkpoint().await, Ok(None));
        let (a, b) = (case(1), case(2));
        let entries = vec![entry(0, b, b"b0"), entry(1, a, b"a1"), entry(2, b, b"b2")];
        store.append(batch(entries.clone(), vec![(a, vec![1]), (b, vec![2])])).await.unwrap();
        store.append(batch(vec![entry(3, a, b"a3")], Vec::new())).await.unwrap();
        store.close().await;
        let store = site.open().await;
        assert_eq!(store.size().await, Ok(4));
        assert_eq!(store.entries(1, 2).await.unwrap(), entries[1..]);
        let headers = store.headers(0, u32::MAX).await.unwrap();
        assert_eq!(headers.len(), 4);
        assert_eq!(headers[..3], [entries[0].header, entries[1].header, entries[2].header]);
        assert_eq!(store.case_entries(b).await.unwrap(), [entries[0].clone(), entries[2].clone()]);
        let cases = store.cases(None, 1).await.unwrap();
        assert_eq!(cases, [(a, vec![entries[1].clone(), entry(3, a, b"a3")])]);
        let rest = store.cases(Some(a), 5).await.unwrap();
        assert_eq!(rest.iter().map(|(case, entries)| (*case, entries.len())).collect::<Vec<_>>(), [(b, 2)]);
        let mut keys = store.keys().await.unwrap();
        keys.sort();
        assert_eq!(keys, [(a, vec![1]), (b, vec![2])]);
        assert_eq!(store.checkpoints().await.unwrap(), ["checkpoint over 3\n", "checkpoint over 4\n"]);
        assert_eq!(store.checkpoints_up_to(3).await.unwrap(), ["checkpoint over 3\n"]);
        assert_eq!(store.last_checkpoint().await.unwrap().as_deref(), Some("checkpoint over 4\n"));
    })
    .await;
}

/// What would end a statement, or widen one, where words were put into it.
const HOSTILE: [&str; 9] = [
    "'; DROP TABLE entry; --",
    "' OR '1'='1",
    "\"; DELETE FROM checkpoint; --",
    "$1",
    "%",
    "_",
    "\\'; SELECT pg_sleep(60); --",
    "x'; UPDATE entry SET body = NULL; /*",
    "\u{2014} %\n\u{2014} '",
];

/// The bytes of a text, as many as an identifier has.
fn hostile_case(text: &str) -> CaseId {
    let mut bytes = [b'\''; 16];
    bytes.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
    CaseId::from_bytes(bytes)
}

#[tokio::test]
async fn no_words_change_a_statement() {
    check(async |site| {
        let store = site.open().await;
        let (mut entries, mut keys, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for (position, text) in (0..).zip(HOSTILE) {
            let (case, note) = (hostile_case(text), format!("{text}\n{position}\n"));
            entries.push(entry(position, case, text.as_bytes()));
            keys.push((case, text.as_bytes().to_vec()));
            let one = batch(vec![entry(position, case, text.as_bytes())], vec![keys[keys.len() - 1].clone()]);
            store.append(Batch { checkpoint: note.clone(), ..one }).await.unwrap();
            notes.push(note);
        }
        for (index, text) in HOSTILE.iter().enumerate() {
            let (case, size) = (hostile_case(text), u64::try_from(index).unwrap() + 1);
            assert_eq!(
                store.case_entries(case).await.unwrap(),
                [entries[index].clone()],
                "{text}: its own alone"
            );
            assert_eq!(store.file_entries(case).await.unwrap(), []);
            store.cosign(size, text).await.unwrap();
            notes[index].push_str(text);
            let after = [text.as_bytes(), b"'"].concat();
            let rewrapped = Rewrapped { case, before: keys[index].1.clone(), after: after.clone() };
            store.rewrap(vec![rewrapped]).await.unwrap();
            keys[index].1 = after;
            let next = store.cases(Some(case), u32::MAX).await.unwrap();
            assert!(next.iter().all(|(later, _)| later.bytes() > case.bytes()), "{text}");
        }
        // One is erased, and no other.
        let (gone, size) = (hostile_case(HOSTILE[1]), u64::try_from(HOSTILE.len()).unwrap());
        let mut why = entry(size, gone, b"why");
        why.header.kind = EntryKind::Erasure;
        let erasing = Batch { erased: vec![gone], ..batch(vec![why.clone()], Vec::new()) };
        store.append(erasing).await.unwrap();
        store.close().await;
        let store = site.open().await;
        keys.retain(|(case, _)| *case != gone);
        keys.sort();
        let mut kept = store.keys().await.unwrap();
        kept.sort();
        assert_eq!(kept, keys);
        entries[1].body = None;
        assert_eq!(store.entries(0, u32::MAX).await.unwrap(), [entries, vec![why]].concat());
        assert_eq!(store.checkpoints_up_to(size).await.unwrap(), notes);
    })
    .await;
}

#[tokio::test]
async fn a_cosignature_stands_under_its_checkpoint() {
    let line = "\u{2014} comity/US AAAAAAAAAAA=\n";
    check(async |site: &Site| {
        let store = site.open().await;
        let signed = |size: u64| format!("comity/FR\n{size}\nroot\n\n\u{2014} comity/FR AAAAAAAAAAA=\n");
        for position in 0..3 {
            let mut batch = batch(vec![entry(position, case(1), b"body")], Vec::new());
            batch.checkpoint = signed(position + 1);
            store.append(batch).await.unwrap();
        }
        assert_eq!(store.cosigned().await.unwrap(), Vec::<String>::new());
        for (size, line) in [(2, line), (3, line), (2, &line.replace("US", "BR"))] {
            store.cosign(size, line).await.unwrap();
        }
        let both = format!("{}{line}{}", signed(2), line.replace("US", "BR"));
        let expected = vec![both.clone(), format!("{}{line}", signed(3))];
        assert!(store.cosign(4, line).await.is_err(), "there is no such checkpoint");
        store.close().await;
        drop(store);
        let store = site.open().await;
        assert_eq!(store.cosigned().await.unwrap(), expected, "also after a start");
        assert_eq!(store.checkpoints().await.unwrap(), [vec![signed(1)], expected].concat());
    })
    .await;
}

#[tokio::test]
async fn a_key_wrapped_anew_takes_the_place_of_what_it_was_before() {
    check(async |site| {
        let store = site.open().await;
        let keys = vec![(case(1), vec![1]), (case(2), vec![2]), (case(3), vec![3])];
        store.append(batch(vec![entry(0, case(1), b"0")], keys)).await.unwrap();
        let rewrapped = |number, before: &[u8], after: &[u8]| Rewrapped {
            case: case(number),
            before: before.to_vec(),
            after: after.to_vec(),
        };
        // The second is not as it was, and the fourth is not there: a case that was erased does not come back.
        let wanted = vec![rewrapped(1, &[1], &[11]), rewrapped(2, &[9], &[22]), rewrapped(4, &[4], &[44])];
        store.rewrap(wanted).await.unwrap();
        store.rewrap(Vec::new()).await.unwrap();
        assert_eq!(store.size().await, Ok(1));
        store.close().await;
        let store = site.open().await;
        let mut keys = store.keys().await.unwrap();
        keys.sort();
        assert_eq!(keys, [(case(1), vec![11]), (case(2), vec![2]), (case(3), vec![3])]);
        let read_only = site.place().open_to_read().await.unwrap();
        assert!(read_only.rewrap(vec![rewrapped(3, &[3], &[33])]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn an_erased_case_leaves_its_headers_and_nothing_that_could_be_opened() {
    check(async |site| {
        let store = site.open().await;
        let keys = vec![(case(1), b"wrapped-one".to_vec()), (case(2), b"wrapped-two".to_vec())];
        let mut file = entry(2, case(1), b"content");
        file.header.kind = EntryKind::File;
        let first = [entry(0, case(1), b"of-one"), entry(1, case(2), b"of-two"), file];
        store.append(batch(first.to_vec(), keys)).await.unwrap();
        let mut why = entry(3, case(1), b"why");
        why.header.kind = EntryKind::Erasure;
        let erasing = Batch { erased: vec![case(1)], ..batch(vec![why.clone()], Vec::new()) };
        // Overtaken, nothing of it is done.
        let mut early = erasing.clone();
        early.entries[0].header.position = 7;
        assert_eq!(store.append(early).await, Err(StoreFault::Overtaken));
        assert_eq!(store.keys().await.unwrap().len(), 2);
        store.append(erasing).await.unwrap();
        store.close().await;
        let store = site.open().await;
        assert_eq!(store.keys().await.unwrap(), [(case(2), b"wrapped-two".to_vec())]);
        let headers: Vec<_> = store.headers(0, 9).await.unwrap();
        assert_eq!(headers, [first[0].header, first[1].header, first[2].header, why.header]);
        let bodies: Vec<_> = store.entries(0, 9).await.unwrap().into_iter().map(|entry| entry.body).collect();
        assert_eq!(bodies, [None, Some(b"of-two".to_vec()), None, Some(b"why".to_vec())]);
        store.close().await;
        if site.server.is_none() {
            let left = fs::read(site.path("journal.db")).unwrap();
            let holds = |words: &[u8]| left.windows(words.len()).any(|part| part == words);
            assert!(holds(b"wrapped-two") && !holds(b"wrapped-one") && !holds(b"of-one"), "overwritten");
        }
    })
    .await;
}

#[tokio::test]
async fn the_content_of_files_is_apart() {
    check(async |site| {
        let store = site.open().await;
        let mut file = entry(1, case(1), b"content");
        file.header.kind = EntryKind::File;
        let entries = [entry(0, case(1), b"0"), file, entry(2, case(1), b"2")];
        store.append(batch(entries.to_vec(), Vec::new())).await.unwrap();
        let without = [entries[0].clone(), entries[2].clone()];
        assert_eq!(store.case_entries(case(1)).await.unwrap(), without);
        assert_eq!(store.file_entries(case(1)).await.unwrap(), entries[1..2]);
        assert_eq!(store.cases(None, 9).await.unwrap(), [(case(1), without.to_vec())]);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_follow_is_refused_whole() {
    check(async |site| {
        let store = site.open().await;
        store.append(batch(vec![entry(0, case(1), b"0")], vec![(case(1), vec![1])])).await.unwrap();
        for positions in [vec![0], vec![2], vec![1, 3], vec![2, 1]] {
            let entries = positions.iter().map(|position| entry(*position, case(2), b"x")).collect();
            let refused = store.append(batch(entries, vec![(case(2), vec![2])])).await;
            assert_eq!(refused, Err(StoreFault::Overtaken), "{positions:?}");
        }
        assert_eq!(store.headers(0, 10).await.unwrap().len(), 1);
        assert_eq!(store.keys().await.unwrap().len(), 1);
        assert_eq!(store.checkpoints().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_lost() {
    check(async |site| {
        let place = Place { bytes_max: Some(400 * 1024), ..site.place() };
        let store = place.open().await.unwrap();
        let body = vec![7; 20 * 1024];
        let mut kept = 0;
        let fault = loop {
            match store.append(batch(vec![entry(kept, case(1), &body)], Vec::new())).await {
                Ok(()) => kept += 1,
                Err(fault) => break fault,
            }
        };
        assert_eq!(fault, StoreFault::Full);
        assert_eq!(store.probe().await, Err(StoreFault::Full));
        assert!(kept > 3);
        store.close().await;
        let store = site.open().await;
        assert_eq!(store.probe().await, Ok(()));
        assert_eq!(store.headers(0, 100).await.unwrap().len(), usize::try_from(kept).unwrap());
        store.append(batch(vec![entry(kept, case(1), &body)], Vec::new())).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn entries_are_neither_changed_nor_removed() {
    check(async |site| {
        let store = site.open().await;
        store.append(batch(vec![entry(0, case(1), b"0")], Vec::new())).await.unwrap();
        for sql in ["DELETE FROM entry", "UPDATE entry SET at = 0", "UPDATE entry SET digest = digest"] {
            assert!(site.refuses(sql).await, "{sql}");
        }
        assert!(site.refuses("TRUNCATE entry").await, "SQLite has no such statement");
        assert!(!site.refuses("UPDATE entry SET body = NULL").await);
        assert_eq!(store.entries(0, 1).await.unwrap()[0].body, None);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_a_later_program_is_left_alone() {
    check(async |site| {
        site.open().await.close().await;
        site.run("PRAGMA user_version = 99", "INSERT INTO schema_version (version) VALUES (99)").await;
        assert!(site.refusal().await.contains("version 99"));
    })
    .await;
}

#[tokio::test]
async fn a_journal_is_filled_whole_or_not_at_all() {
    check(async |site| {
        let store = site.open().await;
        let page = || Filling::Batches(vec![next(0, 1), next(1, 1)]);
        let filled = async |with: Vec<Filling>| {
            let (sender, receiver) = mpsc::channel(4);
            for filling in with {
                sender.send(filling).await.unwrap();
            }
            drop(sender);
            store.fill(receiver).await
        };
        assert!(matches!(filled(vec![page()]).await, Err(StoreFault::Broken(why)) if why.contains("early")));
        assert_eq!(store.size().await, Ok(0));
        assert_eq!(filled(vec![page(), page(), Filling::Done]).await, Err(StoreFault::Overtaken));
        assert_eq!(store.size().await, Ok(0));
        let rest = Filling::Batches(vec![next(2, 1)]);
        assert_eq!(filled(vec![page(), rest, Filling::Done]).await, Ok(()));
        assert_eq!((store.size().await, store.checkpoints().await.unwrap().len()), (Ok(3), 3));
        assert_eq!(filled(vec![page(), Filling::Done]).await, Err(StoreFault::Overtaken), "it is not empty");
        store.append(next(3, 1)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_only_reads_writes_nothing() {
    check(async |site| {
        assert!(site.place().open_to_read().await.is_err(), "nothing was begun");
        let store = site.open().await;
        store.append(next(0, 1)).await.unwrap();
        let reader = site.place().open_to_read().await.unwrap();
        store.append(next(1, 1)).await.unwrap();
        assert_eq!(reader.size().await, Ok(2), "also while a node is at work");
        assert!(matches!(reader.append(next(2, 1)).await, Err(StoreFault::Broken(_))));
        assert!(matches!(reader.probe().await, Err(StoreFault::Broken(_))));
    })
    .await;
}

/// One entry more, with a checkpoint that can be read; nobody asks here who signed it.
fn next(position: u64, root: u8) -> Batch {
    let checkpoint =
        Checkpoint { origin: "comity/FR".to_owned(), size: position + 1, root: [root; 32], exchange: None };
    let key = VerifierKey::new("comity/FR", [1; 32]).unwrap();
    let checkpoint = SignedCheckpoint::new(checkpoint, Signature::new(&key, [0; 64])).to_string();
    let entries = vec![entry(position, case(1), b"sealed")];
    Batch { entries, checkpoint, ..Batch::default() }
}

/// A store with so many entries, closed again.
async fn filled(site: &Site, root: u8, entries: u64) {
    let store = site.open().await;
    for position in store.size().await.unwrap()..entries {
        store.append(next(position, root)).await.unwrap();
    }
    store.close().await;
}

#[tokio::test]
async fn a_database_that_was_cut_or_brought_back_is_known() {
    check(async |site| {
        filled(site, 1, 4).await;
        let kept = fs::read(site.path("journal.checkpoint")).unwrap();
        // One of an older day, and one of the same size with another history, take its place.
        for (root, entries, says) in [(1, 3, "holds 3 entries"), (2, 4, "replaced"), (2, 6, "replaced")] {
            let other = Site::new(site.server.as_ref().map(|(cluster, _)| cluster.clone())).await;
            filled(&other, root, entries).await;
            fs::write(other.path("journal.checkpoint"), &kept).unwrap();
            let fault = other.refusal().await;
            assert!(fault.contains(says) && fault.contains("history of 4 entries"), "{fault}");
            assert!(fault.contains("journal.checkpoint") && !fault.contains(PASSWORD), "{fault}");
        }
        assert_eq!(site.refusal().await, "");
    })
    .await;
}

#[tokio::test]
async fn a_checkpoint_that_lags_or_cannot_be_read_stands_in_nobodys_way() {
    check(async |site| {
        let kept = site.path("journal.checkpoint");
        let store = site.open().await;
        store.append(next(0, 1)).await.unwrap();
        let first = fs::read(&kept).unwrap();
        store.append(next(1, 1)).await.unwrap();
        assert_ne!(fs::read(&kept).unwrap(), first, "written with every commit");
        store.close().await;
        let half = &first[..first.len() / 2];
        for left in [Some(first.as_slice()), Some(&[]), Some(half), Some(&[0xff; 40]), None] {
            match left {
                Some(bytes) => fs::write(&kept, bytes).unwrap(),
                None => fs::remove_file(&kept).unwrap(),
            }
            assert_eq!(site.refusal().await, "");
        }
    })
    .await;
}

#[tokio::test]
async fn a_journal_that_is_missing_is_not_begun_again() {
    check(async |site| {
        let file = site.path("journal.db");
        fs::remove_file(&file).unwrap();
        let fault = site.refusal().await;
        assert!(fault.contains("journal.db") && fault.contains("`comity init`, with new keys"), "{fault}");
        assert!(!file.exists());
    })
    .await;
    // The journal in the file is not forgotten where the configuration names a database that is empty.
    let [file, database] = Site::both().await;
    filled(&file, 1, 1).await;
    fs::remove_file(file.path("journal.checkpoint")).unwrap();
    let place = Place { file: file.path("journal.db"), ..database.place() };
    assert!(
        matches!(place.open().await.err(), Some(StoreFault::Broken(why)) if why.contains("comity migrate"))
    );
}
