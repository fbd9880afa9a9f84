//! A journal moves from its file into a database and back, and is proven equal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use bureau::ports::StoreFault;
use case::life::Stage;
use node::audit;
use node::home::Home;
use node::node::Node;
use node::store::{Address, Place};

use crate::cluster::{Cluster, PASSWORD};
use crate::world::{World, configure, rows, send_question, until_stage};

/// Runs the program; whatever it says, no password is in it.
pub(crate) fn comity(arguments: &[&str], data: &Path) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .arg(data)
        .env("PGPASSWORD", PASSWORD)
        .output()
        .unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    assert!(!said.contains(PASSWORD), "{said}");
    (status.code(), said)
}

fn migrate(to: &str, data: &Path) -> (Option<i32>, String) {
    comity(&["migrate", "--to", to, "--data"], data)
}

/// A node of FR that has sent a question and was stopped, with a configuration; and a new database.
async fn stopped() -> (World, Home, Arc<Cluster>, Address) {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    send_question(&fr, "US").await;
    fr.stop().await;
    let home = world.member("FR").home(world.base.path());
    let store = Place::file(home.journal_file()).open().await.unwrap();
    let size = store.size().await.unwrap();
    store.cosign(size, "\u{2014} comity/US AAAAAAAAAAA=\n").await.unwrap();
    store.close().await;
    configure(&home, "");
    let cluster = Cluster::of_process();
    let address = cluster.database().await;
    (world, home, cluster, address)
}

#[tokio::test(flavor = "multi_thread")]
async fn there_and_back_every_entry_checkpoint_and_key_is_the_same() {
    let (world, home, cluster, address) = stopped().await;
    let file = Place::file(home.journal_file());
    let before = file.open_to_read().await.unwrap();
    let (code, said) = migrate(&cluster.address(address.database()), home.path());
    assert_eq!(code, Some(0), "{said}");
    let size = before.size().await.unwrap();
    assert!(size > 5 && said.contains("proven equal") && said.contains(&format!("{size} entries")), "{said}");
    let place = Place { address: Some(address.clone()), ..file.clone() };
    let after = place.open_to_read().await.unwrap();
    assert_eq!(after.entries(0, u32::MAX).await, before.entries(0, u32::MAX).await);
    assert_eq!(after.checkpoints().await, before.checkpoints().await);
    assert_eq!(after.cosigned().await.unwrap().len(), 1, "with what a witness signed");
    let (code, said) = migrate(&cluster.address(address.database()), home.path());
    assert!(code == Some(2) && said.contains(&format!("holds {size} entries already")), "{said}");

    // The line that was printed is the one to write.
    configure(&home, &format!("address = \"{address}\""));
    assert_eq!(comity(&["journal", "verify"], home.path()).0, Some(0));
    let (_, said) = comity(&["doctor", "--data"], home.path());
    assert!(said.contains("case keys open"), "{said}");
    let fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    let us = world.start("US").await;
    let sent = send_question(&fr, "US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    let (code, said) = migrate(home.journal_file().to_str().unwrap(), home.path());
    assert!(code == Some(3) && said.contains("another process works"), "{said}");
    fr.stop().await;
    us.stop().await;
    assert!(audit::verify_at(&home, &place, Vec::new()).await.unwrap().is_verified());
    let out = world.base.path().join("out");
    audit::export(&home, &place, &out, false).await.unwrap();
    assert!(audit::verify_export(&out, &[]).unwrap().is_verified());

    // What was left in the file is old by now, and is neither worked on nor written over.
    assert!(matches!(file.open().await.err(), Some(StoreFault::Broken(why)) if why.contains("history of")));
    let (code, said) = migrate(home.journal_file().to_str().unwrap(), home.path());
    assert!(code == Some(2) && said.contains("entries already"), "{said}");
    before.close().await;
    for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        let _ = fs::remove_file(home.file(name));
    }
    let (code, said) = migrate(home.journal_file().to_str().unwrap(), home.path());
    assert_eq!(code, Some(0), "{said}");
    let fr = world.start("FR").await;
    assert_eq!(rows(&fr).len(), 2);
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_does_not_verify_or_is_at_work_stays_where_it_is() {
    let (_world, home, cluster, address) = stopped().await;
    let to = cluster.address(address.database());
    let place = Place { address: Some(address.clone()), ..Place::file(home.journal_file()) };
    let url = format!("sqlite://{}", home.journal_file().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::raw_sql("UPDATE entry SET body = NULL WHERE position = 2").execute(&pool).await.unwrap();
    let (code, said) = migrate(&to, home.path());
    assert!(code == Some(3) && said.contains("does not verify, and nothing was copied"), "{said}");
    let untouched = place.open_to_fill().await.unwrap();
    assert_eq!(untouched.size().await, Ok(0));
    untouched.close().await;

    // The journal is in the database, and another command has it for itself.
    configure(&home, &format!("address = \"{to}\""));
    let alone = place.open_to_fill().await.unwrap();
    let out = home.file("other.db");
    let (code, said) = migrate(out.to_str().unwrap(), home.path());
    assert!(code == Some(3) && said.contains("another process is at work"), "{said}");
    assert!(!out.exists());
    let (code, said) = comity(&["doctor", "--data"], home.path());
    assert!(code == Some(1) && said.contains("is being filled or left by another command"), "{said}");
    alone.close().await;
    let (code, said) = migrate("mysql://fr@localhost/fr", home.path());
    assert!(code == Some(2) && said.contains("no address of a PostgreSQL database"), "{said}");
    let (code, said) = migrate(&to, home.path());
    assert!(code == Some(2) && said.contains("lies in"), "{said}");
}
