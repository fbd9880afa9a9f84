//! A sign-in provider of our own that tells the truth until it is told to lie. The real one is met in the browser tests of `node`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::http::{Request, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use desk::{LineFault, ProviderLine};
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "https://id.example.org/realm";
pub(crate) const CLIENT: &str = "comity";

/// What comes over the line.
pub(crate) type Given = Result<Response<Vec<u8>>, LineFault>;

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Signed {
    #[default]
    Rightly,
    /// By a key that the provider does not publish, under the name of one that it does.
    ByAnother,
    /// Not at all.
    Not,
    /// With the public key as a shared secret.
    ByPublicKey,
}

/// What the provider does otherwise than it should.
#[derive(Clone)]
pub(crate) struct Lie {
    pub(crate) claims: fn(&mut Value),
    pub(crate) header: fn(&mut Value),
    pub(crate) signed: Signed,
    pub(crate) description: fn(&mut Value),
    /// Beside the code and the state, what comes back with the browser.
    pub(crate) answer: fn(&mut Vec<(&'static str, String)>),
    /// What a path answers.
    pub(crate) instead: fn(&str) -> Option<Given>,
}

impl Default for Lie {
    fn default() -> Self {
        Lie {
            claims: |_| {},
            header: |_| {},
            signed: Signed::Rightly,
            description: |_| {},
            answer: |_| {},
            instead: |_| None,
        }
    }
}

/// What somebody wants to sign in for, as the provider was told.
#[derive(Clone)]
pub(crate) struct Asked(pub(crate) HashMap<String, String>);

struct Inner {
    key: EcdsaKeyPair,
    kid: String,
    lie: Lie,
    now: i64,
    /// Who signs in, and how long ago they proved who they are.
    account: (String, i64),
    codes: HashMap<String, Asked>,
    /// How often each path was asked for.
    asked: HashMap<String, usize>,
}

/// The provider; cloning gives another handle to the same one.
#[derive(Clone)]
pub(crate) struct Liar(Arc<Mutex<Inner>>);

impl Liar {
    pub(crate) fn new() -> Liar {
        Liar(Arc::new(Mutex::new(Inner {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            kid: "one".into(),
            lie: Lie::default(),
            now: 0,
            account: ("account-1".into(), 0),
            codes: HashMap::new(),
            asked: HashMap::new(),
        })))
    }

    pub(crate) fn set(&self, lie: Lie, now: i64) {
        let mut inner = self.0.lock().unwrap();
        (inner.lie, inner.now) = (lie, now);
    }

    pub(crate) fn account(&self, name: &str, proven_ago: i64) {
        self.0.lock().unwrap().account = (name.into(), proven_ago);
    }

    /// Another key under another name takes the place of the one before.
    pub(crate) fn turn_key(&self, kid: &str) {
        let mut inner = self.0.lock().unwrap();
        inner.key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        inner.kid = kid.into();
    }

    pub(crate) fn times_asked(&self, path: &str) -> usize {
        self.0.lock().unwrap().asked.get(path).copied().unwrap_or(0)
    }

    /// Somebody signs in for what the browser was led here with; gives what it is led back with.
    pub(crate) fn sign_in(&self, asked: &Asked) -> String {
        let mut inner = self.0.lock().unwrap();
        let code = format!("code-{}", inner.codes.len());
        inner.codes.insert(code.clone(), asked.clone());
        let mut pairs = vec![("code", code), ("state", asked.0["state"].clone()), ("iss", ISSUER.into())];
        (inner.lie.answer)(&mut pairs);
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// The provider's word that a session of an account ended.
    pub(crate) fn logout(&self, lie: &Lie, account: &str, sid: Option<&str>, jti: &str, now: i64) -> String {
        let inner = self.0.lock().unwrap();
        let mut claims = json!({
            "iss": ISSUER, "aud": CLIENT, "sub": account, "iat": now, "exp": now + 120, "jti": jti,
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        if let Some(sid) = sid {
            claims["sid"] = sid.into();
        }
        (lie.claims)(&mut claims);
        let mut header = json!({ "typ": "logout+jwt", "alg": "ES256", "kid": inner.kid });
        (lie.header)(&mut header);
        inner.sign(lie.signed, &header, &claims)
    }
}

impl Inner {
    fn answer(&mut self, path: &str, body: &[u8]) -> Value {
        match path {
            "/realm/.well-known/openid-configuration" => {
                let mut says = json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/auth"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "jwks_uri": format!("{ISSUER}/keys"),
                    "end_session_endpoint": format!("{ISSUER}/end"),
                    "authorization_response_iss_parameter_supported": true,
                });
                (self.lie.description)(&mut says);
                says
            }
            "/realm/keys" => {
                let point = self.key.public_key().as_ref();
                let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
                json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.kid, "x": x, "y": y }] })
            }
            "/realm/token" => self.token(body),
            _ => panic!("{path}"),
        }
    }

    fn token(&mut self, body: &[u8]) -> Value {
        let form: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        let Some(Asked(asked)) = self.codes.remove(&form["code"]) else {
            return json!({ "error": "invalid_grant" });
        };
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, form["code_verifier"].as_bytes());
        assert_eq!(BASE64.encode(digest), asked["code_challenge"], "PKCE binds the code to who asked");
        let mut claims = json!({
            "iss": ISSUER, "aud": CLIENT, "sub": self.account.0, "sid": "sid-1", "nonce": asked["nonce"],
            "iat": self.now, "exp": self.now + 60, "auth_time": self.now - self.account.1, "acr": "phr", "amr": ["hwk"],
        });
        (self.lie.claims)(&mut claims);
        let mut header = json!({ "typ": "JWT", "alg": "ES256", "kid": self.kid });
        (self.lie.header)(&mut header);
        let token = self.sign(self.lie.signed, &header, &claims);
        json!({ "access_token": "thrown-away", "token_type": "Bearer", "expires_in": 60, "id_token": token })
    }

    fn sign(&self, signed: Signed, header: &Value, claims: &Value) -> String {
        let text = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
        let by = |key: &EcdsaKeyPair| {
            BASE64.encode(key.sign(&SystemRandom::new(), text.as_bytes()).unwrap().as_ref())
        };
        let signature = match signed {
            Signed::Rightly => by(&self.key),
            Signed::ByAnother => by(&EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()),
            Signed::Not => String::new(),
            Signed::ByPublicKey => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, self.key.public_key().as_ref());
                BASE64.encode(hmac::sign(&key, text.as_bytes()).as_ref())
            }
        };
        format!("{text}.{signature}")
    }
}

impl ProviderLine for Liar {
    fn ask(&self, request: Request<Vec<u8>>) -> futures::future::BoxFuture<'static, Given> {
        let mut inner = self.0.lock().unwrap();
        let path = request.uri().path().to_owned();
        *inner.asked.entry(path.clone()).or_default() += 1;
        let answer = (inner.lie.instead)(&path).unwrap_or_else(|| {
            let says = inner.answer(&path, request.body());
            let status = if says.get("error").is_some() { 400 } else { 200 };
            let head = Response::builder().status(status).header("content-type", "application/json");
            Ok(head.body(says.to_string().into_bytes()).unwrap())
        });
        Box::pin(async move { answer })
    }
}
