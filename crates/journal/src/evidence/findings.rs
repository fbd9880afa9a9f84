//! What the verification of a package found: what is proven, what is not, and every fault.

use std::fmt;

pub use super::container::BadContainer;
pub use super::index::Index;
use crate::proof::BadProof;
use crate::report::{FAULTS_MAX, json_text};

/// One thing that does not verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no package.
    Container(BadContainer),
    /// There is no manifest, or none that can be read.
    Manifest,
    /// The manifest names a file that is not there.
    FileMissing(String),
    /// A file is there that the manifest does not name.
    FileAdded(String),
    /// A file is another than was signed.
    FileAltered(String),
    /// A part that every package has is missing, or cannot be read.
    Part(&'static str),
    /// The package states another key for the journal than the verifier knows.
    Key,
    /// A certificate is not signed with the journal's key for the key that signed the package.
    Certificate(&'static str),
    /// The manifest is not signed with the key that the certificate names.
    Signature,
    /// The checkpoint is not signed with the journal's key.
    Checkpoint,
    /// The header of an entry of the list, counted from 1, cannot be read.
    Header(usize),
    /// An entry is of another case.
    EntryForeign(u64),
    /// An entry does not follow on the one before.
    EntryOrder(u64),
    /// An entry is not in the journal that the checkpoint signs.
    EntryUnproven(u64, BadProof),
    /// The sealed body is missing, or is not the one that the header commits to.
    BodyAltered(u64),
    /// The record or file that is shown is not what the sealed body commits to.
    RecordDiffers(u64),
    /// What is stated for programs is not what the records say.
    Reading,
    /// A file of the case that no entry keeps.
    FileUnproven(String),
}

impl Fault {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Container(_) => "container",
            Self::Manifest => "manifest",
            Self::FileMissing(_) => "file-missing",
            Self::FileAdded(_) => "file-added",
            Self::FileAltered(_) => "file-altered",
            Self::Part(_) => "part",
            Self::Key => "key",
            Self::Certificate(_) => "certificate",
            Self::Signature => "signature",
            Self::Checkpoint => "checkpoint",
            Self::Header(_) => "header",
            Self::EntryForeign(_) => "entry-foreign",
            Self::EntryOrder(_) => "entry-order",
            Self::EntryUnproven(..) => "entry-unproven",
            Self::BodyAltered(_) => "body-altered",
            Self::RecordDiffers(_) => "record-differs",
            Self::Reading => "reading",
            Self::FileUnproven(_) => "file-unproven",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(why) => why.fmt(f),
            Self::Manifest => f.write_str("there is no manifest as Comity writes it"),
            Self::FileMissing(name) => write!(f, "{name} was signed and is not there"),
            Self::FileAdded(name) => write!(f, "{name} is there and was not signed"),
            Self::FileAltered(name) => write!(f, "{name} is not as it was signed"),
            Self::Part(name) => write!(f, "{name} is not there, or not as Comity writes it"),
            Self::Key => f.write_str("the package names another key for the journal than the one given"),
            Self::Certificate(name) => write!(f, "{name} is not what the journal's key signs for these keys"),
            Self::Signature => {
                f.write_str("the manifest is not signed with the key that the certificate names")
            }
            Self::Checkpoint => f.write_str("the checkpoint is not signed with the journal's key"),
            Self::Header(place) => write!(f, "the header of the entry at place {place} cannot be read"),
            Self::EntryForeign(position) => write!(f, "entry {position} is of another case"),
            Self::EntryOrder(position) => write!(f, "entry {position} does not follow on the one before"),
            Self::EntryUnproven(position, why) => {
                write!(f, "entry {position} is not in the journal that the checkpoint signs: {why}")
            }
            Self::BodyAltered(position) => {
                write!(f, "the sealed body of entry {position} is not the one that its header commits to")
            }
            Self::RecordDiffers(position) => {
                write!(f, "what is shown of entry {position} is not what its sealed body commits to")
            }
            Self::Reading => f.write_str("journal/entries.json is not what the records say"),
            Self::FileUnproven(name) => write!(f, "{name} is kept by no entry that is shown"),
        }
    }
}

/// How much is in a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files, without those that say what the package is and that it is signed.
    pub files: usize,
    /// Entries of the case.
    pub entries: usize,
    /// Entries whose records are shown.
    pub shown: usize,
    /// Files of the case.
    pub attachments: usize,
    /// How many entries the journal had.
    pub journal: u64,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What the package says of itself; none where that cannot be read.
    pub index: Option<Index>,
    /// Whether the verifier knew the journal's key from elsewhere.
    pub is_key_known: bool,
    /// How much is in it.
    pub counts: Counts,
    /// Files that are signed and that nothing else proves: what the bureau wrote about the case.
    pub only_signed: Vec<String>,
    /// What does not verify.
    pub faults: Vec<Fault>,
    /// Whether there are more faults than are listed.
    pub more: bool,
}

impl Report {
    /// Whether everything that a package proves is proven.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.faults.is_empty() && self.index.is_some()
    }

    pub(super) fn add(&mut self, fault: Fault) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(fault);
        } else {
            self.more = true;
        }
    }

    /// What holds where there is no fault, each with a word for it.
    fn proven(&self) -> Vec<(&'static str, String)> {
        let Some(index) = self.index.as_ref().filter(|_| self.is_verified()) else { return Vec::new() };
        let Counts { files, entries, shown, attachments, journal } = self.counts;
        vec![
            ("signature", format!("these {files} files are those that the bureau's key signed")),
            ("entries", format!("{entries} of {} stood in the journal when it had {journal}", index.case)),
            (
                "records",
                format!(
                    "{shown} of them are shown as they were written, and {attachments} files are those that they keep"
                ),
            ),
            ("programs", "journal/entries.json says what these records say".to_owned()),
        ]
    }

    /// What nothing here proves.
    fn unproven(&self) -> Vec<(&'static str, String)> {
        let mut list = Vec::new();
        if !self.is_key_known {
            list.push((
                "key",
                "whose key it is: compare the journal's key with the one you know, with --key".to_owned(),
            ));
        }
        list.push(("times", "that clocks were right: all times are the bureau's word".to_owned()));
        list.push((
            "complete",
            "that the case has no other entries, in this journal or after this checkpoint".to_owned(),
        ));
        let unshown = self.counts.entries.saturating_sub(self.counts.shown);
        if unshown > 0 {
            list.push(("unshown", format!("what {unshown} entries say of which only the headers are shown")));
        }
        if !self.only_signed.is_empty() {
            let names = self.only_signed.join(", ");
            list.push((
                "reading",
                format!("that the bureau's own account is right, which is signed: {names}"),
            ));
        }
        list.push(("others", "the signatures of other bureaus in messages and receipts".to_owned()));
        list
    }

    /// The report as one JSON object:
    /// `{"verified","bureau","keys","case","signed","key","key-known","files","entries","shown","attachments","journal","proven":[{"what","says"}],"not-proven":[{"what","says"}],"faults":[{"code","says"}],"more"}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let index = self.index.as_ref();
        let text = |value: Option<String>| value.map_or("null".to_owned(), |value| json_text(&value));
        let claims = |list: Vec<(&'static str, String)>| {
            let claim =
                |(what, says): &(&str, String)| format!(r#"{{"what":"{what}","says":{}}}"#, json_text(says));
            list.iter().map(claim).collect::<Vec<_>>().join(",")
        };
        let fault = |fault: &Fault| {
            format!(r#"{{"code":"{}","says":{}}}"#, fault.code(), json_text(&fault.to_string()))
        };
        let Counts { files, entries, shown, attachments, journal } = self.counts;
        format!(
            r#"{{"verified":{},"bureau":{},"keys":{},"case":{},"signed":{},"key":{},"key-known":{},"files":{files},"entries":{entries},"shown":{shown},"attachments":{attachments},"journal":{journal},"proven":[{}],"not-proven":[{}],"faults":[{}],"more":{}}}"#,
            self.is_verified(),
            text(index.map(|index| index.bureau.to_string())),
            index.map_or("null".to_owned(), |index| index.keys.to_string()),
            text(index.map(|index| index.case.to_string())),
            text(index.map(|index| index.at.to_string())),
            text(index.map(|index| index.journal.to_string())),
            self.is_key_known,
            claims(self.proven()),
            claims(self.unproven()),
            self.faults.iter().map(fault).collect::<Vec<_>>().join(","),
            self.more,
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = &self.index {
            writeln!(f, "bureau       {}, keys {}", index.bureau, index.keys)?;
            writeln!(f, "signed       {}", index.at)?;
            writeln!(f, "key          {}", index.journal)?;
        }
        for (what, says) in self.proven() {
            writeln!(f, "proven       {what}: {says}")?;
        }
        for (what, says) in self.unproven().iter().filter(|_| self.is_verified()) {
            writeln!(f, "not proven   {what}: {says}")?;
        }
        for fault in &self.faults {
            writeln!(f, "fault        {}: {fault}", fault.code())?;
        }
        if self.more {
            writeln!(f, "fault        there are more than {FAULTS_MAX} faults; the rest is not listed")?;
        }
        f.write_str(if self.is_verified() { "verified\n" } else { "does not verify\n" })
    }
}
