//! Passkeys and recovery as the journal keeps them, also through a restart.

use bureau::{CHANGES_TOLD_DAYS, DoorFault, IDLE_DAYS_MAX, RECOVERY_HOURS_MAX, Staffing, Used};
use case::bureau::Role;
use case::life::Refusal;
use case::limits::{PASSKEY_BYTES_MAX, PASSKEYS_PER_OFFICER_MAX};
use futures::executor::block_on;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, world};

/// What an officer's passkeys are: names and public parts.
fn passkeys(node: &Node) -> Vec<(String, Vec<u8>)> {
    node.bureau.passkeys(LIAISON).into_iter().map(|known| (known.name, known.credential)).collect()
}

fn add(node: &Node, by: &str, name: &str) -> Result<case::id::PasskeyId, DoorFault> {
    block_on(node.bureau.add_passkey(LIAISON, by, name, name.as_bytes().to_vec()))
}

#[test]
fn passkeys_and_their_counters_outlive_a_restart() {
    let (fr, _) = world();
    let one = add(&fr, "link", "one").unwrap();
    add(&fr, "account", "two").unwrap();
    let used = Used { passkey: one, credential: b"one, counted on".to_vec() };
    block_on(fr.bureau.signs_in(LIAISON, "passkey", Some(used.clone()))).unwrap();
    let expected = [("one".to_owned(), b"one, counted on".to_vec()), ("two".to_owned(), b"two".to_vec())];
    for node in [&fr, &fr.restarted()] {
        assert_eq!(passkeys(node), expected);
        assert!(node.bureau.passkeys(LIAISON)[0].used_at.is_some());
    }
    block_on(fr.bureau.remove_passkey(LIAISON, one)).unwrap();
    let gone = block_on(fr.bureau.signs_in(LIAISON, "passkey", Some(used)));
    assert_eq!(gone, Err(DoorFault::NoSuchPasskey), "what was removed meanwhile lets nobody in");
    let two = fr.bureau.passkeys(LIAISON)[0].id;
    assert_eq!(block_on(fr.bureau.remove_passkey(LIAISON, two)), Err(DoorFault::LastPasskey));
    assert_eq!(block_on(fr.bureau.remove_passkey(DUTY, two)), Err(DoorFault::NoSuchPasskey));
    add(&fr, "recovery", "three").unwrap();
    assert_eq!(
        passkeys(&fr.restarted()),
        [("three".to_owned(), b"three".to_vec())],
        "it replaces all before"
    );
}

#[test]
fn who_was_away_for_ninety_days_comes_in_by_a_new_link_alone() {
    let (fr, _) = world();
    let passkey = add(&fr, "link", "one").unwrap();
    add(&fr, "account", "two").unwrap();
    let sign_in = |passkey| {
        let used = Used { passkey, credential: b"public".to_vec() };
        block_on(fr.bureau.signs_in(LIAISON, "passkey", Some(used))).map_err(|fault| fault.code())
    };
    fr.pass_seconds(IDLE_DAYS_MAX * 86_400 - 1);
    sign_in(passkey).unwrap();
    fr.pass_seconds(IDLE_DAYS_MAX * 86_400);
    assert_eq!(sign_in(passkey), Err("account-idle"));
    let refusals = block_on(fr.bureau.oversight(PROTECTION)).unwrap().refusals;
    assert_eq!(refusals[0].code, "account-idle", "and who oversees sees it");
    let anew = add(&fr, "recovery", "three").unwrap();
    sign_in(anew).unwrap();
}

#[test]
fn administrators_hear_of_who_came_left_or_changed() {
    let (fr, _) = world();
    let told = |node: &Node| {
        let rows = node.bureau.staff_changes(ADMINISTRATOR).unwrap();
        rows.into_iter().map(|row| (row.officer.id, row.change)).collect::<Vec<_>>()
    };
    assert_eq!(told(&fr), [], "with those it begins with nobody came");
    let fr = fr.restarted_with(|officers| {
        officers.retain(|officer| officer.id != REVIEWER);
        officers
            .iter_mut()
            .filter(|officer| officer.id == DUTY)
            .for_each(|officer| officer.roles = vec![Role::Approver]);
    });
    assert_eq!(told(&fr), [(DUTY, Staffing::Changed), (REVIEWER, Staffing::Left)]);
    let of = |node: &Node, who| {
        let officer = node.bureau.officers().iter().find(|officer| officer.id == who).cloned().unwrap();
        node.bureau.staff_changed(&officer)
    };
    assert_eq!((of(&fr, ADMINISTRATOR), of(&fr, LIAISON)), (2, 0), "nobody else is told");
    assert!(fr.bureau.staff_changes(LIAISON).is_err());
    let fr = fr.restarted();
    assert_eq!(told(&fr)[..2], [(DUTY, Staffing::Changed), (REVIEWER, Staffing::Came)]);
    fr.pass_seconds((CHANGES_TOLD_DAYS * 24 + 1) * 3600);
    assert_eq!((of(&fr, ADMINISTRATOR), told(&fr).len()), (0, 4), "the list stays");
}

#[test]
fn passkeys_have_limits() {
    let (fr, _) = world();
    for number in 0..PASSKEYS_PER_OFFICER_MAX {
        add(&fr, "account", &number.to_string()).unwrap();
    }
    let too_large = |fault| matches!(fault, Err(DoorFault::Refused(Refusal::TooLarge { .. })));
    assert!(too_large(add(&fr, "account", "one more")));
    assert!(too_large(add(&fr, "link", &"x".repeat(101))));
    assert!(matches!(add(&fr, "link", "a\u{202e}b"), Err(DoorFault::Refused(Refusal::NoText { .. }))));
    let large = block_on(fr.bureau.add_passkey(LIAISON, "link", "x", vec![0; PASSKEY_BYTES_MAX + 1]));
    assert!(too_large(large));
    assert_eq!(passkeys(&fr).len(), PASSKEYS_PER_OFFICER_MAX);
}

#[test]
fn a_try_that_proves_nobody_is_written_down_once_a_minute() {
    let (fr, _) = world();
    let seen = |node: &Node| {
        let rows = block_on(node.bureau.oversight(PROTECTION)).unwrap().refusals;
        let tries = rows.into_iter().filter(|row| row.command.as_deref() == Some("sign-in"));
        tries.map(|row| (row.officer, row.code, row.more)).collect::<Vec<_>>()
    };
    for _ in 0..50 {
        block_on(fr.bureau.nobody_let_in("passkey-unknown")).unwrap();
    }
    block_on(fr.bureau.nobody_let_in("openid-lapsed")).unwrap();
    let expected = [(None, "openid-lapsed".to_owned(), 0), (None, "passkey-unknown".to_owned(), 0)];
    assert_eq!(seen(&fr), expected);
    fr.pass_seconds(60);
    block_on(fr.bureau.nobody_let_in("passkey-unknown")).unwrap();
    assert_eq!(
        seen(&fr.restarted())[0],
        (None, "passkey-unknown".to_owned(), 49),
        "with the number of the others"
    );
}

#[test]
fn how_strongly_a_provider_saw_an_officer_is_kept() {
    let (fr, _) = world();
    block_on(fr.bureau.signs_in_by_provider(LIAISON, "openid", Some("phr".into()))).unwrap();
    block_on(fr.bureau.signs_in_by_provider(LIAISON, "openid-unlock", None)).unwrap();
    let too_large = block_on(fr.bureau.signs_in_by_provider(LIAISON, "openid", Some("x".repeat(201))));
    assert!(matches!(too_large, Err(DoorFault::Refused(Refusal::TooLarge { .. }))), "{too_large:?}");
    let rows = block_on(fr.restarted().bureau.oversight(PROTECTION)).unwrap().sign_ins;
    let rows: Vec<_> = rows.iter().map(|row| (row.officer, row.by.as_str(), row.acr.as_deref())).collect();
    assert_eq!(rows, [(LIAISON, "openid-unlock", None), (LIAISON, "openid", Some("phr"))]);
}

#[test]
fn who_left_and_comes_back_enrols_anew() {
    let (fr, _) = world();
    add(&fr, "link", "one").unwrap();
    let without = fr.restarted_with(|officers| officers.retain(|officer| officer.id != LIAISON));
    assert_eq!(passkeys(&without), []);
    assert_eq!(passkeys(&without.restarted()), []);
}

#[test]
fn a_recovery_waits_for_a_day_and_for_an_administrator() {
    let (fr, _) = world();
    add(&fr, "link", "one").unwrap();
    let two = |node: &Node| {
        node.restarted_with(|officers| {
            officers.iter_mut().find(|officer| officer.id == REVIEWER).unwrap().roles =
                vec![Role::Administrator];
        })
    };
    let fr = two(&fr);
    let propose = |node: &Node| block_on(node.bureau.propose_recovery(ADMINISTRATOR, LIAISON));
    let confirm = |node: &Node| block_on(node.bureau.confirm_recovery(REVIEWER, LIAISON));
    propose(&fr).unwrap();
    assert_eq!(two(&fr).bureau.recoveries().len(), 1, "also after a restart");
    fr.pass_seconds(RECOVERY_HOURS_MAX * 3600);
    assert_eq!(confirm(&fr), Err(DoorFault::NoRecovery));
    propose(&fr).unwrap();
    let left = fr.restarted_with(|officers| {
        officers.iter_mut().find(|officer| officer.id == REVIEWER).unwrap().roles = vec![Role::Administrator];
        officers.iter_mut().find(|officer| officer.id == ADMINISTRATOR).unwrap().roles = vec![Role::Approver];
    });
    assert_eq!(confirm(&left), Err(DoorFault::SameAdministrator), "who proposed it is none any more");
    let back = two(&left);
    confirm(&back).unwrap();
    assert_eq!(passkeys(&back), []);
    assert!(back.bureau.recoveries().is_empty());
}
