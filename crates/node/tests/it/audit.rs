//! A journal is verified where it lies and where it was exported; what was altered is found.

use std::process::Command;

use node::audit;
use sqlx::SqlitePool;

use crate::world::{World, send_question};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_altered_is_found() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = world.start("FR").await;
    send_question(&fr, "US").await;
    let home = world.member("FR").home(world.base.path());
    let at_work = audit::verify_home(&home).await.unwrap();
    assert!(at_work.is_verified() && at_work.entries > 5, "also while the node is at work");
    fr.stop().await;

    let out = world.base.path().join("out");
    let entries = audit::export(&home, &out).await.unwrap();
    let exported = audit::verify_export(&out).unwrap();
    assert!(exported.is_verified());
    assert_eq!((exported.entries, exported.proven), (entries, entries));
    let verify = |folder: &std::path::Path| {
        Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["journal", "verify"])
            .arg(folder)
            .output()
            .unwrap()
            .status
            .code()
    };
    assert_eq!(verify(&out), Some(0));

    let url = format!("sqlite://{}", home.journal_file().display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    for sql in ["DROP TRIGGER entry_is_never_changed", "UPDATE entry SET at = at + 1 WHERE position = 3"] {
        sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    assert!(!audit::verify_home(&home).await.unwrap().is_verified());
    assert_eq!(verify(home.path()), Some(1));
    assert_eq!(verify(world.base.path()), Some(2), "there is no journal here");
}
