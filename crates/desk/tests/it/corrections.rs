//! What was told turns out wrong, through the pages of both desks: prepared, approved by another, shown and answered.

use axum::http::StatusCode;
use case::id::CaseId;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{APPROVER, DUTY, NOTICE, WRITER, World, act, id, seen};

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

/// A notice that BR has: the world and the case on either side.
async fn sent() -> (World, CaseId, CaseId) {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    carry(&world).await;
    let received = world.received();
    (world, sent, received)
}

#[tokio::test]
async fn a_field_that_was_wrong_is_corrected_by_two_and_answered() {
    let (world, sent, received) = sent().await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{sent}/do/correct");
    let form = writer.get(&path).await.text;
    assert!(form.contains("As it was told") || form.contains("Open each field"), "{form}");
    let message = value(&form, "message");
    let field = "seen.offence.max_penalty_months=1&field.offence.max_penalty_months=48";
    let unexplained = writer.post(&path, &format!("message={message}&{field}")).await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unexplained.text.contains("Say why it was wrong") && unexplained.text.contains("value=\"48\""));
    let why = "why.offence.max_penalty_months=The+code+was+read+wrongly.";
    let short = "seen.offence.max_penalty_months=1&field.offence.max_penalty_months=6";
    let unlawful = writer.post(&path, &format!("message={message}&{short}&{why}")).await;
    assert_eq!(unlawful.status, StatusCode::UNPROCESSABLE_ENTITY, "what would be unlawful does not leave");
    let same = "seen.offence.max_penalty_months=1&field.offence.max_penalty_months=60";
    let nothing = writer.post(&path, &format!("message={message}&{same}&{why}")).await;
    assert!(nothing.text.contains("Choose what was wrong"), "nothing is corrected to itself");
    act(&writer, &path, &format!("message={message}&{field}&{why}")).await;
    let page = writer.get(&format!("/case/{sent}")).await.text;
    assert!(
        page.contains("A correction waits for a second officer")
            && page.contains("The code was read wrongly.")
    );
    assert!(!page.contains("/do/approve"), "nobody approves their own");
    let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    assert!(approver.get("/review").await.text.contains("Correction to approve"));
    let approve = format!("/case/{sent}/do/approve");
    let page = approver.get(&approve).await.text;
    assert!(page.contains("The correction is signed"));
    act(&approver, &approve, &seen(&page)).await;
    carry(&world).await;
    let page = approver.get(&format!("/case/{sent}")).await.text;
    assert!(page.contains("has not answered the correction") && page.contains("Answer looked for by"));
    let theirs = Browser::signed_in(&world.seats["BR"].desk, id(APPROVER)).await;
    assert!(theirs.get("/today").await.text.contains("Asks for your answer"));
    let page = theirs.get(&format!("/case/{received}/timeline")).await.text;
    for says in ["has corrected what it told you", "60 → 48", "The code was read wrongly.", "Corrected since"]
    {
        assert!(page.contains(says), "{says}");
    }
    let path = format!("/case/{received}/do/answer-correction");
    let correction = value(&theirs.get(&path).await.text, "correction");
    let answer =
        format!("correction={correction}&followed=no&passed-on=Customs&reasons=The+court+has+it+so.");
    act(&theirs, &path, &answer).await;
    carry(&world).await;
    let page = approver.get(&format!("/case/{sent}/exchange")).await.text;
    for says in ["did not follow the correction", "The court has it so.", "Customs", "Corrected since"] {
        assert!(page.contains(says), "{says}");
    }
    assert!(!page.contains("has not answered the correction"));
}

#[tokio::test]
async fn an_answer_that_was_wrong_is_shown_beside_what_is_right() {
    let (world, sent, received) = sent().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    duty.get(&format!("/case/{received}")).await;
    act(&duty, &format!("/case/{received}/do/answer"), "text=Found+in+Recife.&complete=yes&marking=").await;
    carry(&world).await;
    let path = format!("/case/{received}/do/correct");
    let message = value(&duty.get(&path).await.text, "message");
    let form = format!("message={message}&text.{message}=Found+in+Natal.&reasons=A+namesake.");
    act(&duty, &path, &form).await;
    let approver = Browser::signed_in(&world.seats["BR"].desk, id(APPROVER)).await;
    let page = approver.get(&format!("/case/{received}/do/approve")).await.text;
    assert!(page.contains("Found in Recife.") && page.contains("Found in Natal."), "old and new");
    act(&approver, &format!("/case/{received}/do/approve"), &seen(&page)).await;
    carry(&world).await;
    let theirs = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    let page = theirs.get(&format!("/case/{sent}/exchange")).await.text;
    for says in ["corrected its answer", "Found in Natal.", "A namesake.", "Corrected since"] {
        assert!(page.contains(says), "{says}");
    }
}
