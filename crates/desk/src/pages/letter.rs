//! Letters of a case: which papers it can become, what each lacks, and one as a download.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bureau::{CaseView, DoorFault, LetterOut, LetterRow, PaperFault, PaperKind};
use case::id::CaseId;
use maud::{Markup, html};
use serde::Deserialize;

use super::typed::encode;
use crate::fault::Fault;
use crate::names::Names;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::{Language, count, word};

/// The media type of a paper.
const PDF: &str = "application/pdf";

/// What is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    paper: String,
    language: String,
}

/// The letters of a case; nothing where it can become none.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let rows = Names::of(signed.language()).map(|names| signed.app.bureau().letters(view, &names));
    let language = language_of_other(signed, view);
    html! {
        @if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
            section.papers {
                h2 { (texts.say("letters")) }
                p.help { (texts.say("letters-help")) }
                ul.files { @for one in &rows { (row(signed, view, one, language)) } }
            }
        }
    }
}

fn row(signed: &Signed, view: &CaseView, row: &LetterRow, language: Language) -> Markup {
    let texts = signed.texts();
    let code = row.paper.code();
    html! {
        li.letter {
            div {
                p.file { (icon("file")) strong { (row.title) } }
                p.quiet { (texts.with("letter-follows", &[word("source", &row.source)])) }
                @if row.against.is_empty() {
                    p { (texts.say("letter-whole")) }
                } @else {
                    details {
                        summary { span.badge.mean-ask { (icon("ask")) (texts.with("letter-gaps", &[count("count", row.against.len())])) } }
                        ul { @for one in &row.against { li { (one) } } }
                    }
                }
            }
            form method="get" action={ "/case/" (view.id) "/letter" } {
                input type="hidden" name="paper" value=(code);
                label for={ "letter-" (code) } { (texts.say("letter-language")) }
                select id={ "letter-" (code) } name="language" {
                    @for known in Language::ALL {
                        option value=(known.code()) lang=(known.code()) selected[known == language] { (known.name()) }
                    }
                }
                button { (texts.say("letter-draw")) }
            }
        }
    }
}

/// The first language that the other bureau reads and papers are written in; else the officer's.
fn language_of_other(signed: &Signed, view: &CaseView) -> Language {
    let peers = signed.app.bureau().directory();
    let other = peers.iter().find(|peer| peer.code == *view.case.other());
    let known = other.and_then(|peer| peer.languages.iter().find_map(|tag| Language::parse(tag)));
    known.unwrap_or(signed.texts().language)
}

/// `GET /case/{id}/letter`: always as a download, as every file of a case is.
pub(crate) async fn download(
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    let paper = PaperKind::parse(&asked.paper).ok_or(Fault::NotFound)?;
    let names = Names::of(&asked.language).ok_or(Fault::NotFound)?;
    let bureau = signed.app.bureau();
    let drawn = bureau.letter(signed.officer.id, id, paper, &names).await?;
    let (form, language, revision) = (drawn.paper.form.clone(), drawn.paper.language, drawn.revision);
    // Typesetting takes a processor; the other officers' pages do not wait for it.
    let set = tokio::task::spawn_blocking(move || drawn.typeset()).await;
    let stopped = |_| PaperFault::Forms("typesetting stopped".to_owned());
    let set = set.map_err(stopped).and_then(|set| set).map_err(DoorFault::from)?;
    let out = LetterOut { paper, form, language: language.to_owned(), revision, pdf: set.pdf };
    let pdf = bureau.letter_out(signed.officer.id, id, out, signed.purpose(None)).await?;
    // The name of the file tells nothing of the person.
    let name = format!("{}-{}.pdf", paper.code(), language);
    let headers = [
        (header::CONTENT_TYPE, PDF.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(&name))),
    ];
    Ok((headers, pdf).into_response())
}
