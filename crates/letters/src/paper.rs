//! A paper with everything that stands on it, in one language and in order. What the typesetter reads.

use serde::Serialize;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its language (BCP 47).
    pub language: &'static str,
    /// The form that it follows.
    pub form: String,
    /// Its heading.
    pub title: String,
    /// From, to, date, reference and handling code.
    pub head: Vec<Line>,
    /// What stands before the first box.
    pub opening: Option<String>,
    /// Its parts; none is empty.
    pub sections: Vec<Section>,
    /// What stands after the last.
    pub closing: Option<String>,
    /// That it is not fit to be sent, where boxes are empty that must not be, or something stands against the request.
    pub draft: Option<String>,
    /// What stands against it, beside the boxes that are empty; how many those are is the first.
    pub against: Vec<String>,
    /// What stands in a gap, before what is missing.
    pub not_stated: String,
    /// Where somebody signs; none where nobody does.
    pub signature: Option<String>,
    /// What stands small at the end.
    pub notes: Vec<String>,
    /// What is said at the end where letters cannot be written.
    pub unwritable: String,
    /// How pages are numbered, with `{page}` and `{pages}`.
    pub page: String,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its boxes, in order.
    pub boxes: Vec<PaperBox>,
}

/// A box of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperBox {
    /// Its name within the form.
    pub id: String,
    /// What it asks for.
    pub label: String,
    /// The provision that asks for it.
    pub provision: Option<String>,
    /// What fills it.
    pub lines: Vec<Line>,
    /// What is not stated and has to be, by label. A box with something here is a gap.
    pub missing: Vec<String>,
    /// The facts that fill it.
    #[serde(skip)]
    pub shown: Vec<String>,
    /// The facts that are missing.
    #[serde(skip)]
    pub lacking: Vec<String>,
}

/// A line of a box or of the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is; empty where the label of the box says it.
    pub label: String,
    /// The words.
    pub text: String,
    /// Whether the words run from right to left.
    pub right_to_left: bool,
    /// What the words were translated from, where they were.
    pub original: Option<Original>,
}

/// The words that a translation was made from; they stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Original {
    /// The words.
    pub text: String,
    /// Whether they run from right to left.
    pub right_to_left: bool,
}

impl Paper {
    /// Its boxes, in order.
    pub fn boxes(&self) -> impl Iterator<Item = &PaperBox> {
        self.sections.iter().flat_map(|section| &section.boxes)
    }

    /// The boxes that must be filled and are not, in order.
    pub fn gaps(&self) -> impl Iterator<Item = &PaperBox> {
        self.boxes().filter(|field| !field.missing.is_empty())
    }

    /// Whether it shows this fact. Nothing else of the request goes with it.
    #[must_use]
    pub fn shows(&self, fact: &str) -> bool {
        self.boxes().any(|field| field.shown.iter().any(|shown| shown == fact))
    }
}
