//! A browser that keeps one officer's cookies.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use case::id::OfficerId;
use tower::ServiceExt;

pub(crate) struct Browser {
    desk: Router,
    cookies: Vec<String>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) fn new(desk: &Router) -> Browser {
        Browser { desk: desk.clone(), cookies: Vec::new() }
    }

    pub(crate) async fn signed_in(desk: &Router, officer: OfficerId) -> Browser {
        let mut browser = Browser::new(desk);
        let answer = browser.post("/sign-in", &format!("officer={officer}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser.cookies.push(answer.cookie());
        browser
    }

    /// Takes the session that an answer hands over in place of the one before.
    pub(crate) fn keep(&mut self, answer: &Answer) {
        self.cookies = vec![answer.cookie()];
    }

    pub(crate) fn with_cookie(mut self, cookie: &str) -> Browser {
        self.cookies.push(cookie.to_owned());
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(form.to_owned())).await
    }

    pub(crate) async fn json(&self, path: &str, body: &serde_json::Value) -> (StatusCode, serde_json::Value) {
        let answer = self.send_json(path, body).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
    }

    pub(crate) async fn send_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body.to_string())).await
    }

    /// What answers, before its body has come.
    pub(crate) async fn open(&self, request: axum::http::request::Builder, body: Body) -> Response {
        let request =
            request.header(header::COOKIE, self.cookies.join("; ")).header(header::HOST, "desk.example");
        self.desk.clone().oneshot(request.body(body).unwrap()).await.unwrap()
    }

    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let (parts, body) = self.open(request, body).await.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Answer {
    pub(crate) fn cookie(&self) -> String {
        let cookie = self.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }
}
