//! What came with a form: names and texts, in the order of the page.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use crate::fault::Fault;

/// The pairs of a plain form.
#[derive(Debug, Default)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The text of this name, without blanks around it; empty when there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.trim())
    }

    /// The answer to a question of yes or no; none where it is neither.
    pub(crate) fn yes_or_no(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// What a form begins with.
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    /// Every text of this name that is not empty.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, text)| known == name && !text.trim().is_empty())
            .map(|(_, text)| text.trim())
    }

    /// Names that begin with this, without it, each with its text.
    pub(crate) fn under<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, text)| Some((name.strip_prefix(start)?, text.as_str())))
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        pairs(&bytes).map(Typed).ok_or_else(|| Fault::BadForm.into_response())
    }
}

/// `application/x-www-form-urlencoded`, which is what browsers send for plain forms.
fn pairs(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            plain => plain,
        });
    }
    // Browsers send line ends as CR LF; everything else of ours counts in LF.
    String::from_utf8(bytes).ok().map(|text| text.replace("\r\n", "\n"))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A text as part of an address.
pub(crate) fn encode(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<&[(&str, &str)]>) {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        assert_eq!(pairs(body.as_bytes()), expected.map(|pairs| pairs.iter().map(owned).collect()), "{body}");
    }

    #[test]
    fn forms_are_read() {
        check("", Some(&[]));
        check("a=1&b=", Some(&[("a", "1"), ("b", "")]));
        check("note=two+words%0D%0Aand+a+line", Some(&[("note", "two words\nand a line")]));
        check("name=%D9%84%D9%8A%D9%84%D9%89", Some(&[("name", "ليلى")]));
    }

    #[test]
    fn what_is_no_form_is_refused() {
        check("a=%", None);
        check("a=%zz", None);
        check("a=%ff", None);
    }

    #[test]
    fn addresses_hold_any_text() {
        assert_eq!(encode("FR-2026 &x=é"), "FR-2026%20%26x%3D%C3%A9");
        assert_eq!(decode(&encode("FR-2026 &x=é")).as_deref(), Some("FR-2026 &x=é"));
    }
}
