//! A browser's part: signs in and asks for pages, one connection each.

use std::net::SocketAddr;

use case::id::{CaseId, OfficerId};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::figure::Outcome;

/// An officer who has signed in.
pub(crate) struct Visitor {
    desk: SocketAddr,
    cookie: String,
}

impl Visitor {
    pub(crate) async fn sign_in(desk: SocketAddr, officer: OfficerId) -> Outcome<Self> {
        let body = format!("officer={officer}&to=");
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {desk}\r\nOrigin: http://{desk}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let answer = exchange(desk, &(head + &body)).await?;
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        let cookie = cookie.ok_or_else(|| format!("no session began: {answer}"))?.to_owned();
        Ok(Self { desk, cookie })
    }

    /// The page at this path.
    pub(crate) async fn get(&self, path: &str) -> Outcome<String> {
        let (desk, cookie) = (self.desk, &self.cookie);
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {desk}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        let answer = exchange(desk, &head).await?;
        if answer.starts_with("HTTP/1.1 200 ") { Ok(answer) } else { Err(answer.into()) }
    }

    /// Saves a text in a field of a draft, as the page does while somebody types.
    pub(crate) async fn save(&self, case: CaseId, field: &str, text: &str) -> Outcome<String> {
        let (desk, cookie) = (self.desk, &self.cookie);
        let change = serde_json::json!({ "field": field, "text": text, "seen": u64::MAX });
        let body = serde_json::json!({ "changes": [change] }).to_string();
        let head = format!(
            "POST /case/{case}/fields HTTP/1.1\r\nHost: {desk}\r\nOrigin: http://{desk}\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let answer = exchange(desk, &(head + &body)).await?;
        if answer.starts_with("HTTP/1.1 200 ") { Ok(answer) } else { Err(answer.into()) }
    }
}

async fn exchange(desk: SocketAddr, request: &str) -> Outcome<String> {
    let mut stream = TcpStream::connect(desk).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
