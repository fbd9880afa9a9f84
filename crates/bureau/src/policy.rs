//! The policy: who may do and see what, as data. It is a text in Cedar, held strictly to the program's schema; the one that
//! every bureau begins with is `policy/built-in.cedar`, and the one in force stands in the register.
//!
//! Deny by default. What cannot be decided, for whatever reason, is denied: in Cedar a rule that fails is skipped, even one
//! that forbids.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;

use case::bureau::{BureauCode, Level, Officer, Role};
use case::id::OfficerId;
use case::life::{Case, Side};
use case::request::Kind;
use cedar_policy::{
    Authorizer, Context, Decision, Effect, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet,
    Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use jiff::Timestamp;

use crate::duty::When;
use crate::erased::ErasedCase;

/// What a policy can speak of.
const SCHEMA: &str = include_str!("../policy/comity.cedarschema");
/// The policy that every bureau begins with.
const BUILT_IN: &str = include_str!("../policy/built-in.cedar");
/// Longest policy, in bytes.
pub const POLICY_BYTES_MAX: usize = 64 * 1024;
/// How deep brackets may stand in one another in a policy, and how many conditions one rule may have.
pub(crate) const POLICY_DEPTH_MAX: usize = 32;
/// Most rules of a policy.
pub(crate) const POLICY_RULES_MAX: usize = 200;

/// What is asked for outside any case.
pub(crate) const OF_BUREAU: [&str; 12] = [
    "open",
    "list",
    "oversee",
    "review-anomaly",
    "recover",
    "end-sessions",
    "propose-policy",
    "confirm-policy",
    "redress",
    "breach",
    "second",
    "keep-rota",
];
/// What is asked for in a case.
pub(crate) const OF_CASE: [&str; 42] = [
    "look",
    "trace",
    "edit",
    "attach",
    "detach",
    "submit",
    "withdraw",
    "judge",
    "send-back",
    "approve",
    "break-glass",
    "review-emergency",
    "retain",
    "discard",
    "accept",
    "ask-more",
    "forward",
    "answer",
    "report",
    "refuse",
    "use",
    "ask-consent",
    "answer-consent",
    "recall",
    "answer-recall",
    "correct",
    "answer-correction",
    "export-evidence",
    "assign",
    "restrict",
    "note",
    "close",
    "source-open",
    "source-write",
    "source-approve",
    "source-trace",
    "give-task",
    "take-back-task",
    "enclose",
    "see-task",
    "answer-task",
    "enter-circle",
];

/// The acts by which somebody reads a case.
pub(crate) const READING: [&str; 2] = ["look", "see-task"];

/// Why a text is no policy that could be in force.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// It is too long.
    #[error("a policy has at most {POLICY_BYTES_MAX} bytes and {POLICY_RULES_MAX} rules; shorten it")]
    TooLong,
    /// Its brackets stand too deep in one another.
    #[error(
        "brackets stand at most {POLICY_DEPTH_MAX} deep in one another, and a rule has at most that many `if`; write it in more rules"
    )]
    TooDeep,
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// It speaks of what there is not.
    #[error("{0}")]
    Invalid(String),
    /// A rule does not say what it is for.
    #[error(
        "rule {number} has to begin with a short @id(\"…\") of its own and with @says(\"…\"), what it is for in plain words"
    )]
    Unnamed {
        /// Its place, from 1.
        number: usize,
    },
    /// Nobody could ever change it.
    #[error("under it no officer could propose another policy that a different officer may confirm")]
    LastPolicy,
}

impl PolicyFault {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            PolicyFault::TooLong => "policy-too-long",
            PolicyFault::TooDeep => "policy-too-deep",
            PolicyFault::Unreadable(_) => "policy-unreadable",
            PolicyFault::Invalid(_) => "policy-invalid",
            PolicyFault::Unnamed { .. } => "policy-unnamed",
            PolicyFault::LastPolicy => "policy-last",
        }
    }
}

/// What policy sees of a case. Many cases look alike to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sight {
    kind: Kind,
    side: Side,
    other: BureauCode,
    level: Level,
    circle: Box<[OfficerId]>,
    assignee: Option<OfficerId>,
    tasked: Box<[OfficerId]>,
    entered: Box<[OfficerId]>,
}

impl Sight {
    pub(crate) fn of(case: &Case) -> Self {
        Self {
            kind: case.kind,
            side: case.side,
            other: case.other().clone(),
            level: case.level(),
            circle: case.circle.as_slice().into(),
            assignee: case.assignee,
            tasked: case.tasked().into(),
            entered: case.entered.as_slice().into(),
        }
    }

    /// That of a case that was erased, as far as it decides who may know of it.
    pub(crate) fn of_erased(erased: &ErasedCase) -> Self {
        Self {
            kind: erased.kind,
            side: erased.side,
            other: erased.other.clone(),
            level: erased.level,
            circle: erased.circle.as_slice().into(),
            assignee: None,
            tasked: Box::default(),
            entered: Box::default(),
        }
    }

    /// That of a case as an officer opens it: theirs, of the lowest level, kept to nobody.
    pub(crate) fn opened(kind: Kind, to: BureauCode, by: OfficerId) -> Self {
        Self {
            kind,
            side: Side::Requesting,
            other: to,
            level: Level::OfficialUse,
            circle: Box::default(),
            assignee: Some(by),
            tasked: Box::default(),
            entered: Box::default(),
        }
    }

    /// The same, kept to a circle.
    pub(crate) fn kept_to(&self, circle: &[OfficerId]) -> Self {
        Self { circle: circle.into(), ..self.clone() }
    }

    /// The same, with a task for an authority.
    pub(crate) fn with_task_for(&self, authority: OfficerId) -> Self {
        let tasked = self.tasked.iter().copied().chain([authority]).collect();
        Self { tasked, ..self.clone() }
    }

    /// The same, with an officer in its circle.
    pub(crate) fn entered_by(&self, officer: OfficerId) -> Self {
        let circle = self.circle.iter().copied().chain([officer]).collect();
        let entered = self.entered.iter().copied().chain([officer]).collect();
        Self { circle, entered, ..self.clone() }
    }

    /// Whether an authority has a task in it.
    pub(crate) fn is_task_of(&self, authority: OfficerId) -> bool {
        self.tasked.contains(&authority)
    }

    /// Those to whom it is kept.
    pub(crate) const fn circle(&self) -> &[OfficerId] {
        &self.circle
    }

    /// Whether it is kept to a circle.
    pub(crate) const fn is_kept(&self) -> bool {
        !self.circle.is_empty()
    }

    /// Whether everybody of the bureau may know that there is such a case: of the lowest level, and kept to nobody.
    pub(crate) fn is_ordinary(&self) -> bool {
        !self.is_kept() && self.level == Level::OfficialUse
    }
}

/// What something is done to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum On<'a> {
    /// To the bureau as a whole.
    Bureau,
    /// To a case.
    Case(&'a Sight),
}

/// A policy as the register names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// Its text.
    pub text: Arc<str>,
    /// Who confirmed it; nobody where it came with the program.
    pub by: Option<OfficerId>,
    /// Since when.
    pub since: Timestamp,
}

/// A policy that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its text.
    pub text: Arc<str>,
    /// Who proposed it.
    pub by: OfficerId,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: Timestamp,
}

/// A rule of a policy, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRule {
    /// Its name.
    pub id: String,
    /// What it is for.
    pub says: String,
    /// Whether it forbids.
    pub forbids: bool,
}

/// A policy that holds to the schema.
#[derive(Debug, Clone)]
pub struct Policy {
    text: Arc<str>,
    rules: PolicySet,
    schema: Schema,
    commands: HashMap<&'static str, EntityUid>,
    types: Types,
}

#[derive(Debug, Clone)]
struct Types {
    role: EntityTypeName,
    officer: EntityTypeName,
    bureau: EntityTypeName,
    case: EntityTypeName,
}

impl FromStr for Policy {
    type Err = PolicyFault;

    fn from_str(text: &str) -> Result<Self, PolicyFault> {
        if text.len() > POLICY_BYTES_MAX {
            return Err(PolicyFault::TooLong);
        }
        case::fit::prose("the policy", text, POLICY_BYTES_MAX)
            .map_err(|misfit| PolicyFault::Unreadable(case::life::Refusal::from(misfit).to_string()))?;
        // Cedar's parser goes down a level of its own stack for each.
        if depth(text) > POLICY_DEPTH_MAX {
            return Err(PolicyFault::TooDeep);
        }
        let unreadable = |fault: &dyn std::fmt::Display| PolicyFault::Unreadable(fault.to_string());
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|fault| unreadable(&fault))?;
        let rules =
            PolicySet::from_str(text).map_err(|fault| PolicyFault::Unreadable(located(&fault, text)))?;
        if rules.policies().count() > POLICY_RULES_MAX {
            return Err(PolicyFault::TooLong);
        }
        if rules.templates().next().is_some() {
            return Err(PolicyFault::Invalid(
                "a rule with a slot (?principal, ?resource) is no rule yet".into(),
            ));
        }
        named(&rules)?;
        let checked = Validator::new(schema.clone()).validate(&rules, ValidationMode::Strict);
        if let Some(fault) = checked.validation_errors().next() {
            let id = rules.annotation(fault.policy_id(), "id").unwrap_or_default();
            return Err(PolicyFault::Invalid(format!("rule `{id}`: {fault}")));
        }
        let kind = |name: &str| EntityTypeName::from_str(name).map_err(|fault| unreadable(&fault));
        let action = kind("Action")?;
        let command = |name: &&'static str| {
            (*name, EntityUid::from_type_name_and_id(action.clone(), EntityId::new(name)))
        };
        let types = Types {
            role: kind("Role")?,
            officer: kind("Officer")?,
            bureau: kind("Bureau")?,
            case: kind("Case")?,
        };
        let commands = OF_BUREAU.iter().chain(&OF_CASE).map(command).collect();
        Ok(Self { text: text.into(), rules, schema, commands, types })
    }
}

/// How deep brackets stand in one another, or how many conditions one rule has: the greater. Those in words count too.
fn depth(text: &str) -> usize {
    let mut open = 0_usize;
    let brackets = text.bytes().map(|byte| {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    let words = |rule: &'_ str| {
        rule.split(|letter: char| !letter.is_alphanumeric()).filter(|word| *word == "if").count()
    };
    let deepest = brackets.max().unwrap_or_default();
    deepest.max(text.split(';').map(words).max().unwrap_or_default())
}

/// Every rule has a name of its own and says what it is for: whoever is denied something is told by which.
fn named(rules: &PolicySet) -> Result<(), PolicyFault> {
    let mut names = BTreeSet::new();
    for (place, rule) in rules.policies().enumerate() {
        let filled = |key| rule.annotation(key).filter(|words| !words.trim().is_empty());
        let named = filled("id").is_some_and(|id| names.insert(id.to_owned())) && filled("says").is_some();
        if !named {
            return Err(PolicyFault::Unnamed { number: place + 1 });
        }
    }
    Ok(())
}

/// The first fault of a text with its line.
fn located(fault: &cedar_policy::ParseErrors, text: &str) -> String {
    let first = fault.iter().next();
    let place = first.and_then(|first| {
        let label = miette::Diagnostic::labels(first)?.next()?;
        let before = text.get(..label.offset())?;
        Some(before.lines().count().max(1))
    });
    match (first, place) {
        (Some(first), Some(line)) => format!("line {line}: {first}"),
        _ => fault.to_string(),
    }
}

impl Policy {
    /// The policy that every bureau begins with.
    ///
    /// # Errors
    /// None, as the tests show; the type leaves it to the reader of the text.
    pub fn built_in() -> Result<Self, PolicyFault> {
        BUILT_IN.parse()
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether what it gives changes with the time of day or with who is on duty.
    pub(crate) fn is_timed(&self) -> bool {
        ["context", "onDuty"].iter().any(|word| self.text.contains(word))
    }

    /// Its rules in words, in their order.
    pub fn rules(&self) -> impl Iterator<Item = PolicyRule> {
        self.rules.policies().map(in_words)
    }

    /// Whether an officer may do something; what they are certified for counts as it stands with them.
    pub(crate) fn allows(&self, officer: &Officer, command: &str, on: On<'_>, when: &When) -> bool {
        self.decide(officer, command, on, when).is_some_and(|response| {
            response.decision() == Decision::Allow && response.diagnostics().errors().next().is_none()
        })
    }

    /// Whether an officer may do something in the bureau, or on a case of at least one kind in some circumstances.
    pub(crate) fn allows_somewhere(
        &self,
        officer: &Officer,
        command: &str,
        circumstances: Circumstances,
    ) -> bool {
        if OF_BUREAU.contains(&command) {
            circumstances == Circumstances::Ordinary
                && self.allows(officer, command, On::Bureau, &When::WORKING)
        } else {
            let mut examples = circumstances.examples(officer);
            examples.any(|sight| self.allows(officer, command, On::Case(&sight), &When::WORKING))
        }
    }

    /// By which act an officer reads such a case: whoever works here by looking at it, an authority by its task. None where the
    /// policy gives neither.
    pub(crate) fn reads(&self, officer: &Officer, sight: &Sight, when: &When) -> Option<&'static str> {
        READING.into_iter().find(|act| self.allows(officer, act, On::Case(sight), when))
    }

    /// The rules by which an officer may do something, or by which they may not; none where nothing permits it.
    pub(crate) fn because(
        &self,
        officer: &Officer,
        command: &str,
        on: On<'_>,
        when: &When,
    ) -> Vec<PolicyRule> {
        let Some(response) = self.decide(officer, command, on, when) else { return Vec::new() };
        let reasons = response.diagnostics().reason();
        let mut rules: Vec<PolicyRule> =
            reasons.filter_map(|id| Some(in_words(self.rules.policy(id)?))).collect();
        rules.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        rules
    }

    /// Whether somebody could propose another policy, and somebody else confirm it.
    pub(crate) fn can_be_changed_by(&self, officers: &[Officer]) -> bool {
        let may = |command: &str| {
            let able =
                officers.iter().filter(|officer| self.allows(officer, command, On::Bureau, &When::WORKING));
            able.map(|officer| officer.id).collect::<BTreeSet<_>>()
        };
        let (propose, confirm) = (may("propose-policy"), may("confirm-policy"));
        propose.iter().any(|one| confirm.iter().any(|other| one != other))
    }

    fn decide(
        &self,
        officer: &Officer,
        command: &str,
        on: On<'_>,
        when: &When,
    ) -> Option<cedar_policy::Response> {
        let action = self.commands.get(command)?.clone();
        let person = self.officer(officer.id);
        let postings = officer.roles.iter().map(|role| self.role(*role)).collect::<HashSet<_>>();
        let names = officer.certificates.iter().map(|one| RestrictedExpression::new_string(one.name.clone()));
        let attributes = [
            ("clearance".to_owned(), RestrictedExpression::new_long(rank(officer.clearance))),
            ("certificates".to_owned(), RestrictedExpression::new_set(names)),
            ("onDuty".to_owned(), RestrictedExpression::new_bool(when.is_on_duty(officer))),
        ];
        let principal = Entity::new(person.clone(), attributes.into(), postings.clone()).ok()?;
        let mut entities: Vec<Entity> = postings.into_iter().map(Entity::with_uid).collect();
        entities.push(principal);
        let resource = match on {
            On::Bureau => EntityUid::from_type_name_and_id(self.types.bureau.clone(), EntityId::new("here")),
            On::Case(sight) => {
                let this = EntityUid::from_type_name_and_id(self.types.case.clone(), EntityId::new("this"));
                entities.push(Entity::new(this.clone(), self.attributes(sight), HashSet::new()).ok()?);
                this
            }
        };
        let entities = Entities::from_entities(entities, Some(&self.schema)).ok()?;
        let clock = [("hour", when.hour), ("weekday", when.weekday)];
        let clock =
            clock.map(|(name, value)| (name.to_owned(), RestrictedExpression::new_long(value.into())));
        let context = Context::from_pairs(clock).ok()?;
        let request = Request::new(person, action, resource, context, Some(&self.schema)).ok()?;
        Some(Authorizer::new().is_authorized(&request, &self.rules, &entities))
    }

    fn attributes(&self, sight: &Sight) -> HashMap<String, RestrictedExpression> {
        let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let person = |id: OfficerId| RestrictedExpression::new_entity_uid(self.officer(id));
        let side = match sight.side {
            Side::Requesting => "requesting",
            Side::Requested => "requested",
        };
        let mut attributes: HashMap<String, RestrictedExpression> = [
            ("kind", text(sight.kind.code())),
            ("side", text(side)),
            ("other", text(sight.other.as_str())),
            ("level", RestrictedExpression::new_long(rank(sight.level))),
            ("kept", RestrictedExpression::new_bool(sight.is_kept())),
            ("circle", RestrictedExpression::new_set(sight.circle.iter().map(|id| person(*id)))),
            ("tasked", RestrictedExpression::new_set(sight.tasked.iter().map(|id| person(*id)))),
            ("entered", RestrictedExpression::new_set(sight.entered.iter().map(|id| person(*id)))),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        attributes.extend(sight.assignee.map(|id| ("assignee".to_owned(), person(id))));
        attributes
    }

    fn officer(&self, id: OfficerId) -> EntityUid {
        EntityUid::from_type_name_and_id(self.types.officer.clone(), EntityId::new(id.to_string()))
    }

    fn role(&self, role: Role) -> EntityUid {
        EntityUid::from_type_name_and_id(self.types.role.clone(), EntityId::new(role.code()))
    }
}

/// The permissions that a policy gives, as a table in Markdown: what may be done, by which posting, on a case that is kept to
/// nobody and reached by the clearance; and every rule in words.
#[must_use]
pub fn permissions(policy: &Policy) -> String {
    let officer = |role: Role| Officer {
        id: OfficerId::from_bytes([1; 16]),
        name: String::new(),
        roles: vec![role],
        clearance: Level::Confidential,
        language: String::new(),
        certificates: Vec::new(),
    };
    let columns: Vec<Officer> = Role::ALL.into_iter().map(officer).collect();
    let mut page = String::from(
        "# Permissions\n\nWhat the policy gives to each posting, on a case of the lowest level that is kept to nobody; to an authority, where it has a task in it. Printed by \
         `comity policy check`.\n\n| may |",
    );
    Role::ALL.into_iter().for_each(|role| page.push_str(&format!(" {} |", role.code())));
    page.push_str(&format!("\n|---|{}\n", "---|".repeat(columns.len())));
    for command in OF_BUREAU.into_iter().chain(OF_CASE) {
        page.push_str(&format!("| {command} |"));
        let cells = columns.iter().map(|officer| {
            if policy.allows_somewhere(officer, command, Circumstances::Ordinary) { " yes |" } else { " |" }
        });
        page.extend(cells);
        page.push('\n');
    }
    page.push_str("\n| rule | effect | says |\n|---|---|---|\n");
    for PolicyRule { id, says, forbids } in policy.rules() {
        page.push_str(&format!("| {id} | {} | {says} |\n", if forbids { "forbids" } else { "permits" }));
    }
    page
}

/// In which circumstances a policy is tried on a case of every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circumstances {
    /// Of the lowest level, kept to nobody.
    Ordinary,
    /// Kept to others.
    KeptToOthers,
    /// Above the officer's clearance.
    AboveClearance,
}

impl Circumstances {
    /// All of them.
    pub const ALL: [Circumstances; 3] =
        [Circumstances::Ordinary, Circumstances::KeptToOthers, Circumstances::AboveClearance];

    /// As catalogues name them.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Circumstances::Ordinary => "ordinary",
            Circumstances::KeptToOthers => "kept-to-others",
            Circumstances::AboveClearance => "above-clearance",
        }
    }

    /// A case of every kind on either side, with a task for the officer; none above a clearance that is the highest.
    fn examples(self, officer: &Officer) -> impl Iterator<Item = Sight> {
        let other = BureauCode::from_str("XX").ok();
        let above = Level::ALL.into_iter().find(|level| *level > officer.clearance);
        let (level, circle) = match self {
            Circumstances::Ordinary => (Some(Level::OfficialUse), None),
            Circumstances::KeptToOthers => {
                (Some(Level::OfficialUse), Some(OfficerId::from_bytes([0xff; 16])))
            }
            Circumstances::AboveClearance => (above, None),
        };
        let kinds = Kind::ALL.iter().flat_map(|kind| [(*kind, Side::Requesting), (*kind, Side::Requested)]);
        kinds.filter_map(move |(kind, side)| {
            let (circle, tasked) = (circle.into_iter().collect(), [officer.id].into());
            let (other, level, assignee, entered) = (other.clone()?, level?, None, Box::default());
            Some(Sight { kind, side, other, level, circle, assignee, tasked, entered })
        })
    }
}

fn in_words(rule: &cedar_policy::Policy) -> PolicyRule {
    let words = |key| rule.annotation(key).unwrap_or_default().to_owned();
    PolicyRule { id: words("id"), says: words("says"), forbids: rule.effect() == Effect::Forbid }
}

/// A level as policies compare it.
const fn rank(level: Level) -> i64 {
    match level {
        Level::OfficialUse => 0,
        Level::Restricted => 1,
        Level::Confidential => 2,
    }
}
