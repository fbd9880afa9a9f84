//! The ways in which an officer proves who they are, as a page offers them, and what is written down when none of them does.

use bureau::DoorFault;
use case::id::OfficerId;
use maud::{Markup, html};

use super::passkey_form::passkey_form;
use crate::app::{App, SignIn};
use crate::assets::PASSKEY_SCRIPT;
use crate::fault::Fault;
use crate::officer::{Signed, onward};
use crate::openid::Provider;
use crate::texts::Texts;
use crate::when::time_mark;

/// What somebody goes on to when they have proven who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// A new session.
    Enter,
    /// The session that is locked.
    GoOn,
    /// An act of an open session that asks for a proof of late.
    Act,
}

impl Aim {
    /// The words of the button: by passkey, with an account at the provider.
    const fn buttons(self) -> (&'static str, &'static str) {
        match self {
            Aim::Enter => ("sign-in-passkey", "sign-in-provider"),
            Aim::GoOn => ("unlock-passkey", "unlock-provider"),
            Aim::Act => ("prove", "prove-provider"),
        }
    }

    /// Where the forms go: by passkey, to the provider.
    const fn addresses(self) -> (&'static str, &'static str) {
        match self {
            Aim::Enter => ("/sign-in/passkey", "/sign-in/openid"),
            Aim::GoOn | Aim::Act => ("/unlock", "/unlock/openid"),
        }
    }
}

/// Every way that this desk offers to go on to a path of its own.
pub(crate) fn ways(app: &App, texts: &Texts, aim: Aim, to: &str) -> Markup {
    let to = html! { input type="hidden" name="to" value=(onward(to)); };
    let SignIn::Service { provider, .. } = app.sign_in() else {
        return html! {
            p.demo { strong { (texts.say("demo-only")) } " " (texts.say("demo-unlock")) }
            form method="post" action="/unlock/demonstration" {
                (to)
                p.acts { button.primary { (texts.say("unlock")) } }
            }
        };
    };
    let ((by_passkey, by_provider), (to_passkey, to_provider)) = (aim.buttons(), aim.addresses());
    let passkeys = app.passkeys();
    html! {
        @if let Some(provider) = provider {
            (unreached(app, texts, provider))
            form.provider method="post" action=(to_provider) {
                (to)
                p.acts { button.primary { (texts.say(by_provider)) } }
            }
        }
        @if let Some((passkeys, _)) = passkeys {
            (passkey_form(texts, passkeys, to_passkey, &texts.say(by_passkey), &to))
        }
    }
}

/// What to do where the provider was not reached of late.
fn unreached(app: &App, texts: &Texts, provider: &Provider) -> Markup {
    let does =
        if app.passkeys().is_some() { "provider-unreached-passkey" } else { "provider-unreached-alone" };
    html! {
        @if let Some(at) = provider.unreached_at() {
            p.unreached role="status" {
                (texts.say("provider-unreached")) " " (time_mark(texts, at, app.now())) ". " (texts.say(does))
            }
        }
    }
}

/// Asks an officer with an open session for a new proof, unless they gave one of late.
pub(crate) fn anew(signed: &Signed, to: &str) -> Markup {
    let texts = signed.texts();
    html! {
        @if !signed.is_proven() {
            section.prove {
                p { (texts.say("prove-lead")) }
                (ways(&signed.app, texts, Aim::Act, to))
                @if signed.app.passkeys().is_some() { script type="module" src=(PASSKEY_SCRIPT.path) {} }
            }
        }
    }
}

/// Writes down that somebody was not let in, under the name of an officer where that was proven, and gives why.
pub(crate) async fn in_vain(
    app: &App,
    officer: Option<OfficerId>,
    why: impl Into<Fault>,
) -> Result<Fault, DoorFault> {
    let why = why.into();
    match officer {
        Some(officer) => app.bureau().not_let_in(officer, why.code()).await?,
        None => app.bureau().nobody_let_in(why.code()).await?,
    }
    Ok(why)
}
