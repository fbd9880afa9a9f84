//! A case that its sender recalled is erased: on either store, in what is moved and in what is backed up from then on.

use std::time::Duration;

use bureau::Command;
use case::exchange::RecallOutcome;
use case::life::Stage;
use node::audit;
use node::exercise::APPROVER;
use node::home::Home;
use node::node::Node;
use node::store::Place;

use crate::cluster::Cluster;
use crate::migrate::comity;
use crate::world::{WRITER, World, configure, row, rows, send_question, until, until_stage};

/// The United States ask, recall, and France deletes; its journal lies in the file or in a database.
async fn erased(in_database: bool) {
    let world = World::new(&["GS", "FR", "US"]).await;
    let home = world.member("FR").home(world.base.path());
    let file = Place::file(home.journal_file());
    let cluster = Cluster::of_process();
    let place = if in_database {
        let address = cluster.database().await;
        configure(&home, &format!("address = \"{}\"", cluster.address(address.database())));
        Place { address: Some(address), ..file.clone() }
    } else {
        configure(&home, "");
        file.clone()
    };
    let fr = Node::start(world.plan_at("FR", &place).await).await.unwrap();
    let us = world.start("US").await;
    let sent = send_question(&us, "FR").await;
    until_stage(&us, sent, Stage::Delivered).await;
    let kept = send_question(&us, "FR").await;
    until_stage(&us, kept, Stage::Delivered).await;
    let reference = row(&us, sent).reference;
    let there = rows(&fr).into_iter().find(|row| row.reference == reference).unwrap().id;
    let request = us.bureau.case(WRITER, sent, "test").await.unwrap().case.told[0].message;
    let recall = Command::Recall { messages: vec![request], reasons: "a namesake".into() };
    us.bureau.act(APPROVER, Some(sent), recall, "test").await.unwrap();
    until_stage(&fr, there, Stage::Withdrawn).await;
    let recall = fr.bureau.case(WRITER, there, "test").await.unwrap().case.recalls()[0].recall.message;
    let (outcome, passed_on, reasons) = (RecallOutcome::Deleted, Vec::new(), String::new());
    let answer = Command::AnswerRecall { recall, outcome, passed_on, reasons };
    fr.bureau.act(APPROVER, Some(there), answer, "test").await.unwrap();
    until("it is gone", Duration::from_secs(10), || rows(&fr).len() == 1).await;

    // Backed up while the node is at work, and brought back into a file.
    let (backup, into) = (world.base.path().join("backup"), world.base.path().join("again"));
    let (code, said) = comity(&["backup", "--to", backup.to_str().unwrap(), "--data"], home.path());
    assert_eq!(code, Some(0), "{said}");
    let key = home.file("master.key");
    let given = ["restore", "--into", into.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let (code, said) = comity(&given, &backup);
    assert_eq!(code, Some(0), "{said}");
    fr.stop().await;
    us.stop().await;
    let again = Home::at(into);
    for (home, place) in [(&home, place.clone()), (&again, Place::file(again.journal_file()))] {
        let report = audit::verify_at(home, &place, Vec::new()).await.unwrap();
        assert!(report.is_verified() && report.erased.len() == 1 && report.erased[0].case == there);
        let store = place.open_to_read().await.unwrap();
        assert!(store.keys().await.unwrap().iter().all(|(case, _)| *case != there));
        let entries = store.case_entries(there).await.unwrap();
        assert!(
            entries.iter().filter(|entry| entry.body.is_some()).count() == 1,
            "what says that it was erased"
        );
        store.close().await;
    }

    // Moved to the other store, and started there.
    let address = cluster.database().await;
    let (to, moved) = if in_database {
        (home.journal_file().to_str().unwrap().to_owned(), file)
    } else {
        (cluster.address(address.database()), Place { address: Some(address), ..file })
    };
    let (code, said) = comity(&["migrate", "--to", &to, "--data"], home.path());
    assert_eq!(code, Some(0), "{said}");
    let fr = Node::start(world.plan_at("FR", &moved).await).await.unwrap();
    assert_eq!(rows(&fr).len(), 1);
    assert!(fr.bureau.case(WRITER, there, "test").await.is_err());
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recalled_is_erased_from_a_file_and_stays_so() {
    erased(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recalled_is_erased_from_a_database_and_stays_so() {
    erased(true).await;
}
