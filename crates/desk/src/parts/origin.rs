//! Where an example of the demonstration comes from, as its story writes it: `decision (address). what was changed`.

/// The parts of an origin; a text of another form is all decision.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Origin<'a> {
    /// The published decision.
    pub(crate) decision: &'a str,
    /// Where it can be read.
    pub(crate) address: Option<&'a str>,
    /// What was changed.
    pub(crate) adapted: &'a str,
}

impl<'a> Origin<'a> {
    /// The parts of this text.
    pub(crate) fn of(text: &'a str) -> Self {
        let parts = text.split_once(" (https://").and_then(|(decision, rest)| {
            let (end, adapted) = rest.split_once("). ")?;
            let begin = text.len() - rest.len() - "https://".len();
            let address = text.get(begin..begin + "https://".len() + end.len())?;
            Some(Origin { decision, address: Some(address), adapted })
        });
        parts.unwrap_or(Origin { decision: text, address: None, adapted: "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decision: &str, address: Option<&str>, adapted: &str) {
        assert_eq!(Origin::of(text), Origin { decision, address, adapted });
    }

    #[test]
    fn origins_are_taken_apart() {
        let address = "https://court.example/decisions/2023-5/";
        check(&format!("Decision (5). ({address}). Names."), "Decision (5).", Some(address), "Names.");
        check("Decision 5", "Decision 5", None, "");
        check(
            "Decision 5 (http://court.example/). Names.",
            "Decision 5 (http://court.example/). Names.",
            None,
            "",
        );
    }
}
