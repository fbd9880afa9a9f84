//! Reading back what a paper carries: the request as JSON, whoever made the file. The bytes come from outside and are not trusted: what
//! is found is read like any request file.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::{Filter, Pdf};

/// The name of the file inside a paper.
pub const CARRIED: &str = "request.json";
/// Largest PDF that is read, in bytes.
pub const PDF_BYTES_MAX: usize = 4 << 20;
/// Largest request inside, in bytes.
pub const CARRIED_BYTES_MAX: usize = 1 << 20;
/// Most files that are looked at inside a PDF.
pub const FILES_INSIDE_MAX: usize = 100;

/// Why nothing could be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarriedFault {
    /// The PDF is too large.
    #[error("the PDF has {0} bytes; {PDF_BYTES_MAX} at most are read")]
    TooLarge(usize),
    /// It is no PDF, or is damaged or encrypted.
    #[error("this is no PDF that can be read: it is damaged, or encrypted")]
    NoPdf,
    /// It is a PDF without a request.
    #[error("the PDF carries no {CARRIED}: only the paper of a request to an authority does")]
    Nothing,
    /// What it carries is too large, or damaged.
    #[error("the {CARRIED} in the PDF is damaged, or larger than {CARRIED_BYTES_MAX} bytes")]
    Damaged,
}

/// The request that a PDF carries, as the bytes of a request file.
///
/// # Errors
/// It carries none, or none that can be read.
pub fn read(pdf: &[u8]) -> Result<Vec<u8>, CarriedFault> {
    if pdf.len() > PDF_BYTES_MAX {
        return Err(CarriedFault::TooLarge(pdf.len()));
    }
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| CarriedFault::NoPdf)?;
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).ok_or(CarriedFault::NoPdf)?;
    let files: Array<'_> = root.get("AF").ok_or(CarriedFault::Nothing)?;
    let named = files.iter::<Dict<'_>>().take(FILES_INSIDE_MAX).find(|file| {
        let name = file.get::<hayro_syntax::object::String<'_>>("F");
        name.is_some_and(|name| name.as_bytes() == CARRIED.as_bytes())
    });
    let inside: Dict<'_> = named.and_then(|file| file.get("EF")).ok_or(CarriedFault::Nothing)?;
    let stream: Stream<'_> = inside.get("F").ok_or(CarriedFault::Damaged)?;
    unpack(&stream)
}

/// What a stream holds, and not more of it than a request can have, whatever the stream would unpack to.
fn unpack(stream: &Stream<'_>) -> Result<Vec<u8>, CarriedFault> {
    let packed = stream.raw_data();
    let limit = u64::try_from(CARRIED_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = match stream.filters().as_slice() {
        [] => packed.take(limit).read_to_end(&mut bytes),
        [Filter::FlateDecode] => ZlibDecoder::new(&*packed).take(limit).read_to_end(&mut bytes),
        _ => return Err(CarriedFault::Damaged),
    };
    match read {
        Ok(length) if length <= CARRIED_BYTES_MAX => Ok(bytes),
        _ => Err(CarriedFault::Damaged),
    }
}
