//! Green notice: warn of the criminal activities of a person who is a possible threat to public safety (RPD art. 89).

use super::{CHECKS, Form, Group, HANDLING, NEUTRALITY, OFFENCE, PERSON, RECORD, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::GreenNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section { name: "purpose", fields: &["request.purpose", "case.international_link"] },
        HANDLING,
        TERMS,
        PERSON,
        RECORD,
        Section {
            name: "threat",
            fields: &[
                "threat.description",
                "threat.assessed_by_authority",
                "threat.prior_convictions",
                "threat.other_reasonable_grounds",
            ],
        },
        OFFENCE,
        NEUTRALITY,
        CHECKS,
    ],
};
