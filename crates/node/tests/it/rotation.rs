//! The master key is exchanged while a node works, from file to token and back, and a node that is killed meanwhile loses
//! nothing.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Duration;

use bureau::ports::Batch;
use case::id::CaseId;
use case::life::Stage;
use node::home::{Home, NewKey};
use node::node::Node;
use node::random::SystemRandomness;
use node::rotation;
use node::store::Place;
use seal::keeper::{KeyKeeper, MasterKeyId};
use seal::rest::CaseKey;

use crate::cluster::Cluster;
use crate::softhsm::SoftHsm;
use crate::world::{WRITER, World, configure, row, rows, send_question, until_stage};

/// How long a rotation of a few keys may take, with much time for a machine that has other work.
const TIME_MAX: Duration = Duration::from_secs(30);
/// Keys of cases in the test that kills: some seconds of work.
const KEYS: u32 = 6_000;
/// How often a node is killed in the middle.
const KILLS: u32 = 3;

async fn left(home: &Home, place: &Place, under: MasterKeyId) -> u64 {
    let counted = rotation::count(home, place).await.unwrap();
    counted.iter().filter(|(id, _)| **id != Some(under)).map(|(_, keys)| *keys).sum()
}

async fn until_rewrapped(home: &Home, place: &Place, under: MasterKeyId) {
    let start = tokio::time::Instant::now();
    while left(home, place, under).await > 0 {
        assert!(start.elapsed() < TIME_MAX, "the node wraps everything anew");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Destroys every master key but the one in use.
fn remove_former(home: &Home) {
    let master = home.master().unwrap();
    let former = master.found().into_iter().filter(|key| key.id != master.current());
    former.for_each(|key| home.remove_master(&key, "tester").unwrap());
    assert_eq!(home.master().unwrap().found().len(), 1);
}

async fn round(in_database: bool, hsm: &SoftHsm) {
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let home = world.home("FR");
    let cluster = Cluster::of_process();
    let address = if in_database { Some(cluster.database().await) } else { None };
    let place = Place { address, ..Place::file(home.journal_file()) };
    let us = world.start("US").await;
    let mut fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    let first = send_question(&fr, "US").await;
    until_stage(&fr, first, Stage::Delivered).await;
    let mut cases = 1;
    for to in [NewKey::InFile, NewKey::InHsm, NewKey::InHsm, NewKey::InFile] {
        let id = home.rotate_master(to, "tester").unwrap();
        // It works on meanwhile.
        let during = send_question(&fr, "US").await;
        until_rewrapped(&home, &place, id).await;
        crate::world::until("noted", TIME_MAX, || {
            fr.bureau.master_key_noted().map(|noted| noted.0) == Some(id)
        })
        .await;
        remove_former(&home);
        cases += 1;
        // With what is in memory, and after a start from the store alone.
        for restart in [false, true] {
            if restart {
                fr.stop().await;
                fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
            }
            assert_eq!(rows(&fr).len(), cases);
            for id in [first, during] {
                assert!(fr.bureau.case(WRITER, id, "test").await.is_ok());
            }
            assert_eq!(fr.doctor.look().await.state, "ok");
        }
        until_stage(&fr, during, Stage::Delivered).await;
        assert_eq!(row(&fr, first).stage, Stage::Delivered);
    }
    fr.stop().await;
    us.stop().await;
}

/// Writes a configuration that names the module.
fn configure_with(home: &Home, hsm: &SoftHsm) {
    configure(home, "");
    let text = fs::read_to_string(home.config_file()).unwrap();
    fs::write(home.config_file(), format!("{}\n{text}", hsm.section())).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bureau_works_on_while_its_master_key_moves_on_a_file() {
    let test = "rotation::a_bureau_works_on_while_its_master_key_moves_on_a_file";
    let Some(hsm) = SoftHsm::of_process(test) else { return };
    round(false, &hsm).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bureau_works_on_while_its_master_key_moves_on_a_database() {
    let test = "rotation::a_bureau_works_on_while_its_master_key_moves_on_a_database";
    let Some(hsm) = SoftHsm::of_process(test) else { return };
    round(true, &hsm).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_goes_away_under_a_node_is_said_and_found_again() {
    let test = "rotation::a_token_that_goes_away_under_a_node_is_said_and_found_again";
    let Some(hsm) = SoftHsm::of_process(test) else { return };
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let home = world.home("FR");
    let id = home.rotate_master(NewKey::InHsm, "tester").unwrap();
    let fr = world.start("FR").await;
    until_rewrapped(&home, &Place::file(home.journal_file()), id).await;
    let before = send_question(&fr, "US").await;
    hsm.connect(false);
    let refused = node::exercise::send_question(&fr.bureau, &crate::world::code("US"), "Quillfeather").await;
    assert_eq!(refused.unwrap_err().code(), "keys-failed");
    assert_eq!(fr.doctor.look().await.state, "master-key-failed");
    hsm.connect(true);
    let start = tokio::time::Instant::now();
    while fr.doctor.look().await.state != "ok" {
        assert!(start.elapsed() < TIME_MAX, "it is found again by itself");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(fr.bureau.case(WRITER, before, "test").await.is_ok());
    send_question(&fr, "US").await;
    assert_eq!(rows(&fr).len(), 2, "what was refused left nothing behind");
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_rotates_under_a_node_at_work_and_removes_what_serves_nothing() {
    let test = "rotation::the_command_rotates_under_a_node_at_work_and_removes_what_serves_nothing";
    let Some(hsm) = SoftHsm::of_process(test) else { return };
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let home = world.home("FR");
    configure_with(&home, &hsm);
    let data = home.path().to_str().unwrap();
    let old = home.master().unwrap().current();
    // The node began before the configuration named a module.
    world.hsm = None;
    let fr = world.start("FR").await;
    world.hsm = Some(hsm.config());
    send_question(&fr, "US").await;

    let (code, said) = hsm.comity(&["keys", "remove-master", &old.to_string(), "--data", data]);
    assert!(code == Some(2) && said.contains("is in use"), "{said}");
    let (code, said) = hsm.comity(&["keys", "rotate-master", "--data", data]);
    assert!(code == Some(0) && said.contains("The node has wrapped every key anew"), "{said}");
    let (code, said) = hsm.comity(&["keys", "list", "--data", data, "--json"]);
    assert!(code == Some(0) && said.contains("\"hsm\"") && said.contains("\"wraps\": 4"), "{said}");
    // There and back under the same node.
    let (code, said) = hsm.comity(&["keys", "rotate-master", "--to", "file", "--data", data]);
    assert!(code == Some(0) && said.contains("The node has wrapped every key anew"), "{said}");
    let (code, said) = hsm.comity(&["keys", "rotate-master", "--to", "hsm", "--data", data]);
    assert!(code == Some(0) && said.contains("The node has wrapped every key anew"), "{said}");
    fr.stop().await;

    // What a stopped node has not wrapped anew keeps the key that it is under.
    let in_hsm = world.home("FR").master().unwrap().current().to_string();
    let (code, said) = hsm.comity(&["keys", "rotate-master", "--to", "file", "--data", data]);
    assert!(code == Some(0) && said.contains("at its next start"), "{said}");
    let (code, said) = hsm.comity(&["keys", "remove-master", &in_hsm, "--data", data]);
    assert!(code == Some(2) && said.contains("still"), "{said}");
    let fr = world.start("FR").await;
    let current = home.master().unwrap().current();
    until_rewrapped(&home, &Place::file(home.journal_file()), current).await;
    for key in home.master().unwrap().found().iter().filter(|key| key.id != current) {
        let (code, said) = hsm.comity(&["keys", "remove-master", &key.id.to_string(), "--data", data]);
        assert!(code == Some(0) && said.contains("is destroyed"), "{said}");
    }
    assert_eq!(rows(&fr).len(), 1);
    fr.stop().await;
    let (_, said) = hsm.comity(&["doctor", "--data", data]);
    assert!(said.contains("; 0 former") && said.contains("2 case keys open"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_from_before_a_rotation_is_restored_with_the_key_of_its_time() {
    let test = "rotation::a_backup_from_before_a_rotation_is_restored_with_the_key_of_its_time";
    let Some(hsm) = SoftHsm::of_process(test) else { return };
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let home = world.home("FR");
    configure_with(&home, &hsm);
    let config = world.base.path().join("hsm.toml");
    fs::copy(home.config_file(), &config).unwrap();
    let (data, config) = (home.path().to_str().unwrap(), config.to_str().unwrap());
    let path = |name: &str| world.base.path().join(name).to_str().unwrap().to_owned();
    let place = Place::file(home.journal_file());
    let fr = world.start("FR").await;
    send_question(&fr, "US").await;

    // Before; its key is put aside as the administrator was told to.
    fs::copy(home.file("master.key"), path("kept.key")).unwrap();
    let (code, said) = hsm.comity(&["backup", "--to", &path("before"), "--data", data]);
    assert_eq!(code, Some(0), "{said}");
    let id = home.rotate_master(NewKey::InHsm, "tester").unwrap();
    until_rewrapped(&home, &place, id).await;
    remove_former(&home);
    send_question(&fr, "US").await;
    let (code, said) = hsm.comity(&["backup", "--to", &path("after"), "--data", data]);
    assert!(code == Some(0) && said.contains("in the HSM"), "{said}");
    let (code, said) = hsm.comity(&[
        "backup",
        "--to",
        &path("x"),
        "--key",
        &path("kept.key"),
        "--with-master-key",
        "--data",
        data,
    ]);
    assert!(code == Some(2) && said.contains("never leaves it"), "{said}");
    fr.stop().await;

    let restore = |file: &str, into: &str, with: &[&str]| {
        hsm.comity(&[&["restore", &path(file), "--into", &path(into)], with].concat())
    };
    let (code, said) = restore("before", "no", &["--config", config]);
    assert!(code == Some(2) && said.contains("another key"), "the key in use does not open it: {said}");
    let (code, said) = restore("after", "no", &["--key", &path("kept.key")]);
    assert!(code == Some(2) && said.contains("another key"), "{said}");
    for (file, with, cases) in [
        ("before", ["--key", &path("kept.key")], "2 case keys"),
        ("after", ["--config", config], "3 case keys"),
    ] {
        let into = format!("{file}-restored");
        let (code, said) = restore(file, &into, &with);
        assert!(code == Some(0) && !said.contains("Next: put"), "{said}");
        let (_, said) = hsm.comity(&["doctor", "--data", &path(&into)]);
        assert!(said.contains(&format!("{cases} open")), "{said}");
    }
}

/// What tells this program to be a node: that of [`a_node_killed_in_the_middle_loses_nothing`].
const WORK: [&str; 2] = ["COMITY_TEST_ROTATION_BASE", "COMITY_TEST_ROTATION_DATA"];

/// The process that is killed. In a run of the tests it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "how the process learns what it is")]
async fn the_node_that_is_killed() {
    let [Ok(_), Ok(data)] = WORK.map(std::env::var) else { return };
    let Some(hsm) = SoftHsm::of_process("") else { return };
    let home = Home::at(data).with_hsm(Some(&hsm.config()));
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let ours = world.plan("FR").await;
    ours.store.close().await;
    let plan = node::node::Plan {
        hold: home.hold().unwrap(),
        keys: home.keys(&crate::world::code("FR")).unwrap(),
        store: Place::file(home.journal_file()).open().await.unwrap(),
        directory: node::join::directory(&home, jiff::Timestamp::now()).unwrap(),
        home,
        ..ours
    };
    let _node = Node::start(plan).await.unwrap();
    writeln!(std::io::stdout(), "\nready").unwrap();
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_killed_in_the_middle_loses_nothing() {
    let Some(hsm) = SoftHsm::of_process("rotation::a_node_killed_in_the_middle_loses_nothing") else {
        return;
    };
    let mut world = World::new(&["GS", "FR", "US"]).await;
    world.hsm = Some(hsm.config());
    let home = world.home("FR");
    let place = Place::file(home.journal_file());
    home.rotate_master(NewKey::InHsm, "tester").unwrap();
    let fr = world.start("FR").await;
    let case = send_question(&fr, "US").await;
    let current = home.master().unwrap().current();
    until_rewrapped(&home, &place, current).await;
    fr.stop().await;
    let master = home.master().unwrap();
    let many = (0..KEYS).map(|number| {
        let mut id = [9; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        let id = CaseId::from_bytes(id);
        (id, CaseKey::generate(&mut SystemRandomness).wrap(&master, id, &mut SystemRandomness).unwrap())
    });
    let store = place.open().await.unwrap();
    store.append(Batch { keys: many.collect(), ..Batch::default() }).await.unwrap();
    store.close().await;

    let id = home.rotate_master(NewKey::InHsm, "tester").unwrap();
    let mut before = left(&home, &place, id).await;
    for kill in 0..KILLS {
        let mut child = hsm
            .command(std::env::current_exe().unwrap())
            .args(["rotation::the_node_that_is_killed", "--exact", "--nocapture"])
            .envs(WORK.into_iter().zip([world.base.path(), home.path()]))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "ready"));
        let start = tokio::time::Instant::now();
        let now = loop {
            let now = left(&home, &place, id).await;
            // Beyond the two keys of the bureau, which come first.
            if now + 2 < before || start.elapsed() > TIME_MAX {
                break now;
            }
        };
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(now + 2 < before && now > 0, "{kill}: it was killed in the middle: {now} of {before}");
        // Every key opens, under the old one or the new one.
        let (master, store) = (home.master().unwrap(), place.open_to_read().await.unwrap());
        let keys = store.keys().await.unwrap();
        store.close().await;
        assert_eq!(keys.len(), usize::try_from(KEYS).unwrap() + 2);
        assert!(CaseKey::recover_all(&master, &keys).iter().all(Result::is_ok));
        assert!(keys.iter().any(|(_, wrapped)| master.is_current(wrapped)));
        before = left(&home, &place, id).await;
    }
    let fr = world.start("FR").await;
    until_rewrapped(&home, &place, id).await;
    remove_former(&home);
    assert!(fr.bureau.case(WRITER, case, "test").await.is_ok());
    fr.stop().await;
}
