//! A rule of the law as loaded: when it speaks, what it asks, and what follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use case::bureau::StateCode;
use case::ground::{DecidedBy, Ground};
use case::opinion::{Confidence, Effect};
use case::request::Kind;
use jiff::civil::Date;

use crate::cel;
use crate::code::{all, codes};
use crate::expression::Condition;
use crate::pack::{Pack, Period, RuleTable, RuleWords};
use crate::parties::{Parties, Reach};
use crate::register::{FactIndex, Register, in_language};

codes! {
    /// When in the life of a request a rule speaks.
    pub enum Stage {
        /// While it is drafted.
        Draft = "draft";
        /// Before it is published or sent.
        Publication = "publication";
        /// When it has come in.
        Receipt = "receipt";
        /// While it is kept.
        Retention = "retention";
        /// At all times, for the bureau itself.
        Standing = "standing";
    }
}

codes! {
    /// How strong a ground of refusal is under the provision.
    pub enum Strength {
        /// The requested State must refuse.
        Must = "must";
        /// It may refuse.
        May = "may";
        /// It may refuse unless an assurance is given.
        MayUnlessAssured = "may-unless-assured";
        /// It may expressly not refuse on this ground.
        NotAGround = "not-a-ground";
    }
}

/// What a rule asks where it applies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// That this holds.
    Requires(Condition),
    /// That a person judges, with these facts in view.
    Judge(Vec<FactIndex>),
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its stable name.
    pub id: String,
    /// The pack it stands in.
    pub pack: String,
    /// The question it belongs to.
    pub ground: Ground,
    /// The article or paragraph.
    pub provision: Arc<str>,
    /// Where it was read: title, version, address.
    pub source: Arc<str>,
    /// The day its text was last checked.
    pub checked: Date,
    /// How sure its text is.
    pub confidence: Confidence,
    /// The days on which it is law.
    pub in_force: Period,
    /// When it speaks.
    pub stages: Vec<Stage>,
    /// The kinds of request it speaks to.
    pub kinds: Vec<Kind>,
    /// Further provisions of the pack that it carries, beside the one of its own name.
    pub covers: Vec<String>,
    /// What follows where it is not met.
    pub effect: Effect,
    /// How strong the ground of refusal is, where the rule is one.
    pub strength: Option<Strength>,
    /// Whether an outcome depends on what it lacks.
    pub essential: bool,
    /// The condition under which it applies, as written.
    pub applies_when: Option<String>,
    /// What it requires, as written; none where a person judges.
    pub requires: Option<String>,
    pub(crate) reach: Reach,
    pub(crate) applies: Option<Condition>,
    pub(crate) test: Test,
    pub(crate) facts: Vec<FactIndex>,
    english: SharedWords,
    others: BTreeMap<String, SharedWords>,
}

/// Its words in one language, shared with every finding of the rule.
#[derive(Debug, Clone, PartialEq)]
struct SharedWords {
    title: Arc<str>,
    explain: Arc<str>,
    remedy: Arc<str>,
}

impl From<RuleWords> for SharedWords {
    fn from(written: RuleWords) -> Self {
        Self { title: written.title.into(), explain: written.explain.into(), remedy: written.remedy.into() }
    }
}

/// What is wrong with a rule, and what to do about it.
pub(crate) struct BadRule {
    pub(crate) wrong: String,
    pub(crate) remedy: String,
}

impl Rule {
    /// The rule of a table, checked against the register, the pack's sources and the instruments known; or everything
    /// that is wrong with it.
    pub(crate) fn read(
        table: RuleTable,
        pack: &Pack,
        register: &Register,
        parties: &Parties,
    ) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let ground = faults.code("ground", &table.ground, Ground::parse, || all(Ground::ALL, Ground::tag));
        let confidence = faults.confidence(&table.confidence);
        let effect =
            faults.code("effect", &table.effect, Effect::parse, || "block, ask, refer or warn".to_owned());
        let stages = faults.stages(&table.stages);
        let kinds = faults.kinds(&table.kinds);
        let source = faults.source(&table.source, pack);
        let reach = faults.reach(
            (&table.requesting, &table.requested),
            (table.between.as_deref(), &table.not_between),
            parties,
        );
        let applies = table.applies.as_deref().and_then(|text| faults.expression("applies", text, register));
        let test = faults.test(&table, register);
        faults.words(&table);
        let strength = faults.strength(table.strength.as_deref(), effect);
        if let (Some(confidence), Some(effect), Some(ground)) = (confidence, effect, ground) {
            faults.effect(&table, confidence, effect, ground);
        }
        let (Some(ground), Some(confidence), Some(effect), Some(source), Some(test), true) =
            (ground, confidence, effect, source, test, faults.0.is_empty())
        else {
            return Err(faults.0);
        };
        let mut facts = BTreeSet::new();
        applies.iter().for_each(|condition| condition.facts(&mut facts));
        match &test {
            Test::Requires(condition) => condition.facts(&mut facts),
            Test::Judge(factors) => facts.extend(factors),
        }
        Ok(Self {
            id: table.id,
            pack: pack.name.clone(),
            ground,
            provision: table.provision.into(),
            source: source.into(),
            checked: table.checked,
            confidence,
            in_force: table.in_force,
            stages,
            kinds,
            covers: table.covers,
            effect,
            strength,
            essential: table.essential,
            applies_when: table.applies,
            requires: table.requires,
            reach,
            applies,
            test,
            facts: facts.into_iter().collect(),
            english: RuleWords { title: table.title, explain: table.explain, remedy: table.remedy }.into(),
            others: table
                .translations
                .into_iter()
                .map(|(language, words)| (language, words.into()))
                .collect(),
        })
    }

    /// Whether a person judges it.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        matches!(self.test, Test::Judge(_))
    }

    /// The instrument that must bind both States for it to speak.
    #[must_use]
    pub fn between(&self) -> Option<&str> {
        self.reach.between.as_deref()
    }

    /// Whether it is for requests of, or to, this State by name.
    #[must_use]
    pub fn names(&self, state: StateCode) -> bool {
        self.reach.requesting.contains(&state) || self.reach.requested.contains(&state)
    }

    /// Its heading in a language (BCP 47), else in English.
    #[must_use]
    pub fn title(&self, language: &str) -> &Arc<str> {
        self.words(language, |words| &words.title)
    }

    /// What it demands and why, in a language (BCP 47), else in English.
    #[must_use]
    pub fn explain(&self, language: &str) -> &Arc<str> {
        self.words(language, |words| &words.explain)
    }

    /// What to do where it is not met, in a language (BCP 47), else in English.
    #[must_use]
    pub fn remedy(&self, language: &str) -> &Arc<str> {
        self.words(language, |words| &words.remedy)
    }

    fn words<'a>(&'a self, language: &str, choose: impl Fn(&'a SharedWords) -> &'a Arc<str>) -> &'a Arc<str> {
        in_language(&self.others, language)
            .map(&choose)
            .filter(|text| !text.is_empty())
            .unwrap_or(choose(&self.english))
    }
}

/// The faults found so far in one table of a pack.
#[derive(Default)]
pub(crate) struct Faults(pub(crate) Vec<BadRule>);

impl Faults {
    pub(crate) fn add(&mut self, wrong: impl Into<String>, remedy: impl Into<String>) {
        self.0.push(BadRule { wrong: wrong.into(), remedy: remedy.into() });
    }

    pub(crate) fn code<T>(
        &mut self,
        key: &str,
        code: &str,
        parse: impl Fn(&str) -> Option<T>,
        all: impl Fn() -> String,
    ) -> Option<T> {
        let parsed = parse(code);
        if parsed.is_none() {
            self.add(format!("`{code}` is no {key}"), format!("write one of: {}", all()));
        }
        parsed
    }

    pub(crate) fn confidence(&mut self, code: &str) -> Option<Confidence> {
        self.code("confidence", code, Confidence::parse, || {
            "seen, secondary, inference or unverified".to_owned()
        })
    }

    fn strength(&mut self, code: Option<&str>, effect: Option<Effect>) -> Option<Strength> {
        let known = || all(Strength::ALL, Strength::code);
        let strength = code.and_then(|code| self.code("strength", code, Strength::parse, known));
        if strength == Some(Strength::NotAGround) && effect == Some(Effect::Block) {
            self.add(
                "what is expressly no ground of refusal blocks",
                "write effect refer or warn, so that the officer is told",
            );
        }
        strength
    }

    pub(crate) fn stages(&mut self, codes: &[String]) -> Vec<Stage> {
        if codes.is_empty() {
            self.add("no stage is given", "write for example `stages = [\"draft\", \"publication\"]`");
        }
        let known = || all(Stage::ALL, Stage::code);
        codes.iter().filter_map(|code| self.code("stage", code, Stage::parse, known)).collect()
    }

    /// The kinds named; every kind when none is.
    pub(crate) fn kinds(&mut self, codes: &[String]) -> Vec<Kind> {
        if codes.is_empty() {
            return Kind::ALL.to_vec();
        }
        let known = || all(Kind::ALL, Kind::code);
        codes.iter().filter_map(|code| self.code("kind of request", code, Kind::parse, known)).collect()
    }

    pub(crate) fn reach(
        &mut self,
        (requesting, requested): (&[String], &[String]),
        (between, not_between): (Option<&str>, &[String]),
        parties: &Parties,
    ) -> Reach {
        let named = between.into_iter().chain(not_between.iter().map(String::as_str));
        for instrument in named.filter(|instrument| !parties.knows(instrument)) {
            let all = parties.instruments().collect::<Vec<_>>().join(", ");
            self.add(
                format!("`{instrument}` is no instrument of data/parties.csv"),
                format!("write one of: {all}"),
            );
        }
        Reach {
            requesting: self.states("requesting", requesting),
            requested: self.states("requested", requested),
            between: between.map(str::to_owned),
            not_between: not_between.to_vec(),
        }
    }

    pub(crate) fn states(&mut self, key: &str, codes: &[String]) -> Vec<StateCode> {
        let known = || "two capital letters a State (ISO 3166-1 alpha-2)".to_owned();
        codes.iter().filter_map(|code| self.code(key, code, |code| code.parse().ok(), known)).collect()
    }

    pub(crate) fn source(&mut self, key: &str, pack: &Pack) -> Option<String> {
        let source = pack.sources.get(key).map(ToString::to_string);
        if source.is_none() {
            self.add(
                format!("`{key}` is no source of the pack"),
                format!("add a table [sources.{key}] with title, url and version to pack.toml"),
            );
        }
        source
    }

    pub(crate) fn expression(&mut self, key: &str, text: &str, register: &Register) -> Option<Condition> {
        cel::condition(text, register)
            .map_err(|fault| self.add(format!("`{key}`: {fault}"), "mend the expression"))
            .ok()
    }

    fn test(&mut self, table: &RuleTable, register: &Register) -> Option<Test> {
        match (&table.requires, table.judge) {
            (Some(text), false) => self.expression("requires", text, register).map(Test::Requires),
            (None, true) => self.judge(table, register),
            (Some(_), true) => {
                self.add(
                    "`requires` and `judge = true` stand together",
                    "keep one: a person judges, or the facts decide",
                );
                None
            }
            (None, false) => {
                self.add(
                    "neither `requires` nor `judge = true` is given",
                    "say what the rule requires, or that a person judges",
                );
                None
            }
        }
    }

    fn judge(&mut self, table: &RuleTable, register: &Register) -> Option<Test> {
        if table.factors.is_empty() {
            self.add(
                "a rule that a person judges has no `factors`",
                "name the facts that the reviewer should see",
            );
        }
        if table.applies.is_none() {
            self.add(
                "a rule that a person judges has no `applies`, so it would send every request to a reviewer",
                "say in `applies` which stated fact calls for a judgement",
            );
        }
        let mut factors = Vec::new();
        for name in &table.factors {
            match register.index(name) {
                Some(index) => factors.push(index),
                None => self.add(
                    format!("the factor `{name}` is no fact of the register"),
                    "write its name as facts.toml does, or add it there",
                ),
            }
        }
        Some(Test::Judge(factors))
    }

    fn words(&mut self, table: &RuleTable) {
        let texts = [("title", &table.title), ("provision", &table.provision), ("explain", &table.explain)];
        for (key, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            self.add(format!("`{key}` is empty"), "write it; an officer reads it beside the field");
        }
        if !table.judge && !table.factors.is_empty() {
            self.add(
                "`factors` stand in a rule that no person judges",
                "leave them out, or write `judge = true`",
            );
        }
    }

    fn effect(&mut self, table: &RuleTable, confidence: Confidence, effect: Effect, ground: Ground) {
        if effect == Effect::Block && confidence == Confidence::Unverified {
            self.add("an unverified rule blocks", "check the text, or write effect ask, refer or warn");
        }
        if effect == Effect::Block && ground.decided_by() == DecidedBy::Person {
            self.add(
                format!("only a person may settle {ground}, and the rule blocks"),
                "write effect refer, or ask where something is to be supplied",
            );
        }
        if table.judge && effect != Effect::Refer {
            self.add(
                "a rule that a person judges has another effect than refer",
                "write `effect = \"refer\"`",
            );
        }
    }
}
