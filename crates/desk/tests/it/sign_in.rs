//! Signing in by passkey, locking, recovery, and everything that is refused on the way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use case::id::OfficerId;
use desk::{ByPasskey, Link, Links, Passkeys, SignIn};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::device::{Device, SITE};
use crate::world::{ADMINISTRATOR, APPROVER, OVERSEER, SECOND_ADMINISTRATOR, WRITER, World, id};

/// Links in memory; the node keeps its own in files.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<HashMap<String, Link>>>);

impl Kept {
    fn link(&self, officer: u8) -> String {
        self.put(Link { officer: id(officer), is_recovery: false })
    }

    fn put(&self, link: Link) -> String {
        let mut links = self.0.lock().unwrap();
        let word = format!("word-{}", links.len());
        links.insert(word.clone(), link);
        word
    }
}

impl Links for Kept {
    fn make(&self, officer: OfficerId) -> Result<String, String> {
        Ok(self.put(Link { officer, is_recovery: true }))
    }

    fn look(&self, word: &str) -> Option<Link> {
        self.0.lock().unwrap().get(word).copied()
    }

    fn redeem(&self, word: &str) -> Option<Link> {
        self.0.lock().unwrap().remove(word)
    }
}

struct Office {
    world: World,
    links: Kept,
}

impl Office {
    async fn new() -> Office {
        let links = Kept::default();
        let sign_in = || SignIn::Service {
            passkeys: Some(ByPasskey {
                passkeys: Box::new(Passkeys::at(SITE, "FR").unwrap()),
                links: Arc::new(links.clone()),
            }),
            provider: None,
        };
        Office { world: World::with(false, sign_in).await, links: links.clone() }
    }

    fn browser(&self) -> Browser {
        Browser::new(&self.world.seats["FR"].desk)
    }

    /// Makes a passkey at this address, by `browser`.
    async fn enrol_at(&self, browser: &Browser, address: &str) -> (Device, StatusCode, Value) {
        let asked = ask(browser, address).await;
        let (device, answer) = Device::create(&asked);
        let (status, said) = tell(browser, address, &asked, answer).await;
        (device, status, said)
    }

    async fn enrol(&self, officer: u8) -> Device {
        let address = format!("/enrol/{}", self.links.link(officer));
        let (device, status, said) = self.enrol_at(&self.browser(), &address).await;
        assert_eq!((status, &said["to"]), (StatusCode::OK, &json!("/sign-in")), "{said}");
        device
    }

    async fn signed_in(&self, device: &mut Device) -> Browser {
        let mut browser = self.browser();
        let asked = ask(&browser, "/sign-in/passkey").await;
        let body = json!({ "word": asked["word"], "answer": device.get(&asked), "to": "/docket" });
        let answer = browser.send_json("/sign-in/passkey", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert!(answer.text.contains("/docket"));
        browser.keep(&answer);
        browser
    }

    /// Unlocks, or proves again.
    async fn unlock(&self, browser: &mut Browser, device: &mut Device) -> Result<(), Value> {
        let asked = ask(browser, "/unlock").await;
        let body = json!({ "word": asked["word"], "answer": device.get(&asked), "to": "/today" });
        let answer = browser.send_json("/unlock", &body).await;
        if answer.status != StatusCode::OK {
            return Err(serde_json::from_str::<Value>(&answer.text).unwrap()["code"].clone());
        }
        browser.keep(&answer);
        Ok(())
    }

    /// The latest refusal in the journal.
    async fn refusal(&self) -> (Option<OfficerId>, String, String) {
        let seen = self.world.bureau("FR").oversight(id(OVERSEER)).await.unwrap();
        let row = seen.refusals[0].clone();
        (row.officer, row.command.unwrap(), row.code)
    }
}

async fn ask(browser: &Browser, address: &str) -> Value {
    let (status, asked) = browser.json(&format!("{address}/begin"), &json!({})).await;
    assert_eq!(status, StatusCode::OK, "{asked}");
    asked
}

async fn tell(browser: &Browser, address: &str, asked: &Value, answer: Value) -> (StatusCode, Value) {
    let body = json!({ "word": asked["word"], "answer": answer, "name": "Blue key" });
    browser.json(address, &body).await
}

#[tokio::test]
async fn a_link_enrols_once_and_signs_nobody_in() {
    let office = Office::new().await;
    let address = format!("/enrol/{}", office.links.link(WRITER));
    let browser = office.browser();
    let page = browser.get(&address).await;
    assert!(page.status == StatusCode::OK && page.text.contains("Camille Morel"), "{}", page.text);
    let (mut device, status, _) = office.enrol_at(&browser, &address).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(browser.get("/today").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get(&address).await.status, StatusCode::GONE);
    let (status, said) = browser.json(&format!("{address}/begin"), &json!({})).await;
    assert_eq!((status, &said["code"]), (StatusCode::GONE, &json!("link-used")));
    let signed = office.signed_in(&mut device).await;
    assert!(signed.get("/today").await.text.contains("Camille Morel"));
    let account = signed.get("/account").await.text;
    assert!(account.contains("Blue key") && !account.contains("/remove"), "the last one stays: {account}");
    assert_eq!(
        browser.post("/sign-in", &format!("officer={}", id(WRITER))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(signed.post("/unlock/demonstration", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_replaces_every_passkey_and_ends_every_session() {
    let office = Office::new().await;
    let mut lost = office.enrol(WRITER).await;
    let session = office.signed_in(&mut lost).await;
    let mut new = office.enrol(WRITER).await;
    assert_eq!(session.get("/today").await.status, StatusCode::SEE_OTHER);
    let asked = ask(&session, "/sign-in/passkey").await;
    let (_, said) = tell(&session, "/sign-in/passkey", &asked, lost.get(&asked)).await;
    assert_eq!(said["code"], "passkey-unknown");
    office.signed_in(&mut new).await;
}

#[tokio::test]
async fn what_proves_nothing_lets_nobody_in() {
    let office = Office::new().await;
    let browser = office.browser();
    let mut device = office.enrol(WRITER).await;
    let mut check = async |alter: &dyn Fn(&mut Device), seconds: i64, expected: &str| {
        let asked = ask(&browser, "/sign-in/passkey").await;
        let (counter, origin) = (device.counter, device.origin.clone());
        alter(&mut device);
        let answer = device.get(&asked);
        (device.counter, device.origin, device.verifies) = (counter + 1, origin, true);
        office.world.clock.pass(seconds);
        let (status, said) = tell(&browser, "/sign-in/passkey", &asked, answer.clone()).await;
        let code = said["code"].as_str().unwrap_or("in");
        assert_eq!((status == StatusCode::OK, code), (expected == "in", expected), "{said}");
        let (_, said) = tell(&browser, "/sign-in/passkey", &asked, answer).await;
        assert_eq!(said["code"], "passkey-lapsed", "nothing is answered twice");
    };
    let nothing = |_: &mut Device| {};
    check(&nothing, 0, "in").await;
    check(&nothing, 299, "in").await;
    check(&nothing, 300, "passkey-lapsed").await;
    assert_eq!(office.refusal().await, (None, "sign-in".into(), "passkey-lapsed".into()), "also of nobody");
    check(&|device| device.origin = "http://localhost:7402".into(), 0, "passkey-unproven").await;
    check(&|device| device.origin = "https://elsewhere.example".into(), 0, "passkey-unproven").await;
    check(&|device| device.verifies = false, 0, "passkey-unproven").await;
    check(&|device| device.counter = 0, 0, "passkey-copied").await;
    assert_eq!(office.refusal().await, (Some(id(WRITER)), "sign-in".into(), "passkey-copied".into()));
    check(&nothing, 0, "in").await;
    let asked = ask(&browser, "/sign-in/passkey").await;
    for (answer, code) in [(json!("x"), "passkey-unreadable"), (Value::Null, "passkey-lapsed")] {
        let (_, said) = tell(&browser, "/sign-in/passkey", &asked, answer).await;
        assert_eq!(said["code"], code);
    }
}

#[tokio::test]
async fn what_was_asked_for_one_thing_serves_no_other() {
    let office = Office::new().await;
    let (mut writer, mut approver) = (office.enrol(WRITER).await, office.enrol(APPROVER).await);
    let mut browser = office.signed_in(&mut writer).await;
    for (asked_at, told_at) in [("/sign-in/passkey", "/unlock"), ("/unlock", "/sign-in/passkey")] {
        let asked = ask(&browser, asked_at).await;
        let (_, said) = tell(&browser, told_at, &asked, writer.get(&asked)).await;
        assert_eq!(said["code"], "passkey-lapsed", "{asked_at} {told_at}");
    }
    let other = office.signed_in(&mut approver).await;
    let asked = ask(&other, "/unlock").await;
    let (_, said) = tell(&browser, "/unlock", &asked, approver.get(&asked)).await;
    assert_eq!(said["code"], "passkey-lapsed", "another officer was asked");
    assert_eq!(office.unlock(&mut browser, &mut approver).await, Err(json!("passkey-another")));
    assert_eq!(office.refusal().await, (Some(id(APPROVER)), "sign-in".into(), "passkey-another".into()));
    let asked = ask(&other, "/account/passkeys").await;
    let (_, answer) = Device::create(&asked);
    let (_, said) = tell(&browser, "/account/passkeys", &asked, answer).await;
    assert_eq!(said["code"], "passkey-lapsed", "another officer's new passkey");
}

#[tokio::test]
async fn a_locked_session_shows_nothing_until_its_officer_goes_on() {
    let office = Office::new().await;
    let mut device = office.enrol(WRITER).await;
    let mut browser = office.signed_in(&mut device).await;
    let before = browser.get("/account").await.text;
    assert!(before.contains("Camille Morel"));
    for lock in ["by hand", "left alone"] {
        if lock == "by hand" {
            browser.post("/lock", "").await;
        } else {
            office.world.clock.pass(30 * 60);
        }
        let page = browser.get("/docket").await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/locked?to=/docket"), "{lock}");
        let (status, said) = browser.json("/session", &json!({})).await;
        assert_eq!((status, &said["code"]), (StatusCode::UNAUTHORIZED, &json!("locked")));
        let (status, _) = browser.json("/account/passkeys/begin", &json!({})).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let page = browser.get("/locked?to=/docket").await.text;
        assert!(page.contains("/docket") && !page.contains("Camille"), "not even whose it is: {page}");
        office.unlock(&mut browser, &mut device).await.unwrap();
        assert_eq!(browser.get("/docket").await.status, StatusCode::OK);
    }
    browser.post("/lock", "").await;
    assert_eq!(browser.post("/sign-out", "").await.status, StatusCode::SEE_OTHER, "or ends it");
    assert_eq!(browser.get("/locked").await.location(), "/sign-in?to=/locked");
}

#[tokio::test]
async fn what_a_page_does_by_itself_is_no_activity() {
    let office = Office::new().await;
    let mut device = office.enrol(WRITER).await;
    let mut check = async |path: &str, mode: &str, method: &str, is_activity: bool| {
        let browser = office.signed_in(&mut device).await;
        office.world.clock.pass(29 * 60);
        let mut request = axum::http::Request::builder().method(method).uri(path);
        request = request.header("sec-fetch-site", "same-origin").header("accept", "application/json");
        if !mode.is_empty() {
            request = request.header("sec-fetch-mode", mode);
        }
        browser.send(request, axum::body::Body::empty()).await;
        office.world.clock.pass(60);
        let is_locked = browser.get("/docket").await.status == StatusCode::SEE_OTHER;
        assert_eq!(!is_locked, is_activity, "{method} {path} {mode}");
    };
    check("/docket", "navigate", "GET", true).await;
    check("/docket", "", "GET", true).await;
    check("/docket", "cors", "GET", false).await;
    check("/waiting", "cors", "GET", false).await;
    check("/waiting", "", "GET", false).await;
    check("/session", "same-origin", "GET", false).await;
    check("/session", "same-origin", "POST", true).await;
}

#[tokio::test]
async fn an_officer_keeps_a_spare_and_ends_sessions() {
    let office = Office::new().await;
    let mut device = office.enrol(WRITER).await;
    let mut browser = office.signed_in(&mut device).await;
    let other = office.signed_in(&mut device).await;
    let (mut spare, status, said) = office.enrol_at(&browser, "/account/passkeys").await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let account = browser.get("/account").await.text;
    let paths: Vec<String> = account
        .split("action=\"")
        .filter(|rest| rest.starts_with("/account/passkeys/passkey-"))
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(paths.len(), 2, "{account}");
    office.world.clock.pass(5 * 60);
    assert_eq!(browser.post(&paths[0], "").await.status, StatusCode::FORBIDDEN, "proven too long ago");
    assert_eq!(browser.post("/account/sessions/end", "").await.status, StatusCode::FORBIDDEN);
    assert!(!browser.get("/account").await.text.contains(&paths[0]));
    office.unlock(&mut browser, &mut spare).await.unwrap();
    assert_eq!(browser.post(&paths[0], "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post(&paths[0], "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post(&paths[1], "").await.status, StatusCode::CONFLICT, "the last one stays");
    assert_eq!(browser.post("/account/sessions/end", "number=x").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.post("/account/sessions/end", "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.get("/today").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/today").await.status, StatusCode::OK);
}

#[tokio::test]
async fn two_administrators_recover_an_officer() {
    let office = Office::new().await;
    let mut devices = HashMap::new();
    let mut browsers = HashMap::new();
    for officer in [WRITER, ADMINISTRATOR, SECOND_ADMINISTRATOR] {
        let mut device = office.enrol(officer).await;
        browsers.insert(officer, office.signed_in(&mut device).await);
        devices.insert(officer, device);
    }
    let send = async |by: u8, act: &str, officer: u8| {
        let path = format!("/administration/{act}");
        browsers[&by].post(&path, &format!("officer={}", id(officer))).await
    };
    let check = async |by: u8, act: &str, officer: u8, status: StatusCode| {
        assert_eq!(send(by, act, officer).await.status, status, "{by} {act} {officer}");
    };
    assert_eq!(browsers[&WRITER].get("/administration").await.status, StatusCode::FORBIDDEN);
    for act in ["propose", "confirm", "sign-out"] {
        check(WRITER, act, ADMINISTRATOR, StatusCode::FORBIDDEN).await;
    }
    check(ADMINISTRATOR, "confirm", WRITER, StatusCode::CONFLICT).await;
    check(ADMINISTRATOR, "propose", ADMINISTRATOR, StatusCode::FORBIDDEN).await;
    assert_eq!(office.refusal().await, (Some(id(ADMINISTRATOR)), "recover".into(), "own-recovery".into()));
    check(ADMINISTRATOR, "propose", WRITER, StatusCode::SEE_OTHER).await;
    check(SECOND_ADMINISTRATOR, "propose", WRITER, StatusCode::CONFLICT).await;
    check(ADMINISTRATOR, "confirm", WRITER, StatusCode::FORBIDDEN).await;
    assert_eq!(office.refusal().await.2, "same-administrator");
    check(ADMINISTRATOR, "propose", SECOND_ADMINISTRATOR, StatusCode::SEE_OTHER).await;
    check(SECOND_ADMINISTRATOR, "confirm", SECOND_ADMINISTRATOR, StatusCode::FORBIDDEN).await;
    let confirmed = send(SECOND_ADMINISTRATOR, "confirm", WRITER).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text);
    assert_eq!(browsers[&WRITER].get("/today").await.status, StatusCode::SEE_OTHER, "the session ended");
    let asked = ask(&browsers[&WRITER], "/sign-in/passkey").await;
    let lost = devices.get_mut(&WRITER).unwrap();
    let (_, said) = tell(&browsers[&WRITER], "/sign-in/passkey", &asked, lost.get(&asked)).await;
    assert_eq!(said["code"], "passkey-unknown");
    let address = confirmed.text.split("/enrol/").nth(1).unwrap().split('<').next().unwrap();
    let (mut new, status, _) = office.enrol_at(&office.browser(), &format!("/enrol/{address}")).await;
    assert_eq!(status, StatusCode::OK);
    office.signed_in(&mut new).await;
    check(SECOND_ADMINISTRATOR, "confirm", WRITER, StatusCode::CONFLICT).await;

    check(SECOND_ADMINISTRATOR, "propose", WRITER, StatusCode::SEE_OTHER).await;
    office.world.clock.pass(4 * 60);
    check(ADMINISTRATOR, "sign-out", SECOND_ADMINISTRATOR, StatusCode::SEE_OTHER).await;
    assert_eq!(browsers[&SECOND_ADMINISTRATOR].get("/today").await.status, StatusCode::SEE_OTHER);
    office.world.clock.pass(60);
    check(ADMINISTRATOR, "confirm", WRITER, StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn the_demonstration_locks_and_unlocks_by_one_click() {
    let world = World::new().await;
    let mut browser = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    assert!(browser.get("/account").await.text.contains("one click"));
    browser.post("/lock", "").await;
    assert_eq!(browser.get("/today").await.location(), "/locked?to=/today");
    assert_eq!(browser.json("/unlock/begin", &json!({})).await.0, StatusCode::NOT_FOUND);
    let answer = browser.post("/unlock/demonstration", "to=/docket").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/docket"));
    browser.keep(&answer);
    assert_eq!(browser.get("/today").await.status, StatusCode::OK);
    assert_eq!(browser.post("/administration/propose", "officer=x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_passkey_in_use_is_given_to_nobody_else() {
    let office = Office::new().await;
    let writers = office.enrol(WRITER).await;
    let address = format!("/enrol/{}", office.links.link(APPROVER));
    let browser = office.browser();
    let asked = ask(&browser, &address).await;
    let (status, said) = tell(&browser, &address, &asked, writers.again(&asked)).await;
    assert_eq!(
        (status, &said["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("passkey-taken")),
        "{said}"
    );
    let (_, status, _) = office.enrol_at(&browser, &address).await;
    assert_eq!(status, StatusCode::OK, "the link was not used up");
}
