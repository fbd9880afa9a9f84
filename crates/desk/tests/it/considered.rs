//! Thinking about a case: what decides, what if, what to change, what weighed, and what was decided before.

use axum::http::StatusCode;
use case::bureau::BureauCode;
use case::id::CaseId;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{NOTICE, OVERSEER, REVIEWER, WRITER, World, id, seen};

/// The text between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split(start).nth(1).unwrap_or_else(|| panic!("no {start}")).split(end).next().unwrap()
}

#[tokio::test]
async fn what_decides_stands_first_then_what_would_settle() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[("request.sought_for", "prosecution")]).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let open = writer.get(&format!("/case/{case}/request")).await.text;
    let column = between(&open, "id=\"findings\"", "id=\"what-if\"");
    assert!(column.contains("would settle it; no fewer would do"), "{column}");
    assert!(
        between(column, "would settle it", "<details class=\"folded")
            .contains("data-question=\"offence.max_penalty_months\"")
    );

    let minor = world
        .draft(Kind::RedNotice, &[("request.sought_for", "prosecution"), ("offence.max_penalty_months", "6")])
        .await;
    let blocked = writer.get(&format!("/case/{minor}/request")).await.text;
    let column = between(&blocked, "id=\"findings\"", "id=\"what-if\"");
    assert!(between(column, "What decides it", "class=\"folded").contains("rpd-83-penalty-prosecution"));
    assert!(!column.contains("would settle it"), "a block is settled");
    assert!(column.contains("class=\"folded rest\""), "what else there is folds");
}

#[tokio::test]
async fn what_if_shows_both_outcomes_and_saves_nothing() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[("request.sought_for", "prosecution")]).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{case}/what-if");
    let begun = writer.get(&format!("{path}?fact=offence.max_penalty_months")).await.text;
    assert!(
        between(&begun, "id=\"what-if\"", "</section>").contains("name=\"field.offence.max_penalty_months\"")
    );
    let entries = async || world.bureau("FR").oversight(id(OVERSEER)).await.unwrap().entries;
    let before = entries().await;

    let tried = writer
        .post(&path, "supposed=offence.max_penalty_months&field.offence.max_penalty_months=6")
        .await
        .text;
    let part = between(&tried, "id=\"what-if\"", "</section>");
    let (stands, supposed) = between(part, "As it stands", "</dl>").split_once("As supposed").unwrap();
    assert!(stands.contains("mean-ask") && supposed.contains("mean-block"), "{part}");
    let appear = between(part, "<h3>Change</h3>", "</ul>");
    assert!(appear.contains("mean-block") && appear.contains("art. 83"), "{appear}");

    let same =
        writer.post(&path, "supposed=request.sought_for&field.request.sought_for=prosecution").await.text;
    assert!(same.contains("No finding changes."));
    let faulty = writer
        .post(
            &path,
            "supposed=offence.max_penalty_months&field.offence.max_penalty_months=many&add=person.sex",
        )
        .await
        .text;
    let part = between(&faulty, "id=\"what-if\"", "</section>");
    assert!(part.contains("role=\"alert\"") && part.contains("name=\"field.person.sex\""), "{part}");

    assert_eq!(entries().await, before, "nothing is recorded");
    let view = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap();
    assert!(view.case.fact("offence.max_penalty_months").is_none());
}

#[tokio::test]
async fn a_form_asks_what_is_relevant_and_hides_nothing_typed() {
    let world = World::new().await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let folded = async |case: CaseId| {
        let page = writer.get(&format!("/case/{case}/request")).await.text;
        let parts: Vec<String> = page
            .split("<details class=\"further\">")
            .skip(1)
            .map(|rest| rest.split("</details>").next().unwrap().to_owned())
            .collect();
        parts.join("")
    };
    let prosecution = [("request.sought_for", "prosecution")];
    let case = world.draft(Kind::RedNotice, &prosecution).await;
    let more = folded(case).await;
    let field = more.split("data-field=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for always in ["person.family_name", "request.urgency", "offence.max_penalty_months"] {
        assert!(!more.contains(&format!("data-field=\"{always}\"")), "{always}");
    }
    let fr = world.bureau("FR");
    let kept = fr.field(&field, "en").unwrap();
    let text = kept
        .codes
        .first()
        .map_or(
            match kept.kind {
                "number" => "1",
                "day" => "2026-01-01",
                "state" | "states" => "FR",
                _ if field == "handling.marking" => "TLP:AMBER",
                _ => "words",
            },
            String::as_str,
        )
        .to_owned();
    let filled =
        world.draft(Kind::RedNotice, &[("request.sought_for", "prosecution"), (&field, &text)]).await;
    assert!(!folded(filled).await.contains(&format!("data-field=\"{field}\"")), "{field} is filled in");
}

#[tokio::test]
async fn what_to_change_leads_to_the_fields() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert!(
        writer
            .get(&format!("/case/{case}/request"))
            .await
            .text
            .contains(&format!("/case/{case}/findings#adapt"))
    );
    let page = writer.get(&format!("/case/{case}/findings")).await.text;
    let list = between(&page, "id=\"adapt\"", "</section>");
    assert!(list.contains("so that BR can grant it"));
    assert!(list.contains(&format!("href=\"/case/{case}/request#field-")), "{list}");
}

/// Submits a draft with reasons for all that is open, and gives a rule that waits for a decision.
async fn in_review(world: &World, case: CaseId) -> String {
    let fr = world.bureau("FR");
    let view = fr.case(id(WRITER), case, "handling").await.unwrap();
    let explained =
        view.opinion.findings.iter().map(|f| (f.rule.clone(), "Not known to us.".to_owned())).collect();
    fr.act(id(WRITER), Some(case), bureau::Command::Submit { explained }, "handling").await.unwrap();
    let view = fr.case(id(REVIEWER), case, "review").await.unwrap();
    let judged =
        view.case.referrals.iter().find(|referral| referral.finding.facts.contains("political_element"));
    judged.unwrap().finding.rule.clone()
}

#[tokio::test]
async fn earlier_decisions_are_closed_searched_and_looks() {
    let world = World::new().await;
    let (first, second) =
        (world.draft(Kind::RedNotice, NOTICE).await, world.draft(Kind::RedNotice, NOTICE).await);
    let rule = in_review(&world, first).await;
    let desk = &world.seats["FR"].desk;
    let reviewer = Browser::signed_in(desk, id(REVIEWER)).await;
    let page = reviewer.get(&format!("/case/{first}/review")).await.text;
    assert!(page.contains("No earlier decisions on this question") && page.contains("What BR has said"));
    assert!(page.contains("Cases that show what the rule means") && page.contains("(stated by FR)"));
    let form = format!(
        "rule={rule}&judgement=satisfied&weighed=political_element&weighed=no.factor&reasons=Ordinary+fraud+predominates.&{}",
        seen(&page)
    );
    let decided = reviewer.post(&format!("/case/{first}/review"), &form).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    let view = world.bureau("FR").case(id(REVIEWER), first, "review").await.unwrap();
    let referral = view.case.referrals.iter().find(|referral| referral.finding.rule == rule).unwrap();
    assert_eq!(referral.weighed, ["political_element"], "only what the rule names");

    assert_eq!(in_review(&world, second).await, rule);
    world.clock.pass(3600);
    let reviewer = Browser::signed_in(desk, id(REVIEWER)).await;
    let path = format!("/case/{second}/review");
    let closed = reviewer.get(&path).await.text;
    assert!(closed.contains("Show earlier decisions") && !closed.contains("Ordinary fraud"));
    let looks = async || {
        let looks = world.bureau("FR").oversight(id(OVERSEER)).await.unwrap().looks;
        looks.iter().filter(|row| row.case == first && row.officer == id(REVIEWER)).count()
    };
    let before = looks().await;
    let search = async |form: &str| reviewer.post(&format!("{path}/precedents"), form).await;
    let none = search(&format!("rule={rule}&words=elephant")).await.text;
    assert!(none.contains("No earlier decision has these words."));
    assert_eq!(looks().await, before, "what is not shown is not looked at");
    let found = search(&format!("rule={rule}&words=FRAUD+ordinary")).await.text;
    let shown = between(&found, "<details class=\"folded precedent\">", "</details>");
    assert!(shown.contains(&view.case.reference) && shown.contains("Ordinary fraud predominates."));
    assert!(shown.contains("What weighed") && !shown.contains("Doe"), "{shown}");
    assert_eq!(looks().await, before + 1);

    let writer = Browser::signed_in(desk, id(WRITER)).await;
    let other = writer.post(&format!("{path}/precedents"), &format!("rule={rule}")).await.text;
    assert!(
        !other.contains("Ordinary fraud") && !other.contains("Show earlier decisions"),
        "only who judges"
    );
}

#[tokio::test]
async fn pages_stay_light() {
    let world = World::new().await;
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let to: BureauCode = "BR".parse().unwrap();
    for kind in [Kind::RedNotice, Kind::Extradition, Kind::MutualLegalAssistance] {
        let open = bureau::Command::Open { kind, to: to.clone(), origin: String::new(), circle: Vec::new() };
        let case = world.bureau("FR").act(id(WRITER), None, open, "handling").await.unwrap().case;
        let bytes = writer.get(&format!("/case/{case}/request")).await.text.len();
        assert!(bytes < 145_000, "{kind:?}: {bytes} bytes");
    }
}
