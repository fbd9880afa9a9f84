//! What is read from the files of the law when it is first asked for, and kept: the law in use does not change.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use law::Law;
use law::cases::Illustration;
use law::review::Text;

/// What was read so far.
#[derive(Default)]
pub(crate) struct Reading {
    unverified: OnceLock<Vec<Text>>,
    illustrations: OnceLock<BTreeMap<String, Vec<Illustration>>>,
}

impl Reading {
    /// The texts that nobody has verified.
    pub(crate) fn unverified(&self, law: &Law, today: impl FnOnce() -> Date) -> &[Text] {
        self.unverified.get_or_init(|| law.review(today()).unverified)
    }

    /// The cases beside a rule.
    pub(crate) fn illustrations(&self, law: &Law, rule: &str) -> &[Illustration] {
        let all = self.illustrations.get_or_init(|| law.illustrations());
        all.get(rule).map(Vec::as_slice).unwrap_or_default()
    }
}
