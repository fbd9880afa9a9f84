//! A request travels through the pages of both desks, by plain forms alone.

use axum::http::StatusCode;
use case::life::Stage;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{APPROVER, DUTY, NOTICE, REVIEWER, WRITER, World, act, decide, id, seen};

#[tokio::test]
async fn from_draft_to_answer() {
    let world = World::new().await;
    let (fr, br) = (&world.seats["FR"].desk, &world.seats["BR"].desk);
    let writer = Browser::signed_in(fr, id(WRITER)).await;
    let opened = writer.post("/new", "kind=red-notice&to=BR").await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let stage = |at: Stage| (at, format!("/case/{case}"));
    let (_, path) = stage(Stage::Draft);

    let refused = writer.post(&format!("{path}/do/submit"), "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "open questions need a reason");
    assert!(refused.text.contains("Answer what is asked"));
    let told = refused.text.split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(told.contains(&format!("href=\"{path}/request#field-")), "titles lead to the fields: {told}");
    let open = writer.get(&format!("{path}/do/submit")).await.text;
    let reasons: Vec<String> = open
        .split("name=\"explain.")
        .skip(1)
        .map(|rest| format!("explain.{}=Not+known+to+us.", rest.split('"').next().unwrap()))
        .collect();
    act(&writer, &format!("{path}/do/submit"), &reasons.join("&")).await;

    let reviewer = Browser::signed_in(fr, id(REVIEWER)).await;
    let questions = reviewer.get(&format!("{path}/review")).await.text;
    for rule in questions.split("name=\"rule\" value=\"").skip(1) {
        let rule = rule.split('"').next().unwrap();
        act(
            &reviewer,
            &format!("{path}/review"),
            &format!("rule={rule}&judgement=satisfied&reasons=Weighed.&{}", seen(&questions)),
        )
        .await;
    }
    let approver = Browser::signed_in(fr, id(APPROVER)).await;
    let asking = approver.get(&format!("{path}/do/approve")).await.text;
    assert!(asking.contains("Approve and send to BR"), "the button names the act and the recipient");
    decide(&approver, &format!("{path}/do/approve")).await;
    let waiting = writer.get(&path).await.text;
    assert!(waiting.contains("Not delivered to BR"), "no success before the receipt");

    world.carry().await;
    assert!(!writer.get(&path).await.text.contains("Not delivered to BR"));
    let duty = Browser::signed_in(br, id(DUTY)).await;
    let received = format!("/case/{}", world.received());
    assert!(duty.get("/today").await.text.contains(&world.received().to_string()));
    assert_eq!(duty.get(&received).await.status, StatusCode::OK);
    act(&duty, &format!("{received}/do/accept"), "note=We+begin.&expected=2026-12-24").await;
    act(&duty, &format!("{received}/do/answer"), "text=Found+in+Recife.&complete=yes").await;
    for _ in 0..3 {
        world.carry().await;
    }
    let answered = writer.get(&format!("{path}/exchange")).await.text;
    assert!(answered.contains("Found in Recife.") && answered.contains("Answered"));
}

#[tokio::test]
async fn a_refusal_needs_grounds_and_keeps_what_was_typed() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    world.carry().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let path = format!("/case/{}/do/refuse", world.received());
    duty.get(&format!("/case/{}", world.received())).await;
    let again = duty.post(&path, "ground=&ground=&reasons=Long+reasons.").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("Long reasons.") && again.text.contains("one or two"));
    act(&duty, &path, "ground=death-penalty&ground=&reasons=No+assurance.").await;
}

#[tokio::test]
async fn files_go_in_and_come_out_as_downloads() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let upload = |name: &str, content: &str| {
        let request = axum::http::Request::post(format!("/case/{case}/papers"))
            .header("content-type", "multipart/form-data; boundary=b")
            .header("sec-fetch-site", "same-origin");
        let part = format!(
            "content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n"
        );
        let word = "content-disposition: form-data; name=\"form\"\r\n\r\none";
        (request, axum::body::Body::from(format!("--b\r\n{word}\r\n--b\r\n{part}\r\n{content}\r\n--b--\r\n")))
    };
    for _ in 0..2 {
        let (request, body) = upload("../<b>warrant.html", "<script>alert(1)</script>");
        assert_eq!(writer.send(request, body).await.status, StatusCode::SEE_OTHER);
    }
    let papers = writer.get(&format!("/case/{case}/papers")).await.text;
    assert_eq!(papers.matches("&lt;b&gt;warrant.html").count(), 1, "the same form twice adds it once");
    assert!(papers.contains("&lt;b&gt;warrant.html") && !papers.contains("../"));
    let start = papers.find(&format!("/case/{case}/papers/attachment-")).unwrap();
    let file = writer.get(papers[start..].split('"').next().unwrap()).await;
    assert_eq!(file.text, "<script>alert(1)</script>");
    assert_eq!(file.headers["content-type"], "application/octet-stream");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    let (request, body) = upload("large.bin", &"x".repeat(5 * 1024 * 1024));
    let refused = writer.send(request, body).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text.contains("larger than a paper may be"), "{}", refused.text);
    let (request, body) = upload("empty.bin", "");
    let refused = writer.send(request, body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("The file is empty"), "{}", refused.text);
}

#[tokio::test]
async fn what_is_asked_for_stands_where_it_is_supplied() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    world.carry().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let received = format!("/case/{}", world.received());
    duty.get(&received).await;
    act(&duty, &format!("{received}/do/ask-more"), "questions=Which+bank+and+which+account%3F").await;
    for _ in 0..3 {
        world.carry().await;
    }
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    for page in ["request", "do/submit"] {
        let text = writer.get(&format!("/case/{sent}/{page}")).await.text;
        assert_eq!(text.matches("Which bank and which account?").count(), 1, "{page}");
    }
}

#[tokio::test]
async fn only_a_state_is_asked_for_an_arrest() {
    let world = World::new().await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    for (kind, status) in [
        ("extradition", StatusCode::UNPROCESSABLE_ENTITY),
        ("provisional-arrest", StatusCode::UNPROCESSABLE_ENTITY),
        ("mla", StatusCode::UNPROCESSABLE_ENTITY),
        ("red-notice", StatusCode::SEE_OTHER),
    ] {
        let answer = writer.post("/new", &format!("kind={kind}&to=GS")).await;
        assert_eq!(answer.status, status, "{kind}: {}", answer.text);
    }
}
