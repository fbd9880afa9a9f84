//! Every page renders for a case at every stage, in every language, with hostile text escaped.

use axum::http::StatusCode;
use case::request::Kind;

use crate::browser::{Answer, Browser};
use crate::world::{ADMINISTRATOR, APPROVER, DUTY, NOTICE, OVERSEER, REVIEWER, WRITER, World, id};

pub(crate) const LANGUAGES: [&str; 4] = ["en", "fr", "es", "ar"];
/// A page without its fonts and script, in bytes.
const PAGE_BYTES_MAX: usize = 160 * 1024;

pub(crate) fn check(path: &str, language: &str, page: &Answer) {
    let text = &page.text;
    assert_eq!(page.status, StatusCode::OK, "{path} {language}: {text}");
    assert!(text.starts_with("<!DOCTYPE html>"), "{path}");
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    assert!(text.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{path} {language}");
    assert!(!text.contains("Doe <b>"), "{path}: a name is not escaped");
    assert!(!text.contains("<Garnier>"), "{path}: an officer's name is not escaped");
    assert!(
        !text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="),
        "{path}: inline"
    );
    assert_eq!(text.matches("<h1").count(), 1, "{path}: one heading of the first level");
    assert!(text.len() < PAGE_BYTES_MAX, "{path} has {} bytes", text.len());
    no_key_shows(path, language, text);
    ids_are_unique(path, text);
}

/// A key of the catalogue that shows on a page has no text.
fn no_key_shows(path: &str, language: &str, text: &str) {
    for start in [
        "place-",
        "column-",
        "state-",
        "tab-",
        "button-",
        "consequence-",
        "event-",
        "said-",
        "today-",
        "filter-",
        "dossier",
        "redress-",
        "breach-",
        "notice-",
    ] {
        let shown = text
            .split('>')
            .filter_map(|part| part.split('<').next())
            .any(|words| words.trim().starts_with(start));
        assert!(!shown, "{path} {language}: a key with {start} shows");
    }
}

fn ids_are_unique(path: &str, text: &str) {
    let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{path}: an id stands twice");
}

#[tokio::test]
async fn every_page_in_every_language() {
    let world = World::new().await;
    let draft = world.draft(Kind::RedNotice, NOTICE).await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    let fr = &world.seats["FR"].desk;
    let places =
        ["/today", "/docket", "/docket?stage=draft&sort=due&page=9", "/review", "/directory", "/settings"];
    for language in LANGUAGES {
        let cookie = format!("comity-language={language}");
        check("/sign-in", language, &Browser::new(fr).with_cookie(&cookie).get("/sign-in").await);
        let writer = Browser::signed_in(fr, id(WRITER)).await.with_cookie(&cookie);
        for path in places.into_iter().chain(["/new"]) {
            check(path, language, &writer.get(path).await);
        }
        for case in [draft, sent] {
            for tab in
                ["", "/request", "/timeline", "/findings", "/papers", "/exchange", "/record", "/review"]
            {
                let path = format!("/case/{case}{tab}");
                check(&path, language, &writer.get(&path).await);
            }
        }
        for command in ["submit", "assign", "note", "close"] {
            let path = format!("/case/{draft}/do/{command}");
            check(&path, language, &writer.get(&path).await);
        }
        let overseer = Browser::signed_in(fr, id(OVERSEER)).await.with_cookie(&cookie);
        check("/oversight", language, &overseer.get("/oversight").await);
    }
}

#[tokio::test]
async fn a_rule_leads_to_the_requests_whose_check_raised_it() {
    let world = World::new().await;
    let raised = ("political_element", "argued-with-specifics");
    let asked = world.draft(Kind::RedNotice, &[NOTICE, &[raised]].concat()).await;
    world.send(asked).await;
    let quiet = world.draft(Kind::RedNotice, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let page = writer.get("/law/rule/rpd-34-3-seven-elements").await.text;
    assert!(page.contains("href=\"/docket?rule=rpd-34-3-seven-elements\""), "{page}");
    for (address, shows_quiet, names_rule) in [
        ("/docket?rule=rpd-34-3-seven-elements", false, true),
        ("/docket", true, false),
        ("/docket?rule=no-such-rule", true, false),
    ] {
        let docket = writer.get(address).await.text;
        assert!(docket.contains(&format!("/case/{asked}")), "{address}");
        assert_eq!(docket.contains(&format!("/case/{quiet}")), shows_quiet, "{address}");
        assert_eq!(docket.contains("name=\"rule\""), names_rule, "{address}");
    }
    // A fresh notice has had no check that raised anything.
    let page = writer.get("/law/rule/rpd-83-penalty-prosecution").await.text;
    assert!(page.contains("has raised this rule so far") && !page.contains("/docket?rule="), "{page}");
}

#[tokio::test]
async fn oversight_tells_of_the_law_in_use() {
    let world = World::new().await;
    let bureau = world.bureau("FR");
    let overseer = Browser::signed_in(&world.seats["FR"].desk, id(OVERSEER)).await;
    let before = overseer.get("/oversight").await.text;
    assert!(before.contains("The law has not changed."), "{before}");
    bureau.take_up_law(None).await.unwrap();
    let after = overseer.get("/oversight").await.text;
    let versions = |page: &str| page.matches(&format!("<code>{}</code>", bureau.law_version())).count();
    assert_eq!(versions(&after), versions(&before) + 1, "{after}");
    assert!(!after.contains("not compared"), "there was no law before: {after}");
}

#[tokio::test]
async fn a_form_speaks_the_language_and_says_who_translated_it() {
    let world = World::new().await;
    let draft = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = &world.seats["FR"].desk;
    for (language, label, mark) in [
        ("en", "Family name", None),
        ("fr", "Nom de famille", Some("traduits par une machine")),
        ("es", "Apellidos", Some("las tradujo una máquina")),
        ("ar", "اسم العائلة", Some("ترجمت آلة")),
    ] {
        let cookie = format!("comity-language={language}");
        let page = Browser::signed_in(fr, id(WRITER))
            .await
            .with_cookie(&cookie)
            .get(&format!("/case/{draft}/request"))
            .await;
        assert!(page.text.contains(label), "{language}: {label}");
        match mark {
            Some(mark) => assert_eq!(page.text.matches(mark).count(), 1, "{language}: {mark}"),
            None => assert!(!page.text.contains("by a machine"), "English is nobody's translation"),
        }
    }
}

#[tokio::test]
async fn the_received_case_in_every_language() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    world.carry().await;
    let received = world.received();
    let br = &world.seats["BR"].desk;
    for language in LANGUAGES {
        let duty = Browser::signed_in(br, id(DUTY)).await.with_cookie(&format!("comity-language={language}"));
        check("/today", language, &duty.get("/today").await);
        for tab in ["", "/request", "/findings", "/exchange"] {
            let path = format!("/case/{received}{tab}");
            check(&path, language, &duty.get(&path).await);
        }
        for command in ["accept", "answer", "ask-more", "forward", "refuse"] {
            let path = format!("/case/{received}/do/{command}");
            check(&path, language, &duty.get(&path).await);
        }
    }
}

#[tokio::test]
async fn postings_bound_what_is_shown() {
    let world = World::new().await;
    let draft = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = &world.seats["FR"].desk;
    let case = format!("/case/{draft}");
    for (officer, path, expected) in [
        (ADMINISTRATOR, case.as_str(), StatusCode::NOT_FOUND),
        (ADMINISTRATOR, "/docket", StatusCode::FORBIDDEN),
        (ADMINISTRATOR, "/live", StatusCode::NOT_FOUND),
        (ADMINISTRATOR, "/today", StatusCode::OK),
        (ADMINISTRATOR, "/oversight", StatusCode::OK),
        (WRITER, "/oversight", StatusCode::FORBIDDEN),
        (APPROVER, "/new", StatusCode::FORBIDDEN),
        (REVIEWER, case.as_str(), StatusCode::OK),
    ] {
        let browser = Browser::signed_in(fr, id(officer)).await;
        assert_eq!(browser.get(path).await.status, expected, "officer {officer} at {path}");
    }
}

#[tokio::test]
async fn everything_that_a_form_shows_has_words() {
    let world = World::new().await;
    let words = concat!(include_str!("../../texts/en/field.ftl"), include_str!("../../texts/en/law.ftl"));
    let has = |key: &str| assert!(words.contains(&format!("\n{key} = ")), "no words for `{key}`");
    for kind in Kind::ALL {
        has(&format!("kind-{}", kind.code()));
    }
    for form in case::form::FORMS {
        let kind = form.kind.code();
        has(&format!("kind-does-{kind}"));
        has(&format!("kinds-{}", form.group.code()));
        form.sections.iter().for_each(|section| has(&format!("section-{}", section.name)));
        let view = world.bureau("FR").form(form.kind, "en").unwrap();
        for field in view.sections.iter().flat_map(|section| &section.fields) {
            for code in field.codes.iter().filter(|code| !matches!(code.as_str(), "true" | "false")) {
                has(&format!("code-{code}"));
            }
        }
    }
}
