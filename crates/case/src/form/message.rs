//! Message: what a bureau asks or tells another directly, without having it recorded (RPD arts 1(15), 9 and 101). Articles 2 and 3 of
//! the Constitution bind it as they bind a notice.

use super::{Form, Group, HANDLING, NEUTRALITY, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::Message,
    group: Group::PoliceInformation,
    sections: &[
        Section {
            name: "message",
            fields: &[
                "message.text",
                "request.purpose",
                "request.information_sought",
                "case.international_link",
                "selfcheck.art2_art3",
            ],
        },
        HANDLING,
        TERMS,
        Section {
            name: "recording",
            fields: &[
                "message.to_secretariat",
                "message.recording_agreed",
                "message.record_requested",
                "message.record_conditions",
            ],
        },
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
