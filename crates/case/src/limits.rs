//! Limits on what one case may hold. Each protects a reader, a store or a peer from what an outsider could send.

/// Longest text in one field, in bytes: a summary of facts of some fifteen pages.
pub const FIELD_BYTES_MAX: usize = 64 * 1024;
/// Longest reasons, note or question, in bytes.
pub const REASONS_BYTES_MAX: usize = 16 * 1024;
/// Most fields that one request can carry; forms have fewer than a hundred.
pub const FIELDS_MAX: usize = 400;
/// Longest list in one field.
pub const LIST_ITEMS_MAX: usize = 200;
/// Largest attachment, in bytes.
pub const ATTACHMENT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most attachments of one message.
pub const ATTACHMENTS_MAX: usize = 5;
/// Longest file name, in bytes.
pub const ATTACHMENT_NAME_BYTES_MAX: usize = 200;
/// Longest media type of a file, in bytes (RFC 6838 allows 127 on each side of the stroke; those in use have fewer).
pub const MEDIA_TYPE_BYTES_MAX: usize = 127;
/// Most questions asked in one message.
pub const QUESTIONS_MAX: usize = 50;
/// A refusal rests on one or two grounds (register of grounds).
pub const REFUSAL_GROUNDS_MAX: usize = 2;
/// Most messages either side may say in one case.
pub const MESSAGES_PER_CASE_MAX: u32 = 10_000;

const _: () = assert!(ATTACHMENTS_MAX * ATTACHMENT_BYTES_MAX + FIELDS_MAX * 1024 <= 24 * 1024 * 1024);
