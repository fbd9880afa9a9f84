//! A question about two States, as words typed by a person or a program, made into a search.

use case::bureau::StateCode;
use jiff::civil::Date;

use crate::corpus::Law;
use crate::instrument::is_iccs;
use crate::route::Search;
use crate::term::Matter;

/// What is asked, in words; what is empty was left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The State that asks, ISO 3166-1 alpha-2, any case of letters.
    pub from: &'a str,
    /// The State that is asked.
    pub to: &'a str,
    /// A matter, or a measure of assistance; surrender when left out.
    pub measure: &'a str,
    /// The offence, a code of the ICCS.
    pub offence: &'a str,
    /// The maximum penalty of the offence, in months.
    pub max_penalty_months: &'a str,
    /// The day, ISO 8601; today when left out.
    pub on: &'a str,
}

/// Why a question was not understood. Each message says what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// A State is missing, or is not two letters.
    #[error("`{given}` is no State; write two letters (ISO 3166-1 alpha-2), as FR")]
    State {
        /// What was written.
        given: String,
    },
    /// Both States are the same.
    #[error("both States are {given}; name two")]
    SameState {
        /// Which.
        given: String,
    },
    /// The measure is none that the law knows.
    #[error("measure: `{given}` is none; write surrender, assistance, or one of: {}", .known.join(", "))]
    Measure {
        /// What was written.
        given: String,
        /// The measures known.
        known: Vec<String>,
    },
    /// The offence is no code of the ICCS.
    #[error("offence: `{given}` is no code of the ICCS; write 2 to 6 digits")]
    Offence {
        /// What was written.
        given: String,
    },
    /// The maximum penalty is no whole number of months.
    #[error("maximum penalty: `{given}` is no whole number of months; write digits only, as 24")]
    Months {
        /// What was written.
        given: String,
    },
    /// The day is none.
    #[error("day: `{given}` is none; write year, month, day, as 2026-06-30")]
    Day {
        /// What was written.
        given: String,
    },
}

impl Unclear {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Unclear::State { .. } => "bad-state",
            Unclear::SameState { .. } => "same-state",
            Unclear::Measure { .. } => "no-measure",
            Unclear::Offence { .. } => "bad-offence",
            Unclear::Months { .. } => "bad-months",
            Unclear::Day { .. } => "bad-day",
        }
    }
}

impl Law {
    /// What is asked, understood.
    ///
    /// # Errors
    /// [`Unclear`]: the first word that was not.
    pub fn search<'a>(&self, asked: &Asked<'a>, today: Date) -> Result<Search<'a>, Unclear> {
        let owned = str::to_owned;
        let state = |given: &str| {
            given
                .to_ascii_uppercase()
                .parse::<StateCode>()
                .map_err(|_| Unclear::State { given: owned(given) })
        };
        let (from, to) = (state(asked.from)?, state(asked.to)?);
        if from == to {
            return Err(Unclear::SameState { given: from.to_string() });
        }
        let wanted = stated(asked.measure).unwrap_or(Matter::Surrender.code());
        let (matter, measure) = self
            .wanted_by(wanted)
            .ok_or_else(|| Unclear::Measure { given: owned(wanted), known: self.measures().to_vec() })?;
        let offence = stated(asked.offence);
        if let Some(given) = offence.filter(|code| !is_iccs(code)) {
            return Err(Unclear::Offence { given: owned(given) });
        }
        let months = |given: &str| given.parse().map_err(|_| Unclear::Months { given: owned(given) });
        let day = |given: &str| given.parse().map_err(|_| Unclear::Day { given: owned(given) });
        let max_penalty_months = stated(asked.max_penalty_months).map(months).transpose()?;
        let on = stated(asked.on).map_or(Ok(today), day)?;
        Ok(Search { from, to, matter, measure, offence, max_penalty_months, on })
    }
}

fn stated(word: &str) -> Option<&str> {
    Some(word).filter(|word| !word.is_empty())
}
