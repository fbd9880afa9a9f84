//! The line to a sign-in provider: whom it believes, and what it does not wait for or follow. Over real sockets.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::{Request, StatusCode};
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Router, body::Body};
use desk::{LineFault, ProviderLine};
use node::provider::NodeLine;
use node::stop::Stop;
use node::web;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// A server over TLS under this name, and the file with its certificate; it works as long as the third is kept.
async fn provider(base: &std::path::Path, name: &str) -> (String, PathBuf, watch::Sender<bool>) {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let (certificate, key) = (base.join(format!("{name}.crt")), base.join(format!("{name}.key")));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let tls = web::tls(&certificate, &key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let (stop, stopped) = Stop::new();
    tokio::spawn(web::serve(listener, Some(tls), routes(), stopped));
    (address, certificate, stop)
}

fn routes() -> Router {
    let slow = || async {
        let drops = futures::stream::unfold((), |()| async {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            Some((Ok::<_, std::io::Error>("x"), ()))
        });
        Body::from_stream(drops)
    };
    Router::new()
        .route("/description", get(|| async { "{}" }))
        .route("/token", post(|body: String| async move { body }))
        .route("/away", get(|| async { Redirect::temporary("/description") }))
        .route("/huge", get(|| async { "x".repeat(300 * 1024) }))
        .route("/slow", get(slow))
}

async fn ask(line: &NodeLine, address: &str, body: &str) -> Result<(StatusCode, String), LineFault> {
    let method = if body.is_empty() { "GET" } else { "POST" };
    let request = Request::builder().method(method).uri(address).body(body.as_bytes().to_vec()).unwrap();
    let answer = line.ask(request).await?;
    Ok((answer.status(), String::from_utf8(answer.into_body()).unwrap()))
}

#[tokio::test]
async fn a_provider_is_believed_under_its_name_by_its_authority() {
    let base = tempfile::tempdir().unwrap();
    let (address, certificate, _works) = provider(base.path(), "localhost").await;
    let (other, others, _works_too) = provider(base.path(), "elsewhere.example").await;
    let line = NodeLine::new(Some(&certificate)).unwrap();
    let description = format!("{address}/description");
    assert_eq!(ask(&line, &description, "").await, Ok((StatusCode::OK, "{}".to_owned())));
    assert_eq!(
        ask(&line, &format!("{address}/token"), "code=1").await,
        Ok((StatusCode::OK, "code=1".to_owned()))
    );
    let public = NodeLine::new(None).unwrap();
    assert_eq!(ask(&public, &description, "").await, Err(LineFault::Unreachable), "no browser believes it");
    let mistaken = NodeLine::new(Some(&others)).unwrap();
    assert_eq!(ask(&mistaken, &description, "").await, Err(LineFault::Unreachable), "another authority");
    assert_eq!(
        ask(&mistaken, &format!("{other}/description"), "").await,
        Err(LineFault::Unreachable),
        "another name"
    );
    assert_eq!(ask(&line, "https://localhost:1/", "").await, Err(LineFault::Unreachable), "nobody is there");
    let empty = base.path().join("empty");
    std::fs::write(&empty, "").unwrap();
    assert!(NodeLine::new(Some(&empty)).is_err_and(|fault| fault.to_string().contains("no certificate")));
}

#[tokio::test]
async fn what_is_huge_slow_or_leads_elsewhere_is_given_up() {
    let base = tempfile::tempdir().unwrap();
    let (address, certificate, _works) = provider(base.path(), "localhost").await;
    let line = Arc::new(NodeLine::new(Some(&certificate)).unwrap());
    let away = ask(&line, &format!("{address}/away"), "").await;
    assert_eq!(away.unwrap().0, StatusCode::TEMPORARY_REDIRECT, "given back, and not followed");
    assert_eq!(ask(&line, &format!("{address}/huge"), "").await, Err(LineFault::TooLarge));
    let begun = tokio::time::Instant::now();
    assert_eq!(ask(&line, &format!("{address}/slow"), "").await, Err(LineFault::Silent));
    let took = begun.elapsed().as_secs();
    assert!((9..15).contains(&took), "{took} s");
}
