//! Weeks of a month, and the file that other calendars read (iCalendar, RFC 5545): the days, how many things are due on each,
//! and nothing of the cases, since such a file lies where this desk does not watch over it.

use std::collections::BTreeMap;

use bureau::Agenda;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Longest line of the file, in bytes without its end (RFC 5545 section 3.1).
const LINE_BYTES_MAX: usize = 75;

/// The days of the weeks that a month has a part in, Monday first.
pub(crate) fn days_of(first: Date) -> Vec<Date> {
    let before = i32::from(first.weekday().to_monday_zero_offset());
    let last = first.last_of_month();
    let after = 6 - i32::from(last.weekday().to_monday_zero_offset());
    let start = first.checked_sub(before.days()).unwrap_or(first);
    let end = last.checked_add(after.days()).unwrap_or(last);
    start.series(1.day()).take_while(|day| *day <= end).collect()
}

/// The file. `summary` says how many things are due.
pub(crate) fn calendar_file(
    agenda: &Agenda,
    bureau: &str,
    now: Timestamp,
    summary: &dyn Fn(usize) -> String,
) -> String {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for row in &agenda.rows {
        *days.entry(row.deadline.due).or_default() += 1;
    }
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let mut file = String::new();
    let mut put = |line: String| fold(&mut file, &line);
    put("BEGIN:VCALENDAR".to_owned());
    put("VERSION:2.0".to_owned());
    put("PRODID:-//Comity//Calendar//EN".to_owned());
    for (day, number) in days {
        let after = day.tomorrow().unwrap_or(day);
        put("BEGIN:VEVENT".to_owned());
        put(format!("UID:{}-{}@comity", day.strftime("%Y%m%d"), bureau.to_lowercase()));
        put(format!("DTSTAMP:{stamp}"));
        put(format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
        put(format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
        put(format!("SUMMARY:{}", escape(&summary(number))));
        put("TRANSP:TRANSPARENT".to_owned());
        put("BEGIN:VALARM".to_owned());
        put("ACTION:DISPLAY".to_owned());
        put(format!("DESCRIPTION:{}", escape(&summary(number))));
        put("TRIGGER:-P1D".to_owned());
        put("END:VALARM".to_owned());
        put("END:VEVENT".to_owned());
    }
    put("END:VCALENDAR".to_owned());
    file
}

/// Text as a value (RFC 5545 section 3.3.11).
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Appends a line, broken where it is too long, never within a letter.
fn fold(file: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LINE_BYTES_MAX;
    while rest.len() > room {
        let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
        file.push_str(head);
        file.push_str("\r\n ");
        rest = tail;
        room = LINE_BYTES_MAX - 1;
    }
    file.push_str(rest);
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_whole_weeks() {
        for (first, days, begins) in [
            (date(2026, 11, 1), 42, date(2026, 10, 26)),
            (date(2027, 2, 1), 28, date(2027, 2, 1)),
            (date(2028, 2, 1), 35, date(2028, 1, 31)),
        ] {
            let weeks = days_of(first);
            assert_eq!((weeks.len(), weeks.first()), (days, Some(&begins)), "{first}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut file = String::new();
        fold(&mut file, &format!("SUMMARY:{}", "é".repeat(100)));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX), "{file}");
        assert_eq!(file.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "é".repeat(100)));
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
