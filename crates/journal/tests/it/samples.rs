//! Small exports, one good and one for each kind of tampering, each with the report that an auditor gets. They are
//! written anew when their directory is missing; the difference is then for a person to read.

use std::fs;
use std::path::{Path, PathBuf};

use journal::entry::EntryKind;
use journal::export::{CHECKPOINTS_FILE, ENTRIES_FILE, KEY_FILE};

use crate::world::{Export, Journal, PUBLIC, entry};

/// Name of the file with checkpoints that the auditor kept, where a sample has one.
pub(crate) const KEPT_FILE: &str = "kept";
/// Name of the file with the expected report.
pub(crate) const REPORT_FILE: &str = "report.txt";

/// One sample.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    export: Export,
    /// A checkpoint of an earlier day, as text.
    kept: Option<String>,
}

/// Where a sample is kept.
pub(crate) fn directory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// Twelve entries of two cases in five transactions; the second case is erased by entry 9.
fn good() -> Journal {
    let mut journal = Journal::default();
    let transactions: [&[(u8, EntryKind)]; 5] = [
        &[(0, EntryKind::Register)],
        &[(1, EntryKind::CaseEntry), (1, EntryKind::Look), (1, EntryKind::Message)],
        &[(2, EntryKind::CaseEntry), (2, EntryKind::Refusal)],
        &[(1, EntryKind::Receipt), (2, EntryKind::Look), (1, EntryKind::CaseEntry)],
        &[(2, EntryKind::Erasure), (1, EntryKind::Look), (1, EntryKind::Message)],
    ];
    for transaction in transactions {
        for (case, kind) in transaction {
            let position = journal.size();
            let body = format!("sealed body of entry {position}");
            journal.entries.push(entry(position, *case, *kind, body.as_bytes()));
        }
        journal.sign();
    }
    journal
}

/// The good journal with a change.
fn changed(name: &'static str, change: impl FnOnce(&mut Journal)) -> Sample {
    let mut journal = good();
    change(&mut journal);
    Sample { name, export: journal.export(), kept: None }
}

pub(crate) fn samples() -> Vec<Sample> {
    let last = good().checkpoints.last().map(ToString::to_string);
    vec![
        changed("good", |_| {}),
        changed("good-with-erased-case", |journal| {
            for position in [4, 5, 7] {
                journal.entries[position].body = None;
            }
        }),
        changed("body-altered", |journal| {
            journal.entries[3].body = Some(b"sealed body of entry three".to_vec())
        }),
        changed("body-missing", |journal| journal.entries[3].body = None),
        changed("time-altered", |journal| journal.entries[6].header.at = journal.entries[7].header.at),
        changed("position-altered", |journal| journal.entries[6].header.position = 60),
        changed("entry-removed", |journal| drop(journal.entries.remove(4))),
        changed("entry-removed-and-renumbered", |journal| {
            journal.entries.remove(4);
            journal.renumber();
        }),
        changed("entry-inserted", |journal| {
            journal.entries.insert(4, entry(4, 1, EntryKind::Look, b"forged"));
            journal.renumber();
        }),
        changed("entry-repeated", |journal| journal.entries.insert(8, journal.entries[2].clone())),
        changed("entries-exchanged", |journal| journal.entries.swap(2, 7)),
        changed("entries-cut", |journal| journal.entries.truncate(10)),
        changed("file-cut", |journal| journal.entries.truncate(8)).cut_file(),
        changed("entry-added", |journal| journal.entries.push(entry(12, 1, EntryKind::Look, b"forged"))),
        changed("checkpoint-forged", |journal| {
            journal.entries[5] = entry(5, 2, EntryKind::Look, b"forged");
            let old = journal.checkpoints.clone();
            journal.sign_again();
            for (new, old) in journal.checkpoints.iter_mut().zip(old) {
                let forged = journal::checkpoint::SignedCheckpoint::new(
                    new.checkpoint().clone(),
                    old.signatures()[0].clone(),
                );
                *new = forged;
            }
        }),
        Sample {
            kept: last.clone(),
            ..changed("cut-with-its-checkpoints", |journal| {
                journal.entries.truncate(9);
                journal.checkpoints.truncate(4);
            })
        },
        Sample {
            kept: last,
            ..changed("rewritten-and-signed-again", |journal| {
                journal.entries[5] = entry(5, 2, EntryKind::Look, b"rewritten");
                journal.sign_again();
            })
        },
    ]
}

impl Sample {
    fn cut_file(mut self) -> Self {
        self.export.entries.truncate(self.export.entries.len() - 5);
        self
    }

    fn write(&self) {
        let directory = directory(self.name);
        let kept: Vec<_> = self.kept.iter().map(|note| note.parse().unwrap()).collect();
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join(KEY_FILE), format!("{PUBLIC}\n")).unwrap();
        fs::write(directory.join(CHECKPOINTS_FILE), &self.export.checkpoints).unwrap();
        fs::write(directory.join(ENTRIES_FILE), &self.export.entries).unwrap();
        fs::write(directory.join(REPORT_FILE), self.export.verify(&kept).to_string()).unwrap();
        if let Some(note) = &self.kept {
            fs::write(directory.join(KEPT_FILE), note).unwrap();
        }
    }
}

#[test]
fn samples_are_what_this_version_writes() {
    for sample in samples() {
        let directory = directory(sample.name);
        if !directory.exists() {
            sample.write();
            panic!("{} was missing and is written now; read it, then run again", sample.name);
        }
        let read = |file: &str| fs::read(directory.join(file)).unwrap();
        let committed = Export { entries: read(ENTRIES_FILE), checkpoints: read(CHECKPOINTS_FILE) };
        assert_eq!(committed, sample.export, "{}", sample.name);
    }
}
