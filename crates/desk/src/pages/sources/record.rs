//! A source record that is open before an officer who is named in it.

use bureau::{CaseView, SourceContent, SourceView, Spot, Target, Telltale, Version};
use case::limits::{FIELD_BYTES_MAX, MARKING_BYTES_MAX, REASONS_BYTES_MAX};
use maud::{Markup, html};

use super::super::case::tabs;
use super::super::open::{case_page, label_of};
use super::super::typed::Typed;
use super::{LINE_MAX, name, named, names};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::header::header;
use crate::texts::{Texts, count, word};
use crate::when::time_mark;

/// The page. What was typed and not taken stands in its form again.
pub(super) fn page(
    signed: &Signed,
    view: &CaseView,
    opened: &SourceView,
    typed: &Typed,
    fault: Option<&str>,
) -> Markup {
    let texts = signed.texts();
    let shown =
        Shown { signed, view, opened, typed, failed: if fault.is_some() { typed.get("do") } else { "" } };
    let title = texts.say("source-record");
    let body = html! {
        (header(signed, view))
        (tabs(signed, view, None))
        section.act.sources {
            p { a href={ "/case/" (view.id) "/sources" } { (texts.say("source-close")) } }
            h2 { (title) ": " bdi { (opened.record.content.cover) } }
            @if let Some(words) = fault {
                div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) }
            }
            p.quiet { (texts.say("source-opened-now")) }
            (shown.held())
            (shown.content())
            (shown.left_out())
            (shown.versions())
            (shown.sanitise())
            (shown.who())
            (shown.ending())
        }
    };
    case_page(signed, view, Place::Elsewhere, &format!("{title} · {}", view.case.reference), &body)
}

/// What every part of the page needs.
struct Shown<'a> {
    signed: &'a Signed,
    view: &'a CaseView,
    opened: &'a SourceView,
    typed: &'a Typed,
    /// The act that was refused.
    failed: &'a str,
}

impl Shown<'_> {
    fn texts(&self) -> &'static Texts {
        self.signed.texts()
    }

    /// A form for one act. It says again why the record is open.
    fn form(&self, act: &str, fields: &Markup, button: &str) -> Markup {
        html! {
            form method="post" action={ "/case/" (self.view.id) "/sources/" (self.opened.id) } autocomplete="off" {
                (self.signed.once())
                input type="hidden" name="do" value=(act);
                input type="hidden" name="purpose" value=(self.typed.get("purpose"));
                (fields)
                p.acts { button { (self.texts().say(button)) } }
            }
        }
    }

    /// What was typed for an act that was refused.
    fn again(&self, act: &str, name: &str) -> &str {
        if self.failed == act { self.typed.get(name) } else { "" }
    }

    fn reasons(&self, act: &str) -> Markup {
        let id = format!("{act}-reasons");
        html! {
            div.field {
                label.label for=(id) { (self.texts().say("reasons")) }
                textarea #(id) name="reasons" rows="2" required dir="auto" maxlength=(REASONS_BYTES_MAX) { (self.again(act, "reasons")) }
            }
        }
    }

    /// What was about to leave and did not.
    fn held(&self) -> Markup {
        let (texts, record) = (self.texts(), &self.opened.record);
        html! {
            @if let Some(held) = &record.held {
                section.held {
                    h3.mean-block { (icon("block")) " " (texts.say("source-held")) }
                    p { (texts.say("source-held-lead")) }
                    p {
                        @if let Some(by) = held.by { bdi { (name(self.signed, by)) } " " }
                        (time_mark(texts, held.at, self.signed.now()))
                    }
                    ul { @for found in &held.found { li { (self.found(found)) } } }
                    (self.form("let-go", &self.reasons("let-go"), "source-let-go"))
                }
            }
        }
    }

    /// One thing that may tell who the source is, with its place.
    fn found(&self, found: &Telltale) -> Markup {
        let texts = self.texts();
        let spot = match &found.spot {
            Spot::Line(line) => {
                texts.with("spot-line", &[count("line", usize::try_from(*line).unwrap_or(0))])
            }
            Spot::Field(field) => label_of(self.signed, field),
            Spot::Words => texts.say("spot-words"),
            Spot::File(file) => texts.with("spot-file", &[word("name", file)]),
        };
        html! {
            strong { (texts.code("tell", found.tell.code())) } ", " bdi { (spot) } ": " q dir="auto" { (found.words) }
            @if found.tell.never_leaves() { " " span.mean-block { (icon("block")) " " (texts.say("source-never")) } }
        }
    }

    fn content(&self) -> Markup {
        let (texts, record) = (self.texts(), &self.opened.record);
        let content = &record.content;
        let rows = [
            ("source-grading", &content.grading),
            ("source-when", &content.when),
            ("source-place", &content.place),
            ("source-basis", &content.basis),
            ("source-said", &content.said),
        ];
        let written = super::read::content(self.typed);
        let fields =
            content_fields(self.signed, "write", if self.failed == "write" { &written } else { content });
        html! {
            dl.facts {
                @for (label, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
                    div { dt { (texts.say(label)) } dd dir="auto" { (text) } }
                }
                @if content.only_source { div { dt { (texts.say("source-only")) } dd { (texts.say("could-yes")) } } }
                div { dt { (texts.say("source-identifiers")) } dd { ul { @for one in &content.identifiers { li { bdi { (one) } } } } } }
            }
            details.folded open[self.failed == "write"] {
                summary { (texts.say("source-write")) }
                (self.form("write", &fields, "source-save"))
            }
        }
    }

    /// What was left out and is looked for until another named officer agrees.
    fn left_out(&self) -> Markup {
        let (texts, left_out) = (self.texts(), &self.opened.record.left_out);
        let may_agree = left_out.iter().any(|(by, _)| *by != self.signed.officer.id);
        html! {
            @if !left_out.is_empty() {
                section.version {
                    h3 { (texts.say("source-left-out")) }
                    p { (texts.say("source-left-out-lead")) }
                    ul { @for (by, one) in left_out { li { bdi { (one) } " " span.quiet { bdi { (name(self.signed, *by)) } } } } }
                    @if may_agree { (self.form("give-up", &html! {}, "source-give-up")) }
                }
            }
        }
    }

    /// The last sanitised version, and what may be done with it.
    fn versions(&self) -> Markup {
        let texts = self.texts();
        let Some(version) = self.opened.record.versions.last() else { return html! {} };
        let number = usize::try_from(version.number).unwrap_or(0);
        let target = match &version.target {
            Target::Field(field) => label_of(self.signed, field),
            Target::File => texts.say("source-target-file"),
        };
        html! {
            section.version {
                h3 { (texts.with("source-version", &[count("number", number)])) " " span.quiet { (target) } }
                blockquote.details dir="auto" { (version.text) }
                p.quiet { (texts.with("source-prepared-by", &[word("name", &name(self.signed, version.by.0))])) " " (time_mark(texts, version.by.1, self.signed.now())) }
                @match &version.approved {
                    Some(approved) => (self.approved(version, approved)),
                    None => (self.to_approve(version)),
                }
            }
        }
    }

    fn approved(
        &self,
        version: &Version,
        (by, at, reasons): &(case::id::OfficerId, jiff::Timestamp, Vec<String>),
    ) -> Markup {
        let texts = self.texts();
        let number = html! { input type="hidden" name="number" value=(version.number); };
        html! {
            p.mean-clear { (icon("clear")) " " (texts.with("source-approved-by", &[word("name", &name(self.signed, *by))])) " " (time_mark(texts, *at, self.signed.now())) }
            @if !reasons.is_empty() { ul { @for reason in reasons { li dir="auto" { (reason) } } } }
            @if let Some((by, at)) = &version.put {
                p.mean-clear { (icon("clear")) " " (texts.with("source-put-by", &[word("name", &name(self.signed, *by))])) " " (time_mark(texts, *at, self.signed.now())) }
            }
            (self.form("put", &number, "source-put"))
        }
    }

    fn to_approve(&self, version: &Version) -> Markup {
        let (texts, findings) = (self.texts(), &self.opened.findings);
        let own = version.by.0 == self.signed.officer.id;
        let never = findings.iter().any(|found| found.tell.never_leaves());
        let typed: Vec<&str> = self.typed.under("reason.").map(|(_, reason)| reason).collect();
        let fields = html! {
            input type="hidden" name="number" value=(version.number);
            @for (place, found) in findings.iter().enumerate() {
                @let id = format!("reason.{place:03}");
                div.field {
                    label.label for=(id) { (self.found(found)) }
                    input type="text" #(id) name=(id) required dir="auto" placeholder=(texts.say("source-reason")) value=[typed.get(place)];
                }
            }
        };
        html! {
            @if findings.is_empty() { p { (texts.say("source-found-none")) } } @else { h4 { (texts.say("source-found")) } }
            @if own || never {
                ul { @for found in findings { li { (self.found(found)) } } }
                @if never { p.mean-block { (icon("block")) " " (texts.say("fault-source-would-identify")) } } @else { p { (texts.say("source-own")) } }
            } @else {
                (self.form("approve", &fields, "source-approve"))
            }
        }
    }

    fn sanitise(&self) -> Markup {
        let texts = self.texts();
        let form = self.signed.app.bureau().form(self.view.case.kind, self.signed.language());
        let fields = form.into_iter().flat_map(|form| form.sections).flat_map(|section| section.fields);
        let fields: Vec<_> = fields.filter(|field| field.kind == "text" && field.long).collect();
        let grading = match self.again("prepare", "version-grading") {
            "" => self.opened.record.content.grading.as_str(),
            typed => typed,
        };
        let last = self.opened.record.versions.last();
        let last = last.map(|version| version.text.rsplit_once("\n[").map_or("", |(text, _)| text));
        let text = if self.failed == "prepare" { self.typed.get("text") } else { last.unwrap_or_default() };
        let controls = html! {
            div.field {
                label.label for="target" { (texts.say("source-target")) }
                select #target name="target" {
                    option value="" { (texts.say("source-target-file")) }
                    @for field in &fields { option value=(field.name) selected[self.again("prepare", "target") == field.name] { (field.label) } }
                }
            }
            div.field {
                label.label for="text" { (texts.say("source-text")) }
                textarea #text name="text" rows="6" required dir="auto" maxlength=(FIELD_BYTES_MAX) { (text) }
            }
            (line(texts, "version-grading", "source-grading", "source-grading-help", grading))
        };
        html! {
            details.folded open[self.failed == "prepare" || last.is_none()] {
                summary { (texts.say("source-sanitise")) }
                p { (texts.say("source-sanitise-lead")) }
                (self.form("prepare", &controls, "source-prepare"))
            }
        }
    }

    fn who(&self) -> Markup {
        let (texts, record) = (self.texts(), &self.opened.record);
        let controls = html! {
            (named(self.signed, self.view, &record.named, &Typed::default()))
            (self.reasons("name"))
        };
        html! {
            details.folded open[self.failed == "name"] {
                summary { (texts.say("source-named")) ": " (names(self.signed, &record.named)) }
                (self.form("name", &controls, "source-name"))
            }
            details.folded {
                summary { (texts.with("source-openings", &[count("count", record.openings.len())])) }
                ul.openings {
                    @for opening in record.openings.iter().rev() {
                        li { (texts.with("source-opened-by", &[word("name", &name(self.signed, opening.by))])) " " (time_mark(texts, opening.at, self.signed.now())) ": " span dir="auto" { (opening.purpose) } }
                    }
                }
            }
        }
    }

    fn ending(&self) -> Markup {
        let texts = self.texts();
        let proposed = self.opened.record.ending.as_ref().filter(|(by, _)| *by != self.signed.officer.id);
        html! {
            details.folded open[proposed.is_some()] {
                summary { (texts.say("source-erase")) }
                p { (texts.say("source-erase-lead")) }
                @if let Some((by, reasons)) = &self.opened.record.ending {
                    p { (texts.with("source-ending", &[word("name", &name(self.signed, *by))])) " " span dir="auto" { (reasons) } }
                }
                @if proposed.is_some() { (self.form("agree-to-erase", &html! {}, "source-erase-agree")) } @else {
                    (self.form("erase", &self.reasons("erase"), "source-erase-propose"))
                }
            }
        }
    }
}

fn line(texts: &Texts, name: &str, label: &str, help: &str, value: &str) -> Markup {
    let max = if name.ends_with("grading") { MARKING_BYTES_MAX } else { LINE_MAX };
    html! {
        div.field {
            label.label for=(name) { (texts.say(label)) }
            input type="text" #(name) name=(name) required[!help.is_empty()] dir="auto" maxlength=(max) value=(value);
            @if !help.is_empty() { p.help { (texts.say(help)) } }
        }
    }
}

/// The controls of what is written in a record.
pub(super) fn content_fields(signed: &Signed, form: &str, content: &SourceContent) -> Markup {
    let texts = signed.texts();
    let id = |name: &str| format!("{form}-{name}");
    let short = |name: &str, label: &str, help: &str, value: &str, required: bool| {
        html! {
            div.field {
                label.label for=(id(name)) { (texts.say(label)) }
                input type="text" #(id(name)) name=(name) required[required] dir="auto" maxlength=(LINE_MAX) value=(value);
                @if !help.is_empty() { p.help { (texts.say(help)) } }
            }
        }
    };
    let long = |name: &str, label: &str, help: &str, value: &str, required: bool| {
        html! {
            div.field {
                label.label for=(id(name)) { (texts.say(label)) }
                textarea #(id(name)) name=(name) rows="4" required[required] dir="auto" maxlength=(FIELD_BYTES_MAX) { (value) }
                @if !help.is_empty() { p.help { (texts.say(help)) } }
            }
        }
    };
    html! {
        (short("cover", "source-cover", "source-cover-help", &content.cover, true))
        (short("grading", "source-grading", "source-grading-help", &content.grading, true))
        (long("said", "source-said", "", &content.said, true))
        (short("when", "source-when", "", &content.when, false))
        (short("place", "source-place", "", &content.place, false))
        fieldset { label { input type="checkbox" name="only" value="yes" checked[content.only_source]; " " (texts.say("source-only")) } }
        (long("basis", "source-basis", "", &content.basis, false))
        (long("identifiers", "source-identifiers", "source-identifiers-help", &content.identifiers.join("\n"), true))
    }
}
