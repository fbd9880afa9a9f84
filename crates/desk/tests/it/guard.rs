//! What the desk does not let in or out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{DUTY, NOTICE, REVIEWER, WRITER, World, id};

#[tokio::test]
async fn nobody_sees_a_page_without_signing_in() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let browser = Browser::new(&world.seats["FR"].desk);
    for path in [
        "/today",
        "/docket?text=FR",
        "/review",
        "/new",
        "/directory",
        "/oversight",
        "/settings",
        "/live",
        "/waiting",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(
            answer.location().starts_with("/sign-in?to=/") && !answer.location().contains("FR"),
            "{path}"
        );
    }
    let answer = browser.post(&format!("/case/{case}/do/note"), "text=x").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text.contains("signed-out"));
}

#[tokio::test]
async fn a_session_ends_with_the_shift_and_at_sign_out() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let other = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(browser.get("/today").await.status, StatusCode::OK);
    assert_eq!(browser.post("/sign-out", "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/today").await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.get("/today").await.status, StatusCode::OK, "the other session goes on");
    world.clock.pass(8 * 3600);
    assert_eq!(other.get("/today").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn forms_from_elsewhere_are_refused() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
    ] {
        let request = Request::post("/new")
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = browser.send(request, Body::from("kind=red-notice&to=BR")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.text.contains("from-elsewhere"));
    }
    assert_eq!(world.bureau("FR").docket(id(WRITER), &bureau::Filter::default()).unwrap().total, 0);
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let answer = browser
        .post(&format!("/case/{case}/do/note"), &format!("text={}", "x".repeat(2 * 1024 * 1024)))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer =
        browser.post(&format!("/case/{case}/do/note"), &format!("text={}", "x".repeat(20 * 1024))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "longer than a note may be");
}

#[tokio::test]
async fn every_answer_binds_the_browser() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    for path in ["/today", "/sign-in", "/no-such-page", "/case/case-0", "/case/x/y"] {
        let answer = browser.get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.headers[name], value, "{path}: {name}");
        }
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        if !answer.status.is_success() {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(
                answer.text.starts_with("<!DOCTYPE html>") && answer.text.contains("not-found"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn https_binds_the_session_to_its_host() {
    for (secure, name) in [(false, "comity-FR="), (true, "__Host-comity-FR=")] {
        let world = World::reached(secure).await;
        let browser = Browser::new(&world.seats["FR"].desk);
        let answer = browser.post("/sign-in", &format!("officer={}", id(WRITER))).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with(name), "{cookie}");
        assert!(cookie.contains("; HttpOnly; SameSite=Strict") && cookie.contains("Path=/;"), "{cookie}");
        assert_eq!(cookie.ends_with("; Secure"), secure, "{cookie}");
        assert_eq!(answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), secure);
        let signed_in = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
        assert_eq!(signed_in.get("/today").await.status, StatusCode::OK);
        let saved = signed_in.post("/settings", "language=fr&theme=dark").await;
        let start = if secure { "__Host-comity-" } else { "comity-" };
        for cookie in saved.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.starts_with(start) && cookie.ends_with("; Secure") == secure, "{cookie}");
        }
        let chosen = Browser::new(&world.seats["FR"].desk).with_cookie(&saved.cookie());
        assert!(chosen.get("/sign-in").await.text.contains("<html lang=\"fr\""));
        let other = Browser::new(&world.seats["FR"].desk).with_cookie("comity-language=fr");
        let is_taken = other.get("/sign-in").await.text.contains("<html lang=\"fr\"");
        assert_eq!(is_taken, !secure, "over HTTPS no other host of the domain chooses");
    }
}

#[tokio::test]
async fn who_signs_in_while_a_session_stands_ends_it() {
    let world = World::new().await;
    let desk = &world.seats["FR"].desk;
    let first = Browser::signed_in(desk, id(WRITER)).await;
    let elsewhere = Browser::signed_in(desk, id(WRITER)).await;
    let answer = first.post("/sign-in", &format!("officer={}", id(REVIEWER))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(first.get("/today").await.status, StatusCode::SEE_OTHER);
    assert_eq!(elsewhere.get("/today").await.status, StatusCode::OK, "another browser's stays");
}

#[tokio::test]
async fn names_stay_out_of_addresses() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(browser.get("/docket?text=FR-2026&stage=draft").await.status, StatusCode::OK);
    let answer = browser.get("/docket?text=Mar%C3%ADa+Ruiz&stage=draft").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/docket?stage=draft"));
}

#[tokio::test]
async fn nothing_is_done_in_another_officer_s_name() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let changes = serde_json::json!([{ "field": "person.family_name", "text": "Doe", "seen": 0 }]);
    for (by, expected) in [(DUTY, StatusCode::UNAUTHORIZED), (WRITER, StatusCode::OK)] {
        let save = serde_json::json!({ "officer": id(by).to_string(), "changes": changes });
        assert_eq!(browser.json(&format!("/case/{case}/fields"), &save).await.0, expected);
        let form = format!("text=x&by={}", id(by));
        let note = browser.post(&format!("/case/{case}/do/note"), &form).await;
        assert_eq!(note.status == StatusCode::UNAUTHORIZED, expected == StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn each_officer_s_page_of_each_case_has_a_key_of_its_own() {
    let world = World::new().await;
    let (one, two) = (world.draft(Kind::RedNotice, &[]).await, world.draft(Kind::RedNotice, &[]).await);
    let mut keys = std::collections::BTreeSet::new();
    for officer in [WRITER, DUTY] {
        let browser = Browser::signed_in(&world.seats["FR"].desk, id(officer)).await;
        for path in [format!("/case/{one}/request"), format!("/case/{two}/request")] {
            let page = browser.get(&path).await.text;
            let key = page.split("data-keep-key=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            assert_eq!(key.len(), 64);
            assert!(browser.get(&path).await.text.contains(&key), "the same at every look");
            keys.insert(key);
        }
    }
    assert_eq!(keys.len(), 4);
}

#[tokio::test]
async fn assets_are_kept_by_their_name() {
    let world = World::new().await;
    let browser = Browser::new(&world.seats["FR"].desk);
    let page = browser.get("/sign-in").await.text;
    let path = page
        .split("href=\"")
        .find(|rest| rest.starts_with("/asset/desk-"))
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let style = browser.get(path).await;
    assert_eq!(style.status, StatusCode::OK);
    assert!(style.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    assert!(style.text.len() < 40 * 1024);
    for font in style.text.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert_eq!(browser.get(font).await.status, StatusCode::OK, "{font}");
    }
    assert_eq!(browser.get("/asset/desk-0.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_ring_reaches_an_open_page() {
    let world = World::new().await;
    let mut listener = world.seats["FR"].live.clone();
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let request = Request::get("/live");
    let reading = tokio::spawn(async move {
        // The stream has no end; the session's end closes it at the next ring.
        browser.send(request, Body::empty()).await.text
    });
    tokio::task::yield_now().await;
    while !listener_ready(&mut listener) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let case = world.draft(Kind::RedNotice, &[]).await;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    world.clock.pass(9 * 3600);
    world.draft(Kind::RedNotice, &[]).await;
    let text = reading.await.unwrap();
    assert!(text.contains("event: ring") && text.contains(&case.to_string()), "{text}");
    assert!(!text.contains("FR-2026"), "rings carry no content: {text}");
}

fn listener_ready(live: &mut desk::Live) -> bool {
    live.listeners() > 0
}

#[tokio::test]
async fn a_form_sent_twice_acts_once() {
    let world = World::new().await;
    let draft = world.draft(Kind::RedNotice, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{draft}/do/note");
    let page = writer.get(&path).await.text;
    let word = page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    for _ in 0..2 {
        let answer = writer.post(&path, &format!("form={word}&text=Once+only")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let timeline = writer.get(&format!("/case/{draft}/timeline")).await.text;
    assert_eq!(timeline.matches("Once only").count(), 1, "{timeline}");
    let mut opened = Vec::new();
    for _ in 0..2 {
        let answer = writer.post("/new", "form=one&kind=red-notice&to=BR").await;
        opened.push(answer.headers["location"].clone());
    }
    assert_eq!(opened[0], opened[1], "the second click comes to the same case");
    // Another form says it again on purpose.
    let answer = writer.post(&path, "form=another&text=Once+only").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let timeline = writer.get(&format!("/case/{draft}/timeline")).await.text;
    assert_eq!(timeline.matches("Once only").count(), 2, "{timeline}");
}
