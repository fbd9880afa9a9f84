//! What an officer fills in to report a step of the proceeding.

use bureau::{CaseView, Command, StepRow};
use case::exchange::{Exhibit, Moment, Report};
use case::limits::{EXHIBIT_LINE_BYTES_MAX, ZONE_BYTES_MAX};
use jiff::civil::Time;
use maud::{Markup, html};

use super::controls::{area, day};
use super::handling;
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::parts::course::steps;
use crate::texts::Texts;
use crate::when::moment;

/// How a browser writes a time of day; some add the seconds.
const TIMES: [&str; 2] = ["%H:%M", "%H:%M:%S"];

/// Before the name of each part of what is told of an object.
const EXHIBIT: &str = "exhibit.";

/// The fields, filled with what was typed before.
pub(super) fn fields(signed: &Signed, view: &CaseView, typed: &Typed, enclosed: &Markup) -> Markup {
    let texts = signed.texts();
    let rows = signed.app.bureau().steps_ahead(&view.case);
    let (next, others): (Vec<&StepRow>, Vec<&StepRow>) =
        rows.iter().filter(|row| row.is_ours).partition(|row| row.is_next);
    let choose = |label: &str, rows: &[&StepRow]| {
        html! {
            @if !rows.is_empty() {
                optgroup label=(texts.say(label)) {
                    @for row in rows { option value=(row.id) selected[typed.get("step") == row.id] { (texts.code("step", &row.id)) } }
                }
            }
        }
    };
    html! {
        div.field {
            label.label for="act-step" { (texts.say("report-step")) }
            select #act-step name="step" required {
                option value="" { (texts.say("choose")) }
                (choose("report-next", &next))
                (choose("report-others", &others))
            }
        }
        details.folded { summary { (texts.say("report-needs")) } (steps(texts, &next.iter().chain(&others).copied().collect::<Vec<_>>())) }
        (when(signed, typed))
        @if rows.iter().any(|row| row.is_ours && row.is_of_exhibit) { (exhibit(signed, view, typed)) }
        (area(texts, "text", "report-text", typed, false))
        (enclosed)
        (instead(texts, view, typed))
        (day(texts, "remind", "report-remind", typed))
        (handling::terms(texts, typed))
    }
}

fn when(signed: &Signed, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let here = signed.app.bureau().zone();
    let zone =
        if typed.get("form").is_empty() { here.iana_name().unwrap_or("UTC") } else { typed.get("zone") };
    html! {
        div.field {
            label.label for="act-day" { (texts.say("report-day")) }
            input.short #act-day type="date" name="day" required value=(typed.get("day")) aria-describedby="help-day";
            p.help #help-day { (texts.say("report-day-help")) }
        }
        div.field {
            label.label for="act-time" { (texts.say("report-time")) " " span.quiet { (texts.say("optional")) } }
            input.short #act-time type="time" name="time" value=(typed.get("time"));
        }
        div.field {
            label.label for="act-zone" { (texts.say("report-zone")) }
            input #act-zone name="zone" dir="ltr" autocomplete="off" spellcheck="false" maxlength=(ZONE_BYTES_MAX) value=(zone);
        }
    }
}

/// The object that a step is about.
fn exhibit(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let typed_in = read_exhibit(typed);
    html! {
        details.panel #exhibit open[typed_in.is_some()] {
            summary { (texts.say("report-exhibit")) }
            p.help { (texts.say("report-exhibit-help")) }
            datalist #exhibits {
                @for known in signed.app.bureau().exhibits(&view.case) { option value=(known.mark) { (known.what) } }
            }
            @for (part, text) in typed_in.unwrap_or_default().parts() {
                div.field {
                    label.label for={ "act-exhibit-" (part) } { (texts.code("exhibit", part)) }
                    input #{ "act-exhibit-" (part) } name={ (EXHIBIT) (part) } dir="auto" autocomplete="off" maxlength=(EXHIBIT_LINE_BYTES_MAX)
                        list=[(part == "mark").then_some("exhibits")] value=(text);
                }
            }
        }
    }
}

/// The object that was typed; none where nothing of it was.
fn read_exhibit(typed: &Typed) -> Option<Exhibit> {
    let part = |name: &str| typed.get(&format!("{EXHIBIT}{name}")).to_owned();
    let exhibit = Exhibit {
        mark: part("mark"),
        what: part("what"),
        seal: part("seal"),
        by: part("by"),
        to: part("to"),
        place: part("place"),
    };
    (exhibit != Exhibit::default()).then_some(exhibit)
}

/// Our own reports that another may take the place of.
fn instead(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let course = view.case.course();
    let ours: Vec<_> = course.iter().filter(|step| step.is_ours(&view.case)).collect();
    html! {
        @if !ours.is_empty() {
            div.field {
                label.label for="act-instead" { (texts.say("report-instead")) " " span.quiet { (texts.say("optional")) } }
                select #act-instead name="instead" {
                    option value="" { (texts.say("report-instead-none")) }
                    @for step in ours {
                        @let id = step.told.message.to_string();
                        option value=(id) selected[typed.get("instead") == id] { (texts.code("step", &step.report.step)) ", " (moment(texts, &step.report.happened)) }
                    }
                }
            }
        }
    }
}

/// The command of the form, or what is wrong with it, in words.
pub(super) fn command(texts: &Texts, typed: &Typed) -> Result<Command, String> {
    let bad_day = |_| texts.say("fault-bad-day");
    let optional = |name: &str| Some(typed.get(name).trim()).filter(|text| !text.is_empty());
    let time = match optional("time") {
        Some(text) => {
            let read = TIMES.into_iter().find_map(|form| Time::strptime(form, text).ok());
            let read = read.ok_or_else(|| texts.say("fault-bad-time"))?;
            // To the minute, as it is told.
            let minute =
                Time::new(read.hour(), read.minute(), 0, 0).map_err(|_| texts.say("fault-bad-time"))?;
            Some((minute, typed.get("zone").trim().to_owned()))
        }
        None => None,
    };
    let instead_of =
        optional("instead").map(str::parse).transpose().map_err(|_| texts.say("fault-bad-form"))?;
    let report = Report {
        step: typed.get("step").to_owned(),
        happened: Moment { day: typed.get("day").parse().map_err(bad_day)?, time },
        text: typed.get("text").to_owned(),
        exhibit: read_exhibit(typed),
        instead_of,
        handling: handling::read_terms(typed).ok_or_else(|| texts.say("fault-bad-form"))?,
    };
    Ok(Command::Report { report, remind: optional("remind").map(str::parse).transpose().map_err(bad_day)? })
}
