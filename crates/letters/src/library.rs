//! The forms and the words that the program carries, and which form a paper is drawn in.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use case::request::Kind;
use serde::Deserialize;

use crate::form::{self, BadForm, Form, PaperKind};
use crate::text::Text;

/// The files that the program carries: path from the crate's folder, text.
static SHIPPED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));
/// Where forms stand, and how their names end.
const FORMS: &str = "forms/";
const ENDS: &str = ".toml";

/// The words of a fact on a paper. They speak to whoever reads the paper; those of the register speak to the officer who fills it in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWords {
    /// What it is.
    pub label: Text,
    /// The sentence that says that it is so.
    pub yes: Option<Text>,
    /// The sentence that says that it is not so.
    pub no: Option<Text>,
}

/// Forms and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    forms: Vec<Form>,
    words: BTreeMap<String, FactWords>,
}

/// What a form is sought for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// What the paper is.
    pub paper: PaperKind,
    /// Of which kind of request.
    pub kind: Kind,
    /// The State that reads it.
    pub to: Option<StateCode>,
    /// The instruments that join the two States on this matter, the governing one first.
    pub instruments: &'a [String],
}

impl Library {
    /// What the program carries.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn shipped() -> Result<Library, Vec<BadForm>> {
        Library::of(SHIPPED.iter().copied())
    }

    /// A library of these files: path from the crate's folder (`forms/…`, `words/…`), text.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Library, Vec<BadForm>> {
        let (mut forms, mut words, mut faults) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (path, text) in files {
            if let Some(name) = path.strip_prefix(FORMS).and_then(|name| name.strip_suffix(ENDS)) {
                match form::read(name, text) {
                    Ok(form) => forms.push(form),
                    Err(fault) => faults.push(fault),
                }
                continue;
            }
            let bad = |wrong: String| BadForm { file: path.to_owned(), wrong };
            match toml::from_str::<BTreeMap<String, FactWords>>(text) {
                Ok(some) => {
                    for (fact, said) in some {
                        if words.insert(fact.clone(), said).is_some() {
                            faults.push(bad(format!("{fact} has words in another file too")));
                        }
                    }
                }
                Err(error) => faults.push(bad(error.to_string())),
            }
        }
        let library = Library { forms, words };
        faults.extend(library.faults());
        if faults.is_empty() { Ok(library) } else { Err(faults) }
    }

    /// Words that are missing, and names that stand twice.
    fn faults(&self) -> Vec<BadForm> {
        let mut faults = Vec::new();
        for form in &self.forms {
            let mut bad = |wrong: String| faults.push(BadForm { file: format!("{}.toml", form.id), wrong });
            let mut names = Vec::new();
            for field in form.sections.iter().flat_map(|section| &section.boxes) {
                if names.contains(&&field.id) {
                    bad(format!("two boxes are called {:?}", field.id));
                }
                names.push(&field.id);
                for fact in field.facts.iter().filter(|fact| !self.words.contains_key(*fact)) {
                    bad(format!("box {:?}: no file under words/ has words for {fact}", field.id));
                }
            }
            let texts = [Some(&form.title), form.opening.as_ref(), form.closing.as_ref()];
            let sections = form.sections.iter().map(|section| &section.title);
            let labels =
                form.sections.iter().flat_map(|section| &section.boxes).filter_map(|b| b.label.as_ref());
            if !texts.into_iter().flatten().chain(sections).chain(labels).all(Text::is_whole) {
                bad("words are missing in a language".to_owned());
            }
        }
        faults
    }

    /// Every form, in the order of names.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The words of a fact.
    #[must_use]
    pub fn words(&self, fact: &str) -> Option<&FactWords> {
        self.words.get(fact)
    }

    /// Every fact that has words.
    pub fn worded(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The form of this name.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form for a paper. The requested State's own comes first, then that of the instrument that governs, then those of the others,
    /// then the default.
    #[must_use]
    pub fn choose(&self, sought: &Sought<'_>) -> Option<&Form> {
        self.forms
            .iter()
            .filter(|form| form.paper == sought.paper && form.kinds.contains(&sought.kind))
            .filter_map(|form| Some((nearness(form, sought)?, form)))
            .min_by_key(|(nearness, _)| *nearness)
            .map(|(_, form)| form)
    }

    /// The papers that a kind of request can become, in the order of [`PaperKind::ALL`].
    pub fn papers(&self, kind: Kind) -> impl Iterator<Item = PaperKind> {
        PaperKind::ALL.into_iter().filter(move |paper| {
            self.forms.iter().any(|form| form.paper == *paper && form.kinds.contains(&kind))
        })
    }
}

/// How near a form is to what is sought, the nearest least; none where it is for something else.
fn nearness(form: &Form, sought: &Sought<'_>) -> Option<(bool, usize)> {
    let others = match sought.to {
        Some(state) if form.states.contains(&state) => false,
        _ if form.states.is_empty() => true,
        _ => return None,
    };
    let instrument = match sought.instruments.iter().position(|id| form.instruments.contains(id)) {
        Some(place) => place,
        None if form.instruments.is_empty() => usize::MAX,
        None => return None,
    };
    Some((others, instrument))
}
