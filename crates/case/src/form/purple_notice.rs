//! Purple notice: tell of a way of committing crime, of the objects, devices and places of concealment used (RPD art. 92).

use super::{CHECKS, Form, Group, HANDLING, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::PurpleNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section { name: "purpose", fields: &["request.purpose", "case.international_link"] },
        HANDLING,
        TERMS,
        Section {
            name: "method",
            fields: &[
                "mo.description",
                "mo.under_investigation",
                "mo.specific",
                "mo.detail",
                "mo.novelty",
                "mo.match_identifiers",
                "mo.prevention_aim",
                "mo.prevention_data",
            ],
        },
        Section {
            name: "offence",
            fields: &[
                "offence.category",
                "offence.facts_summary",
                "offence.time",
                "offence.place",
                "offence.serious",
                "offence.ordinary_law",
            ],
        },
        CHECKS,
    ],
};
