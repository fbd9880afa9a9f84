//! Investigation order: evidence from another Member State (Directive 2014/41 arts 4 to 6, 14 and 22 to 32, and Annex A).

use super::{Form, Group, HANDLING, Section, TERMS};
use crate::request::Kind;

pub(super) const FORM: Form = Form {
    kind: Kind::InvestigationOrder,
    group: Group::JudicialCooperation,
    sections: &[
        Section {
            name: "issuer",
            fields: &[
                "request.authority",
                "eio.issuing_authority",
                "eio.issuing_authority_competent_in_domestic_case",
                "eio.judicial_validation",
                "eio.legal_remedy_in_issuing_state",
                "request.language_accepted",
            ],
        },
        Section {
            name: "proceeding",
            fields: &[
                "mla.authority_in_charge",
                "mla.proceeding",
                "mla.purpose",
                "eio.necessity",
                "request.instrument",
                "mla.channel",
                "request.form",
                "request.original_follows",
                "request.authenticity_secured",
                "request.reciprocity_promised",
            ],
        },
        HANDLING,
        TERMS,
        Section {
            name: "measures",
            fields: &[
                "eio.measure",
                "mla.measures",
                "eio.measure_always_available",
                "eio.measure_available_in_executing_state",
                "mla.procedure",
                "mla.deadline",
                "mla.deadline_reason",
                "mla.urgency_reason",
            ],
        },
        HEARING,
        SEARCH,
        ACCOUNTS,
        COMMUNICATIONS,
        Section {
            name: "offence",
            fields: &[
                "offence.category",
                "offence.facts_summary",
                "offence.time",
                "offence.place",
                "offence.charges",
                "offence.law_reference",
                "offence.law_text",
                "offence.max_penalty_months",
                "offence.list_offence",
                "offence.dual_criminality",
                "offence.extraterritorial",
                "forum.substantial_conduct_in_requested_state",
            ],
        },
        Section {
            name: "person",
            fields: &[
                "person.family_name",
                "person.forename",
                "person.original_script",
                "person.aliases",
                "person.sex",
                "person.birth_date",
                "person.birth_place",
                "person.nationality_iso",
                "person.parents",
                "person.id_documents",
                "person.location",
                "person.status",
            ],
        },
        Section {
            name: "bars",
            fields: &[
                "eio.privilege_claimed",
                "person.immunity",
                "person.public_role",
                "political_element",
                "ne_bis_in_idem",
                "ne_bis_in_idem.state",
                "ne_bis_in_idem.same_facts",
                "eio.defence_can_comment",
            ],
        },
        Section { name: "rights", fields: &["human_rights.torture_risk", "human_rights.fair_trial_risk"] },
    ],
};

/// Persons who are heard or handed over for a hearing (arts 22 to 25).
const HEARING: Section = Section {
    name: "hearing",
    fields: &[
        "mla.witness",
        "mla.questions",
        "mla.video_persons",
        "mla.video_reason",
        "mla.video_of_accused",
        "mla.accused_consent",
        "mla.prisoner_consent",
        "mla.prisoner_return_by",
    ],
};

/// Things that are looked for or watched (arts 28 and 32).
const SEARCH: Section = Section {
    name: "search",
    fields: &[
        "mla.premises",
        "mla.premises_link",
        "mla.items_sought",
        "mla.delivery_goods",
        "mla.delivery_route",
        "mla.delivery_control",
    ],
};

/// Accounts and what moved on them (arts 26 to 28).
const ACCOUNTS: Section = Section {
    name: "accounts",
    fields: &["mla.account", "mla.account_link", "mla.account_search", "mla.account_grounds", "mla.period"],
};

/// Stored data and telecommunications (arts 30 to 32).
const COMMUNICATIONS: Section = Section {
    name: "communications",
    fields: &[
        "mla.data_provider",
        "mla.data_identifier",
        "mla.data_time",
        "mla.data_sought",
        "mla.data_link",
        "mla.preservation_necessity",
        "data_access.data_location",
        "mla.target_identifier",
        "mla.duration",
        "mla.interception_order",
        "eio.interception_on_territory_of_other_state",
        "eio.intercepted_state_notified",
    ],
};
