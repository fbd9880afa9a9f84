//! A term: what an instrument or a State's own law says on one point, such as the channel, the threshold or nationals.
//!
//! Terms describe the law; rules check a request against it. Routes and comparisons are made of terms.

use std::collections::{BTreeMap, BTreeSet};

use case::bureau::StateCode;
use case::ground::Ground;
use case::opinion::Confidence;
use case::request::Kind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::code::{all, codes};
use crate::pack::{Pack, Period, day};
use crate::register::in_language;
use crate::rule::{BadRule, Faults, Strength};

/// Languages of one term at most.
const LANGUAGES_MAX: usize = 24;

codes! {
    /// What is wanted of the other State.
    pub enum Matter {
        /// That a person is handed over: extradition or surrender, with the arrest before it.
        Surrender = "surrender";
        /// Evidence and other assistance in a criminal case.
        Assistance = "assistance";
    }
}

impl Matter {
    /// What a kind of request wants of the other State; none where no treaty on either matter carries it.
    #[must_use]
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::RedNotice
            | Kind::Diffusion
            | Kind::ProvisionalArrest
            | Kind::Extradition
            | Kind::Surrender => Some(Self::Surrender),
            Kind::MutualLegalAssistance
            | Kind::InvestigationOrder
            | Kind::DataAccess
            | Kind::InformationRequest
            | Kind::SilverNotice => Some(Self::Assistance),
            _ => None,
        }
    }
}

codes! {
    /// The point on which a term speaks.
    pub enum Topic {
        /// Civil law, common law, mixed.
        LegalSystem = "legal-system";
        /// Whether a treaty is needed, and what else a request may rest on.
        Basis = "basis";
        /// Whether like help must be promised.
        Reciprocity = "reciprocity";
        /// Who receives and decides.
        Authority = "authority";
        /// The way on which a request travels.
        Channel = "channel";
        /// The way in urgent cases.
        Urgent = "urgent";
        /// The languages accepted.
        Language = "language";
        /// Certification, seals, legalisation.
        Formalities = "formalities";
        /// What a request must contain.
        Contents = "contents";
        /// What must be shown of the case against the person.
        Evidence = "evidence";
        /// The least penalty the offence must carry.
        Threshold = "threshold";
        /// The least sentence imposed or left to serve.
        ThresholdSentence = "threshold-sentence";
        /// Whether the act must be an offence in both States, and by which test.
        DualCriminality = "dual-criminality";
        /// A State's own nationals.
        Nationals = "nationals";
        /// The death penalty in the State's own law.
        DeathPenalty = "death-penalty";
        /// What is asked where the other State has the death penalty.
        DeathPenaltyAssurance = "death-penalty-assurance";
        /// Life sentences.
        LifeSentence = "life-sentence";
        /// Judgments given in the person's absence.
        InAbsentia = "in-absentia";
        /// Lapse of time.
        Limitation = "limitation";
        /// A ground of refusal, or what is expressly none.
        Refusal = "refusal";
        /// Other assurances.
        Assurance = "assurance";
        /// Arrest before the papers.
        ProvisionalArrest = "provisional-arrest";
        /// Surrender by consent.
        Consent = "consent";
        /// For which acts a surrendered person may be tried.
        Speciality = "speciality";
        /// For what the evidence may be used.
        UseLimits = "use-limits";
        /// A period that is not that of a provisional arrest.
        Deadline = "deadline";
        /// How it is carried out: hearings, searches, who may attend.
        Execution = "execution";
        /// Several States ask for the same person.
        Competing = "competing";
        /// Who bears the costs.
        Costs = "costs";
        /// The law on personal data.
        DataProtection = "data-protection";
        /// Partners and special routes.
        Partners = "partners";
    }
}

impl Topic {
    /// The closed list of positions that a law can take on the point, by which two laws are compared. None where only
    /// words can say it.
    #[must_use]
    pub const fn positions(self) -> &'static [&'static str] {
        match self {
            Topic::LegalSystem => &["civil", "common", "mixed"],
            Topic::Basis => &["treaty-needed", "treaty-or-reciprocity", "no-treaty-needed"],
            Topic::Reciprocity => &["required", "as-a-rule", "not-required"],
            Topic::Channel => &["direct", "central-authority", "ministry", "diplomatic"],
            Topic::Formalities => &["none", "certified-copy", "seal", "legalisation"],
            Topic::Evidence => &["none", "on-demand", "record-of-case", "reasonable-grounds", "prima-facie"],
            Topic::DualCriminality => {
                &["none", "conduct", "conduct-and-threshold", "coercive-only", "listed-waived", "list"]
            }
            Topic::Nationals => &["surrendered", "may-be-refused", "on-conditions", "never"],
            Topic::DeathPenalty => &["abolished", "retained-unused", "retained"],
            Topic::DeathPenaltyAssurance => &["must", "may", "not-asked"],
            Topic::LifeSentence => &["no-bar", "review-needed", "commuted", "bar"],
            Topic::InAbsentia => &["no-bar", "retrial-needed", "bar"],
            Topic::Limitation => &["not-a-bar", "requesting-law", "requested-law", "either-law"],
            // "At least one year" and "more than one year" part ways at exactly one year.
            Topic::Threshold | Topic::ThresholdSentence => &["at-least", "more-than"],
            Topic::Authority
            | Topic::Urgent
            | Topic::Language
            | Topic::Contents
            | Topic::Refusal
            | Topic::Assurance
            | Topic::ProvisionalArrest
            | Topic::Consent
            | Topic::Speciality
            | Topic::UseLimits
            | Topic::Deadline
            | Topic::Execution
            | Topic::Competing
            | Topic::Costs
            | Topic::DataProtection
            | Topic::Partners => &[],
        }
    }

    /// The unit of the number that a term of this topic may carry, where it is always the same.
    const fn takes_number(self) -> bool {
        matches!(
            self,
            Topic::Threshold
                | Topic::ThresholdSentence
                | Topic::ProvisionalArrest
                | Topic::Deadline
                | Topic::Speciality
                | Topic::LifeSentence
        )
    }

    /// Whether terms of this topic stand beside each other, and do not take each other's place.
    #[must_use]
    pub const fn is_many(self) -> bool {
        matches!(
            self,
            Topic::Contents
                | Topic::Refusal
                | Topic::Assurance
                | Topic::Deadline
                | Topic::Execution
                | Topic::Partners
                | Topic::DataProtection
        )
    }
}

/// A term as the files write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermTable {
    id: String,
    topic: String,
    #[serde(default)]
    matter: Vec<String>,
    #[serde(default)]
    measures: Vec<String>,
    position: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    strength: Option<String>,
    ground: Option<String>,
    value: Option<u16>,
    unit: Option<String>,
    runs_from: Option<String>,
    #[serde(default)]
    at_end: String,
    provision: String,
    says: String,
    source: Option<String>,
    #[serde(deserialize_with = "day")]
    checked: Date,
    #[serde(default)]
    by: String,
    confidence: String,
    #[serde(default)]
    in_force: Period,
    declared_by: Option<String>,
    #[serde(default)]
    reciprocal: bool,
    replaces: Option<String>,
    #[serde(default, rename = "in")]
    translations: BTreeMap<String, String>,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its stable name.
    pub id: String,
    /// The point on which it speaks.
    pub topic: Topic,
    /// For which matters it speaks; never empty.
    pub matters: Vec<Matter>,
    /// For which measures of assistance it speaks; for all where empty.
    pub measures: BTreeSet<String>,
    /// The position it takes, one of [`Topic::positions`].
    pub position: Option<&'static str>,
    /// The languages accepted, BCP 47.
    pub languages: Vec<String>,
    /// How strong it is, where it is a ground of refusal.
    pub strength: Option<Strength>,
    /// Which ground, where it is one of refusal.
    pub ground: Option<Ground>,
    /// The number it sets.
    pub number: Option<Number>,
    /// Article, paragraph, letter.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day its text was last checked.
    pub checked: Date,
    /// The initials of who checked it; empty where the text was taken over from the research.
    pub checked_by: String,
    /// How sure its text is.
    pub confidence: Confidence,
    /// The days on which it is law.
    pub in_force: Period,
    /// The State whose declaration or reservation it is.
    pub declared_by: Option<StateCode>,
    /// Whether other States may hold the declaration against the State that made it (ETS 24 art. 26(3)).
    pub is_reciprocal: bool,
    /// The term of the instrument amended whose place it takes between the parties of the protocol.
    pub replaces: Option<String>,
    says: String,
    others: BTreeMap<String, String>,
}

/// A number that a term sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How many.
    pub value: u16,
    /// Of what: `days`, `working-days`, `hours`, `months` or `years`.
    pub unit: &'static str,
    /// The event that starts it, where it is a period.
    pub runs_from: Option<String>,
    /// What happens at the end, where it is a period.
    pub at_end: String,
}

impl Number {
    /// Its length in hours, with months of 30 days, to put numbers in order; it says nothing of when a period ends.
    pub(crate) fn about_hours(&self) -> u32 {
        let hours = match self.unit {
            "hours" => 1,
            "months" => 30 * 24,
            "years" => 365 * 24,
            _ => 24,
        };
        u32::from(self.value) * hours
    }
}

/// The units of a number.
const UNITS: [&str; 5] = ["days", "working-days", "hours", "months", "years"];

impl Term {
    pub(crate) fn read(table: TermTable, pack: &Pack, fallback: Option<&str>) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let topic = faults.code("topic", &table.topic, Topic::parse, || all(Topic::ALL, Topic::code));
        let confidence = faults.confidence(&table.confidence);
        let matters = matters(&mut faults, &table.matter);
        let key = table.source.as_deref().or(fallback).unwrap_or_default();
        let source = faults.source(key, pack);
        let position = topic.and_then(|topic| position(&mut faults, topic, table.position.as_deref()));
        let number = topic.and_then(|topic| number(&mut faults, topic, &table));
        let strength = table.strength.as_deref().and_then(|code| {
            faults.code("strength", code, Strength::parse, || all(Strength::ALL, Strength::code))
        });
        let ground = table
            .ground
            .as_deref()
            .and_then(|code| faults.code("ground", code, Ground::parse, || all(Ground::ALL, Ground::tag)));
        let declared_by = table.declared_by.as_deref().and_then(|code| {
            faults.code("State", code, |code| code.parse().ok(), || "two capital letters".to_owned())
        });
        if (topic == Some(Topic::Refusal)) != strength.is_some() {
            faults.add(
                "`strength` stands without the topic `refusal`, or the topic without it",
                format!("give a ground of refusal its strength: {}", all(Strength::ALL, Strength::code)),
            );
        }
        if table.says.trim().is_empty() || table.provision.trim().is_empty() {
            faults.add(
                "`says` or `provision` is empty",
                "say in a sentence what the provision says, and where",
            );
        }
        if table.languages.len() > LANGUAGES_MAX {
            faults.add("too many languages", format!("name at most {LANGUAGES_MAX}"));
        }
        let (Some(topic), Some(confidence), Some(source), true) =
            (topic, confidence, source, faults.0.is_empty())
        else {
            return Err(faults.0);
        };
        Ok(Self {
            id: table.id,
            topic,
            matters,
            measures: table.measures.into_iter().collect(),
            position,
            languages: table.languages,
            strength,
            ground,
            number,
            provision: table.provision,
            source,
            checked: table.checked,
            checked_by: table.by,
            confidence,
            in_force: table.in_force,
            declared_by,
            is_reciprocal: table.reciprocal,
            replaces: table.replaces,
            says: table.says,
            others: table.translations,
        })
    }

    /// What it says, in a language (BCP 47), else in English.
    #[must_use]
    pub fn says(&self, language: &str) -> &str {
        in_language(&self.others, language).filter(|text| !text.is_empty()).unwrap_or(&self.says)
    }

    /// Whether it gives a power only, and leaves it to another law how the power is used.
    #[must_use]
    pub fn leaves_open(&self) -> bool {
        matches!(self.position, Some("may-be-refused" | "may"))
    }

    /// Whether it speaks for this matter and measure on this day.
    #[must_use]
    pub fn speaks(&self, matter: Matter, measure: Option<&str>, on: Date) -> bool {
        self.in_force.holds(on)
            && self.matters.contains(&matter)
            && (self.measures.is_empty() || measure.is_none_or(|measure| self.measures.contains(measure)))
    }
}

/// The matters named; both when none is.
pub(crate) fn matters(faults: &mut Faults, codes: &[String]) -> Vec<Matter> {
    if codes.is_empty() {
        return Matter::ALL.to_vec();
    }
    let known = || all(Matter::ALL, Matter::code);
    codes.iter().filter_map(|code| faults.code("matter", code, Matter::parse, known)).collect()
}

fn position(faults: &mut Faults, topic: Topic, code: Option<&str>) -> Option<&'static str> {
    let code = code?;
    let known = topic.positions().iter().copied().find(|known| *known == code);
    if known.is_none() {
        let remedy = match topic.positions() {
            [] => "leave it out: this topic has no positions".to_owned(),
            all => format!("write one of: {}", all.join(", ")),
        };
        faults.add(format!("`{code}` is no position on {}", topic.code()), remedy);
    }
    known
}

fn number(faults: &mut Faults, topic: Topic, table: &TermTable) -> Option<Number> {
    let (value, unit) = match (table.value, table.unit.as_deref()) {
        (None, None) => return None,
        (Some(value), Some(unit)) => (value, UNITS.into_iter().find(|known| *known == unit)),
        _ => {
            faults.add("`value` stands without `unit`, or `unit` without `value`", "give both, or neither");
            return None;
        }
    };
    if !topic.takes_number() {
        faults.add(format!("the topic {} takes no number", topic.code()), "leave value and unit out");
    }
    let Some(unit) = unit else {
        faults.add("the unit is not known", format!("write one of: {}", UNITS.join(", ")));
        return None;
    };
    Some(Number { value, unit, runs_from: table.runs_from.clone(), at_end: table.at_end.clone() })
}
