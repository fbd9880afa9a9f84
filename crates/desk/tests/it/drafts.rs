//! Saving drafts: by the script field by field, and by the plain form.

use axum::http::StatusCode;
use case::request::Kind;
use serde_json::json;

use crate::browser::Browser;
use crate::world::{DUTY, NOTICE, WRITER, World, id};

#[tokio::test]
async fn a_field_saves_and_its_question_settles() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[("request.sought_for", "prosecution")]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let page = browser.get(&format!("/case/{case}/request")).await.text;
    assert!(page.contains("data-question=\"offence.max_penalty_months\""), "the question is asked in place");
    let change = json!({"changes": [{"field": "offence.max_penalty_months", "text": "60", "seen": 0}]});
    let (status, saved) = browser.json(&format!("/case/{case}/fields"), &change).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(saved["saved"][0]["field"], "offence.max_penalty_months");
    assert!(!saved["findings"].as_str().unwrap().contains("data-question=\"offence.max_penalty_months\""));
}

#[tokio::test]
async fn two_officers_both_see_both_versions() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, NOTICE).await;
    let path = format!("/case/{case}/fields");
    let change = |text: &str, seen: u64| json!({"changes": [{"field": "person.forename", "text": text, "seen": seen}]});
    let seen =
        world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().case.fields["person.forename"]
            .revision;
    let first = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let second = Browser::signed_in(&world.seats["FR"].desk, id(DUTY)).await;
    assert_eq!(first.json(&path, &change("Jeanne", seen)).await.1["conflicts"], json!([]));
    let (_, held) = second.json(&path, &change("<i>Joan</i>", seen)).await;
    assert_eq!(held["saved"], json!([]));
    let html = held["conflicts"][0]["html"].as_str().unwrap();
    assert!(html.contains("Jeanne") && html.contains("&lt;i&gt;Joan"), "{html}");
    let revision: u64 =
        html.split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert_eq!(second.json(&path, &change("Joan", revision)).await.1["conflicts"], json!([]), "keep mine");
}

#[tokio::test]
async fn what_cannot_be_read_is_named_and_the_rest_saved() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let change = json!({"changes": [
        {"field": "offence.max_penalty_months", "text": "many", "seen": 0},
        {"field": "person.family_name", "text": "Doe", "seen": 0},
    ]});
    let (_, saved) = browser.json(&format!("/case/{case}/fields"), &change).await;
    assert_eq!(saved["faults"][0]["field"], "offence.max_penalty_months");
    assert_eq!(saved["saved"][0]["field"], "person.family_name");
}

#[tokio::test]
async fn unknown_fields_and_shapes_are_refused() {
    let world = World::new().await;
    let case = world.draft(Kind::InformationRequest, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let path = format!("/case/{case}/fields");
    let (_, unknown) =
        browser.json(&path, &json!({"changes": [{"field": "no.such", "text": "x", "seen": 0}]})).await;
    assert_eq!(unknown["faults"][0]["field"], "no.such");
    // A fact of the register that the form does not ask for may be stated; a rule can ask for it.
    let further = json!({"changes": [{"field": "offence.max_penalty_months", "text": "60", "seen": 0}]});
    assert_eq!(browser.json(&path, &further).await.1["saved"][0]["field"], "offence.max_penalty_months");
    assert!(
        browser
            .get(&format!("/case/{case}/request"))
            .await
            .text
            .contains("id=\"field-offence.max_penalty_months\"")
    );
    for body in [json!({}), json!({"changes": [{"field": "x"}]}), json!({"changes": [], "more": 1})] {
        assert!(browser.json(&path, &body).await.0.is_client_error(), "{body}");
    }
}

#[tokio::test]
async fn the_plain_form_saves_without_script() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let form = "seen.person.family_name=0&field.person.family_name=Doe&seen.person.nationality_iso=0&field.person.nationality_iso=FR%2C+BR";
    let answer = browser.post(&format!("/case/{case}/draft"), form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let facts = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().case.facts();
    assert_eq!(facts["person.nationality_iso"].to_string(), "FR, BR");
    let stale = browser
        .post(&format!("/case/{case}/draft"), "seen.person.family_name=0&field.person.family_name=Roe")
        .await;
    assert_eq!(stale.status, StatusCode::OK);
    assert!(stale.text.contains("Doe") && stale.text.contains("Roe"), "both versions are shown");
}

#[tokio::test]
async fn a_long_draft_fits_into_the_plain_form() {
    let world = World::new().await;
    let case = world.draft(Kind::RedNotice, &[]).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let long = "%D8%AD".repeat(9_000);
    let form: Vec<String> =
        ["offence.facts_summary", "offence.charges", "offence.law_text", "request.reason"]
            .iter()
            .cycle()
            .take(30)
            .map(|field| format!("seen.{field}=0&field.{field}={long}"))
            .collect();
    assert!(form.join("&").len() > 1024 * 1024);
    let answer = browser.post(&format!("/case/{case}/draft"), &form.join("&")).await;
    assert_ne!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_translation_is_saved_beside_its_original_and_compared_with_it() {
    let world = World::new().await;
    let french = [
        ("request.language", "fr"),
        ("request.reason", "Vu le 12 mars 2024 avec 3 valises."),
        ("person.family_name", "Okonkwo"),
    ];
    let case = world.draft(Kind::InformationRequest, &french).await;
    let browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let fields = format!("/case/{case}/fields");
    let change = |text: &str, seen: u64| json!({"changes": [{"field": "request.reason@es", "text": text, "seen": seen}]});
    let (_, saved) =
        browser.json(&fields, &change("Visto el 21 de marzo de 2024 con tres maletas.", 0)).await;
    let compared = saved["compared"][0]["html"].as_str().unwrap();
    assert!(compared.contains("12 mars 2024") && compared.contains("21 de marzo de 2024"), "{compared}");
    assert!(!compared.contains("valises") && !compared.contains(">3<"), "{compared}");
    let page = browser.get(&format!("/case/{case}/translation/es")).await.text;
    assert!(page.contains("Vu le 12 mars 2024") && page.contains("Visto el 21 de marzo"), "{page}");
    assert!(browser.get(&format!("/case/{case}/request")).await.text.contains("/translation/es"));
    // Without script: the form leads back to the translation.
    let seen = saved["saved"][0]["revision"].as_u64().unwrap();
    let right = "Visto+el+12+de+marzo+de+2024+con+tres+maletas.";
    let form = format!("seen.request.reason%40es={seen}&field.request.reason%40es={right}");
    let back = browser.post(&format!("/case/{case}/draft"), &form).await;
    assert_eq!(back.location(), format!("/case/{case}/translation/es"));
    assert!(
        !browser
            .get(&format!("/case/{case}/translation/es"))
            .await
            .text
            .contains("stands in the original only")
    );
    for path in ["translation/fr", "translation/xx"] {
        assert_eq!(
            browser.get(&format!("/case/{case}/{path}")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let (_, unknown) = browser
        .json(&fields, &json!({"changes": [{"field": "person.family_name@es", "text": "x", "seen": 0}]}))
        .await;
    assert_eq!(unknown["faults"][0]["field"], "person.family_name@es", "names are not translated");
    world.send(case).await;
    world.carry().await;
    let there = Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await;
    let read = there.get(&format!("/case/{}/translation/es", world.received())).await.text;
    assert!(read.contains("Visto el 12 de marzo") && read.contains("Vu le 12 mars 2024"), "{read}");
}
