//! The law as an officer reads it: routes, instruments, States, rules. It holds no personal data, so every officer who has
//! signed in may read it, and reading it leaves no trace.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use jiff::civil::Date;
use law::answer::{CompareAnswer, RoutesAnswer};
use law::browse::{InstrumentLine, InstrumentPage, RuleLine, RulePage, StatePage, Tie};
use law::cases::Illustration;
use law::review::Text;
use law::route::Search;
use law::search::{Asked, Unclear};
use law::term::Matter;

use crate::door::{Bureau, day_of};

/// Figures about the law in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LawFigures {
    /// Rules.
    pub rules: usize,
    /// Instruments.
    pub instruments: usize,
    /// States whose own law is on file.
    pub states: usize,
    /// Duties that no program checks.
    pub duties: usize,
    /// Texts that nobody has verified.
    pub unverified: usize,
}

impl Bureau {
    /// Figures about the law in use.
    #[must_use]
    pub fn law_figures(&self) -> LawFigures {
        let law = &self.0.law;
        LawFigures {
            rules: law.rules().len(),
            instruments: law.instruments().len(),
            states: law.jurisdictions().count(),
            duties: law.duties().len(),
            unverified: self.unverified().len(),
        }
    }

    /// The measures of assistance that can be asked for.
    #[must_use]
    pub fn measures(&self) -> &[String] {
        self.0.law.measures()
    }

    /// What is asked about two States, understood.
    ///
    /// # Errors
    /// [`Unclear`]: the first word that was not.
    pub fn search<'a>(&self, asked: &Asked<'a>) -> Result<Search<'a>, Unclear> {
        self.0.law.search(asked, day_of(self.0.clock.now()))
    }

    /// The routes between two States, in the words of a language.
    #[must_use]
    pub fn routes(&self, search: &Search<'_>, language: &str) -> RoutesAnswer {
        self.0.law.routes_in_words(search, language)
    }

    /// Two legal systems side by side.
    #[must_use]
    pub fn compare(&self, search: &Search<'_>, language: &str) -> CompareAnswer {
        self.0.law.compare_in_words(search, language)
    }

    /// Every offence known, as (code, name in the language), in the order of codes.
    #[must_use]
    pub fn offences(&self, language: &str) -> Vec<(&str, &str)> {
        let offences = self.0.law.offences();
        offences.codes().filter_map(|code| Some((code, offences.name(code, language)?))).collect()
    }

    /// Every State of which the law knows something, with whether its own law is on file.
    #[must_use]
    pub fn states(&self) -> BTreeMap<StateCode, bool> {
        self.0.law.list_of_states()
    }

    /// A State's own law and its ties.
    #[must_use]
    pub fn state_page(&self, state: StateCode, language: &str) -> Option<StatePage> {
        self.0.law.page_of_state(state, language)
    }

    /// To each other State the nearest instrument that is open.
    #[must_use]
    pub fn ties(&self, state: StateCode, matter: Matter, on: Date) -> Vec<Tie> {
        self.0.law.ties_of(state, matter, on)
    }

    /// Every instrument, nearest layer first.
    #[must_use]
    pub fn instruments(&self) -> Vec<InstrumentLine> {
        self.0.law.list_of_instruments()
    }

    /// An instrument with what hangs on it.
    #[must_use]
    pub fn instrument_page(&self, id: &str, language: &str) -> Option<InstrumentPage> {
        self.0.law.page_of_instrument(id, language)
    }

    /// The rules that carry every word of a text.
    #[must_use]
    pub fn search_rules(&self, text: &str, language: &str) -> Vec<RuleLine> {
        self.0.law.search_rules(text, language)
    }

    /// A rule whole.
    #[must_use]
    pub fn rule_page(&self, id: &str, language: &str) -> Option<RulePage> {
        self.0.law.page_of_rule(id, language)
    }

    /// Everything that is stated from memory, for a jurist to work off.
    #[must_use]
    pub fn unverified(&self) -> &[Text] {
        self.0.reading.unverified(&self.0.law, || day_of(self.0.clock.now()))
    }

    /// The cases that stand beside a rule in its pack, to show what it means.
    #[must_use]
    pub fn illustrations(&self, rule: &str) -> &[Illustration] {
        self.0.reading.illustrations(&self.0.law, rule)
    }
}
