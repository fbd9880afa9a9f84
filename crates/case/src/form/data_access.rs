//! Access to communications data: an order to a provider in another Member State (Regulation 2023/1543 arts 4 to 10, Annexes I
//! and II), or a request to an authority to give effect to one (Budapest Convention arts 18 and 31; Directive 2002/58 art. 15).

use super::{Form, Group, HANDLING, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::DataAccess,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "issuer",
            fields: &[
                "request.authority",
                "data_access.authority",
                "data_access.issuer",
                "data_access.independent_prior_review",
                "request.instrument",
                "request.language_accepted",
            ],
        },
        Section {
            name: "order",
            fields: &[
                "data_access.order",
                "data_access.emergency",
                "data_access.emergency_reason",
                "mla.deadline",
                "mla.deadline_reason",
                "data_access.domestic_case",
                "data_access.notified",
            ],
        },
        HANDLING,
        TERMS,
        Section {
            name: "data",
            fields: &[
                "data_access.category",
                "data_access.measure",
                "data_access.identity_only",
                "mla.data_sought",
                "mla.data_identifier",
                "mla.data_time",
                "mla.data_provider",
                "data_access.data_location",
                "data_access.entity_presence",
                "data_access.statute_reaches_abroad",
            ],
        },
        Section { name: "necessity", fields: &["mla.purpose", "mla.data_link", "eio.necessity"] },
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
                "data_access.listed_offence",
                "offence.serious",
            ],
        },
        Section {
            name: "person",
            fields: &[
                "person.family_name",
                "person.forename",
                "person.original_script",
                "person.aliases",
                "person.sex",
                "person.birth_date",
                "person.birth_place",
                "person.nationality_iso",
                "person.parents",
                "person.id_documents",
                "person.status",
            ],
        },
        Section {
            name: "rights",
            fields: &[
                "political_element",
                "human_rights.torture_risk",
                "human_rights.fair_trial_risk",
                "assurances",
                "assurances.content",
            ],
        },
    ],
};
