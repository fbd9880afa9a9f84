//! Cases of the demonstration as they are written down: what a request states, and what becomes of it.

use std::collections::BTreeMap;

use bureau::Bureau;
use case::life::FieldChange;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// The files, in the order in which they are played.
pub(super) const FILES: &[(&str, &str)] = &[
    ("embezzlement", include_str!("../../demo/embezzlement.toml")),
    ("unfunded-cheques", include_str!("../../demo/unfunded-cheques.toml")),
    ("no-concrete-acts", include_str!("../../demo/no-concrete-acts.toml")),
    ("refugee", include_str!("../../demo/refugee.toml")),
    ("minor-offence", include_str!("../../demo/minor-offence.toml")),
    ("politics-argued", include_str!("../../demo/politics-argued.toml")),
    ("regulated-trade", include_str!("../../demo/regulated-trade.toml")),
    ("namesake", include_str!("../../demo/namesake.toml")),
    ("death-penalty", include_str!("../../demo/death-penalty.toml")),
    ("double-jeopardy", include_str!("../../demo/double-jeopardy.toml")),
    ("file-sharing", include_str!("../../demo/file-sharing.toml")),
    ("bank-documents", include_str!("../../demo/bank-documents.toml")),
    ("investigation-file", include_str!("../../demo/investigation-file.toml")),
    ("arms-sale", include_str!("../../demo/arms-sale.toml")),
    ("warrant-in-force", include_str!("../../demo/warrant-in-force.toml")),
    ("whereabouts", include_str!("../../demo/whereabouts.toml")),
];

/// A case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    /// The published decision that it is made from.
    pub(super) decision: String,
    /// Where the decision can be read.
    pub(super) address: String,
    /// What was changed for the demonstration.
    pub(super) adapted: String,
    pub(super) kind: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) fields: Fields,
    #[serde(default)]
    pub(super) step: Vec<Step>,
}

/// Fields by fact.
pub(super) type Fields = BTreeMap<String, Written>;

/// A value as it is written down.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<String>),
    /// A day counted from the day on which the demonstration begins.
    Day {
        in_days: i32,
    },
}

/// What an officer of one side does next.
#[derive(Debug, Deserialize)]
pub(super) struct Step {
    /// The bureau.
    pub(super) at: String,
    /// The deed.
    #[serde(flatten)]
    pub(super) deed: Deed,
}

/// A deed of an officer.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(super) enum Deed {
    /// Submit; what is asked and cannot be answered is explained with these words.
    Submit {
        explain: String,
    },
    /// Decide every question that waits, in the request's favour.
    Judge {
        reasons: String,
    },
    /// Approve and send.
    Approve,
    /// Read what was received.
    Read,
    Accept {
        note: String,
        in_days: i32,
    },
    AskMore {
        questions: Vec<(String, String)>,
    },
    Forward {
        authority: String,
        note: String,
    },
    /// Ask the bureau's authority; it is answered by whoever tries the demonstration.
    GiveTask {
        asked: String,
        in_days: i32,
    },
    /// Report a step of the proceeding, on a day counted from that on which the demonstration begins.
    Report {
        step: String,
        in_days: i32,
        text: String,
    },
    Answer {
        text: String,
        complete: bool,
        #[serde(default)]
        marking: String,
    },
    /// Ask whoever told something for its consent to a use.
    AskConsent {
        wanted: String,
        recipient: String,
        reasons: String,
    },
    /// Recall everything that this side has told.
    Recall {
        reasons: String,
    },
    /// Put a text file with what is said next.
    Enclose {
        name: String,
        text: String,
    },
    Refuse {
        grounds: Vec<String>,
        reasons: String,
    },
    Note {
        text: String,
    },
}

impl Story {
    /// Reads a file.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Where the case comes from, for every page that shows it.
    pub(super) fn origin(&self) -> String {
        format!("{} ({}). {}", self.decision, self.address, self.adapted)
    }
}

impl Written {
    fn text(&self, today: Date) -> String {
        match self {
            Written::Flag(flag) => flag.to_string(),
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text.trim().to_owned(),
            Written::List(items) => items.join(", "),
            Written::Day { in_days } => day_in(today, *in_days).to_string(),
        }
    }
}

/// The day so many days from today.
pub(super) fn day_in(today: Date, days: i32) -> Date {
    today.saturating_add(days.days())
}

/// The fields as a bureau's form takes them.
pub(super) fn changes(fields: &Fields, bureau: &Bureau, today: Date) -> Result<Vec<FieldChange>, String> {
    fields
        .iter()
        .map(|(field, written)| {
            let value = bureau.read_field(field, &written.text(today)).map_err(|fault| fault.to_string())?;
            Ok(FieldChange { field: field.clone(), value, seen: 0 })
        })
        .collect()
}
