//! Black notice: identify a dead body (RPD art. 91).

use super::{CHECKS, Form, Group, HANDLING, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::BlackNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section { name: "purpose", fields: &["request.purpose", "case.international_link"] },
        HANDLING,
        TERMS,
        Section {
            name: "body",
            fields: &[
                "body.identified",
                "body.discovery",
                "body.police_record",
                "body.photo",
                "body.fingerprints",
                "body.dna",
                "person.sex",
                "person.physical_description",
                "person.marks",
            ],
        },
        CHECKS,
    ],
};
