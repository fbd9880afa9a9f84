//! Forms: which fields a request of each kind carries, in the order in which they are asked for.
//!
//! A field is a fact; its type, unit, label and help stand in the register of facts (`law`). Adding a kind of request is
//! adding a file here: see `docs/adding-a-request-kind.md`.
//!
//! The special notice of the Security Council has no form: it tells of a listing by the Council, under conditions agreed
//! between INTERPOL and the United Nations (RPD art. 95), and is no bureau's to ask for. Its rules are there for whoever
//! receives one.

mod information_request;
mod message;
mod red_notice;
mod blue_notice;
mod green_notice;
mod yellow_notice;
mod black_notice;
mod purple_notice;
mod orange_notice;
mod silver_notice;
mod diffusion;
mod provisional_arrest;
mod extradition;
mod surrender;
mod mutual_legal_assistance;
mod investigation_order;
mod data_access;

use crate::request::Kind;

/// The fields of one kind of request.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// The kind it is for.
    pub kind: Kind,
    /// What it stands among in a menu.
    pub group: Group,
    /// Its parts, in order.
    pub sections: &'static [Section],
}

/// The parts of the work that kinds of request belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What police ask one another.
    PoliceInformation,
    /// What the General Secretariat publishes, and what a bureau sends to bureaus that it chooses (RPD arts 73 and 97).
    NoticesAndDiffusions,
    /// What courts and prosecutors ask one another.
    JudicialCooperation,
}

impl Group {
    /// Every group, in the order of a menu.
    pub const ALL: [Group; 3] =
        [Group::PoliceInformation, Group::NoticesAndDiffusions, Group::JudicialCooperation];

    /// Its name in the catalogue (`kinds-<code>`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Group::PoliceInformation => "police-information",
            Group::NoticesAndDiffusions => "notices-and-diffusions",
            Group::JudicialCooperation => "judicial-cooperation",
        }
    }

    /// Its forms, in order.
    pub fn forms(self) -> impl Iterator<Item = &'static Form> {
        FORMS.iter().copied().filter(move |form| form.group == self)
    }
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
    &message::FORM,
    &red_notice::FORM,
    &blue_notice::FORM,
    &green_notice::FORM,
    &yellow_notice::FORM,
    &black_notice::FORM,
    &purple_notice::FORM,
    &orange_notice::FORM,
    &silver_notice::FORM,
    &diffusion::FORM,
    &provisional_arrest::FORM,
    &extradition::FORM,
    &surrender::FORM,
    &mutual_legal_assistance::FORM,
    &investigation_order::FORM,
    &data_access::FORM,
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

/// Whether every request that has this field shows it, whatever the rules ask: what it says of itself, whom or what it is
/// about and what is said to have happened.
#[must_use]
pub fn is_minimum(field: &str) -> bool {
    const MATTER: [&str; 13] = [
        "request.sought_for",
        "person.family_name",
        "person.forename",
        "person.sex",
        "person.birth_date",
        "person.nationality_iso",
        "offence.facts_summary",
        "missing.circumstances",
        "mo.description",
        "asset.description",
        "eio.measure",
        "data_access.measure",
        "message.text",
    ];
    HANDLING.fields.contains(&field) || MATTER.contains(&field)
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

/// What the recipient may do with it; see [`crate::handling`].
const TERMS: Section = Section {
    name: "terms",
    fields: &[crate::handling::MARKING, crate::handling::CONSENT_FOR, crate::handling::TERMS],
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
        "person.birth_year",
        "person.birth_place",
        "person.nationality_iso",
        "person.nationality",
        "person.is_adult",
        "person.aliases",
        "person.parents",
        "person.id_documents",
        "person.physical_description",
        "person.marks",
        "person.photo",
        "person.fingerprints",
        "person.dna",
        "person.location",
    ],
};

/// How the person stands in the file: status, and the marks that protect minors, victims and witnesses (RPD arts 40, 41, 44).
const RECORD: Section = Section {
    name: "record",
    fields: &[
        "record.status",
        "record.event",
        "person.minor_at_event",
        "record.minor_flag",
        "record.no_restrictive_measure_flag",
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
        "offence.ordinary_law",
        "offence.law_reference",
        "offence.law_text",
        "offence.max_penalty_months",
        "offence.organised_crime_link",
    ],
};

/// Where the proceedings against the person stand, sentence and trial in absence. Whoever is missing or a witness has no
/// such status: see `RECORD`.
const SENTENCE: Section = Section {
    name: "sentence",
    fields: &[
        "person.status",
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

/// What may stand in the way of exchanging police data on a person, whatever it is for (Constitution arts 2 and 3).
const NEUTRALITY: Section = Section {
    name: "bars",
    fields: &[
        "offence.article3_class",
        "political_element",
        "person.public_role",
        "person.refugee_status.granted_by",
        "person.refugee_status.confirmed_by_granting_state",
        "person.refugee_status.feared_state_is_requesting",
        "earlier_finding_on_same_matter",
    ],
};

/// What the sender answers for (RPD arts 11, 76(2) and 99(2)).
const CHECKS: Section = Section {
    name: "checks",
    fields: &[
        "data.lawful_basis_confirmed",
        "selfcheck.quality",
        "selfcheck.conditions",
        "selfcheck.interest",
        "selfcheck.art2_art3",
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
        "ne_bis_in_idem.acts_remain",
        "ne_bis_in_idem.remaining_acts",
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
