//! Verifying a paper: a PDF that holds its signature itself (PAdES, ETSI EN 319 142-1). The signature has to cover all of the file but
//! itself, and has to be the one that this program would write: certificates and CMS are made again from what the file says of the
//! keys, and compared. Nothing else of the PDF is read.

use super::cades::{self, SIGNATURE_DER_BYTES_MAX};
use super::certificate::{self, Certified, EVIDENCE_KEY_BYTES};
use super::check::Trust;
use super::lines::{array, word};
use super::package::Signatory;
use crate::note::SIGNATURE_BYTES;

/// Largest paper, in bytes.
pub const PAPER_BYTES_MAX: usize = 64 << 20;
/// What the file says of the keys begins so.
const MAGIC: &str = "comity paper 1";
/// Where a PDF tells which of its bytes are signed, and why.
const RANGE: &[u8] = b"/ByteRange[";
const REASON: &[u8] = b"/Reason(";

/// What is wrong with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// There is no signature, or more than one.
    #[error("the file holds no signature of this kind, or more than one")]
    Unsigned,
    /// The signature leaves out something.
    #[error("the signature does not cover all of the file")]
    Covers,
    /// What it says of its keys cannot be read.
    #[error("what the file says of the keys is not as this program writes it")]
    Keys,
    /// The journal's key is another than the one given.
    #[error("the file names another journal's key than the one given")]
    OtherKey,
    /// The journal's key does not vouch for the key that signed.
    #[error("the journal's key does not vouch for the key that signed")]
    Certificate,
    /// The signature does not hold: the file was changed.
    #[error(
        "the signature does not hold: the file was changed after it was signed, or somebody else signed it"
    )]
    Signature,
}

/// What a paper proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The bureau.
    pub bureau: String,
    /// Which of its keys, counted from 1.
    pub keys: u32,
    /// Whether the journal's key is the one given. Otherwise the file is whole, and nothing tells whose it is.
    pub is_known: bool,
}

/// What a file says of the keys, to be written into it as the reason of its signature.
#[must_use]
pub fn about(by: &Signatory<'_>) -> String {
    let Signatory { bureau, keys, evidence, journal } = by;
    format!("{MAGIC} bureau {bureau} keys {keys} journal {} evidence {}", word(*journal), word(*evidence))
}

/// Verifies a paper.
///
/// # Errors
/// A [`PaperFault`].
pub fn check(pdf: &[u8], trust: &Trust<'_>) -> Result<Proven, PaperFault> {
    let (content, stated) = parts(pdf)?;
    let reason = after_only(pdf, REASON).and_then(|rest| text_until(rest, b')')).ok_or(PaperFault::Keys)?;
    let said = Said::read(reason).ok_or(PaperFault::Keys)?;
    if trust.key.is_some_and(|key| *key.public() != said.journal) {
        return Err(PaperFault::OtherKey);
    }
    let certified =
        Certified { bureau: said.bureau, keys: said.keys, evidence: &said.evidence, journal: &said.journal };
    let vouched = |body: Vec<u8>| {
        let signature = signature_after(&stated, &body).ok_or(PaperFault::Certificate)?;
        let holds = (trust.journal)(&said.journal, &body, &signature);
        holds.then(|| certificate::signed(&body, &signature)).ok_or(PaperFault::Certificate)
    };
    let (evidence, journal) = (vouched(certified.evidence_body())?, vouched(certified.journal_body())?);
    let to_sign = cades::to_sign(&content, &evidence, None);
    // The signature stands at the end of the CMS, before the room that is left, and is of one of few lengths.
    let holds = (1..=SIGNATURE_DER_BYTES_MAX).any(|length| {
        let signed =
            |signature: &[u8]| cades::signed(&content, &certified, [&evidence, &journal], None, signature);
        let whole = signed(&vec![0; length]).len();
        let Some((cms, room)) = stated.split_at_checked(whole) else { return false };
        let Some((_, signature)) = cms.split_at_checked(whole - length) else { return false };
        room.iter().all(|byte| *byte == 0)
            && signed(signature) == cms
            && (trust.package)(&said.evidence, &to_sign, signature)
    });
    let proven = Proven { bureau: said.bureau.to_owned(), keys: said.keys, is_known: trust.key.is_some() };
    holds.then_some(proven).ok_or(PaperFault::Signature)
}

/// What is signed, and the signature with the room that it has.
fn parts(pdf: &[u8]) -> Result<(Vec<u8>, Vec<u8>), PaperFault> {
    let numbers =
        after_only(pdf, RANGE).and_then(|rest| text_until(rest, b']')).ok_or(PaperFault::Unsigned)?;
    let numbers: Option<Vec<usize>> = numbers.split_whitespace().map(|number| number.parse().ok()).collect();
    let Some([0, before, after, rest]) = numbers.as_deref() else { return Err(PaperFault::Covers) };
    let (before, after) = (*before, *after);
    let head = pdf.get(..before).ok_or(PaperFault::Covers)?;
    let room = pdf.get(before..after).ok_or(PaperFault::Covers)?;
    let tail = pdf.get(after..).filter(|tail| tail.len() == *rest).ok_or(PaperFault::Covers)?;
    // Nothing may hide between the two: digits in brackets, and no more.
    let digits =
        room.strip_prefix(b"<").and_then(|room| room.strip_suffix(b">")).ok_or(PaperFault::Covers)?;
    let digit = |digit: &u8| char::from(*digit).to_digit(16).filter(|_| !digit.is_ascii_uppercase());
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    };
    let stated: Option<Vec<u8>> = digits.chunks(2).map(pair).collect();
    Ok(([head, tail].concat(), stated.ok_or(PaperFault::Covers)?))
}

/// What the file says of the keys.
struct Said<'a> {
    bureau: &'a str,
    keys: u32,
    journal: [u8; 32],
    evidence: [u8; EVIDENCE_KEY_BYTES],
}

impl<'a> Said<'a> {
    /// None where it is not as it would be written.
    fn read(text: &'a str) -> Option<Self> {
        let words: Vec<&str> = text.strip_prefix(MAGIC)?.strip_prefix(' ')?.split(' ').collect();
        let ["bureau", bureau, "keys", keys, "journal", journal, "evidence", evidence] = words[..] else {
            return None;
        };
        let code = bureau.parse::<case::bureau::BureauCode>().ok()?;
        let said =
            Self { bureau, keys: keys.parse().ok()?, journal: array(journal)?, evidence: array(evidence)? };
        let by =
            Signatory { bureau: &code, keys: said.keys, evidence: &said.evidence, journal: &said.journal };
        (about(&by) == text).then_some(said)
    }
}

/// The signature of a certificate in these bytes, where its body stands there.
fn signature_after(bytes: &[u8], body: &[u8]) -> Option<[u8; SIGNATURE_BYTES]> {
    let at = bytes.windows(body.len()).position(|window| window == body)?;
    let empty = certificate::signed(body, &[0; SIGNATURE_BYTES]);
    let head = empty.windows(body.len()).position(|window| window == body)?;
    let from = at.checked_sub(head)?;
    bytes.get(from..from + empty.len())?.last_chunk().copied()
}

/// What follows these words, where they stand in the file once.
fn after_only<'a>(pdf: &'a [u8], words: &[u8]) -> Option<&'a [u8]> {
    let mut places =
        (0..pdf.len()).filter(|place| pdf.get(*place..).is_some_and(|rest| rest.starts_with(words)));
    let place = places.next().filter(|_| places.next().is_none())?;
    pdf.get(place + words.len()..)
}

fn text_until(bytes: &[u8], end: u8) -> Option<&str> {
    let to = bytes.iter().position(|byte| *byte == end)?;
    std::str::from_utf8(bytes.get(..to)?).ok()
}
