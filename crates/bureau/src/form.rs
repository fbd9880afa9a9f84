//! Forms as an officer sees them: the fields of a kind of request with their words, and reading what was typed.

use case::fact::Value;
use case::form::Form;
use case::handling::{self, BadMarking, Handling};
use case::request::Kind;
use case::translation;
use law::register::{FactKind, LEVELS};
use law::values::read_value;

use crate::door::{Bureau, Inner};
use crate::fault::{DoorFault, FieldFault};

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// The kind of request.
    pub kind: Kind,
    /// Its parts.
    pub sections: Vec<SectionView>,
    /// Whether words of its fields were made by a machine and nobody has reviewed them.
    pub machine_made: bool,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// Its name in the catalogue.
    pub name: &'static str,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A field with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// The fact's name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its help text.
    pub help: String,
    /// The question asked when it is missing.
    pub question: String,
    /// Who can answer: `requesting`, `requested`, `reviewer` or `authority`.
    pub asked_of: &'static str,
    /// Its type: `flag`, `number`, `day`, `text`, `code`, `list`, `state`, `states`, `status` or `level`.
    pub kind: &'static str,
    /// Whether it is a text of more than a line.
    pub long: bool,
    /// The unit of a number.
    pub unit: Option<String>,
    /// The codes to choose from; empty for free input.
    pub codes: Vec<String>,
}

impl Bureau {
    /// The form for a kind of request, in a language.
    #[must_use]
    pub fn form(&self, kind: Kind, language: &str) -> Option<FormView> {
        let form = Form::of(kind)?;
        let sections = form
            .sections
            .iter()
            .map(|section| SectionView {
                name: section.name,
                fields: section.fields.iter().filter_map(|name| self.field(name, language)).collect(),
            })
            .collect();
        Some(FormView { kind, sections, machine_made: self.0.law.is_machine_made(language) })
    }

    /// A field with its words; none when the register has no such fact.
    #[must_use]
    pub fn field(&self, name: &str, language: &str) -> Option<FieldView> {
        let fact = self.0.law.fact(name)?;
        let codes = match fact.kind {
            FactKind::Status => ["true", "false", "partly", "contested"].map(str::to_owned).to_vec(),
            FactKind::Level => LEVELS.map(str::to_owned).to_vec(),
            FactKind::Flag => ["true", "false"].map(str::to_owned).to_vec(),
            _ => fact.codes.clone(),
        };
        Some(FieldView {
            name: name.to_owned(),
            label: match translation::parts(name) {
                Some((_, tag)) => format!("{} ({tag})", fact.label(language)),
                None => fact.label(language).to_owned(),
            },
            help: fact.help(language).to_owned(),
            question: fact.question(language).to_owned(),
            asked_of: fact.asked_of.code(),
            kind: fact.kind.code(),
            long: fact.long,
            unit: fact.unit.clone(),
            codes,
        })
    }

    /// What was typed into a field; nothing for an empty text.
    ///
    /// # Errors
    /// A [`FieldFault`] that says what is wrong and what would do.
    pub fn read_field(&self, field: &str, text: &str) -> Result<Option<Value>, FieldFault> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let fact = self.0.law.fact(field).ok_or_else(|| unknown(field))?;
        is_marking(field, text)?;
        read_value(fact, text)
            .map(Some)
            .map_err(|fault| FieldFault { field: field.to_owned(), problem: fault.to_string() })
    }
}

impl Inner {
    /// Whether a value is one that could have been typed into the field.
    pub(crate) fn check_field(&self, field: &str, value: Option<&Value>) -> Result<(), DoorFault> {
        let fact = self.law.fact(field).ok_or_else(|| unknown(field))?;
        let Some(value) = value else { return Ok(()) };
        is_marking(field, &value.to_string())?;
        let problem = match read_value(fact, &value.to_string()) {
            Ok(read) if read == *value => return Ok(()),
            Ok(_) => "the value is not of the type of this field".to_owned(),
            Err(fault) => fault.to_string(),
        };
        Err(FieldFault { field: field.to_owned(), problem }.into())
    }
}

/// Whether what stands in the field of the marking can be read, as its recipient will.
fn is_marking(field: &str, text: &str) -> Result<(), FieldFault> {
    if field != handling::MARKING {
        return Ok(());
    }
    let handling = Handling { marking: text.to_owned(), ..Handling::default() };
    let problem = |fault: BadMarking| FieldFault { field: field.to_owned(), problem: fault.to_string() };
    handling.markings().map(|_| ()).map_err(problem)
}

fn unknown(field: &str) -> FieldFault {
    FieldFault { field: field.to_owned(), problem: "no such field is known".into() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use case::bureau::StateCode;
    use case::fact::Facts;
    use case::form::{FORMS, Form};
    use case::opinion::FindingResult;
    use jiff::civil::date;
    use law::{Law, Question};

    use crate::advice::{FILES, OUTGOING};

    /// Facts that rules take in place of one that forms ask. A form that asked both would ask twice.
    const SAID_BY: [(&str, &str); 10] = [
        ("art2_check.at", "selfcheck.art2_art3"),
        ("art2_check.by", "selfcheck.art2_art3"),
        ("art3_check.at", "selfcheck.art2_art3"),
        ("art3_check.by", "selfcheck.art2_art3"),
        ("art3_check.reasoning", "selfcheck.art2_art3"),
        ("national_law.basis", "selfcheck.art2_art3"),
        ("offence.description", "offence.facts_summary"),
        ("person.status", "record.status"),
        ("record.purpose", "request.purpose"),
        ("record.status", "person.status"),
    ];

    /// The question about a draft that says nothing.
    fn empty(form: &Form, from: Option<StateCode>, to: Option<StateCode>) -> Question<'static> {
        static NOTHING: Facts = Facts::new();
        let on = date(2026, 6, 30);
        Question { kind: form.kind, stages: OUTGOING, from, to, on, facts: &NOTHING, language: "en" }
    }

    /// The facts without which a draft that says nothing is not clear, between whichever States.
    fn asked_at_first(law: &Law, form: &Form) -> BTreeSet<String> {
        let states: Vec<_> =
            law.jurisdictions().map(|known| Some(known.state)).chain(std::iter::once(None)).collect();
        let pairs = states.iter().flat_map(|from| states.iter().map(move |to| (*from, *to)));
        let mut asked = BTreeSet::new();
        for (from, to) in pairs {
            let open = law.check(&empty(form, from, to)).findings.into_iter();
            let open = open.filter(|finding| finding.essential && finding.result == FindingResult::NotKnown);
            asked.extend(open.flat_map(|finding| finding.missing));
        }
        asked
    }

    /// Everything that is asked at first is a field of the form, is said by one, or is what the node sees for itself. Gives
    /// what is said by another field.
    fn check(law: &Law, form: &Form) -> BTreeSet<String> {
        let mut elsewhere = asked_at_first(law, form);
        elsewhere.retain(|fact| !form.has(fact) && fact != FILES);
        for fact in &elsewhere {
            let said = SAID_BY.iter().any(|(known, field)| known == fact && form.has(field));
            assert!(said, "{}: `{fact}` is asked for and no field answers it", form.kind.code());
        }
        elsewhere
    }

    #[test]
    fn what_an_empty_draft_is_asked_can_be_answered_in_its_form() {
        let law = Law::shipped().unwrap();
        let used: BTreeSet<String> = FORMS.iter().flat_map(|form| check(&law, form)).collect();
        assert!(
            SAID_BY.iter().all(|(fact, _)| used.contains(*fact)),
            "no longer needed: {SAID_BY:?}, {used:?}"
        );
    }

    #[test]
    fn the_least_that_an_empty_draft_is_asked_are_fields_of_its_form() {
        let law = Law::shipped().unwrap();
        for form in FORMS {
            let question = empty(form, "FR".parse().ok(), "BR".parse().ok());
            let answers = law.settle(&question, &law.check(&question)).answers;
            for answer in answers.iter().filter(|answer| answer.fact != FILES) {
                assert!(form.has(&answer.fact), "{}: `{}`", form.kind.code(), answer.fact);
            }
        }
    }

    #[test]
    fn every_field_of_every_form_is_in_the_register_once() {
        let law = Law::shipped().unwrap();
        for form in FORMS {
            let mut seen = BTreeSet::new();
            for field in form.fields() {
                assert!(
                    law.fact(field).is_some(),
                    "{}: `{field}` is not in the register of facts",
                    form.kind.code()
                );
                assert!(seen.insert(field), "{}: `{field}` stands twice", form.kind.code());
            }
        }
    }
}
