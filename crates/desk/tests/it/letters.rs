//! Letters on the case page: who may draw which, what each lacks, and that drawing one is a look.

use axum::http::StatusCode;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{DUTY, REVIEWER, WRITER, World, id};

const NOTICE: &[(&str, &str)] =
    &[("person.family_name", "ODUYA"), ("offence.facts_summary", "He sold flats that did not exist.")];

#[tokio::test]
async fn a_case_shows_its_letters_and_what_each_lacks() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let page = writer.get(&format!("/case/{case}/papers")).await.text;
    assert!(
        page.contains("things stand against it") && page.contains("name=\"paper\" value=\"request\""),
        "{page}"
    );
    assert!(page.contains("value=\"cover\"") && !page.contains("value=\"receipt\""), "{page}");
}

#[tokio::test]
async fn a_letter_is_a_download_and_a_look() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let before = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().timeline.len();
    let letter = writer.get(&format!("/case/{case}/letter?paper=request&language=ar")).await;
    assert_eq!(letter.status, StatusCode::OK);
    assert_eq!(letter.headers["content-type"], "application/pdf");
    let name = letter.headers["content-disposition"].to_str().unwrap();
    assert!(name.starts_with("attachment;") && name.ends_with("request-ar.pdf"), "{name}");
    let after = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().timeline.len();
    assert!(after > before, "{before} entries before, {after} after");
    for (wrong, status) in [
        ("paper=poem&language=en", StatusCode::NOT_FOUND),
        ("paper=request&language=tlh", StatusCode::NOT_FOUND),
        ("paper=receipt&language=en", StatusCode::UNPROCESSABLE_ENTITY),
        ("paper=request", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(writer.get(&format!("/case/{case}/letter?{wrong}")).await.status, status, "{wrong}");
    }
}

#[tokio::test]
async fn a_notice_without_leave_to_publish_has_no_poster() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let page = writer.get(&format!("/case/{case}/papers")).await.text;
    assert!(page.contains("value=\"request\"") && !page.contains("value=\"poster\""), "{page}");
    let poster = writer.get(&format!("/case/{case}/letter?paper=poster&language=en")).await;
    assert_eq!(poster.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(poster.text.contains("This may not be made public"), "{}", poster.text);
}

#[tokio::test]
async fn whoever_may_not_see_a_case_draws_no_letter_of_it() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let address = format!("/case/{case}/letter?paper=request&language=en");
    assert_eq!(duty.get(&address).await.status, StatusCode::NOT_FOUND);
    let reviewer = Browser::signed_in(&world.seats["FR"].desk, id(REVIEWER)).await;
    let seen = reviewer.get(&format!("/case/{case}")).await.status;
    assert_eq!(reviewer.get(&address).await.status, seen, "a letter is seen by whoever sees the case");
}
