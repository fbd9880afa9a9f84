//! What programs of others say of how words are to be set: FriBidi which way each letter runs, HarfBuzz which glyphs they become
//! and where each stands.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use letters::Language;
use serde::Deserialize;
use ttf_parser::{Face, GlyphId};

/// A font of the program that sets Arabic, or the Latin letters and figures between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Font {
    Sans,
    SansBold,
    Naskh,
    NaskhBold,
}

impl Font {
    pub(crate) const ALL: [Font; 4] = [Font::Sans, Font::SansBold, Font::Naskh, Font::NaskhBold];

    fn file(self) -> String {
        let name = match self {
            Font::Sans => "NotoSans-Regular",
            Font::SansBold => "NotoSans-Bold",
            Font::Naskh => "NotoNaskhArabic-Regular",
            Font::NaskhBold => "NotoNaskhArabic-Bold",
        };
        format!("{}/fonts/{name}.ttf", env!("CARGO_MANIFEST_DIR"))
    }

    pub(crate) fn face(self) -> &'static Face<'static> {
        FACES.get(&self).unwrap()
    }

    pub(crate) const fn is_arabic(self) -> bool {
        matches!(self, Font::Naskh | Font::NaskhBold)
    }
}

static FACES: LazyLock<BTreeMap<Font, Face<'static>>> = LazyLock::new(|| {
    let face = |font: Font| Face::parse(std::fs::read(font.file()).unwrap().leak(), 0).unwrap();
    Font::ALL.into_iter().map(|font| (font, face(font))).collect()
});

/// A glyph that is to stand, from the start of its piece, in thousandths of the size of the letters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Due {
    pub(crate) glyph: u16,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Letters between blanks, or blanks, of one font and one direction: glyphs that draw something, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) font: Font,
    pub(crate) level: u8,
    pub(crate) glyphs: Vec<Due>,
}

impl Piece {
    fn is_blank(&self) -> bool {
        self.text.starts_with(char::is_whitespace)
    }

    /// Levels that are odd run from right to left.
    pub(crate) fn is_right_to_left(&self) -> bool {
        self.level % 2 == 1
    }
}

/// What a program prints that is given lines, a line for each.
fn answered(program: &str, arguments: &[&str], lines: &[&str]) -> Vec<String> {
    let mut run = Command::new(program);
    let mut run = run.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, text) = (run.stdin.take().unwrap(), lines.join("\n") + "\n");
    let writes = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let done = run.wait_with_output().unwrap();
    writes.join().unwrap();
    let answers: Vec<String> = String::from_utf8(done.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!((done.status.success(), answers.len()), (true, lines.len()), "{program}");
    answers
}

/// Every text, of paragraphs that run from right to left, in pieces in the order of reading.
pub(crate) fn pieces(texts: &[&str], bold: bool, language: Language) -> Vec<Vec<Piece>> {
    let bidi = answered("fribidi", &["--rtl", "--levels", "--novisual", "--nobreak", "--nopad"], texts);
    let fonts = if bold { [Font::SansBold, Font::NaskhBold] } else { [Font::Sans, Font::Naskh] };
    let [first, second] = fonts.map(|font| (font, font.face()));
    let is_in_first = |letter| !stays(letter) && first.1.glyph_index(letter).is_some();
    let font_of = |letter| if is_in_first(letter) { first.0 } else { second.0 };
    let mut all: Vec<Vec<Piece>> =
        texts.iter().zip(bidi).map(|(text, levels)| cut(text, &levels, font_of)).collect();
    shape(&mut all, language);
    all
}

/// Marks and joiners stand with the letter before them.
fn stays(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

fn cut(text: &str, levels: &str, font_of: impl Fn(char) -> Font) -> Vec<Piece> {
    let levels: Vec<u8> = levels.split_whitespace().map(|level| level.parse().unwrap()).collect();
    assert_eq!(levels.len(), text.chars().count(), "{text}");
    let mut pieces: Vec<Piece> = Vec::new();
    for (letter, level) in text.chars().zip(levels) {
        let font = font_of(letter);
        match pieces.last_mut() {
            Some(piece)
                if piece.level == level
                    && piece.is_blank() == letter.is_whitespace()
                    && (piece.font == font || stays(letter)) =>
            {
                piece.text.push(letter);
            }
            _ => pieces.push(Piece { text: letter.into(), font, level, glyphs: Vec::new() }),
        }
    }
    pieces
}

/// A glyph as `hb-shape` prints it.
#[derive(Deserialize)]
struct Printed {
    g: u16,
    dx: i32,
    dy: i32,
    ax: i32,
}

fn shape(all: &mut [Vec<Piece>], language: Language) {
    let mut runs: BTreeMap<(Font, bool), Vec<&mut Piece>> = BTreeMap::new();
    for piece in all.iter_mut().flatten().filter(|piece| !piece.is_blank()) {
        runs.entry((piece.font, piece.is_right_to_left())).or_default().push(piece);
    }
    for ((font, right_to_left), pieces) in runs {
        let (file, face) = (font.file(), font.face());
        let direction = if right_to_left { "--direction=rtl" } else { "--direction=ltr" };
        let script = if font.is_arabic() { "--script=Arab" } else { "--script=Latn" };
        let language = format!("--language={}", language.tag());
        let arguments = [
            "--output-format=json",
            "--no-glyph-names",
            "--no-clusters",
            "--remove-default-ignorables",
            direction,
            script,
            &language,
            &file,
        ];
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let printed = answered("hb-shape", &arguments, &texts);
        for (piece, printed) in pieces.into_iter().zip(printed) {
            let mut pen = 0;
            for one in serde_json::from_str::<Vec<Printed>>(&printed).unwrap() {
                // What draws nothing is not on the page.
                if face.glyph_bounding_box(GlyphId(one.g)).is_some() {
                    let (x, y) = (f64::from(pen + one.dx), f64::from(one.dy));
                    piece.glyphs.push(Due { glyph: one.g, x, y });
                }
                pen += one.ax;
            }
        }
    }
}
