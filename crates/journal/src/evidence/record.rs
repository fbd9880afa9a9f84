//! The record of an entry of a case, as far as it is shown: version byte, then CBOR (RFC 8949). It is turned into JSON in one
//! way, so that what a package states for programs can be made again from what is proven.

use crate::evidence::lines::word;
use crate::report::json_text;

/// The version whose records a sealed body commits to.
const RECORD_VERSION: u8 = 2;
/// How deep values may stand in one another.
const DEPTH_MAX: usize = 32;

/// CBOR's major types.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const LIST: u8 = 4;
const MAP: u8 = 5;
const SIMPLE: u8 = 7;

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Major type and number; lengths are always given.
    fn head(&mut self) -> Option<(u8, u64)> {
        let [first] = *self.take(1)?.first_chunk::<1>()?;
        let (major, low) = (first >> 5, first & 0x1f);
        let wide = match low {
            0..=23 => return Some((major, u64::from(low))),
            24..=27 => 1_usize << (low - 24),
            _ => return None,
        };
        let number = self.take(wide)?.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        // Written as short as it can be, so that each value has one form.
        let least: u64 = match wide {
            1 => 24,
            2 => 1 << 8,
            4 => 1 << 16,
            _ => 1 << 32,
        };
        (major == SIMPLE || number >= least).then_some((major, number))
    }

    fn sized(&mut self, wanted: u8) -> Option<&'a [u8]> {
        match self.head()? {
            (major, length) if major == wanted => self.take(usize::try_from(length).ok()?),
            _ => None,
        }
    }

    fn is_text(&mut self, text: &str) -> Option<()> {
        (self.sized(TEXT)? == text.as_bytes()).then_some(())
    }

    fn is_map(&mut self, pairs: u64) -> Option<()> {
        (self.head()? == (MAP, pairs)).then_some(())
    }

    fn json(&mut self, depth: usize) -> Option<String> {
        if depth == 0 {
            return None;
        }
        let before = self.0;
        Some(match self.head()? {
            (UNSIGNED, number) => number.to_string(),
            (NEGATIVE, number) => (-1 - i128::from(number)).to_string(),
            (SIMPLE, 20) => "false".to_owned(),
            (SIMPLE, 21) => "true".to_owned(),
            (SIMPLE, 22) => "null".to_owned(),
            (LIST, count) => {
                let items = (0..count).map(|_| self.json(depth - 1)).collect::<Option<Vec<_>>>()?;
                format!("[{}]", items.join(","))
            }
            (MAP, count) => {
                let mut names: Vec<String> = Vec::new();
                let mut pairs = Vec::new();
                for _ in 0..count {
                    let name = json_text(str::from_utf8(self.sized(TEXT)?).ok()?);
                    // Two values of one name could be read as either.
                    if names.contains(&name) {
                        return None;
                    }
                    pairs.push(format!("{name}:{}", self.json(depth - 1)?));
                    names.push(name);
                }
                format!("{{{}}}", pairs.join(","))
            }
            (major @ (BYTES | TEXT), _) => {
                self.0 = before;
                let bytes = self.sized(major)?;
                json_text(&if major == TEXT { str::from_utf8(bytes).ok()?.to_owned() } else { word(bytes) })
            }
            _ => return None,
        })
    }
}

/// A record as JSON; byte strings are written in base64. None where it is no record.
pub(super) fn json(told: &[u8]) -> Option<String> {
    let (version, rest) = told.split_first()?;
    let mut reader = Reader(rest);
    let json = (*version == RECORD_VERSION).then(|| reader.json(DEPTH_MAX))??;
    reader.0.is_empty().then_some(json)
}

/// Splits the record that keeps the content of a file before that content, whose length is given.
pub(super) fn split(told: &[u8], content_bytes: usize) -> Option<(&[u8], &[u8])> {
    let (head, content) = told.split_at_checked(told.len().checked_sub(content_bytes)?)?;
    file_json(head, content, "").map(|_| (head, content))
}

/// As [`json`], of the record that keeps the content of a file, which lies in a file of the package. `head` is the record before
/// that content, and has to be all that comes before it: nothing of the content can be told as if it belonged there.
pub(super) fn file_json(head: &[u8], content: &[u8], name: &str) -> Option<String> {
    let (version, rest) = head.split_first()?;
    let mut reader = Reader(rest);
    if *version != RECORD_VERSION {
        return None;
    }
    reader.is_map(3)?;
    reader.is_text("at")?;
    let at = reader.json(1)?;
    reader.is_text("by")?;
    let by = reader.json(1)?;
    reader.is_text("event")?;
    reader.is_map(1)?;
    reader.is_text("kept")?;
    reader.is_map(2)?;
    reader.is_text("attachment")?;
    let attachment = json_text(&word(reader.sized(BYTES)?));
    reader.is_text("content")?;
    let fits = reader.head()? == (BYTES, u64::try_from(content.len()).ok()?);
    let json = format!(
        r#"{{"at":{at},"by":{by},"event":{{"kept":{{"attachment":{attachment},"file":{}}}}}}}"#,
        json_text(name)
    );
    (fits && reader.0.is_empty()).then_some(json)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(told: &[u8], expected: Option<&str>) {
        assert_eq!(json(told).as_deref(), expected, "{told:02x?}");
    }

    #[test]
    fn a_record_is_read_in_one_way() {
        check(
            b"\x02\xa3\x62at\x19\x05\xdc\x62by\xf6\x65event\x66looked",
            Some(r#"{"at":1500,"by":null,"event":"looked"}"#),
        );
        check(b"\x02\xa1\x61a\x83\x20\xf5\x42\x01\x02", Some(r#"{"a":[-1,true,"AQI="]}"#));
        check(b"\x02\xa1\x61\"\x61\n", Some(r#"{"\"":"\u000a"}"#));
        // Another version, something after it, a name twice, an open length, a number longer than it need be, a float.
        for told in [
            &b"\x01\xf6"[..],
            b"\x02\xf6\xf6",
            b"\x02\xa2\x61a\x01\x61a\x02",
            b"\x02\x9f\x01\xff",
            b"\x02\x18\x01",
            b"\x02\xf9\x3c\x00",
            b"\x02\x61\xff",
            b"\x02",
            b"",
            b"\x02\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        ] {
            check(told, None);
        }
        check(&[&[2][..], &[0x81; 40], &[1]].concat(), None);
    }

    const HEAD: &[u8] =
        b"\x02\xa3\x62at\x01\x62by\xf6\x65event\xa1\x64kept\xa2\x6aattachment\x41\x07\x67content\x4a";

    #[test]
    fn the_head_of_a_file_is_all_that_stands_before_its_content() {
        let content = b"gcontentBx";
        let told = [HEAD, content].concat();
        assert_eq!(split(&told, 10), Some((HEAD, content.as_slice())));
        let expected = r#"{"at":1,"by":null,"event":{"kept":{"attachment":"Bw==","file":"attachments/a"}}}"#;
        assert_eq!(file_json(HEAD, content, "attachments/a").as_deref(), Some(expected));
        // A part of the content that looks like the end of a head does not become one.
        for less in 0..10 {
            assert_eq!(split(&told, less), None);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = json(&[&[RECORD_VERSION], bytes.as_slice()].concat());
            let _ = file_json(&[&HEAD[..20], &bytes].concat(), &bytes, "a");
        }
    }
}
