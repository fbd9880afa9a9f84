//! Duties that no program can check: what a provision asks, of whom, and why it is only listed.

use case::opinion::Confidence;
use case::request::Kind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::code::{all, codes};
use crate::expression::{Condition, Given, Truth};
use crate::pack::{Pack, day};
use crate::register::Register;
use crate::rule::{BadRule, Faults, Stage};

codes! {
    /// Who must mind a duty.
    pub enum Bound {
        /// Who drafts, sends or handles the request.
        Officer = "officer";
        /// The legal reviewer.
        Reviewer = "reviewer";
        /// Who assigns and watches the bureau's cases.
        BureauSupervisor = "bureau-supervisor";
        /// Who answers for the bureau.
        HeadOfBureau = "head-of-bureau";
        /// The data protection officer (RPD art. 121).
        DataProtectionOfficer = "data-protection-officer";
        /// The security officer (RPD art. 117).
        SecurityOfficer = "security-officer";
        /// INTERPOL's General Secretariat.
        GeneralSecretariat = "general-secretariat";
        /// The Commission for the Control of INTERPOL's Files.
        Commission = "commission";
        /// The General Assembly or the Executive Committee.
        GoverningBodies = "governing-bodies";
        /// Whoever makes or changes the programs that a bureau uses.
        Maker = "maker";
    }
}

impl Bound {
    /// Whether the person sits in a bureau, and not at the General Secretariat, in another body or where programs are made.
    #[must_use]
    pub const fn is_of_bureau(self) -> bool {
        match self {
            Bound::Officer
            | Bound::Reviewer
            | Bound::BureauSupervisor
            | Bound::HeadOfBureau
            | Bound::DataProtectionOfficer
            | Bound::SecurityOfficer => true,
            Bound::GeneralSecretariat | Bound::Commission | Bound::GoverningBodies | Bound::Maker => false,
        }
    }
}

codes! {
    /// Why a duty is listed and not checked.
    pub enum WhyListed {
        /// An act of the General Secretariat, of which a bureau's file says nothing.
        SecretariatAct = "secretariat-act";
        /// An act of the Commission.
        CommissionAct = "commission-act";
        /// An act of the General Assembly or the Executive Committee.
        GoverningBodiesAct = "governing-bodies-act";
        /// A property of a system, shown by an audit of it.
        TechnicalMeasure = "technical-measure";
        /// It turns on a fact that stands in no request, answer or record of the bureau.
        OutsideFact = "outside-fact";
        /// A person's judgement for which the text names no factors.
        Judgement = "judgement";
        /// It allows something, or says who answers for it; nothing stated can fall short of it.
        NothingToTest = "nothing-to-test";
        /// This program is made so that it cannot be broken in it.
        BuiltIn = "built-in";
        /// It is law no more.
        Superseded = "superseded";
    }
}

/// `duties.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyFile {
    #[serde(default)]
    pub(crate) duty: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyTable {
    pub(crate) id: String,
    title: String,
    provision: String,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
    confidence: String,
    bound: String,
    stages: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    applies: Option<String>,
    says: String,
    why_listed: String,
    because: String,
}

/// A duty that is shown to the person who must mind it, where it applies.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    /// Its stable name, that of the provision it states.
    pub id: String,
    /// The pack it stands in.
    pub pack: String,
    /// Its heading.
    pub title: String,
    /// The article or paragraph.
    pub provision: String,
    /// Where it was read: title, version, address.
    pub source: String,
    /// The day its text was last checked.
    pub checked: Date,
    /// How sure its text is.
    pub confidence: Confidence,
    /// Who must mind it.
    pub bound: Bound,
    /// When.
    pub stages: Vec<Stage>,
    /// The kinds of request it concerns.
    pub kinds: Vec<Kind>,
    /// The duty, in one or two plain sentences.
    pub says: String,
    /// Why it is listed.
    pub why_listed: WhyListed,
    /// The same in words, for this duty.
    pub because: String,
    /// The condition under which it is shown, as written.
    pub applies_when: Option<String>,
    applies: Option<Condition>,
}

impl Duty {
    /// The duty of a table, or everything that is wrong with it.
    pub(crate) fn read(table: DutyTable, pack: &Pack, register: &Register) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let source = faults.source(&table.source, pack);
        let confidence = faults.confidence(&table.confidence);
        let bound =
            faults.code("person to be bound", &table.bound, Bound::parse, || all(Bound::ALL, Bound::code));
        let why = faults.code("reason for listing", &table.why_listed, WhyListed::parse, || {
            all(WhyListed::ALL, WhyListed::code)
        });
        let stages = faults.stages(&table.stages);
        let kinds = faults.kinds(&table.kinds);
        let applies = table.applies.as_deref().and_then(|text| faults.expression("applies", text, register));
        let texts = [
            ("title", &table.title),
            ("provision", &table.provision),
            ("says", &table.says),
            ("because", &table.because),
        ];
        for (key, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            faults.add(format!("`{key}` is empty"), "write it; whoever must mind the duty reads it");
        }
        let (Some(source), Some(confidence), Some(bound), Some(why_listed), true) =
            (source, confidence, bound, why, faults.0.is_empty())
        else {
            return Err(faults.0);
        };
        Ok(Self {
            id: table.id,
            pack: pack.name.clone(),
            title: table.title,
            provision: table.provision,
            source,
            checked: table.checked,
            confidence,
            bound,
            stages,
            kinds,
            says: table.says,
            why_listed,
            because: table.because,
            applies_when: table.applies,
            applies,
        })
    }

    /// Whether it is to be minded for a request of this kind at one of these stages: only where what is stated shows
    /// that it applies, so that nobody is told of what may never matter.
    pub(crate) fn is_for(&self, kind: Kind, stages: &[Stage], given: &Given<'_>) -> bool {
        self.kinds.contains(&kind)
            && stages.iter().any(|stage| self.stages.contains(stage))
            && self.applies.as_ref().is_none_or(|condition| condition.truth(given) == Truth::True)
    }
}
