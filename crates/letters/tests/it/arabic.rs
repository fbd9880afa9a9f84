//! Arabic, letter by letter: the glyphs of every line are those of HarfBuzz's own program, in the order from left to right that FriBidi
//! gives, each where it belongs.

use std::collections::{BTreeMap, BTreeSet};

use letters::paper::{Line, PaperBox, Section};
use letters::typeset::Typesetter;
use letters::{Language, Paper};

use crate::reference::{Font, Piece, pieces};
use crate::set::{Shapes, Stands};
use crate::world::{DAY, LIBRARY, facts_for, paper_to};

/// How far a glyph may stand from where it belongs, in thousandths of the size of the letters: the file rounds.
const OFF_MAX: f64 = 2.0;
/// Lines stand further apart than a mark from its letter, in sizes of the letters.
const LINE: f64 = 0.7;
/// Texts on one paper.
const TEXTS: usize = 60;

/// What Arabic has to show, and what stands between it.
const HARD: &[&str] = &[
    // Lam and alef, with every alef, at the start of a word and within.
    "لا لأ لإ لآ ٱلله بلا فلأن الإسلام الآن سلامًا للأمم لألئ",
    // The seats of hamza.
    "ء أ إ آ ؤ ئ رأس مؤمن سئل قارئ شيء ماء بيئة مسؤول جزءًا هيئات الرُّؤساء",
    // Every letter four times: alone, and at the three places of a word.
    "ب ببب ت تتت ث ثثث ج ججج ح ححح خ خخخ د ددد ذ ذذذ ر ررر ز ززز س سسس ش ششش ص صصص ض ضضض ط ططط ظ ظظظ",
    "ع ععع غ غغغ ف ففف ق ققق ك ككك ل للل م ممم ن ننن ه ههه و ووو ي ييي ى ىىى ة ةةة پ پپپ چ چچچ گ گگگ ی ییی ک ککک",
    // Marks, one on the other.
    "مُحَمَّدٌ كِتَابًا الرَّحْمٰنِ إِنَّ اللَّهَ شَدَّةٌ لَّا ضَرَرَ وَلَا ضِرَارَ يُؤَدِّي",
    // The stroke that lengthens, and letters that are kept apart or joined by marks that are not seen. A joiner does not begin a word:
    // the typesetter leaves it to the blank before.
    "محـمد كتـــاب هـ ١٤٤٧ هـ می‌خواهم نه‌می ه‍ هـ‍",
    // Figures, and what stands between them.
    "القانون رقم ١٢/٢٠٢٦ المؤرخ ٢٨ فبراير ٢٠٢٦، المادة ١٢٫٥ فقرة ٣",
    "القانون رقم 12/2020 المؤرخ 2026-02-28 بمبلغ 1,250.50 دولار (USD) وبنسبة 12% أو -3",
    // Latin letters, brackets and quotation.
    "السيد Łódź-Nowak (المعروف باسم “Jean d’Arc”) من مواليد Paris, France في 1970",
    "رقم الحساب DE89 3704 0044 0532 0130 00، والبريد someone@example.org؟ «نعم»؛ ثم: [لا]!",
    // Longer than a line, so that lines break within both directions.
    "تطلب السلطة المختصة من السلطة المطلوب إليها، عملا بالمادة 12 من الاتفاقية (Convention on Extradition, Paris, 1957) \
     والمادة ٣ من البروتوكول الإضافي، القبض على الشخص المذكور مُؤقَّتًا وتسليمه، وهو Jean-Pierre Dupont of Saint-Étienne \
     المولود في 28/02/1970، لأنه ملاحق بتهمة الاحتيال على مبلغ 1,250,000 EUR من بنك Example Bank of Commerce and Industry.",
];

/// Every Arabic text of the forms, of the words of facts, and of every page.
fn of_the_forms() -> BTreeSet<String> {
    let page: toml::Table = toml::from_str(include_str!("../../page.toml")).unwrap();
    let (names, words): (Vec<_>, Vec<_>) = page.into_iter().partition(|(name, _)| name == "languages");
    let names = names.into_iter().flat_map(|(_, names)| names.try_into::<toml::Table>().unwrap());
    let arabic =
        |(_, text): (String, toml::Value)| text.get("ar").and_then(toml::Value::as_str).unwrap().to_owned();
    let mut texts: BTreeSet<String> = words.into_iter().chain(names).map(arabic).collect();
    let mut keep = |text: &letters::text::Text| {
        texts.insert(text.of(Language::Arabic).to_owned());
    };
    for form in LIBRARY.forms() {
        [&form.title]
            .into_iter()
            .chain(&form.opening)
            .chain(&form.closing)
            .chain(&form.addressee)
            .for_each(&mut keep);
        for section in &form.sections {
            keep(&section.title);
            section.boxes.iter().filter_map(|field| field.label.as_ref()).for_each(&mut keep);
        }
    }
    for words in LIBRARY.worded().filter_map(|fact| LIBRARY.words(fact)) {
        [&words.label].into_iter().chain(&words.yes).chain(&words.no).for_each(&mut keep);
    }
    texts
}

/// A paper with each text as what fills a box, and on one in Arabic as a heading and as the label of the box too.
fn paper_of(texts: &[&str], language: Language) -> Paper {
    let is_arabic = language == Language::Arabic;
    let words = |text: &str, other: &str| if is_arabic { text } else { other }.to_owned();
    let sections = texts.iter().map(|text| Section {
        title: words(text, "Title"),
        boxes: vec![PaperBox {
            id: String::new(),
            label: words(text, ""),
            provision: None,
            lines: vec![Line {
                label: String::new(),
                text: (*text).to_owned(),
                right_to_left: true,
                original: None,
            }],
            missing: Vec::new(),
            shown: Vec::new(),
            lacking: Vec::new(),
        }],
    });
    Paper {
        language: language.tag(),
        form: String::new(),
        title: "ا".to_owned(),
        head: Vec::new(),
        opening: None,
        sections: sections.collect(),
        closing: None,
        draft: None,
        against: Vec::new(),
        unwritable: String::new(),
        not_stated: String::new(),
        signature: None,
        notes: Vec::new(),
        page: String::new(),
    }
}

/// A piece where it stands.
struct Placed<'a> {
    piece: &'a Piece,
    left: f64,
    right: f64,
}

/// Takes a piece off the glyphs of a line, or says what differs.
fn take<'a>(rest: &mut &[Stands], piece: &'a Piece) -> Result<Placed<'a>, String> {
    let text = &piece.text;
    let (stands, after) = rest.split_at_checked(piece.glyphs.len()).ok_or(format!("{text:?} is cut"))?;
    *rest = after;
    let mut placed = Placed { piece, left: f64::MAX, right: f64::MIN };
    let Some((first, from)) = stands.first().zip(piece.glyphs.first()) else { return Ok(placed) };
    for (stand, due) in stands.iter().zip(&piece.glyphs) {
        let right = (stand.x - first.x) * 1_000.0 / stand.size - (due.x - from.x);
        let up = (stand.y - first.y) * 1_000.0 / stand.size - (due.y - from.y);
        let (is, font) = (&stand.looks_like, piece.font);
        if !is.contains(&(font, due.glyph)) || right.abs() > OFF_MAX || up.abs() > OFF_MAX {
            return Err(format!(
                "{text:?} has {is:?}, off by {right:.1} and {up:.1}, for {due:?} of {font:?}"
            ));
        }
        placed = Placed { piece, left: placed.left.min(stand.x), right: placed.right.max(stand.x) };
    }
    Ok(placed)
}

/// Pieces in the order of reading, from left to right (rule L2 of the algorithm of directions: what is of a level or above it is turned,
/// from the highest level down).
fn from_left_to_right<'p, 'a>(line: &'p [Placed<'a>]) -> Vec<&'p Placed<'a>> {
    let mut order: Vec<&Placed<'_>> = line.iter().collect();
    for level in (1..=line.iter().map(|placed| placed.piece.level).max().unwrap_or(0)).rev() {
        let is_turned = |placed: &Placed<'_>| placed.piece.level >= level;
        for run in order.chunk_by_mut(|one, next| is_turned(one) == is_turned(next)) {
            if run.iter().all(|placed| is_turned(placed)) {
                run.reverse();
            }
        }
    }
    order
}

/// Holds a line against the pieces that it has to show. A file has stretches of one level in the order of reading, and each of them
/// from left to right.
fn hold_line(line: &[Stands], due: &[Piece]) -> Result<(), String> {
    let (mut rest, mut placed) = (line, Vec::new());
    for stretch in due.chunk_by(|one, next| one.level == next.level) {
        let is_turned = stretch.iter().any(Piece::is_right_to_left);
        let mut stretch: Vec<&Piece> = stretch.iter().collect();
        if is_turned {
            stretch.reverse();
        }
        let mut some =
            stretch.into_iter().map(|piece| take(&mut rest, piece)).collect::<Result<Vec<_>, _>>()?;
        if is_turned {
            some.reverse();
        }
        placed.extend(some);
    }
    let mut shown = from_left_to_right(&placed);
    shown.retain(|placed| !placed.piece.glyphs.is_empty());
    match shown.iter().zip(shown.iter().skip(1)).find(|(one, next)| one.right >= next.left) {
        Some((one, next)) => {
            Err(format!("{:?} does not stand left of {:?}", one.piece.text, next.piece.text))
        }
        None if rest.is_empty() => Ok(()),
        None => Err(format!("{} glyphs too many", rest.len())),
    }
}

/// Holds a text against the lines of a file, of which it takes as many as it needs.
fn hold<'a>(text: &str, pieces: &[Piece], lines: &mut impl Iterator<Item = &'a [Stands]>) -> Vec<String> {
    let (mut faults, mut rest) = (Vec::new(), pieces);
    while !rest.is_empty() {
        let Some(line) = lines.next() else {
            faults.push(format!("{text}: the page ends before its end"));
            break;
        };
        // Lines break between pieces.
        let mut room = line.len();
        let fits = rest.iter().take_while(|piece| {
            let has_room = room > 0;
            room = room.saturating_sub(piece.glyphs.len());
            has_room
        });
        let (due, after) = rest.split_at(fits.count());
        faults.extend(hold_line(line, due).err().map(|fault| format!("{text}: {fault}")));
        rest = after;
    }
    faults
}

/// What differs between texts as they are set and what is due.
fn differences(texts: &[&str], due: &[&str], language: Language) -> Vec<String> {
    let shapes = Shapes::of_the_fonts();
    let mut faults = Vec::new();
    for (texts, due) in texts.chunks(TEXTS).zip(due.chunks(TEXTS)) {
        let file = Typesetter::new().unwrap().typeset(&paper_of(texts, language), DAY, None).unwrap().pdf;
        let glyphs = shapes.in_file(&file);
        let mut lines = glyphs.chunk_by(|one, next| (one.y - next.y).abs() < LINE * one.size.max(next.size));
        let (plain, bold) = (pieces(due, false, language), pieces(due, true, language));
        // The title.
        lines.next().unwrap();
        for ((text, plain), bold) in texts.iter().zip(&plain).zip(&bold) {
            if language == Language::Arabic {
                faults.extend(hold(text, bold, &mut lines));
                faults.extend(hold(text, bold, &mut lines));
            } else {
                lines.next().unwrap();
            }
            faults.extend(hold(text, plain, &mut lines));
        }
        faults.extend(lines.next().map(|_| "the page has more lines than there are texts".to_owned()));
    }
    faults
}

fn check(texts: &[&str], language: Language) {
    let faults = differences(texts, texts, language);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_letter_a_mark_or_an_order_that_differs_is_told() {
    for (set, due) in [
        ("كتاب جديد", "كتات جديد"),
        ("كِتاب", "كَتاب"),
        ("كُتاب", "كتاب"),
        ("محمد 12", "12 محمد"),
        ("بيت لا", "بيت ل\u{200c}ا"),
        ("رقم (abc)", "رقم (ab)"),
    ] {
        let told = differences(&[set], &[due], Language::Arabic);
        assert!(told.len() >= 3, "{set} for {due}: {told:?}");
    }
}

#[test]
fn arabic_of_every_form_is_set_as_harfbuzz_sets_it() {
    let texts = of_the_forms();
    assert!(texts.len() > 500, "{}", texts.len());
    check(&texts.iter().map(String::as_str).collect::<Vec<_>>(), Language::Arabic);
}

#[test]
fn what_is_hard_in_arabic_is_set_as_harfbuzz_sets_it() {
    for language in Language::ALL {
        check(HARD, language);
    }
}

/// The words on a paper of so many pages, those in bold letters first.
fn words_of(paper: &Paper, pages: usize) -> [Vec<&str>; 2] {
    let boxes = || paper.boxes();
    let bold = [&paper.title].into_iter().chain(&paper.draft);
    let bold = bold
        .chain(paper.sections.iter().map(|section| &section.title))
        .chain(boxes().map(|field| &field.label));
    let lines = paper.head.iter().chain(boxes().flat_map(|field| &field.lines));
    let originals = boxes().flat_map(|field| &field.lines).filter_map(|line| line.original.as_ref());
    let plain = lines.flat_map(|line| [&line.label, &line.text]).chain(&paper.opening).chain(&paper.closing);
    let plain = plain.chain(originals.map(|original| &original.text));
    let plain = plain.chain(&paper.against).chain(&paper.signature).chain(&paper.notes);
    let plain = plain.chain(std::iter::repeat_n(&paper.page, pages));
    [bold.map(String::as_str).collect(), plain.map(String::as_str).collect()]
}

#[test]
fn every_paper_in_arabic_has_the_glyphs_that_harfbuzz_gives_and_no_other() {
    let shapes = Shapes::of_the_fonts();
    let first_alike = shapes.first_alike();
    for form in LIBRARY.forms() {
        let paper = paper_to(form, "KE", &facts_for(form), &[], Language::Arabic);
        let set = Typesetter::new().unwrap().typeset(&paper, DAY, None).unwrap();
        let [bold, plain] = words_of(&paper, set.pages);
        let [bold, plain] =
            [(bold, true), (plain, false)].map(|(words, bold)| pieces(&words, bold, Language::Arabic));
        let mut count: BTreeMap<(Font, u16), i32> = BTreeMap::new();
        for piece in bold.iter().chain(&plain).flatten() {
            for due in &piece.glyphs {
                *count.entry(first_alike[&(piece.font, due.glyph)]).or_default() += 1;
            }
        }
        for glyph in shapes.in_file(&set.pdf) {
            *count.entry(*glyph.looks_like.first().unwrap()).or_default() -= 1;
        }
        // Latin words and figures stand in places of their own too, such as provisions.
        count.retain(|(font, _), count| font.is_arabic() && *count != 0);
        assert!(count.is_empty(), "{}: too few of these, or too many: {count:?}", form.id);
    }
}
