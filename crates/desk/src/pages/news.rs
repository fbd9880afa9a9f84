//! The stream that keeps pages live, and the quiet count at the top.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{self, Stream};

use crate::fault::Fault;
use crate::live::News;
use crate::officer::Signed;

/// How often an idle stream says that it is alive, in seconds; proxies close what is silent for long.
const KEEP_ALIVE_SECONDS: u64 = 15;

/// `GET /live`: which case changed, and nothing of its content. Ends at the first ring after the session did.
pub(crate) async fn live(
    signed: Signed,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    sees_cases(&signed)?;
    let line = signed.app.sessions().open_line(&signed.session).ok_or(Fault::TooManyLines)?;
    let listener = signed.app.live().listen();
    let events = stream::unfold((listener, signed, line), |(mut listener, signed, line)| async move {
        let news = loop {
            let news = listener.next().await?;
            signed.app.sessions().officer(&signed.session, signed.now())?;
            // Of what this officer may not see, nothing is told.
            match news {
                News::Ring(_, ring) if !signed.app.bureau().sees(&signed.officer, ring.case) => {}
                news => break news,
            }
        };
        Some((Ok(told(news)), (listener, signed, line)))
    });
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(KEEP_ALIVE_SECONDS));
    Ok(Sse::new(events).keep_alive(keep_alive))
}

fn told(news: News) -> Event {
    match news {
        News::Rung(rung) => {
            Event::default().event("begun").data(serde_json::json!({ "rung": rung }).to_string())
        }
        News::Ring(rung, ring) => Event::default().event("ring").data(
            serde_json::json!({
                "rung": rung,
                "case": ring.case.to_string(),
                "position": ring.position,
                "outside": ring.from_outside,
                "urgent": ring.urgent,
            })
            .to_string(),
        ),
    }
}

/// `GET /waiting`: how much waits for this officer.
pub(crate) async fn waiting(signed: Signed) -> Result<impl IntoResponse, Fault> {
    let today = signed.app.bureau().today(signed.officer.id)?;
    let count = today.urgent.total + today.new.total + today.waiting_for_me.total;
    Ok(Json(serde_json::json!({ "count": count, "urgent": today.urgent.total })))
}

fn sees_cases(signed: &Signed) -> Result<(), Fault> {
    if signed.may("list") { Ok(()) } else { Err(Fault::NotFound) }
}
