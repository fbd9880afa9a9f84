//! A hostile officer: one who has signed in and asks every address for a case that they need not know.

use axum::http::StatusCode;
use bureau::Command;
use case::id::CaseId;
use case::request::Kind;

use crate::browser::{Answer, Browser};
use crate::world::{ADMINISTRATOR, APPROVER, AUTHORITY, DUTY, NOTICE, OVERSEER, REVIEWER, WRITER, World, id};

/// Where the desk's addresses are named.
const SOURCES: [&str; 3] = [
    include_str!("../../src/routes.rs"),
    include_str!("../../src/pages/law.rs"),
    include_str!("../../src/api.rs"),
];
/// Addresses that are not asked here, each with the reason. This list may only become shorter.
const LEFT_OUT: [(&str, &str); 2] = [
    ("/live", "the stream does not end; it has a test of its own"),
    ("/sign-out", "it ends the session that asks"),
];

/// Every address of the desk, with a case in the place of its case and words in its other places.
pub(crate) fn addresses(case: CaseId) -> Vec<String> {
    let named = SOURCES.iter().flat_map(|source| source.split(".route(\"").skip(1));
    let paths = named.filter_map(|rest| rest.split('"').next());
    let mut found: Vec<String> = Vec::new();
    for path in paths.filter(|path| LEFT_OUT.iter().all(|(left, _)| left != path)) {
        let id = if path.starts_with("/case/") { case.to_string() } else { "EAW-FD-2002-584".to_owned() };
        let filled = path.replace("{id}", &id).replace("{word}", "word").replace("{state}", "FR");
        let filled = filled
            .replace("{source}", &case.to_string().replace("case-", "source-"))
            .replace("{case}", &case.to_string())
            .replace("{task}", &case.to_string().replace("case-", "task-"))
            .replace("{file}", &case.to_string().replace("case-", "file-"))
            .replace("{language}", "es")
            .replace("{name}", "desk.css");
        if filled.contains("{command}") {
            let commands = ["submit", "approve", "answer", "refuse", "assign", "restrict", "note", "close"];
            found.extend(commands.map(|command| filled.replace("{command}", command)));
        } else if filled.contains("{step}") {
            // What dossiers keep from whom has tests of its own (`dossiers`); here no step tells of a case.
            found.extend(["search", "note", "close"].map(|step| filled.replace("{step}", step)));
        } else if filled.contains("{tab}") {
            let tabs = ["request", "timeline", "findings", "exchange", "record"];
            found.extend(tabs.map(|tab| filled.replace("{tab}", tab)));
        } else {
            assert!(!filled.contains('{'), "{filled}: a part of an address that this suite does not know");
            found.push(filled);
        }
    }
    assert!(found.len() > 60, "{found:?}");
    found
}

/// Asks an address in every way.
pub(crate) async fn ask(browser: &Browser, path: &str) -> Vec<Answer> {
    let form = format!(
        "text=x&reasons=x&words=x&rule=x&officer={}&circle={}&form=word&by=&on=2026-01-01&kind=red-notice&to=BR",
        id(WRITER),
        id(WRITER)
    );
    let json = serde_json::json!({ "changes": [], "by": "", "fields": {} });
    vec![browser.get(path).await, browser.post(path, &form).await, browser.send_json(path, &json).await]
}

/// A case of France with a person's name in it, kept to the officer who wrote it.
async fn kept(world: &World) -> (CaseId, Vec<String>) {
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let fr = world.bureau("FR");
    let view = fr.case(id(WRITER), case, "handling").await.unwrap().case;
    let keep = Command::Restrict { circle: vec![id(WRITER)], reasons: "an informant is named".into() };
    fr.act(id(WRITER), Some(case), keep, "handling").await.unwrap();
    let name = view.fact("person.family_name").unwrap().to_string();
    (case, vec![view.reference, name, case.to_string()])
}

#[tokio::test]
async fn no_address_tells_of_a_case_that_is_kept_to_others() {
    let world = World::new().await;
    let (case, planted) = kept(&world).await;
    let none = CaseId::from_bytes([200; 16]);
    for officer in [REVIEWER, APPROVER, DUTY, ADMINISTRATOR, AUTHORITY] {
        for (path, absent) in addresses(case).into_iter().zip(addresses(none)) {
            // Some addresses end or renew the session.
            let browser = Browser::signed_in(&world.seats["FR"].desk, id(officer)).await;
            for (answer, other) in ask(&browser, &path).await.into_iter().zip(ask(&browser, &absent).await) {
                for word in planted.iter().filter(|word| !path.contains(word.as_str())) {
                    assert!(!answer.text.contains(word), "{officer} {path}: {word} is told");
                    assert!(!answer.location().contains(word), "{officer} {path}: {word} is told");
                }
                if path.starts_with("/case/") || path.starts_with("/task/") {
                    // An empty form leads back to where there is nothing, for both.
                    assert!(!answer.status.is_success(), "{officer} {path}: {}", answer.status);
                    let told = answer.text.replace(&case.to_string(), &none.to_string());
                    assert_eq!(
                        (answer.status, told),
                        (other.status, other.text),
                        "{officer} {path}: told from no case"
                    );
                }
            }
        }
    }
    let timeline = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().timeline;
    assert!(timeline.iter().all(|row| row.entry.by == Some(id(WRITER))), "nobody else did anything there");
}

#[tokio::test]
async fn who_may_see_a_kept_case_does_so_everywhere() {
    let world = World::new().await;
    let (case, planted) = kept(&world).await;
    for (officer, sees) in [(WRITER, true), (OVERSEER, true), (REVIEWER, false)] {
        let browser = Browser::signed_in(&world.seats["FR"].desk, id(officer)).await;
        for path in [format!("/case/{case}"), "/docket".to_owned()] {
            let answer = browser.get(&path).await;
            assert_eq!(answer.text.contains(&planted[0]), sees, "{officer} {path}");
        }
    }
}

#[tokio::test]
async fn a_live_line_does_not_ring_for_a_case_that_is_kept_to_others() {
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;

    let world = World::new().await;
    let (case, _) = kept(&world).await;
    let open = world.draft(Kind::RedNotice, NOTICE).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(REVIEWER)).await;
    let mut line = browser.open(Request::get("/live"), Body::empty()).await.into_body();
    let note = |text: &str| Command::Note { text: text.to_owned() };
    let fr = world.bureau("FR");
    fr.act(id(WRITER), Some(case), note("hidden"), "handling").await.unwrap();
    fr.act(id(WRITER), Some(open), note("open"), "handling").await.unwrap();
    let mut heard = String::new();
    while !heard.contains(&open.to_string()) {
        let frame = line.frame().await.unwrap().unwrap();
        heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
    }
    assert!(!heard.contains(&case.to_string()), "{heard}");
}

#[tokio::test]
async fn a_policy_is_tried_proposed_and_confirmed_on_its_page() {
    let world = World::new().await;
    world.draft(Kind::RedNotice, NOTICE).await;
    let fr = world.bureau("FR");
    let text = format!(
        "{}\n@id(\"no-notices\") @says(\"Reviewers see no red notices.\")\nforbid (principal in Role::\"legal-reviewer\", action == \
         Action::\"look\", resource) when {{ resource.kind == \"red-notice\" }};\n",
        fr.policy().0.text()
    );
    let form = |text: &str| {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("text", &text.replace('\n', "\r\n")).append_pair("reasons", "as agreed").finish()
    };
    let desk = &world.seats["FR"].desk;
    let proposes = Browser::signed_in(desk, id(ADMINISTRATOR)).await;
    let confirms = Browser::signed_in(desk, id(OVERSEER)).await;
    let other = Browser::signed_in(desk, id(WRITER)).await;
    assert_eq!(other.get("/policy").await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.post("/policy/propose", &form(&text)).await.status, StatusCode::FORBIDDEN);
    let tried = proposes.post("/policy/try", &form(&text)).await;
    assert!(tried.status.is_success() && tried.text.contains("<ins>"), "{}", tried.text);
    let broken = proposes.post("/policy/propose", &form("permit (")).await;
    assert!(
        broken.status == StatusCode::UNPROCESSABLE_ENTITY && broken.text.contains("line 1"),
        "{}",
        broken.text
    );
    assert!(broken.text.contains("permit ("), "what was typed is kept");
    assert_eq!(proposes.post("/policy/propose", &form(&text)).await.location(), "/policy");
    assert_eq!(proposes.post("/policy/confirm", &form(&text)).await.status, StatusCode::FORBIDDEN);
    let waits = confirms.get("/policy").await.text;
    assert!(
        waits.contains("as agreed") && waits.contains("<ins>") && waits.contains("Nadia Benali"),
        "{waits}"
    );
    assert_eq!(confirms.post("/policy/confirm", &form("another")).await.status, StatusCode::CONFLICT);
    assert_eq!(confirms.post("/policy/confirm", &form(&text)).await.location(), "/policy");
    let docket = Browser::signed_in(desk, id(REVIEWER)).await.get("/docket").await;
    assert!(!docket.text.contains("FR-20"), "the reviewer sees no red notice any more");
}

#[tokio::test]
async fn who_could_read_a_case_is_shown_to_those_who_oversee() {
    let world = World::new().await;
    let (case, _) = kept(&world).await;
    let path = format!("/case/{case}/readers");
    let overseer = Browser::signed_in(&world.seats["FR"].desk, id(OVERSEER)).await;
    let page = overseer.get(&path).await;
    assert!(
        page.status.is_success() && page.text.contains("need-to-know") && page.text.contains("Camille Morel")
    );
    let before = overseer.get(&format!("{path}?on=2020-01-01")).await;
    assert!(before.text.contains("not here yet"), "{}", before.text);
    assert_eq!(overseer.get(&format!("{path}?on=yesterday")).await.status, StatusCode::BAD_REQUEST);
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert_eq!(writer.get(&path).await.status, StatusCode::FORBIDDEN);
}
