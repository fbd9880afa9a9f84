//! Typesetting: a paper becomes a PDF. PDF/A-3a, so that it can be archived with what it shows inside, and PDF/UA-1, so that a screen
//! reader can read it. The same paper gives the same bytes.

use std::sync::LazyLock;

use jiff::civil::Date;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp, pdf};

use crate::carried::CARRIED;
use crate::paper::Paper;

/// The page as a typesetter describes it.
const PAGE: &str = include_str!("page.typ");
/// Where the page finds the paper.
const PAPER: &str = "paper.json";
/// What typesetting keeps in memory of earlier papers, in papers.
const KEPT_PAPERS_MAX: usize = 4;

/// The fonts that the program carries. A letter that none of them writes is shown by its number, and the paper says so.
const FONTS: [&[u8]; 13] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../fonts/NotoSansBengali-Regular.ttf"),
    include_bytes!("../fonts/NotoSansTamil-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("../fonts/NotoSansKhmer-Regular.ttf"),
    include_bytes!("../fonts/NotoSansLao-Regular.ttf"),
];

/// Why a paper could not be typeset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetFault {
    /// The paper has words that the typesetter or the standards of archives refuse.
    #[error("the paper cannot be typeset: {0}")]
    Refused(String),
    /// The program's own page or fonts are damaged.
    #[error("the program's page or fonts are damaged: {0}")]
    Page(String),
}

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Typesets papers, one after another. The fonts are read once.
#[derive(Debug, Clone, Copy)]
pub struct Typesetter<'a> {
    desk: &'a Desk,
}

/// What is the same for every paper.
#[derive(Debug)]
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    paper: FileId,
    carried: FileId,
}

static DESK: LazyLock<Result<Desk, TypesetFault>> = LazyLock::new(Desk::set);

impl Desk {
    fn set() -> Result<Desk, TypesetFault> {
        let file = |name: &str| {
            let path = VirtualPath::new(name).map_err(|fault| TypesetFault::Page(format!("{fault:?}")))?;
            Ok(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        if fonts.len() < FONTS.len() {
            return Err(TypesetFault::Page("a font cannot be read".to_owned()));
        }
        Ok(Desk {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file("page.typ")?,
            paper: file(PAPER)?,
            carried: file(CARRIED)?,
        })
    }
}

impl Desk {
    /// The paper with every letter that no font writes shown by its number, and a note where there is one.
    fn writable(&self, paper: &Paper) -> Paper {
        let mut paper = paper.clone();
        let mut replaced = false;
        let boxes = paper.sections.iter_mut().flat_map(|section| &mut section.boxes);
        let lines = paper.head.iter_mut().chain(boxes.flat_map(|field| &mut field.lines));
        let texts = lines.flat_map(|line| {
            let original = line.original.as_mut().map(|original| &mut original.text);
            std::iter::once(&mut line.text).chain(original)
        });
        for text in texts {
            if text.chars().any(|letter| !self.writes(letter)) {
                *text = text.chars().map(|letter| self.shown(letter)).collect();
                replaced = true;
            }
        }
        if replaced {
            paper.notes.insert(0, paper.unwritable.clone());
        }
        paper
    }

    fn shown(&self, letter: char) -> String {
        if self.writes(letter) { letter.to_string() } else { format!("[U+{:04X}]", u32::from(letter)) }
    }

    /// Whether a font has the letter. Blanks, and marks that join letters or steer lines, need none.
    fn writes(&self, letter: char) -> bool {
        letter.is_whitespace()
            || matches!(letter, '\u{200b}'..='\u{200f}')
            || self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

impl Typesetter<'static> {
    /// A typesetter.
    ///
    /// # Errors
    /// The program's own page or fonts are damaged.
    pub fn new() -> Result<Self, TypesetFault> {
        match DESK.as_ref() {
            Ok(desk) => Ok(Self { desk }),
            Err(fault) => Err(TypesetFault::Page(fault.to_string())),
        }
    }
}

impl Typesetter<'_> {
    /// Typesets a paper of a day, which becomes the day of the file. `carried` is the request as JSON, put inside where it is given.
    ///
    /// # Errors
    /// The paper has words that cannot be typeset, such as control characters.
    pub fn typeset(&self, paper: &Paper, on: Date, carried: Option<&[u8]>) -> Result<Typeset, TypesetFault> {
        let refused = |fault: String| TypesetFault::Refused(fault);
        let paper = &self.desk.writable(paper);
        let paper_json = serde_json::to_string(paper).map_err(|error| refused(error.to_string()))?;
        let sheet = Sheet {
            desk: self.desk,
            source: Source::new(self.desk.main, PAGE.to_owned()),
            paper: Bytes::from_string(paper_json.clone()),
            carried: carried.map(|bytes| Bytes::new(bytes.to_vec())),
        };
        let document: PagedDocument =
            typst::compile(&sheet).output.map_err(|faults| refused(words(&faults)))?;
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|fault| TypesetFault::Page(fault.message().to_string()))?;
        let options = PdfOptions {
            // Its hash becomes the identifier: one of every paper, and the same each time.
            ident: Smart::Custom(format!("{on} {paper_json}")),
            creator: Smart::Custom(Some("Comity".to_owned())),
            timestamp: midnight(on).map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        let bytes = pdf(&document, &options).map_err(|faults| refused(words(&faults)))?;
        let pages = document.pages().len();
        typst::comemo::evict(KEPT_PAPERS_MAX);
        Ok(Typeset { pdf: bytes, pages })
    }
}

fn midnight(on: Date) -> Option<Datetime> {
    let part = |number: i8| u8::try_from(number).ok();
    Datetime::from_ymd_hms(i32::from(on.year()), part(on.month())?, part(on.day())?, 0, 0, 0)
}

fn words(faults: &[typst::diag::SourceDiagnostic]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// What one paper is typeset from.
struct Sheet<'a> {
    desk: &'a Desk,
    source: Source,
    paper: Bytes,
    carried: Option<Bytes>,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.desk.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.desk.main { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.carried {
            _ if id == self.desk.paper => Ok(self.paper.clone()),
            // The page asks for it always and puts nothing inside where it is empty.
            Some(carried) if id == self.desk.carried => Ok(carried.clone()),
            None if id == self.desk.carried => Ok(Bytes::new(Vec::new())),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
