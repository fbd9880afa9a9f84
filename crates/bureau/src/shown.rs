//! What an evidence package shows, and to whom it is given.

use case::bureau::Officer;
use case::exchange::Attachment;
use case::handling::Use;
use jiff::Timestamp;

use crate::exhibit::Chain;
use crate::look::CaseView;

/// What an officer wants to give out, to whom and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// How whoever has it uses it: in court, as an authority, or onward.
    pub what: Use,
    /// Who has it.
    pub recipient: String,
    /// Why.
    pub reasons: String,
    /// Whether it shows looks, and why officers acted.
    pub with_looks: bool,
}

/// What a person reads in a package is written from this.
#[derive(Debug)]
pub struct EvidenceView<'a> {
    /// The case; of its timeline what the package shows.
    pub case: &'a CaseView,
    /// How many entries the case has.
    pub entries: usize,
    /// The files of the case, with their names in the package.
    pub files: &'a [ShownFile],
    /// The objects that are held as evidence.
    pub exhibits: &'a [Chain<'a>],
    /// To whom it is given and why.
    pub export: &'a Export,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: &'a Officer,
    /// The journal's key.
    pub journal_key: String,
}

/// A file of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFile {
    /// Its name in the package.
    pub name: String,
    /// The file.
    pub file: Attachment,
}
