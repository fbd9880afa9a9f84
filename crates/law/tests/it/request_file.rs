//! Files from outside: what is read, what is passed over, what is refused.

use std::sync::LazyLock;

use case::fact::Value;
use case::request::Kind;
use law::Law;
use law::request_file::{self, BadRequestFile, FILE_BYTES_MAX};
use proptest::prelude::*;

use crate::small::{FACTS, RULE, law};

fn read(text: &str) -> Result<request_file::RequestFile, BadRequestFile> {
    request_file::read(law(FACTS, RULE).unwrap().register(), text.as_bytes())
}

fn with_facts(facts: &str) -> String {
    format!(r#"{{"kind": "red-notice", "from": "FR", "on": "2026-06-30", "facts": {{{facts}}}}}"#)
}

/// The fact's value as read; `None` when it counts as absent.
fn check(fact: &str, json: &str, value: Option<Value>, warnings: usize) {
    let file = read(&with_facts(&format!("\"{fact}\": {json}"))).unwrap();
    assert_eq!((file.facts.get(fact), file.warnings.len()), (value.as_ref(), warnings), "{fact} {json}");
}

fn check_refused(text: &str, message: &str) {
    let told = read(text).unwrap_err().to_string();
    assert!(told.contains(message), "{message}: {told}");
}

#[test]
fn values() {
    let texts = |entries: &[&str]| Value::List(entries.iter().map(|entry| Value::from(*entry)).collect());
    check("offence.max_penalty_months", "24", Some(24.into()), 0);
    check("offence.max_penalty_months", "24.0", Some(24.into()), 0);
    check("offence.max_penalty_months", "[24, 36]", None, 1);
    check("offence.max_penalty_months", "\"unknown\"", None, 0);
    check("offence.max_penalty_months", "null", None, 0);
    check("request.sought_for", "\"prosecution\"", Some("prosecution".into()), 0);
    check("request.sought_for", "\"trial\"", None, 1);
    check("warrant.valid", "true", Some(true.into()), 0);
    check("warrant.valid", "\"partly\"", Some("partly".into()), 0);
    check("warrant.issued_at", "\"2026-01-31\"", Some(Value::Day("2026-01-31".parse().unwrap())), 0);
    check("person.nationality_iso", "[\"FR\", \"BR\"]", Some(texts(&["FR", "BR"])), 0);
    check("person.nationality_iso", "[]", Some(texts(&[])), 0);
    check("offence.charges", "\"\"", Some("".into()), 0);
    check("no.such.fact", "1", None, 1);
}

#[test]
fn a_code_told_in_words_is_read_and_said() {
    let check = |measure: &str, more: &str, code: Option<&str>| {
        let facts = with_facts(&format!("\"data_access.measure\": \"{measure}\"{more}"));
        let file = request_file::read(Law::shipped().unwrap().register(), facts.as_bytes()).unwrap();
        assert_eq!(file.facts.get("data_access.category").and_then(Value::text), code, "{measure}");
        assert_eq!(file.warnings.len(), usize::from(code.is_some() && more.is_empty()), "{measure}");
    };
    check("civil identity of the holder of an IP address", "", Some("subscriber"));
    check("Traffic and location data", "", Some("location"));
    check("whole contents of a telephone", "", Some("content"));
    check("whatever there is", "", None);
    check("traffic data", ", \"data_access.category\": \"content\"", Some("content"));
}

#[test]
fn refused() {
    let refused_fact = |facts: &str, message: &str| check_refused(&with_facts(facts), message);
    refused_fact(
        r#""offence.max_penalty_months": "24""#,
        "offence.max_penalty_months: a whole number is expected of months",
    );
    refused_fact(r#""offence.max_penalty_months": 1.5"#, "a whole number is expected");
    refused_fact(r#""offence.max_penalty_months": 1e300"#, "a whole number is expected");
    refused_fact(r#""offence.max_penalty_months": 9000000000000"#, "the number is larger");
    refused_fact(r#""offence.charges": {"x": 1}"#, "offence.charges: a table or a list inside a list");
    refused_fact(r#""offence.charges": "a\u0000b""#, "control character");
    refused_fact(&format!(r#""offence.charges": "{}""#, "x".repeat(20_001)), "longer than 20000 bytes");
    refused_fact(r#""offence.max_penalty_months": -5"#, "a number below 0 is given for months");
    refused_fact(r#""warrant.issued_at": "2999-01-01""#, "a year from 1800 to 2200");
    refused_fact(r#""person.nationality_iso": ["ZZ"]"#, "a State is expected");
    refused_fact(r#""warrant.copy": "yes""#, "yes or no is expected");
    refused_fact(r#""warrant.issued_at": "30.6.2026""#, "a day is expected");
    refused_fact(r#""person.nationality_iso": ["France"]"#, "a State is expected");
    refused_fact(r#""person.nationality_iso": "FR""#, "a list is expected");
    refused_fact(r#""warrant.copy": true, "warrant.copy": false"#, "warrant.copy: the fact is stated twice");
    check_refused("", "cannot be read");
    check_refused("[]", "cannot be read");
    check_refused(r#"{"kind": "red-notice", "form": "FR"}"#, "unknown field `form`");
    check_refused(r#"{"kind": "rednotice"}"#, "`rednotice` is no kind of request");
    check_refused(
        r#"{"kind": "red-notice", "from": "FRA"}"#,
        "from: a State is written with its two capital letters",
    );
    check_refused(r#"{"kind": "red-notice", "to": "ZZ"}"#, "to: a State is written");
    check_refused(r#"{"kind": "red-notice", "on": "0001-01-01"}"#, "in a year from 1800 to 2200");
    check_refused(r#"{"kind": "red-notice", "on": "today"}"#, "on: a day is written as");
    check_refused(&"[".repeat(100_000), "cannot be read");
    check_refused(&" ".repeat(FILE_BYTES_MAX + 1), "larger than");
}

#[test]
fn a_state_does_not_ask_itself_but_for_data_at_home() {
    let warned = |kind: &str| {
        read(&format!(r#"{{"kind": "{kind}", "from": "FR", "to": "FR"}}"#)).unwrap().warnings.len()
    };
    assert_eq!((warned("extradition"), warned("data-access")), (1, 0));
}

#[test]
fn a_file_with_its_kind_alone() {
    let file = read(r#"{"kind": "mla"}"#).unwrap();
    assert_eq!(
        (file.kind, file.from, file.on, file.facts.len()),
        (Kind::MutualLegalAssistance, None, None, 0)
    );
}

#[test]
fn typed_values() {
    let law = law(FACTS, RULE).unwrap();
    let typed = |name: &str, text: &str| {
        law::values::read_value(law.fact(name).unwrap(), text).map_err(|f| f.to_string())
    };
    assert_eq!(typed("warrant.copy", " yes "), Ok(true.into()));
    assert_eq!(typed("warrant.valid", "contested"), Ok("contested".into()));
    assert_eq!(typed("offence.max_penalty_months", "24"), Ok(24.into()));
    assert_eq!(
        typed("person.nationality_iso", "FR, BR\nUS,"),
        Ok(Value::List(["FR", "BR", "US"].map(Value::from).into()))
    );
    assert!(
        typed("offence.max_penalty_months", "two years")
            .unwrap_err()
            .contains("a whole number is expected of months")
    );
    assert!(
        typed("request.sought_for", "trial").unwrap_err().contains("choose one of: prosecution, sentence")
    );
    assert!(typed("offence.charges", "  ").unwrap_err().contains("nothing is stated"));
}

#[test]
fn a_schema_tells_what_is_accepted() {
    let law = law(FACTS, RULE).unwrap();
    let schema =
        law.schema(Kind::RedNotice, &["offence.max_penalty_months", "warrant.valid", "no.such.fact"]);
    let facts = &schema["properties"]["facts"]["properties"];
    assert_eq!(facts.as_object().unwrap().len(), 2);
    assert_eq!(facts["offence.max_penalty_months"]["x-unit"], "months");
    assert_eq!(facts["warrant.valid"]["anyOf"][0]["anyOf"][1]["enum"][0], "partly");
}

static SMALL: LazyLock<Law> = LazyLock::new(|| law(FACTS, RULE).unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), facts in "[\\[\\]{}\",:0-9a-z. ]{0,80}") {
        let _ = request_file::read(SMALL.register(), &bytes);
        let _ = request_file::read(SMALL.register(), with_facts(&facts).as_bytes());
    }

    #[test]
    fn no_text_typed_makes_it_panic(text in ".{0,40}") {
        for fact in SMALL.facts() {
            let _ = law::values::read_value(fact, &text);
        }
    }

    #[test]
    fn no_expression_makes_it_panic(text in "[a-z.()&|!=<>'\\[\\], 0-9]{0,40}") {
        let _ = law(FACTS, &RULE.replace("\"offence.max_penalty_months >= 24\"", &format!("{text:?}")));
    }
}

/// The register of the shipped law knows which numbers are years.
#[test]
fn a_year_is_one_of_ours() {
    let law = law::Law::shipped().unwrap();
    let born = |year: &str| {
        request_file::read(law.register(), with_facts(&format!("\"person.birth_year\": {year}")).as_bytes())
    };
    assert!(born("1980").is_ok());
    assert!(born("2999").unwrap_err().to_string().contains("a year from 1800 to 2200"));
}

static SHIPPED: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        text in "[a-z\u{627}-\u{64a}\"\\\\ ]{1,40}[a-z]",
        number in 0_i64..1_000,
        flag in any::<bool>(),
        days in 0_i32..4_000,
    ) {
        let day = jiff::civil::date(2020, 2, 28).saturating_add(jiff::Span::new().days(days));
        let facts = [
            ("person.family_name", Value::Text(text.clone())),
            ("person.aliases", Value::List(vec![Value::Text("one".to_owned()), Value::Text("two".to_owned())])),
            ("offence.max_penalty_months", Value::Number(number)),
            ("mla.account_search", Value::Flag(flag)),
            ("person.birth_date", Value::Day(day)),
        ];
        let file = request_file::RequestFile {
            kind: Kind::Extradition,
            from: "FR".parse().ok(),
            to: "KE".parse().ok(),
            on: Some(day),
            facts: facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            warnings: Vec::new(),
        };
        let read = request_file::read(SHIPPED.register(), &request_file::write(&file)).unwrap();
        prop_assert_eq!(&read.facts.into_iter().filter(|(name, _)| file.facts.contains_key(name)).collect::<std::collections::BTreeMap<_, _>>(), &file.facts);
        prop_assert_eq!((read.kind, read.from, read.to, read.on), (file.kind, file.from, file.to, file.on));
    }
}
