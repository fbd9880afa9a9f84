//! The PIN, read anew at each login and not kept.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::SystemTime;

use cryptoki::types::AuthPin;
use zeroize::Zeroizing;

use super::fault::HsmFault;

/// What others may not: read, write or run it. Its group may not either, but for reading: where systemd hands a credential
/// to a service (`LoadCredential=`), the mask of the file's access list stands in the group's bits.
const OTHERS: u32 = 0o037;

/// A PIN and when its file was last changed.
pub(super) struct Pin {
    pub(super) pin: AuthPin,
    pub(super) changed: Option<SystemTime>,
}

/// Reads the PIN from its file, of which the first line counts.
pub(super) fn read(path: &Path) -> Result<Pin, HsmFault> {
    let unusable = |why: String| HsmFault::PinFile { path: path.to_owned(), why };
    let about = fs::metadata(path).map_err(|error| unusable(error.to_string()))?;
    if about.mode() & OTHERS != 0 {
        return Err(unusable("others may read it; give it mode 0600".to_owned()));
    }
    let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| unusable(error.to_string()))?;
    let pin = text.lines().next().unwrap_or_default();
    if pin.is_empty() {
        return Err(unusable("its first line is empty; the PIN is expected there".to_owned()));
    }
    Ok(Pin { pin: AuthPin::from(pin), changed: changed(&about) })
}

/// When a file was last changed; nothing where the file system does not say.
pub(super) fn changed(about: &Metadata) -> Option<SystemTime> {
    about.modified().ok()
}
