//! Papers: a request as a document in the reader's language, in the form that the requested State takes, with what the law still asks for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use case::bureau::{Level, StateCode};
use case::fact::{Facts, Value};
use case::opinion::{Effect, Finding, FindingResult};
use case::request::Kind;
use jiff::civil::Date;
use law::register::{Fact, FactKind, Register};
use law::request_file::{self, RequestFile};
use law::route::Search;
use law::term;
use law::{Law, Question, Stage};
use letters::draw::{Matter, Reading, carries};
use letters::form::Recipient;
use letters::typeset::{Typeset, TypesetFault, Typesetter};
use letters::{Library, Paper, Sought};

pub use letters::{Language, Naming, PaperKind};

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct PaperAsked<'a> {
    /// Which paper.
    pub paper: PaperKind,
    /// Of which kind of request.
    pub kind: Kind,
    /// The State that asks.
    pub from: Option<StateCode>,
    /// The State that is asked.
    pub to: Option<StateCode>,
    /// The day of the paper.
    pub on: Date,
    /// The number under which the sender keeps the case.
    pub reference: Option<&'a str>,
    /// How confidential it is.
    pub level: Level,
    /// What is stated.
    pub facts: &'a Facts,
}

/// A paper, and what stands against it.
#[derive(Debug, Clone)]
pub struct PaperDrawn {
    /// What stands on it.
    pub paper: Paper,
    /// What the law refuses, or asks for and is not stated. Empty for papers that only go with a request.
    pub against: Vec<Finding>,
    /// The revision of the case that it was drawn from, where it was drawn from a case.
    pub revision: Option<u64>,
    on: Date,
    /// What it shows, as a file that programs read.
    carried: Option<Vec<u8>>,
}

/// Why a paper could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// No form.
    #[error("there is no {} for a request of the kind {}; there are: {}", paper.code(), kind.code(), papers_of(*kind))]
    NoForm {
        /// Which paper was wanted.
        paper: PaperKind,
        /// Of which kind of request.
        kind: Kind,
    },
    /// What everybody may see is not confidential, and the law refuses nothing of it.
    #[error("this may not be made public: {0}")]
    NotPublic(String),
    /// Nothing of what is stated may stand on it.
    #[error("nothing of this request may stand on a {}: {}", paper.code(), empty_because(*paper))]
    Empty {
        /// Which paper was wanted.
        paper: PaperKind,
    },
    /// The typesetter refuses the words.
    #[error(transparent)]
    Typeset(#[from] TypesetFault),
    /// The forms that the program carries are damaged.
    #[error("the forms are damaged: {0}")]
    Forms(String),
}

impl PaperFault {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PaperFault::NoForm { .. } => "no-form",
            PaperFault::NotPublic(_) => "not-public",
            PaperFault::Empty { .. } => "empty-paper",
            PaperFault::Typeset(_) => "paper-not-set",
            PaperFault::Forms(_) => "forms-damaged",
        }
    }
}

static LIBRARY: LazyLock<Result<Library, String>> = LazyLock::new(|| {
    let in_words = |faults: Vec<letters::form::BadForm>| {
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    Library::shipped().map_err(in_words)
});

/// The forms that the program carries.
///
/// # Errors
/// They are damaged, which a test excludes.
pub fn forms() -> Result<&'static Library, PaperFault> {
    LIBRARY.as_ref().map_err(|fault| PaperFault::Forms(fault.clone()))
}

/// The papers that a kind of request can become.
#[must_use]
pub fn papers(kind: Kind) -> Vec<PaperKind> {
    forms().map(|library| library.papers(kind).collect()).unwrap_or_default()
}

fn empty_because(paper: PaperKind) -> &'static str {
    match paper {
        PaperKind::Poster => {
            "it does not state that an extract may be made public (RPD art. 61(2), and the facts `publish.…`)"
        }
        paper if paper.is_of_what_was_said() => {
            "it is drawn from what was said in a case, and nothing of the kind was"
        }
        _ => "none of the facts that it shows is stated",
    }
}

fn papers_of(kind: Kind) -> String {
    let codes: Vec<&str> = papers(kind).into_iter().map(PaperKind::code).collect();
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

/// Draws a paper with these forms. The same arguments give the same paper, and the same bytes.
///
/// # Errors
/// There is no form, or nothing may stand on the paper.
pub fn draw(
    law: &Law,
    library: &Library,
    asked: &PaperAsked<'_>,
    naming: &dyn Naming,
) -> Result<PaperDrawn, PaperFault> {
    let instruments = instruments(law, asked);
    let sought = Sought { paper: asked.paper, kind: asked.kind, to: asked.to, instruments: &instruments };
    let no_form = PaperFault::NoForm { paper: asked.paper, kind: asked.kind };
    let form = library.choose(&sought).ok_or(no_form)?;
    let findings = match asked.paper {
        PaperKind::Request | PaperKind::Poster => against(law, asked, naming),
        _ => Vec::new(),
    };
    if form.to == Recipient::Public {
        may_be_public(asked, &findings)?;
    }
    let lacking: BTreeSet<String> =
        findings.iter().flat_map(|finding| finding.missing.iter().cloned()).collect();
    let titles: Vec<_> =
        findings.iter().map(|finding| (finding.title.to_string(), finding.missing.clone())).collect();
    let matter = Matter {
        from: asked.from,
        to: asked.to,
        on: asked.on,
        reference: asked.reference,
        handling: Some(asked.level.code()),
        facts: asked.facts,
        lacking: &lacking,
        against: &titles,
        register: &Reads(law.register()),
    };
    let paper = letters::draw(library, form, &matter, naming)
        .ok_or_else(|| PaperFault::Forms("the words of the page cannot be read".to_owned()))?;
    if paper.sections.is_empty() {
        return Err(PaperFault::Empty { paper: asked.paper });
    }
    let carried = carries(form).then(|| request_file::write(&shown(asked, &paper)));
    Ok(PaperDrawn { paper, against: findings, revision: None, on: asked.on, carried })
}

/// What is confidential, and what the law refuses or still asks something of, is no poster. What a person has to judge is told by the facts that a
/// poster's boxes stand under.
fn may_be_public(asked: &PaperAsked<'_>, findings: &[Finding]) -> Result<(), PaperFault> {
    if asked.level > Level::OfficialUse {
        return Err(PaperFault::NotPublic(format!("its handling code is {}", asked.level.code())));
    }
    let titles: Vec<&str> = findings.iter().map(|finding| &*finding.title).collect();
    if titles.is_empty() { Ok(()) } else { Err(PaperFault::NotPublic(titles.join("; "))) }
}

impl PaperDrawn {
    /// Typesets it. This takes the time of a processor, some milliseconds a page.
    ///
    /// # Errors
    /// Its words cannot be typeset.
    pub fn typeset(&self) -> Result<Typeset, PaperFault> {
        Ok(Typesetter::new()?.typeset(&self.paper, self.on, self.carried.as_deref())?)
    }

    /// Whether nothing stands against it: no box is empty that must be filled, and the law refuses and asks for nothing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.paper.draft.is_none()
    }
}

/// The request as far as the paper shows it. Nothing that the page does not show goes with it: whoever signs has read the page.
fn shown(asked: &PaperAsked<'_>, paper: &Paper) -> RequestFile {
    let is_shown = |(name, _): &(&String, &Value)| paper.shows(name);
    let facts = asked.facts.iter().filter(is_shown);
    RequestFile {
        kind: asked.kind,
        from: asked.from,
        to: asked.to,
        on: Some(asked.on),
        facts: facts.map(|(name, value)| (name.clone(), value.clone())).collect(),
        warnings: Vec::new(),
    }
}

/// What the law says against the request before it is sent: what it refuses, and what it asks for.
fn against(law: &Law, asked: &PaperAsked<'_>, naming: &dyn Naming) -> Vec<Finding> {
    let question = Question {
        kind: asked.kind,
        stages: &[Stage::Draft, Stage::Publication],
        from: asked.from,
        to: asked.to,
        on: asked.on,
        facts: asked.facts,
        language: naming.language().tag(),
    };
    let mut findings = law.check(&question).findings;
    findings.retain(|finding| {
        let stands = matches!(finding.effect, Effect::Ask | Effect::Block);
        finding.is_open() || (finding.result == FindingResult::NotMet && stands)
    });
    findings
}

/// The instruments that join the two States for this, the governing one first.
fn instruments(law: &Law, asked: &PaperAsked<'_>) -> Vec<String> {
    let (Some(from), Some(to), Some(matter)) = (asked.from, asked.to, term::Matter::of(asked.kind)) else {
        return Vec::new();
    };
    let months = match asked.facts.get("offence.max_penalty_months") {
        Some(Value::Number(months)) => u16::try_from(*months).ok(),
        _ => None,
    };
    let search =
        Search { from, to, matter, measure: None, offence: None, max_penalty_months: months, on: asked.on };
    law.open_routes(&search).into_iter().map(|route| route.instrument.id.clone()).collect()
}

/// The grounds of a refusal, as papers name what was said.
pub(crate) const GROUNDS: &str = "said.grounds";

/// The register as papers read it.
struct Reads<'a>(&'a Register);

impl Reading for Reads<'_> {
    fn reads(&self, fact: &str) -> letters::Reads {
        if fact == GROUNDS {
            return letters::Reads::Code;
        }
        let Some(fact) = self.0.fact(fact) else { return letters::Reads::Words };
        match fact.kind {
            FactKind::Code | FactKind::Level | FactKind::Status => letters::Reads::Code,
            FactKind::State | FactKind::States => letters::Reads::State,
            FactKind::List if !fact.codes.is_empty() => letters::Reads::Code,
            FactKind::Flag | FactKind::Number | FactKind::Day | FactKind::Text | FactKind::List => {
                letters::Reads::Words
            }
        }
    }

    fn unit(&self, fact: &str) -> Option<&str> {
        self.0.fact(fact)?.unit.as_deref()
    }

    fn is_prose(&self, fact: &str) -> bool {
        self.0.fact(fact).is_some_and(Fact::is_prose)
    }
}
