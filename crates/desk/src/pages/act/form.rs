//! What an officer fills in for an act.

use bureau::CaseView;
use case::bureau::Officer;
use case::ground::Ground;
use case::life::Case;
use case::opinion::{Effect, Finding};
use maud::{Markup, html};

use super::controls::{area, day, explain, line};
use super::{correct, evidence, handling, report, tasks};
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::parts::badge::{due, icon, outcome};
use crate::parts::decision::decision;
use crate::parts::findings::asked;
use crate::parts::header::what_is_due;
use crate::texts::Texts;

/// The fields of an act's form, filled with what was typed before.
pub(super) fn fields(signed: &Signed, view: &CaseView, command: &str, typed: &Typed) -> Markup {
    let texts = signed.texts();
    match command {
        "submit" => submit(texts, view, typed),
        "approve" => approve(signed, view),
        "accept" => html! {
            (day(texts, "expected", "accept-expected", typed))
            (area(texts, "note", "accept-note", typed, false))
        },
        "answer" => answer(texts, view, typed),
        "report" => report::fields(signed, view, typed, &with_files(texts, view)),
        "ask-more" => ask_more(signed, view, typed),
        "forward" => html! {
            (line(texts, "authority", "forward-authority", typed))
            (area(texts, "note", "forward-note", typed, false))
        },
        "refuse" => refuse(texts, typed),
        "assign" => assign(signed, view),
        "restrict" => restrict(signed, view, typed),
        "note" => area(texts, "text", "note-text", typed, true),
        "give-task" => tasks::give(signed, view, typed),
        "take-back-task" => tasks::take_back(texts, view, typed),
        "break-glass" => html! {
            (approve(signed, view))
            (area(texts, "reasons", "break-glass-why", typed, true))
        },
        "review-emergency" => review_emergency(signed, view, typed),
        "retain" => html! {
            div.field {
                label.label for="act-until" { (texts.say("retain-until")) }
                input.short #act-until type="date" name="until" required value=(typed.get("until"));
            }
            (area(texts, "reasons", "reasons", typed, true))
        },
        "use" | "ask-consent" => handling::a_use(texts, view, typed),
        evidence::COMMAND => evidence::form(texts, view, typed),
        "answer-consent" => handling::answer_consent(signed, view, typed),
        "recall" => handling::recall(signed, view, typed),
        "answer-recall" => handling::answer_recall(signed, view, typed),
        "correct" => correct::correct(signed, view, typed),
        "answer-correction" => correct::answer(signed, view, typed),
        "close" => html! { (running(signed, view)) (area(texts, "reasons", "reasons", typed, true)) },
        _ => area(texts, "reasons", "reasons", typed, true),
    }
}

/// The periods that still run, and stop with the closing of the case.
fn running(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        @if !view.case.deadlines.is_empty() {
            div.mean-ask role="note" {
                p { (icon("ask")) " " strong { (texts.say("close-running")) } }
                ul { @for one in &view.case.deadlines { li { (due(texts, one.due, signed.today())) " " (what_is_due(texts, one)) " " bdi.provision { (one.provision) } } } }
            }
        }
    }
}

/// Whether the check asks for something that a draft can leave open only with a reason.
fn asks(finding: &Finding) -> bool {
    (finding.is_raised() && finding.effect == Effect::Ask) || finding.is_open()
}

fn submit(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let findings = &view.opinion.findings;
    let blocked: Vec<&Finding> =
        findings.iter().filter(|finding| finding.is_raised() && finding.effect == Effect::Block).collect();
    let open: Vec<&Finding> = findings.iter().filter(|finding| asks(finding)).collect();
    html! {
        p { (outcome(texts, view.opinion.outcome())) }
        @if !blocked.is_empty() {
            h3 { (texts.say("submit-blocked")) }
            ul { @for finding in blocked { li { (finding.title) " " bdi.provision { (finding.provision) } p.words { (finding.explanation) } } } }
        }
        @if !open.is_empty() {
            h3 { (texts.say("submit-open")) }
            p { (texts.say("submit-open-more")) " " a href={ "/case/" (view.id) "/request" } { (texts.say("submit-go-back")) } }
            @for finding in open { (explain(texts, finding, typed)) }
        }
    }
}

fn approve(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        p { (outcome(texts, view.opinion.outcome())) " " a href={ "/case/" (view.id) "/request" } { (texts.say("read-request")) } }
        @if !view.case.referrals.is_empty() {
            h3 { (texts.say("decisions")) }
            @for referral in &view.case.referrals { (decision(signed, referral)) }
        }
        (enclosed(texts, view))
    }
}

/// What was sent by one officer alone, what nobody else had decided, and what to say of it.
fn review_emergency(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let title = |rule: &String| {
        let findings = view.case.opinion.iter().flat_map(|opinion| &opinion.findings);
        findings
            .into_iter()
            .find(|finding| finding.rule == *rule)
            .map_or(rule.clone(), |it| it.title.to_string())
    };
    let chosen = typed.get("justified");
    html! {
        @if let Some(emergency) = view.case.to_review() {
            blockquote dir="auto" { (emergency.reasons) }
            @if !emergency.undecided.is_empty() {
                h3 { (texts.say("emergency-undecided")) }
                ul { @for rule in &emergency.undecided { li { (title(rule)) } } }
            }
        }
        p { a href={ "/case/" (view.id) "/request" } { (texts.say("read-request")) } }
        fieldset {
            legend { (texts.say("emergency-question")) }
            label { input type="radio" name="justified" value="yes" required checked[chosen == "yes"]; " " (texts.say("emergency-yes")) }
            label { input type="radio" name="justified" value="no" required checked[chosen == "no"]; " " (texts.say("emergency-no")) }
        }
        (area(texts, "reasons", "reasons", typed, true))
    }
}

fn enclosed(texts: &Texts, view: &CaseView) -> Markup {
    html! {
        @if !view.case.enclosed.is_empty() {
            p { (texts.say("goes-with-it")) ": " @for file in &view.case.enclosed { bdi { (file.name) } " " } }
        }
    }
}

/// The files that go with it, and the way to put in others.
fn with_files(texts: &Texts, view: &CaseView) -> Markup {
    html! {
        (enclosed(texts, view))
        p.help { a href={ "/case/" (view.id) "/papers" } { (texts.say("answer-add-files")) } }
    }
}

fn answer(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let part = typed.get("complete") == "no";
    html! {
        (area(texts, "text", "answer-text", typed, view.case.enclosed.is_empty()))
        (with_files(texts, view))
        fieldset {
            legend { (texts.say("answer-complete")) }
            label { input type="radio" name="complete" value="yes" checked[!part]; " " (texts.say("answer-all")) }
            label { input type="radio" name="complete" value="no" checked[part]; " " (texts.say("answer-part")) }
        }
        (handling::terms(texts, typed))
    }
}

/// What our own check lacks is offered as questions; more can be written below.
fn ask_more(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let mut facts: Vec<&String> = Vec::new();
    for finding in view.opinion.findings.iter().filter(|finding| asks(finding)) {
        for fact in &finding.missing {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    let fields: Vec<_> =
        facts.into_iter().filter_map(|fact| signed.app.bureau().field(fact, signed.language())).collect();
    let chosen: Vec<&str> = typed.all("fact").collect();
    html! {
        @if !fields.is_empty() {
            fieldset.boxes {
                legend { (texts.say("ask-suggested")) }
                @for field in &fields {
                    label { input type="checkbox" name="fact" value=(field.name) checked[chosen.contains(&field.name.as_str())]; " " (asked(field)) }
                }
            }
        }
        (area(texts, "questions", "ask-questions", typed, fields.is_empty()))
    }
}

fn refuse(texts: &Texts, typed: &Typed) -> Markup {
    let chosen: Vec<&str> = typed.all("ground").collect();
    html! {
        (grounds(texts, "ground-1", "refuse-ground", chosen.first().copied(), true))
        (grounds(texts, "ground-2", "refuse-second-ground", chosen.get(1).copied(), false))
        (area(texts, "reasons", "refuse-reasons", typed, true))
    }
}

fn grounds(texts: &Texts, id: &str, label: &str, chosen: Option<&str>, required: bool) -> Markup {
    let mut groups: Vec<&str> = Vec::new();
    for ground in Ground::ALL {
        if !groups.contains(&ground.group()) {
            groups.push(ground.group());
        }
    }
    html! {
        div.field {
            label.label for=(id) { (texts.say(label)) @if !required { " " span.quiet { (texts.say("optional")) } } }
            select id=(id) name="ground" required[required] {
                option value="" { (texts.say("choose")) }
                @for group in groups {
                    optgroup label=(texts.code("ground-group", &group.to_lowercase())) {
                        @for ground in Ground::ALL.iter().filter(|ground| ground.group() == group) {
                            option value=(ground.tag()) title=(texts.code("ground-means", ground.tag())) selected[chosen == Some(ground.tag())] {
                                (texts.code("ground", ground.tag()))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn assign(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        div.field {
            label.label for="act-officer" { (texts.say("column-assignee")) }
            select #act-officer name="officer" {
                option value="" { (texts.say("of-nobody")) }
                @for officer in signed.app.bureau().officers().iter().filter(|officer| signed.app.bureau().may_in(officer, "look", &view.case)) {
                    option value=(officer.id) selected[view.case.assignee == Some(officer.id)] { (officer.name) }
                }
            }
        }
    }
}

/// Who is to see the case from here on: those of the bureau who may, were it kept to them.
fn restrict(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let chosen: Vec<&str> = typed.all("officer").collect();
    let is_in = |officer: &Officer| match typed.get("form") {
        "" => view.case.circle.contains(&officer.id),
        _ => chosen.contains(&officer.id.to_string().as_str()),
    };
    html! {
        fieldset.boxes {
            legend { (texts.say("restrict-who")) }
            @for officer in signed.app.bureau().officers().iter().filter(|officer| could_see(signed, view, officer)) {
                label {
                    input type="checkbox" name="officer" value=(officer.id) checked[is_in(officer)]; " "
                    bdi { (officer.name) } " "
                    @for role in &officer.roles { span.badge { (texts.code("role", role.code())) } " " }
                }
            }
        }
        p.help { (texts.say("restrict-none")) }
        (area(texts, "reasons", "reasons", typed, true))
    }
}

/// Whether an officer could see the case if it were kept to them.
fn could_see(signed: &Signed, view: &CaseView, officer: &Officer) -> bool {
    let kept = Case { circle: vec![officer.id], ..view.case.clone() };
    signed.app.bureau().may_in(officer, "look", &kept)
}
