//! What a provider says of itself (OpenID Connect Discovery 1.0), and its keys.

use std::sync::Arc;

use axum::http::{Method, Request, StatusCode, header};
use jiff::Timestamp;
use openidconnect::core::CoreJsonWebKeySet;
use openidconnect::url::{Host, Url};
use openidconnect::{AuthUrl, EndSessionUrl, IssuerUrl, JsonWebKeySetUrl, TokenUrl};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use super::fault::OpenIdFault;
use super::line::{LineFault, ProviderLine};

/// For how long a description and its keys are used, in seconds: a key that the provider withdrew is forgotten within an hour.
const KNOWN_SECONDS_MAX: i64 = 3600;
/// How often keys are fetched for a token that names an unknown one, at most: once in so many seconds.
const KEYS_SECONDS_MIN: i64 = 60;
/// For how long a provider that was not reached is not asked again, in seconds: nobody waits behind others for it.
const PAUSE_SECONDS: i64 = 5;

/// The parts of a description that are used.
#[derive(Deserialize)]
pub(super) struct Description {
    pub(super) issuer: IssuerUrl,
    pub(super) authorization_endpoint: AuthUrl,
    pub(super) token_endpoint: TokenUrl,
    jwks_uri: JsonWebKeySetUrl,
    #[serde(default)]
    pub(super) end_session_endpoint: Option<EndSessionUrl>,
    /// Whether its answers name it (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Description {
    /// Whether a secret goes into the body of a request, because the provider does not take it in its head.
    pub(super) fn wants_secret_in_body(&self) -> bool {
        let takes = |method: &str| self.token_endpoint_auth_methods_supported.iter().any(|one| one == method);
        takes("client_secret_post") && !takes("client_secret_basic")
    }

    fn addresses(&self) -> impl Iterator<Item = &Url> {
        let ends = self.end_session_endpoint.as_ref().map(|address| address.url());
        [self.authorization_endpoint.url(), self.token_endpoint.url(), self.jwks_uri.url()]
            .into_iter()
            .chain(ends)
    }
}

/// Whether nobody on the way reads or alters what goes to an address: HTTPS, or this machine.
pub(super) fn is_guarded(address: &Url) -> bool {
    let is_here = match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let plain = address.username().is_empty() && address.password().is_none();
    plain && (address.scheme() == "https" || (address.scheme() == "http" && is_here))
}

/// What is known of the provider.
#[derive(Default)]
pub(super) struct Known(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    description: Option<(Timestamp, Arc<Description>)>,
    keys: Option<(Timestamp, CoreJsonWebKeySet)>,
    failed_at: Option<Timestamp>,
}

impl Known {
    /// The description, fetched where none is known of late. One that names another issuer is refused.
    pub(super) async fn description(
        &self,
        line: &dyn ProviderLine,
        issuer: &IssuerUrl,
        now: Timestamp,
    ) -> Result<Arc<Description>, OpenIdFault> {
        let mut known = self.0.lock().await;
        if let Some((at, description)) = &known.description
            && is_within(*at, now, KNOWN_SECONDS_MAX)
        {
            return Ok(description.clone());
        }
        if known.failed_at.is_some_and(|at| is_within(at, now, PAUSE_SECONDS)) {
            return Err(OpenIdFault::Unreachable);
        }
        let fetched = fetch_description(line, issuer).await;
        known.failed_at = fetched.as_ref().err().map(|_| now);
        let description = Arc::new(fetched?);
        known.description = Some((now, description.clone()));
        known.keys = None;
        Ok(description)
    }

    /// The provider's keys. `missed` says that a token named one that is not among them: they are fetched anew then, unless
    /// that was done within the minute.
    pub(super) async fn keys(
        &self,
        line: &dyn ProviderLine,
        description: &Description,
        missed: bool,
        now: Timestamp,
    ) -> Result<CoreJsonWebKeySet, OpenIdFault> {
        let mut known = self.0.lock().await;
        let age_max = if missed { KEYS_SECONDS_MIN } else { KNOWN_SECONDS_MAX };
        if let Some((at, keys)) = &known.keys
            && is_within(*at, now, age_max)
        {
            return Ok(keys.clone());
        }
        let keys: CoreJsonWebKeySet = fetch(line, description.jwks_uri.url()).await?;
        known.keys = Some((now, keys.clone()));
        Ok(keys)
    }
}

fn is_within(at: Timestamp, now: Timestamp, seconds: i64) -> bool {
    (0..seconds).contains(&now.duration_since(at).as_secs())
}

async fn fetch_description(line: &dyn ProviderLine, issuer: &IssuerUrl) -> Result<Description, OpenIdFault> {
    let address = format!("{}/.well-known/openid-configuration", issuer.as_str().trim_end_matches('/'));
    let address = Url::parse(&address).map_err(|_| OpenIdFault::Unreadable)?;
    let description: Description = fetch(line, &address).await?;
    if description.issuer != *issuer {
        return Err(OpenIdFault::Issuer);
    }
    if !description.addresses().all(is_guarded) {
        return Err(OpenIdFault::Unreadable);
    }
    Ok(description)
}

async fn fetch<T: DeserializeOwned>(line: &dyn ProviderLine, address: &Url) -> Result<T, OpenIdFault> {
    let request = Request::builder()
        .method(Method::GET)
        .uri(address.as_str())
        .header(header::ACCEPT, "application/json")
        .body(Vec::new())
        .map_err(|_| OpenIdFault::Unreadable)?;
    let answer = line.ask(request).await.map_err(of_line)?;
    if answer.status().is_server_error() {
        return Err(OpenIdFault::Unreachable);
    }
    if answer.status() != StatusCode::OK {
        return Err(OpenIdFault::Unreadable);
    }
    serde_json::from_slice(answer.body()).map_err(|_| OpenIdFault::Unreadable)
}

pub(super) const fn of_line(fault: LineFault) -> OpenIdFault {
    match fault {
        LineFault::Unreachable | LineFault::Silent => OpenIdFault::Unreachable,
        LineFault::TooLarge => OpenIdFault::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_this_machine_everything_is_https() {
        for (address, expected) in [
            ("https://id.example.org/realm", true),
            ("http://localhost:8080/", true),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]:8080/", true),
            ("http://id.example.org/", false),
            ("http://127.0.0.1.example.org/", false),
            ("http://192.0.2.1/", false),
            ("https://officer:word@id.example.org/", false),
            ("ftp://localhost/", false),
        ] {
            assert_eq!(is_guarded(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }
}
