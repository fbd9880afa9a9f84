//! The directory of bureaus is renewed also when it has expired, and what changed in it holds at once.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use node::carrier::tls::NodeCertificate;
use node::carrier::{SendFault, Sender};
use node::home::Home;
use node::join;
use node::node::{Node, Plan};
use node::refresh;
use seal::directory::{DirectoryEntry, SignedDirectory};

use crate::world::{World, code};

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
    let directory = (read.verify(&fr.secretariat().unwrap(), then, 0).unwrap(), expired.clone());
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
