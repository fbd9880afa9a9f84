//! What the handbook says of the node is what the code does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What makes a connection or waits for one, as the source says it.
const SOCKETS: [&str; 8] = [
    "TcpStream::connect",
    "TcpListener::bind",
    "TcpSocket::",
    "UdpSocket::",
    "UnixStream::",
    "PgPoolOptions::new",
    "Pkcs11::new",
    "options.connect()",
];

/// The files under a folder of source in which a connection is made, as `crate/module`.
fn connecting(folder: &Path, name: &str, found: &mut BTreeSet<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let name = format!("{name}/{stem}");
        if path.is_dir() {
            connecting(&path, &name, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            if SOCKETS.iter().any(|socket| code.contains(socket)) {
                found.insert(name);
            }
        }
    }
}

#[test]
fn every_connection_stands_in_the_handbook() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = BTreeSet::new();
    for item in fs::read_dir(crates).unwrap() {
        let folder = item.unwrap().path();
        connecting(&folder.join("src"), folder.file_name().unwrap().to_str().unwrap(), &mut found);
    }
    let handbook = include_str!("../../../../docs/operating.md");
    let list = handbook.split("## Every connection\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = list.lines().filter(|line| line.starts_with("| ")).skip(1);
    let places = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    let named = places.flat_map(|places| places.split(", ")).map(|place| place.trim_matches('`').to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), found);
}
