//! Stores on a database server: who writes, what it survives, how it is reached, and with which rights.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::*;
use crate::world::{free_address, until};

/// How often a server is killed under work.
const SERVER_KILLS: u64 = 3;

/// A site in a database.
async fn database(cluster: Arc<Cluster>) -> (Site, Arc<Cluster>, Address) {
    let site = Site::new(Some(cluster.clone())).await;
    let (_, address) = site.server.clone().unwrap();
    (site, cluster, address)
}

/// Two processes, each with its own data directory, on one database.
async fn two() -> ([Arc<dyn NodeStore>; 2], [Place; 2], Arc<Cluster>, Vec<Site>) {
    let (site, cluster, address) = database(Cluster::of_process()).await;
    let other = Site::new(None).await;
    let places = [site.place(), Place { address: Some(address), ..other.place() }];
    let stores = [places[0].open().await.unwrap(), places[1].open().await.unwrap()];
    (stores, places, cluster, vec![site, other])
}

/// Ends every session that holds a lock of a journal.
const END: &str = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND \
                   database = (SELECT oid FROM pg_database WHERE datname = current_database())";

#[tokio::test(flavor = "multi_thread")]
async fn two_write_in_turn_and_neither_over_the_other() {
    let ([one, other], places, cluster, _sites) = two().await;
    one.append(next(0, 1)).await.unwrap();
    other.append(next(1, 1)).await.unwrap();
    assert_eq!(one.append(next(1, 9)).await, Err(StoreFault::Overtaken), "it is behind");
    one.append(next(2, 1)).await.unwrap();

    let held = one.lock().await.unwrap();
    let waits = other.clone();
    let mut waiting = tokio::spawn(async move { waits.lock().await });
    let soon = Duration::from_millis(300);
    assert!(tokio::time::timeout(soon, &mut waiting).await.is_err(), "one holds the lock");
    one.append(next(3, 1)).await.unwrap();
    one.append(next(4, 1)).await.unwrap();
    assert!(tokio::time::timeout(soon, &mut waiting).await.is_err(), "also between two batches");
    assert_eq!(one.probe().await, Ok(()));
    drop(held);
    let held = waiting.await.unwrap().unwrap();

    // The session that holds the lock is ended from outside: what its process writes then does not go over another's.
    cluster.run(places[0].address.as_ref().unwrap(), &[END]).await;
    let taken = one.lock().await.unwrap();
    one.append(next(5, 1)).await.unwrap();
    drop(taken);
    let late = other.append(next(5, 9)).await;
    assert!(matches!(late, Err(StoreFault::Broken(_) | StoreFault::Overtaken)), "{late:?}");
    assert_eq!(other.append(next(5, 9)).await, Err(StoreFault::Overtaken));
    drop(held);
    other.append(next(6, 1)).await.unwrap();
    assert_eq!((one.size().await, one.checkpoints().await.unwrap().len()), (Ok(7), 7));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_leaves_no_lock_behind() {
    let ([one, other], _places, _cluster, _sites) = two().await;
    let held = other.lock().await.unwrap();
    let waits = one.clone();
    let waiting = tokio::spawn(async move { waits.lock().await.map(drop) });
    tokio::time::sleep(Duration::from_millis(100)).await;
    waiting.abort();
    drop(held);
    for (number, store) in (0..).zip([&other, &one, &other]) {
        let held = tokio::time::timeout(Duration::from_secs(5), store.lock()).await.unwrap().unwrap();
        store.append(next(number, 1)).await.unwrap();
        drop(held);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_one_process_s_at_a_time_and_goes_on_with_another() {
    let ([one, other], places, cluster, _sites) = two().await;
    let takes = async |store: &Arc<dyn NodeStore>, job| store.take_job(job).await.unwrap();
    assert!(takes(&one, "carry to US").await && takes(&one, "carry to US").await);
    assert!(!takes(&other, "carry to US").await && takes(&other, "carry to BR").await);
    one.leave_job("carry to US").await.unwrap();
    assert!(takes(&other, "carry to US").await && !takes(&one, "carry to US").await);
    // Whoever loses the session loses the job with it, and knows it soon.
    cluster.run(places[0].address.as_ref().unwrap(), &[END]).await;
    assert!(until_taken(&one, "carry to US").await);
    while until_taken(&other, "carry to US").await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    one.close().await;
    assert!(until_taken(&other, "carry to US").await);
}

/// Takes a job, once the store's session is there again.
async fn until_taken(store: &Arc<dyn NodeStore>, job: &str) -> bool {
    loop {
        match store.take_job(job).await {
            Ok(taken) => return taken,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_a_journal_alone_waits_for_those_at_work() {
    let ([one, other], places, _cluster, _sites) = two().await;
    assert_eq!(one.is_beside_others().await, Ok(false), "who has not begun to work is not there");
    other.join().await.unwrap();
    assert_eq!((one.is_beside_others().await, other.is_beside_others().await), (Ok(true), Ok(false)));
    assert_eq!(places[0].open_to_fill().await.err(), Some(StoreFault::Held));
    assert_eq!(places[0].open_to_leave().await.err(), Some(StoreFault::Held));
    other.close().await;
    let alone = loop {
        match places[0].open_to_fill().await {
            Ok(store) => break store,
            // The server has not noticed yet that the other is gone.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    assert_eq!(one.join().await, Err(StoreFault::Held), "nobody begins to work beside it");
    alone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_hears_of_what_another_appends() {
    let ([one, other], _places, _cluster, _sites) = two().await;
    let hears = one.clone();
    let mut hearing = tokio::spawn(async move { hears.appended().await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!hearing.is_finished());
    let begun = tokio::time::Instant::now();
    other.append(next(0, 1)).await.unwrap();
    assert_eq!((&mut hearing).await.unwrap(), Ok(1));
    assert!(begun.elapsed() < Duration::from_secs(2), "at once, and not because one looks now and then");
}

#[tokio::test]
async fn of_two_who_write_at_one_place_the_later_is_overtaken() {
    let (site, cluster, _) = database(Cluster::of_process()).await;
    let store = site.open().await;
    store.append(next(0, 1)).await.unwrap();
    // Somebody who does not ask for the lock, and has not committed when the store looks where its batch belongs.
    let mut stranger = cluster.connect(site.database_name()).await;
    let write = "BEGIN; INSERT INTO entry SELECT 1, case_id, at, kind, digest, bytes, body FROM entry";
    sqlx::raw_sql(write).execute(&mut stranger).await.unwrap();
    let late = store.clone();
    let append = tokio::spawn(async move { late.append(next(1, 1)).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!append.is_finished(), "it waits for the other to end");
    sqlx::raw_sql("COMMIT").execute(&mut stranger).await.unwrap();
    assert_eq!(append.await.unwrap(), Err(StoreFault::Overtaken));
    assert_eq!((store.size().await, store.checkpoints().await.unwrap().len()), (Ok(2), 1));
}

#[tokio::test]
async fn a_server_that_comes_back_is_found_again() {
    let (site, cluster, _) = database(Cluster::of_test()).await;
    let store = site.open().await;
    store.append(next(0, 1)).await.unwrap();
    cluster.crash();
    if let Err(fault) = store.append(next(1, 1)).await {
        assert!(matches!(fault, StoreFault::Broken(_)), "the session was lost: {fault}");
        assert_eq!(store.append(next(1, 1)).await, Ok(()));
    }
    cluster.crash();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(store.append(next(2, 1)).await, Ok(()), "noticed before anything was to be written");
    assert_eq!(store.entries(0, 9).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_full_disk_of_the_server_is_said() {
    let (site, cluster, address) = database(Cluster::of_process()).await;
    let store = site.open().await;
    store.append(next(0, 1)).await.unwrap();
    // The server says itself, in the middle of a batch, what it says when its disk is full.
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$; \
                CREATE TRIGGER full_disk BEFORE INSERT ON checkpoint EXECUTE FUNCTION full_disk()";
    cluster.run(&address, &[full]).await;
    assert_eq!(store.append(next(1, 1)).await, Err(StoreFault::Full));
    assert_eq!(store.probe().await, Err(StoreFault::Full));
    assert_eq!(store.size().await, Ok(1));
    cluster.run(&address, &["DROP TRIGGER full_disk ON checkpoint"]).await;
    assert_eq!(store.append(next(1, 1)).await, Ok(()));
}

#[tokio::test]
async fn a_batch_whose_caller_went_away_is_whole_and_nothing_hangs() {
    check(async |site| {
        let store = site.open().await;
        let mut written = 0;
        for micros in 0..40 {
            let batch = Batch { keys: vec![(case(micros), vec![1])], ..next(written, 1) };
            let waits = Duration::from_micros(u64::from(micros) * 50);
            let _ = tokio::time::timeout(waits, store.append(batch)).await;
            // What became of it is looked up, as the door does; the next one waits for its turn.
            store.probe().await.unwrap();
            written = store.size().await.unwrap();
            assert_eq!(store.checkpoints().await.unwrap().len() as u64, written);
            assert_eq!(store.keys().await.unwrap().len() as u64, written);
        }
        store.append(next(written, 1)).await.unwrap();
        assert!(written > 0);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_reached_says_what_to_do_and_no_password() {
    let (site, cluster, address) = database(Cluster::of_test()).await;
    let text = cluster.address("bureau0");
    let at = |text: String| Place { address: Some(text.parse().unwrap()), ..site.place() };
    for wrong in [
        text.replace(PASSWORD, "hush-wrong"),
        text.replace("bureau0", "none"),
        text.replace("host=", "host=/none"),
    ] {
        let fault = at(wrong).open().await.err().unwrap().to_string();
        assert!(fault.contains("`address` in [store]") && !fault.contains("hush"), "{fault}");
    }
    cluster.run(&address, &["ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"]).await;
    let mut fault = String::new();
    for _ in 0..100 {
        fault = site.refusal().await;
        if !fault.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    cluster.run(&address, &["ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()"]).await;
    assert!(fault.contains("fsync = off"), "{fault}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_under_work_keeps_what_it_acknowledged() {
    let (site, cluster, _) = database(Cluster::of_test()).await;
    let store = site.open().await;
    let acknowledged = Arc::new(AtomicU64::new(0));
    let ends = Arc::new(AtomicBool::new(false));
    let (worker, said, end) = (store.clone(), acknowledged.clone(), ends.clone());
    let work = tokio::spawn(async move {
        while !end.load(Ordering::SeqCst) {
            // What became of a batch without an answer is looked up, as the door does.
            let Ok(size) = worker.size().await else { continue };
            if worker.append(next(size, 1)).await.is_ok() {
                said.store(size + 1, Ordering::SeqCst);
            }
        }
    });
    for round in 1..=SERVER_KILLS {
        let goal = acknowledged.load(Ordering::SeqCst) + round;
        until("work", Duration::from_secs(30), || acknowledged.load(Ordering::SeqCst) >= goal).await;
        let server = cluster.clone();
        tokio::task::spawn_blocking(move || server.crash()).await.unwrap();
        let said = acknowledged.load(Ordering::SeqCst);
        let stored = until_answer(store.as_ref()).await;
        assert!(stored >= said, "{said} entries were acknowledged and {stored} are there");
    }
    // It ends between two batches: one that is given up may still be kept while we look.
    ends.store(true, Ordering::SeqCst);
    work.await.unwrap();
    let size = until_answer(store.as_ref()).await;
    let positions: Vec<u64> =
        store.headers(0, u32::MAX).await.unwrap().iter().map(|it| it.position).collect();
    assert_eq!(positions, (0..size).collect::<Vec<_>>());
    assert_eq!(store.checkpoints().await.unwrap().len() as u64, size);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_takes_over_has_all_that_was_acknowledged() {
    let (site, cluster, address) = database(Cluster::of_test()).await;
    let replica = cluster.replica().await;
    let store = site.open().await;
    let acknowledged = Arc::new(AtomicU64::new(0));
    let (worker, said) = (store.clone(), acknowledged.clone());
    let work = tokio::spawn(async move {
        for position in 0.. {
            if worker.append(next(position, 1)).await.is_err() {
                return;
            }
            said.store(position + 1, Ordering::SeqCst);
        }
    });
    until("work", Duration::from_secs(30), || acknowledged.load(Ordering::SeqCst) >= 50).await;
    let text = replica.address(address.database());
    let place = Place { address: Some(text.parse().unwrap()), ..site.place() };
    assert!(
        matches!(place.open().await.err(), Some(StoreFault::Broken(why)) if why.contains("is a replica"))
    );
    let server = cluster.clone();
    tokio::task::spawn_blocking(move || server.end()).await.unwrap();
    work.await.unwrap();
    replica.promote().await;
    let said = acknowledged.load(Ordering::SeqCst);
    // It opens, so it contains the checkpoint that was kept with the last acknowledged batch.
    let store = place.open().await.unwrap();
    let size = store.size().await.unwrap();
    assert!(size >= said, "{said} entries were acknowledged and {size} are there");
    store.append(next(size, 1)).await.unwrap();
}

async fn until_answer(store: &dyn NodeStore) -> u64 {
    loop {
        if let Ok(size) = store.size().await {
            return size;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_this_machine_the_server_is_verified_by_its_certificate() {
    let made = || rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let (certificate, other) = (made(), made());
    let port = free_address().await.port();
    let cluster = Cluster::with_tls(port, &certificate.cert.pem(), &certificate.signing_key.serialize_pem());
    let name = cluster.database().await.database().to_owned();
    let site = Site::new(None).await;
    let place = |host: &str, trusted: &str| {
        let text = format!(
            "postgres://comity:{PASSWORD}@{host}:{port}/{name}?sslmode=verify-full&sslrootcert={}",
            site.path(trusted).display()
        );
        Place { address: Some(text.parse().unwrap()), ..site.place() }
    };
    fs::write(site.path("ours.crt"), certificate.cert.pem()).unwrap();
    fs::write(site.path("other.crt"), other.cert.pem()).unwrap();
    let store = place("localhost", "ours.crt").open().await.unwrap();
    store.append(next(0, 1)).await.unwrap();
    let mut asks = cluster.connect(&name).await;
    let sessions = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                    WHERE application_name = 'comity'";
    let all: bool = sqlx::query_scalar(sessions).fetch_one(&mut asks).await.unwrap();
    assert!(all, "every session is encrypted");
    store.close().await;
    for (host, trusted) in [("localhost", "other.crt"), ("127.0.0.1", "ours.crt")] {
        let fault = place(host, trusted).open().await.err().unwrap().to_string();
        assert!(fault.contains("ertificate"), "{host} {trusted}: {fault}");
    }
}

/// The statements that the handbook gives for the account of a node.
fn rights() -> Vec<String> {
    let handbook = include_str!("../../../../../docs/operating.md");
    let block =
        handbook.split("```sql\n").find(|block| block.starts_with("CREATE ROLE comity_node")).unwrap();
    let block = block.split("```").next().unwrap();
    block.split_inclusive(';').map(|sql| sql.trim().to_owned()).filter(|sql| !sql.is_empty()).collect()
}

#[tokio::test]
async fn the_account_of_a_node_may_what_it_must_and_no_more() {
    let (site, cluster, address) = database(Cluster::of_process()).await;
    // Its owner makes the tables.
    let store = site.open().await;
    store.append(batch(vec![entry(0, case(1), b"0")], vec![(case(1), vec![1])])).await.unwrap();
    store.close().await;
    drop(store);
    let name = address.database();
    for sql in rights() {
        let sql = sql.replace("DATABASE comity", &format!("DATABASE {name}")).replace('…', PASSWORD);
        cluster.run_any(&address, sql).await;
    }
    let account = cluster.address_of("comity_node", name);
    let place = Place { address: Some(account.parse().unwrap()), ..site.place() };
    let store = Place { bytes_max: Some(1 << 30), ..place.clone() }.open().await.unwrap();
    store.append(batch(vec![entry(1, case(2), b"1")], vec![(case(2), vec![2])])).await.unwrap();
    store.rewrap(vec![Rewrapped { case: case(2), before: vec![2], after: vec![22] }]).await.unwrap();
    store.cosign(2, "line\n").await.unwrap();
    store.probe().await.unwrap();
    let mut why = entry(2, case(1), b"why");
    why.header.kind = EntryKind::Erasure;
    let erasing = Batch { erased: vec![case(1)], ..batch(vec![why], Vec::new()) };
    store.append(erasing).await.unwrap();
    assert_eq!(store.keys().await.unwrap(), [(case(2), vec![22])]);
    assert_eq!(store.checkpoints().await.unwrap()[1], "checkpoint over 2\nline\n");
    store.close().await;
    assert_eq!(place.open_to_read().await.unwrap().size().await, Ok(3));
    for sql in [
        "DELETE FROM entry",
        "TRUNCATE entry",
        "UPDATE entry SET at = 0",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "DROP TRIGGER entry_is_never_removed ON entry",
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "DROP TABLE entry",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET size = size + 10",
        "UPDATE case_key SET case_id = case_id",
        "INSERT INTO schema_version (version) VALUES (99)",
        "CREATE TABLE other (text TEXT)",
        "CREATE ROLE other",
        "COPY entry TO PROGRAM 'cat'",
    ] {
        assert!(cluster.refuses_account(&account, sql).await, "{sql}");
    }
}
