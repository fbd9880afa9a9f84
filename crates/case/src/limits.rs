//! Limits on what one case may hold. Each protects a reader, a store or a peer from what an outsider could send.
//! Whether something is within them is asked of [`crate::fit`].

/// Longest text in one field, in bytes: a summary of facts of some fifteen pages.
pub const FIELD_BYTES_MAX: usize = 64 * 1024;
/// Longest name of a field, in bytes.
pub const FIELD_NAME_BYTES_MAX: usize = 100;
/// Longest reasons, note or question, in bytes.
pub const REASONS_BYTES_MAX: usize = 16 * 1024;
/// Most fields that one request can carry; forms have fewer than a hundred.
pub const FIELDS_MAX: usize = 400;
/// Longest list in one field. A list holds no lists.
pub const LIST_ITEMS_MAX: usize = 200;
/// All fields of a request together, in bytes: some three hundred pages.
pub const REQUEST_BYTES_MAX: usize = 1024 * 1024;
/// Most findings of an opinion; the packs have fewer than a thousand rules.
pub const FINDINGS_MAX: usize = 2_000;
/// All texts of an opinion together, in bytes.
pub const OPINION_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Largest attachment, in bytes.
pub const ATTACHMENT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most attachments of one message.
pub const ATTACHMENTS_MAX: usize = 5;
/// All files that one case holds, of both sides, in bytes.
pub const CASE_FILES_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// All that both sides say in one case, fields and opinions each time anew, in bytes.
pub const CASE_WORDS_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most failures to deliver one message that are recorded; the tries go on.
pub const FAILURES_RECORDED_MAX: u32 = 16;
/// Longest file name, in bytes.
pub const ATTACHMENT_NAME_BYTES_MAX: usize = 200;
/// Longest media type of a file, in bytes (RFC 6838 allows 127 on each side of the stroke; those in use have fewer).
pub const MEDIA_TYPE_BYTES_MAX: usize = 127;
/// Longest reference of a request, in bytes.
pub const REFERENCE_BYTES_MAX: usize = 100;
/// Most questions asked in one message.
pub const QUESTIONS_MAX: usize = 50;
/// A refusal rests on one or two grounds (register of grounds).
pub const REFUSAL_GROUNDS_MAX: usize = 2;
/// Most messages either side may say in one case.
pub const MESSAGES_PER_CASE_MAX: u32 = 1_000;
/// Most officers to whom one case is kept.
pub const CIRCLE_OFFICERS_MAX: usize = 200;
/// Longest marking, in bytes: one of each scheme and room.
pub const MARKING_BYTES_MAX: usize = 200;
/// Longest name of whoever would have what was told, in bytes.
pub const RECIPIENT_BYTES_MAX: usize = 1_600;
/// Most recipients named in the answer to a recall or correction: every use, every forwarding, every task, and room for those that the officer adds.
pub const PASSED_ON_MAX: usize = USES_PER_CASE_MAX + MESSAGES_PER_CASE_MAX as usize + 200;
/// Most recalls, corrections, and questions for consent, of each, that either side may say in one case.
pub const CLAIMS_PER_SIDE_MAX: usize = 100;
/// How long the answer to a recall or correction is waited for, in days: after it whoever has not answered is late, and what was
/// published is erased here.
pub const ANSWER_DAYS_MAX: i64 = 30;
/// Most uses that one case records.
pub const USES_PER_CASE_MAX: usize = 1_000;
/// Longest that one decision keeps a closed case, in years: the maximum that INTERPOL's Executive Committee has set for
/// nominal data, as a secondary source gives it (RPD art. 49(2)).
pub const KEPT_YEARS_MAX: i16 = 5;
/// Longest name of a step of a proceeding, in bytes.
pub const STEP_BYTES_MAX: usize = 64;
/// Longest name of a time zone, in bytes; the longest of the tz database has 32.
pub const ZONE_BYTES_MAX: usize = 64;
/// Longest line of what is said of an object that is held as evidence, in bytes: what it is, or an authority's name with its address.
pub const EXHIBIT_LINE_BYTES_MAX: usize = 400;
/// Most tasks for authorities in one case.
pub const TASKS_PER_CASE_MAX: usize = 100;
/// Most passkeys of one officer: one for each device, and spares.
pub const PASSKEYS_PER_OFFICER_MAX: usize = 10;
/// Longest name that an officer gives a passkey, in bytes.
pub const PASSKEY_NAME_BYTES_MAX: usize = 100;
/// Longest word by which a provider says how strongly an officer proved who they are (`acr`), in bytes: an address at most.
pub const ACR_BYTES_MAX: usize = 200;
/// Largest public part of a passkey, in bytes; those in use have fewer than a thousand.
pub const PASSKEY_BYTES_MAX: usize = 8 * 1024;
/// Most officers who may open one source record: fewer know, fewer can tell.
pub const SOURCE_NAMED_MAX: usize = 10;
/// Fewest of them: the handler and one more, so that nothing is lost with one who leaves.
pub const SOURCE_NAMED_MIN: usize = 2;
/// Most source records of one case in which the same officer is named.
pub const SOURCES_OF_OFFICER_MAX: usize = 50;
/// Most identifiers of one source.
pub const IDENTIFIERS_MAX: usize = 200;
/// Longest line of a source record, such as an identifier or the cover name, in bytes.
pub const SOURCE_LINE_BYTES_MAX: usize = 400;
/// Most sanitised versions of one source record.
pub const VERSIONS_MAX: usize = 100;

/// The content of the largest message, in bytes, with room for how it is written.
pub const MESSAGE_BYTES_MAX: usize = ATTACHMENTS_MAX * (ATTACHMENT_BYTES_MAX + 1024)
    + REQUEST_BYTES_MAX
    + OPINION_BYTES_MAX
    + FIELDS_MAX * LIST_ITEMS_MAX
    + 64 * 1024;
