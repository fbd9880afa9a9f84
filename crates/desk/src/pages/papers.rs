//! Papers and files of a case: listed, added, taken out, downloaded. A file is only ever handed over, never shown.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, Command};
use case::exchange::Attachment;
use case::id::{AttachmentId, CaseId};
use case::limits::{ATTACHMENT_BYTES_MAX, ATTACHMENT_NAME_BYTES_MAX};
use maud::{Markup, html};

use super::typed::{Typed, encode};
use crate::digits::hexadecimal;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::word;

/// The papers of a case.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let files = &view.case.attachments;
    html! {
        section.papers {
            h2.hidden { (texts.say("tab-papers")) }
            @if files.is_empty() { p.empty { (texts.say("papers-empty")) } }
            ul.files {
                @for file in files {
                    li {
                        (link(signed, view, file))
                        @if view.may.contains(&"detach") && view.case.enclosed.iter().any(|known| known.id == file.id) && !view.case.correction.as_ref().is_some_and(|one| one.files.contains(&file.id)) {
                            form method="post" action={ "/case/" (view.id) "/papers/" (file.id) "/take-out" } {
                                (signed.once())
                                button { (texts.say("take-out")) }
                            }
                        }
                        @if view.may.contains(&"enclose") && view.case.is_enclosable(file.id) {
                            form method="post" action={ "/case/" (view.id) "/papers/" (file.id) "/enclose" } {
                                (signed.once())
                                button { (texts.say("enclose")) }
                            }
                        }
                    }
                }
            }
            @if view.may.contains(&"attach") {
                form.upload method="post" enctype="multipart/form-data" action={ "/case/" (view.id) "/papers" } {
                    (signed.once())
                    label for="file" { (texts.say("add-file")) }
                    input #file type="file" name="file" required;
                    p.help { (texts.with("file-limit", &[word("size", &size(ATTACHMENT_BYTES_MAX))])) }
                    button { (texts.say("add")) }
                }
            }
        }
    }
}

/// Digits of a digest that are shown beside a file.
const DIGITS_SHOWN: usize = 16;

/// A file to be downloaded.
pub(crate) fn link(signed: &Signed, view: &CaseView, file: &Attachment) -> Markup {
    let digest: String = hexadecimal(&file.digest).chars().take(DIGITS_SHOWN).collect();
    let wrong = view.case.wrong_files.contains(&file.id);
    let theirs =
        view.case.told.iter().any(|told| told.from == *view.case.other() && told.attachments.contains(file));
    html! {
        p.file {
            (icon("file"))
            @if wrong && theirs { bdi { (file.name) } } @else { a href={ "/case/" (view.id) "/papers/" (file.id) } { bdi { (file.name) } } }
            @if wrong { " " span.badge.mean-ask { (icon("ask")) (signed.texts().say("is-wrong-file")) } }
            " " span.quiet { bdi { (size_of(file)) } " · " (signed.texts().say("digest")) " " bdi { code { (digest) "…" } } }
        }
    }
}

/// The size of a file in words.
pub(crate) fn size_of(file: &Attachment) -> String {
    size(usize::try_from(file.bytes).unwrap_or(usize::MAX))
}

/// A size in the unit that reads best.
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} kB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// `POST /case/{id}/papers`.
pub(crate) async fn add(
    signed: Signed,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Result<Response, Fault> {
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    let mut word = String::new();
    while let Some(part) = form.next_field().await.map_err(cut)? {
        match part.name() {
            Some("form") => {
                word = part.text().await.map_err(cut)?;
                continue;
            }
            Some("file") => {}
            _ => continue,
        }
        let (name, media_type, content) = file(part).await?.ok_or(Fault::NoFile)?;
        let command = Command::Attach { name, media_type, content };
        signed.act(&word, Some(id), command, "handling").await?;
        return Ok(Redirect::to(&format!("/case/{id}/papers")).into_response());
    }
    Err(Fault::BadForm)
}

/// A body past the limit ends in the middle of a part.
pub(crate) fn cut(fault: MultipartError) -> Fault {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::FileTooLarge,
        _ => Fault::BadForm,
    }
}

/// A file that came with a form: its name, its media type and its content; none where the officer chose none.
pub(crate) async fn file(part: Field<'_>) -> Result<Option<(String, String, Vec<u8>)>, Fault> {
    let name = plain_name(part.file_name().unwrap_or_default());
    let media_type = plain_type(part.content_type().unwrap_or_default());
    let content = part.bytes().await.map_err(cut)?.to_vec();
    if content.len() > ATTACHMENT_BYTES_MAX {
        return Err(Fault::FileTooLarge);
    }
    Ok((!name.is_empty() && !content.is_empty()).then_some((name, media_type, content)))
}

/// `POST /case/{id}/papers/{file}/take-out`.
pub(crate) async fn take_out(
    signed: Signed,
    Path((id, file)): Path<(String, String)>,
    typed: Typed,
) -> Result<Redirect, Fault> {
    let (id, file) = ids(&id, &file)?;
    signed.act(typed.get("form"), Some(id), Command::Detach(file), "handling").await?;
    Ok(Redirect::to(&format!("/case/{id}/papers")))
}

/// `POST /case/{id}/papers/{file}/enclose`.
pub(crate) async fn enclose(
    signed: Signed,
    Path((id, file)): Path<(String, String)>,
    typed: Typed,
) -> Result<Redirect, Fault> {
    let (id, file) = ids(&id, &file)?;
    signed.act(typed.get("form"), Some(id), Command::Enclose(file), "handling").await?;
    Ok(Redirect::to(&format!("/case/{id}/papers")))
}

/// `GET /case/{id}/papers/{file}`: always as a download, so that nothing in a file runs as a page of this desk.
pub(crate) async fn download(
    signed: Signed,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (id, file) = ids(&id, &file)?;
    let (attachment, content) =
        signed.app.bureau().attachment(signed.officer.id, id, file, signed.purpose(None)).await?;
    Ok(handed_over(&attachment, content))
}

/// A file as a download.
pub(crate) fn handed_over(attachment: &Attachment, content: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", encode(&attachment.name));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, content).into_response()
}

fn ids(id: &str, file: &str) -> Result<(CaseId, AttachmentId), Fault> {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    let file = file.parse().map_err(|_| Fault::NotFound)?;
    Ok((id, file))
}

/// The last part of a file name, without letters that steer a terminal or turn the line around.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let plain: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let end = plain.floor_char_boundary(ATTACHMENT_NAME_BYTES_MAX);
    plain.get(..end).unwrap_or_default().trim().to_owned()
}

/// The media type claimed, when it has the form of one.
fn plain_type(claimed: &str) -> String {
    let fits = claimed.len() <= 100
        && claimed.contains('/')
        && claimed.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'+'));
    if fits { claimed.to_owned() } else { "application/octet-stream".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for (name, expected) in [
            ("warrant.pdf", "warrant.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\papers\\warrant.pdf", "warrant.pdf"),
            ("fdp.\u{202e}exe", "fdp.exe"),
            ("a\nb", "ab"),
        ] {
            assert_eq!(plain_name(name), expected);
        }
        assert!(plain_name(&"é".repeat(400)).len() <= ATTACHMENT_NAME_BYTES_MAX);
    }

    #[test]
    fn types_are_plain() {
        assert_eq!(plain_type("application/pdf"), "application/pdf");
        assert_eq!(plain_type("text/html; x\r\ny"), "application/octet-stream");
    }

    #[test]
    fn sizes_are_readable() {
        assert_eq!([size(12), size(2048), size(ATTACHMENT_BYTES_MAX)], ["12 B", "2 kB", "4.0 MB"]);
    }
}
