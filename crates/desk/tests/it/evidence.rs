//! A case given out as an evidence package, through the pages.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use case::request::Kind;
use journal::evidence::package::{File, unpack};

use crate::browser::Browser;
use crate::world::{APPROVER, NOTICE, WRITER, World, id};

/// The text of a file of a package.
fn text<'a>(files: &'a [File], name: &str) -> &'a str {
    let file = files.iter().find(|file| file.name == name);
    str::from_utf8(&file.unwrap_or_else(|| panic!("no {name}")).content).unwrap()
}

#[tokio::test]
async fn a_case_is_given_out_as_a_package_that_a_person_can_read() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    world.carry().await;
    let desk = &world.seats["FR"].desk;
    let path = format!("/case/{sent}/do/export-evidence");
    let writer = Browser::signed_in(desk, id(WRITER)).await;
    assert_eq!(writer.get(&path).await.status, StatusCode::SEE_OTHER, "it is not offered to everybody");
    assert_eq!(
        writer.post(&path, "what=in-court&recipient=Court&reasons=Trial").await.status,
        StatusCode::FORBIDDEN
    );

    let approver = Browser::signed_in(desk, id(APPROVER)).await;
    let page = approver.get(&path).await.text;
    assert!(page.contains("Export as evidence") && page.contains("Recipient"), "{page}");
    let empty = approver.post(&path, "what=in-court&recipient=&reasons=Trial").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

    let form = "form=word&what=in-court&recipient=Court+of+%3CLyon%3E&reasons=The+trial+opens.";
    let request = Request::post(&path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let response = approver.open(request, Body::from(form)).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/vnd.etsi.asic-e+zip");
    let name = response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
    assert!(name.starts_with("attachment; ") && name.ends_with(".asice"), "{name}");
    let package = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let files = unpack(&package).unwrap();
    let page = text(&files, "case.html");
    assert!(page.contains("Court of &lt;Lyon&gt;") && page.contains("The trial opens."), "{page}");
    assert!(
        page.contains("default-src 'none'") && !page.contains("<script") && !page.contains(" href="),
        "{page}"
    );
    assert!(page.contains("Entry ") && page.contains("approved"), "{page}");
    let summary: serde_json::Value = serde_json::from_str(text(&files, "case.json")).unwrap();
    assert_eq!(summary["exported"]["recipient"], "Court of <Lyon>");
    assert_eq!(summary["messages"][0]["says"], "request");
    assert!(
        summary["fields"].as_object().unwrap().len() > 3
            && !summary["decisions"].as_array().unwrap().is_empty()
    );
    assert!(text(&files, "README.txt").contains("comity/FR+") && !text(&files, "README.txt").contains('{'));

    // Sent again by going back: no second package, but the record, which names the first.
    let again = approver.post(&path, form).await;
    assert_eq!(
        (again.status, again.location()),
        (StatusCode::SEE_OTHER, format!("/case/{sent}/record").as_str())
    );
    let record = approver.get(&format!("/case/{sent}/record")).await.text;
    assert_eq!(record.matches("Given out as an evidence package").count(), 1);
    assert!(record.contains("SHA-256"));
}

#[tokio::test]
async fn a_package_speaks_the_officer_s_language() {
    let world = World::new().await;
    let sent = world.draft(Kind::RedNotice, NOTICE).await;
    world.send(sent).await;
    for (language, says, direction) in
        [("fr", "Dossier de preuve", "ltr"), ("es", "Paquete de prueba", "ltr"), ("ar", "حزمة أدلة", "rtl")]
    {
        let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
        let approver = approver.with_cookie(&format!("comity-language={language}"));
        let path = format!("/case/{sent}/do/export-evidence");
        let request = Request::post(&path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response =
            approver.open(request, Body::from("what=in-court&recipient=Court&reasons=Trial")).await;
        assert_eq!(response.status(), StatusCode::OK);
        let package = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let files = unpack(&package).unwrap();
        let page = text(&files, "case.html");
        assert!(
            page.contains(says) && page.contains(&format!("lang=\"{language}\" dir=\"{direction}\"")),
            "{page}"
        );
        assert!(text(&files, "README.txt").contains("journal-verify evidence"));
    }
}
