//! Orange notice: warn of an imminent danger from a person, an object, an event or a method (RPD art. 93).

use super::{CHECKS, Form, Group, HANDLING, NEUTRALITY, PERSON, RECORD, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::OrangeNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section {
            name: "purpose",
            fields: &["threat.subject", "request.purpose", "case.international_link"],
        },
        HANDLING,
        TERMS,
        Section {
            name: "threat",
            fields: &[
                "threat.description",
                "threat.place",
                "threat.imminent",
                "threat.serious_crime_prepared",
                "threat.assessed_by_authority",
                "threat.prior_convictions",
                "threat.other_reasonable_grounds",
            ],
        },
        PERSON,
        RECORD,
        NEUTRALITY,
        CHECKS,
    ],
};
