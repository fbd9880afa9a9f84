//! The interface for programs: answers, faults, and its description.

use axum::http::StatusCode;
use serde_json::Value;

use crate::browser::Browser;
use crate::world::{WRITER, World, id};

async fn check(address: &str, status: StatusCode, expected: &[(&str, &str)]) {
    let world = World::new().await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let answer = writer.get(address).await;
    assert_eq!(answer.status, status, "{address}: {}", answer.text);
    let said: Value = serde_json::from_str(&answer.text).unwrap();
    for (pointer, value) in expected {
        assert_eq!(said.pointer(pointer).and_then(Value::as_str), Some(*value), "{address} {pointer}");
    }
}

#[tokio::test]
async fn routes_and_comparisons_answer_in_json() {
    let ok = StatusCode::OK;
    let found =
        [("/from", "CH"), ("/to", "US"), ("/measure", "bank-records"), ("/routes/0/standing", "governs")];
    check("/api/v1/routes?from=CH&to=US&measure=bank-records&on=2026-06-30", ok, &found).await;
    let compared = [("/from", "US"), ("/matter", "surrender"), ("/on", "2026-06-30")];
    check("/api/v1/compare?from=US&to=FR&on=2026-06-30", ok, &compared).await;
}

#[tokio::test]
async fn a_question_that_is_not_clear_is_answered_with_what_is_wrong() {
    for (asked, code) in [
        ("", "bad-state"),
        ("from=FR", "bad-state"),
        ("from=FRA&to=BR", "bad-state"),
        ("from=FR&to=XX1", "bad-state"),
        ("from=FR&to=FR", "same-state"),
        ("from=FR&to=BR&measure=arrest", "no-measure"),
        ("from=FR&to=BR&offence=x1", "bad-offence"),
        ("from=FR&to=BR&max_penalty_months=two", "bad-months"),
        ("from=FR&to=BR&on=2026-13-01", "bad-day"),
    ] {
        let address = format!("/api/v1/routes?{asked}");
        check(&address, StatusCode::UNPROCESSABLE_ENTITY, &[("/code", code)]).await;
    }
    let twice = "/api/v1/routes?from=FR&from=BR&to=US";
    check(twice, StatusCode::BAD_REQUEST, &[("/code", "bad-form")]).await;
}

#[tokio::test]
async fn nobody_asks_without_signing_in() {
    let world = World::new().await;
    for address in ["/api/v1/routes?from=FR&to=BR", "/api/v1/compare", "/api/v1/openapi.json"] {
        let answer = Browser::new(&world.seats["FR"].desk).get(address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(answer.text.contains("\"signed-out\""), "{}", answer.text);
    }
    check("/api/v1/openapi.json", StatusCode::OK, &[("/openapi", "3.1.0")]).await;
}

#[test]
fn the_description_is_the_one_beside_the_code() {
    let made = serde_json::to_string_pretty(&desk::api::document()).unwrap();
    let kept = include_str!("../../../../docs/openapi.json");
    assert_eq!(made.trim(), kept.trim(), "write it anew: cargo run -- schema openapi > docs/openapi.json");
}
