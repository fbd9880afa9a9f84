//! Mutual legal assistance: measures for a prosecution elsewhere (UNTOC art. 18; ETS 30 arts 3 to 14).

use super::{Form, HANDLING, Section};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::MutualLegalAssistance,
    sections: &[
        Section {
            name: "proceeding",
            fields: &[
                "mla.authority",
                "mla.investigating_authority",
                "mla.proceeding",
                "mla.purpose",
                "mla.legal_basis",
                "extradition.treaty_basis",
            ],
        },
        HANDLING,
        Section {
            name: "facts",
            fields: &[
                "offence.category",
                "offence.facts_summary",
                "offence.time",
                "offence.place",
                "offence.charges",
                "offence.law_reference",
                "offence.law_text",
                "offence.max_penalty_months",
                "offence.dual_criminality",
                "offence.organised_crime_link",
                "offence.transnational",
            ],
        },
        Section {
            name: "measures",
            fields: &[
                "mla.measures",
                "mla.measure",
                "mla.link_to_offence",
                "mla.procedure",
                "mla.time_limit",
                "mla.account_identification",
                "mla.bank",
                "mla.witness_questions",
                "mla.service_address",
                "mla.service_document",
                "mla.premises",
                "mla.data_identifier",
                "mla.judicial_authorisation",
            ],
        },
        Section {
            name: "person",
            fields: &[
                "person.family_name",
                "person.forename",
                "person.original_script",
                "person.birth_date",
                "person.nationality_iso",
                "person.location",
                "person.status",
            ],
        },
        Section {
            name: "bars",
            fields: &[
                "political_element",
                "ne_bis_in_idem",
                "death_penalty_possible",
                "assurances",
                "assurances.content",
                "mla.use_limits",
                "mla.data_transfer_assessed_under_law_enforcement_rules",
            ],
        },
    ],
};
