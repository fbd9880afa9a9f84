//! Surrender on an arrest warrant: Framework Decision 2002/584 arts 2, 4a, 5 and 8 and the form in its annex; towards the United
//! Kingdom, Trade and Cooperation Agreement arts 599 to 606.

use super::{Form, Group, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section, TERMS, WARRANT};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::Surrender,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.sought_for",
                "request.instrument",
                "request.authority",
                "request.language_accepted",
                "request.original_follows",
                "speciality.consent_sought",
                "speciality.person_statement",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        OFFENCE,
        Section {
            name: "dual-criminality",
            fields: &[
                "offence.list_offence",
                "offence.dual_criminality",
                "tca.list_waiver_both",
                "offence.extraterritorial",
                "offence.extraterritorial_punishable_here",
            ],
        },
        WARRANT,
        Section {
            name: "issuer",
            fields: &[
                "eaw.national_warrant_present",
                "warrant.executive_instruction_possible",
                "eaw.court_review_available",
            ],
        },
        SENTENCE,
        Section {
            name: "in-absence",
            fields: &[
                "eaw.section_d_complete",
                "judgment_served_not_contested",
                "summons.through_third_person",
                "summons.actual_knowledge_shown",
            ],
        },
        Section { name: "property", fields: &["mla.items_sought"] },
        Section {
            name: "guarantees",
            fields: &[
                "life_sentence_possible",
                "eaw.life_review_guaranteed",
                "eaw.return_asked",
                "eaw.return_guaranteed",
                "assurances.given_by",
                "assurances.monitoring",
            ],
        },
        BARS,
        RIGHTS,
        Section {
            name: "home-state",
            fields: &[
                "person.found_in_requested_state",
                "person.permanent_resident_in_requested_state",
                "extradition.enforcement_at_home_examined",
                "extradition.nationals_not_extradited",
                "extradition.prosecution_at_home_asked",
            ],
        },
        Section { name: "after-arrest", fields: &["arrest.made_on"] },
    ],
};

/// That an offence is political or military is no ground here: an argued political purpose is weighed with the rights of the person.
const BARS: Section = Section {
    name: "bars",
    fields: &[
        "political_element",
        "offence.seriousness_contested",
        "person.public_role",
        "person.immunity",
        "person.age_at_offence",
        "ne_bis_in_idem",
        "ne_bis_in_idem.state",
        "ne_bis_in_idem.same_facts",
        "ne_bis_in_idem.settlement_fulfilled",
        "ne_bis_in_idem.acts_remain",
        "ne_bis_in_idem.remaining_acts",
        "proceedings.decided_not_to_prosecute",
        "statute_of_limitations",
        "extradition.limitation_acts",
        "amnesty",
        "extradition.concurrent_requests",
        "extradition_already_refused",
        "extradition_refusal.ground",
    ],
};
