//! What may be done with what the other bureau told, through the pages of both desks: marking, consent, use, recall.

use axum::http::StatusCode;
use case::id::CaseId;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{APPROVER, DUTY, NOTICE, OVERSEER, WRITER, World, act, id, seen};

/// The value of the first control of this name on a page.
fn value(page: &str, name: &str) -> String {
    let control = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    control.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn carry(world: &World) {
    for _ in 0..4 {
        world.carry().await;
    }
}

/// A notice that BR has answered in part under a marking: the world and the case on either side.
async fn answered(marking: &str) -> (World, CaseId, CaseId) {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    world.carry().await;
    let received = world.received();
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    duty.get(&format!("/case/{received}")).await;
    let answer = format!("/case/{received}/do/answer");
    let wrong = duty.post(&answer, "text=Found+in+Recife.&complete=no&marking=B2").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("This is no marking") && wrong.text.contains("Found in Recife."));
    act(&duty, &answer, &format!("text=Found+in+Recife.&complete=no&marking={marking}")).await;
    carry(&world).await;
    (world, sent, received)
}

#[tokio::test]
async fn a_use_is_asked_for_granted_and_recorded() {
    let (world, sent, received) = answered("4x4+B2+H1").await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let page = writer.get(&format!("/case/{sent}/exchange")).await.text;
    assert!(page.contains("4x4 B2 H1") && page.contains("Needs consent") && page.contains("3x5x2 1"));
    let using = format!("/case/{sent}/do/use");
    let form = "what=in-court&recipient=Court+of+Lyon&reasons=For+the+hearing.";
    let refused = writer.post(&using, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("has to consent first") && refused.text.contains("Court of Lyon"));
    act(&writer, &format!("/case/{sent}/do/ask-consent"), form).await;
    carry(&world).await;
    let approver = Browser::signed_in(&world.seats["BR"].desk, id(APPROVER)).await;
    let today = approver.get("/today").await.text;
    assert!(today.contains(&received.to_string()) && today.contains("Asks for your answer"));
    let path = format!("/case/{received}/do/answer-consent");
    let asked = value(&approver.get(&path).await.text, "asked");
    act(&approver, &path, &format!("asked={asked}&granted=yes&terms=No+names.")).await;
    carry(&world).await;
    act(&writer, &using, form).await;
    let page = writer.get(&format!("/case/{sent}/exchange")).await.text;
    assert!(page.contains("Consent given") && page.contains("No names.") && page.contains("Uses recorded"));
}

#[tokio::test]
async fn an_answer_that_is_recalled_is_seen_by_nobody_once_that_is_said() {
    let (world, sent, received) = answered("").await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let form = "what=agencies&recipient=Customs&reasons=To+watch+the+harbour.";
    act(&writer, &format!("/case/{sent}/do/use"), form).await;
    let approver = Browser::signed_in(&world.seats["BR"].desk, id(APPROVER)).await;
    let path = format!("/case/{received}/do/recall");
    let message = value(&approver.get(&path).await.text, "message");
    act(&approver, &path, &format!("message={message}&reasons=A+namesake.")).await;
    carry(&world).await;
    let waits = approver.get(&format!("/case/{received}")).await.text;
    assert!(waits.contains("has not answered the recall"));
    let theirs = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    let page = theirs.get(&format!("/case/{sent}/exchange")).await.text;
    assert!(page.contains("Do not use it") && page.contains("Found in Recife."));
    let path = format!("/case/{sent}/do/answer-recall");
    let form = theirs.get(&path).await.text;
    assert!(form.contains("Customs") && !form.contains("value=\"deleted\""), "the request stands");
    let recall = value(&form, "recall");
    let said = format!("recall={recall}&outcome=blocked&passed-on=Europol%0D%0A&reasons=Both+were+told.");
    act(&theirs, &path, &said).await;
    carry(&world).await;
    for tab in ["exchange", "timeline", "record", "request"] {
        let page = theirs.get(&format!("/case/{sent}/{tab}")).await.text;
        assert!(!page.contains("Recife"), "{tab}");
    }
    let page = approver.get(&format!("/case/{received}/exchange")).await.text;
    assert!(page.contains("has blocked it") && page.contains("Customs") && page.contains("Europol"));
}

#[tokio::test]
async fn a_duty_officer_sends_alone_in_danger_and_another_reviews_it() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let duty = Browser::signed_in(&world.seats["FR"].desk, id(DUTY)).await;
    let path = format!("/case/{sent}");
    let open = writer.get(&format!("{path}/do/submit")).await.text;
    let reasons: Vec<String> = open
        .split("name=\"explain.")
        .skip(1)
        .map(|rest| format!("explain.{}=Not+known.", rest.split('"').next().unwrap()))
        .collect();
    act(&writer, &format!("{path}/do/submit"), &reasons.join("&")).await;
    assert!(!writer.get(&path).await.text.contains("/do/break-glass"), "not every officer may");
    assert!(duty.get(&path).await.text.contains("/do/break-glass"));
    let alone = format!("{path}/do/break-glass");
    let page = duty.get(&alone).await.text;
    act(&duty, &alone, &format!("reasons=He+has+threatened+to+kill+the+child.&{}", seen(&page))).await;
    carry(&world).await;
    assert!(duty.get(&path).await.text.contains("No second officer has reviewed it yet"));
    assert!(!duty.get(&path).await.text.contains("/do/review-emergency"), "nobody reviews their own");
    let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    assert!(approver.get("/today").await.text.contains("Sent alone, to be reviewed"));
    let review = "justified=yes&reasons=The+threat+was+real.";
    act(&approver, &format!("{path}/do/review-emergency"), review).await;
    let page = approver.get(&path).await.text;
    assert!(page.contains("it was right.") && page.contains("The threat was real."));
}

#[tokio::test]
async fn a_closed_case_is_kept_longer_and_erased_by_who_answers_for_it() {
    let world = World::new().await;
    let sent = world.draft(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]).await;
    world.send(sent).await;
    carry(&world).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{sent}");
    act(&writer, &format!("{path}/do/withdraw"), "reasons=Found.").await;
    carry(&world).await;
    act(&writer, &format!("{path}/do/close"), "reasons=Found.").await;
    assert!(writer.get(&path).await.text.contains("Kept until"));
    assert!(!writer.get(&path).await.text.contains("/do/discard"), "its author does not erase it");
    let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    let oversight = approver.get("/oversight").await.text;
    assert!(oversight.contains(&format!("/case/{sent}/do/retain")), "it is listed");
    let past = approver.post(&format!("{path}/do/retain"), "until=2020-01-01&reasons=Appeal.").await;
    assert!(past.text.contains("The day lies in the past"));
    act(&approver, &format!("{path}/do/discard"), "reasons=Of+no+use+any+more.").await;
    assert_eq!(approver.get(&path).await.status.as_u16(), 404);
    let oversight = approver.get("/oversight").await.text;
    assert!(oversight.contains("an officer decided") && !oversight.contains(&format!("/case/{sent}/do/")));
}

#[tokio::test]
async fn a_look_that_stood_out_waits_for_the_word_of_who_protects_data() {
    let world = World::new().await;
    let case = world.draft(Kind::InformationRequest, &[("person.family_name", "Garnier")]).await;
    let duty = Browser::signed_in(&world.seats["FR"].desk, id(DUTY)).await;
    duty.get(&format!("/case/{case}")).await;
    let overseer = Browser::signed_in(&world.seats["FR"].desk, id(OVERSEER)).await;
    assert!(overseer.get("/today").await.text.contains("A look that stood out waits for your word"));
    let page = overseer.get("/oversight").await.text;
    assert!(page.contains("looked at a case about somebody of the same family name"));
    let which = ["at", "officer", "anomaly"].map(|name| format!("{name}={}", value(&page, name))).join("&");
    let form = format!("{which}&in-order=yes&reasons=A+namesake.");
    act(&overseer, "/oversight/anomaly", &form).await;
    let page = overseer.get("/oversight").await.text;
    assert!(page.contains("says that it was in order") && page.contains("A namesake."));
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(writer.post("/oversight/anomaly", &form).await.status, StatusCode::FORBIDDEN);
}
