//! The frame of every page: head, top bar, search, footer, and what is printed on every sheet.

use case::bureau::Role;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::badge::icon;
use crate::assets::{Asset, MARK, PASSKEY_SCRIPT, SCRIPT, STYLE};
use crate::officer::{Look, Signed};
use crate::session::LOCK_MINUTES_MAX;
use crate::texts::Texts;
use crate::when::{day, time_mark};

/// A place in the top bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Today,
    Docket,
    Calendar,
    Review,
    Law,
    Directory,
    Oversight,
    Settings,
    Tasks,
    /// A page that the bar does not list.
    Elsewhere,
}

/// Places in the bar: name in the catalogue, address, second key after `g`.
const PLACES: [(Place, &str, &str, &str); 8] = [
    (Place::Tasks, "place-tasks", "/tasks", "k"),
    (Place::Today, "place-today", "/today", "t"),
    (Place::Docket, "place-docket", "/docket", "d"),
    (Place::Calendar, "place-calendar", "/calendar", "c"),
    (Place::Review, "place-review", "/review", "r"),
    (Place::Law, "place-law", "/law", "l"),
    (Place::Directory, "place-directory", "/directory", "b"),
    (Place::Oversight, "place-oversight", "/oversight", "o"),
];

/// What can be searched for, as a browser checks it: no name goes into an address.
pub(crate) const REFERENCE: &str = "[A-Za-z0-9\\-]*";

/// Pictures used on pages, drawn once.
const PICTURES: PreEscaped<&str> = PreEscaped(include_str!("../assets/icons.svg"));

/// A page for an officer who has signed in.
pub(crate) fn page(signed: &Signed, place: Place, title: &str, body: &Markup) -> Markup {
    handled_page(signed, place, title, None, body)
}

/// A page whose handling code stands on every sheet that is printed of it.
pub(crate) fn handled_page(
    signed: &Signed,
    place: Place,
    title: &str,
    handling: Option<&str>,
    body: &Markup,
) -> Markup {
    let texts = signed.texts();
    let sheet = html! {
        div.sheet aria-hidden="true" {
            @if let Some(code) = handling { span { (texts.code("code", code)) } }
            span { (title) } span { (signed.officer.name) " · " (signed.app.bureau().me()) }
            span { (day(texts, signed.today())) " " (time_mark(texts, signed.now(), signed.now())) " UTC" }
        }
    };
    let is_list = matches!(place, Place::Today | Place::Docket | Place::Review);
    let frame = html! {
        (top_bar(signed, place))
        (sheet)
        main #main tabindex="-1" data-live-list[is_list] { (body) }
        (keys(texts))
    };
    document(signed.look, title, &frame, Some(&SCRIPT))
}

/// A page for a reader who has not signed in, or when something failed.
pub(crate) fn plain_page(look: Look, title: &str, body: &Markup) -> Markup {
    let frame = html! {
        header.bar { a.brand href="/" { "Comity" } }
        main #main tabindex="-1" .plain { (body) }
    };
    document(look, title, &frame, None)
}

/// A page for a reader who proves with a passkey who they are.
pub(crate) fn passkey_page(look: Look, title: &str, body: &Markup) -> Markup {
    let frame = html! {
        header.bar { a.brand href="/" { "Comity" } }
        main #main tabindex="-1" .plain { (body) }
    };
    document(look, title, &frame, Some(&PASSKEY_SCRIPT))
}

fn document(look: Look, title: &str, frame: &Markup, script: Option<&Asset>) -> Markup {
    let Look { texts, theme } = look;
    html! {
        (DOCTYPE)
        html lang=(texts.language.code()) dir=(texts.language.direction()) data-theme=(theme.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Comity" }
                link rel="icon" href=(MARK.path) type="image/svg+xml";
                link rel="stylesheet" href=(STYLE.path);
                @if let Some(script) = script { script type="module" src=(script.path) {} }
            }
            body {
                a.skip href="#main" { (texts.say("skip")) }
                (PICTURES)
                (frame)
            }
        }
    }
}

fn top_bar(signed: &Signed, place: Place) -> Markup {
    let texts = signed.texts();
    let listens = signed.may("list");
    html! {
        header.bar {
            a.brand href="/today" { "Comity " bdi.code { (signed.app.bureau().me()) } }
            nav.places aria-label=(texts.say("places")) {
                @for (known, name, address, key) in PLACES {
                    @if leads_to(signed, known) {
                        a href=(address) data-key=(key) aria-current=[(known == place).then_some("page")] {
                            (texts.say(name))
                            @if known == Place::Today { span.count #waiting hidden {} }
                        }
                    }
                }
            }
            @if !signed.officer.is(Role::Authority) { form.search action="/docket" role="search" {
                label.hidden for="search" { (texts.say("search")) }
                input #search type="search" name="text" maxlength="40" autocomplete="off" spellcheck="false"
                    placeholder=(texts.say("search-hint")) pattern=(REFERENCE) title=(texts.say("search-title"));
            } }
            @if writes(signed) {
                a.button.primary #new href="/new" { (texts.say("place-new")) }
            }
            (me(signed, place))
        }
        p #news .news role="status" hidden data-outside=(texts.say("news-outside")) data-inside=(texts.say("news-inside")) data-list=(texts.say("news-list"))
            data-show=(texts.say("news-show")) data-kept=(texts.say("form-kept")) data-unsent=(texts.say("form-unsent"))
            data-restored=(texts.say("form-restored")) data-discard=(texts.say("form-discard")) data-rung=(signed.rung) data-locks-in=(LOCK_MINUTES_MAX * 60) data-officer=[listens.then_some(signed.officer.id)] {}
    }
}

fn me(signed: &Signed, place: Place) -> Markup {
    let texts = signed.texts();
    html! {
        details.me {
            summary { (icon("person")) bdi { (signed.officer.name) } }
            div.menu {
                p { @for role in &signed.officer.roles { span.badge { (texts.code("role", role.code())) } " " } }
                p { a href="/settings" aria-current=[(place == Place::Settings).then_some("page")] { (texts.say("place-settings")) } }
                p { a href="/account" { (texts.say("account")) } }
                @if signed.may("recover") { p { a href="/administration" { (texts.say("administration")) } } }
                @if signed.may("list") || signed.may("keep-rota") { p { a href="/rota" { (texts.say("rota")) } } }
                @if signed.may("propose-policy") || signed.may("confirm-policy") { p { a href="/policy" { (texts.say("policy")) } } }
                form method="post" action="/lock" { input type="hidden" name="to"; button #lock { (texts.say("lock")) } }
                form method="post" action="/sign-out" { button { (texts.say("sign-out")) } }
            }
        }
    }
}

/// Whether this officer prepares requests.
pub(crate) fn writes(signed: &Signed) -> bool {
    signed.may("open")
}

/// Whether a place of the bar is one for this reader: an authority has its tasks and the law.
fn leads_to(signed: &Signed, place: Place) -> bool {
    let is_authority = signed.officer.is(Role::Authority);
    match place {
        Place::Tasks => is_authority,
        Place::Law => true,
        Place::Oversight => oversees(signed),
        _ => !is_authority,
    }
}

fn oversees(signed: &Signed) -> bool {
    signed.may("oversee") || signed.officer.is(Role::DataProtectionOfficer)
}

/// The keys of the page, shown with `?`.
fn keys(texts: &Texts) -> Markup {
    const KEYS: [(&str, &str); 14] = [
        ("g t", "place-today"),
        ("g d", "place-docket"),
        ("g c", "place-calendar"),
        ("g r", "place-review"),
        ("g l", "place-law"),
        ("g b", "place-directory"),
        ("g o", "place-oversight"),
        ("g s", "place-settings"),
        ("c", "place-new"),
        ("/", "search"),
        ("j  k", "key-rows"),
        ("enter", "key-open"),
        ("L", "lock"),
        ("?", "keys"),
    ];
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { (texts.say("keys")) }
            dl.keys { @for (key, name) in KEYS { div { dt { kbd { (key) } } dd { (texts.say(name)) } } } }
            form method="dialog" { button { (texts.say("close-window")) } }
        }
    }
}
