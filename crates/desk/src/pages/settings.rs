//! Settings: the language and the look of the desk, kept in this browser.

use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::{CHOICE_SECONDS, LANGUAGE_COOKIE, Signed, THEME_COOKIE, Theme};
use crate::parts::chrome::{Place, page};
use crate::session::bound;
use crate::texts::Language;

/// `GET /settings`.
pub(crate) async fn show(signed: Signed) -> Markup {
    let texts = signed.texts();
    let title = texts.say("place-settings");
    let body = html! {
        header.page-head { h1 { (title) } }
        form.settings method="post" action="/settings" {
            fieldset {
                legend { (texts.say("language")) }
                @for language in Language::ALL {
                    label.choice {
                        input type="radio" name="language" value=(language.code()) checked[language == texts.language];
                        span lang=(language.code()) { bdi { (language.name()) } }
                    }
                }
                @if !texts.language.is_reviewed() { p.quiet { (texts.say("machine-made-pages")) } }
            }
            fieldset {
                legend { (texts.say("theme")) }
                @for theme in Theme::ALL {
                    label.choice {
                        input type="radio" name="theme" value=(theme.code()) checked[theme == signed.look.theme];
                        span { (texts.code("theme", theme.code())) }
                    }
                }
            }
            p.acts { button.primary { (texts.say("save")) } }
        }
    };
    page(&signed, Place::Settings, &title, &body)
}

/// `POST /settings`.
pub(crate) async fn save(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    let language = Language::parse(typed.get("language")).ok_or(Fault::BadForm)?;
    let theme = Theme::parse(typed.get("theme")).ok_or(Fault::BadForm)?;
    let cookies = [(LANGUAGE_COOKIE, language.code()), (THEME_COOKIE, theme.code())].map(|(name, value)| {
        (
            header::SET_COOKIE,
            signed.app.set_cookie(&bound(signed.app.is_secure(), name), value, CHOICE_SECONDS),
        )
    });
    Ok((AppendHeaders(cookies), Redirect::to("/settings")).into_response())
}
