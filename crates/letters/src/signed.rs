//! A PDF that is signed: room for a signature and its field are added after the end of the file, so that the bytes before stay as they
//! were typeset (ISO 32000-1, 7.5.6 and 12.8), and the signature covers all of it but itself (ETSI EN 319 142-1, clause 6.3). Only what
//! [`crate::typeset`] wrote is taken: its table of objects is plain, and no page of it has annotations.
//!
//! No key here: what is signed goes out, the signature comes in.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Room for a signature, in bytes: CMS with two certificates takes less than 1,500.
pub const SIGNATURE_BYTES_MAX: usize = 4_096;
/// Width of a number in the range of bytes.
const NUMBER_WIDTH: usize = 10;
/// Length of an entry of the table of objects (ISO 32000-1, 7.5.4).
const ENTRY_BYTES: usize = 20;
/// The field is not seen: it has no size and lies beside the page. The page's own line for a signature is for a person.
const FIELD: &str = "/Type/Annot/Subtype/Widget/FT/Sig/F 132/T(Signature1)/Rect[-1 -1 -1 -1]";

/// Why a file could not be made ready for a signature, or was not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedFault {
    /// It is no PDF of this program.
    #[error("the file is none that this program typeset: {0}")]
    Foreign(&'static str),
    /// Who signs is not written in plain letters.
    #[error("the name of whoever signs holds something else than plain letters, digits and signs")]
    Name,
    /// The signature has no room.
    #[error("the signature has {0} bytes; there is room for {SIGNATURE_BYTES_MAX}")]
    TooLarge(usize),
}

/// A PDF with room for its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pdf: Vec<u8>,
    /// Where the signature goes, in hexadecimal, its brackets with it.
    room: Range<usize>,
}

/// Adds room for the signature of whoever is named, at that time, with what is said of the keys. Both are of ASCII, without brackets.
///
/// # Errors
/// [`SignedFault::Foreign`].
pub fn ready(pdf: Vec<u8>, (by, about): (&str, &str), at: Timestamp) -> Result<Ready, SignedFault> {
    let table = Table::of(&pdf)?;
    let (page, page_text) = table.page(&pdf)?;
    let root_text = table.object(&pdf, table.root)?;
    let (signature, field) = (table.size, table.size + 1);
    let plain =
        |letter: char| letter == ' ' || (letter.is_ascii_graphic() && !matches!(letter, '(' | ')' | '\\'));
    if ![by, about].into_iter().all(|text| text.chars().all(plain)) {
        return Err(SignedFault::Name);
    }
    let at = TimeZone::UTC.to_datetime(at).strftime("D:%Y%m%d%H%M%SZ");
    let tabs = if page_text.contains("/Tabs") { "" } else { "/Tabs/S" };
    let page_text = with(page_text, &format!("{tabs}/Annots[{field} 0 R]"))?;
    let root_text = with(root_text, &format!("/AcroForm<</SigFlags 3/Fields[{field} 0 R]>>"))?;
    let blank = " ".repeat(NUMBER_WIDTH);
    let mut file = Update { pdf, offsets: Vec::new() };
    file.object(page, &page_text);
    file.object(table.root, &root_text);
    file.object(field, &format!("<<{FIELD}/P {page} 0 R/V {signature} 0 R>>"));
    let head = format!(
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M({at})/Name({by})/Reason({about})/ByteRange["
    );
    let zeros = "0".repeat(SIGNATURE_BYTES_MAX * 2);
    let body = format!("{head}{blank} {blank} {blank} {blank}]/Contents<{zeros}>>>");
    let at = file.object(signature, &body);
    let numbers = at + head.len();
    let from = numbers + (NUMBER_WIDTH + 1) * 4 + "/Contents".len();
    let room = from..from + zeros.len() + 2;
    let mut pdf = file.end(&table);
    let range =
        [0, room.start, room.end, pdf.len() - room.end].map(|number| format!("{number:<NUMBER_WIDTH$}"));
    let range = range.join(" ");
    let place = pdf.get_mut(numbers..numbers + range.len());
    place.ok_or(SignedFault::Foreign("it has no end"))?.copy_from_slice(range.as_bytes());
    Ok(Ready { pdf, room })
}

impl Ready {
    /// What is signed: all of the file but the room for the signature.
    #[must_use]
    pub fn covered(&self) -> Vec<u8> {
        let before = self.pdf.get(..self.room.start).unwrap_or_default();
        [before, self.pdf.get(self.room.end..).unwrap_or_default()].concat()
    }

    /// The file with its signature, CMS in DER.
    ///
    /// # Errors
    /// [`SignedFault::TooLarge`].
    pub fn sign(mut self, signature: &[u8]) -> Result<Vec<u8>, SignedFault> {
        if signature.len() > SIGNATURE_BYTES_MAX {
            return Err(SignedFault::TooLarge(signature.len()));
        }
        let digits: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        let from = self.room.start + 1;
        if let Some(room) = self.pdf.get_mut(from..from + digits.len()) {
            room.copy_from_slice(digits.as_bytes());
        }
        Ok(self.pdf)
    }
}

/// The text of an object, a dictionary, with more in it.
fn with(dictionary: &str, more: &str) -> Result<String, SignedFault> {
    let inside = dictionary.strip_suffix(">>").ok_or(SignedFault::Foreign("an object is no dictionary"))?;
    Ok(format!("{inside}{more}>>"))
}

/// The objects of a file, from its one plain table.
struct Table {
    /// Where the table stands.
    start: usize,
    /// Where each object stands, by its number.
    offsets: Vec<usize>,
    size: usize,
    root: usize,
    /// What the trailer says besides the size.
    trailer: String,
}

impl Table {
    fn of(pdf: &[u8]) -> Result<Self, SignedFault> {
        let bad = SignedFault::Foreign;
        let tail = pdf.len().saturating_sub(64);
        let start: usize = last(pdf, tail, "startxref")
            .and_then(|text| text.split_whitespace().next()?.parse().ok())
            .ok_or(bad("it has no end"))?;
        let text = pdf.get(start..).and_then(|rest| std::str::from_utf8(rest).ok());
        let text = text
            .and_then(|text| text.strip_prefix("xref\n0 "))
            .ok_or(bad("its table of objects is not plain"))?;
        let (size, rest) = text.split_once('\n').ok_or(bad("its table of objects ends early"))?;
        let size: usize = size.trim().parse().map_err(|_| bad("its table of objects has no size"))?;
        let entries = size.checked_mul(ENTRY_BYTES).and_then(|bytes| rest.split_at_checked(bytes));
        let (entries, rest) = entries.ok_or(bad("its table of objects ends early"))?;
        let offset = |entry: &[u8]| std::str::from_utf8(entry.get(..10)?).ok()?.parse().ok();
        let offsets: Option<Vec<usize>> = entries.as_bytes().chunks(ENTRY_BYTES).map(offset).collect();
        let trailer =
            rest.trim_start().strip_prefix("trailer").and_then(|rest| rest.split("startxref").next());
        let trailer = trailer.map(str::trim).and_then(|text| text.strip_prefix("<<")?.strip_suffix(">>"));
        let trailer = trailer.ok_or(bad("it has no trailer"))?;
        let trailer = trailer.replacen(&format!("/Size {size}"), "", 1);
        let root = trailer.split_once("/Root ").and_then(|(_, rest)| rest.split_once(' ')?.0.parse().ok());
        Ok(Self {
            start,
            offsets: offsets.ok_or(bad("its table of objects has a bad entry"))?,
            size,
            root: root.ok_or(bad("it has no root"))?,
            trailer,
        })
    }

    /// The text of an object that is no stream.
    fn object<'a>(&self, pdf: &'a [u8], number: usize) -> Result<&'a str, SignedFault> {
        let head = format!("{number} 0 obj");
        let bytes =
            self.offsets.get(number).and_then(|offset| pdf.get(*offset..)?.strip_prefix(head.as_bytes()));
        let end = bytes.and_then(|bytes| Some((bytes, find(bytes, b"endobj")?)));
        let text = end.and_then(|(bytes, end)| std::str::from_utf8(bytes.get(..end)?).ok());
        text.map(str::trim).ok_or(SignedFault::Foreign("an object cannot be read"))
    }

    /// A page, by its number as an object.
    fn page<'a>(&self, pdf: &'a [u8]) -> Result<(usize, &'a str), SignedFault> {
        let is_page = |text: &str| text.contains("/Type/Page/") || text.ends_with("/Type/Page>>");
        let mut objects = (1..self.size).filter_map(|number| Some((number, self.object(pdf, number).ok()?)));
        let found = objects.find(|(_, text)| is_page(text)).ok_or(SignedFault::Foreign("it has no page"))?;
        if found.1.contains("/Annots") {
            return Err(SignedFault::Foreign("a page has annotations"));
        }
        Ok(found)
    }
}

/// What is added after the end of a file.
struct Update {
    pdf: Vec<u8>,
    offsets: Vec<(usize, usize)>,
}

impl Update {
    /// Adds an object, or a newer form of one. Gives where its text begins.
    fn object(&mut self, number: usize, text: &str) -> usize {
        if !self.pdf.ends_with(b"\n") {
            self.pdf.push(b'\n');
        }
        self.offsets.push((number, self.pdf.len()));
        self.pdf.extend(format!("{number} 0 obj\n").into_bytes());
        let at = self.pdf.len();
        self.pdf.extend(text.as_bytes());
        self.pdf.extend(b"\nendobj\n");
        at
    }

    fn end(mut self, table: &Table) -> Vec<u8> {
        let start = self.pdf.len();
        self.offsets.sort_unstable();
        let mut end = String::from("xref\n");
        for (number, offset) in &self.offsets {
            end.push_str(&format!("{number} 1\n{offset:010} 00000 n \n"));
        }
        let (size, before, trailer) = (table.size + 2, table.start, &table.trailer);
        end.push_str(&format!(
            "trailer\n<</Size {size}/Prev {before}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.pdf.extend(end.into_bytes());
        self.pdf
    }
}

/// What stands after the last of these words, from a place on.
fn last<'a>(pdf: &'a [u8], from: usize, words: &str) -> Option<&'a str> {
    let tail = std::str::from_utf8(pdf.get(from..)?).ok()?;
    tail.rsplit_once(words).map(|(_, after)| after)
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}
