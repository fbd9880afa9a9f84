//! How what was said may be used: what its originator marked it with, and which uses need the originator's consent.
//!
//! Five schemes are read: Europol's 4x4 with its handling codes H0 to H3, the British 5x5x5 and 3x5x2, the Admiralty
//! system, and the Traffic Light Protocol 2.0 (FIRST). No authority has published how one becomes another. The tables here
//! are this program's own reading: a marking is always kept as it was given, and what it comes to in another scheme trusts
//! no more and allows no more than it did. Where the other scheme cannot say so much, nothing is said.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::fact::{Facts, Value};
use crate::request::Kind;

/// The field in which a request bears its marking.
pub const MARKING: &str = "handling.marking";
/// The field that names further uses that need consent.
pub const CONSENT_FOR: &str = "handling.consent_for";
/// The field with the originator's conditions in words.
pub const TERMS: &str = "handling.terms";

/// What a bureau may want to do with what another has told it, beyond the matter that it was told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// Pass it to an authority of its own State.
    Agencies,
    /// Pass it to another bureau, State or organisation (INTERPOL's Rules on the Processing of Data, article 67).
    Onward,
    /// Put it before a court or into a file of proceedings.
    Court,
    /// Use it for another purpose than it was given for (the same Rules, article 64).
    OtherPurpose,
    /// Copy or print it.
    Copying,
}

use Use::{Agencies, Copying, Court, Onward, OtherPurpose};

impl Use {
    /// Every use.
    pub const ALL: [Use; 5] = [Agencies, Onward, Court, OtherPurpose, Copying];

    /// As fields, journals and catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Agencies => "agencies",
            Onward => "onward",
            Court => "in-court",
            OtherPurpose => "other-purpose",
            Copying => "copying",
        }
    }

    /// The use with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Use> {
        Use::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// A scheme of grading or marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Europol's 4x4: source A, B, C, X; information 1 to 4; handling H0 to H3.
    Europol,
    /// The British 5x5x5: source A to E, information 1 to 5, handling 1 to 5.
    British5x5x5,
    /// Its successor 3x5x2: source 1 to 3, information A to E, handling P or C.
    British3x5x2,
    /// The Admiralty system: source A to F, information 1 to 6.
    Admiralty,
    /// The Traffic Light Protocol 2.0.
    Tlp,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Scheme; 5] =
        [Scheme::Europol, Scheme::British5x5x5, Scheme::British3x5x2, Scheme::Admiralty, Scheme::Tlp];

    /// As a marking names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Scheme::Europol => "4x4",
            Scheme::British5x5x5 => "5x5x5",
            Scheme::British3x5x2 => "3x5x2",
            Scheme::Admiralty => "Admiralty",
            Scheme::Tlp => "TLP",
        }
    }

    /// Grades of a source, with how far each is trusted.
    const fn sources(self) -> &'static [(&'static str, Trust)] {
        match self {
            Scheme::Europol => &[("A", 4), ("B", 3), ("C", 0), ("X", 1)],
            Scheme::British5x5x5 => &[("A", 4), ("B", 3), ("C", 2), ("D", 0), ("E", 1)],
            Scheme::British3x5x2 => &[("1", 3), ("2", 1), ("3", 0)],
            Scheme::Admiralty => &[("A", 4), ("B", 3), ("C", 2), ("D", 0), ("E", 0), ("F", 1)],
            Scheme::Tlp => &[],
        }
    }

    /// Grades of the information itself.
    const fn information(self) -> &'static [(&'static str, Trust)] {
        match self {
            Scheme::Europol => &[("1", 4), ("2", 3), ("3", 2), ("4", 1)],
            Scheme::British5x5x5 => &[("1", 4), ("2", 3), ("3", 2), ("4", 1), ("5", 0)],
            Scheme::British3x5x2 => &[("A", 3), ("B", 2), ("C", 1), ("D", 1), ("E", 0)],
            Scheme::Admiralty => &[("1", 4), ("2", 3), ("3", 2), ("4", 0), ("5", 0), ("6", 1)],
            Scheme::Tlp => &[],
        }
    }

    /// Codes of handling, each with the uses that need the originator's consent under it; the widest first.
    const fn codes(self) -> &'static [(&'static str, &'static [Use])] {
        match self {
            Scheme::Europol => &[
                ("H0", &[OtherPurpose]),
                ("H1", &[Court, OtherPurpose]),
                ("H2", &[Agencies, Onward, OtherPurpose]),
                ("H3", &Use::ALL),
            ],
            Scheme::British5x5x5 => &[
                ("2", &[Onward]),
                ("3", &[OtherPurpose]),
                ("1", &[Onward, OtherPurpose]),
                ("5", &Use::ALL),
                ("4", &Use::ALL),
            ],
            Scheme::British3x5x2 => &[("P", &[OtherPurpose]), ("C", &Use::ALL)],
            Scheme::Admiralty => &[],
            Scheme::Tlp => &[
                ("CLEAR", &[]),
                ("GREEN", &[Court, OtherPurpose]),
                ("AMBER", &[Onward, Court, OtherPurpose]),
                ("AMBER+STRICT", &[Agencies, Onward, Court, OtherPurpose]),
                ("RED", &Use::ALL),
            ],
        }
    }
}

/// How far a grade is trusted: 4 beyond doubt; 3 as a rule; 2 now and then, or borne out; 1 not known; 0 doubted. Doubt
/// stands below not knowing, so that no conversion loses a warning.
type Trust = u8;

/// One marking, in one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Marking {
    scheme: Scheme,
    source: Option<&'static str>,
    information: Option<&'static str>,
    code: Option<&'static str>,
}

/// Text that is no marking.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no marking; write for example `4x4 B2 H1`, `5x5x5 B23`, `3x5x2 1BC`, `Admiralty B2` or `TLP:AMBER`, \
     several with a semicolon between"
)]
pub struct BadMarking(pub String);

impl FromStr for Marking {
    type Err = BadMarking;

    fn from_str(text: &str) -> Result<Self, BadMarking> {
        let bad = || BadMarking(text.trim().chars().take(60).collect());
        let upper = text.trim().to_uppercase();
        let named = |scheme: &Scheme| upper.strip_prefix(&scheme.name().to_uppercase());
        let (scheme, rest) =
            Scheme::ALL.into_iter().find_map(|it| Some((it, named(&it)?))).ok_or_else(bad)?;
        let rest: String = rest.trim_start_matches(':').split_whitespace().collect();
        // What MISP and version 1 of the protocol call white.
        let rest = if scheme == Scheme::Tlp && rest == "WHITE" { "CLEAR" } else { rest.as_str() };
        let (source, rest) = taken(scheme.sources(), rest);
        let (information, rest) = taken(scheme.information(), rest);
        let (code, rest) = taken(scheme.codes(), rest);
        let graded = scheme.sources().is_empty() || (source.is_some() && information.is_some());
        if rest.is_empty() && graded && (scheme != Scheme::Tlp || code.is_some()) {
            Ok(Self { scheme, source, information, code })
        } else {
            Err(bad())
        }
    }
}

/// The longest code with which a text begins, and the rest.
fn taken<'a, T>(codes: &'static [(&'static str, T)], text: &'a str) -> (Option<&'static str>, &'a str) {
    let begins = codes.iter().filter(|(code, _)| text.starts_with(code));
    match begins.max_by_key(|(code, _)| code.len()) {
        Some((code, _)) => (Some(code), text.strip_prefix(code).unwrap_or_default()),
        None => (None, text),
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.scheme == Scheme::Tlp { ":" } else { " " };
        write!(f, "{}{between}", self.scheme.name())?;
        let grades = [self.source, self.information].into_iter().flatten();
        grades.into_iter().try_for_each(|grade| f.write_str(grade))?;
        match self.code {
            Some(code) if self.scheme == Scheme::Europol => write!(f, " {code}"),
            Some(code) => f.write_str(code),
            None => Ok(()),
        }
    }
}

impl Marking {
    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The uses that need the originator's consent under it.
    #[must_use]
    pub fn consent_for(&self) -> BTreeSet<Use> {
        let uses = |code| self.scheme.codes().iter().find(|(known, _)| *known == code).map(|(_, uses)| *uses);
        self.code.and_then(uses).unwrap_or_default().iter().copied().collect()
    }

    /// How far source and information are trusted, where the scheme grades them: 4 beyond doubt, 0 doubted.
    #[must_use]
    pub fn trust(&self) -> (Option<u8>, Option<u8>) {
        let of = |grades: &[(&str, Trust)], grade: Option<&str>| {
            grades.iter().find(|(known, _)| Some(*known) == grade).map(|(_, trust)| *trust)
        };
        (of(self.scheme.sources(), self.source), of(self.scheme.information(), self.information))
    }

    /// What it comes to in another scheme; none where that scheme cannot say as much caution.
    #[must_use]
    pub fn in_scheme(&self, scheme: Scheme) -> Option<Marking> {
        let (source, information) = self.trust();
        let graded = |grades, trust: Option<Trust>| match trust {
            Some(trust) if !scheme.sources().is_empty() => at_most(grades, trust).map(Some),
            _ => Some(None),
        };
        let code = match self.code {
            Some(_) => {
                let uses = self.consent_for();
                let strict = |(_, known): &&(&str, &[Use])| uses.iter().all(|wanted| known.contains(wanted));
                let fits = scheme.codes().iter().filter(strict).min_by_key(|(_, known)| known.len());
                Some(fits?.0)
            }
            None => None,
        };
        let source = graded(scheme.sources(), source)?;
        let information = graded(scheme.information(), information)?;
        let says = scheme == Scheme::Tlp && code.is_some() || scheme != Scheme::Tlp && source.is_some();
        says.then_some(Marking { scheme, source, information, code })
    }
}

/// The most trusting grade that trusts no more than this; of several the last.
fn at_most(grades: &'static [(&'static str, Trust)], trust: Trust) -> Option<&'static str> {
    let fits = grades.iter().filter(|(_, known)| *known <= trust);
    fits.max_by_key(|(_, known)| *known).map(|(grade, _)| *grade)
}

/// Stands for a marking or terms that came as no text.
const UNREADABLE: &str = "?";

/// How something that was said may be handled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handling {
    /// The originator's markings as they wrote them; several have a semicolon between.
    pub marking: String,
    /// Uses that need consent besides those that the marking names and those that always do.
    pub consent_for: BTreeSet<Use>,
    /// Conditions in the originator's words.
    pub terms: String,
}

impl Handling {
    /// As the fields of a request state it. A use that is not known counts as every use, and a marking that is no text as
    /// one that cannot be read.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let text = |name: &str| match facts.get(name) {
            Some(Value::Text(text)) => text.clone(),
            Some(_) => UNREADABLE.to_owned(),
            None => String::new(),
        };
        let listed: &[Value] = match facts.get(CONSENT_FOR) {
            Some(Value::List(items)) => items,
            Some(single) => std::slice::from_ref(single),
            None => &[],
        };
        let known: Option<BTreeSet<Use>> =
            listed.iter().map(|code| code.text().and_then(Use::parse)).collect();
        let consent_for = known.unwrap_or_else(|| Use::ALL.into_iter().collect());
        Self { marking: text(MARKING), consent_for, terms: text(TERMS) }
    }

    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The markings.
    ///
    /// # Errors
    /// [`BadMarking`] for the first that is none.
    pub fn markings(&self) -> Result<Vec<Marking>, BadMarking> {
        let written = self.marking.split([';', ',', '\n']).filter(|part| !part.trim().is_empty());
        written.map(str::parse).collect()
    }

    /// Every use that needs the originator's consent. A marking that cannot be read counts as the strictest.
    #[must_use]
    pub fn needs_consent(&self, kind: Kind) -> BTreeSet<Use> {
        match self.markings() {
            Ok(markings) => {
                let marked = markings.iter().flat_map(Marking::consent_for);
                always(kind).iter().copied().chain(self.consent_for.iter().copied()).chain(marked).collect()
            }
            Err(_) => Use::ALL.into_iter().collect(),
        }
    }
}

/// The uses that need consent whatever the originator says: what one bureau tells another is for the matter at hand, and
/// police information is no evidence until its originator agrees.
#[must_use]
pub const fn always(kind: Kind) -> &'static [Use] {
    if kind.is_judicial() { &[Onward, OtherPurpose] } else { &[Onward, Court, OtherPurpose] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn check(text: &str, written: &str, uses: &str) {
        let marking: Marking = text.parse().unwrap();
        let codes: Vec<&str> = marking.consent_for().into_iter().map(Use::code).collect();
        assert_eq!((marking.to_string().as_str(), codes.join(" ").as_str()), (written, uses), "{text}");
        assert_eq!(written.parse(), Ok(marking), "what is written is read");
    }

    #[test]
    fn markings_are_read_as_they_are_written() {
        check("4x4 B2 H1", "4x4 B2 H1", "in-court other-purpose");
        check(" 4X4 b2h2 ", "4x4 B2 H2", "agencies onward other-purpose");
        check("4x4 X4", "4x4 X4", "");
        check("5x5x5 E41", "5x5x5 E41", "onward other-purpose");
        check("3x5x2 1BP", "3x5x2 1BP", "other-purpose");
        check("3x5x2 2 E C", "3x5x2 2EC", "agencies onward in-court other-purpose copying");
        check("Admiralty F6", "Admiralty F6", "");
        check("tlp:amber+strict", "TLP:AMBER+STRICT", "agencies onward in-court other-purpose");
        check("TLP:AMBER", "TLP:AMBER", "onward in-court other-purpose");
        check("TLP:WHITE", "TLP:CLEAR", "");
    }

    #[test]
    fn what_is_no_marking_says_how_one_is_written() {
        for text in
            ["", "B2", "4x4", "4x4 D2", "4x4 B2 H4", "4x4 B2 H1 H2", "TLP", "TLP:BLUE", "3x5x2 1B", "Ⅳx4"]
        {
            match text.parse::<Marking>() {
                Err(fault) => assert!(fault.to_string().contains("`4x4 B2 H1`")),
                Ok(marking) => assert_eq!(marking.to_string(), "3x5x2 1B", "handling may be left out"),
            }
        }
        let unread = Handling { marking: "secret".into(), ..Handling::default() };
        assert_eq!(unread.needs_consent(Kind::Extradition).len(), Use::ALL.len(), "the strictest");
        let listed = Value::List(vec!["TLP:RED".into()]);
        let no_text = Handling::of(&Facts::from([(MARKING.to_owned(), listed)]));
        assert_eq!(no_text.needs_consent(Kind::Extradition).len(), Use::ALL.len(), "no text is no marking");
    }

    #[test]
    fn a_marking_in_another_scheme() {
        let check = |text: &str, scheme, expected: Option<&str>| {
            let came = text.parse::<Marking>().unwrap().in_scheme(scheme);
            assert_eq!(came.map(|marking| marking.to_string()).as_deref(), expected, "{text}");
        };
        check("4x4 A1 H0", Scheme::British3x5x2, Some("3x5x2 1AP"));
        check("4x4 C4 H2", Scheme::British3x5x2, Some("3x5x2 3DC"));
        check("4x4 A1 H2", Scheme::Tlp, Some("TLP:AMBER+STRICT"));
        check("Admiralty C3", Scheme::Europol, Some("4x4 X3"));
        check("Admiralty E5", Scheme::British5x5x5, Some("5x5x5 D5"));
        check("Admiralty A5", Scheme::Europol, None);
        check("4x4 A1 H1", Scheme::Admiralty, None);
        check("TLP:RED", Scheme::Europol, None);
    }

    fn marking() -> impl Strategy<Value = Marking> {
        let part = |codes: Vec<&'static str>| proptest::option::of(select(codes));
        select(Scheme::ALL.to_vec()).prop_flat_map(move |scheme| {
            let grades = |of: &'static [(&'static str, Trust)]| -> BoxedStrategy<Option<&'static str>> {
                let codes: Vec<_> = of.iter().map(|(code, _)| *code).collect();
                if codes.is_empty() { Just(None).boxed() } else { select(codes).prop_map(Some).boxed() }
            };
            let codes: Vec<_> = scheme.codes().iter().map(|(code, _)| *code).collect();
            let code = match scheme {
                Scheme::Admiralty => Just(None).boxed(),
                Scheme::Tlp => select(codes).prop_map(Some).boxed(),
                _ => part(codes).boxed(),
            };
            (Just(scheme), grades(scheme.sources()), grades(scheme.information()), code)
                .prop_map(|(scheme, source, information, code)| Marking { scheme, source, information, code })
        })
    }

    proptest! {
        #[test]
        fn no_conversion_trusts_more_or_allows_more(from in marking(), scheme in select(Scheme::ALL.to_vec())) {
            if let Some(to) = from.in_scheme(scheme) {
                prop_assert!(from.consent_for().is_subset(&to.consent_for()));
                let (before, after) = (from.trust(), to.trust());
                prop_assert!(after.0.is_none_or(|after| before.0.is_some_and(|before| after <= before)));
                prop_assert!(after.1.is_none_or(|after| before.1.is_some_and(|before| after <= before)));
                prop_assert_eq!(to.to_string().parse(), Ok(to));
            }
            prop_assert!(from.in_scheme(from.scheme()).is_some());
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = text.parse::<Marking>();
        }
    }
}
