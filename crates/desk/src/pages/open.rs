//! Opening a case for an officer: reading it, which is a look that the journal records, and its findings.

use bureau::{CaseView, DoorFault, FieldFault, Matter};
use case::id::CaseId;
use case::life::Refusal;
use case::opinion::Finding;
use maud::{Markup, html};

use crate::digits::hexadecimal;
use crate::fault::{Fault, door_words, rules_of};
use crate::officer::Signed;
use crate::parts::chrome::{Place, handled_page};
use crate::parts::findings::{Column, findings};
use crate::parts::header::{act_words, position};
use crate::texts::word;

/// Reads a case for an officer; an identifier that is none is answered like a case that is not there.
pub(crate) async fn view(signed: &Signed, id: &str) -> Result<CaseView, Fault> {
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    // The purpose is settled by the posting first; the stage refines what later acts are journaled with.
    Ok(signed.app.bureau().case(signed.officer.id, id, signed.purpose(None)).await?)
}

/// The page of a case, with what the script needs: which case, how far it was read, by whom, and the key under which the
/// browser keeps what is typed.
pub(crate) fn case_page(
    signed: &Signed,
    view: &CaseView,
    place: Place,
    title: &str,
    body: &Markup,
) -> Markup {
    let key = signed.app.bureau().keep_key(signed.officer.id, view.id).ok();
    let digits = key.map(|key| hexadecimal(key.as_ref()));
    // Where the sheet would be a copy that its originator has not agreed to, it says so instead.
    let copying = case::life::may_use(&view.case, case::handling::Use::Copying, "");
    let no_copy = matches!(copying, Err(Refusal::ConsentNeeded { .. } | Refusal::Recalled))
        .then(|| signed.texts().say("no-copy"));
    let article = html! {
        article.case data-no-copy=[no_copy] data-case=(view.id) data-position=(position(view)) data-officer=(signed.officer.id) data-keep-key=[digits] {
            (body)
        }
    };
    let handling = view.case.fact("request.handling").and_then(|value| value.text());
    handled_page(signed, place, title, handling, &article)
}

/// The findings column for a case as it stands.
pub(crate) fn column(signed: &Signed, view: &CaseView) -> Markup {
    let bureau = signed.app.bureau();
    let facts = view.case.facts();
    let column = findings(&Column {
        texts: signed.texts(),
        case: view.id,
        opinion: &view.opinion,
        settlement: &bureau.settlement(view, signed.language()),
        facts: &facts,
        may_edit: view.may.contains(&"edit"),
        field: &|name| bureau.field(name, signed.language()),
        revision: &|name| view.case.fields.get(name).map_or(0, |state| state.revision),
    });
    html! { (column) (law_between(signed, view)) }
}

/// The way to the law between the two States of a case, where treaties speak to its kind.
fn law_between(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        @if let ((Some(from), Some(to)), Some(matter)) = (signed.app.bureau().states_of(&view.case), Matter::of(view.case.kind)) {
            @let words = format!("from={from}&to={to}&measure={}", matter.code());
            nav.law-between aria-label=(texts.say("place-law")) {
                a href={ "/law/routes?" (words) } { (texts.with("law-routes-between", &[word("from", from.as_str()), word("to", to.as_str())])) }
                " · "
                a href={ "/law/compare?" (words) } { (texts.say("law-compare")) }
            }
        }
    }
}

/// The label of a field; its name where the register has none.
pub(crate) fn label_of(signed: &Signed, name: &str) -> String {
    signed.app.bureau().field(name, signed.language()).map_or_else(|| name.to_owned(), |field| field.label)
}

/// What a field expects, in the reader's language. The bureau says it in one language only, so it is told from the kind of
/// the field.
pub(crate) fn field_words(signed: &Signed, fault: &FieldFault) -> String {
    let texts = signed.texts();
    let Some(field) = signed.app.bureau().field(&fault.field, signed.language()) else {
        return texts.say("fault-no-field");
    };
    if !field.codes.is_empty() {
        let codes: Vec<String> = field.codes.iter().map(|code| texts.code("code", code)).collect();
        return texts.with("expects-code", &[word("codes", &codes.join(", "))]);
    }
    match (field.kind, &field.unit) {
        ("number", Some(unit)) => texts.with("expects-number-of", &[word("unit", &texts.code("unit", unit))]),
        ("number", None) => texts.say("expects-number"),
        ("day", _) => texts.say("fault-bad-day"),
        ("state", _) => texts.say("fault-bad-state"),
        ("states", _) => texts.say("expects-states"),
        _ => texts.say("expects-text"),
    }
}

/// Why an act was refused: in words, and by title the rules that it rests on, each with the way to the field it is about.
pub(crate) fn refusal(signed: &Signed, view: &CaseView, fault: &DoorFault) -> Markup {
    let rules = rules_of(fault);
    let decided = view.case.referrals.iter().map(|referral| &referral.finding);
    let known: Vec<&Finding> = view.opinion.findings.iter().chain(decided).collect();
    html! {
        (door_words(signed.texts(), fault))
        @if matches!(fault, DoorFault::Refused(Refusal::ConsentNeeded { .. })) && view.may.contains(&"ask-consent") {
            " " a href={ "/case/" (view.id) "/do/ask-consent" } { (act_words(signed.texts(), "ask-consent", &view.case)) }
        }
        @if !rules.is_empty() {
            ul {
                @for rule in rules {
                    li {
                        @match known.iter().find(|finding| finding.rule == *rule) {
                            Some(finding) => (place_of(view, finding)),
                            None => code { (rule) },
                        }
                    }
                }
            }
        }
    }
}

fn place_of(view: &CaseView, finding: &Finding) -> Markup {
    html! {
        @match finding.missing.iter().chain(&finding.facts).next() {
            Some(fact) => a href={ "/case/" (view.id) "/request#field-" (fact) } { (finding.title) },
            None => (finding.title),
        }
        " " bdi.provision { (finding.provision) }
    }
}
