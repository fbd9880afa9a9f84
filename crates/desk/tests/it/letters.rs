//! Letters on the case page: who may draw which, what each lacks, and that drawing one is a look.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use bureau::PaperKind;
use case::request::Kind;
use http_body_util::BodyExt;

use crate::browser::Browser;
use crate::world::{DUTY, REVIEWER, WRITER, World, act, id};

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

/// The words of a paper of the case that came to Brazil.
async fn words(world: &World, paper: PaperKind, language: &str) -> Vec<String> {
    let names = desk::Names::of(language).unwrap();
    let drawn = world.bureau("BR").letter(id(DUTY), world.received(), paper, &names).await.unwrap();
    let boxes = drawn.paper.sections.iter().flat_map(|section| &section.boxes);
    boxes.flat_map(|field| &field.lines).map(|line| line.text.clone()).collect()
}

#[tokio::test]
async fn what_was_answered_refused_and_reported_is_drawn_and_never_typed_again() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    world.send(case).await;
    world.carry().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let received = format!("/case/{}", world.received());
    let papers = duty.get(&format!("{received}/papers")).await.text;
    for paper in ["answer", "refusal", "course"] {
        assert!(!papers.contains(&format!("value=\"{paper}\"")), "{paper}: nothing of the kind was said");
    }
    act(&duty, &format!("{received}/do/report"), "step=located&day=2026-11-22&text=At+Santos.").await;
    act(&duty, &format!("{received}/do/answer"), "text=The+first+part.&complete=no&marking=TLP:AMBER").await;
    act(&duty, &format!("{received}/do/refuse"), "ground=death-penalty&ground=&reasons=No+assurance+came.")
        .await;
    let papers = duty.get(&format!("{received}/papers")).await.text;
    for (paper, language, expected) in [
        (PaperKind::Answer, "en", vec!["The first part.", "This is a part; more follows.", "TLP:AMBER"]),
        (PaperKind::Answer, "es", vec!["La respuesta es parcial; seguirá el resto."]),
        (PaperKind::Refusal, "en", vec!["No assurance came.", "23 November 2026"]),
        (PaperKind::Course, "en", vec!["22 November 2026: Person located (BR)"]),
        (PaperKind::Course, "fr", vec!["22 novembre 2026: Personne localisée (BR)"]),
    ] {
        assert!(papers.contains(&format!("value=\"{}\"", paper.code())), "{}: {papers}", paper.code());
        let words = words(&world, paper, language).await;
        for one in expected {
            assert!(words.iter().any(|line| line == one), "{one}: {words:?}");
        }
    }
    let grounds = words(&world, PaperKind::Refusal, "en").await;
    let named = grounds.iter().any(|line| line.to_lowercase().contains("death penalty"));
    assert!(named, "the ground by its name: {grounds:?}");
}

#[tokio::test]
async fn a_paper_is_known_again_by_its_digest() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{case}/letter?paper=request&language=fr");
    let download = async || {
        let answer = writer.open(Request::get(&path), Body::empty()).await;
        answer.into_body().collect().await.unwrap().to_bytes()
    };
    let (first, second) = (download().await, download().await);
    assert_eq!(first, second, "the same case on the same day gives the same bytes");
    let digest: String = seal::digest::sha256(&first).iter().map(|byte| format!("{byte:02x}")).collect();
    let record = writer.get(&format!("/case/{case}/record")).await.text;
    assert_eq!(record.matches(&digest).count(), 2, "each time it was taken out: {record}");
    assert!(!writer.get(&format!("/case/{case}/timeline")).await.text.contains(&digest), "it is a look");
}

/// What poppler's own program says of the signature of a paper that an officer takes out.
async fn signature(browser: &Browser, path: &str) -> (Vec<u8>, String) {
    let answer = browser.open(Request::get(path), Body::empty()).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let pdf = answer.into_body().collect().await.unwrap().to_bytes().to_vec();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let told = std::process::Command::new("pdfsig").arg(&file).output().unwrap();
    (pdf, String::from_utf8_lossy(&told.stdout).into_owned())
}

#[tokio::test]
async fn a_paper_is_signed_once_its_request_has_left_and_never_before() {
    let world = World::new().await;
    let case = world.draft(Kind::Extradition, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{case}/letter?paper=request&language=ar");
    let (draft, told) = signature(&writer, &path).await;
    assert!(!told.contains("Signature #1"), "nobody has approved it: {told}");
    world.send(case).await;
    world.carry().await;
    let duty = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let received = format!("/case/{}", world.received());
    act(&duty, &format!("{received}/do/report"), "step=located&day=2026-11-22&text=At+Santos.").await;
    let there = format!("{received}/letter?paper=course&language=en");
    for (browser, path, bureau) in [(&writer, &path, "FR"), (&duty, &there, "BR")] {
        let (pdf, told) = signature(browser, path).await;
        for words in [
            "Signature Validation: Signature is Valid.",
            "ETSI.CAdES.detached",
            "Total document signed",
            bureau,
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains("Signature #2"), "{told}");
        assert!(pdf.starts_with(b"%PDF-"));
        // One letter of it changed, and it is no longer what was signed.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("paper.pdf");
        let mut other = pdf.clone();
        let place = other.windows(5).position(|window| window == b"/Lang").unwrap();
        other[place + 1] = b'l';
        std::fs::write(&file, &other).unwrap();
        let told = std::process::Command::new("pdfsig").arg(&file).output().unwrap();
        assert!(!String::from_utf8_lossy(&told.stdout).contains("Signature is Valid."));
    }
    let (sent, _) = signature(&writer, &path).await;
    assert!(sent.len() > draft.len());
}
