//! Provisional arrest: detain before the papers of an extradition arrive (UNTOC art. 16(9); ETS 24 art. 16).

use super::{BARS, Form, Group, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section, TERMS, WARRANT};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::ProvisionalArrest,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.sought_for",
                "request.instrument",
                "arrest.urgency_reason",
                "extradition.intended",
                "extradition.treaty_basis",
                "extradition.legal_basis",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        OFFENCE,
        WARRANT,
        SENTENCE,
        Section { name: "after-arrest", fields: &["arrest.made_on", "arrest.papers_received"] },
        BARS,
        RIGHTS,
    ],
};
