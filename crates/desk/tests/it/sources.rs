//! Sources and informants at the desk: from the record to the approved text, and that nobody else's page tells of it.

use axum::http::StatusCode;
use bureau::{Command, SourceCommand, SourceContent};
use case::id::{CaseId, SourceId};
use case::request::Kind;

use crate::browser::{Answer, Browser};
use crate::world::{ADMINISTRATOR, APPROVER, DUTY, NOTICE, OVERSEER, REVIEWER, WRITER, World, id};

/// What only the named may see.
const SECRET: [&str; 4] = ["Wiśniewski", "Kingfisher", "counted the money", "curious about him"];

async fn browser(world: &World, officer: u8) -> Browser {
    Browser::signed_in(&world.seats["FR"].desk, id(officer)).await
}

fn form(pairs: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs);
    form.finish()
}

fn record(named: &str) -> String {
    form(&[
        ("named", named),
        ("cover", SECRET[1]),
        ("grading", "4x4 B2 H1"),
        ("said", "He counted the money on the quay that night"),
        ("identifiers", "Zbigniew Wiśniewski\r\n2026-01-05"),
    ])
}

/// The address of the only record of a case.
fn address(page: &Answer) -> String {
    let rest = page.text.split("/sources/source-").nth(1).unwrap();
    let case = page.text.split("/case/case-").nth(1).unwrap();
    format!("/case/case-{}/sources/source-{}", &case[..26], &rest[..26])
}

#[tokio::test]
async fn from_what_a_source_said_to_what_may_leave() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let (writer, duty) = (browser(&world, WRITER).await, browser(&world, DUTY).await);
    let list = format!("/case/{case}/sources");
    let empty = writer.get(&list).await;
    assert!(empty.status.is_success() && !empty.text.contains("/sources/source-"));
    let alone = writer.post(&list, &record("")).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(alone.text.contains("Kingfisher"), "what was typed is kept");
    assert_eq!(writer.post(&list, &record(&id(DUTY).to_string())).await.location(), list);
    let closed = duty.get(&list).await;
    assert!(SECRET.iter().all(|word| !closed.text.contains(word)), "closed, it shows nothing of itself");
    let open = address(&closed);
    assert_eq!(duty.get(&open).await.location(), list, "an address opens nothing");
    let why = ("purpose", "to see what may be sent");
    assert_eq!(
        duty.post(&open, "").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nor does nobody's reason"
    );
    let opened = duty.post(&open, &form(&[why])).await;
    assert!(opened.status.is_success() && opened.text.contains("Wiśniewski"), "{}", opened.text);
    let today = writer.get("/today").await;
    assert!(today.text.contains("was opened once"), "the other one named is told: {}", today.text);
    let prepare = |text: &str| {
        form(&[
            why,
            ("do", "prepare"),
            ("target", "offence.facts_summary"),
            ("text", text),
            ("version-grading", "4x4 B2 H1"),
        ])
    };
    let bad = writer.post(&open, &prepare("WISNIEWSKI Zbigniew\r\nwas there alone")).await;
    assert!(
        bad.text.contains("line 1") && bad.text.contains("line 2") && bad.text.contains("never leaves"),
        "{}",
        bad.text
    );
    let refused = duty
        .post(
            &open,
            &form(&[why, ("do", "approve"), ("number", "1"), ("reason.000", "x"), ("reason.001", "x")]),
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    writer.post(&open, &prepare("He was there alone.")).await;
    let approve = form(&[why, ("do", "approve"), ("number", "2"), ("reason.000", "the press wrote it")]);
    assert_eq!(writer.post(&open, &approve).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody's own");
    let approved = duty.post(&open, &approve).await;
    assert!(
        approved.status.is_success() && approved.text.contains("the press wrote it"),
        "{}",
        approved.text
    );
    assert!(writer.post(&open, &form(&[why, ("do", "put"), ("number", "2")])).await.status.is_success());
    let request = browser(&world, REVIEWER).await.get(&format!("/case/{case}/request")).await;
    assert!(request.text.contains("He was there alone.\n[4x4 B2 H1]"));
    assert!(SECRET.iter().all(|word| !request.text.contains(word)));
    let trace = browser(&world, OVERSEER).await.get(&list).await;
    assert!(
        trace.text.contains("to see what may be sent") && !trace.text.contains("Kingfisher"),
        "{}",
        trace.text
    );
}

/// What a page tells, but for the root of the journal and the signature over it: they are of everything that was written.
fn told(page: &Answer) -> String {
    match page.text.split_once("<pre class=\"checkpoint\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</pre>").unwrap().1),
        None => page.text.clone(),
    }
}

/// Two worlds with equally long journals: in one there is a source record, opened twice; in the other none.
async fn twins() -> ([World; 2], CaseId, SourceId) {
    let (mut worlds, mut cases, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for with in [true, false] {
        let world = World::new().await;
        let other = world.draft(Kind::RedNotice, NOTICE).await;
        let case = world.draft(Kind::RedNotice, NOTICE).await;
        let fr = world.bureau("FR");
        let keep = Command::Restrict { circle: vec![id(WRITER)], reasons: "few need it".into() };
        fr.act(id(WRITER), Some(other), keep, "handling").await.unwrap();
        let (name, media_type) = ("a.txt".to_owned(), "text/plain".to_owned());
        let attach = Command::Attach { name, media_type, content: b"a".to_vec() };
        fr.act(id(WRITER), Some(other), attach, "handling").await.unwrap();
        let file = fr.case(id(WRITER), other, "handling").await.unwrap().case.attachments[0].id;
        if with {
            let content = SourceContent {
                cover: SECRET[1].into(),
                grading: "4x4 B2 H1".into(),
                said: "He counted the money".into(),
                identifiers: vec!["Zbigniew Wiśniewski".into()],
                ..SourceContent::default()
            };
            let begin = SourceCommand::Begin { named: vec![id(DUTY)], content };
            let source = fr.act_on_source(id(WRITER), case, None, begin, "handling").await.unwrap();
            for _ in 0..2 {
                fr.source(id(DUTY), case, source, SECRET[3]).await.unwrap();
            }
            sources.push(source);
        } else {
            // Looks, too, are entries that ring for nobody.
            for _ in 0..3 {
                fr.attachment(id(WRITER), other, file, "handling").await.unwrap();
            }
        }
        cases.push(case);
        worlds.push(world);
    }
    assert_eq!(cases[0], cases[1]);
    (worlds.try_into().ok().unwrap(), cases[0], sources[0])
}

#[tokio::test]
async fn a_page_of_who_is_not_named_is_the_same_byte_for_byte_with_a_source_record_and_without() {
    let (worlds, case, source) = twins().await;
    let pages = [
        "",
        "/request",
        "/timeline",
        "/findings",
        "/papers",
        "/exchange",
        "/record",
        "/state",
        "/sources",
        "/readers",
        "/do/note",
    ];
    let mut paths: Vec<String> = pages.iter().map(|page| format!("/case/{case}{page}")).collect();
    paths.extend(
        [
            "/today",
            "/docket",
            "/review",
            "/oversight",
            "/directory",
            "/settings",
            "/administration",
            "/waiting",
        ]
        .map(str::to_owned),
    );
    let filed = CaseId::from_bytes(source.bytes());
    paths.extend([
        format!("/case/{filed}"),
        format!("/case/{case}/sources/{source}"),
        format!("/case/{filed}/sources"),
    ]);
    for officer in [REVIEWER, APPROVER, ADMINISTRATOR] {
        let [with, without] = [browser(&worlds[0], officer).await, browser(&worlds[1], officer).await];
        for path in &paths {
            let (one, other) = (with.get(path).await, without.get(path).await);
            assert_eq!((one.status, told(&one)), (other.status, told(&other)), "{officer} {path}");
            let typed = form(&[("purpose", "x"), ("do", "let-go"), ("reasons", "x")]);
            let (one, other) = (with.post(path, &typed).await, without.post(path, &typed).await);
            assert_eq!((one.status, told(&one)), (other.status, told(&other)), "{officer} post {path}");
        }
    }
}

#[tokio::test]
async fn whoever_sends_is_told_that_a_named_officer_has_to_look_and_no_more() {
    let (worlds, case, source) = twins().await;
    let world = &worlds[0];
    let fr = world.bureau("FR");
    let text = |text: &str| Some(case::fact::Value::Text(text.to_owned()));
    let value = text("Wisniewski, Zbigniew told us where the flats are");
    let change = case::life::FieldChange { field: "offence.facts_summary".into(), value, seen: u64::MAX };
    fr.act(id(WRITER), Some(case), Command::Edit(vec![change]), "handling").await.unwrap();
    world.submit(case).await;
    let approver = browser(world, APPROVER).await;
    let refused = approver.post(&format!("/case/{case}/do/approve"), &format!("seen={}", u64::MAX)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(
        refused.text.contains("named for this case’s sources has to look at it first"),
        "{}",
        refused.text
    );
    assert!(!refused.text.contains("Wiśniewski") && !refused.text.contains("Wisniewski"), "{}", refused.text);
    let duty = browser(world, DUTY).await;
    assert!(duty.get("/today").await.text.contains(&format!("/case/{case}/sources")));
    let opened =
        duty.post(&format!("/case/{case}/sources/{source}"), &form(&[("purpose", "it was held")])).await;
    assert!(opened.text.contains("Something was held back") && opened.text.contains("Wisniewski, Zbigniew"));
}

#[tokio::test]
async fn no_other_officer_opens_a_source_record_at_any_address() {
    let (worlds, case, source) = twins().await;
    let world = &worlds[0];
    let other = world.draft(Kind::RedNotice, NOTICE).await;
    let why = form(&[("purpose", "x")]);
    for officer in [REVIEWER, APPROVER, OVERSEER, ADMINISTRATOR, WRITER] {
        let browser = browser(world, officer).await;
        let own = officer == WRITER;
        let answer = browser.post(&format!("/case/{case}/sources/{source}"), &why).await;
        assert_eq!(answer.status.is_success(), own, "{officer}");
        assert_eq!(answer.text.contains(SECRET[1]), own, "{officer}");
        let wrong = browser.post(&format!("/case/{other}/sources/{source}"), &why).await;
        assert!(
            wrong.status.is_client_error() && !wrong.text.contains(SECRET[1]),
            "{officer}: another case's"
        );
    }
}

#[tokio::test]
async fn the_pages_of_sources_are_in_every_language() {
    let (worlds, case, source) = twins().await;
    for language in ["en", "fr", "es", "ar"] {
        let browser = browser(&worlds[0], WRITER).await.with_cookie(&format!("comity-language={language}"));
        let list = browser.get(&format!("/case/{case}/sources")).await;
        let prepare = form(&[
            ("purpose", "x"),
            ("do", "prepare"),
            ("text", "Three men, alone: Wiśniewski Zbigniew"),
            ("version-grading", "4x4 B2 H1"),
        ]);
        let open = browser.post(&format!("/case/{case}/sources/{source}"), &prepare).await;
        for page in [list, open] {
            assert!(page.status.is_success(), "{language}: {}", page.text);
            for key in ["source-", "sources-", "tell-", "spot-", "fault-", "act-source"] {
                let shown = page.text.split('>').filter_map(|part| part.split('<').next());
                assert!(
                    !shown.into_iter().any(|words| words.trim().starts_with(key)),
                    "{language}: a key with {key} shows"
                );
            }
            let mut ids: Vec<&str> =
                page.text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{language}: an id stands twice");
        }
    }
}
