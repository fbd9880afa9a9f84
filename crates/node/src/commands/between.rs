//! What `comity routes` and `comity compare` are asked: two States, what is wanted, and for which offence.

use ::law::Law;
use ::law::instrument::is_iccs;
use ::law::route::Search;
use case::bureau::StateCode;
use jiff::civil::Date;
use serde::Serialize;

use super::terminal::Terminal;
use super::{Problem, today};

#[derive(Debug, clap::Args)]
pub(super) struct Between {
    /// The State that asks, as two letters: FR
    from: String,
    /// The State that is asked
    to: String,
    /// What is wanted: `surrender` (or `extradition`), `assistance` (or `mla`), or one measure as `search-and-seizure`
    #[arg(long, default_value = "surrender")]
    measure: String,
    /// The offence as a code of the ICCS, as 0601 for drugs
    #[arg(long, value_name = "ICCS")]
    offence: Option<String>,
    /// The day; today when left out
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// The language of what the law says
    #[arg(long, default_value = "en")]
    pub(super) language: String,
}

impl Between {
    /// What is looked for, without a maximum penalty.
    pub(super) fn search(&self, law: &Law) -> Result<Search<'_>, Problem> {
        let (from, to) = (state(&self.from)?, state(&self.to)?);
        if from == to {
            return Err(Problem::input(format!("both States are {from}; name two")));
        }
        let (matter, measure) = law.wanted_by(&self.measure).ok_or_else(|| {
            let measures = law.measures().join(", ");
            Problem::input(format!(
                "--measure: `{}` is none; write surrender, assistance, or one of: {measures}",
                self.measure
            ))
        })?;
        let offence = self.offence.as_deref();
        if let Some(code) = offence.filter(|code| !is_iccs(code)) {
            return Err(Problem::input(format!(
                "--offence: `{code}` is no code of the ICCS; write 2 to 6 digits"
            )));
        }
        let on = self.on.unwrap_or_else(today);
        Ok(Search { from, to, matter, measure, offence, max_penalty_months: None, on })
    }

    /// Says an answer, in words or in JSON.
    pub(super) fn say<A: Serialize>(
        &self,
        answer: &A,
        words: impl Fn(&A, &Terminal) -> String,
        terminal: &Terminal,
    ) -> Result<(), Problem> {
        let text = if self.json {
            serde_json::to_string_pretty(answer).map_err(Problem::failed)?
        } else {
            words(answer, terminal)
        };
        terminal.say(&text);
        Ok(())
    }
}

fn state(text: &str) -> Result<StateCode, Problem> {
    text.to_ascii_uppercase().parse().map_err(|_| {
        Problem::input(format!("`{text}` is no State; write two letters (ISO 3166-1 alpha-2), as FR"))
    })
}
