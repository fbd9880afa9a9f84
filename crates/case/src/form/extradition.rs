//! Extradition: hand over a person for prosecution or sentence (UNTOC art. 16; ETS 24 art. 12).

use super::{BARS, Form, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::Extradition,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.sought_for",
                "extradition.authority",
                "extradition.legal_basis",
                "extradition.treaty_basis",
                "extradition.nationals_not_extradited",
                "extradition.documents",
                "extradition.translation",
            ],
        },
        HANDLING,
        PERSON,
        OFFENCE,
        Section {
            name: "dual-criminality",
            fields: &["offence.dual_criminality", "offence.organised_crime_link", "offence.transnational"],
        },
        SENTENCE,
        Section {
            name: "warrant",
            fields: &[
                "warrant.present",
                "warrant.reference",
                "warrant.issuing_authority",
                "warrant.issuer",
                "warrant.issued_at",
                "warrant.valid",
                "warrant.copy",
            ],
        },
        BARS,
        RIGHTS,
        Section {
            name: "home-state",
            fields: &[
                "eu_citizen.exercised_free_movement",
                "home_state.informed",
                "home_state.warrant_issued",
            ],
        },
    ],
};
