//! What holds at every address of the desk: which methods it takes, what its answers are, and where its words come from.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use bureau::ports::Clock;
use case::id::CaseId;
use case::request::Kind;
use journal::entry::EntryKind;

use crate::browser::{Answer, Browser};
use crate::hostile::{addresses, ask};
use crate::world::{ADMINISTRATOR, APPROVER, DUTY, NOTICE, OVERSEER, WRITER, World, act, id};

/// A form that some acts would take.
fn form() -> String {
    let (today, writer) = ("2026-11-23T12:00", id(WRITER));
    format!(
        "text=Marked&reasons=Marked&words=Marked&officer={writer}&circle={writer}&from={today}&until=2026-11-24T12:00&form=word\
         &kind=red-notice&to=BR&language=fr&theme=dark&number=1&outcome=in-order"
    )
}

/// The kinds of the entries that France has written since there were so many.
fn written(world: &World, since: usize) -> Vec<EntryKind> {
    let (entries, _) = world.seats["FR"].store.contents();
    entries[since..].iter().map(|entry| entry.header.kind).collect()
}

fn entries(world: &World) -> usize {
    world.seats["FR"].store.contents().0.len()
}

#[tokio::test]
async fn a_get_changes_nothing_and_acts_are_posts_alone() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = &world.seats["FR"];
    let form = form();
    for officer in [WRITER, APPROVER, ADMINISTRATOR, OVERSEER, DUTY] {
        let browser = Browser::signed_in(&fr.desk, id(officer)).await;
        let open = fr.sessions.open(world.clock.now());
        let mut acts = 0;
        for path in addresses(case).into_iter().chain(["/sign-out".to_owned()]) {
            let since = entries(&world);
            let answer = browser.get(&format!("{path}?{form}")).await;
            let traces = written(&world, since);
            let told = |kind: &EntryKind| matches!(kind, EntryKind::Look | EntryKind::Refusal);
            assert!(traces.iter().all(told), "{officer} {path}: {traces:?}");
            assert!(!answer.headers.contains_key(header::SET_COOKIE), "{officer} {path}");
            assert_eq!(fr.sessions.open(world.clock.now()), open, "{officer} {path}: sessions");
            assert_eq!(browser.get("/session").await.status, StatusCode::OK, "{officer} {path}: its session");
            if answer.status == StatusCode::METHOD_NOT_ALLOWED {
                acts += 1;
                assert_eq!(answer.headers[header::ALLOW], "POST", "{path}");
            }
        }
        assert!(acts > 30, "{acts} addresses take acts alone");
    }
    // The same words act where they are posted.
    let since = entries(&world);
    let browser = Browser::signed_in(&fr.desk, id(WRITER)).await;
    act(&browser, &format!("/case/{case}/do/note"), &form).await;
    assert!(written(&world, since).contains(&EntryKind::CaseEntry));
    assert!(browser.post("/settings", &form).await.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn no_address_takes_another_method() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let since = entries(&world);
    let left = ["/live", "/sign-out"].map(str::to_owned);
    for path in addresses(case).into_iter().chain(left) {
        for method in ["TRACE", "TRACK", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let request = Request::builder()
                .method(Method::from_bytes(method.as_bytes()).unwrap())
                .uri(&path)
                .header("sec-fetch-site", "same-origin")
                .header("x-planted", "Quillfeather");
            let answer = browser.send(request, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            let allowed = answer.headers[header::ALLOW].to_str().unwrap();
            assert!(["GET,HEAD", "POST", "GET,HEAD,POST"].contains(&allowed), "{method} {path}: {allowed}");
            assert!(!answer.text.contains("Quillfeather"), "{method} {path}: what was sent comes back");
        }
    }
    assert_eq!(written(&world, since), []);
}

/// Whether an answer says what it is, in UTF-8 where it is text.
fn says_its_type(path: &str, answer: &Answer) {
    if answer.text.is_empty() {
        return;
    }
    let kind = answer.headers.get(header::CONTENT_TYPE);
    let kind = kind.unwrap_or_else(|| panic!("{path}: no type")).to_str().unwrap().to_ascii_lowercase();
    let is_text = ["text/", "javascript", "xml"].iter().any(|part| kind.contains(part));
    assert_eq!(kind.contains("charset=utf-8"), is_text, "{path}: {kind}");
    let is_json = serde_json::from_str::<serde_json::Value>(&answer.text).is_ok();
    assert_eq!(kind.starts_with("application/json"), is_json, "{path}: {kind}");
    let is_markup = answer.text.trim_start().starts_with('<');
    assert_eq!(
        kind.starts_with("text/html") || kind.starts_with("image/svg+xml"),
        is_markup,
        "{path}: {kind}"
    );
}

#[tokio::test]
async fn every_answer_says_its_type_and_character_set() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let desk = &world.seats["FR"].desk;
    for officer in [WRITER, APPROVER, ADMINISTRATOR, OVERSEER] {
        for path in addresses(case) {
            // Some addresses end or renew the session.
            let browser = Browser::signed_in(desk, id(officer)).await;
            for answer in ask(&browser, &path).await {
                says_its_type(&path, &answer);
            }
        }
    }
    let browser = Browser::new(desk);
    let page = browser.get("/sign-in").await.text;
    let assets = page.split('"').filter(|part| part.starts_with("/asset/"));
    for path in assets {
        says_its_type(path, &browser.get(path).await);
    }
}

async fn timeline(browser: &Browser, case: CaseId) -> String {
    browser.get(&format!("/case/{case}/timeline")).await.text
}

#[tokio::test]
async fn a_word_given_twice_or_in_the_address_changes_nothing() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let fr = &world.seats["FR"];
    let browser = Browser::signed_in(&fr.desk, id(WRITER)).await;
    let note = format!("/case/{case}/do/note");
    let answer = browser.post(&format!("{note}?text=Address"), "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a note without words");
    act(&browser, &format!("{note}?text=Address"), "text=First&text=Second").await;
    let told = timeline(&browser, case).await;
    assert!(told.contains("First") && !told.contains("Second") && !told.contains("Address"), "{told}");
    // Somebody else's name beside one's own, in either order, or in the address.
    let (own, other) = (id(WRITER), id(DUTY));
    act(&browser, &format!("{note}?by={other}"), &format!("by={own}&by={other}&text=Third")).await;
    let answer = browser.post(&note, &format!("by={other}&by={own}&text=Fourth")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    // Who signs in is in the form alone.
    let answer = browser.post(&format!("/sign-in?officer={other}"), "").await;
    assert!(!answer.headers.contains_key(header::SET_COOKIE), "{}", answer.status);
    // JSON with a name twice, and an address with one, are no request.
    let (name, twice) = ("person.forename", r#"{"changes": [], "changes": [CHANGE]}"#);
    let change = format!(r#"{{"field": "{name}", "text": "Jean", "seen": 0}}"#);
    let request = Request::post(format!("/case/{case}/fields"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin");
    let answer = browser.send(request, Body::from(twice.replace("CHANGE", &change))).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert_eq!(browser.get("/docket?stage=draft&stage=closed").await.status, StatusCode::BAD_REQUEST);
    let case = fr.bureau.case(id(WRITER), case, "handling").await.unwrap().case;
    assert!(case.fact(name).is_none());
}
