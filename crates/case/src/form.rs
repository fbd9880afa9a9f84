//! Forms: which fields a request of each kind carries, in the order in which they are asked for.
//!
//! A field is a fact; its type, unit, label and help stand in the register of facts (`law`). Adding a kind of request is
//! adding a file here: see `docs/adding-a-request-kind.md`.

mod information_request;
mod red_notice;
mod provisional_arrest;
mod extradition;
mod mutual_legal_assistance;

use crate::request::Kind;

/// The fields of one kind of request.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// The kind it is for.
    pub kind: Kind,
    /// Its parts, in order.
    pub sections: &'static [Section],
}

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in the catalogue (`section-<name>`).
    pub name: &'static str,
    /// Names of facts, in order.
    pub fields: &'static [&'static str],
}

/// The forms that an officer can fill in.
pub const FORMS: &[&Form] = &[
    &information_request::FORM,
    &red_notice::FORM,
    &provisional_arrest::FORM,
    &extradition::FORM,
    &mutual_legal_assistance::FORM,
];

impl Form {
    /// The form for this kind, if it has one.
    #[must_use]
    pub fn of(kind: Kind) -> Option<&'static Form> {
        FORMS.iter().copied().find(|form| form.kind == kind)
    }

    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.sections.iter().flat_map(|section| section.fields.iter().copied())
    }

    /// Whether it has this field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.fields().any(|known| known == field)
    }
}

/// Whether every request that has this field shows it, whatever the rules ask: what it says of itself, whom it is about
/// and what is said to have happened.
#[must_use]
pub fn is_minimum(field: &str) -> bool {
    const PERSON_AND_DEEDS: [&str; 7] = [
        "request.sought_for",
        "person.family_name",
        "person.forename",
        "person.sex",
        "person.birth_date",
        "person.nationality_iso",
        "offence.facts_summary",
    ];
    HANDLING.fields.contains(&field) || PERSON_AND_DEEDS.contains(&field)
}

/// What every request says of itself.
const HANDLING: Section = Section {
    name: "handling",
    fields: &[
        "request.urgency",
        "request.handling",
        "request.language",
        "request.due",
        "request.reason",
        "case.investigation_reference",
    ],
};

/// Who is concerned.
const PERSON: Section = Section {
    name: "person",
    fields: &[
        "person.family_name",
        "person.forename",
        "person.original_script",
        "person.sex",
        "person.birth_date",
        "person.birth_place",
        "person.nationality_iso",
        "person.nationality",
        "person.status",
        "person.is_adult",
        "person.aliases",
        "person.parents",
        "person.id_documents",
        "person.physical_description",
        "person.photo",
        "person.fingerprints",
        "person.dna",
        "person.location",
    ],
};

/// What the person is said to have done.
const OFFENCE: Section = Section {
    name: "offence",
    fields: &[
        "offence.category",
        "offence.facts_summary",
        "offence.time",
        "offence.place",
        "offence.individual_role",
        "offence.charges",
        "offence.law_reference",
        "offence.law_text",
        "offence.max_penalty_months",
        "offence.organised_crime_link",
    ],
};

/// Sentence and trial in absence.
const SENTENCE: Section = Section {
    name: "sentence",
    fields: &[
        "sentence.imposed_months",
        "sentence.remaining_months",
        "trial_in_absentia",
        "notified_of_trial",
        "represented_by_chosen_lawyer",
        "retrial_guaranteed",
    ],
};

/// The warrant or judgment.
const WARRANT: Section = Section {
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
};

/// What may stand in the way.
const BARS: Section = Section {
    name: "bars",
    fields: &[
        "offence.article3_class",
        "offence.military_only",
        "political_element",
        "private_dispute",
        "family_matter",
        "offence.seriousness_contested",
        "person.public_role",
        "person.refugee_status.granted_by",
        "person.refugee_status.confirmed_by_granting_state",
        "person.refugee_status.feared_state_is_requesting",
        "ne_bis_in_idem",
        "ne_bis_in_idem.state",
        "statute_of_limitations",
        "amnesty",
        "earlier_finding_on_same_matter",
        "extradition_already_refused",
        "extradition_refusal.ground",
    ],
};

/// What a court that protects rights would look at.
const RIGHTS: Section = Section {
    name: "rights",
    fields: &[
        "death_penalty_possible",
        "assurances",
        "assurances.content",
        "human_rights.torture_risk",
        "human_rights.fair_trial_risk",
        "human_rights.detention_conditions_risk",
        "person.health_risk",
        "interim_measure_in_force",
    ],
};
