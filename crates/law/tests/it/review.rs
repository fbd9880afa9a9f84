//! What the review of the files names: the line to edit and what is to be read, and nothing that is in order.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use law::Law;
use law::load::is_older;
use law::review::{PackCount, Review};

use crate::small::{FACTS, JUDGE, PACK, RULE, law};

const ON: Date = date(2026, 7, 31);
const PARTIES: &str = "instrument,state,since,since_is,basis,origin\n";

fn check(pack: &str, rules: &str, parties: &str) -> Review {
    let files = [
        ("data/parties.csv", parties),
        ("packs/small/facts.toml", FACTS),
        ("packs/small/pack.toml", pack),
        ("packs/small/rules.toml", rules),
        ("packs/small/rules.cases.toml", "[[case]]\nid = \"x\"\nconfidence = \"unverified\""),
    ];
    Law::load(files).unwrap_or_else(|faults| panic!("{faults:?}")).review(ON)
}

fn addressed() -> String {
    PACK.replace("version = \"2025\"", "version = \"2025\"\nurl = \"https://example.org/rpd\"")
}

/// Rules that nobody has verified; such a rule cannot block.
fn unverified(rules: &str) -> String {
    rules.replace("\"seen\"", "\"unverified\"").replace("\"block\"", "\"refer\"")
}

#[test]
fn what_is_in_order_is_not_named() {
    let found = check(&addressed(), RULE, PARTIES);
    let count = PackCount { title: "A law for tests".to_owned(), rules: 1, ..PackCount::default() };
    let packs = BTreeMap::from([("small".to_owned(), count)]);
    assert_eq!(found, Review { packs, texts: 1, ..Review::default() });
}

#[test]
fn an_unverified_text_is_named_with_line_and_source() {
    let rules = unverified(&format!("{RULE}{JUDGE}"));
    let lines = "CAT,FR,1987-06-26,seen-bound,memory,general\nCAT,US,1994-11-20,seen-bound,source,list\n";
    let found = check(&addressed(), &rules, &format!("{PARTIES}{lines}"));
    let named: Vec<_> = found.unverified.iter().map(|text| (text.id.as_str(), text.line)).collect();
    let line = |id: &str| rules.lines().position(|line| line == format!("id = \"{id}\"")).unwrap() + 1;
    assert_eq!(named, [("CAT FR", 2), ("penalty", line("penalty")), ("politics", line("politics"))]);
    assert_eq!(found.unverified[0].source, "the depositary's list of parties to CAT");
    assert_eq!(found.unverified[1].provision, "RPD art. 83(1)(a)(ii)");
    let source = "Rules on the Processing of Data (2025), https://example.org/rpd";
    assert_eq!(found.unverified[1].source, source);
    assert_eq!(found.texts, 3);
}

#[test]
fn a_verification_is_one_edit() {
    let verified = RULE.replace("checked = 2026-06-30", "checked = 2026-07-30\nby = \"AB\"");
    assert!(law(FACTS, &verified).is_ok());
    let found = check(&addressed(), &unverified(&verified), PARTIES);
    assert_eq!(found.unverified[0].by, "AB");
    assert_eq!(found.unverified[0].checked, Some(date(2026, 7, 30)));
    for by in ["\"A\"", "\"ABCDEF\"", "\"A1\"", "5", "\"\""] {
        let faults = law(FACTS, &RULE.replace("effect =", &format!("by = {by}\neffect ="))).unwrap_err();
        assert!(faults[0].to_string().contains("`by` is"), "{by}: {faults:?}");
    }
}

#[test]
fn days_that_cannot_be_and_old_days() {
    let on = |from: &str, to: &str| check(&addressed(), &RULE.replace(from, to), PARTIES);
    let checked = |day: &str| on("checked = 2026-06-30", &format!("checked = {day}"));
    assert!(checked("2026-08-01").wrong[0].says.contains("still to come"));
    assert_eq!(checked("2025-07-30").stale[0].id, "penalty");
    assert!(checked("2025-07-31").stale.is_empty());
    let period = |period| on("{ from = 2012-07-01, until = 2030-01-01 }", period);
    assert!(period("{ from = 2026-01-01, until = 2026-01-01 }").wrong[0].says.contains("ends before"));
    assert!(period("{ until = 2026-07-31 }").loose[0].says.contains("law no more"));
    assert!(period("{ until = 2026-08-01 }").loose.is_empty());
}

#[test]
fn sources_that_lead_nowhere() {
    let says = |pack: &str| {
        check(pack, RULE, PARTIES).loose.into_iter().map(|found| (found.id, found.says)).collect::<Vec<_>>()
    };
    assert!(says(PACK)[0].1.contains("no `url`"));
    assert!(says(&addressed().replace("https:", "htps:"))[0].1.contains("no address"));
    let unused = format!("{}\n[sources.S2]\ntitle = \"T\"\nurl = \"https://example.org\"\n", addressed());
    assert_eq!(says(&unused).len(), 1);
    assert!(says(&unused)[0].0.contains("S2") && says(&unused)[0].1.contains("nothing cites"));
}

#[test]
fn versions_are_compared_by_their_numbers() {
    assert!(is_older("2026.2.0+ff", "2026.11.0+00"));
    assert!(!is_older("2026.11.0+00", "2026.11.0+ff"));
    assert!(!is_older("2027.1.0", "2026.12.9"));
}

#[test]
fn the_review_of_the_shipped_law() {
    let law = Law::shipped().unwrap();
    let found = law.review(date(2036, 1, 1));
    assert!(found.stale.len() >= law.rules().len());
    assert_eq!(found.packs.values().map(|pack| pack.rules).sum::<usize>(), law.rules().len());
    assert_eq!(found.packs.values().map(|pack| pack.duties).sum::<usize>(), law.duties().len());
    assert_eq!((found.wrong, found.unminded), (Vec::new(), Vec::new()));
    assert!(found.unverified.iter().any(|text| text.id == "jp-provisional-arrest"));
    let unplaced: Vec<_> =
        found.unverified.iter().filter(|text| text.line == 0 || text.source.is_empty()).collect();
    assert!(unplaced.is_empty(), "{unplaced:#?}");
}
