//! Provisional arrest: detain before the papers of an extradition arrive (UNTOC art. 16(9); ETS 24 art. 16).

use super::{BARS, Form, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::ProvisionalArrest,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.sought_for",
                "arrest.reasons_for_urgency",
                "person.location",
                "extradition.assurance",
                "extradition.legal_basis",
                "extradition.treaty_basis",
            ],
        },
        HANDLING,
        PERSON,
        OFFENCE,
        SENTENCE,
        Section {
            name: "warrant",
            fields: &[
                "warrant.present",
                "warrant.reference",
                "warrant.issuing_authority",
                "warrant.issuer",
                "warrant.issued_at",
                "warrant.copy",
            ],
        },
        BARS,
        RIGHTS,
    ],
};
