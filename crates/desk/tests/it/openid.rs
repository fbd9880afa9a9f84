//! Signing in through the bureau's own provider, and everything that a provider, a browser or somebody between them can make
//! up. The provider is ours and lies when told to; every lie is refused with its code, written down, and lets nobody in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::http::{Response, StatusCode, header};
use bureau::ports::Clock;
use desk::{LineFault, Provider, ProviderSettings, SignIn};
use serde_json::json;

use crate::browser::{Answer, Browser};
use crate::device::SITE;
use crate::liar::{Asked, CLIENT, ISSUER, Liar, Lie, Signed};
use crate::world::{APPROVER, OVERSEER, WRITER, World, id};

struct Office {
    world: World,
    liar: Liar,
}

impl Office {
    async fn new() -> Office {
        Office::asking(&[], &[]).await
    }

    async fn asking(acr: &[&str], amr: &[&str]) -> Office {
        let liar = Liar::new();
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let sign_in = || {
            let settings = ProviderSettings {
                issuer: ISSUER.into(),
                client: CLIENT.into(),
                secret: None,
                address: SITE.into(),
                claim: "sub".into(),
                officers: BTreeMap::from([
                    ("account-1".to_owned(), id(WRITER)),
                    ("account-2".to_owned(), id(APPROVER)),
                ]),
                acr: words(acr),
                amr: words(amr),
                age_seconds_max: 3600,
            };
            let provider = Provider::new(settings, Arc::new(liar.clone())).unwrap();
            SignIn::Service { passkeys: None, provider: Some(Box::new(provider)) }
        };
        Office { world: World::with(false, sign_in).await, liar: liar.clone() }
    }

    fn now(&self) -> i64 {
        self.world.clock.now().as_second()
    }

    fn browser(&self) -> Browser {
        Browser::new(&self.world.seats["FR"].desk)
    }

    /// Is led to the provider; gives what it was asked, and the browser that is known again.
    async fn asked(&self, browser: &Browser, path: &str) -> (Asked, Browser) {
        let answer = browser.post(path, "to=/docket").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let mut back = self.browser();
        back.keep(&answer);
        (asked(&answer), back)
    }

    /// Signs in, and gives what the desk answers in the end.
    async fn try_in(&self, lie: Lie) -> Answer {
        self.liar.set(lie, self.now());
        let (asked, back) = self.asked(&self.browser(), "/sign-in/openid").await;
        back.get(&format!("/sign-in/openid/answer?{}", self.liar.sign_in(&asked))).await
    }

    async fn signed_in(&self) -> Browser {
        let answer = self.try_in(Lie::default()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.browser().with_cookie(&session(&answer).unwrap())
    }

    async fn oversight(&self) -> bureau::Oversight {
        self.world.bureau("FR").oversight(id(OVERSEER)).await.unwrap()
    }

    /// That an answer refuses with this code, begins no session, and is written down.
    async fn refused(&self, what: &str, answer: &Answer, code: &str) {
        assert!(answer.status.is_client_error() || answer.status.is_server_error(), "{what}: let in");
        assert!(answer.text.contains(code), "{what}: {code} is expected: {}", answer.text);
        assert_eq!(session(answer), None, "{what}");
        let row = self.oversight().await.refusals[0].clone();
        assert_eq!((row.command.as_deref(), row.code.as_str()), (Some("sign-in"), code), "{what}");
        // Refusals alike make one entry a minute.
        self.world.clock.pass(61);
    }
}

/// What the provider is asked, from the address to which a page goes on.
fn asked(answer: &Answer) -> Asked {
    let refresh = answer.headers[header::REFRESH].to_str().unwrap();
    let query = refresh.split_once('?').unwrap().1;
    Asked(form_urlencoded::parse(query.as_bytes()).into_owned().collect::<HashMap<_, _>>())
}

/// The session that an answer hands over.
fn session(answer: &Answer) -> Option<String> {
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let given = cookies.filter(|cookie| cookie.starts_with("comity-FR="));
    given.map(|cookie| cookie.split(';').next().unwrap().to_owned()).next()
}

#[tokio::test]
async fn an_officer_signs_in_through_the_provider() {
    let office = Office::asking(&["phr"], &["hwk", "fpt"]).await;
    office.liar.set(Lie::default(), office.now());
    let front = office.browser().get("/sign-in?to=/docket").await.text;
    assert!(front.contains("action=\"/sign-in/openid\"") && !front.contains("data-passkey"), "{front}");
    let led = office.browser().post("/sign-in/openid", "to=/docket").await;
    let kept = led.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        kept.contains("HttpOnly") && kept.contains("SameSite=Lax") && kept.contains("Max-Age=300"),
        "{kept}"
    );
    let told = asked(&led);
    for (name, expected) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", &format!("{SITE}/sign-in/openid/answer")),
        ("scope", "openid"),
        ("code_challenge_method", "S256"),
        ("max_age", "3600"),
        ("acr_values", "phr"),
    ] {
        assert_eq!(told.0[name], expected);
    }
    let mut back = office.browser();
    back.keep(&led);
    let answer = back.get(&format!("/sign-in/openid/answer?{}", office.liar.sign_in(&told))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.headers[header::REFRESH], "0; url=/docket");
    assert!(!answer.text.contains("thrown-away"));
    let browser = office.browser().with_cookie(&session(&answer).unwrap());
    assert!(browser.get("/today").await.text.contains("Camille Morel"));
    let row = office.oversight().await.sign_ins[0].clone();
    assert_eq!((row.officer, row.by.as_str(), row.acr.as_deref()), (id(WRITER), "openid", Some("phr")));
    assert_eq!(
        browser.post("/sign-in", &format!("officer={}", id(WRITER))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(browser.post("/unlock/demonstration", "").await.status, StatusCode::NOT_FOUND);
    let left = browser.post("/sign-out", "").await;
    assert_eq!(left.location(), "/sign-in?left=provider");
    assert!(browser.get("/sign-in?left=provider").await.text.contains("action=\"/sign-out/openid\""));
    let there = browser.post("/sign-out/openid", "").await;
    let there = there.headers[header::REFRESH].to_str().unwrap();
    assert!(
        there.starts_with(&format!("0; url={ISSUER}/end?")) && there.contains("client_id=comity"),
        "{there}"
    );
    assert!(
        !there.contains("account-1") && !there.contains("id_token"),
        "an address tells of nobody: {there}"
    );
}

/// Everything that a token can say wrongly.
const FALSE_TOKENS: [(&str, Lie, &str); 26] = {
    const TRUE: Lie = Lie {
        claims: |_| {},
        header: |_| {},
        signed: Signed::Rightly,
        description: |_| {},
        answer: |_| {},
        instead: |_| None,
    };
    const fn claims(change: fn(&mut serde_json::Value)) -> Lie {
        Lie { claims: change, ..TRUE }
    }
    const fn signed(signed: Signed, header: fn(&mut serde_json::Value)) -> Lie {
        Lie { signed, header, ..TRUE }
    }
    [
        ("another nonce", claims(|claims| claims["nonce"] = "another".into()), "openid-nonce"),
        ("no nonce", claims(|claims| drop(claims.as_object_mut().unwrap().remove("nonce"))), "openid-nonce"),
        ("another audience", claims(|claims| claims["aud"] = "another".into()), "openid-audience"),
        ("one more audience", claims(|claims| claims["aud"] = json!([CLIENT, "another"])), "openid-audience"),
        ("another party", claims(|claims| claims["azp"] = "another".into()), "openid-audience"),
        ("another issuer", claims(|claims| claims["iss"] = "https://other.example".into()), "openid-issuer"),
        (
            "expired",
            claims(|claims| claims["exp"] = (claims["iat"].as_i64().unwrap() - 31).into()),
            "openid-expired",
        ),
        (
            "made long ago",
            claims(|claims| claims["iat"] = (claims["iat"].as_i64().unwrap() - 331).into()),
            "openid-expired",
        ),
        (
            "made in time to come",
            claims(|claims| claims["iat"] = (claims["iat"].as_i64().unwrap() + 31).into()),
            "openid-expired",
        ),
        (
            "no time of proof",
            claims(|claims| drop(claims.as_object_mut().unwrap().remove("auth_time"))),
            "openid-stale",
        ),
        (
            "proven long ago",
            claims(|claims| claims["auth_time"] = (claims["iat"].as_i64().unwrap() - 3631).into()),
            "openid-stale",
        ),
        (
            "proven in time to come",
            claims(|claims| claims["auth_time"] = (claims["iat"].as_i64().unwrap() + 31).into()),
            "openid-stale",
        ),
        ("a weaker proof", claims(|claims| claims["acr"] = "pwd".into()), "openid-weak"),
        ("no strength", claims(|claims| drop(claims.as_object_mut().unwrap().remove("acr"))), "openid-weak"),
        ("by a password", claims(|claims| claims["amr"] = json!(["pwd"])), "openid-weak"),
        ("no officer's account", claims(|claims| claims["sub"] = "account-9".into()), "openid-unknown"),
        ("by another key", signed(Signed::ByAnother, |_| {}), "openid-signature"),
        (
            "by an unknown key",
            signed(Signed::ByAnother, |header| header["kid"] = "nine".into()),
            "openid-signature",
        ),
        ("an expiry beyond all time", claims(|claims| claims["exp"] = json!(1e300)), "openid-unreadable"),
        (
            "a time of proof beyond all time",
            claims(|claims| claims["auth_time"] = json!(i64::MAX)),
            "openid-unreadable",
        ),
        (
            "an account that is no text",
            claims(|claims| claims["sub"] = json!(["account-1"])),
            "openid-unreadable",
        ),
        ("not signed", signed(Signed::Not, |header| header["alg"] = "none".into()), "openid-signature"),
        ("signature cut off", signed(Signed::Not, |_| {}), "openid-signature"),
        (
            "the public key as a secret",
            signed(Signed::ByPublicKey, |header| header["alg"] = "HS256".into()),
            "openid-signature",
        ),
        (
            "a word that ends sessions",
            signed(Signed::Rightly, |header| header["typ"] = "logout+jwt".into()),
            "openid-signature",
        ),
        (
            "a rule that must be understood",
            signed(Signed::Rightly, |header| header["crit"] = json!(["b64"])),
            "openid-signature",
        ),
    ]
};

#[tokio::test]
async fn a_false_token_lets_nobody_in() {
    let office = Office::asking(&["phr", "phrh"], &["hwk"]).await;
    assert_eq!(office.try_in(Lie::default()).await.status, StatusCode::OK, "the truth lets in");
    for (what, lie, code) in FALSE_TOKENS {
        let answer = office.try_in(lie).await;
        office.refused(what, &answer, code).await;
    }
    assert_eq!(office.try_in(Lie::default()).await.status, StatusCode::OK, "and does so again");
}

fn answers(status: u16, body: &str) -> Option<Result<Response<Vec<u8>>, LineFault>> {
    let head = Response::builder().status(status).header("location", "https://other.example/");
    Some(Ok(head.body(body.as_bytes().to_vec()).unwrap()))
}

#[tokio::test]
async fn a_provider_that_is_not_itself_or_not_well_lets_nobody_in() {
    let at_begin: [(&str, Lie, &str); 8] = [
        (
            "not reached",
            Lie { instead: |_| Some(Err(LineFault::Unreachable)), ..Lie::default() },
            "openid-unreachable",
        ),
        ("silent", Lie { instead: |_| Some(Err(LineFault::Silent)), ..Lie::default() }, "openid-unreachable"),
        ("failing", Lie { instead: |_| answers(503, ""), ..Lie::default() }, "openid-unreachable"),
        ("huge", Lie { instead: |_| Some(Err(LineFault::TooLarge)), ..Lie::default() }, "openid-unreadable"),
        ("leading elsewhere", Lie { instead: |_| answers(302, "{}"), ..Lie::default() }, "openid-unreadable"),
        ("no description", Lie { instead: |_| answers(200, "[]"), ..Lie::default() }, "openid-unreadable"),
        (
            "another's description",
            Lie { description: |says| says["issuer"] = "https://other.example".into(), ..Lie::default() },
            "openid-issuer",
        ),
        (
            "an address in clear",
            Lie {
                description: |says| says["token_endpoint"] = "http://id.example.org/".into(),
                ..Lie::default()
            },
            "openid-unreadable",
        ),
    ];
    for (what, lie, code) in at_begin {
        let office = Office::new().await;
        office.liar.set(lie, office.now());
        let answer = office.browser().post("/sign-in/openid", "").await;
        office.refused(what, &answer, code).await;
    }
}

#[tokio::test]
async fn what_a_provider_gives_wrongly_at_the_end_lets_nobody_in() {
    let on_return: [(&str, Lie, &str); 9] = [
        (
            "another names itself",
            Lie { answer: |pairs| pairs[2].1 = "https://other.example".into(), ..Lie::default() },
            "openid-issuer",
        ),
        ("nobody names itself", Lie { answer: |pairs| drop(pairs.pop()), ..Lie::default() }, "openid-issuer"),
        (
            "it says no",
            Lie { answer: |pairs| pairs[0] = ("error", "access_denied".into()), ..Lie::default() },
            "openid-declined",
        ),
        (
            "a code that it never gave",
            Lie { answer: |pairs| pairs[0].1 = "made-up".into(), ..Lie::default() },
            "openid-declined",
        ),
        (
            "a state that nobody asked",
            Lie { answer: |pairs| pairs[1].1 = "made-up".into(), ..Lie::default() },
            "openid-lapsed",
        ),
        (
            "no token",
            Lie {
                instead: |path| if path.ends_with("token") { answers(200, "{}") } else { None },
                ..Lie::default()
            },
            "openid-unreadable",
        ),
        (
            "led elsewhere for it",
            Lie {
                instead: |path| if path.ends_with("token") { answers(307, "") } else { None },
                ..Lie::default()
            },
            "openid-unreadable",
        ),
        (
            "a huge token",
            Lie {
                instead: |path| path.ends_with("token").then_some(Err(LineFault::TooLarge)),
                ..Lie::default()
            },
            "openid-unreadable",
        ),
        (
            "keys that are none",
            Lie {
                instead: |path| if path.ends_with("keys") { answers(200, "7") } else { None },
                ..Lie::default()
            },
            "openid-unreadable",
        ),
    ];
    for (what, lie, code) in on_return {
        let office = Office::new().await;
        let answer = office.try_in(lie).await;
        office.refused(what, &answer, code).await;
    }
}

#[tokio::test]
async fn an_answer_serves_once_one_browser_and_not_for_long() {
    let office = Office::new().await;
    office.liar.set(Lie::default(), office.now());
    let (told, back) = office.asked(&office.browser(), "/sign-in/openid").await;
    let path = format!("/sign-in/openid/answer?{}", office.liar.sign_in(&told));
    let elsewhere = office.browser().with_cookie("comity-FR-question=made-up").get(&path).await;
    office.refused("another browser", &elsewhere, "openid-lapsed").await;
    office.refused("no browser that asked", &office.browser().get(&path).await, "openid-lapsed").await;
    office.liar.set(Lie::default(), office.now());
    assert_eq!(back.get(&path).await.status, StatusCode::OK, "what others tried took nothing away");
    office.refused("the same again", &back.get(&path).await, "openid-lapsed").await;
    for (seconds, is_in) in [(299, true), (300, false)] {
        let (told, back) = office.asked(&office.browser(), "/sign-in/openid").await;
        office.world.clock.pass(seconds);
        office.liar.set(Lie::default(), office.now());
        let answer = back.get(&format!("/sign-in/openid/answer?{}", office.liar.sign_in(&told))).await;
        assert_eq!(answer.status == StatusCode::OK, is_in, "{seconds}: {}", answer.text);
    }
    let foreign = axum::http::Request::post("/sign-in/openid").header("sec-fetch-site", "cross-site");
    let begun = office.browser().send(foreign, axum::body::Body::from("to=/docket")).await;
    assert_eq!(begun.status, StatusCode::FORBIDDEN, "a page of another site begins nothing");
}

#[tokio::test]
async fn each_question_to_a_provider_has_random_words_of_its_own() {
    let office = Office::asking(&["phr"], &[]).await;
    office.liar.set(Lie::default(), office.now());
    let mut words = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let led = office.browser().post("/sign-in/openid", "to=/today").await;
        let (told, browser) = (asked(&led), led.cookie());
        let browser = browser.split_once('=').unwrap().1;
        for word in [told.0["state"].as_str(), told.0["nonce"].as_str(), browser] {
            // What the node gives at random, whole: 256 bits.
            assert!(word.len() == 64 && word.bytes().all(|digit| digit.is_ascii_hexdigit()), "{word}");
            assert!(words.insert(word.to_owned()), "{word} came twice");
        }
        // The digest of the verifier (PKCE, S256).
        let challenge = &told.0["code_challenge"];
        assert!(challenge.len() == 43 && words.insert(challenge.clone()), "{challenge}");
    }
}

#[tokio::test]
async fn a_locked_session_goes_on_after_a_new_proof_of_its_own_officer() {
    let office = Office::new().await;
    office.liar.account("account-1", 1800);
    let browser = office.signed_in().await;
    assert!(
        browser.get("/account").await.text.contains("action=\"/unlock/openid\""),
        "proven half an hour ago"
    );
    assert_eq!(browser.post("/account/sessions/end", "").await.status, StatusCode::FORBIDDEN);
    browser.post("/lock", "").await;
    let page = browser.get("/locked?to=/docket").await.text;
    assert!(page.contains("action=\"/unlock/openid\"") && !page.contains("Camille"), "{page}");
    let go_on = async |account: &str, ago: i64| {
        office.liar.account(account, ago);
        office.liar.set(Lie::default(), office.now());
        let (told, back) = office.asked(&browser, "/unlock/openid").await;
        assert_eq!((told.0["max_age"].as_str(), told.0["prompt"].as_str()), ("0", "login"));
        back.get(&format!("/sign-in/openid/answer?{}", office.liar.sign_in(&told))).await
    };
    office.refused("no new proof", &go_on("account-1", 31).await, "openid-stale").await;
    let other = go_on("account-2", 0).await;
    assert_eq!(
        office.oversight().await.refusals[0].officer,
        Some(id(APPROVER)),
        "written down under their name"
    );
    office.refused("another officer", &other, "openid-another").await;
    assert_eq!(browser.get("/docket").await.location(), "/locked?to=/docket", "still locked");
    let answer = go_on("account-1", 0).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(
        browser.get("/docket").await.location(),
        "/sign-in?to=/docket",
        "the name before serves nothing"
    );
    let browser = office.browser().with_cookie(&session(&answer).unwrap());
    assert_eq!(browser.get("/docket").await.status, StatusCode::OK);
    assert_eq!(browser.post("/account/sessions/end", "").await.status, StatusCode::SEE_OTHER, "proven now");
    assert_eq!(office.oversight().await.sign_ins[0].by, "openid-unlock");
}

#[tokio::test]
async fn who_signs_in_again_in_a_browser_leaves_the_session_before() {
    let office = Office::new().await;
    let first = office.signed_in().await;
    office.liar.set(Lie::default(), office.now());
    let (told, back) = office.asked(&first, "/sign-in/openid").await;
    assert_eq!(first.get("/docket").await.status, StatusCode::OK, "until somebody has come in");
    let answer = back.get(&format!("/sign-in/openid/answer?{}", office.liar.sign_in(&told))).await;
    assert!(session(&answer).is_some());
    assert_eq!(first.get("/docket").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_front_page_says_what_to_do_while_the_provider_is_not_reached() {
    let office = Office::new().await;
    let gone = Lie { instead: |_| Some(Err(LineFault::Unreachable)), ..Lie::default() };
    office.liar.set(gone, office.now());
    assert!(!office.browser().get("/sign-in").await.text.contains("was not reached"));
    for _ in 0..5 {
        assert_eq!(office.browser().post("/sign-in/openid", "").await.status, StatusCode::BAD_GATEWAY);
    }
    assert_eq!(
        office.liar.times_asked("/realm/.well-known/openid-configuration"),
        1,
        "nobody waits behind others"
    );
    let front = office.browser().get("/sign-in").await.text;
    assert!(front.contains("was not reached") && front.contains("Try again in a minute"), "{front}");
    office.world.clock.pass(5);
    office.signed_in().await;
    assert!(!office.browser().get("/sign-in").await.text.contains("was not reached"));
}

#[tokio::test]
async fn an_unknown_key_is_looked_for_at_most_once_a_minute() {
    let office = Office::new().await;
    office.signed_in().await;
    assert_eq!(office.liar.times_asked("/realm/keys"), 1);
    office.liar.turn_key("two");
    assert_eq!(
        office.try_in(Lie::default()).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "fetched just now"
    );
    office.world.clock.pass(60);
    office.signed_in().await;
    assert_eq!(office.liar.times_asked("/realm/keys"), 2);
    for _ in 0..3 {
        let unknown = Lie { header: |header| header["kid"] = "nine".into(), ..Lie::default() };
        assert_eq!(office.try_in(unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(office.liar.times_asked("/realm/keys"), 2, "a flood of unknown keys asks for none");
}

#[tokio::test]
async fn a_session_that_ends_at_the_provider_ends_here_at_once() {
    let office = Office::new().await;
    let browser = office.signed_in().await;
    let told = async |token: &str| {
        let form =
            form_urlencoded::Serializer::new(String::new()).append_pair("logout_token", token).finish();
        let request = axum::http::Request::post("/openid/logout")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        office.browser().send(request, axum::body::Body::from(form)).await
    };
    let word = |lie: &Lie, account: &str, sid: Option<&str>, jti: &str| {
        office.liar.logout(lie, account, sid, jti, office.now())
    };
    let is_in = async || browser.get("/docket").await.status == StatusCode::OK;
    let lies: [(&str, Lie, &str); 8] = [
        ("a nonce", Lie { claims: |claims| claims["nonce"] = "x".into(), ..Lie::default() }, "openid-nonce"),
        (
            "no event",
            Lie { claims: |claims| claims["events"] = json!({}), ..Lie::default() },
            "openid-no-logout",
        ),
        (
            "no name of its own",
            Lie { claims: |claims| claims["jti"] = json!(null), ..Lie::default() },
            "openid-no-logout",
        ),
        (
            "another audience",
            Lie { claims: |claims| claims["aud"] = "another".into(), ..Lie::default() },
            "openid-audience",
        ),
        (
            "another issuer",
            Lie { claims: |claims| claims["iss"] = "https://other.example".into(), ..Lie::default() },
            "openid-issuer",
        ),
        (
            "expired",
            Lie {
                claims: |claims| claims["exp"] = (claims["iat"].as_i64().unwrap() - 31).into(),
                ..Lie::default()
            },
            "openid-expired",
        ),
        ("by another key", Lie { signed: Signed::ByAnother, ..Lie::default() }, "openid-signature"),
        (
            "not signed",
            Lie { signed: Signed::Not, header: |header| header["alg"] = "none".into(), ..Lie::default() },
            "openid-signature",
        ),
    ];
    for (what, lie, code) in lies {
        let answer = told(&word(&lie, "account-1", None, what)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}");
        office.refused(what, &answer, code).await;
        assert!(is_in().await, "{what}");
    }
    office.refused("no token", &told("x").await, "openid-no-logout").await;
    let of_another = word(&Lie::default(), "account-1", Some("sid-9"), "a");
    assert_eq!(told(&of_another).await.status, StatusCode::OK);
    assert!(is_in().await, "another session of the account");
    assert_eq!(told(&word(&Lie::default(), "account-2", None, "b")).await.status, StatusCode::OK);
    assert!(is_in().await, "another account");
    let ends = word(&Lie::default(), "account-1", Some("sid-1"), "c");
    assert_eq!(told(&ends).await.status, StatusCode::OK);
    assert!(!is_in().await);
    office.signed_in().await;
    let again = told(&ends).await;
    office.refused("the same again", &again, "openid-no-logout").await;
}
