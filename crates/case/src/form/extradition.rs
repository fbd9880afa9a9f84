//! Extradition: hand over a person for prosecution or sentence (UNTOC art. 16; ETS 24 art. 12).

use super::{BARS, Form, Group, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section, TERMS, WARRANT};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::Extradition,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.sought_for",
                "request.instrument",
                "surrender.older_acts",
                "request.authority",
                "request.language_accepted",
                "extradition.treaty_basis",
                "extradition.legal_basis",
                "extradition.nationals_not_extradited",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        OFFENCE,
        Section {
            name: "dual-criminality",
            fields: &[
                "offence.dual_criminality",
                "offence.max_penalty_months_requested_state",
                "offence.convention_offence",
                "offence.organised_group",
                "offence.transnational_link",
            ],
        },
        WARRANT,
        SENTENCE,
        Section {
            name: "papers",
            fields: &[
                "extradition.evidence_statement",
                "extradition.jurisdiction_text",
                "extradition.limitation_text",
            ],
        },
        BARS,
        RIGHTS,
        Section {
            name: "home-state",
            fields: &[
                "person.national_at_offence",
                "eu_citizen.exercised_free_movement",
                "home_state.informed",
                "home_state.warrant_issued",
            ],
        },
    ],
};
