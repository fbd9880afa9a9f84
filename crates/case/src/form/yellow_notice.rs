//! Yellow notice: find a missing person, or identify one who cannot say who they are (RPD art. 90).
//!
//! It asks for no offence: somebody is missed, not sought.

use super::{CHECKS, Form, Group, HANDLING, PERSON, RECORD, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::YellowNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section { name: "purpose", fields: &["request.purpose", "case.international_link"] },
        HANDLING,
        TERMS,
        Section {
            name: "disappearance",
            fields: &[
                "missing.unable_to_identify",
                "missing.circumstances",
                "missing.whereabouts_known",
                "child.location_known_to_source",
                "missing.police_report",
            ],
        },
        PERSON,
        RECORD,
        Section {
            name: "bars",
            fields: &[
                "national_law.privacy_bar",
                "person.is_military",
                "missing.linked_to_operation",
                "missing.extradition_intended",
                "political_element",
                "person.refugee_status.granted_by",
                "person.refugee_status.confirmed_by_granting_state",
                "person.refugee_status.feared_state_is_requesting",
                "earlier_finding_on_same_matter",
            ],
        },
        CHECKS,
    ],
};
