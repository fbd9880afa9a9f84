//! The demonstration: work waits at every stage, and a second start goes on where the first one was.

use std::collections::BTreeSet;
use std::time::Duration;

use bureau::{Bureau, Filter, Row};
use case::life::{Side, Stage};
use case::opinion::Outcome;
use node::demo::{self, Demo, Options};

use crate::world::{code, free_addresses, until};

/// A demonstration takes the ports after that of its first page.
const PORTS: u32 = 16;

fn rows(bureau: &Bureau) -> Vec<Row> {
    bureau.docket(bureau.officers()[0].id, &Filter::default()).unwrap().rows
}

async fn start(data: &std::path::Path) -> Demo {
    let options = Options { data: data.to_owned(), listen: free_addresses(PORTS).await, fresh: false };
    demo::start(options, law::Law::shipped().unwrap(), &|_| {}).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn work_waits_at_every_stage() {
    let folder = tempfile::tempdir().unwrap();
    let demo = start(&folder.path().join("data")).await;
    let mut stages = BTreeSet::new();
    let mut drafts = Vec::new();
    for text in ["GS", "FR", "US", "BR"] {
        let bureau = demo.bureau(&code(text)).unwrap();
        for row in rows(&bureau) {
            stages.insert(row.stage);
            let view = bureau.case(bureau.officers()[0].id, row.id, "test").await.unwrap();
            if row.side == Side::Requesting {
                assert!(view.case.origin.contains("made up"), "{}", row.reference);
            }
            if row.stage == Stage::Draft {
                drafts.push((row.title, view.opinion.outcome()));
            }
        }
    }
    for stage in Stage::ALL {
        let is_made = !matches!(stage, Stage::TurnedAway | Stage::Withdrawn | Stage::Closed | Stage::Read);
        assert!(stages.contains(&stage) || !is_made, "no case is at the stage {}", stage.code());
    }
    drafts.sort();
    let found: Vec<_> = drafts.iter().map(|(title, outcome)| (title.as_str(), *outcome)).collect();
    let expected = [
        ("ABASHIDZE-MOREL", Outcome::Block),
        ("QUEIROZ SANTAREM", Outcome::Refer),
        ("VANDERLINDEN-HALL", Outcome::Block),
    ];
    assert_eq!(found, expected);

    // The bureaus have witnessed each other's journals meanwhile, as all do that exchange messages.
    for text in ["FR", "US", "BR"] {
        let bureau = demo.bureau(&code(text)).unwrap();
        let witnessed = || bureau.figures().entries_witnessed > 0;
        until("the journal is witnessed", Duration::from_secs(10), witnessed).await;
        assert!(bureau.figures().counts.contradictions.is_empty());
    }

    let us = demo.bureau(&code("US")).unwrap();
    let waits = |us: &Bureau| rows(us).iter().any(|row| row.stage == Stage::Waiting);
    assert!(waits(&us));
    demo.switch(&code("JP")).await.unwrap();
    let took = until("delivery to Tokyo", Duration::from_secs(10), || !waits(&us)).await;
    assert!(took < Duration::from_secs(6), "{took:?}");
    demo.switch(&code("JP")).await.unwrap();
    let before: Vec<usize> =
        ["GS", "FR", "US", "BR"].map(|text| rows(&demo.bureau(&code(text)).unwrap()).len()).into();
    demo.stop().await;

    let demo = start(&folder.path().join("data")).await;
    let after: Vec<usize> =
        ["GS", "FR", "US", "BR"].map(|text| rows(&demo.bureau(&code(text)).unwrap()).len()).into();
    assert_eq!(before, after);
    assert!(demo.welcome().contains(&demo.address()));
    demo.stop().await;

    // What somebody put beside it stays when the demonstration begins anew.
    let beside = folder.path().join("data").join("notes.txt");
    std::fs::write(&beside, "mine").unwrap();
    let options =
        Options { data: folder.path().join("data"), listen: free_addresses(PORTS).await, fresh: true };
    demo::start(options, law::Law::shipped().unwrap(), &|_| {}).await.unwrap().stop().await;
    assert!(beside.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_demonstration_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
    let options =
        Options { data: folder.path().to_owned(), listen: "127.0.0.1:0".parse().unwrap(), fresh: true };
    let refused = demo::start(options, law::Law::shipped().unwrap(), &|_| {}).await;
    assert!(refused.is_err_and(|fault| fault.to_string().contains("--data")));
    assert_eq!(std::fs::read_to_string(folder.path().join("thesis.txt")).unwrap(), "mine");
}
