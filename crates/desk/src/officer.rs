//! The officer who asks for a page: found by their session, with their language and the look they chose.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{Command, DoorFault};
use case::bureau::{Officer, Role};
use case::id::CaseId;
use case::life::{Case, Stage};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::app::App;
use crate::fault::Fault;
use crate::session::{bound, cookie};
use crate::texts::{Language, Texts};
use crate::when::day_of;

/// The cookie with the language chosen.
pub(crate) const LANGUAGE_COOKIE: &str = "comity-language";
/// The cookie with the theme chosen.
pub(crate) const THEME_COOKIE: &str = "comity-theme";
/// How long a choice of language or theme is kept, in seconds: a year.
pub(crate) const CHOICE_SECONDS: i64 = 365 * 24 * 3600;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// Every theme.
    pub(crate) const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// As cookies, forms and style sheets name it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with this code.
    pub(crate) fn parse(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How a page is to look and in which language.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// The texts of the reader's language.
    pub(crate) texts: &'static Texts,
    /// Light or dark.
    pub(crate) theme: Theme,
}

/// An officer who has signed in, and the page they ask for.
pub(crate) struct Signed {
    pub(crate) app: App,
    pub(crate) officer: Officer,
    pub(crate) look: Look,
    /// The secret name of their session.
    pub(crate) session: String,
    /// How many rings there were before anything was read for this page.
    pub(crate) rung: u64,
}

impl Signed {
    /// Whether the officer may do something outside any case.
    pub(crate) fn may(&self, command: &str) -> bool {
        self.app.bureau().may(&self.officer, command)
    }

    /// The texts of the officer's language.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.look.texts
    }

    /// The officer's language, BCP 47.
    pub(crate) fn language(&self) -> &'static str {
        self.look.texts.language.code()
    }

    /// Whether a form that the script sends comes from this officer's own page: another may have signed in since, in
    /// another tab, and nothing is done in their name.
    pub(crate) fn wrote(&self, by: &str) -> Result<(), Fault> {
        if by.is_empty() || by == self.officer.id.to_string() { Ok(()) } else { Err(Fault::SignedOut) }
    }

    /// Whether the officer proved of late who they are, by signing in or unlocking.
    pub(crate) fn is_proven(&self) -> bool {
        let standing = self.app.sessions().standing(&self.session, self.now());
        standing.is_some_and(|standing| standing.is_proven)
    }

    /// How officers sign in is changed only by one who proved of late who they are.
    pub(crate) fn proven(&self) -> Result<(), Fault> {
        if self.is_proven() { Ok(()) } else { Err(Fault::NotProven) }
    }

    /// Acts for a form that carries this word, once; gives the case acted on, also to whoever sends the form again.
    pub(crate) async fn act(
        &self,
        word: &str,
        case: Option<CaseId>,
        command: Command,
        purpose: &'static str,
    ) -> Result<CaseId, DoorFault> {
        let (app, officer) = (self.app.clone(), self.officer.id);
        let act = async move { Ok(app.bureau().act(officer, case, command, purpose).await?.case) };
        self.app.forms().once(officer, word, act).await
    }

    /// The word of a form that acts, for [`Signed::act`].
    pub(crate) fn once(&self) -> Markup {
        html! { input type="hidden" name="form" value=(self.app.form_word()); }
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Today, in UTC.
    pub(crate) fn today(&self) -> Date {
        day_of(self.now())
    }

    /// Why this officer looks at a case, from their posting and where the case stands; journaled with the look.
    pub(crate) fn purpose(&self, case: Option<&Case>) -> &'static str {
        let stage = case.map(|case| case.stage);
        if stage == Some(Stage::Review) && self.officer.is(Role::LegalReviewer) {
            return "review";
        }
        if stage == Some(Stage::Approval) && self.officer.is(Role::Approver) {
            return "approval";
        }
        let works = [Role::LiaisonOfficer, Role::DutyOfficer, Role::LegalReviewer, Role::Approver];
        if works.into_iter().any(|role| self.officer.is(role)) { "handling" } else { "oversight" }
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        if Held::find(parts, app).is_none() {
            return Err(to_sign_in(parts));
        }
        // What another process recorded counts before a page is made: it may have kept a case to others, or ended this session.
        app.bureau().follow_others().await.map_err(|fault| Fault::Door(fault).into_response())?;
        let held = Held::find(parts, app).ok_or_else(|| to_sign_in(parts))?;
        if held.is_locked {
            return Err(to_unlock(parts));
        }
        if is_activity(parts) {
            app.sessions().act(&held.session, app.now());
        }
        let Held { app, officer, look, session, .. } = held;
        let rung = app.live().rung();
        Ok(Signed { app, officer, look, session, rung })
    }
}

/// An officer who has a session, be it locked. No page but the one that unlocks may be shown for it.
pub(crate) struct Held {
    pub(crate) app: App,
    pub(crate) officer: Officer,
    pub(crate) look: Look,
    /// The secret name of their session.
    pub(crate) session: String,
    is_locked: bool,
}

impl Held {
    fn find(parts: &Parts, app: &App) -> Option<Self> {
        let session = cookie(header_text(parts, header::COOKIE), &app.session_cookie()).unwrap_or_default();
        let standing = app.sessions().standing(session, app.now())?;
        let officers = app.bureau().officers();
        let officer = officers.iter().find(|officer| officer.id == standing.officer);
        let officer = officer?.clone();
        let look = look_of(parts, app.is_secure(), Some(&officer.language));
        let (app, session) = (app.clone(), session.to_owned());
        Some(Held { app, officer, look, session, is_locked: standing.is_locked })
    }
}

impl FromRequestParts<App> for Held {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        Held::find(parts, app).ok_or_else(|| to_sign_in(parts))
    }
}

/// The secret name of the session that a request's browser has here, if any.
pub(crate) struct Former(pub(crate) Option<String>);

impl FromRequestParts<App> for Former {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let found = cookie(header_text(parts, header::COOKIE), &app.session_cookie());
        Ok(Former(found.map(str::to_owned)))
    }
}

/// Whether a person did something: opened a page or sent a form. What a page fetches by itself is no activity; a browser
/// says which is which.
fn is_activity(parts: &Parts) -> bool {
    let path = parts.uri.path();
    let by_itself = matches!(path, "/live" | "/waiting" | "/session") || path.ends_with("/state");
    let mode = header_text(parts, header::HeaderName::from_static("sec-fetch-mode"));
    parts.method != Method::GET || (!by_itself && matches!(mode, "" | "navigate"))
}

impl OptionalFromRequestParts<App> for Signed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Self::Rejection> {
        Ok(<Signed as FromRequestParts<App>>::from_request_parts(parts, app).await.ok())
    }
}

impl FromRequestParts<App> for Look {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(look_of(parts, app.is_secure(), None))
    }
}

/// The look of a page: as chosen, else the officer's language, else the browser's.
pub(crate) fn look_of(parts: &Parts, secure: bool, own: Option<&str>) -> Look {
    let cookies = header_text(parts, header::COOKIE);
    let chosen = |name: &str| cookie(cookies, &bound(secure, name));
    let language = chosen(LANGUAGE_COOKIE)
        .and_then(Language::parse)
        .or_else(|| own.and_then(Language::parse))
        .or_else(|| Language::wanted(header_text(parts, header::ACCEPT_LANGUAGE)))
        .unwrap_or(Language::English);
    let theme = chosen(THEME_COOKIE).and_then(Theme::parse).unwrap_or(Theme::System);
    Look { texts: Texts::of(language), theme }
}

fn header_text(parts: &Parts, name: header::HeaderName) -> &str {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether a program or a script asked, which reads JSON and follows no redirect to a page.
pub(crate) fn asks_for_json(parts: &Parts) -> bool {
    let wanted = header_text(parts, header::ACCEPT);
    let by_script = wanted.contains("application/json") || wanted.contains("text/event-stream");
    by_script || parts.uri.path().starts_with("/api/")
}

/// A page leads to the one that unlocks, and back; a script and a form are told that the session is locked.
fn to_unlock(parts: &Parts) -> Response {
    if parts.method != Method::GET || asks_for_json(parts) {
        return Fault::Locked.into_response();
    }
    Redirect::to(&format!("/locked?to={}", parts.uri.path())).into_response()
}

/// A page leads to the sign-in page and back; a script and a form are told that nobody has signed in.
fn to_sign_in(parts: &Parts) -> Response {
    if parts.method != Method::GET || asks_for_json(parts) {
        return Fault::SignedOut.into_response();
    }
    // Only the path: what was searched for does not belong in another address.
    Redirect::to(&format!("/sign-in?to={}", parts.uri.path())).into_response()
}

/// The address to go on to, when it is a plain path of this desk; else the first page.
pub(crate) fn onward(to: &str) -> &str {
    let plain = to.starts_with('/')
        && !to.starts_with("//")
        && to.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'_'));
    if plain { to } else { "/today" }
}

#[cfg(test)]
mod tests {
    use super::onward;

    #[test]
    fn onward_stays_on_this_desk() {
        for (to, expected) in [
            ("/case/case-0", "/case/case-0"),
            ("//elsewhere.example", "/today"),
            ("https://elsewhere.example/", "/today"),
            ("/\\elsewhere.example", "/today"),
            ("", "/today"),
        ] {
            assert_eq!(onward(to), expected, "{to}");
        }
    }
}
