//! A proceeding from the arrest to its end, through the pages of both desks.

use axum::http::StatusCode;
use case::id::CaseId;
use case::life::Stage;
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{DUTY, WRITER, World, act, id};

const PERSON: &[(&str, &str)] = &[
    ("request.sought_for", "prosecution"),
    ("request.handling", "for-official-use-only"),
    ("person.family_name", "Okonkwo"),
];

/// Both desks, France asking and Brazil asked, with the case at each.
struct Both {
    world: World,
    asking: (Browser, CaseId),
    asked: (Browser, CaseId),
}

impl Both {
    async fn with(kind: Kind) -> Self {
        let world = World::new().await;
        let sent = world.draft(kind, PERSON).await;
        world.send(sent).await;
        world.carry().await;
        let asking = (Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await, sent);
        let asked = (Browser::signed_in(&world.seats["BR"].desk, id(DUTY)).await, world.received());
        let both = Self { world, asking, asked };
        act(&both.asked.0, &both.path(true, "do/accept"), "note=We+begin.&expected=").await;
        both.carry().await;
        both
    }

    fn path(&self, asked: bool, page: &str) -> String {
        format!("/case/{}/{page}", if asked { self.asked.1 } else { self.asking.1 })
    }

    fn browser(&self, asked: bool) -> &Browser {
        if asked { &self.asked.0 } else { &self.asking.0 }
    }

    async fn carry(&self) {
        for _ in 0..3 {
            self.world.carry().await;
        }
    }

    /// Reports a step on a day, and brings it to the other side.
    async fn report(&self, asked: bool, step: &str, day: &str, more: &str) {
        let form = format!("step={step}&day={day}&time=&zone=UTC&text=As+ordered.&{more}");
        act(self.browser(asked), &self.path(asked, "do/report"), &form).await;
        self.carry().await;
    }

    async fn course(&self, asked: bool) -> String {
        self.browser(asked).get(&self.path(asked, "course")).await.text
    }

    /// What both sides read, or do not.
    async fn check(&self, words: &str, stands: bool) {
        for asked in [true, false] {
            let page = self.course(asked).await;
            assert_eq!(page.contains(words), stands, "{words}: {page}");
        }
    }
}

#[tokio::test]
async fn an_extradition_goes_from_arrest_to_surrender_with_an_assurance_and_an_adjournment() {
    let both = Both::with(Kind::Extradition).await;
    both.check("No step has been reported yet.", true).await;
    let form = both.asked.0.get(&both.path(true, "do/report")).await.text;
    assert!(form.contains("Most often comes now") && form.contains("Person arrested"), "{form}");
    both.report(true, "arrested-provisionally", "2026-11-20", "").await;
    // Brazil's own law gives sixty days from the day on which the requesting State was told.
    both.report(true, "arrest-notified", "2026-11-21", "").await;
    both.check("Lei 13.445", true).await;
    both.check("20 January 2027", true).await;
    both.report(true, "request-received", "2026-11-22", "").await;
    both.check("20 January 2027", false).await;
    for (asked, step, day) in [
        (true, "hearing-appointed", "2026-12-10"),
        (true, "hearing-adjourned", "2026-12-20"),
        (true, "assurance-asked", "2026-11-22"),
        (false, "assurance-given", "2026-11-23"),
        (true, "assurance-accepted", "2026-11-23"),
        (true, "decision-final", "2026-11-23"),
        (true, "surrendered", "2026-11-23"),
        (false, "taken-over", "2026-11-23"),
    ] {
        both.report(asked, step, day, "").await;
    }
    both.check("Hearing adjourned", true).await;
    let read = both.course(false).await;
    let order: Vec<usize> = ["Person arrested", "Assurance given", "Person surrendered"]
        .map(|words| read.find(words).unwrap_or_else(|| panic!("{words}: {read}")))
        .to_vec();
    assert!(order.is_sorted(), "in the order in which they were taken");
    act(&both.asked.0, &both.path(true, "do/answer"), "text=Surrendered.&complete=yes").await;
    both.carry().await;
    let stage = |code: &'static str, case: CaseId, who: u8| {
        let bureau = both.world.bureau(code).clone();
        async move { bureau.case(id(who), case, "test").await.unwrap().case.stage }
    };
    assert_eq!(stage("FR", both.asking.1, WRITER).await, Stage::Answered);
    for asked in [true, false] {
        act(both.browser(asked), &both.path(asked, "do/close"), "reasons=Done.").await;
    }
    assert_eq!(stage("BR", both.asked.1, DUTY).await, Stage::Closed);
}

#[tokio::test]
async fn a_person_whose_period_ends_is_released() {
    let both = Both::with(Kind::ProvisionalArrest).await;
    both.report(true, "arrest-notified", "2026-09-21", "").await;
    both.check("the person is released", true).await;
    let today = both.asked.0.get("/today").await.text;
    assert!(today.contains("overdue"), "whoever works sees that the period is over: {today}");
    both.report(true, "released", "2026-11-23", "remind=2026-12-01").await;
    both.check("Lei 13.445 art. 84", false).await;
    let asked = both.course(true).await;
    assert!(asked.contains("Reminder: Person released"), "{asked}");
    assert!(!both.course(false).await.contains("Reminder"), "our reminders are our own");
}

#[tokio::test]
async fn assistance_is_carried_out_in_part_and_then_in_full() {
    let both = Both::with(Kind::MutualLegalAssistance).await;
    for step in ["execution-begun", "partly-executed", "executed", "evidence-handed-over"] {
        both.report(true, step, "2026-11-23", "").await;
    }
    both.report(false, "evidence-received", "2026-11-23", "").await;
    both.check("Evidence received", true).await;
}

#[tokio::test]
async fn what_cannot_be_a_report_is_said_and_what_was_typed_is_kept() {
    let both = Both::with(Kind::ProvisionalArrest).await;
    let check = async |form: &str, words: &str| {
        let again = both.asked.0.post(&both.path(true, "do/report"), form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(again.text.contains(words) && again.text.contains("At the old port."), "{}", again.text);
    };
    let text = "text=At+the+old+port.";
    check(&format!("step=located&day=soon&{text}"), "A day is needed").await;
    check(&format!("step=located&day=2026-11-23&time=25:70&{text}"), "A time of day is needed").await;
    check(&format!("step=located&day=2026-11-23&time=12:30&zone=Mars&{text}"), "no time zone").await;
    check(&format!("step=recognised&day=2026-11-23&{text}"), "no step of this proceeding").await;
    check(&format!("step=located&day=2027-01-01&{text}"), "cannot lie ahead").await;
    check(&format!("step=located&day=2026-11-23&marking=no+marking&{text}"), "marking").await;
}

/// A form that tells of an object: `custody by [to] [seal]` at an hour, with `-` for nothing.
fn of_object(text: &str, hour: u8) -> String {
    let mut words = text.split(' ');
    let step = words.next().unwrap();
    let mut part = || words.next().filter(|word| *word != "-").unwrap_or_default();
    let (by, to, seal) = (part(), part(), part());
    let what = if step == "taken" { "A+telephone,+black" } else { "" };
    format!(
        "step=exhibit-{step}&day=2026-11-23&time={hour:02}:00&zone=UTC&text=As+ordered.&exhibit.mark=A-1&exhibit.what={what}\
         &exhibit.by={by}&exhibit.to={to}&exhibit.seal={seal}&exhibit.place=Santos"
    )
}

#[tokio::test]
async fn an_object_is_followed_from_hand_to_hand_and_a_gap_is_never_hidden() {
    let both = Both::with(Kind::MutualLegalAssistance).await;
    let form = both.asked.0.get(&both.path(true, "do/report")).await.text;
    assert!(form.contains("name=\"exhibit.mark\"") && form.contains("Seal opened"), "{form}");
    let report = async |asked: bool, text: &str, hour: u8| {
        act(both.browser(asked), &both.path(asked, "do/report"), &of_object(text, hour)).await;
        both.carry().await;
    };
    report(true, "taken Silva", 6).await;
    report(true, "sealed Silva - S1", 7).await;
    report(true, "handed-over Silva Dupont S1", 8).await;
    both.check("Objects held as evidence", true).await;
    let language = async |code: &str, words: &str| {
        let reader = Browser::signed_in(&both.world.seats["FR"].desk, id(WRITER)).await;
        let reader = reader.with_cookie(&format!("comity-language={code}"));
        let page = reader.get(&both.path(false, "course")).await.text;
        assert!(page.contains(words), "{code}: {page}");
    };
    language("fr", "Objets conservés comme preuves").await;
    language("es", "Objetos conservados como prueba").await;
    language("ar", "الأشياء المحفوظة دليلاً").await;
    both.check("Open:", false).await;
    // Somebody else opens it than was given it, and another seal than it had.
    report(false, "opened Martin - S9", 9).await;
    both.check("By the entry before, somebody else has it.", true).await;
    both.check("Its seal is not the last one that is told.", true).await;
    both.check("Its seal was opened, and it was not sealed again.", true).await;
    report(false, "sealed Martin - S2", 10).await;
    both.check("it was not sealed again.", false).await;
    both.check("Now held by", true).await;
    let papers = both.browser(false).get(&both.path(false, "papers")).await.text;
    assert!(papers.contains("value=\"custody\"") && papers.contains("Record of custody"), "{papers}");
    let timeline = both.browser(false).get(&both.path(false, "timeline")).await.text;
    assert!(timeline.contains("A telephone, black"), "{timeline}");
}

#[tokio::test]
async fn what_an_object_lacks_is_named_and_what_was_typed_is_kept() {
    let both = Both::with(Kind::MutualLegalAssistance).await;
    let check = async |form: &str, words: &str| {
        let again = both.asked.0.post(&both.path(true, "do/report"), form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(again.text.contains(words) && again.text.contains("A-1"), "{words}: {}", again.text);
    };
    check(&of_object("sealed Silva", 6), "Number of the seal").await;
    check(&of_object("handed-over Silva", 6), "Handed to").await;
    check(&of_object("taken Silva", 6).replace("exhibit-taken", "execution-begun"), "about no object").await;
    both.check("Objects held as evidence", false).await;
}

#[tokio::test]
async fn a_report_is_read_in_four_languages() {
    let both = Both::with(Kind::ProvisionalArrest).await;
    both.report(true, "located", "2026-11-23", "").await;
    for (language, words) in [
        ("en", "Person located"),
        ("fr", "Personne localisée"),
        ("es", "Persona localizada"),
        ("ar", "سير الإجراءات"),
    ] {
        let reader = Browser::signed_in(&both.world.seats["FR"].desk, id(WRITER)).await;
        let reader = reader.with_cookie(&format!("comity-language={language}"));
        let page = reader.get(&both.path(false, "course")).await.text;
        assert!(page.contains(words), "{language}: {page}");
    }
}
