//! The calendar: what is due on which day, for whoever sees the case, and a file that tells nothing of it.

use axum::http::StatusCode;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{DUTY, WRITER, World, id};

const QUESTION: &[(&str, &str)] = &[
    ("request.purpose", "information"),
    ("request.information_sought", "Since when is the shop let?"),
    ("person.family_name", "ODUYA"),
    ("request.due", "2027-02-28"),
];

/// A question with a day that was put to Brazil, and the reference of its case there.
async fn asked() -> (World, String) {
    let world = World::new().await;
    let sent = world.draft(Kind::InformationRequest, QUESTION).await;
    world.send(sent).await;
    world.carry().await;
    let received = world.bureau("BR").case(id(DUTY), world.received(), "handling").await.unwrap();
    assert!(received.case.deadlines.iter().any(|deadline| deadline.due.to_string() == "2027-02-28"));
    (world, received.case.reference)
}

#[tokio::test]
async fn what_is_due_stands_on_its_day() {
    let (world, reference) = asked().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let february = duty.get("/calendar?month=2027-02").await.text;
    let day = february.split("<td").find(|cell| cell.contains("2027-02-28")).unwrap();
    assert!(day.contains(&reference) && day.contains("the answer asked for"), "{day}");
    assert!(!day.contains("ODUYA"), "a calendar names no person: {day}");
    for other in ["2027-01", "2027-03"] {
        let month = duty.get(&format!("/calendar?month={other}")).await.text;
        assert!(!month.contains(&reference), "{other}");
        assert_eq!(month.contains("/calendar?month=2027-02\">The next day"), other == "2027-01", "{month}");
    }
    let nonsense = duty.get("/calendar?month=soon").await;
    assert_eq!(nonsense.status, StatusCode::OK, "a month that cannot be read is this one");
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(writer.get("/calendar").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_file_for_other_calendars_tells_days_alone() {
    let (world, reference) = asked().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let file = duty.get("/calendar.ics").await;
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
    assert!(file.text.contains("DTSTART;VALUE=DATE:20270228\r\n"), "{}", file.text);
    assert!(file.text.contains("SUMMARY:Comity: one thing is due\r\n"), "{}", file.text);
    for secret in [reference.as_str(), "ODUYA", "case-", "information", "FR-"] {
        assert!(!file.text.contains(secret), "{secret}: {}", file.text);
    }
    let nobody = Browser::new(&world.seats["BR"].desk).get("/calendar.ics").await;
    assert!(!nobody.text.contains("BEGIN:VCALENDAR"), "{}", nobody.text);
}
