//! The directory of bureaus is renewed also when it has expired, and what changed in it holds at once.

use std::sync::Arc;
use std::time::Duration;

use case::id::CaseId;
use case::life::Stage;
use jiff::{SignedDuration, Timestamp};
use node::audit;
use node::backup::{self, BackupFault, UpTo};
use node::carrier::tls::NodeCertificate;
use node::carrier::{SendFault, Sender};
use node::home::Home;
use node::join::{self, JoinFault};
use node::node::{Node, Plan};
use node::refresh;
use node::store::Place;
use seal::directory::{DirectoryEntry, DirectoryFault, SignedDirectory, WithdrawnKey};
use seal::identity::PublicIdentity;

use crate::world::{WRITER, World, code, row, rows, send_question, until, until_stage};

fn home(world: &World, text: &str) -> Home {
    world.member(text).home(world.base.path())
}

/// An edition of that moment, with these bureaus.
fn edition(world: &World, entries: Vec<DirectoryEntry>, at: Timestamp) -> Vec<u8> {
    let secretariat = home(world, "GS").keys(&code("GS")).unwrap().identity;
    join::issue(entries, Vec::new(), &secretariat, at).unwrap().to_bytes()
}

fn entries(world: &World) -> Vec<DirectoryEntry> {
    join::directory(&home(world, "GS"), Timestamp::now()).unwrap().0.entries().to_vec()
}

fn sender(world: &World, text: &str) -> Sender {
    Sender::new(Arc::new(home(world, text).keys(&code(text)).unwrap().certificate))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_directory_is_renewed() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let fr = home(&world, "FR");
    let then = Timestamp::now() - SignedDuration::from_hours(24 * 365);
    let expired = edition(&world, entries(&world), then);
    fr.write("directory", &expired).unwrap();
    let now = Timestamp::now();
    assert!(join::directory(&fr, now).is_err());

    // A node that has run since it was in force renews it by itself.
    let read = SignedDirectory::read(&expired).unwrap();
    let directory = (read.verify(&fr.root().unwrap(), then, 0).unwrap(), expired.clone());
    fr.write("directory", &edition(&world, entries(&world), now)).unwrap();
    let plan = Plan { directory, ..world.plan("FR").await };
    fr.write("directory", &expired).unwrap();
    let node = Node::start(plan).await.unwrap();
    assert_eq!(node.doctor.look().await.state, "directory-expired");
    node.refresh_directory().await;
    assert_eq!(node.doctor.look().await.state, "ok");
    node.stop().await;

    // So does one that starts with it; where nobody answers, the old one stays and the floor with it.
    fr.write("directory", &expired).unwrap();
    refresh::renew(&fr, &sender(&world, "FR"), &code("FR")).await.unwrap();
    assert!(join::directory(&fr, Timestamp::now()).is_ok());
    gs.stop().await;
    fr.write("directory", &expired).unwrap();
    assert!(refresh::renew(&fr, &sender(&world, "FR"), &code("FR")).await.is_err());
    assert_eq!(fr.read("directory").unwrap(), expired);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_from_before_a_change_of_certificate_is_not_heard() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let (address, pin) =
        (format!("https://{}", gs.peers), home(&world, "GS").keys(&code("GS")).unwrap().certificate.digest());
    let fr = sender(&world, "FR");
    assert!(fr.send(&address, pin, b"nonsense".to_vec()).await.is_ok(), "it is answered with a receipt");

    // The bureau is still listed, with another certificate; the Secretariat issues that while its node runs.
    let mut changed = entries(&world);
    let new = NodeCertificate::generate(&code("FR")).unwrap();
    let listed = changed.iter_mut().find(|entry| *entry.identity.bureau() == code("FR")).unwrap();
    listed.certificate = new.digest();
    let later = Timestamp::now() + SignedDuration::from_secs(2);
    let issued = edition(&world, changed, later);
    join::take(&home(&world, "GS"), &issued, Timestamp::now()).unwrap();
    gs.refresh_directory().await;
    let refused = fr.send(&address, pin, b"nonsense".to_vec()).await;
    assert!(matches!(refused, Err(SendFault::Answer(403) | SendFault::NotTrusted)), "{refused:?}");
    let fr = Sender::new(Arc::new(new));
    assert_eq!(fr.directory(&address, pin).await.unwrap(), issued, "and what was issued is handed out");
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_serial_there_is_one_directory() {
    let world = World::new(&["GS", "FR"]).await;
    let (fr, at) = (home(&world, "FR"), Timestamp::now() + SignedDuration::from_secs(2));
    let mut others = entries(&world);
    others.retain(|entry| *entry.identity.bureau() != code("GS"));
    let (one, other) = (edition(&world, entries(&world), at), edition(&world, others, at));
    for _ in 0..2 {
        join::take(&fr, &one, Timestamp::now()).unwrap();
    }
    let refused = join::take(&fr, &other, Timestamp::now());
    assert!(matches!(refused, Err(JoinFault::Directory(DirectoryFault::TwoTexts))), "{refused:?}");
    assert_eq!(fr.read("directory").unwrap(), one);
}

/// What the Secretariat signs next, given out by its node: these entries, and these keys withdrawn.
async fn given_out(
    world: &World,
    gs: &Node,
    entries: Vec<DirectoryEntry>,
    withdrawn: Vec<WithdrawnKey>,
    later: i64,
) {
    let secretariat = home(world, "GS").keys(&code("GS")).unwrap().identity;
    let at = Timestamp::now() + SignedDuration::from_secs(later);
    let signed = join::issue(entries, withdrawn, &secretariat, at).unwrap().to_bytes();
    join::take(&home(world, "GS"), &signed, Timestamp::now()).unwrap();
    gs.refresh_directory().await;
}

/// Which key signed what the other bureau said in a case, in order.
async fn signed_with(node: &Node, case: CaseId) -> Vec<u32> {
    let told = node.bureau.case(WRITER, case, "test").await.unwrap().case.told;
    told.iter().filter_map(|told| told.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_renewed_at_work_and_what_withdrawn_ones_signed_is_in_doubt() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (gs, fr, us) = (world.start("GS").await, world.start("FR").await, world.start("US").await);
    let began = Timestamp::now();
    let first = send_question(&fr, "US").await;
    until_stage(&fr, first, Stage::Delivered).await;

    // New keys are made while the node works with those before.
    let (bureau, keys) = (code("FR"), home(&world, "FR").keys(&code("FR")).unwrap());
    let next = home(&world, "FR").renew_identity(&keys.master, &bureau, 1, false).unwrap();
    assert_eq!(next.public().serial(), 2);
    let again = home(&world, "FR").renew_identity(&keys.master, &bureau, 1, false).unwrap();
    assert_eq!(again.public(), next.public(), "asked for twice they are the same");
    let second = send_question(&fr, "US").await;
    until_stage(&fr, second, Stage::Delivered).await;

    // One side knows of them, the other not yet: what is said waits, and is taken once both do.
    let mut renewed = entries(&world);
    let listed = renewed.iter_mut().find(|entry| *entry.identity.bureau() == bureau).unwrap();
    listed.identity = next.public().clone();
    given_out(&world, &gs, renewed.clone(), Vec::new(), 2).await;
    fr.refresh_directory().await;
    assert!(!home(&world, "FR").file("identity-next").exists(), "they are in the place of those before");
    let third = send_question(&fr, "US").await;
    until("a try", Duration::from_secs(20), || row(&fr, third).undelivered).await;
    us.refresh_directory().await;
    until_stage(&fr, third, Stage::Delivered).await;
    let there = |node: &Node, reference: &str| {
        rows(node).into_iter().find(|row| row.reference == reference).unwrap().id
    };
    let heard = |case| there(&us, &row(&fr, case).reference);
    assert_eq!(signed_with(&us, heard(second)).await, [1]);
    assert_eq!(signed_with(&us, heard(third)).await, [2]);
    assert!(us.bureau.in_doubt(WRITER).unwrap().is_empty());

    // The former keys were stolen: all learn since when, and what they signed since is in doubt.
    let stolen = WithdrawnKey { bureau: bureau.clone(), serial: 1, since: began };
    given_out(&world, &gs, renewed, vec![stolen], 4).await;
    us.refresh_directory().await;
    let doubt = us.bureau.in_doubt(WRITER).unwrap();
    assert_eq!((doubt.len(), doubt[0].serial, doubt[0].cases.len()), (1, 1, 2), "{doubt:?}");
    for (case, marked) in [(first, true), (second, true), (third, false)] {
        let view = us.bureau.case(WRITER, heard(case), "test").await.unwrap();
        assert_eq!(!view.in_doubt.is_empty(), marked, "{}", view.case.reference);
    }

    // A restart begins with the new keys, and its journal goes on under the same key of its checkpoints.
    fr.stop().await;
    let fr = world.start("FR").await;
    let fourth = send_question(&fr, "US").await;
    until_stage(&fr, fourth, Stage::Delivered).await;
    for node in [gs, fr, us] {
        node.stop().await;
    }
    let report = audit::verify_home(&home(&world, "FR"), Vec::new()).await.unwrap();
    assert!(report.is_verified(), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_renewed_before_a_kill_are_taken_up_at_the_next_start() {
    let world = World::new(&["GS", "FR"]).await;
    let (bureau, fr) = (code("FR"), home(&world, "FR"));
    let keys = fr.keys(&bureau).unwrap();
    let next = fr.renew_identity(&keys.master, &bureau, 6, false).unwrap();
    assert_eq!(next.public().serial(), 7, "above every serial that was ever given");
    let mut renewed = entries(&world);
    renewed.iter_mut().find(|entry| *entry.identity.bureau() == bureau).unwrap().identity =
        next.public().clone();
    let at = Timestamp::now() + SignedDuration::from_secs(2);
    join::take(&fr, &edition(&world, renewed, at), Timestamp::now()).unwrap();
    let waiting = fr.read("identity-next").unwrap();
    world.start("FR").await.stop().await;
    assert_eq!(fr.keys(&bureau).unwrap().identity.public(), next.public());
    // Killed after the new keys were written and before the file of those that wait was removed.
    fr.write("identity-next", &waiting).unwrap();
    world.start("FR").await.stop().await;
    assert!(!fr.file("identity-next").exists());
    assert_eq!(fr.keys(&bureau).unwrap().identity.public(), next.public());
}

/// New keys of a bureau, of which that of its journal is exchanged too, wait in its data directory beside a directory that lists them.
async fn journal_key_renewed(world: &World, later: i64) -> PublicIdentity {
    let (bureau, fr) = (code("FR"), home(world, "FR"));
    let keys = fr.keys(&bureau).unwrap();
    let next = fr.renew_identity(&keys.master, &bureau, 1, true).unwrap().public().clone();
    let mut renewed = entries(world);
    renewed.iter_mut().find(|entry| *entry.identity.bureau() == bureau).unwrap().identity = next.clone();
    let at = Timestamp::now() + SignedDuration::from_secs(later);
    join::take(&fr, &edition(world, renewed, at), Timestamp::now()).unwrap();
    next
}

/// The journal verifies by the key that lies beside it, which follows from former ones so many times.
async fn verifies(world: &World, exchanged: usize) {
    let report = audit::verify_home(&home(world, "FR"), Vec::new()).await.unwrap();
    assert!(report.is_verified(), "{report}");
    assert_eq!(report.exchanged.len(), exchanged, "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_s_key_is_exchanged_at_work_and_after_a_kill() {
    let world = World::new(&["GS", "FR"]).await;
    let (bureau, fr) = (code("FR"), home(&world, "FR"));
    let node = world.start("FR").await;
    let former = fr.read("journal.key").unwrap();
    let next = journal_key_renewed(&world, 2).await;
    node.refresh_directory().await;
    node.stop().await;
    let (key, identity) = (fr.read("journal.key").unwrap(), fr.keys(&bureau).unwrap().identity);
    assert_ne!(key, former);
    assert_eq!(
        (identity.public(), identity.former_journal_key()),
        (&next, None),
        "the former one is destroyed"
    );
    verifies(&world, 1).await;

    // Whoever has the former key alone is led to the new one.
    fr.write("journal.key", &former).unwrap();
    verifies(&world, 1).await;
    fr.write("journal.key", &key).unwrap();

    // A backup is restored to a point after the exchange, not to one before: its keys would not go on from there.
    let (file, master) = (world.base.path().join("fr.backup"), fr.master().unwrap());
    let place = Place::file(fr.journal_file());
    backup::backup(&fr, &place, &bureau, &master, false, &file).await.unwrap();
    assert!(backup::verify(&file, &master, UpTo::End).is_ok());
    let early = backup::verify(&file, &master, UpTo::Size(1));
    assert!(matches!(early, Err(BackupFault::BeforeExchange(_))), "{early:?}");

    // Killed after the new keys were taken up, and before the journal went on under them.
    let next = journal_key_renewed(&world, 4).await;
    let (directory, _) = join::directory(&fr, Timestamp::now()).unwrap();
    let taken = fr.take_up_identity(&fr.master().unwrap(), &bureau, &directory).unwrap().unwrap();
    assert!(taken.former_journal_key().is_some());
    verifies(&world, 1).await;
    let again = fr.renew_identity(&fr.master().unwrap(), &bureau, 3, true);
    assert!(again.is_err(), "not before the journal went on: the key that signed it last would be lost");
    world.start("FR").await.stop().await;
    let identity = fr.keys(&bureau).unwrap().identity;
    assert_eq!((identity.public(), identity.former_journal_key()), (&next, None));
    verifies(&world, 2).await;
}
