//! A backup of a node at work, sealed and verified, brings it back on either store, whole or up to a point.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bureau::CopyKind;
use bureau::ports::Store;
use node::audit;
use node::exercise::APPROVER;
use node::home::Home;
use node::node::{Node, Plan};
use node::store::{NodeStore, Place, SqliteStore};

use crate::cluster::Cluster;
use crate::migrate::comity;
use crate::world::{World, configure, rows, send_question};

/// A world in which FR works and has sent two questions; its journal lies in the file or in a database.
struct Site {
    world: World,
    fr: Node,
    home: Home,
    place: Place,
    cluster: Arc<Cluster>,
}

impl Site {
    async fn new(in_database: bool) -> Self {
        let world = World::new(&["GS", "FR", "US"]).await;
        let home = world.member("FR").home(world.base.path());
        let file = Place::file(home.journal_file());
        let cluster = Cluster::of_process();
        let place = if in_database {
            let address = cluster.database().await;
            configure(&home, &format!("address = \"{}\"", cluster.address(address.database())));
            Place { address: Some(address), ..file }
        } else {
            configure(&home, "");
            file
        };
        let fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
        send_question(&fr, "US").await;
        send_question(&fr, "US").await;
        Self { world, fr, home, place, cluster }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.base.path().join(name)
    }

    fn backup(&self, more: &[&str]) -> (Option<i32>, String) {
        comity(
            &[&["backup", "--to", self.path("backup").to_str().unwrap()], more, &["--data"]].concat(),
            self.home.path(),
        )
    }

    fn restore(&self, file: &str, into: &str, more: &[&str]) -> (Option<i32>, String) {
        let (into, key) = (self.path(into), self.home.file("master.key"));
        let given = ["restore", "--into", into.to_str().unwrap(), "--key", key.to_str().unwrap()];
        comity(&[&given, more].concat(), &self.path(file))
    }
}

async fn round_trip(from_database: bool) {
    let site = Site::new(from_database).await;
    let (code, said) = site.backup(&[]);
    assert_eq!(code, Some(0), "also while the node is at work: {said}");
    assert!(
        said.contains("read back and verified") && said.contains("master key, which is not in it"),
        "{said}"
    );
    let (code, said) = site.backup(&[]);
    assert!(code == Some(2) && said.contains("nothing was written over"), "{said}");
    let at_backup = site.fr.doctor.store.entries(0, u32::MAX).await.unwrap();
    send_question(&site.fr, "US").await;
    let bytes = fs::read(site.path("backup")).unwrap();
    for clear in ["comity/FR", "Camille Laurent", "checkpoint"] {
        assert!(
            !bytes.windows(clear.len()).any(|window| window == clear.as_bytes()),
            "{clear} stands in clear"
        );
    }
    let newer = rows(&site.fr).len();

    // Into a file, and into a database; the node starts on both.
    let database = site.cluster.database().await;
    let address = site.cluster.address(database.database());
    for (into, store) in [("in-file", vec![]), ("in-database", vec!["--store", &address])] {
        let (code, said) = site.restore("backup", into, &store);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("other bureaus may have had messages"), "{said}");
        let (code, said) = site.restore("backup", into, &store);
        assert!(code == Some(2) && said.contains("something here already"), "{said}");
        let home = Home::at(site.path(into));
        let address = (!store.is_empty()).then(|| database.clone());
        let place = Place { address, ..Place::file(home.journal_file()) };
        let restored = place.open_to_read().await.unwrap();
        let entries = restored.entries(0, u32::MAX).await.unwrap();
        assert_eq!(entries, at_backup[..entries.len()]);
        assert!(entries.len() > 10 && entries.len() <= at_backup.len());
        restored.close().await;
        assert!(audit::verify_at(&home, &place, Vec::new()).await.unwrap().is_verified());
        for name in ["comity.toml", "identity", "master.key", "journal.key", "directory", "secretariat"] {
            assert_eq!(home.read(name).unwrap(), site.home.read(name).unwrap(), "{name}");
        }
    }
    let Site { world, fr, home, place, cluster: _cluster } = site;
    fr.stop().await;
    let site = Stopped { world, home, place };
    for into in ["in-file", "in-database"] {
        let home = Home::at(site.world.base.path().join(into));
        let address = (into == "in-database").then(|| database.clone());
        let place = Place { address, ..Place::file(home.journal_file()) };
        let node = site.start(&home, &place).await;
        assert!(rows(&node).len() == 2 && newer == 3, "as it was at the backup");
        node.stop().await;
    }
    // In place of the newer one it is known for what it is.
    if !from_database {
        for name in ["journal.db-wal", "journal.db-shm"] {
            let _ = fs::remove_file(site.home.file(name));
        }
        fs::copy(site.world.base.path().join("in-file/journal.db"), site.home.journal_file()).unwrap();
        let fault = site.place.open().await.err().unwrap().to_string();
        assert!(
            fault.contains("came back from an old backup") && fault.contains("tell the bureaus"),
            "{fault}"
        );
    }
}

/// The same after its node was stopped.
struct Stopped {
    world: World,
    home: Home,
    place: Place,
}

impl Stopped {
    async fn start(&self, home: &Home, place: &Place) -> Node {
        let ours = self.world.plan_at("FR", &self.place).await;
        ours.store.close().await;
        let code = &self.world.member("FR").code;
        let (hold, keys) = (home.hold().unwrap(), home.keys(code).unwrap());
        let plan = Plan { hold, keys, store: place.open().await.unwrap(), home: home.clone(), ..ours };
        Node::start(plan).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_file_comes_back_on_both_stores() {
    round_trip(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_database_comes_back_on_both_stores() {
    round_trip(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_damaged_restores_nothing() {
    let site = Site::new(false).await;
    assert_eq!(site.backup(&[]).0, Some(0));
    let whole = fs::read(site.path("backup")).unwrap();
    let damaged = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        fs::write(site.path("damaged"), bytes).unwrap();
        let (code, said) = site.restore("damaged", "into", &[]);
        assert!(!site.path("into").exists(), "nothing was written");
        assert_eq!(code, Some(2), "{said}");
        said
    };
    for length in [0, 10, 60, whole.len() / 2, whole.len() - 1] {
        let said = damaged(&|bytes| bytes.truncate(length));
        assert!(said.contains("cut short") || (length <= 10 && said.contains("no sealed archive")), "{said}");
    }
    for place in [90, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        let said = damaged(&|bytes| bytes[place] ^= 1);
        assert!(said.contains("was altered"), "{place}: {said}");
    }
    assert!(damaged(&|bytes| bytes.push(0)).contains("was altered"));
    // Another key.
    let other = site.path("other.key");
    fs::write(&other, "ab".repeat(32)).unwrap();
    let into = site.path("into");
    let given = ["restore", "--into", into.to_str().unwrap(), "--key", other.to_str().unwrap()];
    let (code, said) = comity(&given, &site.path("backup"));
    assert!(code == Some(2) && said.contains("sealed under another key") && !into.exists(), "{said}");
    site.fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_seals_it_and_may_carry_the_master_key() {
    let site = Site::new(false).await;
    let key = site.path("backup.key");
    fs::write(&key, "0123456789abcdef".repeat(4)).unwrap();
    let key = key.to_str().unwrap();
    let (code, said) = site.backup(&["--with-master-key"]);
    assert!(code == Some(2) && said.contains("--key"), "sealed under itself it would be of no use: {said}");
    assert_eq!(site.backup(&["--key", key]).0, Some(0));
    let restore = |file: &Path, into: &str| {
        let into = site.path(into);
        comity(&["restore", "--into", into.to_str().unwrap(), "--key", key], file)
    };
    let (code, said) = restore(&site.path("backup"), "without");
    assert!(code == Some(0) && said.contains("Next: put the bureau's master.key"), "{said}");
    assert!(!site.path("without").join("master.key").exists());
    fs::rename(site.path("backup"), site.path("first")).unwrap();
    let (code, said) = site.backup(&["--key", key, "--with-master-key"]);
    assert!(code == Some(0) && said.contains("the master key IS in it"), "{said}");
    let (code, said) = restore(&site.path("backup"), "with");
    assert!(code == Some(0) && !said.contains("Next: put"), "{said}");
    let master = |folder: &Path| fs::read(folder.join("master.key")).unwrap();
    assert_eq!(master(&site.path("with")), master(site.home.path()));
    let (code, said) = comity(&["doctor", "--data"], &site.path("with"));
    assert!(said.contains("case keys open"), "{code:?} {said}");
    site.fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_comes_back_up_to_a_size_or_a_time() {
    let site = Site::new(false).await;
    assert_eq!(site.backup(&[]).0, Some(0));
    let store = SqliteStore::open_to_read(&site.home.journal_file()).await.unwrap();
    let sizes: Vec<u64> = store
        .checkpoints()
        .await
        .unwrap()
        .iter()
        .map(|note| note.lines().nth(1).unwrap().parse().unwrap())
        .collect();
    // A checkpoint that covers several entries more than the one before, and an entry between the two.
    let wide = sizes.windows(2).find(|pair| pair[1] > pair[0] + 1).map(|pair| (pair[0], pair[0] + 1));
    let (size, between) = wide.unwrap();
    let headers = store.headers(0, u32::MAX).await.unwrap();
    store.close().await;
    let time = headers[usize::try_from(size).unwrap() - 1].at;
    let last_at_time = headers.iter().take_while(|header| header.at <= time).count() as u64;
    let at_time = sizes.iter().copied().filter(|size| *size <= last_at_time).max().unwrap();
    for (name, up_to, expected) in [
        ("exact", size.to_string(), size),
        ("between", between.to_string(), size),
        ("time", time.to_string(), at_time),
    ] {
        let (code, said) = site.restore("backup", name, &["--up-to", &up_to]);
        assert!(code == Some(0) && said.contains("left out as you asked"), "{said}");
        let home = Home::at(site.path(name));
        let report = audit::verify_home(&home, Vec::new()).await.unwrap();
        assert!(report.is_verified(), "{report}");
        assert_eq!((report.entries, report.proven), (expected, expected), "{name}");
        // Keys of cases that were begun later are not brought back either.
        let restored = SqliteStore::open(&home.journal_file(), None).await.unwrap();
        for (case, _) in restored.keys().await.unwrap() {
            assert!(headers[..usize::try_from(expected).unwrap()].iter().any(|header| header.case == case));
        }
        restored.close().await;
    }
    let (code, said) = site.restore("backup", "early", &["--up-to", "1999-01-01T00:00:00Z"]);
    assert!(code == Some(2) && said.contains("no checkpoint stands so early"), "{said}");
    assert_eq!(site.restore("backup", "odd", &["--up-to", "yesterday"]).0, Some(2));
    site.fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_journal_is_told_to_those_who_oversee() {
    let world = World::new(&["GS", "FR"]).await;
    let node = world.start("FR").await;
    let home = world.home("FR");
    configure(&home, "");
    let out = world.base.path().join("export").display().to_string();
    let exported = comity(&["journal", "export", "--out", &out], home.path());
    assert_eq!(exported.0, Some(0), "{}", exported.1);
    let file = world.base.path().join("backup").display().to_string();
    assert_eq!(comity(&["backup", "--to", &file, "--data"], home.path()).0, Some(0));
    let kinds = async || {
        let copies = node.bureau.oversight(APPROVER).await.unwrap().copies;
        copies.into_iter().map(|copied| copied.kind).collect::<Vec<_>>()
    };
    let mut tries = 0;
    while kinds().await.len() < 2 && tries < 200 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        tries += 1;
    }
    assert_eq!(kinds().await, [CopyKind::Backup, CopyKind::Export], "each once, newest first");
    node.stop().await;
    // At the next start nothing is told twice.
    let node = world.start("FR").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(node.bureau.oversight(APPROVER).await.unwrap().copies.len(), 2);
    node.stop().await;
}
