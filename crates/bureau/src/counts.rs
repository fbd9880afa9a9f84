//! What a bureau counts for those who operate it, under codes that are a closed set.

use std::collections::BTreeMap;

use liaison::receipt::Outcome;

/// How often each of a closed set of codes came up.
pub type Tally<K> = BTreeMap<K, u64>;

/// What was counted since the bureau was started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Tries to deliver a message, by what they came to: an outcome of [`Outcome::word`], or our code for why none was had. A
    /// code that the other bureau gave with it is that bureau's own text, and is not counted by.
    pub deliveries: Tally<String>,
    /// Envelopes that came, by what their sender was told, and the code that it was told.
    pub envelopes: Tally<(&'static str, String)>,
    /// What officers wanted and may not, by code.
    pub refusals: Tally<&'static str>,
    /// Signing in: how, or the code for why not.
    pub sign_ins: Tally<String>,
    /// Checkpoints that other bureaus submitted to be witnessed, by what they were answered.
    pub checkpoints: Tally<&'static str>,
    /// Times that other bureaus were asked to witness this journal, by what they answered or why nothing was had.
    pub cosignatures: Tally<String>,
    /// Contradictions in what other bureaus state of their journals, by where: in a `receipt` or a `checkpoint`.
    pub contradictions: Tally<&'static str>,
}

impl Counts {
    pub(crate) fn delivery(&mut self, came_to: &str) {
        *self.deliveries.entry(came_to.to_owned()).or_default() += 1;
    }

    pub(crate) fn envelope(&mut self, told: &Outcome) {
        *self.envelopes.entry((told.word(), told.code().to_owned())).or_default() += 1;
    }

    pub(crate) fn refusal(&mut self, code: &'static str) {
        *self.refusals.entry(code).or_default() += 1;
    }

    pub(crate) fn checkpoint(&mut self, answer: &'static str) {
        *self.checkpoints.entry(answer).or_default() += 1;
    }

    pub(crate) fn cosignature(&mut self, came_to: &str) {
        *self.cosignatures.entry(came_to.to_owned()).or_default() += 1;
    }

    pub(crate) fn contradiction(&mut self, found_in: &'static str) {
        *self.contradictions.entry(found_in).or_default() += 1;
    }

    pub(crate) fn sign_in(&mut self, came_to: &str) {
        *self.sign_ins.entry(came_to.to_owned()).or_default() += 1;
    }
}
