//! Blue notice: locate or identify a person of interest in a criminal investigation, or obtain information on them (RPD art. 88).

use super::{CHECKS, Form, Group, HANDLING, NEUTRALITY, OFFENCE, PERSON, RECORD, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::BlueNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.purpose",
                "request.information_sought",
                "case.international_link",
                "person.known",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        RECORD,
        OFFENCE,
        NEUTRALITY,
        CHECKS,
    ],
};
