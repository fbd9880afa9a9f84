//! A program that dies leaves nothing of its memory on the disk, and nothing of it is swapped.

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::command_line::{comity, init};
use crate::world::{free_address, until};

/// Starts a program in a folder, which may leave a core dump there of any size.
fn start(folder: &Path, program: &[&str], env: &[(&str, String)]) -> Child {
    let mut command = Command::new("prlimit");
    command.args(["--core=unlimited:unlimited"]).args(program).current_dir(folder);
    command.envs(env.iter().map(|(name, value)| (*name, value))).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Ends a program as one that has lost its way ends.
fn abort(mut child: Child) -> ExitStatus {
    assert!(Command::new("kill").args(["-ABRT", &child.id().to_string()]).status().unwrap().success());
    child.wait().unwrap()
}

#[tokio::test]
async fn a_node_that_dies_leaves_no_core_dump_and_nothing_in_swap() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let issued = comity(&["directory", "issue", "--data", &gs, &format!("{gs}/introduction.toml")]);
    assert!(issued.status.success());
    let folder = tempfile::tempdir().unwrap();
    let dumped = abort(start(folder.path(), &["sleep", "600"], &[]));
    if !dumped.core_dumped() {
        // Then what stands below of dumps says no more than the limit does.
        let _ = writeln!(std::io::stderr(), "this system writes no core dump of any program");
    }

    let folder = tempfile::tempdir().unwrap();
    let (desk, peers) = (free_address().await, free_address().await);
    let env = [("COMITY_DESK_LISTEN", desk.to_string()), ("COMITY_PEERS_LISTEN", peers.to_string())];
    let child = start(folder.path(), &[env!("CARGO_BIN_EXE_comity"), "serve", "--data", &gs], &env);
    until("the desk", Duration::from_secs(20), || std::net::TcpStream::connect(desk).is_ok()).await;
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "{core}");
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().unwrap()
    };
    assert_eq!(kilobytes("VmSwap"), 0);
    // Who may lock memory has locked all of it; who may not was told what to do.
    let may_lock = kilobytes("VmLck") > 0;
    assert!(!may_lock || kilobytes("VmLck") >= kilobytes("VmRSS") / 2, "{status}");
    let doctor = String::from_utf8(comity(&["doctor", "--data", &gs]).stdout).unwrap();
    assert!(may_lock || doctor.contains("swap"), "{doctor}");
    let ended = abort(child);
    assert!(ended.signal().is_some() && !ended.core_dumped(), "{ended}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
