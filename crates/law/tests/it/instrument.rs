//! Instruments and their terms: whom they join, and the words that they share with the register of facts.

use std::collections::BTreeSet;

use law::Law;
use law::instrument::Layer;

use crate::small::PACK;

/// A union's agreement with one partner, CC.
const PARTNER: &str = r#"
[[instrument]]
id = "PARTNER"
title = "Agreement with a partner"
short = "Partner"
layer = "bilateral"
matter = ["surrender"]
provision = "art. 1"
source = "S1"
checked = 2026-06-30
confidence = "seen"
in_force = { from = 2010-02-01 }
parties = ["AF", "BB", "CC"]
hub = ["CC"]
"#;

fn load(instruments: &str) -> Result<Law, String> {
    let files = [("packs/small/pack.toml", PACK), ("packs/small/of-partners.instruments.toml", instruments)];
    Law::load(files).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_partner_joins_each_member_and_no_two_members() {
    let law = load(PARTNER).unwrap();
    let partner = law.instrument("PARTNER").unwrap();
    let joins = |one: &str, other: &str| partner.joins(one.parse().unwrap(), other.parse().unwrap());
    assert!(joins("AF", "CC") && joins("CC", "BB"));
    assert!(!joins("AF", "BB"));
}

#[test]
fn without_a_hub_all_parties_are_joined() {
    let law = load(&PARTNER.replace("hub = [\"CC\"]", "")).unwrap();
    assert!(law.instrument("PARTNER").unwrap().joins("AF".parse().unwrap(), "BB".parse().unwrap()));
}

#[test]
fn a_hub_is_a_party() {
    let faults = load(&PARTNER.replace("hub = [\"CC\"]", "hub = [\"DE\"]")).unwrap_err();
    assert!(faults.contains("the hub DE is not bound"), "{faults}");
}

/// A treaty of two States names two; with more, one of them is the hub.
#[test]
fn a_bilateral_treaty_has_two_parties_or_a_hub() {
    let law = Law::shipped().unwrap();
    let bilateral = law.instruments().iter().filter(|instrument| instrument.layer == Layer::Bilateral);
    for instrument in bilateral {
        assert!(instrument.parties().count() == 2 || !instrument.hubs.is_empty(), "{}", instrument.id);
    }
}

/// A measure that no request can name would close an instrument unseen.
#[test]
fn every_measure_named_can_be_sought() {
    let law = Law::shipped().unwrap();
    let known: BTreeSet<&str> = law.fact("mla.measures").unwrap().codes.iter().map(String::as_str).collect();
    for instrument in law.instruments() {
        let of_terms = instrument.terms.iter().flat_map(|term| &term.measures);
        for measure in instrument.measures.iter().chain(of_terms) {
            assert!(known.contains(measure.as_str()), "{}: {measure}", instrument.id);
        }
    }
}
