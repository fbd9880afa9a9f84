//! Diffusion: a request or warning to bureaus that the sender chooses, for one of six purposes (RPD arts 97 to 99). Nobody
//! examines it before it arrives.

use super::{
    BARS, CHECKS, Form, Group, HANDLING, OFFENCE, PERSON, RECORD, RIGHTS, SENTENCE, Section, TERMS, WARRANT,
};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::Diffusion,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.diffusion_purpose",
                "request.purpose",
                "request.information_sought",
                "case.international_link",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        RECORD,
        OFFENCE,
        WARRANT,
        SENTENCE,
        BARS,
        RIGHTS,
        CHECKS,
    ],
};
