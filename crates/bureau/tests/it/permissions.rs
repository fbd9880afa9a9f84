//! Who may do and see what.

use bureau::memory::NextFault;
use bureau::{Circumstances, Command, DoorFault, Filter, Policy, PolicyFault, permissions};
use case::bureau::{Level, Officer, Role};
use case::id::{CaseId, OfficerId};
use case::request::Kind;
use futures::executor::block_on;
use proptest::prelude::*;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, world};

/// A change of this file is a change of policy: read it as one.
const EXPECTED: &str = include_str!("../../../../docs/registers/permissions.md");

/// Everybody of the bureau.
const ALL: [OfficerId; 5] = [LIAISON, REVIEWER, DUTY, PROTECTION, ADMINISTRATOR];

#[test]
fn the_table_of_permissions_is_the_one_agreed() {
    let made = permissions(&Policy::built_in().unwrap());
    assert_eq!(
        made.trim(),
        EXPECTED.trim(),
        "write it anew: cargo run -- policy check > docs/registers/permissions.md"
    );
}

/// Keeps a case to officers.
fn keep(node: &Node, id: CaseId, circle: &[OfficerId]) -> Result<(), DoorFault> {
    let restrict = Command::Restrict { circle: circle.to_vec(), reasons: "an informant is named".into() };
    node.act(LIAISON, id, restrict).map(|_| ())
}

/// Who sees a case, asked in every way in which it could be told; each way has to say the same.
fn readers(node: &Node, id: CaseId) -> Vec<OfficerId> {
    let sees = |officer: &OfficerId| {
        let bureau = &node.bureau;
        let who = bureau.officers().iter().find(|known| known.id == *officer).unwrap();
        let sees = bureau.sees(who, id);
        let listed = bureau.docket(*officer, &Filter::default());
        let listed = listed.is_ok_and(|page| page.rows.iter().any(|row| row.id == id));
        assert_eq!(listed, sees, "{}: listed", who.name);
        assert_eq!(bureau.keep_key(*officer, id).is_ok(), sees, "{}: the browser's key", who.name);
        let looked = block_on(bureau.case(*officer, id, "test"));
        assert_eq!(looked.is_ok(), sees, "{}: looked at", who.name);
        if !sees {
            assert_eq!(looked.unwrap_err(), DoorFault::NoSuchCase, "{}", who.name);
            let note = Command::Note { text: "I know".into() };
            assert_eq!(node.act(*officer, id, note).unwrap_err(), DoorFault::NoSuchCase, "{}", who.name);
            let paper = case::id::AttachmentId::from_bytes([1; 16]);
            let file = block_on(bureau.attachment(*officer, id, paper, "test"));
            assert_eq!(file.unwrap_err(), DoorFault::NoSuchCase, "{}", who.name);
        }
        sees
    };
    ALL.into_iter().filter(sees).collect()
}

#[test]
fn a_case_is_seen_by_the_circle_it_is_kept_to_and_by_data_protection() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    assert_eq!(readers(&fr, id), [LIAISON, REVIEWER, DUTY, PROTECTION]);
    keep(&fr, id, &[LIAISON, DUTY]).unwrap();
    assert_eq!(readers(&fr, id), [LIAISON, DUTY, PROTECTION]);
    let fr = fr.restarted();
    assert_eq!(readers(&fr, id), [LIAISON, DUTY, PROTECTION]);
    keep(&fr, id, &[]).unwrap();
    assert_eq!(readers(&fr, id), [LIAISON, REVIEWER, DUTY, PROTECTION]);
}

#[test]
fn a_case_can_be_kept_from_its_first_moment() {
    let (fr, _) = world();
    let open = Command::Open {
        kind: Kind::RedNotice,
        to: "US".parse().unwrap(),
        origin: String::new(),
        circle: vec![LIAISON],
    };
    let entries = fr.entries();
    let id = block_on(fr.bureau.act(LIAISON, None, open, "test")).unwrap().case;
    assert_eq!(fr.entries(), entries + 2, "one batch: there is no moment between them");
    assert_eq!(readers(&fr, id), [LIAISON, PROTECTION]);
}

#[test]
fn nobody_is_locked_out_or_in_by_mistake() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let check = |circle: &[OfficerId], expected: &str| {
        assert_eq!(keep(&fr, id, circle).unwrap_err().code(), expected, "{circle:?}");
    };
    check(&[DUTY], "locks-you-out");
    check(&[LIAISON, ADMINISTRATOR], "may-not-see");
    check(&[REVIEWER], "empty-circle");
    check(&[OfficerId::from_bytes([99; 16])], "unknown-officer");
    let open = |circle: &[OfficerId]| {
        let to = "US".parse().unwrap();
        let open =
            Command::Open { kind: Kind::RedNotice, to, origin: String::new(), circle: circle.to_vec() };
        block_on(fr.bureau.act(LIAISON, None, open, "test")).map_err(|fault| fault.code())
    };
    assert_eq!(open(&[DUTY]).unwrap_err(), "locks-you-out");
    assert_eq!(open(&[LIAISON, ADMINISTRATOR]).unwrap_err(), "may-not-see");
    keep(&fr, id, &[LIAISON]).unwrap();
    let assign = fr.act(LIAISON, id, Command::Assign(Some(REVIEWER)));
    assert_eq!(assign.unwrap_err().code(), "may-not-see");
    assert_eq!(readers(&fr, id), [LIAISON, PROTECTION]);
}

/// What one officer sends alone has to be seen by somebody else who can review it.
#[test]
fn nobody_hides_what_they_send_alone() {
    let check = |circle: &[OfficerId], left_out: &[OfficerId], expected: &str| {
        let (fr, _) = world();
        let fr = fr.restarted_with(|officers| {
            officers[1].roles.push(Role::Approver);
            officers.retain(|officer| !left_out.contains(&officer.id));
        });
        let id = fr.open(Kind::InformationRequest, &[("request.urgency", "urgent")]);
        if !left_out.contains(&REVIEWER) {
            fr.prepare(id);
        }
        keep(&fr, id, circle).unwrap();
        let broken =
            fr.act(DUTY, id, Command::BreakGlass { reasons: "a child is missing".into(), seen: u64::MAX });
        assert_eq!(broken.map_or_else(|fault| fault.code(), |_| ""), expected, "{circle:?} {left_out:?}");
        if expected.is_empty() && circle.is_empty() {
            let hidden = keep(&fr, id, &[LIAISON, DUTY]).map_err(|fault| fault.code());
            let seen = if left_out.contains(&PROTECTION) { Err("no-reviewer") } else { Ok(()) };
            assert_eq!(hidden, seen, "and it is not hidden afterwards");
        }
    };
    check(&[], &[], "");
    check(&[LIAISON, DUTY], &[], "");
    check(&[], &[PROTECTION], "");
    check(&[LIAISON, DUTY], &[PROTECTION], "no-reviewer");
    check(&[LIAISON, DUTY, REVIEWER], &[PROTECTION], "");
    check(&[], &[PROTECTION, REVIEWER], "no-reviewer");
}

#[test]
fn nobody_sees_above_their_clearance() {
    let (fr, us) = world();
    let fr = fr.restarted_with(|officers| officers[0].clearance = Level::Restricted);
    let id = fr.open(Kind::InformationRequest, &[("request.handling", "restricted")]);
    let raise = [("request.handling", "confidential")];
    let change = raise.map(|(field, text)| case::life::FieldChange {
        field: field.into(),
        value: fr.bureau.read_field(field, text).unwrap(),
        seen: u64::MAX,
    });
    let raised = fr.act(LIAISON, id, Command::Edit(change.to_vec()));
    assert_eq!(raised.unwrap_err(), DoorFault::LocksOut, "nobody writes themselves out of sight");
    fr.restarted().edit(id, &raise);
    let fr = fr.restarted_with(|officers| officers[0].clearance = Level::Restricted);
    assert_eq!(readers(&fr, id), [REVIEWER, DUTY, PROTECTION]);
    // What comes from outside is held to the same from its first moment.
    let fr = fr.restarted();
    fr.send(id);
    let us = us.restarted_with(|officers| officers[0].clearance = Level::OfficialUse);
    deliver(&fr, &us);
    let asked = us.bureau.docket(DUTY, &Filter::default()).unwrap().rows[0].id;
    assert_eq!(readers(&us, asked), [REVIEWER, DUTY, PROTECTION]);
    assert_eq!(block_on(us.bureau.oversight(PROTECTION)).unwrap().unseen, 0);
    let nobody = |officers: &mut Vec<Officer>| {
        officers.iter_mut().for_each(|officer| officer.clearance = Level::OfficialUse);
    };
    let us = us.restarted_with(nobody);
    assert_eq!(block_on(us.bureau.oversight(PROTECTION)).unwrap().unseen, 1, "it is not forgotten");
}

#[test]
fn counts_tell_nothing_of_what_is_kept() {
    let (fr, _) = world();
    let rows = |node: &Node, officer| node.bureau.docket(officer, &Filter::default()).unwrap().total;
    fr.open(Kind::InformationRequest, &[]);
    let id = fr.open(Kind::InformationRequest, &[]);
    keep(&fr, id, &[LIAISON]).unwrap();
    fr.act(LIAISON, id, Command::Note { text: "nobody else".into() }).unwrap();
    fr.look(LIAISON, id);
    assert_eq!((rows(&fr, LIAISON), rows(&fr, REVIEWER)), (2, 1));
    let today = fr.bureau.today(DUTY).unwrap();
    let lists =
        [today.urgent, today.new, today.due_soon, today.overdue, today.waiting_for_me, today.undelivered];
    assert!(lists.iter().all(|list| list.total == 0));
    let seen = block_on(fr.bureau.oversight(DUTY)).unwrap();
    assert!(
        seen.cases == 1 && seen.looks.iter().all(|row| row.case != id),
        "an approver oversees what they may see"
    );
    let seen = block_on(fr.bureau.oversight(PROTECTION)).unwrap();
    assert!(seen.cases == 2 && seen.looks.iter().any(|row| row.case == id));
}

#[test]
fn a_case_that_may_not_be_seen_is_refused_like_one_that_is_not_there() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    keep(&fr, id, &[LIAISON]).unwrap();
    let none = CaseId::from_bytes([42; 16]);
    for case in [id, none] {
        let before = fr.entries();
        let fault = block_on(fr.bureau.case(REVIEWER, case, "curious")).unwrap_err();
        assert_eq!(
            (fault, fr.entries()),
            (DoorFault::NoSuchCase, before + 1),
            "each makes one entry, so that time tells nothing"
        );
        let judge = fr.bureau.precedents(REVIEWER, case, ("r", case::ground::Ground::ALL[0]), "", "test");
        assert_eq!(block_on(judge).unwrap_err(), DoorFault::NoSuchCase);
    }
}

#[test]
fn who_could_read_a_case_is_answered_of_any_moment() {
    let (fr, _) = world();
    let before = fr.now();
    fr.pass_seconds(60);
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.look(REVIEWER, id);
    let open = fr.now();
    fr.pass_seconds(60);
    keep(&fr, id, &[LIAISON]).unwrap();
    let kept = fr.now();
    fr.pass_seconds(60);
    let fr = fr.restarted_with(|officers| {
        officers.remove(1);
    });
    let check = |at, expected: &[OfficerId], looks: usize| {
        let found = block_on(fr.bureau.readers(PROTECTION, id, at, "test")).unwrap();
        let could = found.officers.iter().filter(|reader| reader.could).map(|reader| reader.officer.id);
        assert_eq!(could.collect::<Vec<_>>(), expected);
        let reviewer = found.officers.iter().find(|reader| reader.officer.id == REVIEWER);
        assert_eq!(reviewer.map_or(0, |reader| reader.looks), looks);
        let forbidden = found.officers.iter().find(|reader| reader.officer.id == ADMINISTRATOR).unwrap();
        let because: Vec<&str> = forbidden.because.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(because.as_slice(), if at == open { &[][..] } else { &["need-to-know"][..] });
        assert!(found.policy_entry < found.case_entry && found.officers_entry > found.policy_entry);
    };
    check(open, &[LIAISON, REVIEWER, DUTY, PROTECTION], 1);
    check(kept, &[LIAISON, PROTECTION], 1);
    let now = fr.now();
    let today = block_on(fr.bureau.readers(PROTECTION, id, now, "test")).unwrap();
    assert_eq!(today.officers.len(), 4, "who left is not named any more");
    let then = block_on(fr.bureau.readers(PROTECTION, id, before, "test"));
    assert_eq!(then.unwrap_err(), DoorFault::NotYet);
    let curious = block_on(fr.bureau.readers(LIAISON, id, now, "test"));
    assert_eq!(curious.unwrap_err(), DoorFault::NotPermitted { command: "trace" });
}

/// The built-in policy with another rule.
fn with(rule: &str) -> String {
    format!("{}\n{rule}\n", Policy::built_in().unwrap().text())
}

const REVIEWERS_SEE_NO_NOTICES: &str = r#"
    @id("no-notices-for-reviewers") @says("Legal reviewers see no red notices.")
    forbid (principal in Role::"legal-reviewer", action == Action::"look", resource)
    when { resource.kind == "red-notice" };"#;

#[test]
fn a_policy_takes_two_officers_and_says_first_whose_sight_it_changes() {
    let (fr, _) = world();
    // Cases that look otherwise stand before and after it, and one that looks so is no more.
    let other = fr.open(Kind::InformationRequest, &[("request.handling", "restricted")]);
    keep(&fr, other, &[LIAISON]).unwrap();
    let notice = fr.open(Kind::RedNotice, &[]);
    fr.open(Kind::InformationRequest, &[]);
    readers(&fr, other);
    let text = with(REVIEWERS_SEE_NO_NOTICES);
    let change = fr.bureau.policy_change(ADMINISTRATOR, &text).unwrap();
    let lost: Vec<_> =
        change.officers.iter().map(|change| (change.officer, change.gained, change.lost)).collect();
    assert_eq!((lost.as_slice(), change.unseen), (&[(REVIEWER, 0, 1)][..], 0));
    assert!(fr.bureau.policy_change(LIAISON, &text).is_err());
    let same = fr.bureau.policy_change(ADMINISTRATOR, &with("")).unwrap();
    assert!(same.officers.is_empty() && same.unseen == 0, "{same:?}");
    assert_eq!(readers(&fr, other), [LIAISON, PROTECTION], "to try a policy changes nothing");
    let propose = |by, text: &str| block_on(fr.bureau.propose_policy(by, text, "notices are for others"));
    let confirm = |by, text: &str| block_on(fr.bureau.confirm_policy(by, text)).map_err(|fault| fault.code());
    assert!(propose(LIAISON, &text).is_err());
    assert_eq!(confirm(PROTECTION, &text), Err("no-proposal"));
    propose(ADMINISTRATOR, &text).unwrap();
    assert_eq!(readers(&fr, notice), [LIAISON, REVIEWER, DUTY, PROTECTION], "it is not in force yet");
    assert_eq!(confirm(ADMINISTRATOR, &text), Err("not-permitted"));
    assert_eq!(
        confirm(PROTECTION, &with("")),
        Err("no-proposal"),
        "nobody confirms what they were not shown"
    );
    confirm(PROTECTION, &text).unwrap();
    assert_eq!(readers(&fr, notice), [LIAISON, DUTY, PROTECTION]);
    let fr = fr.restarted();
    assert_eq!(readers(&fr, notice), [LIAISON, DUTY, PROTECTION]);
    let propose = |by, text: &str| block_on(fr.bureau.propose_policy(by, text, "notices are for others"));
    let confirm = |by, text: &str| block_on(fr.bureau.confirm_policy(by, text)).map_err(|fault| fault.code());
    propose(ADMINISTRATOR, &with("")).unwrap();
    fr.pass_seconds(72 * 3600);
    assert_eq!(confirm(PROTECTION, &with("")), Err("no-proposal"), "it waited too long");
}

#[test]
fn a_policy_confirmed_while_nobody_waited_is_in_force() {
    for fault in [NextFault::LostAfter, NextFault::LostBefore] {
        let (fr, _) = world();
        let notice = fr.open(Kind::RedNotice, &[]);
        let text = with(REVIEWERS_SEE_NO_NOTICES);
        block_on(fr.bureau.propose_policy(ADMINISTRATOR, &text, "notices are for others")).unwrap();
        fr.store.fail_next(fault);
        block_on(fr.bureau.confirm_policy(PROTECTION, &text)).unwrap_err();
        // Whatever comes next looks up what became of it.
        fr.act(LIAISON, notice, Command::Note { text: "on".into() }).unwrap();
        let is_stored = matches!(fault, NextFault::LostAfter);
        assert_eq!(*fr.bureau.policy().1.unwrap().text == *text, is_stored);
        let expected: &[OfficerId] =
            if is_stored { &[LIAISON, DUTY, PROTECTION] } else { &[LIAISON, REVIEWER, DUTY, PROTECTION] };
        assert_eq!(readers(&fr, notice), expected);
    }
}

#[test]
fn a_trial_of_a_policy_tells_nothing_of_what_its_officer_may_not_see() {
    let (fr, _) = world();
    let kept = fr.open(Kind::RedNotice, &[]);
    keep(&fr, kept, &[LIAISON]).unwrap();
    fr.open(Kind::RedNotice, &[("request.handling", "confidential")]);
    // Everybody may see everything.
    let built_in = Policy::built_in().unwrap();
    let open = built_in.text().replace("forbid (principal,", "forbid (principal == Officer::\"nobody\",");
    let asked = [ADMINISTRATOR, DUTY].map(|who| fr.bureau.policy_change(who, &open).unwrap());
    for change in &asked {
        assert!(change.officers.iter().all(|change| change.gained == 0 && change.lost == 0), "{change:?}");
        let reviewer = change.officers.iter().find(|change| change.officer == REVIEWER).unwrap();
        assert!(
            reviewer.may.contains(&("look", Circumstances::KeptToOthers)),
            "it is said all the same: {reviewer:?}"
        );
    }
    let fr = fr.restarted_with(|officers| officers[1].clearance = Level::OfficialUse);
    let change = fr.bureau.policy_change(ADMINISTRATOR, &open).unwrap();
    let reviewer = change.officers.iter().find(|change| change.officer == REVIEWER).unwrap();
    assert!(reviewer.may.contains(&("look", Circumstances::AboveClearance)), "{reviewer:?}");
}

#[test]
fn whoever_holds_both_postings_does_not_confirm_their_own_policy() {
    let (fr, _) = world();
    let fr = fr.restarted_with(|officers| officers[4].roles.push(Role::Approver));
    block_on(fr.bureau.propose_policy(ADMINISTRATOR, &with(""), "mine")).unwrap();
    assert_eq!(
        block_on(fr.bureau.confirm_policy(ADMINISTRATOR, &with(""))).unwrap_err(),
        DoorFault::OwnProposal
    );
}

#[test]
fn a_text_that_is_no_policy_is_refused_with_its_place() {
    let check = |text: &str, code: &str, words: &str| {
        let fault = text.parse::<Policy>().unwrap_err();
        assert!(fault.code() == code && fault.to_string().contains(words), "{fault}");
    };
    let named = r#"@id("a") @says("b")"#;
    check("permit (principal, action, resource", "policy-unreadable", "line 1");
    check(&with("permit (principal, action, resource"), "policy-unreadable", "line 1");
    check("permit (principal, action, resource);", "policy-unnamed", "rule 1");
    check(&format!("{named} permit (principal, action, resource); ").repeat(2), "policy-unnamed", "rule 2");
    check(
        &format!("{named} permit (principal, action, resource) when {{ resource.name == 1 }};"),
        "policy-invalid",
        "name",
    );
    check(
        &format!("{named} permit (principal, action == Action::\"peek\", resource);"),
        "policy-invalid",
        "peek",
    );
    check(
        &format!(
            "{named} forbid (principal, action, resource is Case) when {{ resource.assignee == principal }};"
        ),
        "policy-invalid",
        "assignee",
    );
    check(&format!("{named} permit (principal == ?principal, action, resource);"), "policy-invalid", "slot");
    check(&"/".repeat(70_000), "policy-too-long", "");
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("if ", " then true else false")] {
        let deep = format!("{}true{}", open.repeat(2_000), close.repeat(2_000));
        check(
            &format!("{named} permit (principal, action, resource) when {{ {deep} }};"),
            "policy-too-deep",
            "32",
        );
    }
    check(&with("// turned \u{202e} around"), "policy-unreadable", "U+202E");
    let (fr, _) = world();
    let locked = r#"@id("all") @says("Everybody may do everything.") permit (principal, action == Action::"look", resource);"#;
    assert_eq!(fr.bureau.policy_change(ADMINISTRATOR, locked).unwrap_err(), PolicyFault::LastPolicy.into());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the postings, clearances and circles: every way of asking gives the same answer, nobody above their clearance
    /// and nobody outside the circle but data protection sees a case.
    #[test]
    fn nobody_sees_what_they_need_not_know(
        clearances in prop::collection::vec(0..3_usize, 5),
        level in 0..3_usize,
        circle in prop::collection::btree_set(1..4_u8, 0..3),
    ) {
        let (fr, _) = world();
        let id = fr.open(Kind::InformationRequest, &[("request.handling", Level::ALL[level].code())]);
        let mut circle: Vec<OfficerId> = circle.into_iter().map(|number| OfficerId::from_bytes([number; 16])).collect();
        if !circle.is_empty() {
            circle.push(LIAISON);
            circle.sort_unstable();
            circle.dedup();
            keep(&fr, id, &circle).unwrap();
        }
        let fr = fr.restarted_with(|officers| {
            for (officer, clearance) in officers.iter_mut().zip(&clearances) {
                officer.clearance = Level::ALL[*clearance];
            }
        });
        let may = |place: usize, officer: OfficerId| {
            let knows = circle.is_empty() || circle.contains(&officer) || officer == PROTECTION;
            officer != ADMINISTRATOR && clearances[place] >= level && knows
        };
        let expected: Vec<OfficerId> = ALL.into_iter().enumerate().filter(|(place, id)| may(*place, *id)).map(|(_, id)| id).collect();
        prop_assert_eq!(readers(&fr, id), expected);
    }
}
