//! Offences by the codes of the International Classification of Crime for Statistical Purposes (ICCS), and the lists of
//! instruments in which they stand. A code is a way to find provisions; it proves nothing.

use std::collections::BTreeMap;

use crate::instrument::is_iccs;

/// The columns of `data/iccs/offences.csv`.
const OFFENCES_HEADER: &str = "code;english;spanish";
/// The columns of `data/lists.csv`.
const LISTS_HEADER: &str = "list;item;offence;iccs";
/// The list that waives the test of double criminality (FD 2002/584 art. 2(2)).
pub const WAIVING_LIST: &str = "EU-LIST-32";

/// The offences known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offences {
    names: BTreeMap<String, Names>,
    listed: Vec<Listed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Names {
    english: String,
    spanish: String,
}

/// An offence that an instrument lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The instrument or list.
    pub list: String,
    /// The article or number.
    pub item: String,
    /// The offence, in our words.
    pub offence: String,
    codes: Vec<String>,
}

impl Offences {
    pub(crate) fn read_names(&mut self, text: &str) -> Result<(), String> {
        for (number, [code, english, spanish]) in rows(text, OFFENCES_HEADER)? {
            if !is_iccs(code) {
                return Err(format!("line {number}: `{code}` is no code of the ICCS"));
            }
            let names = Names { english: english.to_owned(), spanish: spanish.to_owned() };
            if self.names.insert(code.to_owned(), names).is_some() {
                return Err(format!("line {number}: `{code}` stands twice"));
            }
        }
        Ok(())
    }

    pub(crate) fn read_lists(&mut self, text: &str) -> Result<(), String> {
        for (number, [list, item, offence, codes]) in rows(text, LISTS_HEADER)? {
            let codes: Vec<String> = codes.split_whitespace().map(str::to_owned).collect();
            if let Some(code) = codes.iter().find(|code| !is_iccs(code)) {
                return Err(format!("line {number}: `{code}` is no code of the ICCS"));
            }
            let (list, item, offence) = (list.to_owned(), item.to_owned(), offence.to_owned());
            self.listed.push(Listed { list, item, offence, codes });
        }
        Ok(())
    }

    /// The name of an offence in a language; English where there is none in it.
    #[must_use]
    pub fn name(&self, code: &str, language: &str) -> Option<&str> {
        let names = self.names.get(code)?;
        Some(if language.starts_with("es") { &names.spanish } else { &names.english })
    }

    /// Every code, ascending.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Where an offence is listed: under its own code, a wider or a narrower one.
    pub fn listed(&self, code: &str) -> impl Iterator<Item = &Listed> {
        self.listed.iter().filter(move |listed| {
            listed.codes.iter().any(|known| code.starts_with(known.as_str()) || known.starts_with(code))
        })
    }
}

/// The cells of a table, each line with its number.
fn rows<'a, const N: usize>(text: &'a str, header: &str) -> Result<Vec<(usize, [&'a str; N])>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(header) {
        return Err(format!("the first line must be `{header}`"));
    }
    lines
        .enumerate()
        .map(|(place, line)| {
            let number = place + 2;
            let cells: Vec<&str> = line.split(';').collect();
            let cells = cells.try_into().map_err(|_| format!("line {number}: {N} cells are expected"))?;
            Ok((number, cells))
        })
        .collect()
}
