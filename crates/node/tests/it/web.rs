//! The desk on real sockets, met by other programs than browsers: which TLS it speaks, where a request ends, what can be guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::{get, post};
use desk::{ByPasskey, Passkeys, SignIn};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http2;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use jiff::Timestamp;
use node::exercise::WRITER;
use node::links::{self, HomeLinks, Origin};
use node::node::{Node, Plan};
use node::stop::Stop;
use node::web;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::logs::Browser;
use crate::world::World;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server with these routes; it works as long as the second is kept.
async fn serving(tls: Option<web::Tls>, routes: Router) -> (SocketAddr, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = Stop::new();
    tokio::spawn(web::serve(listener, tls, routes, stopped));
    (address, stop)
}

fn openssl(arguments: &[&str]) -> (bool, String) {
    let output = Command::new("openssl").args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|fault| format!("openssl: {fault}; see `cargo xtask ci packages`")).unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// A certificate with a key of this sort, as a bureau would bring it.
fn certificate(folder: &Path, sort: &[&str]) -> [PathBuf; 2] {
    let files = ["desk.crt", "desk.key"].map(|name| folder.join(name));
    let [certificate, key] = files.each_ref().map(|file| file.to_str().unwrap());
    let made = ["req", "-x509", "-nodes", "-subj", "/CN=desk.example", "-out", certificate, "-keyout", key];
    let (made, says) = openssl(&[made.as_slice(), sort].concat());
    assert!(made, "{says}");
    files
}

/// What a client agrees on that would take anything, however old, and asks for this.
fn agreed(desk: SocketAddr, asks: &[&str]) -> Option<String> {
    let address = desk.to_string();
    let (agrees, says) = openssl(&[&["s_client", "-connect", &address], asks].concat());
    let cipher = says.split("Cipher is ").nth(1).and_then(|rest| rest.lines().next());
    cipher.filter(|cipher| agrees && *cipher != "(NONE)").map(str::to_owned)
}

const ANYTHING: &str = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_speaks_current_tls_with_strong_ciphers_alone() {
    for sort in
        [["-newkey", "rsa:2048"].as_slice(), &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]]
    {
        let folder = tempfile::tempdir().unwrap();
        let [certificate, key] = certificate(folder.path(), sort);
        let (desk, _works) = serving(Some(web::tls(&certificate, &key).unwrap()), Router::new()).await;
        for (version, speaks) in [("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)]
        {
            let found = agreed(desk, &[version, "-cipher", ANYTHING]);
            assert_eq!(found.is_some(), speaks, "{version}: {found:?}");
        }
        assert_eq!(
            agreed(desk, &[]).as_deref(),
            Some("TLS_AES_256_GCM_SHA384"),
            "what a client of today has"
        );
        let (_, known) = openssl(&["ciphers", "-s", "-tls1_2", ANYTHING]);
        let mut taken = BTreeSet::new();
        for cipher in known.trim().split(':') {
            let asks = ["-tls1_2", "-cipher", &format!("{cipher}:@SECLEVEL=0")];
            taken.extend(agreed(desk, &asks));
        }
        assert!(known.split(':').count() > 50, "it would take much: {known}");
        assert_eq!(taken.len(), 3, "{taken:?}");
        for cipher in &taken {
            let is_strong = ["-AES128-GCM-SHA256", "-AES256-GCM-SHA384", "-CHACHA20-POLY1305"]
                .iter()
                .any(|end| cipher.starts_with("ECDHE-") && cipher.ends_with(end));
            assert!(is_strong, "{cipher}");
        }
        for weak in ["TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"] {
            assert_eq!(agreed(desk, &["-tls1_3", "-ciphersuites", weak]), None, "{weak}");
        }
    }
}

/// Sends bytes in one go and reads until the other side hangs up: the statuses of what it answered.
fn answers(desk: SocketAddr, bytes: &str) -> Vec<u16> {
    let mut socket = TcpStream::connect(desk).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.write_all(bytes.as_bytes()).unwrap();
    let mut read = Vec::new();
    // Whoever resets the connection has said what they would say.
    let _ = socket.read_to_end(&mut read);
    let text = String::from_utf8_lossy(&read).into_owned();
    text.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.split(' ').next()?.parse().ok()).collect()
}

/// Each way to say twice, or not at all, where a body ends, and what is answered: never what stands in the body.
const DOUBTFUL: [(&str, &str, &[u16]); 17] = [
    ("Content-Length: 0\r\nContent-Length: 44\r\n", "", &[400]),
    ("Content-Length: 0, 44\r\n", "", &[400]),
    ("Content-Length: +0\r\n", "", &[400]),
    ("Content-Length: -1\r\n", "", &[400]),
    ("Content-Length: 0x0\r\n", "", &[400]),
    ("Content-Length: 99999999999999999999999\r\n", "", &[400]),
    ("Content-Length : 0\r\n", "", &[400]),
    ("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n", &[400]),
    ("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n", &[400]),
    ("Transfer-Encoding : chunked\r\n", "0\r\n\r\n", &[400]),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n", &[400]),
    (" Transfer-Encoding: chunked\r\n", "0\r\n\r\n", &[400]),
    ("X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n", &[400]),
    ("X: a\0b\r\n", "", &[400]),
    ("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n", &[400]),
    ("Transfer-Encoding: chunked\r\n", "-1\r\n", &[400]),
    ("Transfer-Encoding: chunked\r\n", "2\r\nabX", &[400]),
];

#[tokio::test(flavor = "multi_thread")]
async fn where_a_request_ends_is_beyond_doubt() {
    let routes = Router::new()
        .route("/form", post(|body: Bytes| async move { (StatusCode::OK, body) }))
        .route("/hidden", get(|| async { StatusCode::IM_A_TEAPOT }));
    let (desk, _works) = serving(None, routes).await;
    let hidden = "GET /hidden HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n";
    let ask = |heads: &str, body: &str| {
        let bytes = format!("POST /form HTTP/1.1\r\nHost: desk\r\n{heads}\r\n{body}{hidden}");
        tokio::task::block_in_place(|| answers(desk, &bytes))
    };
    for (heads, body, expected) in DOUBTFUL {
        assert_eq!(ask(heads, body), expected, "{heads:?} {body:?}");
    }
    // What is said once holds: the second request is one, or part of the first.
    assert_eq!(ask("Content-Length: 0\r\n", ""), [200, 418]);
    assert_eq!(ask("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), [200, 418]);
    assert_eq!(ask(&format!("Connection: close\r\nContent-Length: {}\r\n", hidden.len()), ""), [200]);
    // Of both the chunks count (RFC 9112, section 6.3); what a length says beside them hides no request.
    let chunk = format!("{:x}\r\n{hidden}\r\n0\r\n\r\n", hidden.len());
    for length in [0, 3, 5, 4_000] {
        let both = format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n");
        assert_eq!(ask(&both, &chunk), [200], "{length}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_that_does_not_fit_its_frames_is_refused() {
    let routes = Router::new().route("/form", post(|body: Bytes| async move { body }));
    let (desk, _works) = serving(None, routes).await;
    for (length, fits) in [("3", true), ("2", false), ("4", false), ("0", false)] {
        let stream = tokio::net::TcpStream::connect(desk).await.unwrap();
        let opened = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
        let (mut line, connection) = opened.unwrap();
        tokio::spawn(connection);
        let request = Request::post("http://desk/form").header("content-length", length);
        let request = request.body(Full::new(Bytes::from_static(b"abc"))).unwrap();
        let heard = match line.send_request(request).await {
            Ok(answer) if answer.status() == StatusCode::OK => {
                answer.into_body().collect().await.is_ok_and(|body| body.to_bytes() == "abc")
            }
            _ => false,
        };
        assert_eq!(heard, fits, "{length}");
    }
}

/// How many words of each sort are looked at.
const WORDS: usize = 128;

/// Words as random as they are long: 128 bits at least, none twice, and no bit that is mostly the same.
fn check(sort: &str, words: &[Vec<u8>]) {
    assert_eq!(words.len(), WORDS, "{sort}");
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), WORDS, "{sort}: one came twice");
    let bytes = words[0].len();
    assert!(bytes >= 16 && words.iter().all(|word| word.len() == bytes), "{sort}: {bytes} bytes");
    for bit in 0..bytes * 8 {
        let set = words.iter().filter(|word| word[bit / 8] >> (bit % 8) & 1 == 1).count();
        // Seven standard deviations around the half: once in a thousand million runs by chance.
        assert!((24..=104).contains(&set), "{sort}: bit {bit} is set in {set} of {WORDS}");
    }
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The digits of a text in the alphabet of addresses (RFC 4648, section 5).
fn from_base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digit = |letter: u8| DIGITS.iter().position(|known| *known == letter).unwrap();
    let digits: Vec<usize> = text.bytes().map(digit).collect();
    let bits = digits.iter().flat_map(|digit| (0..6).rev().map(move |bit| digit >> bit & 1));
    let bits: Vec<usize> = bits.collect();
    bits.chunks_exact(8)
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::try_from(*bit).unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_not_be_guessed_is_random_and_long() {
    let world = World::new(&["GS", "FR"]).await;
    let fr = world.start("FR").await;
    let desk = fr.desk;
    let mut found: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    let after =
        |text: &str, mark: &str| text.split(mark).nth(1).unwrap().split('"').next().unwrap().to_owned();
    for _ in 0..WORDS {
        let browser = Browser::signed_in(desk);
        let name = browser.cookie.split_once('=').unwrap().1;
        found.entry("the name of a session").or_default().push(from_hex(name));
        let page = browser.get("/new");
        let word = after(&page, "name=\"form\" value=\"");
        found.entry("the word of a form").or_default().push(from_hex(&word));
    }
    fr.stop().await;
    let home = world.home("FR");
    for _ in 0..WORDS {
        let word = links::make(&home, WRITER, Origin::Machine, Timestamp::now()).unwrap();
        found.entry("the word of a link").or_default().push(from_hex(&word));
    }
    let passkeys = Box::new(Passkeys::at("http://localhost:7401", "FR").unwrap());
    let by = ByPasskey { passkeys, links: Arc::new(HomeLinks(home)) };
    let sign_in = SignIn::Service { passkeys: Some(by), provider: None };
    let fr = Node::start(Plan { sign_in, ..world.plan("FR").await }).await.unwrap();
    for _ in 0..WORDS {
        let asked = crate::command_line::ask(fr.desk, "POST /sign-in/passkey/begin");
        found
            .entry("the challenge to a passkey")
            .or_default()
            .push(from_base64(&after(&asked, "\"challenge\":\"")));
        found.entry("the name of a question").or_default().push(from_hex(&after(&asked, "\"word\":\"")));
    }
    fr.stop().await;
    found.iter().for_each(|(sort, words)| check(sort, words));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_is_out_with_the_next_start() {
    let world = World::new(&["GS", "FR"]).await;
    let fr = world.start("FR").await;
    let desk = fr.desk;
    let browser = Browser::signed_in(desk);
    assert!(browser.get("/today").starts_with("HTTP/1.1 200"));
    fr.stop().await;
    let mut plan = world.plan("FR").await;
    plan.officers.retain(|officer| officer.id != WRITER);
    let fr = Node::start(plan).await.unwrap();
    let after = Browser::with_cookie(fr.desk, &browser.cookie);
    for path in ["/today", "/docket", "/account"] {
        let answer = after.get(path);
        assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("location: /sign-in"), "{answer}");
    }
    let again = after.post("/sign-in", "application/x-www-form-urlencoded", &format!("officer={WRITER}"));
    assert!(!again.contains("set-cookie"), "{again}");
    fr.stop().await;
}
