//! The PIN, read anew at each login and not kept.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

use cryptoki::types::AuthPin;

use super::fault::HsmFault;
use crate::private_file;

/// A PIN and when its file was last changed.
pub(super) struct Pin {
    pub(super) pin: AuthPin,
    pub(super) changed: Option<SystemTime>,
}

/// Reads the PIN from its file, of which the first line counts.
pub(super) fn read(path: &Path) -> Result<Pin, HsmFault> {
    let unusable = |why: String| HsmFault::PinFile { path: path.to_owned(), why };
    let (pin, about) = private_file::first_line(path).map_err(unusable)?;
    Ok(Pin { pin: AuthPin::from(pin.as_str()), changed: changed(&about) })
}

/// When a file was last changed; nothing where the file system does not say.
pub(super) fn changed(about: &Metadata) -> Option<SystemTime> {
    about.modified().ok()
}
