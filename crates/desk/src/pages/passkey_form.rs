//! What a page's script sends when a passkey is used, and the form that it sends it from.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::fault::Fault;
use crate::passkeys::Passkeys;
use crate::texts::{Texts, word};

/// What the script sends: at first what stands in the form, then the browser's answer as well.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    /// The word of the question.
    pub(crate) word: String,
    /// The browser's answer.
    pub(crate) answer: Value,
    /// The name of a new passkey.
    pub(crate) name: String,
    /// Where to go on to.
    pub(crate) to: String,
}

impl FromRequest<App> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        let read = Json::<Sent>::from_request(request, app).await;
        read.map(|Json(sent)| sent).map_err(|_: JsonRejection| Fault::BadForm)
    }
}

/// Where the page goes on to.
#[derive(Serialize)]
pub(crate) struct GoOn {
    /// A path of this desk.
    pub(crate) to: String,
}

/// A form that uses a passkey: `fields` and a button with these words.
pub(crate) fn passkey_form(
    texts: &Texts,
    passkeys: &Passkeys,
    action: &str,
    button: &str,
    fields: &Markup,
) -> Markup {
    let address = passkeys.address();
    html! {
        form.passkey method="post" action=(action) data-passkey=(address) data-refused=(texts.say("passkey-refused"))
            data-nothing=(texts.say("passkey-nothing")) data-away=(texts.with("passkey-away", &[word("address", address)])) {
            div.fault-summary role="alert" tabindex="-1" hidden {}
            (fields)
            p.acts { button.primary { (button) } }
            noscript { p { (texts.say("passkey-nothing")) } }
        }
    }
}

/// The field for the name of a new passkey.
pub(crate) fn name_field(texts: &Texts) -> Markup {
    html! {
        p {
            label for="passkey-name" { (texts.say("passkey-name")) }
            input #passkey-name name="name" required maxlength="40" autocomplete="off" aria-describedby="passkey-name-help";
            span.quiet #passkey-name-help { (texts.say("passkey-name-help")) }
        }
    }
}
