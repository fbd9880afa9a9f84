//! The portal for authorities, cases entered alone in danger to life, and the duty rota, as their pages.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bureau::{Command, TaskCommand};
use case::id::{CaseId, TaskId};
use case::request::Kind;

use crate::browser::{Answer, Browser};
use crate::world::{APPROVER, AUTHORITY, DUTY, NOTICE, OVERSEER, REVIEWER, WRITER, World, id};

/// A task of the authority, in a case with another's name in it.
async fn given(world: &World) -> (CaseId, TaskId) {
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = world.bureau("FR");
    let note = Command::Note { text: "an internal word".into() };
    fr.act(id(WRITER), Some(case), note, "handling").await.unwrap();
    let asked = "Confirm that the warrant stands.".to_owned();
    let give =
        Command::Task(TaskCommand::Give { authority: id(AUTHORITY), asked, due: None, files: Vec::new() });
    fr.act(id(WRITER), Some(case), give, "handling").await.unwrap();
    (case, fr.tasks(id(AUTHORITY)).await.unwrap()[0].task)
}

async fn sent(browser: &Browser, path: &str, parts: &[(&str, Option<&str>, &str)]) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let mut body = String::new();
    for (name, file, text) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.push_str(&format!(
            "--b\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n"
        ));
    }
    browser.send(request, Body::from(format!("{body}--b--\r\n"))).await
}

#[tokio::test]
async fn an_authority_answers_its_task_and_sees_nothing_else() {
    let world = World::new().await;
    let (case, task) = given(&world).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(AUTHORITY)).await;
    assert_eq!(browser.get("/today").await.location(), "/tasks");
    let reference = world.bureau("FR").case(id(WRITER), case, "test").await.unwrap().case.reference;
    let list = browser.get("/tasks").await;
    assert!(
        list.text.contains(&reference) && list.text.contains("Confirm that the warrant"),
        "{}",
        list.text
    );
    for place in ["/docket", "/review", "/oversight", "/new"] {
        assert!(!list.text.contains(&format!("href=\"{place}\"")), "{place} is no place of an authority");
    }
    let path = format!("/task/{case}/{task}");
    let page = browser.get(&path).await;
    assert!(page.status.is_success() && page.text.contains("Camille Morel"), "{}", page.text);
    assert!(!page.text.contains("an internal word"), "notes stay in the bureau");
    let other = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "not even for the one who gave it");
    let empty = sent(&browser, &path, &[("done", None, "yes"), ("text", None, " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer =
        [("done", None, "yes"), ("text", None, "It stands."), ("file", Some("../order.txt"), "ordered")];
    assert_eq!(sent(&browser, &path, &answer).await.location(), "/tasks");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "it was answered");
    let seen = other.get(&format!("/case/{case}")).await.text;
    assert!(seen.contains("It stands.") && !seen.contains("../order"), "{seen}");
    assert!(other.get("/today").await.text.contains("An authority answered"));
    let papers = other.get(&format!("/case/{case}/papers")).await.text;
    assert!(papers.contains("order.txt") && papers.contains("/enclose"), "{papers}");
}

#[tokio::test]
async fn an_officer_gives_a_task_and_takes_it_back_on_their_pages() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{case}/do/give-task");
    assert!(browser.get(&path).await.text.contains("A prosecutor"), "who could be asked is there");
    let form = format!("authority={}&asked=", id(AUTHORITY));
    let refused = browser.post(&path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        browser.post(&path, &format!("{form}Confirm.&due=2026-12-24")).await.location().contains("/case/")
    );
    let page = browser.get(&format!("/case/{case}")).await.text;
    assert!(page.contains("was given a task") && page.contains("2026-12-24"), "{page}");
    let task = world.bureau("FR").tasks(id(AUTHORITY)).await.unwrap()[0].task;
    let back =
        browser.post(&format!("/case/{case}/do/take-back-task"), &format!("task={task}&reasons=over")).await;
    assert!(back.location().contains("/case/"));
    assert!(world.bureau("FR").tasks(id(AUTHORITY)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_kept_case_is_entered_by_its_reference_in_danger_to_life() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = world.bureau("FR");
    let keep = Command::Restrict { circle: vec![id(WRITER)], reasons: "an informant".into() };
    fr.act(id(WRITER), Some(case), keep, "handling").await.unwrap();
    let reference = fr.case(id(WRITER), case, "test").await.unwrap().case.reference;
    let form = |reference: &str| format!("reference={reference}&reasons=held+there");
    let reviewer = Browser::signed_in(&world.seats["FR"].desk, id(REVIEWER)).await;
    assert_eq!(reviewer.get("/enter").await.status, StatusCode::FORBIDDEN);
    let duty = Browser::signed_in(&world.seats["FR"].desk, id(DUTY)).await;
    assert!(duty.get(&format!("/docket?text={reference}")).await.text.contains("href=\"/enter\""));
    let absent = duty.post("/enter", &form("FR-2026-000099")).await;
    assert_eq!(absent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(duty.post("/enter", &form(&reference)).await.location(), format!("/case/{case}"));
    assert!(duty.get(&format!("/case/{case}")).await.text.contains("though it is kept to others"));
    let overseer = Browser::signed_in(&world.seats["FR"].desk, id(OVERSEER)).await;
    assert!(overseer.get("/today").await.text.contains(&reference), "who protects data sees it at once");
}

#[tokio::test]
async fn the_rota_is_written_by_those_who_may_and_read_by_those_who_work() {
    let world = World::new().await;
    let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let authority = Browser::signed_in(&world.seats["FR"].desk, id(AUTHORITY)).await;
    let now = world.bureau("FR").zone().to_datetime(bureau::ports::Clock::now(&world.clock));
    let (from, until) = (now.date().at(0, 0, 0, 0), now.date().at(23, 59, 0, 0));
    let form = format!("officer={}&from={from}&until={until}", id(DUTY));
    assert_eq!(authority.get("/rota").await.status, StatusCode::FORBIDDEN);
    assert_eq!(writer.post("/rota", &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(approver.post("/rota", &form).await.location(), "/rota");
    let twice = approver.post("/rota", &form).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.text.contains("already"),
        "{}",
        twice.text
    );
    let today = writer.get("/today").await.text;
    assert!(today.contains("On duty") && today.contains("Inès &lt;Garnier&gt;"), "{today}");
    let turn = world.bureau("FR").on_duty()[0];
    let end = format!("officer={}&from={}", turn.officer, turn.from);
    assert_eq!(writer.post("/rota/end", &end).await.status, StatusCode::FORBIDDEN);
    assert_eq!(approver.post("/rota/end", &end).await.location(), "/rota");
    assert!(!writer.get("/today").await.text.contains("On duty"));
}
