//! `comity schema`: the JSON Schema of what `comity check` reads, and the description of the interface for programs.

use case::form::{FORMS, Form};
use case::request::Kind;

use super::terminal::Terminal;
use super::{Exit, Problem};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The kind of request, or `openapi` for the interface for programs; without it, the kinds are listed
    kind: Option<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let kinds = || FORMS.iter().map(|form| form.kind.code()).collect::<Vec<_>>();
    let Some(given) = &arguments.kind else {
        terminal.say(&kinds().join("\n"));
        return Ok(Exit::Clear);
    };
    if given == "openapi" {
        terminal.say(&serde_json::to_string_pretty(&desk::api::document()).map_err(Problem::failed)?);
        return Ok(Exit::Clear);
    }
    let form = Kind::parse(given).and_then(Form::of).ok_or_else(|| {
        Problem::input(format!(
            "`{given}` is no kind of request with a form; write one of: {}",
            kinds().join(", ")
        ))
    })?;
    let fields: Vec<&str> = form.fields().collect();
    let schema = super::law::shipped()?.schema(form.kind, &fields);
    terminal.say(&serde_json::to_string_pretty(&schema).map_err(Problem::failed)?);
    Ok(Exit::Clear)
}
