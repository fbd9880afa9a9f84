//! What a jurist has to look at in the law: texts that nobody verified, texts not read for a year, days that cannot be,
//! sources that lead nowhere, provisions that nothing minds, words that nobody has read. It reads the files as they stand,
//! so that it can name the line to edit.

use std::collections::{BTreeMap, BTreeSet};

use case::opinion::Confidence;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::corpus::Law;
use crate::load::{CASES, PARTIES, in_pack};
use crate::pack::{Pack, Source};
use crate::words::Made;

/// What a pack holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackCount {
    /// Its title.
    pub title: String,
    /// Rules.
    pub rules: usize,
    /// Rules that a person judges.
    pub judged: usize,
    /// Periods.
    pub deadlines: usize,
    /// Duties that are listed and not checked.
    pub duties: usize,
}

/// A legal text that the files rest on: a rule, a period, a State's membership of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file's path.
    pub file: String,
    /// The line to begin at, from 1; 0 where it was not found.
    pub line: usize,
    /// Its stable name.
    pub id: String,
    /// The article or paragraph.
    pub provision: String,
    /// Where to read it: title, version, address.
    pub source: String,
    /// The day it was last checked; none where the file names none.
    pub checked: Option<Date>,
    /// The initials of who did; empty where nobody signed.
    pub by: String,
    /// How sure it is, as the file says.
    pub confidence: String,
}

/// A place in a file, and what is to be looked at there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file's path.
    pub file: String,
    /// Which table.
    pub id: String,
    /// What is wrong with it, and what to do.
    pub says: String,
}

/// What is to be looked at on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// What each pack holds, by name.
    pub packs: BTreeMap<String, PackCount>,
    /// How many texts there are.
    pub texts: usize,
    /// Texts that nobody has verified.
    pub unverified: Vec<Text>,
    /// Texts that were not checked for a year before the day.
    pub stale: Vec<Text>,
    /// What cannot be: days in the future, provisions that end before they begin.
    pub wrong: Vec<Remark>,
    /// What leads nowhere or serves nothing: a source without an address, a source that nothing cites, a provision that is
    /// law no more.
    pub loose: Vec<Remark>,
    /// Provisions that no rule or period carries and no duty lists.
    pub unminded: Vec<String>,
    /// Files of words made by a machine that nobody has reviewed, each with its facts.
    pub unreviewed: Vec<String>,
}

impl Law {
    /// What a jurist has to look at on a day.
    #[must_use]
    pub fn review(&self, on: Date) -> Review {
        let packs = self.packs().iter().map(|pack| (pack.name.as_str(), pack)).collect();
        let mut reviewer = Reviewer { on, packs, cited: BTreeSet::new(), review: Review::default() };
        for (path, text) in self.files().filter(|(path, _)| !path.ends_with(CASES)) {
            if path == PARTIES {
                reviewer.parties(path, text);
            } else if let Some((folder, _)) = in_pack(path)
                && let Ok(table) = text.parse::<toml::Table>()
            {
                reviewer.table(&Place { path, text, folder }, "", &table, Around::default());
            }
        }
        reviewer.sources();
        let machine_made = self.words().iter().filter(|words| words.made == Made::Machine);
        Review {
            packs: self.counts(),
            unminded: self.unminded().map(str::to_owned).collect(),
            unreviewed: machine_made.map(|words| format!("{} ({} facts)", words.file, words.facts)).collect(),
            ..reviewer.review
        }
    }

    fn counts(&self) -> BTreeMap<String, PackCount> {
        let empty = |pack: &Pack| PackCount { title: pack.title.clone(), ..PackCount::default() };
        let mut counts: BTreeMap<String, PackCount> =
            self.packs().iter().map(|pack| (pack.name.clone(), empty(pack))).collect();
        for rule in self.rules() {
            let count = counts.entry(rule.pack.clone()).or_default();
            count.rules += 1;
            count.judged += usize::from(rule.is_judged());
        }
        for period in self.all_deadlines() {
            counts.entry(period.pack.clone()).or_default().deadlines += 1;
        }
        for duty in self.duties() {
            counts.entry(duty.pack.clone()).or_default().duties += 1;
        }
        counts
    }
}

/// Where a table stands.
struct Place<'a> {
    path: &'a str,
    text: &'a str,
    folder: &'a str,
}

/// What a table stands in.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    /// The source of the table around it.
    source: &'a str,
    /// The instrument or State it belongs to; empty for what stands by itself.
    of: &'a str,
}

struct Reviewer<'a> {
    on: Date,
    packs: BTreeMap<&'a str, &'a Pack>,
    /// Pack and key of the sources that something cites.
    cited: BTreeSet<(String, String)>,
    review: Review,
}

impl Reviewer<'_> {
    /// A table that says how sure it is rests on a text; every other one is looked through for such tables. What names no
    /// source of its own has that of the table it stands in, or of the State whose law it is.
    fn table(&mut self, place: &Place<'_>, name: &str, table: &toml::Table, around: Around<'_>) {
        if let Some(key) = string(table, "source") {
            self.cited.insert((place.folder.to_owned(), key.to_owned()));
        }
        if string(table, "confidence").is_some() {
            self.text_of(place, name, table, around);
        }
        let state = table.get("jurisdiction").and_then(toml::Value::as_table);
        let owner = state.unwrap_or(table);
        let inside = Around {
            source: string(owner, "source").unwrap_or(around.source),
            of: string(owner, "id").or(string(owner, "state")).unwrap_or(around.of),
        };
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => self.table(place, key, inner, inside),
                toml::Value::Array(items) => {
                    let tables = items.iter().filter_map(toml::Value::as_table);
                    tables.for_each(|inner| self.table(place, key, inner, inside));
                }
                _ => {}
            }
        }
    }

    fn text_of(&mut self, place: &Place<'_>, name: &str, table: &toml::Table, around: Around<'_>) {
        let id = string(table, "id").unwrap_or(name);
        let source = string(table, "source").unwrap_or(around.source);
        let text = Text {
            file: place.path.to_owned(),
            line: line_of(place.text, around.of, id),
            id: if around.of.is_empty() { id.to_owned() } else { format!("{} {id}", around.of) },
            provision: string(table, "provision").unwrap_or_default().to_owned(),
            source: self.source(place.folder, source),
            checked: table.get("checked").and_then(day),
            by: string(table, "by").unwrap_or_default().to_owned(),
            confidence: string(table, "confidence").unwrap_or_default().to_owned(),
        };
        let in_force = table.get("in_force").and_then(toml::Value::as_table);
        let edge = |key| in_force.and_then(|period| period.get(key)).and_then(day);
        if let (Some(from), Some(until)) = (edge("from"), edge("until"))
            && from >= until
        {
            self.wrong(&text, "it ends before it begins; mend `in_force`");
        }
        if edge("until").is_some_and(|until| until <= self.on) {
            let says =
                "it is law no more; keep it for old requests, and see that what follows on it is there";
            self.review.loose.push(remark(&text, says));
        }
        self.note(text);
    }

    fn note(&mut self, text: Text) {
        self.review.texts += 1;
        if text.checked.is_some_and(|checked| checked > self.on) {
            self.wrong(&text, "it was checked on a day that is still to come; mend `checked`");
        }
        let year_ago = self.on.saturating_sub(1.year());
        if text.checked.is_some_and(|checked| checked < year_ago) {
            self.review.stale.push(text.clone());
        }
        if text.confidence == Confidence::Unverified.code() {
            self.review.unverified.push(text);
        }
    }

    fn wrong(&mut self, text: &Text, says: &str) {
        self.review.wrong.push(remark(text, says));
    }

    fn source(&self, folder: &str, key: &str) -> String {
        let source = self.packs.get(folder).and_then(|pack| pack.sources.get(key));
        source.map_or_else(|| key.to_owned(), Source::to_string)
    }

    /// A line of the table of parties that stands there from memory.
    fn parties(&mut self, path: &str, text: &str) {
        for (place, line) in text.lines().enumerate().skip(1) {
            let columns: Vec<&str> = line.splitn(6, ',').collect();
            let [instrument, state, since, _, "memory", _] = columns.as_slice() else { continue };
            self.note(Text {
                file: path.to_owned(),
                line: place + 1,
                id: format!("{instrument} {state}"),
                provision: format!("bound since {since}"),
                source: format!("the depositary's list of parties to {instrument}"),
                checked: None,
                by: String::new(),
                confidence: Confidence::Unverified.code().to_owned(),
            });
        }
    }

    fn sources(&mut self) {
        for (folder, pack) in &self.packs {
            for (key, source) in &pack.sources {
                let mut say = |says: &str| {
                    self.review.loose.push(Remark {
                        file: format!("packs/{folder}/pack.toml"),
                        id: format!("[sources.{key}]"),
                        says: says.to_owned(),
                    });
                };
                if source.url.is_empty() {
                    say("the source has no `url`; say where it can be read");
                } else if !source.url.starts_with("https://") && !source.url.starts_with("http://") {
                    say("the `url` of the source is no address");
                }
                if !self.cited.contains(&((*folder).to_owned(), key.clone())) {
                    say("nothing cites this source; take it out, or cite it");
                }
            }
        }
    }
}

fn remark(text: &Text, says: &str) -> Remark {
    Remark { file: text.file.clone(), id: text.id.clone(), says: says.to_owned() }
}

fn string<'a>(table: &'a toml::Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(toml::Value::as_str)
}

/// A day, bare or between quotes.
fn day(value: &toml::Value) -> Option<Date> {
    match value {
        toml::Value::Datetime(datetime) => datetime.to_string().parse().ok(),
        toml::Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The line, from 1, on which a table of this name begins or says its `id`: after the line of what it stands in, where
/// several have terms of the same name.
fn line_of(text: &str, of: &str, id: &str) -> usize {
    let names = |line: &str, id: &str| {
        let quoted = format!("\"{id}\"");
        let said = line.strip_prefix("id").and_then(|rest| rest.trim_start().strip_prefix('='));
        let headed = line.trim_matches(['[', ']']);
        said.is_some_and(|value| value.trim() == quoted)
            || (line.starts_with('[')
                && (headed == id || headed == quoted || headed.ends_with(&format!(".{id}"))))
    };
    let lines = || text.lines().map(str::trim).enumerate();
    let around = lines().find(|(_, line)| !of.is_empty() && names(line, of)).map_or(0, |(place, _)| place);
    lines().skip(around).find(|(_, line)| names(line, id)).map_or(0, |(place, _)| place + 1)
}
