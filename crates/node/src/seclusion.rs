//! Keeping what is in memory off the disk: no core dump of the program, nothing of it in unencrypted swap. What a bureau has open
//! lies in memory in clear; on the disk it is sealed.

use std::fs;
use std::io;
use std::path::Path;

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

/// Where the system lists what it swaps to.
const SWAPS: &str = "/proc/swaps";
/// Where the system describes its block devices.
const DEVICES: &str = "/sys/block";

/// Has the system write no core dump of this process, whatever ends it, and lets no other process of the same account read its
/// memory.
///
/// # Errors
/// What the system says.
pub fn without_core_dumps() -> io::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

/// Keeps what this process uses of memory from being swapped, from here on. Whether the system lets it: it does where the process may
/// lock as much memory as it likes (`LimitMEMLOCK=infinity`).
#[must_use]
pub fn lock_memory() -> bool {
    // With a limit the process would be refused memory later, in the middle of its work.
    may_lock() && mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT).is_ok()
}

/// Whether a process of this account may lock as much memory as it likes.
fn may_lock() -> bool {
    let all = Rlimit { current: None, maximum: None };
    getrlimit(Resource::Memlock).current.is_none() || setrlimit(Resource::Memlock, all).is_ok()
}

/// What a node finds that is started here: in which way nothing of its memory comes to a disk in clear.
///
/// # Errors
/// What to do where something may.
pub fn swap() -> Result<String, String> {
    let told = fs::read_to_string(SWAPS).unwrap_or_default();
    let clear: Vec<&str> = swaps(&told).filter(|place| !is_kept(Path::new(DEVICES), place)).collect();
    if clear.is_empty() {
        return Ok("nothing of it is swapped to a disk in clear".to_owned());
    }
    if may_lock() {
        return Ok("locked: nothing of it is swapped".to_owned());
    }
    Err(format!(
        "what officers have open may be swapped to {} in clear; encrypt that, switch swap off, or let this account lock memory \
         (LimitMEMLOCK=infinity in the unit of systemd)",
        clear.join(", ")
    ))
}

/// The places in the system's list, which has a head.
fn swaps(told: &str) -> impl Iterator<Item = &str> {
    told.lines().skip(1).filter_map(|line| line.split_whitespace().next())
}

/// Whether what is swapped there stays in memory or is encrypted.
fn is_kept(devices: &Path, place: &str) -> bool {
    let Some(name) = place.strip_prefix("/dev/") else { return false };
    let is_crypt = || {
        fs::read_to_string(devices.join(name).join("dm/uuid")).is_ok_and(|uuid| uuid.starts_with("CRYPT-"))
    };
    name.starts_with("zram") || is_crypt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_in_memory_or_is_encrypted_is_kept() {
        let devices = tempfile::tempdir().unwrap();
        for (name, uuid) in [("dm-0", "CRYPT-LUKS2-1f3a-swap"), ("dm-1", "LVM-Ab3d")] {
            let folder = devices.path().join(name).join("dm");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("uuid"), uuid).unwrap();
        }
        let told = "Filename\tType\tSize\tUsed\tPriority\n/dev/dm-0 partition 9 0 -2\n/dev/dm-1 partition 9 0 -3\n\
                    /swapfile file 9 0 -4\n/dev/zram0 partition 9 0 100\n/dev/sda2 partition 9 0 -5\n";
        let clear: Vec<&str> = swaps(told).filter(|place| !is_kept(devices.path(), place)).collect();
        assert_eq!(clear, ["/dev/dm-1", "/swapfile", "/dev/sda2"]);
        assert_eq!(swaps("Filename\tType\n").count() + swaps("").count(), 0);
    }
}
