//! Information request: a question to another bureau (RPD arts 9 and 99). Articles 2 and 3 of the Constitution bind it as they
//! bind a notice.

use super::{Form, HANDLING, Section};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::InformationRequest,
    sections: &[
        Section {
            name: "question",
            fields: &[
                "request.purpose",
                "request.information_sought",
                "case.international_link",
                "selfcheck.art2_art3",
            ],
        },
        HANDLING,
        Section {
            name: "person",
            fields: &[
                "person.family_name",
                "person.forename",
                "person.original_script",
                "person.sex",
                "person.birth_date",
                "person.nationality_iso",
                "person.id_documents",
                "person.status",
                "person.is_adult",
            ],
        },
        Section {
            name: "offence",
            fields: &["offence.category", "offence.facts_summary", "offence.time", "offence.place"],
        },
        Section {
            name: "bars",
            fields: &[
                "offence.article3_class",
                "political_element",
                "person.public_role",
                "person.refugee_status.granted_by",
                "person.refugee_status.confirmed_by_granting_state",
                "person.refugee_status.feared_state_is_requesting",
                "earlier_finding_on_same_matter",
            ],
        },
    ],
};
