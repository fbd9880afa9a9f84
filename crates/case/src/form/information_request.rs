//! Information request: a question to another bureau (RPD arts 9 and 99). Articles 2 and 3 of the Constitution bind it as they
//! bind a notice.

use super::{Form, Group, HANDLING, NEUTRALITY, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::InformationRequest,
    group: Group::PoliceInformation,
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
        TERMS,
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
        NEUTRALITY,
    ],
};
