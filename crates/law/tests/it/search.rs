//! Questions about two States, as words.

use std::sync::LazyLock;

use jiff::civil::date;
use law::Law;
use law::search::Asked;
use law::term::Matter;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());

const ASKED: Asked<'_> =
    Asked { from: "FR", to: "br", measure: "", offence: "", max_penalty_months: "", on: "" };

#[test]
fn what_is_left_out_has_a_meaning() {
    let search = LAW.search(&ASKED, date(2026, 6, 30)).unwrap();
    assert_eq!((search.from.as_str(), search.to.as_str()), ("FR", "BR"));
    assert_eq!((search.matter, search.measure), (Matter::Surrender, None));
    assert_eq!((search.offence, search.max_penalty_months, search.on), (None, None, date(2026, 6, 30)));
}

#[test]
fn what_is_not_understood_is_named() {
    for (asked, code, message) in [
        (Asked { from: "", ..ASKED }, "bad-state", "write two letters"),
        (Asked { to: "FRA", ..ASKED }, "bad-state", "`FRA` is no State"),
        (Asked { to: "fr", ..ASKED }, "same-state", "both States are FR; name two"),
        (Asked { measure: "torture", ..ASKED }, "no-measure", "one of: hearing"),
        (Asked { offence: "fraud", ..ASKED }, "bad-offence", "write 2 to 6 digits"),
        (Asked { max_penalty_months: "two", ..ASKED }, "bad-months", "as 24"),
        (Asked { max_penalty_months: "-1", ..ASKED }, "bad-months", "`-1`"),
        (Asked { on: "2026-13-01", ..ASKED }, "bad-day", "as 2026-06-30"),
    ] {
        let unclear = LAW.search(&asked, date(2026, 6, 30)).unwrap_err();
        assert_eq!(unclear.code(), code, "{asked:?}");
        assert!(unclear.to_string().contains(message), "{unclear}");
    }
}
