//! Silver notice: trace, identify or watch assets, or obtain information on them (pilot of 2025). Freezing and confiscation
//! are asked for by mutual legal assistance.

use super::{CHECKS, Form, Group, HANDLING, NEUTRALITY, OFFENCE, PERSON, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::SilverNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "asset.action",
                "request.purpose",
                "case.international_link",
                "silver.participant",
                "silver.quota_left",
            ],
        },
        HANDLING,
        TERMS,
        Section {
            name: "assets",
            fields: &[
                "asset.description",
                "person.under_investigation",
                "asset.link_to_person",
                "judicial_decision.reference",
            ],
        },
        PERSON,
        OFFENCE,
        NEUTRALITY,
        CHECKS,
    ],
};
