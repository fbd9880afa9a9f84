//! Earlier decisions of this bureau on a like question, for who decides: closed until opened, found by words.

use bureau::{CaseView, Precedent, Precedents};
use case::life::{Judgement, Referral};
use maud::{Markup, html};

use super::open::label_of;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::count;
use crate::when::time_mark;

/// What is searched for: the question by its rule, and words.
#[derive(Clone, Copy)]
pub(crate) struct Search<'a> {
    pub(crate) rule: &'a str,
    pub(crate) words: &'a str,
}

/// The decisions that a search finds; none where nothing is searched for.
pub(crate) async fn find(
    signed: &Signed,
    view: &CaseView,
    search: Search<'_>,
) -> Result<Option<Precedents>, Fault> {
    let referral = view.case.referrals.iter().find(|referral| referral.finding.rule == search.rule);
    let Some(Referral { finding, .. }) = referral else { return Ok(None) };
    let like = (finding.rule.as_str(), finding.ground);
    let bureau = signed.app.bureau();
    Ok(Some(bureau.precedents(signed.officer.id, view.id, like, search.words, "review").await?))
}

/// The way to search, and what was found.
pub(crate) fn section(
    signed: &Signed,
    view: &CaseView,
    referral: &Referral,
    found: Option<(Search<'_>, &Precedents)>,
) -> Markup {
    let texts = signed.texts();
    let finding = &referral.finding;
    let number =
        signed.app.bureau().precedents_count(&signed.officer, view.id, &finding.rule, finding.ground);
    let found = found.filter(|(search, _)| search.rule == finding.rule);
    let id = format!("words-{}", finding.rule);
    html! {
        h4 #{ "precedents-" (finding.rule) } { (texts.with("precedents-count", &[count("count", number)])) }
        @if number > 0 {
            p.quiet { (texts.say("precedents-recorded")) }
            form.search method="post" action={ "/case/" (view.id) "/review/precedents#precedents-" (finding.rule) } role="search" aria-label={ (texts.say("precedents-words")) ": " (finding.title) } {
                input type="hidden" name="rule" value=(finding.rule);
                label for=(id) { (texts.say("precedents-words")) }
                input id=(id) name="words" dir="auto" maxlength="200" value=(found.map_or("", |(search, _)| search.words));
                button { (texts.say("precedents-show")) }
            }
        }
        @if let Some((_, precedents)) = found {
            @if precedents.shown.is_empty() { p.empty { (texts.say("precedents-none")) } }
            @for precedent in &precedents.shown { (shown(signed, precedent, &finding.rule)) }
            @if precedents.more { p.quiet { (texts.say("precedents-more")) } }
        }
    }
}

fn shown(signed: &Signed, precedent: &Precedent, rule: &str) -> Markup {
    let texts = signed.texts();
    let (code, words) = match precedent.judgement {
        Judgement::Satisfied => ("clear", "judged-satisfied"),
        Judgement::Against => ("block", "judged-against"),
    };
    let weighed: Vec<String> = precedent.weighed.iter().map(|fact| label_of(signed, fact)).collect();
    html! {
        details.folded.precedent {
            summary {
                bdi.reference { (precedent.reference) } ", " (time_mark(texts, precedent.at, signed.now())) ", "
                span class={ "mean-" (code) } { (icon(code)) (texts.say(words)) }
            }
            @if precedent.rule != rule { p.quiet { (texts.say("precedents-other-rule")) " " code { (precedent.rule) } } }
            @if !weighed.is_empty() { p { span.quiet { (texts.say("weighed")) ": " } (weighed.join(", ")) } }
            p.details dir="auto" { (precedent.reasons) }
        }
    }
}
