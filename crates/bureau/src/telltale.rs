//! What in a text would tell who a source is. Whoever sanitises a text sees each place; what must never leave is looked for
//! in everything that a case says to the other bureau.

use std::collections::HashSet;

use crate::calendar::{NamedDay, days, times};
use crate::folded::{Word, words};

/// So many words in a row as the source said them make a text taken over.
const TAKEN_OVER_WORDS: usize = 5;
/// So many other words may stand between the words of one identifier.
const WORDS_BETWEEN: usize = 2;
/// From so many letters on a longer word that begins with one is that word, declined.
const DECLINED_LETTERS: usize = 5;
/// The last so many figures of a number tell it, however it begins: with or without a country's code.
const TELLING_FIGURES: usize = 8;
/// Fewest figures of a number that is looked for by its end.
const NUMBER_FIGURES: usize = 7;
/// Fewest letters and figures of an identifier.
const IDENTIFIER_LETTERS_MIN: usize = 2;

/// Words in which a source speaks of itself.
const FIRST_PERSON: &str = "i me my mine myself we our ours us je j moi mon ma mes nous notre nos yo mi mis nosotros nosotras nuestro \
     nuestra أنا نحن عندي معي رأيت سمعت";
/// Words by which few could have been there.
const FEW: &str = "alone only sole witness seul seule seuls seules seulement témoin solo sola solos solas solamente testigo وحده وحدها \
     فقط شاهد";
/// Small numbers in words.
const NUMBERS: &str = "one two three four five six seven eight nine ten un une deux trois quatre cinq sept huit neuf dix uno una dos tres \
     cuatro cinco seis siete ocho nueve diez واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة";
/// Those who can be counted.
const PEOPLE: &str = "person persons people man men woman women present guest guests personne personnes homme hommes femme femmes \
     présent présents persona personas hombre hombres mujer mujeres presente presentes شخص أشخاص رجل رجال امرأة نساء حاضر حاضرين";

/// What may tell who the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tell {
    /// An identifier of the record.
    Identifier,
    /// The cover name.
    CoverName,
    /// Words in a row as the source said them.
    TakenOver,
    /// A day or time that only the source could know.
    Time,
    /// A place that only the source could know.
    Place,
    /// How few were there.
    Few,
    /// The source speaks of itself.
    FirstPerson,
    /// Where an approved text stood, another one stands.
    Changed,
    /// A file that the program cannot read.
    Unread,
}

impl Tell {
    /// Every one.
    pub const ALL: [Tell; 9] = [
        Tell::Identifier,
        Tell::CoverName,
        Tell::TakenOver,
        Tell::Time,
        Tell::Place,
        Tell::Few,
        Tell::FirstPerson,
        Tell::Changed,
        Tell::Unread,
    ];

    /// As journals and catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Tell::Identifier => "identifier",
            Tell::CoverName => "cover-name",
            Tell::TakenOver => "taken-over",
            Tell::Time => "time",
            Tell::Place => "place",
            Tell::Few => "few",
            Tell::FirstPerson => "first-person",
            Tell::Changed => "changed",
            Tell::Unread => "unread",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Tell> {
        Tell::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Whether no reason lets it leave.
    #[must_use]
    pub const fn never_leaves(self) -> bool {
        matches!(self, Tell::Identifier | Tell::CoverName)
    }
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A line of a text that is being sanitised, from 1.
    Line(u32),
    /// A field of the request.
    Field(String),
    /// The words of a message.
    Words,
    /// A file, by its name.
    File(String),
}

/// Something that may tell who the source is, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What.
    pub tell: Tell,
    /// Where.
    pub spot: Spot,
    /// The words as they stand there.
    pub words: String,
}

/// What is known of a source, against which a text is held.
#[derive(Debug, Clone)]
pub(crate) struct Known<'a> {
    pub(crate) cover: &'a str,
    pub(crate) identifiers: Vec<&'a str>,
    /// What the source said.
    pub(crate) said: &'a str,
    /// When and where, with whether only the source could know.
    pub(crate) when: &'a str,
    pub(crate) place: &'a str,
    pub(crate) only_source: bool,
}

/// Whether something can be looked for: it has letters or figures enough.
pub(crate) fn is_identifier(text: &str) -> bool {
    words(text).iter().map(|word| word.text.chars().count()).sum::<usize>() >= IDENTIFIER_LETTERS_MIN
}

/// What must never leave, in a text; each with its words and where they begin, in bytes.
pub(crate) fn never_leaving(known: &Known<'_>, text: &str) -> Vec<(Tell, String, usize)> {
    let there = Read::of(text);
    let covers = std::iter::once((Tell::CoverName, known.cover));
    let all = known.identifiers.iter().map(|one| (Tell::Identifier, *one)).chain(covers);
    let placed = all.filter_map(|(tell, wanted)| told(tell, text, &there.words, stands(wanted, &there)?));
    placed.collect()
}

/// A text, read for what stands in it.
struct Read {
    words: Vec<Word>,
    loose: Vec<String>,
    days: Vec<(NamedDay, usize, usize)>,
}

impl Read {
    fn of(text: &str) -> Self {
        let words = words(text);
        let loose = words.iter().map(|word| loose(&word.text)).collect();
        let days = days(&words);
        Self { words, loose, days }
    }
}

/// The words of a source, so many in a row, each run once.
pub(crate) struct Runs(HashSet<Vec<String>>);

impl Runs {
    /// Those of what a source said, without those that stand in texts that were approved.
    pub(crate) fn of(said: &str, approved: &[&str]) -> Self {
        let mut runs: HashSet<_> = runs(&words(said)).collect();
        approved.iter().flat_map(|text| runs_of(text)).for_each(|run| {
            runs.remove(&run);
        });
        Self(runs)
    }
}

fn runs(words: &[Word]) -> impl Iterator<Item = Vec<String>> {
    words.windows(TAKEN_OVER_WORDS).map(|run| run.iter().map(|word| word.text.clone()).collect())
}

fn runs_of(text: &str) -> Vec<Vec<String>> {
    runs(&words(text)).collect()
}

/// Words in a row as the source said them.
pub(crate) fn taken_over(said: &Runs, text: &str) -> Vec<(Tell, String, usize)> {
    let there = words(text);
    let (mut found, mut free) = (Vec::new(), 0);
    for (at, run) in runs(&there).enumerate() {
        // A longer run is told once for each five words.
        if at >= free && said.0.contains(&run) {
            free = at + TAKEN_OVER_WORDS;
            found.extend(told(Tell::TakenOver, text, &there, (at, at + TAKEN_OVER_WORDS - 1)));
        }
    }
    found
}

/// Everything that may tell who the source is, in a text that is being sanitised, in the order of the text.
pub(crate) fn found_in(known: &Known<'_>, text: &str) -> Vec<Found> {
    let there = words(text);
    let mut found = never_leaving(known, text);
    found.extend(taken_over(&Runs::of(known.said, &[]), text));
    if known.only_source {
        found.extend(moments(known, text, &there));
        let place = stands(known.place, &Read::of(text)).filter(|_| is_identifier(known.place));
        found.extend(place.and_then(|span| told(Tell::Place, text, &there, span)));
    }
    let (first, few) = (folded(FIRST_PERSON), folded(FEW));
    let (numbers, people) = (folded(NUMBERS), folded(PEOPLE));
    for (at, word) in there.iter().enumerate() {
        let counted = word.is_number() && word.text.len() <= 2 || numbers.contains(&word.text);
        let mut next = there.iter().enumerate().skip(at + 1).take(WORDS_BETWEEN);
        let of_people = next.rfind(|(_, next)| counted && people.contains(&next.text));
        let tells = [
            first.contains(&word.text).then_some((Tell::FirstPerson, at)),
            few.contains(&word.text).then_some((Tell::Few, at)),
            of_people.map(|(last, _)| (Tell::Few, last)),
        ];
        let tells = tells.into_iter().flatten();
        found.extend(tells.filter_map(|(tell, last)| told(tell, text, &there, (at, last))));
    }
    found.sort_by_key(|(tell, _, from)| (*from, *tell));
    let placed = found.into_iter().map(|(tell, words, from)| {
        let before = text.get(..from).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Found { tell, spot: Spot::Line(u32::try_from(line).unwrap_or(u32::MAX)), words }
    });
    placed.collect()
}

/// Days and times of day of a text that the record holds too.
fn moments(known: &Known<'_>, text: &str, there: &[Word]) -> Vec<(Tell, String, usize)> {
    let record = format!("{}\n{}", known.when, known.said);
    let own = words(&record);
    let (own_days, own_times) = (days(&own), times(&record, &own));
    let day_spans =
        days(there).into_iter().filter(|(day, ..)| own_days.iter().any(|(own, ..)| own.may_be(*day)));
    let time_spans =
        times(text, there).into_iter().filter(|(time, ..)| own_times.iter().any(|(own, ..)| own == time));
    let spans = day_spans.map(|(_, from, to)| (from, to)).chain(time_spans.map(|(_, from, to)| (from, to)));
    let mut spans: Vec<(usize, usize)> = spans.collect();
    spans.sort_unstable();
    spans.dedup();
    spans.into_iter().filter_map(|span| told(Tell::Time, text, there, span)).collect()
}

fn folded(list: &str) -> HashSet<String> {
    words(list).into_iter().map(|word| word.text).collect()
}

/// The words of a text from one place to another.
fn told(tell: Tell, text: &str, there: &[Word], (from, to): (usize, usize)) -> Option<(Tell, String, usize)> {
    let (first, last) = (there.get(from)?, there.get(to)?);
    Some((tell, text.get(first.from..last.to)?.to_owned(), first.from))
}

/// The first place where an identifier stands: its words in any order and near each other, run together or torn apart, its
/// figures however they are grouped, its day in any usual form.
fn stands(wanted: &str, there: &Read) -> Option<(usize, usize)> {
    let sought = Read::of(wanted);
    if sought.words.is_empty() {
        return None;
    }
    let mut same_day = there.days.iter().filter(|(day, ..)| {
        // It is a day where nothing else stands beside it.
        let whole = |from: usize, to: usize| to - from + 1 == sought.words.len();
        sought.days.iter().any(|(sought, from, to)| whole(*from, *to) && sought.may_be(*day))
    });
    let day = same_day.next().map(|(_, from, to)| (*from, *to));
    let (sought, there) = (&sought.loose, &there.loose);
    day.or_else(|| nearby(sought, there)).or_else(|| joined(sought, there)).or_else(|| figures(sought, there))
}

/// A word without what clerks write in more than one way: double letters, and the `e` that stands for two dots.
fn loose(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        let last = plain.chars().last();
        let doubled = last == Some(letter) && !letter.is_ascii_digit();
        let for_dots = letter == 'e' && matches!(last, Some('a' | 'o' | 'u'));
        if !doubled && !for_dots {
            plain.push(letter);
        }
    }
    plain
}

/// All words of an identifier, in any order, with few others between.
fn nearby(sought: &[String], there: &[String]) -> Option<(usize, usize)> {
    let room = if sought.len() > 1 { sought.len() + WORDS_BETWEEN } else { 1 };
    (0..there.len()).find_map(|from| {
        let window = there.get(from..there.len().min(from + room))?;
        let first = window.first()?;
        if !sought.iter().any(|wanted| bears(first, wanted)) {
            return None;
        }
        let last = |wanted: &String| window.iter().position(|word| bears(word, wanted));
        let places: Option<Vec<usize>> = sought.iter().map(last).collect();
        Some((from, from + places?.into_iter().max()?))
    })
}

/// Whether a word is another one, as it stands in a sentence.
fn bears(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    let letters = wanted.chars().count();
    let first = wanted.chars().next().map_or(0, u32::from);
    match first {
        // Arabic and Hebrew write small words before another without a blank.
        0x590..=0x8FF => {
            let before = word.strip_suffix(wanted).map(|before| before.chars().count());
            before.is_some_and(|before| before <= 3 && letters >= 3)
                || (letters >= DECLINED_LETTERS && word.contains(wanted))
        }
        // Scripts that put no blanks between words, or join endings to them.
        0x900.. => word.contains(wanted),
        _ => {
            letters >= DECLINED_LETTERS
                && !word.starts_with(|c: char| c.is_ascii_digit())
                && word.starts_with(wanted)
        }
    }
}

/// An identifier written as one word, or torn into more than it has.
fn joined(sought: &[String], there: &[String]) -> Option<(usize, usize)> {
    let whole = loose(&sought.concat());
    let long = whole.chars().count() >= DECLINED_LETTERS;
    (0..there.len()).find_map(|from| {
        let mut rest = whole.as_str();
        for (place, word) in there.iter().enumerate().skip(from) {
            // Where two words meet, letters may double.
            let word = match (
                place == from,
                word.chars().next(),
                whole.strip_suffix(rest).and_then(|done| done.chars().last()),
            ) {
                (false, Some(first), Some(last))
                    if first == last && !rest.starts_with(first) && !first.is_ascii_digit() =>
                {
                    word.get(first.len_utf8()..).unwrap_or_default()
                }
                _ => word.as_str(),
            };
            match rest.strip_prefix(word) {
                Some("") => return Some((from, place)),
                Some(more) => rest = more,
                None => {
                    let declined = long && place > from && word.starts_with(rest) && !rest.is_empty();
                    let within = long && place == from && word.starts_with(rest);
                    return (declined || within).then_some((from, place));
                }
            }
        }
        None
    })
}

/// A number by its last figures.
fn figures(sought: &[String], there: &[String]) -> Option<(usize, usize)> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = sought.concat();
    if !sought.iter().all(is_number) || whole.len() < NUMBER_FIGURES {
        return None;
    }
    let tail = whole.get(whole.len().saturating_sub(TELLING_FIGURES)..)?;
    let mut from = 0;
    while from < there.len() {
        let run = there.iter().skip(from).take_while(|word| is_number(word)).count();
        let figures: String = there.iter().skip(from).take(run).map(String::as_str).collect();
        if run > 0 && figures.contains(tail) {
            return Some((from, from + run - 1));
        }
        from += run.max(1);
    }
    None
}

#[cfg(test)]
mod tests;
