//! The profiles of States and the bridges as shipped: what every profile must have, and that a bridge leads somewhere.

use std::collections::BTreeSet;

use law::Law;
use law::route::{Search, Speaker};
use law::term::{Matter, Topic};

use crate::small::{FACTS, PACK};

/// The States whose law the research covers.
const PROFILED: [&str; 27] = [
    "AE", "AR", "AU", "BR", "CA", "CH", "CO", "DE", "EG", "ES", "FR", "GB", "IE", "IN", "IT", "JP", "KE",
    "MA", "MX", "NG", "NL", "PL", "SE", "SG", "TR", "US", "ZA",
];

/// What a comparison needs of every State.
const NEEDED: [Topic; 7] = [
    Topic::LegalSystem,
    Topic::Authority,
    Topic::Language,
    Topic::Nationals,
    Topic::DeathPenalty,
    Topic::ProvisionalArrest,
    Topic::DataProtection,
];

#[test]
fn every_profile_has_what_a_comparison_needs() {
    let law = Law::shipped().unwrap();
    for code in PROFILED {
        let profile =
            law.jurisdiction(code.parse().unwrap()).unwrap_or_else(|| panic!("{code} has no profile"));
        for topic in NEEDED {
            let of_topic: Vec<_> = profile.terms.iter().filter(|term| term.topic == topic).collect();
            assert!(!of_topic.is_empty(), "{code}: nothing on {}", topic.code());
            let is_compared = match topic {
                Topic::Language => of_topic.iter().any(|term| !term.languages.is_empty()),
                _ => topic.positions().is_empty() || of_topic.iter().any(|term| term.position.is_some()),
            };
            assert!(is_compared, "{code}: no position or language on {}", topic.code());
        }
    }
    assert_eq!(law.jurisdictions().count(), PROFILED.len());
}

/// What nobody read must not look as if somebody had.
#[test]
fn a_term_is_unverified_exactly_where_its_source_is_memory() {
    let law = Law::shipped().unwrap();
    for profile in law.jurisdictions() {
        for term in &profile.terms {
            let is_memory = term.source.starts_with("General knowledge");
            assert_eq!(term.confidence.code() == "unverified", is_memory, "{} {}", profile.state, term.id);
        }
    }
}

#[test]
fn measures_of_profiles_can_be_sought_and_grounds_are_tagged() {
    let law = Law::shipped().unwrap();
    let known: BTreeSet<&str> = law.fact("mla.measures").unwrap().codes.iter().map(String::as_str).collect();
    for profile in law.jurisdictions() {
        for term in &profile.terms {
            let at = format!("{} {}", profile.state, term.id);
            assert!(
                term.measures.iter().all(|measure| known.contains(measure.as_str())),
                "{at}: {:?}",
                term.measures
            );
            assert!(
                term.topic != Topic::Refusal || term.ground.is_some(),
                "{at}: a refusal without its ground"
            );
        }
    }
}

/// Every bridge stands on a fact whose field can carry the act, speaks in each language, and is wanted by some profile.
#[test]
fn every_bridge_leads_somewhere() {
    let law = Law::shipped().unwrap();
    assert!(!law.bridges().is_empty());
    for bridge in law.bridges() {
        let id = &bridge.id;
        let fact = bridge.fact.as_deref().unwrap_or_else(|| panic!("{id} names no fact"));
        assert!(law.fact(fact).is_some_and(|fact| fact.input), "{id}: no field carries {fact}");
        for language in ["fr", "es", "ar"] {
            assert_ne!(bridge.act(language), bridge.act("en"), "{id} is not in {language}");
        }
        let takes = |positions: &[String], matter: Matter| {
            law.jurisdictions().flat_map(|profile| &profile.terms).any(|term| {
                let is_position =
                    |position: &str| positions.is_empty() || positions.iter().any(|one| one == position);
                term.topic == bridge.topic
                    && term.matters.contains(&matter)
                    && (positions.is_empty() || term.position.is_some_and(is_position))
            })
        };
        let is_wanted = bridge
            .matters
            .iter()
            .any(|matter| takes(&bridge.requested, *matter) && takes(&bridge.requesting, *matter));
        assert!(is_wanted, "{id}: no profile takes its positions");
    }
}

/// The grounds of a State's general law on extradition are none against a European arrest warrant.
#[test]
fn another_law_stands_for_some_instruments() {
    let law = Law::shipped().unwrap();
    let own_grounds = |from: &str, to: &str| {
        let routes = law.routes(&search(from, to, Matter::Surrender));
        let governs = routes.open.iter().find(|route| route.leads()).unwrap();
        let own = governs.terms.iter().filter(|effective| matches!(effective.speaker, Speaker::OwnLaw(_)));
        let refusals = own.clone().filter(|effective| effective.term.topic == Topic::Refusal).count();
        let languages = own.filter(|effective| effective.term.topic == Topic::Language).count();
        (governs.instrument.id.clone(), refusals > 0, languages > 0)
    };
    assert_eq!(own_grounds("FR", "DE"), ("EU-2002-584-EAW".to_owned(), false, true));
    assert!(own_grounds("US", "DE").1, "under a treaty the act on extradition still speaks");
}

fn search<'a>(from: &str, to: &str, matter: Matter) -> Search<'a> {
    Search {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        on: "2026-06-30".parse().unwrap(),
        matter,
        measure: None,
        offence: None,
        max_penalty_months: None,
    }
}

#[test]
fn faults_of_a_profile() {
    let faulty = |more: &str, wrong: &str| {
        let profile = format!("[jurisdiction]\nstate = \"AF\"\ntitle = \"AF\"\nsource = \"S1\"\n{more}\n");
        let files = [
            ("packs/small/pack.toml", PACK),
            ("packs/small/facts.toml", FACTS),
            ("packs/small/aa.jurisdiction.toml", profile.as_str()),
        ];
        let faults = Law::load(files).unwrap_err();
        assert!(faults.iter().any(|fault| fault.to_string().contains(wrong)), "{wrong}: {faults:?}");
    };
    faulty("other_law_for = [\"NONE\"]", "`NONE` is no instrument");
    faulty("treaty = \"NONE\"", "treaty");
}

/// Two laws that part ways on the act to do, and a file of bridges between them.
fn bridged(bridges: &str) -> Result<Law, String> {
    let profile = |state: &str, death: &str, days: u16| {
        format!(
            "[jurisdiction]\nstate = \"{state}\"\ntitle = \"{state}\"\nsource = \"S1\"\n\
             [[term]]\nid = \"death-penalty\"\ntopic = \"death-penalty\"\nposition = \"{death}\"\nprovision = \"art. 1\"\n\
             says = \"It says so.\"\nchecked = 2026-06-30\nconfidence = \"seen\"\n\
             [[term]]\nid = \"provisional-arrest\"\ntopic = \"provisional-arrest\"\nvalue = {days}\nunit = \"days\"\n\
             provision = \"art. 2\"\nsays = \"It says so.\"\nchecked = 2026-06-30\nconfidence = \"seen\"\n"
        )
    };
    let (one, other) = (profile("AF", "retained", 60), profile("BB", "abolished", 40));
    let files = [
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", FACTS),
        ("packs/small/aa.jurisdiction.toml", one.as_str()),
        ("packs/small/bb.jurisdiction.toml", other.as_str()),
        ("packs/small/bridges.toml", bridges),
    ];
    Law::load(files).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

const BRIDGES: &str = r#"
[[bridge]]
id = "assurance"
topic = "death-penalty"
requesting = ["retained"]
requested = ["abolished"]
matter = ["surrender"]
act = "Offer an assurance."
fact = "offence.charges"
in.fr = "Offrir une assurance."

[[bridge]]
id = "papers"
topic = "provisional-arrest"
number = "shorter"
act = "Have the papers ready."
fact = "warrant.copy"
"#;

/// The acts that a comparison gives, from one State to the other.
fn acts(from: &str, to: &str, matter: Matter) -> Vec<String> {
    let law = bridged(BRIDGES).unwrap();
    let compared = law.compare(&search(from, to, matter));
    compared.iter().flat_map(|point| &point.bridges).map(|bridge| bridge.id.clone()).collect()
}

#[test]
fn a_bridge_serves_one_way_and_one_matter() {
    assert_eq!(acts("AF", "BB", Matter::Surrender), ["assurance", "papers"]);
    assert_eq!(acts("AF", "BB", Matter::Assistance), ["papers"]);
    assert!(acts("BB", "AF", Matter::Surrender).is_empty());
}

#[test]
fn faults_of_a_bridge() {
    let faulty = |old: &str, new: &str, wrong: &str| {
        assert!(BRIDGES.contains(old), "{old}");
        let said = bridged(&BRIDGES.replacen(old, new, 1)).unwrap_err();
        assert!(said.contains(wrong), "{wrong}: {said}");
    };
    faulty("\"abolished\"", "\"abolish\"", "`abolish` is no position on death-penalty");
    faulty("\"offence.charges\"", "\"offence.charge\"", "`offence.charge` is no fact");
    faulty("\"shorter\"", "\"smaller\"", "`smaller` is no number");
    faulty("\"Offer an assurance.\"", "\"\"", "`act` is empty");
    faulty("id = \"papers\"", "id = \"assurance\"", "a bridge of this id stands above");
}

const PAGE: &str = include_str!("../../../../docs/adding-a-profile.md");

#[test]
fn the_examples_of_the_page_load() {
    let example = |beginning: &str| {
        let mut blocks = PAGE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        blocks.find(|block| block.starts_with(beginning)).unwrap()
    };
    let facts = "[\"extradition.evidence_statement\"]\ntype = \"text\"\nlabel = \"Evidence\"\nasked_of = \"requesting\"\n";
    let files = [
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", facts),
        ("packs/small/be.jurisdiction.toml", example("[jurisdiction]")),
        ("packs/small/bridges.toml", example("[[bridge]]")),
    ];
    let law = Law::load(files).unwrap();
    assert_eq!((law.jurisdictions().count(), law.bridges().len()), (1, 1));
}
