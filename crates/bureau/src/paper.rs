//! Papers: a request as a document in the reader's language, in the form that the requested State takes, with what the law still asks for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use case::opinion::{Effect, Finding, FindingResult};
use case::request::Kind;
use jiff::civil::Date;
use law::register::{FactKind, Register};
use law::request_file::{self, RequestFile};
use law::route::Search;
use law::term;
use law::{Law, Question, Stage};
use letters::draw::{Matter, Reading, carries};
use letters::typeset::{TypesetFault, Typesetter};
use letters::{Form, Library, Paper, Sought};

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
    /// What is stated.
    pub facts: &'a Facts,
}

/// A paper, and what it lacks.
#[derive(Debug, Clone)]
pub struct PaperDrawn {
    /// What stands on it.
    pub paper: Paper,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What the law asks for in this request and is not stated. Empty for papers other than the request itself.
    pub asked: Vec<Finding>,
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
        _ => "none of the facts that it shows is stated",
    }
}

fn papers_of(kind: Kind) -> String {
    let codes: Vec<&str> = papers(kind).into_iter().map(PaperKind::code).collect();
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

/// Draws a paper with these forms. The same arguments give the same bytes.
///
/// # Errors
/// There is no form, nothing may stand on the paper, or its words cannot be typeset.
pub fn draw(
    law: &Law,
    library: &Library,
    asked: &PaperAsked<'_>,
    naming: &dyn Naming,
) -> Result<PaperDrawn, PaperFault> {
    let (form, paper, findings) = compose(law, library, asked, naming)?;
    let carried = carries(form).then(|| request_file::write(&request(asked)));
    let typeset = Typesetter::new()?.typeset(&paper, asked.on, carried.as_deref())?;
    Ok(PaperDrawn { paper, pdf: typeset.pdf, pages: typeset.pages, asked: findings })
}

/// What stands on a paper, and what the law still asks for.
pub(crate) fn compose<'a>(
    law: &Law,
    library: &'a Library,
    asked: &PaperAsked<'_>,
    naming: &dyn Naming,
) -> Result<(&'a Form, Paper, Vec<Finding>), PaperFault> {
    let instruments = instruments(law, asked);
    let sought = Sought { paper: asked.paper, kind: asked.kind, to: asked.to, instruments: &instruments };
    let no_form = PaperFault::NoForm { paper: asked.paper, kind: asked.kind };
    let form = library.choose(&sought).ok_or(no_form)?;
    let findings =
        if asked.paper == PaperKind::Request { still_asked(law, asked, naming) } else { Vec::new() };
    let lacking: BTreeSet<String> =
        findings.iter().flat_map(|finding| finding.missing.iter().cloned()).collect();
    let matter = Matter {
        from: asked.from,
        to: asked.to,
        on: asked.on,
        reference: asked.reference,
        handling: asked.facts.get("request.handling").and_then(Value::text),
        facts: asked.facts,
        lacking: &lacking,
        register: &Reads(law.register()),
    };
    let paper = letters::draw(library, form, &matter, naming)
        .ok_or_else(|| PaperFault::Forms("the words of the page cannot be read".to_owned()))?;
    if paper.sections.is_empty() {
        return Err(PaperFault::Empty { paper: asked.paper });
    }
    Ok((form, paper, findings))
}

impl PaperDrawn {
    /// Whether nothing is missing: no box that must be filled, and nothing that the law asks for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.paper.draft.is_none() && self.asked.is_empty()
    }
}

fn request(asked: &PaperAsked<'_>) -> RequestFile {
    RequestFile {
        kind: asked.kind,
        from: asked.from,
        to: asked.to,
        on: Some(asked.on),
        facts: asked.facts.clone(),
        warnings: Vec::new(),
    }
}

/// What the law asks of the request before it is sent: what it lacks, and what it states in a way that has to be supplied anew.
fn still_asked(law: &Law, asked: &PaperAsked<'_>, naming: &dyn Naming) -> Vec<Finding> {
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
        finding.is_open() || (finding.result == FindingResult::NotMet && finding.effect == Effect::Ask)
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

/// The register as papers read it.
struct Reads<'a>(&'a Register);

impl Reading for Reads<'_> {
    fn reads(&self, fact: &str) -> letters::Reads {
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
}
