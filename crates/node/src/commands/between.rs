//! What `comity routes` and `comity compare` are asked: two States, what is wanted, and for which offence.

use ::law::Law;
use ::law::route::Search;
use ::law::search::Asked;
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
    on: Option<String>,
    /// The maximum penalty of the offence, in months
    #[arg(long, value_name = "MONTHS")]
    max_penalty_months: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// The language of what the law says
    #[arg(long, default_value = "en")]
    pub(super) language: String,
}

impl Between {
    /// What is looked for.
    pub(super) fn search(&self, law: &Law) -> Result<Search<'_>, Problem> {
        let asked = Asked {
            from: &self.from,
            to: &self.to,
            measure: &self.measure,
            offence: self.offence.as_deref().unwrap_or_default(),
            max_penalty_months: self.max_penalty_months.as_deref().unwrap_or_default(),
            on: self.on.as_deref().unwrap_or_default(),
        };
        law.search(&asked, today()).map_err(Problem::input)
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
