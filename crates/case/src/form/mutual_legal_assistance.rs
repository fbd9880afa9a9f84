//! Mutual legal assistance: measures for a prosecution elsewhere (UNTOC art. 18; ETS 30 arts 3 to 14).
//!
//! What a measure needs of its own is asked for by its rules, once the measure is chosen.

use super::{Form, Group, HANDLING, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::MutualLegalAssistance,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "proceeding",
            fields: &[
                "request.authority",
                "mla.authority_in_charge",
                "mla.criminal_matter_certified",
                "mla.proceeding",
                "mla.purpose",
                "request.instrument",
                "extradition.treaty_basis",
                "request.reciprocity_promised",
                "request.language_accepted",
            ],
        },
        HANDLING,
        TERMS,
        Section {
            name: "measures",
            fields: &[
                "mla.measures",
                "mla.measure",
                "mla.link_to_offence",
                "mla.procedure",
                "mla.deadline",
                "mla.deadline_reason",
                "mla.account",
                "mla.account_link",
                "mla.account_search",
                "mla.account_grounds",
                "mla.period",
                "mla.witness",
                "mla.questions",
                "mla.video_persons",
                "mla.video_reason",
                "mla.addressee",
                "mla.addressee_address",
                "mla.document",
                "mla.premises",
                "mla.premises_link",
                "mla.lawful_at_home",
                "mla.items_sought",
                "mla.data_provider",
                "mla.data_identifier",
                "mla.data_sought",
                "mla.data_time",
                "mla.data_link",
                "mla.preservation_necessity",
                "mla.request_to_follow",
            ],
        },
        Section {
            name: "offence",
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
                "offence.organised_group",
                "offence.transnational_link",
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
                "mla.data_transfer_assessed_under_law_enforcement_rules",
            ],
        },
    ],
};
