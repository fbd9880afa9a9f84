//! A request travels between two nodes: delivered once, never claimed before it is, soon after the partner's return.

use std::time::Duration;

use bureau::Command;
use case::handling::Handling;
use case::life::Stage;

use crate::world::{WRITER, World, code, row, rows, send_question, until, until_stage};

#[tokio::test(flavor = "multi_thread")]
async fn there_and_back() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (fr, us) = (world.start("FR").await, world.start("US").await);
    let sent = send_question(&fr, "US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    let received = rows(&us);
    assert_eq!(received.len(), 1);
    let there = received[0].id;
    us.bureau.case(WRITER, there, "duty").await.unwrap();
    until_stage(&fr, sent, Stage::Read).await;
    let accept = Command::Accept { note: "in hand".into(), expected: None };
    us.bureau.act(WRITER, Some(there), accept, "duty").await.unwrap();
    until_stage(&fr, sent, Stage::Accepted).await;
    let answer = Command::Answer { text: "It is.".into(), complete: true, handling: Handling::default() };
    us.bureau.act(WRITER, Some(there), answer, "duty").await.unwrap();
    until_stage(&fr, sent, Stage::Answered).await;
    until("the receipt", Duration::from_secs(5), || !row(&us, there).undelivered).await;
    let case = fr.bureau.case(WRITER, sent, "test").await.unwrap().case;
    assert!(case.outgoing.iter().all(|out| out.taken_at.is_some()));
    fr.stop().await;
    us.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_false_success() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    let sent = send_question(&fr, "US").await;
    assert_eq!(row(&fr, sent).stage, Stage::Waiting);
    let mut failed = false;
    for _ in 0..100 {
        let view = fr.bureau.case(WRITER, sent, "test").await.unwrap();
        assert_eq!(view.case.stage, Stage::Waiting);
        if view.delivery.is_some_and(|delivery| delivery.failure.is_some()) {
            failed = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(failed, "the page says that it is not delivered within a second");
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(row(&fr, sent).stage, Stage::Waiting);
    let us = world.start("US").await;
    let took = until_stage(&fr, sent, Stage::Delivered).await;
    assert!(took < Duration::from_secs(6), "delivered {took:?} after the partner's return");
    assert_eq!(rows(&us).len(), 1);
    fr.stop().await;
    us.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_that_restarts_loses_nothing() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    let us = world.start("US").await;
    let first = send_question(&fr, "US").await;
    until_stage(&fr, first, Stage::Delivered).await;
    us.stop().await;
    let second = send_question(&fr, "US").await;
    let us = world.start("US").await;
    until_stage(&fr, second, Stage::Delivered).await;
    assert_eq!(rows(&us).len(), 2);
    fr.stop().await;
    let fr = world.start("FR").await;
    assert_eq!(row(&fr, first).stage, Stage::Delivered);
    assert_eq!(row(&fr, second).other, code("US"));
    us.stop().await;
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_twice_is_taken_once() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    // The courier finds nobody at US; the same envelope is then carried by hand, twice, at the same time.
    let sent = send_question(&fr, "US").await;
    let us = world.start("US").await;
    let errand = liaison::outbox::Errand {
        message: fr.bureau.case(WRITER, sent, "test").await.unwrap().case.outgoing[0].message,
        case: sent,
        to: code("US"),
    };
    let parcel = fr.bureau.parcel(&errand).await.unwrap();
    let (one, two) =
        tokio::join!(us.bureau.receive(&parcel.envelope, None), us.bureau.receive(&parcel.envelope, None));
    assert!(!one.is_empty() && !two.is_empty());
    until_stage(&fr, sent, Stage::Delivered).await;
    let received = rows(&us);
    assert_eq!(received.len(), 1);
    let case = us.bureau.case(WRITER, received[0].id, "test").await.unwrap().case;
    assert_eq!((case.heard, case.told.len()), (1, 2), "the request, and that it was read");
    fr.stop().await;
    us.stop().await;
}
