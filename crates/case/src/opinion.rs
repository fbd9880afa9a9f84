//! What the law says of a request: findings, each with its provision, and the opinion that they make together.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ground::Ground;

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingResult {
    /// The request meets it.
    Met,
    /// The request does not meet it.
    NotMet,
    /// Facts are missing.
    NotKnown,
    /// Only a person may say.
    ToJudge,
}

/// What follows where a rule is not met, from the mildest to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// The officer is told.
    Warn,
    /// A person must judge.
    Refer,
    /// Something must be supplied.
    Ask,
    /// It cannot go as it stands.
    Block,
}

/// The whole of the findings in a word, from the best to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing stands in the way.
    Clear,
    /// A person must judge.
    Refer,
    /// Something must be supplied.
    Ask,
    /// It cannot go as it stands.
    Block,
}

/// How sure the text of a rule is; what is not seen in the official text is shown as such and never blocks alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Read in the official text.
    Seen,
    /// Read in a report of the text, or in part.
    Secondary,
    /// Our reading of the text.
    Inference,
    /// From memory, unverified.
    Unverified,
}

/// What one rule says of one request. Its longer words are shared with the rule: a check of a large law copies none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's stable name.
    pub rule: String,
    /// Its heading, in the language asked for.
    pub title: Arc<str>,
    /// The question it belongs to.
    pub ground: Ground,
    /// What it came to.
    pub result: FindingResult,
    /// What follows if it is not met.
    pub effect: Effect,
    /// The article or paragraph.
    pub provision: Arc<str>,
    /// Where the provision was read.
    pub source: Arc<str>,
    /// How sure its text is.
    pub confidence: Confidence,
    /// Why, in plain words.
    pub explanation: Arc<str>,
    /// What would mend it; empty when the explanation says it.
    pub remedy: Arc<str>,
    /// The facts it looked at, that are known.
    pub facts: BTreeSet<String>,
    /// The facts it needs and lacks.
    pub missing: BTreeSet<String>,
    /// Whether an outcome can depend on what is missing.
    pub essential: bool,
}

/// The findings on one request under one version of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// The version of the law packs, as `2026.11.0+1f0a…`.
    pub law: String,
    /// Gravest first.
    pub findings: Vec<Finding>,
}

impl Finding {
    /// Whether it stands against the request.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        matches!(self.result, FindingResult::NotMet | FindingResult::ToJudge)
    }

    /// Whether the outcome hangs on what is not stated: it applies, is essential, and cannot be told.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.essential && self.result == FindingResult::NotKnown
    }

    /// Whether nothing is stated that would call it; the outcome says nothing of it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        !self.essential && self.result == FindingResult::NotKnown
    }
}

impl Opinion {
    /// The gravest effect among findings raised; else `Ask` when an essential fact is not known; else `Clear`.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let gravest =
            self.findings.iter().filter(|finding| finding.is_raised()).map(|finding| finding.effect).max();
        match gravest {
            Some(Effect::Block) => Outcome::Block,
            Some(Effect::Ask) => Outcome::Ask,
            Some(Effect::Refer) => Outcome::Refer,
            Some(Effect::Warn) | None => {
                let open = self.findings.iter().any(Finding::is_open);
                if open { Outcome::Ask } else { Outcome::Clear }
            }
        }
    }
}

macro_rules! codes {
    ($($name:ident { $($variant:ident = $code:literal),* })*) => { $(
        impl $name {
            /// As answers and journals write it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            /// The one with this code.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }
        }
    )* };
}

codes! {
    FindingResult { Met = "met", NotMet = "not-met", NotKnown = "not-known", ToJudge = "to-judge" }
    Effect { Warn = "warn", Refer = "refer", Ask = "ask", Block = "block" }
    Outcome { Clear = "clear", Refer = "refer", Ask = "ask", Block = "block" }
    Confidence { Seen = "seen", Secondary = "secondary", Inference = "inference", Unverified = "unverified" }
}
