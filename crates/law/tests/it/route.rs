//! Which instruments are open between two States, which governs, and which terms count on it.

use law::Law;
use law::route::{Closure, Fit, Remains, Routes, Search, Speaker, Standing};
use law::term::{Matter, Topic};

use crate::small::PACK;

/// Instruments for tests: A and B are in a union; A, B and C in a regional convention, with a protocol between A and C;
/// everybody in a universal one; A and C have an older treaty, B and C a newer one.
const INSTRUMENTS: &str = r#"
[[instrument]]
id = "WARRANT"
layer = "union"
displaces = ["CONVENTION"]
parties = ["AF", "BB"]
in_force = { from = 2004-01-01 }
REST
[[instrument]]
id = "CONVENTION"
layer = "regional"
displaces = ["bilateral"]
parties = ["AF", "BB", "CC"]
in_force = { from = 1960-01-01 }
REST
[[instrument.term]]
id = "channel"
topic = "channel"
position = "diplomatic"
TERM
[[instrument.term]]
id = "speciality"
topic = "speciality"
value = 45
unit = "days"
TERM
[[instrument.term]]
id = "language"
topic = "language"
languages = ["en", "fr"]
TERM
[[instrument.term]]
id = "language-cc"
topic = "language"
languages = ["es"]
declared_by = "CC"
TERM
[[instrument.term]]
id = "nationals"
topic = "nationals"
position = "may-be-refused"
TERM
[[instrument.term]]
id = "nationals-aa"
topic = "nationals"
position = "never"
declared_by = "AF"
reciprocal = true
TERM
[[instrument.term]]
id = "not-fiscal"
topic = "refusal"
strength = "may"
declared_by = "CC"
reciprocal = true
TERM
[[instrument]]
id = "PROTOCOL"
layer = "regional"
amends = ["CONVENTION"]
parties = ["AF", "CC"]
in_force = { from = 2010-01-01 }
REST
[[instrument.term]]
id = "channel"
topic = "channel"
position = "ministry"
replaces = "channel"
TERM
[[instrument]]
id = "OLD"
layer = "bilateral"
parties = ["AF", "CC"]
in_force = { from = 1950-01-01 }
REST
[[instrument]]
id = "NEW"
layer = "bilateral"
parties = ["BB", "CC"]
in_force = { from = 1999-01-01 }
REST
[[instrument]]
id = "CRIME"
layer = "universal"
fills_gap_only = true
offences = ["0905"]
offences_say = "organised crime"
min_penalty_months = 48
parties = ["AF", "BB", "CC", "DE"]
in_force = { from = 2003-09-29 }
REST
[[instrument.term]]
id = "costs"
topic = "costs"
TERM
[[instrument]]
id = "DRUGS"
layer = "universal"
offences = ["0601"]
offences_say = "drugs"
parties = ["AF", "DE"]
in_force = { from = 1990-11-11 }
REST
[[instrument]]
id = "AGREEMENT"
layer = "bilateral"
supplements = ["bilateral"]
parties = ["BB", "CC"]
in_force = { from = 2010-01-01 }
REST
[[instrument.term]]
id = "costs"
topic = "costs"
TERM
[[instrument]]
id = "SIGNED"
layer = "universal"
not_in_force = "forty ratifications are needed"
REST
"#;

const REST: &str = r#"title = "An instrument"
short = "I"
matter = ["surrender", "assistance"]
provision = "art. 1"
source = "S1"
checked = 2026-06-30
confidence = "seen""#;

const TERM: &str = r#"provision = "art. 2"
says = "It says so."
checked = 2026-06-30
confidence = "seen""#;

const LAW_OF_CC: &str = r#"
[jurisdiction]
state = "CC"
title = "Third"
source = "S1"
[[term]]
id = "basis"
topic = "basis"
position = "no-treaty-needed"
TERM
[[term]]
id = "language"
topic = "language"
languages = ["pt"]
TERM
[[term]]
id = "nationals"
topic = "nationals"
position = "never"
TERM
"#;

fn law_with(instruments: &str) -> Result<Law, String> {
    let written = |text: &str| text.replace("REST", REST).replace("TERM", TERM);
    Law::load([
        ("packs/small/pack.toml", PACK.to_owned()),
        ("packs/small/test.instruments.toml", written(instruments)),
        ("packs/small/cc.jurisdiction.toml", written(LAW_OF_CC)),
    ])
    .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn search(from: &str, to: &str, on: &str) -> Search<'static> {
    Search {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        matter: Matter::Surrender,
        measure: None,
        offence: None,
        max_penalty_months: None,
        on: on.parse().unwrap(),
    }
}

fn open<'a>(routes: &Routes<'a>) -> Vec<&'a str> {
    routes.open.iter().map(|route| route.instrument.id.as_str()).collect()
}

/// The instruments open between two States on a day, best first.
fn check(from: &str, to: &str, on: &str, expected: &[&str]) {
    let law = law_with(INSTRUMENTS).unwrap();
    assert_eq!(open(&law.routes(&search(from, to, on))), expected, "{from} {to} {on}");
}

#[test]
fn the_nearest_comes_first_and_takes_the_place_of_what_it_displaces() {
    check("AF", "BB", "2026-06-30", &["WARRANT", "CRIME"]);
    check("AF", "BB", "2004-01-01", &["WARRANT", "CRIME"]);
    check("AF", "BB", "2003-12-31", &["CONVENTION", "CRIME"]);
    check("AF", "BB", "1959-12-31", &[]);
    // The older treaty of two States gave way to the convention; the newer one stands before it.
    check("AF", "CC", "2026-06-30", &["CONVENTION", "CRIME"]);
    check("AF", "CC", "1955-06-30", &["OLD"]);
    check("BB", "CC", "2026-06-30", &["NEW", "AGREEMENT", "CONVENTION", "CRIME"]);
    check("AF", "DE", "2026-06-30", &["CRIME", "DRUGS"]);
    check("DE", "EE", "2026-06-30", &[]);
}

#[test]
fn an_instrument_about_other_offences_is_closed() {
    let law = law_with(INSTRUMENTS).unwrap();
    let of = |offence, max_penalty_months| {
        let search = Search { offence, max_penalty_months, ..search("AF", "DE", "2026-06-30") };
        let routes = law.routes(&search);
        let fits: Vec<_> = routes.open.iter().map(|route| (&*route.instrument.id, route.fit)).collect();
        (fits, routes.closed.iter().map(|(instrument, why)| (&*instrument.id, *why)).collect::<Vec<_>>())
    };
    assert_eq!(of(None, None).0, [("CRIME", Fit::Depends), ("DRUGS", Fit::Depends)]);
    let (fits, closed) = of(Some("06012"), Some(60));
    assert_eq!(fits, [("DRUGS", Fit::Yes), ("CRIME", Fit::Depends)]);
    assert_eq!(closed, []);
    let (fits, closed) = of(Some("06012"), Some(47));
    assert_eq!(fits, [("DRUGS", Fit::Yes)]);
    assert_eq!(closed, [("CRIME", Closure::OtherOffences)]);
    assert_eq!(of(Some("0905"), Some(12)).0, [("CRIME", Fit::Yes)]);
}

/// The Convention on Cybercrime is about computer offences, and about evidence in electronic form of any offence.
#[test]
fn the_convention_on_cybercrime_is_no_general_treaty() {
    let law = Law::shipped().unwrap();
    let of = |offence, measure| {
        let search = search("BR", "US", "2026-06-30");
        let search = Search { matter: Matter::Assistance, offence, measure, ..search };
        let routes = law.routes(&search);
        let route = routes.open.iter().find(|route| route.instrument.id == "COE-185-BUDAPEST").unwrap();
        route.fit
    };
    assert_eq!(of(Some("0701"), Some("search-and-seizure")), Fit::Depends);
    assert_eq!(of(Some("0101"), Some("hearing")), Fit::Depends);
    assert_eq!(of(None, None), Fit::Depends);
    assert_eq!(of(Some("0903"), Some("search-and-seizure")), Fit::Yes);
    assert_eq!(of(Some("09031"), None), Fit::Yes);
    assert_eq!(of(Some("0101"), Some("data-preservation")), Fit::Yes);
    assert_eq!(of(None, Some("data-disclosure")), Fit::Yes);
    // Where no other treaty binds two States, it alone makes no treaty for an ordinary crime.
    let ordinary = Search {
        matter: Matter::Assistance,
        offence: Some("0701"),
        measure: Some("search-and-seizure"),
        ..search("JP", "PH", "2026-06-30")
    };
    let routes = law.routes(&ordinary);
    let leading = routes.open.iter().find(|route| route.leads()).map(|route| &*route.instrument.id);
    assert_ne!(leading, Some("COE-185-BUDAPEST"));
}

/// The United Kingdom asks for a case to answer under the second part of its law, and not where a warrant governs.
#[test]
fn a_case_to_answer_is_not_asked_where_a_warrant_governs() {
    let law = Law::shipped().unwrap();
    let evidence = |from: &str, on: &str| {
        let routes = law.routes(&search(from, "GB", on));
        let first = routes.open.iter().find(|route| route.leads()).unwrap();
        let own = first.on(Topic::Evidence).filter(|one| matches!(one.speaker, Speaker::OwnLaw(_)));
        (first.instrument.id.clone(), own.count())
    };
    assert_eq!(evidence("FR", "2026-06-30"), ("EU-UK-TCA-T7".to_owned(), 0));
    assert_eq!(evidence("FR", "2019-06-30"), ("EU-2002-584-EAW".to_owned(), 0));
    let british = law.jurisdiction("GB".parse().unwrap()).unwrap();
    let own =
        |instrument: &str| british.under(instrument).filter(|term| term.topic == Topic::Evidence).count();
    assert_eq!(own("EU-UK-TCA-T7"), 0);
    assert!(own("UNTOC") > 0);
}

/// The terms that count between two States on a topic, as `<speaker> <term>`.
fn counting(from: &str, to: &str, on: &str, topic: Topic) -> Vec<String> {
    let law = law_with(INSTRUMENTS).unwrap();
    let routes = law.routes(&search(from, to, on));
    let first = routes.open.first().unwrap();
    let name = |speaker| match speaker {
        Speaker::Instrument(instrument) => instrument.id.clone(),
        Speaker::OwnLaw(state) => state.to_string(),
    };
    first.on(topic).map(|effective| format!("{} {}", name(effective.speaker), effective.term.id)).collect()
}

#[test]
fn a_protocol_changes_a_term_between_its_parties_only() {
    assert_eq!(counting("AF", "CC", "2026-06-30", Topic::Channel), ["PROTOCOL channel"]);
    assert_eq!(counting("AF", "CC", "2009-12-31", Topic::Channel), ["CONVENTION channel"]);
    assert_eq!(counting("AF", "BB", "2003-12-31", Topic::Channel), ["CONVENTION channel"]);
    assert_eq!(counting("AF", "CC", "2026-06-30", Topic::Speciality), ["CONVENTION speciality"]);
}

#[test]
fn declarations_count_for_their_state_and_reciprocal_ones_against_it() {
    assert_eq!(counting("AF", "CC", "2026-06-30", Topic::Language), ["CONVENTION language-cc"]);
    assert_eq!(counting("CC", "AF", "2026-06-30", Topic::Language), ["CONVENTION language"]);
    assert_eq!(counting("AF", "CC", "2026-06-30", Topic::Refusal), ["CONVENTION not-fiscal"]);
    assert_eq!(counting("CC", "AF", "2026-06-30", Topic::Refusal), ["CONVENTION not-fiscal"]);
    assert_eq!(counting("AF", "BB", "2003-12-31", Topic::Refusal), [""; 0]);
}

#[test]
fn what_is_open_is_filled_from_farther_instruments_then_from_the_law_of_the_state_asked() {
    // The convention gives a power; the law of the State asked says how it is used.
    assert_eq!(
        counting("BB", "CC", "2026-06-30", Topic::Nationals),
        ["CONVENTION nationals", "CC nationals"]
    );
    // The State that asks cannot claim more than it grants.
    assert_eq!(
        counting("AF", "CC", "2026-06-30", Topic::Nationals),
        ["CONVENTION nationals", "CONVENTION nationals-aa", "CC nationals"]
    );
    assert_eq!(counting("CC", "AF", "2026-06-30", Topic::Nationals), ["CONVENTION nationals-aa"]);
    assert_eq!(counting("BB", "CC", "2026-06-30", Topic::Channel), ["CONVENTION channel"]);
    assert_eq!(counting("BB", "CC", "2026-06-30", Topic::Language), ["CONVENTION language-cc"]);
    // What is about some offences only fills nothing.
    assert_eq!(counting("AF", "CC", "2026-06-30", Topic::Costs), [""; 0]);
    // What supplements a treaty speaks on it, once.
    assert_eq!(counting("BB", "CC", "2026-06-30", Topic::Costs), ["AGREEMENT costs"]);
}

#[test]
fn who_governs_and_who_yields() {
    let law = law_with(INSTRUMENTS).unwrap();
    let surrender = search("BB", "CC", "2026-06-30");
    let standing =
        |search: &Search<'_>| law.routes(search).open.last().unwrap().standing == Standing::Besides;
    assert!(standing(&surrender), "a basis for surrender stands beside a treaty");
    let assistance = Search { matter: Matter::Assistance, ..surrender };
    let routes = law.routes(&assistance);
    let [new, _, convention, crime] = &routes.open[..] else { panic!("{routes:#?}") };
    assert_eq!(new.standing, Standing::Governs);
    assert_eq!(convention.standing, Standing::Besides);
    assert!(matches!(crime.standing, Standing::YieldsTo(treaty) if treaty.id == "NEW"));
    let routes = law.routes(&search("AF", "DE", "2026-06-30"));
    assert_eq!(routes.open.first().unwrap().standing, Standing::Besides, "the offence decides");
    let known = Search { offence: Some("0601"), ..search("AF", "DE", "2026-06-30") };
    assert_eq!(law.routes(&known).open.first().unwrap().standing, Standing::Governs);
}

#[test]
fn what_remains_without_an_instrument() {
    let law = law_with(INSTRUMENTS).unwrap();
    let routes = law.routes(&search("EE", "CC", "2026-06-30"));
    assert_eq!(open(&routes), [""; 0]);
    assert!(matches!(
        routes.remains[..],
        [Remains::OwnLaw(term), Remains::Comity, Remains::PoliceToPolice] if term.id == "basis"
    ));
    let routes = law.routes(&search("CC", "EE", "2026-06-30"));
    assert!(matches!(routes.remains[..], [Remains::LawUnknown, Remains::Comity, Remains::PoliceToPolice]));
    let mut closed: Vec<_> = law
        .not_common(&search("AF", "EE", "2026-06-30"))
        .into_iter()
        .map(|(instrument, why)| (&*instrument.id, why))
        .collect();
    closed.sort_by_key(|(id, _)| *id);
    assert!(closed.contains(&("CONVENTION", Closure::NotBound("EE".parse().unwrap()))));
    assert!(!closed.iter().any(|(id, _)| *id == "SIGNED"), "what was never in force closes nothing");
}

#[test]
fn faults_of_an_instrument() {
    let faulty = |old: &str, new: &str, wrong: &str| {
        assert!(INSTRUMENTS.contains(old), "{old}");
        let said = law_with(&INSTRUMENTS.replacen(old, new, 1)).unwrap_err();
        assert!(said.contains(wrong), "{wrong}: {said}");
    };
    faulty("layer = \"union\"", "layer = \"onion\"", "`onion` is no layer");
    faulty("displaces = [\"CONVENTION\"]", "displaces = [\"CONVENTON\"]", "`CONVENTON` is no instrument");
    faulty("replaces = \"channel\"", "replaces = \"chanel\"", "`chanel` is no term");
    faulty("position = \"diplomatic\"", "position = \"by-pigeon\"", "`by-pigeon` is no position on channel");
    faulty("topic = \"speciality\"", "topic = \"costs\"", "the topic costs takes no number");
    faulty("unit = \"days\"", "unit = \"moons\"", "the unit is not known");
    faulty("strength = \"may\"", "", "`strength` stands without");
    faulty("offences = [\"0905\"]", "offences = [\"crime\"]", "`crime` is no code of the ICCS");
    faulty("parties = [\"AF\", \"BB\"]", "", "nobody is bound");
    faulty("parties = [\"AF\", \"BB\"]", "parties = [\"Aa\", \"BB\"]", "`Aa` is no parties");
    faulty("id = \"speciality\"", "id = \"channel\"", "a term of this id stands above");
}

/// What the shipped law must know of well-known pairs: the instrument that governs.
#[test]
fn well_known_pairs() {
    let law = Law::shipped().unwrap();
    let governs = |from: &str, to: &str, matter, measure, on: &str| {
        let search = Search { matter, measure, ..search(from, to, on) };
        let routes = law.routes(&search);
        let first = routes.open.iter().find(|route| route.leads());
        first.map_or(String::new(), |route| route.instrument.id.clone())
    };
    for (from, to, matter, measure, on, expected) in [
        ("FR", "DE", Matter::Surrender, None, "2026-06-30", "EU-2002-584-EAW"),
        ("FR", "DE", Matter::Surrender, None, "2015-01-01", "EU-2002-584-EAW"),
        ("FR", "DE", Matter::Surrender, None, "2003-12-31", "COE-024-EXTRADITION"),
        ("FR", "GB", Matter::Surrender, None, "2019-01-01", "EU-2002-584-EAW"),
        ("ES", "TR", Matter::Surrender, None, "2020-01-01", "COE-024-EXTRADITION"),
        ("FR", "CH", Matter::Surrender, None, "2026-06-30", "COE-024-EXTRADITION"),
        ("FR", "DE", Matter::Assistance, Some("search-and-seizure"), "2026-06-30", "EU-2014-41-EIO"),
        ("CH", "DE", Matter::Assistance, Some("hearing"), "2026-06-30", "COE-030-MLA"),
        ("FR", "GB", Matter::Surrender, None, "2026-06-30", "EU-UK-TCA-T7"),
        ("BR", "KE", Matter::Surrender, None, "2026-06-30", ""),
    ] {
        assert_eq!(governs(from, to, matter, measure, on), expected, "{from} {to} {measure:?} {on}");
    }
}
