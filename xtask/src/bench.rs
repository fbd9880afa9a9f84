//! Runs the measurements and writes `docs/benchmarks.md` from what they print.
//!
//! The example `bench` of the crate `node` prints one JSON object a line: `{"name","unit","n","value","note"}`.

use std::path::Path;

use serde_json::Value;

use crate::shell::{self, Failure, Program};

const PAGE: &str = "docs/benchmarks.md";

/// Measures and writes the page.
///
/// # Errors
/// The measurements do not build or fail, print something else, or the page cannot be written.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let words = ["run", "--quiet", "--release", "--package", "node", "--example", "bench"];
    let printed = Program::cargo(root, &words).output()?;
    let page = page(&printed, &facts(root))?;
    shell::write(&root.join(PAGE), &page)?;
    println!("{page}");
    Ok(())
}

/// The page, from the lines printed and the facts of the machine.
fn page(printed: &str, facts: &[(&str, String)]) -> Result<String, Failure> {
    let mut text = String::from(
        "# Benchmarks\n\nMeasured and written by `cargo xtask bench`; do not edit. Figures compare only with figures of the same machine.\n\n",
    );
    for (name, value) in facts {
        text.push_str(&format!("- {name}: {value}\n"));
    }
    text.push_str("\n| what | value | unit | measured over | note |\n|---|---:|---|---:|---|\n");
    for line in printed.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str(&row(line)?);
    }
    Ok(text)
}

fn row(line: &str) -> Result<String, Failure> {
    let fail = |fault: String| Failure::Unreadable { path: "what `bench` printed".to_owned(), fault };
    let record: Value = serde_json::from_str(line).map_err(|error| fail(format!("{error}: {line}")))?;
    let field = |key: &str| match record.get(key) {
        Some(Value::String(text)) => text.replace('|', "\\|"),
        Some(Value::Number(number)) => grouped(&number.to_string()),
        _ => String::new(),
    };
    if field("name").is_empty() || field("value").is_empty() {
        return Err(fail(format!("no name or no value: {line}")));
    }
    let [name, value, unit, n, note] = ["name", "value", "unit", "n", "note"].map(field);
    Ok(format!("| {name} | {value} | {unit} | {n} | {note} |\n"))
}

/// A number with commas between thousands.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if index > 0 && left.is_multiple_of(3) && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    match rest {
        Some(rest) => format!("{text}.{rest}"),
        None => text,
    }
}

/// What one has to know of the machine; what it does not tell is left out.
fn facts(root: &Path) -> Vec<(&'static str, String)> {
    let told = |name: &str, words: &[&str]| {
        Program::new(root, name, words).output_quietly().map(|text| text.trim().to_owned())
    };
    let after_colon = |path: &str, key: &str| {
        let text = std::fs::read_to_string(path).ok()?;
        let line = text.lines().find(|line| line.starts_with(key))?.to_owned();
        line.split_once(':').map(|(_, value)| value.trim().to_owned())
    };
    [
        ("commit", told("git", &["log", "-1", "--format=%h of %cs"])),
        ("processor", after_colon("/proc/cpuinfo", "model name")),
        ("cores", told("nproc", &[])),
        ("memory", after_colon("/proc/meminfo", "MemTotal")),
        ("compiler", told("rustc", &["--version"])),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| (name, value)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_rows() {
        let line = r#"{"name":"check of a red notice","unit":"µs","n":10000,"value":151.5,"note":"84 rules | warm"}"#;
        assert_eq!(
            row(line).unwrap(),
            "| check of a red notice | 151.5 | µs | 10,000 | 84 rules \\| warm |\n"
        );
        assert!(row("{}").is_err());
        assert!(row("Finished").is_err());
    }

    #[test]
    fn thousands_are_apart() {
        for (number, expected) in [("7", "7"), ("1234", "1,234"), ("-123456.75", "-123,456.75")] {
            assert_eq!(grouped(number), expected);
        }
    }
}
