//! A journal is verified where it lies and where it was exported; what was altered is found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use bureau::ports::Store;
use journal::checkpoint::SignedCheckpoint;
use journal::export::{CheckpointReader, EntryReader};
use journal::note::VerifierKey;
use journal::report::Fault;
use journal::tree::Frontier;
use journal::trust::Trust;
use journal::verify::verify as verify_all;
use node::audit;
use node::exercise::APPROVER;
use node::home::Home;
use node::store::{NodeStore, Place, SqliteStore};
use seal::note::is_signed_by;
use sqlx::SqlitePool;

use crate::world::{World, send_question, until};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_altered_is_found() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    send_question(&fr, "US").await;
    let home = world.member("FR").home(world.base.path());
    let at_work = audit::verify_home(&home, Vec::new()).await.unwrap();
    assert!(at_work.is_verified() && at_work.entries > 5, "also while the node is at work");
    fr.stop().await;

    let out = world.base.path().join("out");
    let entries = audit::export(&home, &Place::file(home.journal_file()), &out, true).await.unwrap();
    // The same tree as a tiled log: what tools of others compute from it is what the bureau signed.
    let tile = fs::read(out.join(format!("tiles/tile/0/000.p/{entries}"))).unwrap();
    let tree: Frontier = tile.as_chunks::<32>().0.iter().copied().collect();
    let signed: SignedCheckpoint = fs::read_to_string(out.join("tiles/checkpoint")).unwrap().parse().unwrap();
    assert_eq!((tree.size(), tree.root()), (entries, signed.checkpoint().root));
    assert!(out.join(format!("tiles/tile/entries/000.p/{entries}")).exists());
    let exported = audit::verify_export(&out, &[]).unwrap();
    assert!(exported.is_verified());
    assert_eq!((exported.entries, exported.proven), (entries, entries));
    let taken = audit::export(&home, &Place::file(home.journal_file()), &out, false).await.unwrap_err();
    assert!(taken.to_string().contains("--out"), "{taken}");
    assert_eq!(verify(&out, &[]).status.code(), Some(0));

    tamper(
        &home,
        &["DROP TRIGGER entry_is_never_changed", "UPDATE entry SET at = at + 1 WHERE position = 3"],
    )
    .await;
    assert!(!audit::verify_home(&home, Vec::new()).await.unwrap().is_verified());
    assert_eq!(verify(home.path(), &[]).status.code(), Some(1));
    assert_eq!(verify(world.base.path(), &[]).status.code(), Some(2), "there is no journal here");
}

fn verify(folder: &Path, more: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.args(["journal", "verify", "--json"]).arg(folder).args(more).output().unwrap()
}

async fn tamper(home: &Home, statements: &[&'static str]) {
    let url = format!("sqlite://{}", home.journal_file().display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    for sql in statements {
        sqlx::raw_sql(*sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
}

/// A node that has worked and was stopped, and a checkpoint over all of its entries that an auditor keeps.
async fn stopped() -> (World, Home, PathBuf) {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    send_question(&fr, "US").await;
    fr.stop().await;
    let home = world.member("FR").home(world.base.path());
    let store = SqliteStore::open_to_read(&home.journal_file()).await.unwrap();
    let kept = world.base.path().join("kept");
    fs::write(&kept, store.last_checkpoint().await.unwrap().unwrap()).unwrap();
    store.close().await;
    (world, home, kept)
}

/// The faults that are reported: code, first and last entry.
fn faults(output: &Output) -> Vec<(String, u64, u64)> {
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let position = |fault: &serde_json::Value, key: &str| fault[key].as_u64().unwrap_or(u64::MAX);
    let faults = report["faults"].as_array().unwrap().iter();
    faults
        .map(|fault| {
            (fault["code"].as_str().unwrap().to_owned(), position(fault, "first"), position(fault, "last"))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_tail_is_found_against_a_kept_checkpoint() {
    let (_world, home, kept) = stopped().await;
    let size = audit::verify_home(&home, Vec::new()).await.unwrap().entries;
    let given = [Path::new("--checkpoint"), &kept];
    assert_eq!(verify(home.path(), &given).status.code(), Some(0));
    let cut = [
        "DROP TRIGGER entry_is_never_removed",
        "DELETE FROM checkpoint WHERE size > 3",
        "DELETE FROM entry WHERE position >= (SELECT max(size) FROM checkpoint)",
    ];
    tamper(&home, &cut).await;
    let found = verify(home.path(), &[]);
    assert_eq!(found.status.code(), Some(1), "against the checkpoint that the node keeps beside it");
    let (code, first, last) = faults(&found).remove(0);
    assert_eq!((code.as_str(), last), ("entries-cut", size - 1));

    // Whoever cut the journal cut that one too.
    fs::remove_file(home.file("journal.checkpoint")).unwrap();
    assert_eq!(verify(home.path(), &[]).status.code(), Some(0), "nothing is left here that tells of it");
    let found = verify(home.path(), &given);
    assert_eq!((found.status.code(), faults(&found)), (Some(1), vec![(code, first, last)]));
    assert_eq!(verify(home.path(), &[Path::new("--checkpoint"), Path::new("/none")]).status.code(), Some(2));
    let no_checkpoint = home.file("journal.key");
    assert_eq!(verify(home.path(), &[Path::new("--checkpoint"), &no_checkpoint]).status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_history_is_found_against_a_kept_checkpoint() {
    let (world, home, kept) = stopped().await;
    // The same keys, and a journal begun anew: what a curious administrator can make.
    fs::remove_file(home.file("journal.checkpoint")).unwrap();
    fs::write(home.journal_file(), "").unwrap();
    let fr = world.start("FR").await;
    for _ in 0..2 {
        send_question(&fr, "US").await;
    }
    fr.stop().await;
    assert_eq!(verify(home.path(), &[]).status.code(), Some(0));
    let found = verify(home.path(), &[Path::new("--checkpoint"), &kept]);
    assert_eq!(found.status.code(), Some(1));
    assert_eq!(faults(&found)[0].0, "checkpoint-differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_exchange_messages_witness_each_other_and_find_a_replaced_history() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (fr, us) = (world.start("FR").await, world.start("US").await);
    send_question(&fr, "US").await;
    let patience = Duration::from_secs(20);
    for node in [&fr, &us] {
        until("the journal is witnessed", patience, || node.bureau.figures().entries_witnessed > 0).await;
    }
    let witnessed = fr.bureau.figures().entries_witnessed;
    fr.stop().await;

    // The export says how far, to whoever knows the witness.
    let home = world.member("FR").home(world.base.path());
    let out = world.base.path().join("out");
    audit::export(&home, &Place::file(home.journal_file()), &out, false).await.unwrap();
    let seen = us.bureau.oversight(APPROVER).await.unwrap();
    assert_eq!(far(&out, &seen.witness_key, &[]), (vec![], witnessed));

    // A journal begun anew with the same keys. Its bureau is in order by itself, and its witness is not taken in.
    fs::remove_file(home.file("journal.checkpoint")).unwrap();
    fs::write(home.journal_file(), "").unwrap();
    let fr = world.start("FR").await;
    while fr.bureau.oversight(APPROVER).await.unwrap().entries <= witnessed {
        send_question(&fr, "US").await;
    }
    until("the contradiction is noticed", patience, || {
        us.bureau.figures().counts.contradictions.contains_key("checkpoint")
    })
    .await;
    until("the bureau is told", patience, || {
        fr.bureau.figures().counts.cosignatures.keys().any(|code| code != "cosigned")
    })
    .await;
    assert_eq!(fr.bureau.figures().entries_witnessed, 0);
    fr.stop().await;
    let seen = us.bureau.oversight(APPROVER).await.unwrap();
    let (bureau, cosigned) = &seen.cosigned[0];
    assert_eq!((bureau.as_str(), cosigned.state.size), ("FR", witnessed));
    let kept = world.base.path().join("cosigned");
    fs::write(&kept, &cosigned.checkpoint).unwrap();
    assert_eq!(verify(home.path(), &[]).status.code(), Some(0), "nothing is left here that tells of it");
    let found = verify(home.path(), &[Path::new("--checkpoint"), &kept]);
    assert_eq!((found.status.code(), faults(&found)[0].0.as_str()), (Some(1), "checkpoint-differs"));
    us.stop().await;
}

/// What an auditor who trusts one witness finds in an export: the codes of faults, and how far that witness cosigned it.
fn far(export: &Path, witness: &str, kept: &[SignedCheckpoint]) -> (Vec<&'static str>, u64) {
    let read = |name: &str| fs::read(export.join(name)).unwrap();
    let text = String::from_utf8(read("journal.key")).unwrap();
    let witnesses = [witness.parse().unwrap()];
    let key: VerifierKey = text.trim().parse().unwrap();
    let trust = Trust { kept, witnesses: &witnesses, witnesses_min: 1, ..Trust::in_key(&key, &is_signed_by) };
    let (entries, checkpoints) = (read("entries"), read("checkpoints"));
    let report =
        verify_all(EntryReader::new(&entries[..]).unwrap(), CheckpointReader::new(&checkpoints[..]), &trust);
    (report.faults.iter().map(Fault::code).collect(), report.witnessed[0].entries)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_or_a_key_that_is_gone_is_named() {
    let (_world, home, _) = stopped().await;
    tamper(&home, &["UPDATE entry SET body = NULL WHERE position = 2"]).await;
    let found = verify(home.path(), &[]);
    assert_eq!((found.status.code(), faults(&found)), (Some(1), vec![("body-missing".to_owned(), 2, 2)]));
    tamper(&home, &["DELETE FROM case_key"]).await;
    let found = faults(&verify(home.path(), &[]));
    assert!(found.len() > 3 && found[0] == ("key-missing".to_owned(), 0, 0), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_names_a_case_whose_key_does_not_open() {
    let (world, home, _kept) = stopped().await;
    // The world sets its members up without a configuration; one of a new node serves.
    let other = world.base.path().join("other");
    let set_up = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["init", "--bureau", "FR", "--name", "Paris", "--address", "https://127.0.0.1:1", "--data"])
        .arg(&other)
        .status()
        .unwrap();
    assert!(set_up.success());
    fs::copy(other.join("comity.toml"), home.file("comity.toml")).unwrap();
    let doctor = || {
        let output = Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["doctor", "--json", "--data"])
            .arg(home.path())
            .output()
            .unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let looks = answer["looks"].as_array().unwrap().iter();
        looks.filter(|look| look["what"] == "journal").map(|look| look.to_string()).collect::<String>()
    };
    assert!(doctor().contains("case keys open"), "{}", doctor());
    tamper(
        &home,
        &[
            "DROP TRIGGER IF EXISTS case_key_is_never_changed",
            "UPDATE case_key SET wrapped = zeroblob(length(wrapped))",
        ],
    )
    .await;
    let found = doctor();
    assert!(found.contains("do not open") && found.contains("case-"), "{found}");
}
