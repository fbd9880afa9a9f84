//! The policy: who may do and see what; another one proposed by an administrator, whose sight it would change, and its
//! confirmation by a different officer.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::ports::StoreFault;
use bureau::{Circumstances, DoorFault, POLICY_BYTES_MAX, PolicyChange, Proposal, SightChange};
use case::id::OfficerId;
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::typed::Typed;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::texts::count;
use crate::when::time_mark;

/// Lines shown around one that differs.
const LINES_AROUND: usize = 3;

/// `GET /policy`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    governs(&signed)?;
    Ok(whole(&signed, None).await)
}

/// `POST /policy/try`: whose sight a text would change. Nothing is recorded.
pub(crate) async fn try_out(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    governs(&signed)?;
    let text = lines(typed.get("text"));
    let tried = changed(&signed, text.clone()).await;
    answer(&signed, &typed, text, tried.map(Some)).await
}

/// Whose sight a text would change; judged on a thread of its own, because it can take seconds.
async fn changed(signed: &Signed, text: String) -> Result<PolicyChange, DoorFault> {
    let (app, officer) = (signed.app.clone(), signed.officer.id);
    let judged = tokio::task::spawn_blocking(move || app.bureau().policy_change(officer, &text)).await;
    judged.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string()).into()))
}

/// `POST /policy/propose`.
pub(crate) async fn propose(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    proven(&signed)?;
    let text = lines(typed.get("text"));
    match signed.app.bureau().propose_policy(signed.officer.id, &text, typed.get("reasons")).await {
        Ok(()) => Ok(Redirect::to("/policy").into_response()),
        Err(fault) => answer(&signed, &typed, text, Err(fault)).await,
    }
}

/// `POST /policy/confirm`.
pub(crate) async fn confirm(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    proven(&signed)?;
    signed.app.bureau().confirm_policy(signed.officer.id, &lines(typed.get("text"))).await?;
    Ok(Redirect::to("/policy"))
}

/// What was typed, and what came of it.
struct Tried {
    text: String,
    reasons: String,
    result: Result<Option<PolicyChange>, String>,
}

async fn answer(
    signed: &Signed,
    typed: &Typed,
    text: String,
    result: Result<Option<PolicyChange>, DoorFault>,
) -> Result<Response, Fault> {
    let result = match result {
        Err(fault @ (DoorFault::Policy(_) | DoorFault::Refused(_))) => {
            Err(door_words(signed.texts(), &fault))
        }
        Err(fault) => return Err(fault.into()),
        Ok(change) => Ok(change),
    };
    let status = if result.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let tried = Tried { text, reasons: typed.get("reasons").to_owned(), result };
    Ok((status, whole(signed, Some(&tried)).await).into_response())
}

async fn whole(signed: &Signed, tried: Option<&Tried>) -> Markup {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let (policy, named) = bureau.policy();
    let title = texts.say("policy");
    let proposal = bureau.policy_proposal();
    let waits = match &proposal {
        Some(proposal) => Some((proposal, changed(signed, proposal.text.to_string()).await)),
        None => None,
    };
    let body = html! {
        header.page-head { h1 { (title) } }
        p.lead { (texts.say("policy-lead")) }
        @if let Some(named) = &named {
            p.quiet {
                (texts.say("policy-since")) " " (time_mark(texts, named.since, signed.now())) " · "
                @match named.by {
                    Some(by) => { (texts.say("policy-confirmed-by")) " " bdi { (name_of(signed, by)) } },
                    None => (texts.say("policy-built-in")),
                }
            }
        }
        @if let Some((proposal, change)) = &waits { (waiting(signed, proposal, change)) }
        section {
            h2 { (texts.say("policy-rules")) }
            table.rows {
                caption.hidden { (texts.say("policy-rules")) }
                thead { tr { @for name in ["column-rule", "column-effect", "column-purpose"] { th scope="col" { (texts.say(name)) } } } }
                tbody {
                    @for rule in policy.rules() {
                        tr {
                            td data-label=(texts.say("column-rule")) { code { (rule.id) } }
                            td data-label=(texts.say("column-effect")) { (texts.say(if rule.forbids { "policy-forbids" } else { "policy-permits" })) }
                            td data-label=(texts.say("column-purpose")) lang="en" dir="ltr" { (rule.says) }
                        }
                    }
                }
            }
        }
        @if signed.may("propose-policy") { (editor(signed, policy.text(), tried)) } @else {
            details.folded { summary { (texts.say("policy-text")) } pre.checkpoint tabindex="0" dir="ltr" { (policy.text()) } }
        }
    };
    page(signed, Place::Elsewhere, &title, &body)
}

fn editor(signed: &Signed, in_force: &str, tried: Option<&Tried>) -> Markup {
    let texts = signed.texts();
    let text = tried.map_or(in_force, |tried| &tried.text);
    html! {
        section #change {
            h2 { (texts.say("policy-propose")) }
            p { (texts.say("policy-propose-lead")) }
            @match tried.map(|tried| &tried.result) {
                Some(Err(words)) => div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) },
                Some(Ok(Some(change))) => { (changes(signed, change)) (difference(signed, text)) },
                _ => {},
            }
            form method="post" action="/policy/try" {
                div.field {
                    label.label for="policy-text" { (texts.say("policy-text")) }
                    textarea #policy-text name="text" rows="24" dir="ltr" lang="en" spellcheck="false" required maxlength=(POLICY_BYTES_MAX) { "\n" (text) }
                }
                div.field {
                    label.label for="policy-reasons" { (texts.say("reasons")) }
                    textarea #policy-reasons name="reasons" rows="3" dir="auto" { (tried.map(|tried| tried.reasons.as_str()).unwrap_or_default()) }
                }
                p.acts {
                    button { (texts.say("policy-try")) } " "
                    @if signed.is_proven() { button.primary formaction="/policy/propose" { (texts.say("policy-propose")) } }
                    @else { a href="/account" { (texts.say("prove")) } }
                }
            }
        }
    }
}

/// A policy that waits, whose sight it changes, and the button of whoever may confirm it.
fn waiting(signed: &Signed, proposal: &Proposal, change: &Result<PolicyChange, DoorFault>) -> Markup {
    let texts = signed.texts();
    let confirms = signed.may("confirm-policy") && proposal.by != signed.officer.id;
    html! {
        section.act {
            h2 { (texts.say("policy-waits")) }
            p {
                bdi { (name_of(signed, proposal.by)) } " · " (time_mark(texts, proposal.at, signed.now()))
            }
            p.words dir="auto" { (proposal.reasons) }
            @match change {
                Ok(change) => (changes(signed, change)),
                Err(fault) => p.fault-summary { (door_words(texts, fault)) },
            }
            (difference(signed, &proposal.text))
            details.folded { summary { (texts.say("policy-text")) } pre.checkpoint tabindex="0" dir="ltr" { (proposal.text) } }
            @if !confirms { p.quiet { (texts.say("policy-another")) } }
            @else if signed.is_proven() {
                form method="post" action="/policy/confirm" {
                    textarea hidden name="text" { "\n" (proposal.text) }
                    p.acts { button.primary { (texts.say("policy-confirm")) } }
                }
            } @else { p { a href="/account" { (texts.say("prove")) } } }
        }
    }
}

fn changes(signed: &Signed, change: &PolicyChange) -> Markup {
    let texts = signed.texts();
    html! {
        section.changes aria-label=(texts.say("policy-changes")) {
            h3 { (texts.say("policy-changes")) }
            @if change.officers.is_empty() { p { (texts.say("policy-changes-nobody")) } }
            @else {
                table.rows {
                    caption.hidden { (texts.say("policy-changes")) }
                    thead { tr { @for name in ["column-officer", "column-gains", "column-loses"] { th scope="col" { (texts.say(name)) } } } }
                    tbody { @for officer in &change.officers { (change_row(signed, officer)) } }
                }
            }
            @if change.unseen > 0 { p.mean-block { (icon("block")) " " (texts.with("policy-unseen", &[count("count", change.unseen)])) } }
        }
    }
}

fn change_row(signed: &Signed, change: &SightChange) -> Markup {
    let texts = signed.texts();
    let cell = |cases: usize, acts: &[(&str, Circumstances)]| {
        html! {
            @if cases > 0 { p { (texts.with("policy-cases", &[count("count", cases)])) } }
            @for circumstances in Circumstances::ALL {
                @let these: Vec<&str> = acts.iter().filter(|(_, in_these)| *in_these == circumstances).map(|(act, _)| *act).collect();
                @if !these.is_empty() {
                    p {
                        @if circumstances != Circumstances::Ordinary { (texts.code("circumstances", circumstances.code())) ": " }
                        @for act in these { span.badge { (texts.code("act", act)) } " " }
                    }
                }
            }
        }
    };
    html! {
        tr {
            td data-label=(texts.say("column-officer")) { bdi { (name_of(signed, change.officer)) } }
            td data-label=(texts.say("column-gains")) { (cell(change.gained, &change.may)) }
            td data-label=(texts.say("column-loses")) { (cell(change.lost, &change.may_not)) }
        }
    }
}

/// The lines that a text adds to the policy in force and takes from it, each with some around it.
fn difference(signed: &Signed, text: &str) -> Markup {
    let texts = signed.texts();
    let (policy, _) = signed.app.bureau().policy();
    let compared = TextDiff::from_lines(policy.text(), text);
    let groups = compared.grouped_ops(LINES_AROUND);
    html! {
        h3 { (texts.say("policy-difference")) }
        @if groups.is_empty() { p { (texts.say("policy-same")) } }
        @for group in &groups {
            pre.difference tabindex="0" dir="ltr" lang="en" {
                @for line in group.iter().flat_map(|part| compared.iter_changes(part)) {
                    @match line.tag() {
                        ChangeTag::Delete => del { "- " (line.value()) },
                        ChangeTag::Insert => ins { "+ " (line.value()) },
                        ChangeTag::Equal => { "  " (line.value()) },
                    }
                }
            }
        }
    }
}

fn name_of(signed: &Signed, id: OfficerId) -> String {
    let officer = signed.app.bureau().officers().iter().find(|officer| officer.id == id);
    officer.map_or_else(|| id.to_string(), |officer| officer.name.clone())
}

/// A form sends lines that end as the web ends them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whoever proposes or confirms proved of late who they are. In the demonstration, where nobody has a passkey, all did.
fn proven(signed: &Signed) -> Result<(), Fault> {
    governs(signed)?;
    signed.proven()
}

/// Those who oversee the bureau may know by which rules it is governed.
fn governs(signed: &Signed) -> Result<(), Fault> {
    let may = ["propose-policy", "confirm-policy"].into_iter().any(|command| signed.may(command));
    if may { Ok(()) } else { Err(DoorFault::NotPermitted { command: "propose-policy" }.into()) }
}
