//! Redress and breach on their pages: the whole way of each, and what those who have no part in it learn.

use axum::http::StatusCode;
use bureau::{Channel, Opening, Received, Want};
use case::id::DossierId;
use case::request::Kind;

use crate::browser::Browser;
use crate::pages::{LANGUAGES, check};
use crate::world::{ADMINISTRATOR, APPROVER, DUTY, NOTICE, OVERSEER, REVIEWER, WRITER, World, act, id};

/// What a person whom no officer need know asks.
const NAME: &str = "Zygmuntowicz";

async fn sign_in(world: &World, officer: u8) -> Browser {
    Browser::signed_in(&world.seats["FR"].desk, id(officer)).await
}

async fn opened(world: &World) -> DossierId {
    let received = Received {
        on: "2026-11-20".parse().unwrap(),
        channel: Channel::Direct,
        counsel: String::new(),
        wants: vec![Want::Access],
        names: vec![NAME.into()],
        born: None,
        documents: Vec::new(),
        references: Vec::new(),
        words: String::new(),
        due: None,
    };
    world.bureau("FR").open_dossier(id(OVERSEER), Opening::Redress(received)).await.unwrap()
}

/// Every step that a form could ask for.
const STEPS: [&str; 17] = [
    "search",
    "scope",
    "name",
    "note",
    "close",
    "assess",
    "tell",
    "except",
    "identify",
    "contest",
    "release",
    "decide",
    "confirm",
    "send-back",
    "extend",
    "answer",
    "execute",
];

/// A form that every step can be read from.
fn form() -> String {
    let case = case::id::CaseId::from_bytes([9; 16]);
    format!(
        "text=x&reasons=x&shown=x&what=x&proven=yes&verdict=upheld&telling=full&basis=accurate&until=2026-12-30T10:00&since=2026-11-01T10:00\
         &on=2026-11-20&remedy=court&case={case}&risk=high&consequences=x&measures=x&whom=authority&to=&at=2026-11-20T10:00&how=x&late=x\
         &exception=unlikely&officer={}&bureau=",
        id(WRITER)
    )
}

#[tokio::test]
async fn no_address_tells_of_a_dossier_to_those_who_have_no_part_in_it() {
    let world = World::new().await;
    let (dossier, none) = (opened(&world).await, DossierId::from_bytes([200; 16]));
    for officer in [WRITER, REVIEWER, APPROVER, DUTY, ADMINISTRATOR] {
        let browser = sign_in(&world, officer).await;
        let mut asked = vec![(
            browser.get(&format!("/dossier/{dossier}")).await,
            browser.get(&format!("/dossier/{none}")).await,
        )];
        for step in STEPS {
            let path = |id| format!("/dossier/{id}/do/{step}");
            // The day alone, where a step asks for a day.
            let form = if step == "extend" { form().replace("T10:00", "") } else { form() };
            asked.push((browser.post(&path(dossier), &form).await, browser.post(&path(none), &form).await));
        }
        for (answer, other) in asked {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{officer}");
            let told = answer.text.replace(&dossier.to_string(), &none.to_string());
            assert_eq!((answer.status, told), (other.status, other.text), "{officer}: told from no dossier");
        }
        for path in ["/today", "/dossiers", "/oversight", "/dossiers/redress", "/dossiers/breach"] {
            let page = browser.get(path).await.text;
            assert!(!page.contains(NAME) && !page.contains(&dossier.to_string()), "{officer} {path}");
        }
        for path in ["/dossiers/redress", "/dossiers/breach"] {
            let answer = browser
                .post(path, &format!("{}&channel=direct&want=access&names=x&detected=hand&words=x", form()))
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{officer} {path}");
        }
    }
    let refusals = world.bureau("FR").oversight(id(OVERSEER)).await.unwrap().refusals;
    assert!(refusals.iter().filter(|row| row.code == "no-dossier").count() > 30, "each is written down");
}

#[tokio::test]
async fn a_request_goes_its_whole_way_on_its_page() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let view = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().case;
    let name = view.fact("person.family_name").unwrap().to_string();
    let desk = sign_in(&world, OVERSEER).await;
    let refused = desk.post("/dossiers/redress", "on=2026-11-20&channel=direct&want=access").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("A field is empty") && refused.text.contains("2026-11-20"),
        "{}",
        refused.text
    );
    let asked = format!(
        "form=one&on=2026-11-20&channel=authority&want=access&want=deletion&names={name}&due=2026-12-01&due-by=letter"
    );
    let answer = desk.post("/dossiers/redress", &asked).await;
    let page = answer.location().to_owned();
    assert!(page.starts_with("/dossier/dossier-"), "{}", answer.text);
    assert_eq!(
        desk.post("/dossiers/redress", &asked).await.location(),
        page,
        "a form that is sent twice opens one"
    );
    let step = |name: &str| format!("{page}/do/{name}");
    act(&desk, &step("identify"), "shown=passport&proven=yes").await;
    act(&desk, &step("search"), "").await;
    let shown = desk.get(&page).await.text;
    assert!(shown.contains(&view.reference), "{shown}");
    // Restricted: those who work on the case learn that, and not by whom.
    act(&desk, &step("contest"), &format!("case={case}&reasons=an alibi")).await;
    let writer = sign_in(&world, WRITER).await;
    let seen = writer.get(&format!("/case/{case}")).await.text;
    assert!(seen.contains("Contested: not to be used meanwhile") && !seen.contains("an alibi"), "{seen}");
    let decide =
        |basis: &str| format!("case={case}&verdict=upheld&telling=partial&basis={basis}&reasons=weighed");
    let refused = desk.post(&step("decide"), &decide("")).await;
    assert!(
        refused.text.contains("Choose the ground") && refused.text.contains("weighed"),
        "{}",
        refused.text
    );
    act(&desk, &step("decide"), &decide("evidence")).await;
    let refused = desk.post(&step("confirm"), "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Nobody confirms what they decided"), "{}", refused.text);
    act(&desk, &step("name"), &format!("officer={}", id(APPROVER))).await;
    let second = sign_in(&world, APPROVER).await;
    let today = second.get("/today").await.text;
    assert!(today.contains(&page) && today.contains("Waits for your word"), "{today}");
    assert!(!second.get(&page).await.text.contains("/do/answer"), "who is named does not answer");
    act(&second, &step("confirm"), "").await;
    act(&desk, &step("answer"), "on=2026-11-20&text=This much.&remedy=authority&remedy=court").await;
    act(&desk, &step("close"), "reasons=answered").await;
    assert!(!writer.get(&format!("/case/{case}")).await.text.contains("Contested: not to be used"));
    let list = desk.get("/dossiers").await.text;
    assert!(list.contains(&page) && list.contains("Closed"), "{list}");
}

#[tokio::test]
async fn a_breach_goes_its_whole_way_on_its_page() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    world.bureau("FR").case(id(REVIEWER), case, "review").await.unwrap();
    let desk = sign_in(&world, OVERSEER).await;
    let begun = desk.get(&format!("/dossiers/breach?from=looks&officer={}", id(REVIEWER))).await.text;
    assert!(begun.contains("value=\"looks\" selected"), "{begun}");
    let known = format!(
        "form=b&detected=looks&at=2026-11-23T11:00&since=2026-11-23T00:00&until=2026-11-24T00:00&officer={}&bureau=&words=x",
        id(REVIEWER)
    );
    let answer = desk.post("/dossiers/breach", &known).await;
    let page = answer.location().to_owned();
    assert!(page.starts_with("/dossier/dossier-"), "{}", answer.text);
    let step = |name: &str| format!("{page}/do/{name}");
    assert!(desk.get("/today").await.text.contains("Tell the supervisory authority"));
    let scope = format!("since=2026-11-23T00:00&until=2026-11-24T00:00&officer={}&bureau=", id(REVIEWER));
    act(&desk, &step("scope"), &scope).await;
    let shown = desk.get(&page).await.text;
    assert!(shown.contains(&format!("/case/{case}/record")), "{shown}");
    act(&desk, &step("assess"), "risk=unlikely&consequences=none&measures=a word").await;
    let refused = desk.post(&step("close"), "reasons=x").await;
    assert!(refused.text.contains("Somebody was not told yet"), "{}", refused.text);
    act(&desk, &step("except"), "whom=authority&to=&exception=unlikely&reasons=one look").await;
    act(&desk, &step("close"), "reasons=done").await;
    assert!(!desk.get("/today").await.text.contains(&page));
}

#[tokio::test]
async fn every_word_of_a_dossier_is_in_every_language() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let view = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().case;
    let name = view.fact("person.family_name").unwrap().to_string();
    let desk = sign_in(&world, OVERSEER).await;
    let asked = format!("on=2026-11-20&channel=commission&want=access&names={name}");
    let redress = desk.post("/dossiers/redress", &asked).await.location().to_owned();
    act(&desk, &format!("{redress}/do/identify"), "shown=passport&proven=yes").await;
    act(&desk, &format!("{redress}/do/search"), "").await;
    act(
        &desk,
        &format!("{redress}/do/decide"),
        &format!("case={case}&verdict=erase&telling=full&basis=&reasons=x"),
    )
    .await;
    act(&desk, &format!("{redress}/do/answer"), "on=2026-11-20&text=x&remedy=court").await;
    let known =
        "detected=hand&at=2026-11-23T11:00&since=2026-11-23T00:00&until=2026-11-24T00:00&bureau=&words=x";
    let breach = desk.post("/dossiers/breach", known).await.location().to_owned();
    act(&desk, &format!("{breach}/do/scope"), "since=2026-11-23T00:00&until=2026-11-24T00:00&bureau=").await;
    act(&desk, &format!("{breach}/do/assess"), "risk=high&consequences=x&measures=x").await;
    for language in LANGUAGES {
        let reader = sign_in(&world, OVERSEER).await.with_cookie(&format!("comity-language={language}"));
        let mut pages = vec![redress.clone(), breach.clone(), format!("/case/{case}")];
        pages.extend(
            ["/dossiers", "/dossiers/redress", "/dossiers/breach", "/today", "/oversight"].map(str::to_owned),
        );
        for path in pages {
            check(&path, language, &reader.get(&path).await);
        }
    }
}
