//! Which crate may import which, and which crate is the home of which library.
//!
//! The two tables are the architecture; a new row or a new name in a row is an architectural change and is reviewed as one.

use toml::{Table, Value};

use super::{Problem, Rule};
use crate::tree::Tree;

/// What a crate of ours may import.
struct Room {
    name: &'static str,
    /// Crates of ours that its code may import.
    imports: &'static [&'static str],
    /// Crates of ours that only its tests and examples may import as well.
    tests: &'static [&'static str],
    why: &'static str,
}

const ROOMS: &[Room] = &[
    Room { name: "case", imports: &[], tests: &[], why: "the nouns stand on nothing" },
    Room { name: "law", imports: &["case"], tests: &[], why: "a jurist uses the law without a bureau" },
    Room { name: "seal", imports: &["case"], tests: &[], why: "keys know nothing of law or journal" },
    Room { name: "journal", imports: &["case"], tests: &[], why: "an auditor verifies with nothing else" },
    Room {
        name: "letters",
        imports: &["case"],
        tests: &[],
        why: "a paper shows what is stated and decides nothing",
    },
    Room { name: "liaison", imports: &["seal", "case"], tests: &[], why: "the conversation holds no policy" },
    Room {
        name: "bureau",
        imports: &["liaison", "law", "seal", "journal", "letters", "case"],
        tests: &[],
        why: "it does the work, with what lies below",
    },
    Room {
        name: "desk",
        imports: &["bureau", "case"],
        tests: &["liaison", "law", "seal", "journal", "letters"],
        why: "pages reach what lies below only through the one door",
    },
    Room {
        name: "node",
        imports: &["desk", "bureau", "liaison", "law", "seal", "journal", "letters", "case"],
        tests: &[],
        why: "the program wires everything and is imported by nothing",
    },
    Room { name: "xtask", imports: &[], tests: &[], why: "it must work when our crates do not compile" },
];

/// The crates whose code may name some libraries. Tests may name any.
struct Home {
    libraries: &'static [&'static str],
    crates: &'static [&'static str],
    why: &'static str,
}

const HOMES: &[Home] = &[
    Home {
        libraries: &[
            "aws-lc-rs",
            "hpke",
            "coset",
            "ed25519*",
            "ml-dsa",
            "ml-kem",
            "x-wing",
            "aes-gcm",
            "chacha20poly1305",
            "ring",
        ],
        crates: &["seal"],
        why: "encryption, signatures and private keys have one home",
    },
    Home {
        libraries: &["zeroize"],
        crates: &["seal", "node"],
        why: "keys are held in seal; node reads the master key from where it is kept",
    },
    Home {
        libraries: &["cryptoki*", "pkcs11"],
        crates: &["node"],
        why: "a hardware security module is a device that is asked, as a database is; seal's port says for what",
    },
    Home {
        libraries: &["signed_note"],
        crates: &["journal"],
        why: "the auditor's program verifies the signatures on checkpoints, and only its feature brings this in",
    },
    Home {
        libraries: &["p256"],
        crates: &["seal", "journal"],
        why: "evidence packages are signed so that courts' own programs verify them; the auditor's program does too",
    },
    Home {
        libraries: &["sha2", "sha3", "blake3"],
        crates: &["journal", "law"],
        why: "the journal's tree and the name of a version of the law are hashes; they need no key",
    },
    Home {
        libraries: &["typst*", "krilla*", "hayro*"],
        crates: &["letters"],
        why: "one crate knows how pages are set and what a PDF is",
    },
    Home {
        libraries: &["sqlx", "rusqlite", "libsqlite3-sys", "tokio-postgres", "diesel"],
        crates: &["node"],
        why: "one crate knows that there is a database",
    },
    Home {
        libraries: &[
            "rustls*",
            "rcgen",
            "x509-parser",
            "hyper*",
            "axum-server",
            "tokio-rustls",
            "webpki-roots",
            "async-nats",
        ],
        crates: &["node"],
        why: "one crate opens sockets",
    },
    Home {
        libraries: &["tokio", "tokio-stream", "axum", "axum-extra", "maud", "tower", "tower-http"],
        crates: &["desk", "node"],
        why: "what is below the desk knows no HTTP and no runtime",
    },
    Home {
        libraries: &["serde", "serde_json", "serde_with", "schemars", "toml", "ciborium", "bincode"],
        crates: &["law", "letters", "liaison", "bureau", "desk", "node", "xtask"],
        why: "a noun has no wire form; serialisation is at the edges",
    },
    Home {
        libraries: &["webauthn-rs*"],
        crates: &["desk"],
        why: "one module of the desk asks for passkeys and verifies them; below, a passkey is bytes",
    },
    Home {
        libraries: &["openidconnect", "oauth2", "jsonwebtoken"],
        crates: &["desk"],
        why: "one module of the desk asks the bureau's provider who somebody is and verifies what it says",
    },
    Home {
        libraries: &["cel"],
        crates: &["law"],
        why: "one module hides the grammar of conditions, three-valued evaluation is ours",
    },
    Home {
        libraries: &["rand*", "getrandom", "fastrand"],
        crates: &["node"],
        why: "randomness comes in as an argument",
    },
    Home {
        libraries: &["prometheus*", "metrics*", "opentelemetry*"],
        crates: &["node"],
        why: "what is counted is a number; one crate knows a monitor",
    },
    Home {
        libraries: &["tracing-subscriber"],
        crates: &["node"],
        why: "one crate decides what may come into the log",
    },
    Home { libraries: &["chrono", "time"], crates: &[], why: "jiff is the one library of dates" },
    Home {
        libraries: &["anyhow", "eyre", "openssl*", "lazy_static", "once_cell"],
        crates: &[],
        why: "errors are typed, and the standard library serves the rest",
    },
    Home {
        libraries: &["proptest", "insta", "criterion"],
        crates: &[],
        why: "tools of tests are not shipped",
    },
];

/// Names under which walls dissolve.
const NAMES_REFUSED: &[&str] =
    &["common", "core", "util", "utils", "types", "shared", "helpers", "misc", "macros"];

/// One dependency in a manifest.
struct Edge {
    library: String,
    line: usize,
    /// Whether only tests and examples have it.
    tests: bool,
}

/// Edges that the tables do not list, crates that they do not know, and names that are refused.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    let names = tree.crates();
    let folders = names.iter().map(|name| (*name, format!("crates/{name}/Cargo.toml")));
    for (name, path) in folders.chain([("xtask", "xtask/Cargo.toml".to_owned())]) {
        let Some(text) = tree.text(&path) else { continue };
        if NAMES_REFUSED.contains(&name) {
            found.push(Problem::new(&path, 1, Rule::CrateNames, format!("a crate called `{name}`")));
        }
        let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
            let text = format!("`{name}` has no row in the table of crates");
            found.push(Problem::new(&path, 1, Rule::Walls, text));
            continue;
        };
        match edges(text) {
            Ok(edges) => found.extend(edges.iter().filter_map(|edge| refused(room, edge, &path))),
            Err(fault) => found.push(Problem::new(&path, 1, Rule::Walls, fault)),
        }
    }
    found
}

/// What is wrong with an edge, if anything.
fn refused(room: &Room, edge: &Edge, path: &str) -> Option<Problem> {
    let Edge { library, line, tests } = edge;
    let name = room.name;
    if ROOMS.iter().any(|room| room.name == library) {
        let library = library.as_str();
        let may = room.imports.contains(&library) || (*tests && room.tests.contains(&library));
        let text = format!("`{name}` may not import `{library}`: {}", room.why);
        return (!may).then(|| Problem::new(path, *line, Rule::Walls, text));
    }
    if *tests {
        return None;
    }
    let home = HOMES.iter().find(|home| home.libraries.iter().any(|pattern| matches(pattern, library)))?;
    let text = match home.crates {
        [] => format!("`{name}` may not name `{library}`, nor may any crate: {}", home.why),
        crates => format!("`{name}` may not name `{library}`, only {} may: {}", crates.join(", "), home.why),
    };
    (!home.crates.contains(&name)).then(|| Problem::new(path, *line, Rule::Libraries, text))
}

fn matches(pattern: &str, library: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => library.starts_with(prefix),
        None => library == pattern,
    }
}

/// The dependencies of a manifest, also those for one platform.
fn edges(text: &str) -> Result<Vec<Edge>, String> {
    let manifest: Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let mut found = Vec::new();
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    for part in platforms.filter_map(Value::as_table).chain([&manifest]) {
        for (section, tests) in
            [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
        {
            for (key, value) in part.get(section).and_then(Value::as_table).into_iter().flatten() {
                let library = value.get("package").and_then(Value::as_str).unwrap_or(key).to_owned();
                found.push(Edge { library, line: line_of(text, section, key), tests });
            }
        }
    }
    Ok(found)
}

/// The line of a key within a section, from 1; the first line where it is not found.
fn line_of(text: &str, section: &str, key: &str) -> usize {
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if let Some(heading) = line.strip_prefix('[') {
            inside = heading.trim_end_matches(']').ends_with(section);
        } else if inside && line.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', ' ', '='])) {
            return index + 1;
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn allowed_edges_pass() {
        let seal = "[dependencies]\ncase.workspace = true\nhpke = \"1\"\n[dev-dependencies]\nserde_json.workspace = true\n";
        check(problems, &[("crates/seal/Cargo.toml", seal)], &[]);
        let desk = "[dependencies]\nbureau.workspace = true\n[dev-dependencies]\nlaw.workspace = true\n";
        check(problems, &[("crates/desk/Cargo.toml", desk)], &[]);
    }

    #[test]
    fn walls_hold() {
        check(
            problems,
            &[("crates/law/Cargo.toml", "[package]\n[dependencies]\nseal.workspace = true\n")],
            &["crates/law/Cargo.toml:3: `law` may not import `seal`: a jurist uses the law without a bureau"],
        );
        check(
            problems,
            &[("crates/case/Cargo.toml", "[dev-dependencies]\nlaw = { path = \"../law\" }\n")],
            &["crates/case/Cargo.toml:2: `case` may not import `law`: the nouns stand on nothing"],
        );
    }

    #[test]
    fn libraries_stay_at_home() {
        check(
            problems,
            &[("crates/case/Cargo.toml", "[dependencies]\nserde.workspace = true\n")],
            &[
                "crates/case/Cargo.toml:2: `case` may not name `serde`, only law, letters, liaison, bureau, desk, node, xtask may: a noun has no wire form; serialisation is at the edges",
            ],
        );
        check(
            problems,
            &[("crates/bureau/Cargo.toml", "[target.x.dependencies]\ne = { package = \"ed25519-dalek\" }\n")],
            &[
                "crates/bureau/Cargo.toml:2: `bureau` may not name `ed25519-dalek`, only seal may: encryption, signatures and private keys have one home",
            ],
        );
    }

    #[test]
    fn new_crates_need_a_row() {
        check(
            problems,
            &[("crates/common/Cargo.toml", "")],
            &[
                "crates/common/Cargo.toml:1: `common` has no row in the table of crates",
                "crates/common/Cargo.toml:1: a crate called `common`",
            ],
        );
    }
}
