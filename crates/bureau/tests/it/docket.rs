//! The docket: filtered, sorted, cut into pages, and the same after a restart.

use std::sync::LazyLock;

use bureau::{Command, Filter, ROWS_PER_PAGE, Sort};
use case::life::{Side, Stage};
use case::request::Kind;

use crate::world::{DUTY, LIAISON, Node, REVIEWER, deliver, world};

/// Four cases of France: three of its own and one received, each changed a second after the one before.
static FRANCE: LazyLock<Node> = LazyLock::new(|| {
    let (fr, us) = world();
    let open = |kind, fields: &[(&str, &str)]| {
        fr.pass_seconds(1);
        fr.open(kind, fields)
    };
    open(Kind::RedNotice, &[("request.urgency", "urgent"), ("person.family_name", "Okonkwo")]);
    let sent = open(Kind::InformationRequest, &[("request.due", "2026-03-01")]);
    let assigned = open(Kind::Extradition, &[("request.urgency", "high")]);
    fr.act(LIAISON, assigned, Command::Assign(Some(DUTY))).unwrap();
    fr.pass_seconds(1);
    fr.send(sent);
    fr.pass_seconds(1);
    let received = us.open(Kind::InformationRequest, &[("request.due", "2026-02-01")]);
    us.send(received);
    deliver(&us, &fr);
    fr
});

/// The references that a filter finds, in order.
fn check(change: impl FnOnce(&mut Filter), expected: &[&str]) {
    let mut filter = Filter { sort: Sort::Reference, ..Filter::default() };
    change(&mut filter);
    for node in [&*FRANCE, &FRANCE.restarted()] {
        let page = node.bureau.docket(REVIEWER, &filter).unwrap();
        let found: Vec<&str> = page.rows.iter().map(|row| row.reference.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
        assert_eq!((page.total, page.page, page.pages), (expected.len(), 0, 1));
    }
}

const RED: &str = "FR-2026-000001";
const SENT: &str = "FR-2026-000002";
const EXTRADITION: &str = "FR-2026-000003";
const RECEIVED: &str = "US-2026-000001";

#[test]
fn filters_narrow_the_docket() {
    check(|_| {}, &[RED, SENT, EXTRADITION, RECEIVED]);
    check(|filter| filter.text = " fr-2026 ".into(), &[RED, SENT, EXTRADITION]);
    check(|filter| filter.text = "000001".into(), &[RED, RECEIVED]);
    check(|filter| filter.text = "Okonkwo".into(), &[]);
    check(|filter| filter.stage = Some(Stage::Waiting), &[SENT]);
    check(|filter| filter.stage = Some(Stage::Delivered), &[RECEIVED]);
    check(|filter| filter.stage = Some(Stage::Answered), &[]);
    check(|filter| filter.kind = Some(Kind::RedNotice), &[RED]);
    check(|filter| filter.bureau = Some("US".parse().unwrap()), &[RED, SENT, EXTRADITION, RECEIVED]);
    check(|filter| filter.bureau = Some("BR".parse().unwrap()), &[]);
    check(|filter| filter.urgency = Some("urgent".into()), &[RED]);
    check(|filter| filter.urgency = Some("normal".into()), &[SENT, RECEIVED]);
    check(|filter| filter.side = Some(Side::Requested), &[RECEIVED]);
    check(|filter| filter.assignee = Some(Some(DUTY)), &[EXTRADITION]);
    check(|filter| filter.assignee = Some(None), &[RECEIVED]);
    check(|filter| filter.due_by = Some(jiff::civil::date(2026, 2, 1)), &[RECEIVED]);
    check(|filter| filter.due_by = Some(jiff::civil::date(2026, 3, 1)), &[SENT, RECEIVED]);
    check(|filter| filter.page = 9, &[RED, SENT, EXTRADITION, RECEIVED]);
}

#[test]
fn cases_are_found_by_the_rules_that_their_check_raised() {
    let (fr, _) = world();
    let quiet = fr.open(Kind::InformationRequest, &[]);
    let asked = fr.open(Kind::InformationRequest, &[("person.public_role", "former minister")]);
    fr.prepare(quiet);
    fr.prepare(asked);
    let rule = |name: &str| Filter { rule: Some(name.to_owned()), ..Filter::default() };
    for node in [&fr, &fr.restarted()] {
        let found: Vec<_> =
            node.rows(&rule("rop-politician-other-country")).into_iter().map(|row| row.id).collect();
        assert_eq!(found, [asked]);
        assert_eq!(node.rows(&rule("no-such-rule")), []);
    }
}

#[test]
fn the_docket_is_sorted_as_asked() {
    check(|filter| filter.sort = Sort::Changed, &[RECEIVED, SENT, EXTRADITION, RED]);
    check(|filter| filter.sort = Sort::Due, &[RECEIVED, SENT, EXTRADITION, RED]);
    check(|filter| filter.sort = Sort::Urgency, &[RED, EXTRADITION, RECEIVED, SENT]);
}

#[test]
fn what_waits_today_is_found_for_each_officer() {
    let today = |who| FRANCE.bureau.today(who).unwrap();
    let references = |rows: Vec<bureau::Row>| rows.into_iter().map(|row| row.reference).collect::<Vec<_>>();
    assert_eq!(references(today(LIAISON).new.rows), [RECEIVED]);
    assert_eq!(references(today(LIAISON).undelivered.rows), [SENT]);
    assert_eq!(references(today(LIAISON).drafts.rows), [RED]);
    assert_eq!(references(today(DUTY).drafts.rows), [EXTRADITION]);
    assert!(today(DUTY).urgent.rows.is_empty() && today(DUTY).overdue.rows.is_empty());
}

#[test]
fn pages_are_parts_of_one_order() {
    let (fr, _) = world();
    let cases = ROWS_PER_PAGE * 2 + 7;
    for _ in 0..cases {
        fr.open(Kind::InformationRequest, &[]);
    }
    for sort in [Sort::Changed, Sort::Due, Sort::Urgency, Sort::Reference] {
        let page = |page| fr.bureau.docket(LIAISON, &Filter { sort, page, ..Filter::default() }).unwrap();
        let pages = [page(0), page(1), page(2)];
        assert_eq!(pages.each_ref().map(|page| page.rows.len()), [ROWS_PER_PAGE, ROWS_PER_PAGE, 7]);
        assert!(pages.iter().all(|page| page.total == cases && page.pages == 3));
        let mut found: Vec<String> =
            pages.into_iter().flat_map(|page| page.rows).map(|row| row.reference).collect();
        if sort == Sort::Reference {
            assert!(found.is_sorted());
        }
        found.sort();
        found.dedup();
        assert_eq!(found.len(), cases, "{sort:?}: each case once");
        assert_eq!(page(9).page, 2, "a page that is not there is the last");
    }
}
