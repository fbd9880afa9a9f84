//! Red notice: locate and arrest with a view to extradition (RPD arts 82 to 87).

use super::{BARS, Form, Group, HANDLING, OFFENCE, PERSON, RIGHTS, SENTENCE, Section, TERMS, WARRANT};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::RedNotice,
    group: Group::NoticesAndDiffusions,
    sections: &[
        Section {
            name: "purpose",
            fields: &[
                "request.purpose",
                "request.sought_for",
                "case.international_link",
                "selfcheck.art2_art3",
            ],
        },
        HANDLING,
        TERMS,
        PERSON,
        OFFENCE,
        Section {
            name: "facts",
            fields: &[
                "offence.serious",
                "offence.excluded_category",
                "exception.requested",
                "exception.argument",
            ],
        },
        WARRANT,
        SENTENCE,
        Section {
            name: "extradition",
            fields: &[
                "warrant.authority_competent",
                "extradition.intended",
                "extradition.assurance",
                "extradition.coordinated_at",
                "extradition.legal_basis",
                "extradition.countries_excluded",
            ],
        },
        BARS,
        RIGHTS,
    ],
};
