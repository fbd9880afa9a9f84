//! A file with a secret that nobody else may read: a PIN, or what a provider knows this program by.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use zeroize::Zeroizing;

/// What others may not: read, write or run it. Its group may not either, but for reading: where systemd hands a credential
/// to a service (`LoadCredential=`), the mask of the file's access list stands in the group's bits.
const OTHERS: u32 = 0o037;

/// Reads the first line, which is the secret, with what is known of the file; or says why it cannot be used.
pub(crate) fn first_line(path: &Path) -> Result<(Zeroizing<String>, Metadata), String> {
    let about = fs::metadata(path).map_err(|error| error.to_string())?;
    if about.mode() & OTHERS != 0 {
        return Err("others may read it; give it mode 0600".to_owned());
    }
    let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| error.to_string())?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok((Zeroizing::new(line.to_owned()), about)),
        _ => Err("its first line is empty; the secret is expected there".to_owned()),
    }
}
