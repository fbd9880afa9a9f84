//! The store keeps what the port promises.

use std::fs;

use bureau::ports::{Batch, Store, StoreFault, StoredEntry};
use case::id::CaseId;
use jiff::Timestamp;
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::entry::{EntryKind, Header};
use journal::note::{Signature, VerifierKey};
use node::store::SqliteStore;
use tempfile::TempDir;

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
    Batch { entries, keys, checkpoint: format!("checkpoint over {size}\n") }
}

/// Opens the store of a folder, which `make` has made.
async fn open(folder: &TempDir, bytes_max: Option<u64>) -> SqliteStore {
    SqliteStore::open(&folder.path().join("journal.db"), bytes_max).await.unwrap()
}

fn make() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("journal.db"), "").unwrap();
    folder
}

#[tokio::test]
async fn what_is_appended_is_found_again() {
    let folder = make();
    let store = open(&folder, None).await;
    assert_eq!(store.last_checkpoint().await, Ok(None));
    let (a, b) = (case(1), case(2));
    let entries = vec![entry(0, b, b"b0"), entry(1, a, b"a1"), entry(2, b, b"b2")];
    store.append(batch(entries.clone(), vec![(a, vec![1]), (b, vec![2])])).await.unwrap();
    store.append(batch(vec![entry(3, a, b"a3")], Vec::new())).await.unwrap();
    store.close().await;
    let store = open(&folder, None).await;
    assert_eq!(store.entries(1, 2).await.unwrap(), entries[1..]);
    let headers = store.headers(0, 10).await.unwrap();
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
    assert_eq!(store.last_checkpoint().await.unwrap().as_deref(), Some("checkpoint over 4\n"));
}

#[tokio::test]
async fn what_does_not_follow_is_refused_whole() {
    let folder = make();
    let store = open(&folder, None).await;
    store.append(batch(vec![entry(0, case(1), b"0")], vec![(case(1), vec![1])])).await.unwrap();
    for positions in [vec![0], vec![2], vec![1, 3], vec![2, 1]] {
        let entries = positions.iter().map(|position| entry(*position, case(2), b"x")).collect();
        let refused = store.append(batch(entries, vec![(case(2), vec![2])])).await;
        assert_eq!(refused, Err(StoreFault::Overtaken), "{positions:?}");
    }
    assert_eq!(store.headers(0, 10).await.unwrap().len(), 1);
    assert_eq!(store.keys().await.unwrap().len(), 1);
    assert_eq!(store.checkpoints().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_lost() {
    let folder = make();
    let store = open(&folder, Some(300 * 1024)).await;
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
    let store = open(&folder, None).await;
    assert_eq!(store.probe().await, Ok(()));
    assert_eq!(store.headers(0, 100).await.unwrap().len(), usize::try_from(kept).unwrap());
    store.append(batch(vec![entry(kept, case(1), &body)], Vec::new())).await.unwrap();
}

#[tokio::test]
async fn entries_are_neither_changed_nor_removed() {
    let folder = make();
    let store = open(&folder, None).await;
    store.append(batch(vec![entry(0, case(1), b"0")], Vec::new())).await.unwrap();
    let url = format!("sqlite://{}", folder.path().join("journal.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for sql in ["DELETE FROM entry", "UPDATE entry SET at = 0", "UPDATE entry SET digest = zeroblob(32)"] {
        assert!(sqlx::query(sql).execute(&pool).await.is_err(), "{sql}");
    }
    sqlx::query("UPDATE entry SET body = NULL").execute(&pool).await.unwrap();
    assert_eq!(store.entries(0, 1).await.unwrap()[0].body, None);
}

#[tokio::test]
async fn a_file_of_a_later_program_is_left_alone() {
    let folder = make();
    open(&folder, None).await.close().await;
    let url = format!("sqlite://{}", folder.path().join("journal.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("PRAGMA user_version = 99").execute(&pool).await.unwrap();
    let refused = SqliteStore::open(&folder.path().join("journal.db"), None).await;
    assert!(matches!(refused.err(), Some(StoreFault::Broken(why)) if why.contains("version 99")));
}

/// One entry more, with a checkpoint that can be read; nobody asks here who signed it.
fn next(position: u64, root: u8) -> Batch {
    let checkpoint = Checkpoint { origin: "comity/FR".to_owned(), size: position + 1, root: [root; 32] };
    let key = VerifierKey::new("comity/FR", [1; 32]).unwrap();
    let checkpoint = SignedCheckpoint::new(checkpoint, Signature::new(&key, [0; 64])).to_string();
    Batch { entries: vec![entry(position, case(1), b"sealed")], keys: Vec::new(), checkpoint }
}

#[tokio::test]
async fn a_database_that_was_cut_or_brought_back_is_known() {
    let folder = make();
    let path = |name: &str| folder.path().join(name);
    let refused = async || match SqliteStore::open(&path("journal.db"), None).await {
        Ok(_) => String::new(),
        Err(fault) => fault.to_string(),
    };
    let store = open(&folder, None).await;
    for position in 0..3 {
        store.append(next(position, 1)).await.unwrap();
    }
    store.close().await;
    fs::copy(path("journal.db"), path("backup.db")).unwrap();
    let store = open(&folder, None).await;
    store.append(next(3, 1)).await.unwrap();
    store.close().await;
    fs::copy(path("journal.db"), path("newest.db")).unwrap();

    fs::copy(path("backup.db"), path("journal.db")).unwrap();
    let fault = refused().await;
    assert!(fault.contains("holds 3 entries") && fault.contains("history of 4 entries"), "{fault}");

    // Of the same size and another history.
    let other = make();
    let store = open(&other, None).await;
    for position in 0..4 {
        store.append(next(position, 2)).await.unwrap();
    }
    store.close().await;
    fs::copy(other.path().join("journal.db"), path("journal.db")).unwrap();
    assert!(refused().await.contains("replaced"));

    fs::copy(path("newest.db"), path("journal.db")).unwrap();
    assert_eq!(refused().await, "");
}

#[tokio::test]
async fn a_checkpoint_that_lags_or_cannot_be_read_stands_in_nobodys_way() {
    let folder = make();
    let kept = folder.path().join("journal.checkpoint");
    let store = open(&folder, None).await;
    store.append(next(0, 1)).await.unwrap();
    let first = fs::read(&kept).unwrap();
    store.append(next(1, 1)).await.unwrap();
    assert_ne!(fs::read(&kept).unwrap(), first, "written with every commit");
    store.close().await;
    for left in [Some(first.as_slice()), Some(&[]), Some(&first[..first.len() / 2]), Some(&[0xff; 40]), None]
    {
        match left {
            Some(bytes) => fs::write(&kept, bytes).unwrap(),
            None => fs::remove_file(&kept).unwrap(),
        }
        open(&folder, None).await.close().await;
    }
}

#[tokio::test]
async fn a_journal_that_is_missing_is_not_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let refused = SqliteStore::open(&folder.path().join("journal.db"), None).await;
    assert!(matches!(refused.err(), Some(StoreFault::Broken(why)) if why.contains("is missing")));
    assert!(!folder.path().join("journal.db").exists());
}
