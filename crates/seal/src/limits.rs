//! The limits on what an outsider may send, in one place.

/// Largest sealed message, in bytes, as the carrier sees it: a request with its papers.
pub const MESSAGE_BYTES_MAX: usize = 24 * 1024 * 1024;

/// What header, encapsulated key and tag take at most, in bytes, rounded up.
pub(crate) const OUTER_BYTES_MAX: usize = 4 * 1024;

/// Largest padded content of a message, in bytes.
pub(crate) const CONTENT_BYTES_MAX: usize = MESSAGE_BYTES_MAX - OUTER_BYTES_MAX;

/// Smallest padded content of a message, in bytes. The two signatures alone take 3.4 kB.
pub(crate) const CONTENT_BYTES_MIN: usize = 4 * 1024;

/// What the two signatures and their headers take at most inside the content, in bytes, rounded up.
pub(crate) const SIGNATURES_BYTES_MAX: usize = 4 * 1024;

/// Largest payload that a message can carry, in bytes.
pub const PAYLOAD_BYTES_MAX: usize = CONTENT_BYTES_MAX - SIGNATURES_BYTES_MAX;

/// Largest edition of the directory, in bytes: about a thousand bureaus at 3.6 kB each.
pub const DIRECTORY_EDITION_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Largest signed directory, in bytes: an edition, its signatures, and the roots that lead to them.
pub const DIRECTORY_BYTES_MAX: usize = 11 * 1024 * 1024;

/// Most signers of a root of the directory: as many persons as still know of each other.
pub const SIGNERS_MAX: usize = 16;

/// Most signatures under one text: those of a root's signers, and of the signers before them.
pub const SIGNATURES_MAX: usize = 2 * SIGNERS_MAX;

/// Largest signed root, in bytes: the most signers at 3.3 kB each, and the most signatures at 3.4 kB each, rounded up.
pub const ROOT_BYTES_MAX: usize = 192 * 1024;

/// Most roots that come with a directory: those of many years, so that a bureau that was away walks them one by one.
pub const ROOTS_MAX: usize = 32;

/// Longest canonical public identity, in bytes, rounded up.
pub(crate) const IDENTITY_BYTES_MAX: usize = 4096;

/// Most bureaus in a directory.
pub const DIRECTORY_ENTRIES_MAX: usize = 1024;

/// Most withdrawn keys that a directory names.
pub const WITHDRAWN_KEYS_MAX: usize = 4096;

/// Longest name of a bureau, in bytes of UTF-8.
pub const BUREAU_NAME_BYTES_MAX: usize = 200;

/// Longest address of a bureau, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 500;

/// Most languages a bureau lists.
pub const LANGUAGES_MAX: usize = 16;

/// Longest language tag, in bytes (RFC 5646, section 4.4.1, recommends buffers of 35).
pub const LANGUAGE_BYTES_MAX: usize = 35;

/// Largest signed edition of the law, in bytes: some ten times the packs of today.
pub const LAW_EDITION_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Most files in an edition of the law.
pub const LAW_FILES_MAX: usize = 4096;

/// Largest file in an edition of the law, in bytes; the parties to all instruments take a tenth of it.
pub const LAW_FILE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Longest path of a file in an edition of the law, in bytes.
pub const LAW_PATH_BYTES_MAX: usize = 200;

/// Longest version of the law, in bytes.
pub const LAW_VERSION_BYTES_MAX: usize = 100;

/// Longest account of what changed in an edition of the law, in bytes.
pub const LAW_NEWS_BYTES_MAX: usize = 4 * 1024;

/// How far a date of issue, of a directory or of an edition of the law, may lie ahead of the local clock, in seconds.
pub const CLOCK_SKEW_SECONDS_MAX: i64 = 300;

/// Longest signed note, in bytes.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;

/// Most shares of a master key: as many persons as still know of each other.
pub const SHARES_MAX: u8 = 16;

/// Longest name of a share's holder, in bytes of UTF-8.
pub const HOLDER_BYTES_MAX: usize = 120;

/// Largest share as text, in bytes; one of 16 with the longest name takes a seventh of it.
pub const SHARE_BYTES_MAX: usize = 16 * 1024;

const _: () = assert!(PAYLOAD_BYTES_MAX < CONTENT_BYTES_MAX && CONTENT_BYTES_MAX < MESSAGE_BYTES_MAX);
const _: () = assert!(DIRECTORY_ENTRIES_MAX * 4000 <= DIRECTORY_EDITION_BYTES_MAX);
const _: () = assert!(DIRECTORY_EDITION_BYTES_MAX + (ROOTS_MAX + 1) * ROOT_BYTES_MAX <= DIRECTORY_BYTES_MAX);
