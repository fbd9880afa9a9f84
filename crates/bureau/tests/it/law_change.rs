//! A bureau that starts under another law records on which open cases it says something else.

use std::sync::Arc;

use bureau::{CaseChange, Command};
use case::id::CaseId;
use case::opinion::FindingResult;
use case::request::Kind;
use futures::executor::block_on;
use law::Law;

use crate::world::{LIAISON, Node, PROTECTION, world};

const RULE: &str = "rpd-83-penalty-prosecution";

/// The law that is shipped, which asks for so many months as the maximum penalty of what a red notice is for.
fn law(months: u32) -> Arc<Law> {
    let asks = "requires = \"offence.max_penalty_months >= 24\"";
    let changed = format!("requires = \"offence.max_penalty_months >= {months}\"");
    let files = law::load::shipped_files().iter().map(|(path, text)| match *path {
        "packs/interpol/red-notice.toml" => (*path, text.replacen(asks, &changed, 1)),
        _ => (*path, (*text).to_owned()),
    });
    Arc::new(Law::load(files).unwrap())
}

fn red_notice(node: &Node, months: i64) -> CaseId {
    let id = node.open(Kind::RedNotice, &[("request.sought_for", "prosecution")]);
    let change = case::life::FieldChange {
        field: "offence.max_penalty_months".into(),
        value: Some(case::fact::Value::Number(months)),
        seen: 0,
    };
    node.act(LIAISON, id, Command::Edit(vec![change])).unwrap();
    id
}

#[test]
fn another_law_names_the_cases_it_touches() {
    let (fr, _) = world();
    let (touched, untouched) = (red_notice(&fr, 60), red_notice(&fr, 240));
    let closed = red_notice(&fr, 60);
    fr.act(LIAISON, closed, Command::Close { reasons: "Not needed.".into() }).unwrap();
    let (old, new) = (law(24), law(120));
    assert_ne!(old.version(), new.version());

    let fr = fr.restarted_under(&old);
    assert_eq!(fr.bureau.law_before(), None, "nothing was recorded");
    block_on(fr.bureau.take_up_law(None)).unwrap();
    let fr = fr.restarted_under(&old);
    assert_eq!(fr.bureau.law_before().as_deref(), Some(old.version()));
    let entries = fr.store.contents().0.len();
    block_on(fr.bureau.take_up_law(Some(&old))).unwrap();
    assert_eq!(fr.store.contents().0.len(), entries, "the same law again is no change");

    let fr = fr.restarted_under(&new);
    block_on(fr.bureau.take_up_law(Some(&old))).unwrap();
    assert_eq!(fr.store.contents().0.len(), entries + 1, "one entry");
    let change = block_on(fr.bureau.oversight(PROTECTION)).unwrap().law_changes.swap_remove(0);
    assert_eq!((change.from.as_deref(), change.to.as_str()), (Some(old.version()), new.version()));
    assert!(change.compared);
    let appeared = vec![(RULE.to_owned(), FindingResult::NotMet)];
    assert_eq!(change.cases, [CaseChange { case: touched, appeared, gone: Vec::new() }]);

    // It is read again from the journal, and stands in the case.
    let fr = fr.restarted_under(&new);
    assert_eq!(fr.bureau.law_before().as_deref(), Some(new.version()));
    assert_eq!(fr.look(LIAISON, touched).law_changes, [change]);
    assert_eq!(fr.look(LIAISON, untouched).law_changes, []);
}

#[test]
fn a_law_that_is_gone_is_not_compared_with_another() {
    let (fr, _) = world();
    red_notice(&fr, 60);
    let (old, other, new) = (law(24), law(36), law(120));
    let fr = fr.restarted_under(&old);
    block_on(fr.bureau.take_up_law(None)).unwrap();
    let fr = fr.restarted_under(&new);
    block_on(fr.bureau.take_up_law(Some(&other))).unwrap();
    let change = block_on(fr.bureau.oversight(PROTECTION)).unwrap().law_changes.swap_remove(0);
    assert_eq!(change.from.as_deref(), Some(old.version()));
    assert!(!change.compared && change.cases.is_empty());
}
