# The frame of every page
skip = Skip to the content
places = Places
place-today = Today
place-docket = Docket
place-review = Review
place-directory = Directory
place-oversight = Oversight
place-settings = Settings
place-new = New request
search = Search by reference
search-hint = Reference
search-title = Part of a reference: letters, digits and hyphens
sign-in = Sign in
sign-out = Sign out
keys = Keys of this page
key-rows = Next and previous row
key-open = Open the row
close-window = Close
more = More
save = Save
add = Add
now = now
optional = (optional)
choose = Choose
empty = empty
not-stated = Not stated
one-a-line = One a line
news-outside = The other bureau has sent something on this case.
news-inside = A colleague has changed this case.
news-list = This list has changed.
news-show = Show

# Days and deadlines
day = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
due-overdue = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
due-today = due today
due-in = { $days ->
    [one] due in { $days } day
   *[other] due in { $days } days
}

# Signing in
sign-in-lead = Choose who you are at this desk.
demo-only = This is a demonstration.
demo-only-more = Officers are made up and sign in with one click. At a real bureau this page does not exist.
neighbours = Other desks of this demonstration
sign-in-by-passkey = Sign in with your passkey: your device or your security key asks you to prove that it is you.
sign-in-by-provider = Sign in with your account at the bureau’s sign-in service.
sign-in-provider = Sign in with your bureau account
sign-in-passkey = Sign in with a passkey
unlock-provider = Go on with your bureau account
unlock-passkey = Go on with a passkey
prove-provider = Prove with your bureau account
provider-onward = Going on
provider-unreached = The bureau’s sign-in service was not reached:
provider-unreached-passkey = Try again in a minute, or use your passkey where you have one. If it goes on, tell whoever runs the node.
provider-unreached-alone = Try again in a minute. If it goes on, tell whoever runs the node.
sign-out-provider-lead = You have signed out of this desk. At the bureau’s sign-in service you may still be signed in.
sign-out-provider = Sign out there too
passkeys-none = Officers of this bureau sign in with their bureau account, without passkeys.
sign-in-lost = No passkey yet, or every passkey lost? Ask two administrators, or whoever runs the node.
lock = Lock
locked = Locked
locked-lead = This session shows nothing until its officer goes on. What was typed is kept.
unlock = Go on
demo-unlock = Here one click unlocks; at a real bureau the officer’s passkey does.
demo-passkeys = Officers sign in with one click and have no passkeys.
enrol = Make a passkey
enrol-lead = { $officer }: make the passkey with which you sign in at the desk of { $bureau }. This link serves once.
enrol-replaces = It takes the place of every passkey that you had before, and your open sessions end.
account = Your account
administration = Administration
passkeys = Passkeys
passkey-name = Name of the passkey
passkey-name-help = By which you tell it from others, as “blue security key”.
passkey-add = Add a passkey
passkey-spare = Keep a spare on another device, in case one is lost.
passkey-last = The last one; add another before you remove it
passkey-refused = The passkey was not used. Try again, or take another one.
passkey-nothing = This page needs script and a browser that knows passkeys. Take a newer browser.
passkey-away = Passkeys serve at { $address } only. Open the desk at that address.
remove = Remove
prove = Prove with your passkey
prove-lead = To change how officers sign in, or to end sessions, prove first that it is you.
column-added = Added
column-used = Used last
column-do = What to do
column-begun = Begun
column-active = Active last
column-postings = Postings
column-change = Change
column-recovery = Recovery
sessions = Open sessions
session-this = This one
session-end = End
sessions-end-others = End all others
officers = Officers
recovery-lead = An officer who lost every passkey is recovered by two administrators: one proposes it, another one confirms it within a day and hands over the link. Make sure in person that it is them who ask.
recovery-proposed = Proposed by { $officer }
recovery-propose = Propose recovery
recovery-confirm = Confirm recovery
recovery-another = Another administrator has to confirm
recovery-not-own = Nobody recovers themselves
recovery-confirmed = Recovery confirmed
recovery-link = The old passkeys do not serve any more and the sessions have ended. Hand this link over in person; it serves once, within a quarter of an hour, and is not shown again.
staff-changes = Officers who came, left or changed
staff-lead = As the node read them from its configuration when it started. Whoever left cannot sign in any more; end what they still have elsewhere.
staff-none = Nobody has come, left or changed since this node began.
staffing-came = came
staffing-left = left
staffing-changed = changed
today-staff = { $count ->
    [one] One officer came, left or changed of late
   *[other] { $count } officers came, left or changed of late
}
sign-out-everywhere = Sign out everywhere

# Today
today-empty = Nothing waits for you. New requests appear here by themselves.
today-no-cases = Your posting does not include cases.
today-urgent = Urgent, not yet opened
today-overdue = Overdue
today-waiting = Waiting for you
today-new = New
today-due = Due within a week
today-undelivered = Not delivered yet
today-drafts = Your drafts
today-more = { $count ->
    [one] { $count } more in the docket
   *[other] { $count } more in the docket
}

# Docket
docket-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
docket-none-fit = No case fits this filter.
docket-of-rule = Cases whose check raised the rule:
docket-empty = There are no cases yet. A case begins with a request that you open, or with one that arrives from another bureau.
views = Views
view-all = All cases
view-mine = Mine
view-nobody = Received, nobody’s
view-received = Received
view-waiting = Not delivered
view-overdue = Overdue
filter-stage = Stage
filter-kind = Kind
filter-with = Other bureau
filter-urgency = Urgency
filter-side = Side
filter-of = Officer
filter-due = Due
filter-sort = Order
filter-any = Any
filter-show = Show
filter-clear = Clear the filter
side-requesting = We ask
side-requested = We are asked
of-me = Me
of-nobody = Nobody
due-by-overdue = Overdue
due-by-today = Today or before
due-by-week = Within a week
sort-changed = Last changed
sort-due = Deadline
sort-urgency = Urgency
sort-reference = Reference
pages = Pages
page-of = Page { $page } of { $pages }
page-before = Previous
page-after = Next
column-reference = Reference
column-kind = Kind
column-states = From → to
column-stage = Stage
column-due = Deadline
column-assignee = Officer
column-changed = Changed
column-bureau = Bureau
column-state = State
column-languages = Languages
column-answers = Line
column-keys = Fingerprint of its keys
column-act = Go to
column-when = When
column-officer = Officer
column-from = From
column-wanted = Wanted to
unread = Not opened
undelivered = Not delivered
open-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}

# A case
handling = Handling
example = Example made from a published decision:
example-adapted = What was changed
with = with
sections = Sections
form-parts = Parts of the form
acts = What you may do now
tab-request = Request
tab-timeline = Timeline
tab-findings = Findings
tab-papers = Papers
tab-exchange = Exchange
tab-record = Record
nothing-stated = Nothing is stated yet.
not-delivered = Not delivered to { $to }
not-delivered-since = since
last-try = Last try
next-try = Next try
turned-away = The node of { $to } refused the message
turned-away-remedy = It counts as not said. Mend what the code names and send it again, or ask the other bureau.
decisions = Decisions
explained = Why it cannot be supplied
waits-for-reviewer = Waits for a reviewer
record-lead = { $count ->
    [one] { $count } entry of the journal is about this case, looks among them.
   *[other] { $count } entries of the journal are about this case, looks among them.
}
record-verify = The whole journal is proven with
record-entry = Entry { $position }
purpose = Purpose
exchange-empty = Nothing has been said to the other bureau yet.
letter-states = { $fields ->
    [one] { $fields } field, { $findings } findings under the law
   *[other] { $fields } fields, { $findings } findings under the law
}
receipt-delivered = Delivered, receipt signed
answer-expected = Answer expected by { $day }.
back-to-case = Back to the case
back-to-today = Back to Today
read-request = Read the request

# Papers
place-calendar = Calendar
calendar-lead = Every day by which something is due in the cases that you see, on either side.
calendar-before = Month before
calendar-after = Month after
calendar-now = This month
calendar-next = The next day on which something is due: { $day }
calendar-none = Nothing is due in this month.
calendar-file = For another calendar (.ics)
calendar-file-help = The file tells days and how many things are due on them, and nothing of the cases.
calendar-more = Only the first { $count } are shown.
calendar-due = { $count ->
    [one] Comity: one thing is due
   *[other] Comity: { $count } things are due
}
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
letters = Letters
letters-help = Drawn from what the case states; the PDF carries inside what it shows. Downloading one is recorded as a look. Once the request has left, they are signed with the bureau’s key.
letter-language = Language of the paper
letter-draw = Download PDF
letter-whole = Nothing stands against it.
letter-gaps = { $count ->
    [one] One thing stands against it
   *[other] { $count } things stand against it
}
letter-follows = Contents after: { $source }
papers-empty = There are no papers yet.
add-file = Add a file
file-limit = Up to { $size }. It goes with the next message to the other bureau.
take-out = Take out
digest = SHA-256

# A draft and its findings
status-saved = All saved
status-saving = Saving
status-offline = No connection: kept in this browser, saved as soon as the line is back
status-conflict = Somebody else changed a field: choose a version
status-fault = A field needs another look
status-signed-out = Signed out: kept in this browser. Sign in again, here or in another tab, and it is saved
form-discard = Discard it
form-restored = What you had typed here was not sent; it is filled in again.
form-unsent = Not sent: there is no connection. What you typed is kept in this browser; try again.
form-kept = What you typed is kept in this browser.
status-unkept = Not saved, and this browser cannot keep it: leave this page open
conflict = Two versions of this field
conflict-theirs = The other version
conflict-mine = Yours
keep-mine = Keep mine
take-theirs = Take theirs
held-back = Not everything was saved
held-back-lead = These fields were held back; the others are saved.
findings = Findings
met-count = { $count ->
    [one] { $count } rule is met
   *[other] { $count } rules are met
}
quiet-count = { $count ->
    [one] { $count } rule is silent: what would call it is not stated
   *[other] { $count } rules are silent: what would call them is not stated
}
law-version = Law
why = Why
why-ground = Ground
why-provision = Provision
why-source = Source
why-confidence = Text
why-rule = Rule

# Review
review-lead = Questions that only a person may decide, and requests that wait for a second officer.
review-judge = To decide
review-judge-none = No question waits for a decision.
review-approve = To approve
review-approve-none = No request waits for approval.
questions = Questions to decide
questions-none = No question of this case waits for a decision.
questions-not-yours = You can read these questions. A legal reviewer who did not write the draft decides them.
factors-known = What is known
your-decision = Your decision
judged-satisfied = It does not stand in the way
judged-against = It stands in the way
judged-against-sends-back = It stands in the way: the draft goes back to its author
record-decision = Record the decision
reasons = Reasons

# Acts
not-now = Not now
submit-blocked = It cannot go as it stands
submit-open = Still asked for
submit-open-more = Supply it, or say below why it cannot be supplied; a reviewer then decides.
submit-go-back = Go back to the form
submit-why-not = Why it cannot be supplied
goes-with-it = Goes with it
accept-expected = An answer may be expected by
accept-note = A note to the other bureau
forward-authority = Which authority
forward-note = A note to the other bureau
answer-text = Answer
answer-add-files = Add or take out files first
answer-complete = Is this all?
answer-all = Yes, this answers the request
answer-part = No, more will follow
ask-suggested = What our own check lacks
ask-questions = Questions, one a line
refuse-ground = Ground
refuse-second-ground = Second ground
refuse-reasons = Reasons; the other bureau reads them
note-text = Note for colleagues; it stays in this bureau
button-judge = Decide the questions
button-submit = Submit for review and approval
button-approve = Approve and send to { $to }
button-accept = Accept
button-answer = Answer { $to }
button-ask-more = Ask { $to } for more
button-forward = Forward to an authority
button-refuse = Refuse
button-send-back = Send back to the author
button-withdraw = Withdraw
button-assign = Assign
button-note = Write a note
button-close = Close the case
consequence-submit = The draft goes to review if a question is open, else to a second officer. Nothing is sent to { $to } yet.
consequence-approve = The request is signed, sealed for { $to } and sent with its papers and the opinion. It cannot be called back unread; it can be withdrawn, and { $to } is told.
consequence-accept = { $to } is told that the request will be carried out.
consequence-answer = The answer is signed, sealed and sent to { $to } with the files enclosed.
consequence-ask-more = The questions are sent to { $to }. The request waits until they are answered.
consequence-forward = { $to } is told to which authority the request was passed.
consequence-refuse = { $to } is told the grounds and the reasons. This ends the request.
consequence-send-back = The author can change the draft again. Nothing is sent to { $to }.
consequence-withdraw = { $to } is told that the request is taken back, and why. What { $to } has read stays known there.
consequence-assign = The officer sees the case among their own. Nothing is sent to { $to }.
consequence-note = The note stays in this bureau. { $to } does not see it.
consequence-close = The case is closed in this bureau and its deadlines stop. { $to } is not told.

# New
new-title = New request
new-kind = What is asked for
new-to = Which bureau is asked
new-open = Open the draft
new-nothing-sent = Nothing is sent until a second officer approves.

# Directory, oversight, settings
directory-lead = Signed by the General Secretariat.
directory-cases = Cases
this-bureau = This bureau
answers-yes = Answers
answers-no = Does not answer
answers-untried = Not tried yet
figure-entries = Entries in the journal
figure-cases = Cases
figure-waiting = Messages waiting
figure-law = Law in use
checkpoint = Checkpoint
checkpoint-lead = Size and root of the journal, signed by this bureau.
law-changes = Changes of the law, newest first
law-changes-none = The law has not changed.
column-law-from = Law before
column-law-to = Law since then
law-cases-changed = { $count ->
    [0] no open case is touched
    [one] one open case has other findings
   *[other] { $count } open cases have other findings
}
law-not-compared = not compared: the law before is not kept here
law-changed = The law changed from { $from } to { $to }.
law-appeared = Found since then
law-gone = No longer found
looks = Who looked, newest first
looks-none = Nobody has looked at a case yet.
sign-ins = Who signed in, newest first
sign-ins-none = Nobody has signed in yet.
column-how = How
signed-in-by-link = one-time link
signed-in-by-passkey = passkey
signed-in-by-unlock = passkey, to go on
signed-in-by-openid = bureau account
signed-in-by-openid-unlock = bureau account, to go on
signed-in-by-demonstration = demonstration
refusals = What was refused, newest first
refusals-none = Nothing was refused.
refused-more = and { $count } more alike
sender-not-proven = Sender not proven
deliver-message = deliver a message
language = Language
theme = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark

# What failed
fault-title = This could not be done
fault-code = Code
fault-not-found = There is nothing at this address.
fault-not-allowed = This address does not take this kind of request.
fault-from-elsewhere = This form was sent from another site and was not accepted. Open the desk and try again there.
fault-body-too-large = What was sent is larger than this desk takes. Send less, or a smaller file.
fault-bad-form = The form was not understood. Go back and try again.
fault-bad-day = A day is needed, as in 2026-11-23.
fault-bad-state = A State is expected as two capital letters, as FR.
fault-same-state = The State that asks and the State that is asked are the same; choose two.
fault-no-measure = That is no measure; choose one of the list.
fault-bad-offence = A code of the ICCS has 2 to 6 digits, as 0601.
fault-bad-months = A whole number of months is expected, as 24.
fault-no-state = That bureau is no State’s. Only a State can arrest, surrender or gather evidence: choose its bureau.
fault-no-file = The file is empty, or none was chosen. Go back and choose a file.
fault-file-too-large = The file is larger than a paper may be (4 MB). Go back and split or shrink it; nothing was added.
fault-signed-out = You are not signed in, or your session has ended. Sign in and try again.
fault-locked = The session is locked. Go on with it; what you typed is kept.
fault-not-proven = Prove first that it is you: go back, and sign in once more.
fault-link-used = This link was used already or is too old. Ask for a new one.
fault-passkey-lapsed = That took too long, or was answered already. Try again.
fault-passkey-unreadable = The browser’s answer cannot be read. Try again with another browser.
fault-passkey-unknown = No officer of this bureau has this passkey. Choose another one.
fault-passkey-unproven = The passkey was not accepted: it was used for another address, or it did not check that it was you.
fault-passkey-another = This is another officer’s passkey. Use your own, or sign out.
fault-passkey-copied = This passkey was refused: a copy of it may be in use. Tell an administrator and use another one.
fault-passkey-taken = This passkey is in use already. Use another device.
fault-passkey-not-kept = This device does not keep passkeys. Use another one.
fault-openid-lapsed = That took too long, was answered already, or was begun in another browser. Sign in again.
fault-openid-unreachable = The bureau’s sign-in service was not reached. Try again in a minute, or use your passkey where the sign-in page offers that. If it goes on, tell whoever runs the node.
fault-openid-unreadable = The bureau’s sign-in service gave an answer that cannot be read. Tell whoever runs the node.
fault-openid-issuer = The answer came from another sign-in service than the bureau’s and was not accepted. Tell whoever runs the node.
fault-openid-declined = The bureau’s sign-in service let nobody in. Sign in again; if it goes on, ask whoever keeps the accounts.
fault-openid-signature = The answer is not signed by the bureau’s sign-in service and was not accepted. Tell whoever runs the node.
fault-openid-audience = The answer was meant for another program and was not accepted. Tell whoever runs the node.
fault-openid-nonce = The answer belongs to another sign-in and was not accepted. Sign in again.
fault-openid-expired = The answer is too old, or a clock is wrong. Sign in again; if it goes on, tell whoever runs the node.
fault-openid-stale = The sign-in service did not ask you of late who you are. Sign in again and prove it there.
fault-openid-weak = This bureau asks for a stronger proof than you gave. Sign in again with a security key or a passkey of your bureau account.
fault-openid-unknown = This account is no officer’s of this desk. Ask the administrator to enter it.
fault-openid-another = This is another officer’s account. Use your own, or sign out.
fault-openid-no-logout = This is no word of the sign-in service that a session ended, or one that was said already.
fault-no-passkey = There is no such passkey any more. Look at the list again.
fault-last-passkey = This is your last passkey. Add another one first.
fault-account-idle = Your passkeys do not serve any more, because you have not signed in for 90 days. Ask two administrators to recover you, or have a link made on the node’s machine.
fault-own-recovery = Nobody recovers themselves. Ask two other administrators.
fault-recovery-waits = The recovery was proposed already. Another administrator has to confirm it.
fault-no-recovery = No recovery waits for this officer, or it waited too long. Propose it again.
fault-same-administrator = A recovery takes two administrators. Another one has to confirm it.
large-the-name-of-the-passkey = The name of the passkey
large-the-passkey = The passkey
large-the-number-of-passkeys = The number of passkeys
large-the-strength-of-a-sign-in = The strength of the sign-in
fault-too-many-lines = This session has too many live lines open. Close some windows.
fault-failed = Something failed here. Nothing was lost; try again.
fault-not-permitted = Your posting does not allow this: { $act }.
fault-unknown-officer = This bureau has no such officer.
fault-no-case = There is no such case, or you may not see it.
fault-no-bureau = The directory has no such bureau.
fault-bad-field = The field { $field } cannot be taken as it is.
expects-text = The text is too long, or has a letter in it that cannot be shown. Shorten it, or attach it as a paper
expects-code = Choose one of the answers offered: { $codes }
expects-states = States are expected as two capital letters each, with commas between, as FR, BR
expects-number-of = A whole number is expected, in digits only, as 24; it counts { $unit }
expects-number = A whole number is expected, in digits only, as 24
fault-disk-full = The disk is full: nothing was recorded. Tell the administrator; what you typed is still on your page.
fault-store-failed = The store failed: nothing was recorded. Try again; if it fails again, tell the administrator.
fault-record-unreadable = An entry of the journal cannot be read. Tell the administrator.
fault-keys-failed = The bureau’s keys did not serve. Tell the administrator.
fault-directory-expired = The directory of bureaus has run out. Tell the administrator: a newer one comes from the General Secretariat.
fault-wrong-stage = This cannot be done at the stage “{ $stage }”. The case went on in the meantime.
fault-wrong-side = Only the other bureau can do this.
fault-own-work = Nobody approves or decides on their own draft: another officer has to.
fault-blocked = It cannot go as it stands. What blocks it:
fault-unanswered = Answer what is asked, or say why it cannot be answered:
fault-undecided = A reviewer has to decide first. Send it back, so that it is submitted again:
fault-no-question = This question is decided already.
fault-no-reasons = Reasons are needed: write them in the field below.
fault-bad-grounds = A refusal names one or two different grounds.
fault-no-attachment = There is no such file that could be taken out.
fault-identifier-taken = Another message has this identifier.
fault-undelivered = What was said last has not been delivered yet. The case can be closed once it has.
fault-no-text = { $what }: there is a character in it that is no text ({ $character }); it would not be seen, or would turn the order of reading around. Take it out.
fault-too-large = { $what }: larger than allowed; the limit is { $max }.
large-the-file = The file
large-the-number-of-items-in-a-list = The number of items in a list
large-the-depth-of-a-list = The depth of a list
large-the-name-of-a-field = The name of a field
large-all-fields-together = All fields together
large-the-number-of-findings = The number of findings
large-all-findings-together = All findings together
large-a-text-of-a-finding = A text of a finding
large-the-name-of-the-file = The name of the file
large-the-media-type-of-the-file = The media type of the file
large-the-note = The note
large-the-name-of-the-authority = The name of the authority
large-the-number-of-grounds = The number of grounds
large-the-reasons = The reasons
large-all-files-of-the-case-together = All files of the case together
large-the-reference = The reference
large-all-that-was-said-in-the-case = All that was said in the case
large-the-entry = The whole of it
large-the-answer = The answer
large-a-question = A question
large-the-number-of-messages = The number of messages
large-the-number-of-questions = The number of questions
large-the-number-of-files = The number of files
large-the-number-of-fields = The number of fields
large-the-text = The text
large-the-text-of-a-field = The text of a field
fault-no-field = This kind of request has no such field.
fault-mismatch = This does not fit the case.

# What decides, what would settle it, what if
decides = What decides it
settle-least = { $count ->
    [one] One answer would settle it
   *[other] { $count } answers would settle it; no fewer would do
}
settle-some = { $count ->
    [one] One answer would settle it
   *[other] { $count } answers would settle it; fewer may do
}
rest-count = { $count ->
    [one] One other finding
   *[other] { $count } other findings
}
who-answers = Who can answer:
asked-of-requesting = the requesting bureau
asked-of-requested = the requested bureau
asked-of-reviewer = the legal reviewer
asked-of-authority = a court or another authority
further-fields = { $count ->
    [one] One more field
   *[other] { $count } more fields
}
what-if = What if
what-if-lead = Suppose that a field stood otherwise and see what changes. Nothing is saved.
what-if-field = Field
what-if-see = See what changes
what-if-leave = Leave it as it is
what-if-before = As it stands
what-if-after = As supposed
what-if-same = No finding changes.
what-if-appear = Appear
what-if-go = Go
what-if-change = Change
adapt = To add or change so that { $to } can grant it
adapt-count = { $count ->
    [one] One thing to add or change so that { $to } can grant it
   *[other] { $count } things to add or change so that { $to } can grant it
}
weighed = What weighed
stated-by = stated by { $bureau }
other-said = What { $other } has said
other-said-nothing = Nothing yet.
rule-cases = Cases that show what the rule means
rule-requests = Requests whose check raised it
rule-requests-none = The check of no request here has raised this rule so far.
rule-requests-found = See them in the docket ({ $count })
result-met = Met
result-not-met = Not met
result-not-known = Not known
result-to-judge = To be judged
result-none = Does not apply
precedents-count = { $count ->
    [0] No earlier decisions on this question
    [one] One case with earlier decisions on this question
   *[other] { $count } cases with earlier decisions on this question
}
precedents-recorded = Each case of which a decision is shown is recorded as looked at.
precedents-words = Words in the decision
precedents-show = Show earlier decisions
precedents-none = No earlier decision has these words.
precedents-more = There are more; add words to narrow the search.
precedents-other-rule = On the same ground, under another rule:

# Need to know, and the policy
policy = Policy
policy-lead = Who may do and see what in this bureau. What no rule permits is denied; what one rule forbids no other permits.
policy-since = In force since
policy-confirmed-by = confirmed by
policy-built-in = as it comes with the program
policy-rules = Rules
column-purpose = What it is for
policy-forbids = forbids
policy-permits = permits
policy-text = Text (Cedar)
policy-propose = Propose a policy
policy-propose-lead = Change the text, see first whose sight it changes, then propose it. It comes into force when a different officer confirms it.
policy-try = See what would change
policy-waits = A policy waits to be confirmed
policy-another = A different officer who may confirm policies has to put it in force.
policy-confirm = Put it in force
policy-changes = Whose sight it changes
policy-difference = Lines that differ
policy-same = The text is the one in force.
circumstances-kept-to-others = Where a case is kept to others
circumstances-above-clearance = Above their clearance
policy-changes-nobody = For the officers and cases of today it changes nothing.
column-gains = Gains
column-loses = Loses
readers-title = Who could read this
readers-on = At the end of the day (UTC)
readers-show = Show
readers-at = As of
readers-proof = Proof: entry { $officers } of the journal names the officers, entry { $policy } holds the policy, and the case stood as entry { $case } left it. An auditor verifies them with
column-could = Could read it
column-why = By which rule
column-looks = Looked at it
could-yes = yes
could-no = no
why-nothing-permits = No rule permits it.
button-restrict = Need to know
consequence-restrict = From here on only the officers chosen see this case, in lists too, besides the data protection officer. Nothing is sent to { $to }.
restrict-who = To whom the case is kept
restrict-none = With nobody chosen, whoever may see cases of this level sees it again.
new-keep = Keep it to officers who need to know
new-keep-more = Chosen here, nobody else sees the case at any moment, not even its number in a list.
figure-unseen = Cases that nobody may see
fault-locks-you-out = You would not see this case any more. Ask a colleague who would.
fault-may-not-see = { $name } may not see this case: clearance or postings do not reach.
fault-empty-circle = Nobody chosen could go on with the case. Add a liaison or duty officer.
fault-no-proposal = This policy does not wait to be confirmed any more. Look at the page again.
fault-own-proposal = A policy takes two officers. Another one has to confirm it.
fault-not-yet = The case was not here yet on that day. Choose a later one.
fault-policy-too-long = The policy is too long. { $fault }
fault-policy-too-deep = The policy is nested too deeply. { $fault }
fault-policy-unreadable = The policy cannot be read. { $fault }
fault-policy-invalid = The policy speaks of what there is not. { $fault }
fault-policy-unnamed = A rule has no name or does not say what it is for. { $fault }
fault-policy-last = The policy could never be changed again. { $fault }
large-the-circle-of-officers = The circle of officers
kept-to = Kept to { $count ->
    [one] one officer
   *[other] { $count } officers
}
policy-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
policy-unseen = { $count ->
    [one] Nobody would see { $count } case any more.
   *[other] Nobody would see { $count } cases any more.
}
looks-count = { $count ->
    [0] never
    [one] once
   *[other] { $count } times
}

# Use, consent, recall
marked-by = { $to } marked it
uses-title = What you may do with what { $to } told
use-free = Free
use-needs-consent = Needs consent
uses-made = Uses recorded
consents = Consent asked for
consent-asked-by = { $from } asks:
consent-granted = Consent given
consent-denied = Denied
consent-open = Not answered yet
consent-waits = { $to } asks for your consent:
consent-decision = Your decision
consent-grant = We consent to this use, for this recipient alone
consent-deny = We do not consent
consent-terms = Conditions, or why not
recalls = Recalls
recalled-by = { $from } recalled { $count ->
    [one] one message
   *[other] { $count } messages
}
recall-waits = { $to } has recalled what it told you. Do not use it. Recalled:
recall-not-answered = { $to } has not answered the recall of
recall-what = What to recall
recall-request-help = If you recall the request itself, it is no longer carried out, and the other bureau may erase the whole case.
recall-outcome = What becomes of it here
recall-do-deleted = Delete the whole case: its key is destroyed as soon as the other bureau has this answer. This cannot be undone.
recall-do-blocked = Block it: nobody here reads or uses it any more; it is erased with the case.
recall-do-kept = Keep it, for the reasons given below.
recall-reasons = Reasons, and what was told to those who have it
passed-on = Passed on to
passed-on-besides = Who has it besides, one a line
is-recalled = Recalled
is-blocked = Recalled and blocked here
marking = Marking
marking-help = As your own scheme writes it: 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2, TLP:AMBER; several with a semicolon between.
marking-unread = cannot be read here, and counts as the strictest
marking-elsewhere = In other schemes
marking-elsewhere-lead = This program’s own reading: it never trusts more nor allows more than the original, which is what counts.
marking-unsayable = That scheme cannot say so much
consent-besides = Uses that need consent besides
conditions = Conditions
use-what = Use
use-recipient = For whom, or for what
asked-of-us = Asks for your answer
erased = Cases erased
erased-none = No case was erased.
column-erased = Case
button-use = Record a use
button-ask-consent = Ask { $to } for consent
button-answer-consent = Answer the question for consent
button-recall = Recall what we told
button-answer-recall = Answer the recall
consequence-use = The use is written into the record, so that a recall finds whoever has it. { $to } is not told unless it recalls.
consequence-ask-consent = { $to } is asked whether it consents. Until it has answered, the use is not allowed.
consequence-answer-consent = { $to } is told your decision. Consent holds for this use and this recipient alone.
consequence-recall = { $to } may use it no more from the moment it arrives, has to say what becomes of it, and names whoever has it.
consequence-answer-recall = { $to } is told what becomes of it here, and who has it already.
fault-consent-needed = The bureau that told it has to consent first. Ask it for consent.
fault-recalled = It was recalled, and is used for nothing any more.
fault-nothing-told = The other bureau has told nothing yet that could be used.
fault-not-asked = This was answered already, or was not asked.
fault-nothing-to-recall = Choose what to recall.
fault-not-all = A whole case is deleted only where the request itself was recalled. Block what was recalled, or say why you keep it.
fault-bad-marking = This is no marking. Write for example 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2 or TLP:AMBER; several with a semicolon between.
no-copy = Printing and copying need the consent of the bureau that told this.
act-use = record a use
act-ask-consent = ask for consent
act-answer-consent = answer a question for consent
act-recall = recall
act-answer-recall = answer a recall
large-the-marking = The marking
large-the-conditions = The conditions
large-the-name-of-the-recipient = The name of the recipient
large-the-number-of-messages-recalled = The number of messages recalled
large-the-number-of-recipients = The number of recipients
large-the-number-of-uses = The number of uses

# Danger to life
button-break-glass = Danger to life: send to { $to } alone
button-review-emergency = Review what was sent alone
consequence-break-glass = The request goes to { $to } at once, without a second officer. Who oversees data protection and the approvers see it at once, and one of them has to review it; the case cannot be closed before. What the law forbids stays forbidden.
consequence-review-emergency = Your review is written into the record. { $to } is not told.
break-glass-why = What endangers whose life, and why it cannot wait
sent-alone = Sent by { $name } alone: danger to life.
emergency-open = No second officer has reviewed it yet.
emergency-justified = Reviewed by { $name }: it was right.
emergency-not-justified = Reviewed by { $name }: it should not have been sent alone.
emergency-undecided = Questions that nobody else had decided
emergency-question = Was it right to send it alone?
emergency-yes = Yes: a life was in danger and it could not wait
emergency-no = No
emergency-to-review = Sent alone, to be reviewed
fault-not-urgent = Only an urgent request goes without a second officer. Set its urgency, or let another officer approve it.
fault-objected = A second person decided against this. Nobody sends it alone while the facts are the same.
fault-no-reviewer = Nobody else could see this case and review it. Widen the circle first, or let another officer approve.
recall-so-far = So far
fault-no-emergency = Nothing that one officer sent alone waits for a review.
fault-not-reviewed = What one officer sent alone has to be reviewed by another before the case is closed.
act-break-glass = send alone in danger to life
act-review-emergency = review what was sent alone

button-retain = Keep longer
consequence-retain = The case is kept until the day you choose and erased after it. { $to } is not told.
retain-until = Last day on which it is kept
act-retain = decide how long a closed case is kept
button-discard = Erase now
consequence-discard = Everything in this case is erased for good: words, files, record. What stays is that it was erased, when and by whom. { $to } is not told.
act-discard = erase a closed case
event-retained = Kept until { $until }.
event-discarded = The keeping of the case was ended; it is erased.
kept-until = Kept until { $until }
kept = Closed cases and how long they are kept
kept-lead = A closed case is erased by itself after its last day. Keep it longer with reasons, or erase it as soon as it is not needed. What was published is recalled first, so that the other bureau deletes its copy too.
kept-none = No closed case is kept.
kept-soon = { $soon } of { $count } end within six months.
column-until = Kept until
column-about = About
column-decide = Decide
erased-recalled = recalled by the other bureau
erased-decided = an officer decided
erased-period = the period ended
fault-bad-period = The day lies in the past or more than five years ahead. Choose another; it can be decided again when it comes.
fault-still-asked = The other bureau waits for an answer to its question, recall or correction. Answer it first.
fault-recall-first = The other bureau has a copy of what was published. Recall it first, so that it is told.
fault-recall-open = The other bureau has not answered the recall or correction yet. The case is erased once it has, or thirty days after its period ended.
column-erased-why = Why

anomalies = Looks that stood out
anomalies-lead = Raised when an officer looks at more than { $hour } cases in an hour, at more than { $day } in a day that others work on, or at a case about somebody of the officer’s own family name. Somebody else says whether it was in order.
anomalies-none = No looks stood out.
anomaly-many-cases = { $name } looked at { $count } cases within an hour.
anomaly-without-task = { $name } looked at { $count } cases in a day that others work on.
anomaly-own-name = { $name } looked at a case about somebody of the same family name.
anomaly-case = the case looked at last
anomaly-in-order = { $name } says that it was in order
anomaly-not-in-order = { $name } says that it was not in order
anomaly-review = Say what came of it
anomaly-question = Was it in order?
anomaly-yes = Yes, there was a reason
anomaly-no = No; it is followed up
anomaly-button = Write it into the record
anomaly-waits = Nobody has looked into it yet.
today-anomalies = { $count ->
    [one] A look that stood out waits for your word.
   *[other] { $count } looks that stood out wait for your word.
}
fault-nothing-stood-out = This was looked into already, or never stood out. Load the page again.

signed-in-doubt = { $count ->
    [one] Somebody else may have had the keys with which { $to } signed a message here, since
   *[other] Somebody else may have had the keys with which { $to } signed { $count } messages here, since
}
signed-in-doubt-do = Before you act on what is marked under Exchange, have { $to } confirm it in another way, or say it again with its new keys.
message-in-doubt = Signed with keys that were withdrawn: somebody else may have said this.
withdrawn-keys = Withdrawn keys
withdrawn-keys-lead = Keys of bureaus that somebody else may have had. Nothing that they sign is taken any more; what they signed since then has to be confirmed.
withdrawn-keys-none = The directory of bureaus names no withdrawn keys.
withdrawn-keys-nothing = They signed nothing here since then.
withdrawn-keys-cases = { $count ->
    [one] Since then they signed something in one case:
   *[other] Since then they signed something in { $count } cases:
}
copies = Copies of the journal
copies-lead = Made on the node’s machine, outside this desk. A backup is sealed; an export shows no content.
copies-none = No copies were made.
copied-backup = Backup, by the account { $by }
copied-export = Export for an auditor, by the account { $by }
peers-journals = Journals of other bureaus
peers-journals-lead = Each receipt states, signed, how long the journal of the bureau is and its root. A journal that was cut, brought back from an old copy or written anew contradicts what it had stated.
peers-journals-none = No bureau has given a receipt yet.
peer-state = { $size } entries, root
peer-contradicts = The journal of { $bureau } contradicts what it had stated. Ask { $bureau } before you rely on its record.
peer-checkpoint-refused = The checkpoint, signed by that bureau, which this bureau did not cosign:
witnesses = Witnesses of this journal
witnesses-lead = Bureaus that exchange messages cosign each other’s checkpoints, against a proof that nothing before was changed. What is witnessed cannot be cut or written anew unnoticed, even with this bureau’s own keys. An auditor gives these keys to journal-verify, after asking each bureau for its own.
witnesses-none = No messages were exchanged with another bureau yet, so nobody has witnessed this journal.
witnesses-far = { $size ->
    [0] Nothing is witnessed yet; { $rest } entries wait for it.
   *[other] The first { $size } entries are witnessed; { $rest } later ones are not yet.
}
column-witnessed = Witnessed
column-witness-refused = Why not, the last time
column-witness-key = Key of its cosignatures
witnessed-entries = { $size } entries
witnessed-nothing = nothing yet
not-cosigned-conflict = It has witnessed another history, or a longer one, than this journal shows.
not-cosigned-not-consistent = This journal does not contain what it has witnessed before.
not-cosigned-unknown-origin = It does not know this bureau.
not-cosigned-not-signed = It knows another key of this journal.
not-cosigned-malformed = It could not read the checkpoint.
not-cosigned-cosignature-wrong = What it answered is no cosignature of this checkpoint.
not-cosigned-cosignature-not-theirs = What it answered is not signed with its key.
not-cosigned-cosignature-time = Its cosignature bears another time; one of the two clocks is wrong.
not-cosigned-known = It says that it has witnessed { $size } entries.
cosigned = Journals that this bureau witnesses
cosigned-lead = The newest checkpoint of each that this bureau cosigned. Give it to whoever audits that bureau; this key verifies the cosignatures of this bureau:
cosigned-none = This bureau has witnessed no journal yet.

# Sources and informants
sources-title = Sources
sources-lead = Only the officers named in a source record open it. For everybody else in the case there is no such record.
sources-empty = You are named in no source record of this case.
sources-none = This case has no source record.
sources-trace = Who opened source records
sources-trace-lead = Who is named, who opened a record, when and why. What the records hold, and the cover name, is not shown to whoever is not named.
source-record = Source record
source-begun = begun
source-named = Who may open it
source-named-help = You and at least one more, so that nothing is lost with one who leaves; as few as can be. Nobody else learns of the record.
source-never-opened = Nobody has opened it yet.
source-opened-by = { $name } opened it
source-opened-now = That you opened this record is written down with your reason, and the other officers named see it.
source-openings = { $count ->
    [one] Opened once
   *[other] Opened { $count } times
}
source-purpose = Why you open it
source-purpose-help = Written down with each opening, and shown to the other officers named and to whoever protects data: name nobody in it.
source-open = Open
source-close = Close the record
source-begin = New source record
source-begin-button = Begin the record
source-cover = Cover name
source-cover-help = The name under which you speak of the source. It never leaves the bureau in this case.
source-grading = Grading
source-grading-help = Of the source and of what it said, for example 4x4 B2 H1, 5x5x5 B23 or Admiralty B2.
source-said = What the source said
source-when = When
source-place = Where
source-basis = How the source knows it
source-only = Only the source could know the time and the place
source-identifiers = What would tell who the source is
source-identifiers-help = One on a line: names, places, days, numbers, words; a name once in each script in which it is written. None of it leaves the bureau in this case, and no reason lets it.
source-save = Keep the changes
source-write = Change the record
source-name = Change who may open it
source-sanitise = Prepare a sanitised version
source-sanitise-lead = A text that says what matters and not from whom. Another named officer approves it; the text goes into the request as it was approved, with its grading.
source-target = Where it goes
source-target-file = A file of its own
source-text = Text
source-prepare = Check and keep this version
source-version = Sanitised version { $number }
source-prepared-by = Prepared by { $name }
source-found = What may tell who the source is
source-found-none = Nothing was found that would tell who the source is. The program finds only what it was told to look for: read the text as somebody would who wants to know.
source-never = never leaves
source-reason = Why it may stand
source-approve = Approve this version
source-approved-by = Approved by { $name }
source-own = Another named officer has to approve it.
source-put = Put it into the request
source-put-by = Put into the request by { $name }
source-held = Something was held back
source-held-lead = This was about to leave the case. Nothing leaves it until you or another named officer has looked. Have the text changed, then let the case speak again; it is checked again each time. What never leaves cannot be let go.
source-let-go = Let the case speak again
source-alone = Nobody else can open it any more: name another officer.
source-to-approve = A sanitised version waits for you.
source-to-erase = Another officer proposed to erase it.
source-erase = Erase this record
source-erase-lead = The key of the record is destroyed: nobody reads it again, also not from the journal. It takes two named officers.
source-erase-propose = Propose to erase it
source-erase-agree = Agree: erase it now
source-ending = { $name } proposed to erase it:
source-left-out = Left out, and still looked for
source-left-out-lead = What one officer takes out of the identifiers, or a former cover name, is looked for until another named officer agrees that it may leave.
source-give-up = Agree: look for it no more
tell-identifier = Would tell who the source is
tell-cover-name = The cover name
tell-taken-over = Words as the source said them
tell-time = A day or time that only the source could know
tell-place = A place that only the source could know
tell-few = How few were there
tell-first-person = The source speaks of itself
tell-changed = Not the text that was approved
tell-unread = A file that the program cannot read; look at it yourself
spot-line = line { $line }
spot-words = the words of the message
spot-file = the file { $name }
today-source = { $count ->
    [0] A source record waits for you
    [one] A source record was opened once since you opened it
   *[other] A source record was opened { $count } times since you opened it
}
fault-source-none = There is no such source record, or you are not named in it.
fault-source-named = A source record names at least two officers who may open it, and at most ten.
fault-source-too-many = You are named in too many source records of this case. Erase one first.
fault-source-no-identifiers = Say what would tell who the source is, one on a line, each with two letters or figures at least.
fault-source-no-cover = Give the source a cover name of two letters at least.
fault-source-no-version = There is no such sanitised version any more. Open the record again.
fault-source-not-approved = Another named officer has to approve the sanitised version first.
fault-source-own-version = Nobody approves a version that they wrote. Another named officer has to.
fault-source-would-identify = The text would tell who the source is. Take out what never leaves, and prepare another version.
fault-source-unanswered = Say of each thing that was found why it may stand, or have it taken out.
fault-source-grading-rises = The version is graded higher than the record, or leaves out what the record’s grading says. Grade it no higher.
fault-source-nothing-held = Nothing waits for a named officer any more. Open the record again.
fault-source-not-agreed = It takes two: another named officer has to agree.
fault-source-held = It does not leave yet: an officer who is named for this case’s sources has to look at it first. They see it on their first page.
act-source-open = open a source record
act-source-write = write a source record
act-source-approve = approve a sanitised version
act-source-trace = see who opened source records
large-a-line-of-the-record = A line of the record
large-the-number-of-identifiers = The number of identifiers
large-the-number-of-versions = The number of versions
# Redress and breaches
dossiers = Redress and breaches
dossiers-lead = What persons ask about their data, and breaches of data: each in a dossier of its own, seen only by those who protect data and whom they name.
dossiers-none = Nobody has asked about their data, and no breach is known. Open a dossier as soon as a request comes in or something is noticed: the periods run from then.
dossiers-none-named = You are named to no dossier.
dossiers-all = All dossiers
dossier-redress = Request of a person
dossier-breach = Breach
dossier-new-redress = New request of a person
dossier-new-breach = New breach
dossier-open = Open the dossier
dossier-due = Due next
dossier-stands = Where it stands
dossier-waits = Waits for your word
dossier-closed = Closed
dossier-closed-by = Closed by { $name }
dossier-no-due = No day is set now. The law asks for an answer without undue delay.
dossier-keeping = The dossier
dossier-seen-by = Those who protect data see this dossier, and the officers whom they name to it. Each look is recorded.
dossier-name = Name officers to it
dossier-name-who = Who may see it and confirm what is decided
dossier-name-button = Name these
dossier-note = Note
dossier-note-button = Write the note
dossier-close = Close it
dossier-close-button = Close the dossier
dossier-close-consequence = Nothing can be added after this. The dossier is kept for its period and then erased.
dossier-close-unanswered = The person was not answered. Only an officer who did nothing else in this dossier closes it, and cases that are contested may be used again.
dossier-timeline = What happened
dossier-event-received = The request came in
dossier-event-identified = Identity checked
dossier-event-searched = The node was searched
dossier-event-contested = A case is contested and not used
dossier-event-released = A case may be used again
dossier-event-decided = Decided on a case
dossier-event-confirmed = Confirmed by a second officer
dossier-event-sent-back = Sent back
dossier-event-extended = More time taken
dossier-event-reached = A step of the Commission
dossier-event-answered = The person was answered
dossier-event-executed = Carried out in a case
dossier-event-known = The breach became known
dossier-event-scoped = Scope computed
dossier-event-assessed = Risk assessed
dossier-event-settled = A notice, or why none
dossier-event-named = Officers named
dossier-event-noted = Note
dossier-event-closed = Closed
due-what-own = Answer
due-what-extended = Answer, with more time
due-what-breach-known = Tell the supervisory authority
due-what-ccf-request-received = The Commission says whether it is admissible
due-what-ccf-asked-secretariat = The Secretariat says whether data exist
due-what-ccf-access-admissible = The Commission decides on access
due-what-ccf-correction-admissible = The Commission decides on correction or deletion
due-what-ccf-decided = The decision is sent to the Secretariat
due-what-ccf-decision-received = The Secretariat carries the decision out
due-what-ccf-implemented = The parties are told
redress-lead = Write down what came in as it came in. Nothing is searched or told before it is proven who asks.
redress-asked = What is asked
redress-received = Received on
redress-channel = Through whom
channel-direct = The person or their counsel
channel-authority = The supervisory authority
channel-commission = The Commission for the Control of INTERPOL’s Files
redress-wants = What is wanted
want-access = Access
want-correction = Correction
want-deletion = Deletion
want-restriction = Restriction of use
redress-names = Names, in every form known
redress-names-help = One a line, with other spellings, other scripts and names at birth. Order, capitals and marks do not matter.
redress-born = Born on
redress-documents = Numbers of documents
redress-references = References that the person knows
redress-counsel = Counsel or representative, if one asks
redress-words = What they say
redress-own-due = A day that is set
redress-own-due-help = The letter of the Commission or of the authority sets it, or the law of this State. The Directive sets none.
redress-due-day = Answer due by
redress-due-by = Set by (letter or provision)
redress-identity-open = Identity to be checked
redress-search-open = Node to be searched
redress-decision-open = Cases to be decided
redress-confirmation-open = A second officer has to confirm
redress-answer-open = Ready to be answered
redress-executing = Answered; to be carried out
redress-answered = Answered
redress-identity = Who asks
redress-identity-none = Nobody has checked yet who asks.
redress-proven = Proven, says { $name }
redress-not-proven = Not proven, says { $name }
redress-identify = Record the check
redress-identify-button = Record it
redress-shown = What was shown, and how it was checked; for counsel, also the power of attorney
redress-proven-question = Does it prove who they are?
redress-proven-yes = Yes
redress-proven-no = No
redress-found = Where they appear
redress-search-lead = Every text in every case that you may see is read: names in any order without marks, the day of birth together with something else, numbers of documents, references. Not read are papers, erased cases, source records, other dossiers and other systems; every word of a name has to stand in the case; sound and spelling are not guessed.
redress-search = Search the node
redress-search-again = Search again
redress-unseen = There are cases that you may not see. Somebody whose clearance reaches them has to search too, before the answer is complete.
redress-found-none = No case was found for this person.
redress-found-by = Found by:
trace-name = the name of the person it is about
trace-birth = the day of birth
trace-mention = the name, elsewhere in the record
trace-document = the number of a document
trace-reference = a reference
redress-case-erased = erased
redress-case-unseen = You may not see this case.
redress-contested-since = Contested, and not used, since
redress-executed = Carried out
redress-recalled = Recalled from { $bureau }
redress-recall-open = no answer yet
recall-outcome-deleted = deleted
recall-outcome-blocked = blocked
recall-outcome-kept = kept
redress-passed-on = Passed on to:
redress-decide = Decide on this case
redress-decide-button = Record the decision
redress-verdict = The data
verdict-not-them = It is about another person
verdict-access-only = Only access was asked
verdict-upheld = They stay as they are
verdict-correct = They are corrected
verdict-erase = They are erased
verdict-restrict = They are kept and not used
redress-telling = What the person is told
telling-full = everything
telling-partial = a part
telling-neither = neither that there is something nor that there is nothing
redress-basis = Ground
redress-basis-help = Needed where less is told or done than was asked. The numbering of the Directive is not verified here.
redress-basis-none = None: all that was asked
basis-inquiry = It would obstruct an inquiry or procedure
basis-prevention = It would prejudice the prevention or prosecution of offences
basis-public-security = Public security
basis-national-security = National security
basis-others = The rights and freedoms of others
basis-originator = The bureau that told it does not allow it
basis-accurate = The data are accurate and lawfully held
basis-not-ascertained = It cannot be ascertained whether they are accurate
basis-evidence = They must be kept as evidence
basis-other-person = It is about another person
redress-contest = Restrict its use until decided
redress-contest-button = Restrict it now
redress-contest-consequence = From here on nothing of this case is approved, answered, forwarded or used, save in danger to life. Its officers see that it is contested, and not by whom.
redress-release = Let it be used again
redress-release-button = Lift the restriction
redress-execute-lead = Carry it out by the acts of the case: recall what was told, correct it, or end its keeping.
redress-execute-case = Go to the case
redress-execute = Record that it was carried out
redress-execute-button = It is carried out
redress-execute-what = What was done, and how those who had the data were told
redress-confirmation = A second officer
redress-confirmation-lead = The person gets less than they asked, nothing was found, not every case could be searched, or it is not proven who they are. An officer who did none of this has to confirm it.
redress-sent-back = Sent back:
redress-confirm = Confirm what was decided
redress-send-back = Send it back
redress-answer = The answer
redress-answer-lead = The answer is given in writing, outside this program, and recorded here with the remedies of which the person was told.
redress-answered-on = Given on
redress-remedies = Remedies told:
remedy-authority = the supervisory authority
remedy-court = a court
remedy-commission = the Commission for the Control of INTERPOL’s Files
redress-answer-write = Record the answer
redress-answer-button = The person was answered
redress-answer-consequence = What was decided stands from here on: what is to be corrected, erased or restricted is not used, the rest may be.
redress-answer-day = Answered on
redress-answer-text = What the person was told
redress-remedies-told = Remedies of which they were told
redress-extend = Take more time
redress-extend-button = Record the extension
redress-extend-help = Only where the matter warrants it; the person is told at once, with the reasons.
redress-extend-until = Until
redress-commission = Steps of the Commission
redress-reach = Record a step
redress-reach-button = Record the step
redress-milestone = Step
redress-reach-day = On
milestone-ccf-admissible = Found admissible
milestone-ccf-asked-secretariat = Secretariat asked
milestone-ccf-data-told = Secretariat answered
milestone-ccf-decided = Decided
milestone-ccf-decision-received = Secretariat has the decision
milestone-ccf-implemented = Carried out
milestone-ccf-parties-told = Parties told
held-pending = Contested: not to be used meanwhile
held-correct = To be corrected, and not used before
held-erase = To be erased, and not used any more
held-restrict = Kept, and not to be used
held-do-pending = Somebody contests what this case holds on them. Until it is decided it is not approved, answered, forwarded or used; a life in danger goes first. Ask those who protect data.
held-do-correct = Correct it and tell whoever has it, then tell those who protect data what was done.
held-do-erase = Recall what was told and end its keeping, then tell those who protect data what was done.
held-do-restrict = It is kept for the reason that forbids its erasure and for nothing else. Ask those who protect data.
breach-lead = Write down what is known; the scope is computed from the journal afterwards. The periods run from when the bureau became aware. Times are UTC.
breach-known = What is known
breach-detected = Noticed by
detected-hand = A report
detected-looks = Looks that were not in order
detected-contradiction = A journal that contradicts itself
detected-passkey = A passkey or device lost or copied
detected-key = A bureau’s key that was withdrawn
breach-at = Aware since
breach-at-help = When somebody of the bureau knew for the first time
breach-window = It reaches
breach-since = From
breach-until = Until
breach-officers = Whose looks and acts
breach-everybody = Everybody’s
breach-bureau = Exchanged with
breach-any-bureau = Any bureau
breach-words = What happened
breach-scope = Whom it concerns
breach-scope-lead = Computed from the journal: the cases in which these officers saw or did something in that time. It is kept as it was computed, with the length and root of the journal.
breach-scope-none = The scope was not computed yet.
breach-scope-open = Scope to be computed
breach-risk-open = Risk to be assessed
breach-notices-open = Somebody has to be told
breach-settled = Everybody was told
breach-compute = Compute the scope from the journal
breach-computed = Computed
breach-persons = Persons
breach-sign-ins = Sign-ins
breach-erased = Entries erased since
breach-originators = Bureaus that told something of it
breach-recipients = Bureaus that were told something of it
breach-copies = Copies of the whole journal made then (backups, exports)
breach-markings = Markings
breach-journal = Journal
breach-unseen = There are cases that you may not see. Somebody whose clearance reaches them has to compute the scope too.
breach-cut = Only the first { $count } cases are named; all are counted.
breach-nothing-seen = Nothing was seen or done in that time.
breach-looks = Looks
breach-acts = Acts
breach-messages = Messages
breach-first = First
breach-last = Last
breach-risk = Risk to the persons
breach-risk-none = The risk was not assessed yet.
risk-unlikely = Unlikely
risk-risk = A risk
risk-high = A high risk
breach-consequences = Likely consequences
breach-measures = Measures taken or proposed
breach-assess = Assess the risk
breach-assess-button = Record the assessment
breach-notices = Who has to be told
breach-notices-lead = Each notice is recorded when it was given, or with the reason why it is not.
notice-authority = The supervisory authority
notice-persons = The persons concerned
notice-originator = The bureau { $bureau }
notice-recipient = The bureau { $bureau }, which was told it
notice-secretariat = INTERPOL’s General Secretariat
notice-commission = The Commission for the Control of INTERPOL’s Files
breach-told = Told
breach-not-told = Not told yet
breach-late = Why so late
breach-late-help = Needed where the period is over
breach-excepted = Not told:
breach-tell = Record the notice
breach-tell-button = They were told
breach-told-at = Told at (UTC)
breach-how = How, and what they were told
breach-except = Record why they are not told
breach-except-button = They are not told
breach-exception = Exception
exception-unlikely = A risk to persons is unlikely
exception-protected = The data could not be read
exception-averted = The high risk is averted since
exception-disproportionate = Out of proportion; it is made public instead
exception-withheld = It would obstruct inquiries, or endanger security or others
exception-not-theirs = Nothing of theirs is concerned
act-redress = keep the dossier of a person’s request
act-breach = keep the dossier of a breach
act-second = second a dossier
act-see-dossier = see a dossier
fault-empty-paper = Nothing of this case may stand on this paper.
fault-forms-damaged = The forms of this program are damaged; tell whoever runs the node.
fault-not-public = This may not be made public: it is confidential, or the law does not allow it.
fault-no-form = There is no form for this paper.
fault-paper-not-set = The words of this case cannot be typeset; look for unusual characters in its fields.
fault-contested = Somebody contests what this case holds on them, and it is not used meanwhile. Ask those who protect data.
fault-no-dossier = There is no such dossier.
fault-dossier-closed = The dossier is closed. Open a new one for what is new.
fault-dossier-step = This step does not belong here. Look at the page again.
fault-dossier-too-many = There are as many as there may be. Close what is finished first.
fault-dossier-incomplete = A field is empty that is needed, or holds more than it may. Fill in who, what and when.
fault-dossier-day = The day lies in the future, before what it follows, or is none. Correct it.
fault-not-identified = It is not proven who asks. Check the identity first.
fault-not-searched = The node was not searched yet. Search it first.
fault-not-found-for-them = This case was not found for this person. Search again.
fault-not-contested = This case may be used as it is.
fault-search-too-wide = More than a thousand cases were found. Give more of the name, or leave out what many share.
fault-redress-undecided = A case is not decided yet. Decide on each that was found.
fault-redress-unconfirmed = Less is given than was asked. Another officer has to confirm it first.
fault-nothing-to-confirm = Nothing waits to be confirmed.
fault-own-decision = Nobody confirms what they decided. Name another officer.
fault-no-basis = Less is given than was asked. Choose the ground.
fault-no-remedy = Name at least one remedy of which the person was told.
fault-redress-answered = The person was answered already.
fault-nothing-to-do = Nothing is to be carried out in this case, or the person was not answered yet.
fault-not-executed = What was decided is not carried out in every case yet.
fault-not-scoped = The scope was not computed yet. Compute it from the journal first.
fault-not-assessed = The risk was not assessed yet. Assess it first.
fault-notices-due = Somebody was not told yet. Record the notice, or why none is given.
fault-notice-not-due = No notice to them is due.
fault-no-exception = This exception does not serve here. Choose another, or record the notice.
fault-late-reasons = The period is over. Give the reasons for the delay.
fault-concerned = You are among the officers concerned. Somebody else has to do this; where nobody else protects data here, an administrator has to give that role to another officer.
redress-searched = Cases read: { $cases }. Found: { $found }.
dossiers-due = { $count ->
    [one] A dossier of redress or breach is due soon or waits for you.
   *[other] { $count } dossiers of redress or breach are due soon or wait for you.
}

# Tasks for authorities, danger to life of others, duty rota
place-tasks = Tasks
tasks-lead = What the bureau asks of you. You see the one request that each task is about, as long as the task is open; that you looked is recorded.
tasks-empty = No task waits for you.
task-asks = { $name } asks
task-changed-since = { $count ->
    [one] One field was changed since and is not shown.
   *[other] { $count } fields were changed since and are not shown.
}
task-contested = A person contests what this request holds on them. Nothing is used further until it is decided.
task-answer = Your answer
consequence-answer-task = The bureau has your answer at once, and you do not see this request any more. Nothing is sent to the other State by it.
task-done-question = Was it done?
task-done-yes = Yes
task-done-no = No, or not in full
task-text = What was done and decided, or why not
task-file-limit = At most { $count } files of { $size } each.
task-send = Answer
task-open = { $name } was given a task and has not answered yet.
task-done = { $name } has done what was asked.
task-not-done = { $name } has answered: not done, or not in full.
task-files = { $count ->
    [one] One file came with it: enclose it where it is to go to the other bureau.
   *[other] { $count } files came with it: enclose those that are to go to the other bureau.
}
task-answered = An authority answered
task-nobody = No authority could be given this request: nobody with this posting and the clearance is entered. Ask the administrator.
task-authority = Which authority
task-asked = What you ask, and by which law
task-due = Answer expected by
task-shows = Which files they see
task-which = Which task
deadline-task = An authority’s answer
button-give-task = Ask an authority
button-take-back-task = Take a task back
consequence-give-task = The authority sees this request as it stands and the files that you choose, and nothing else of the case, until it answers or you take the task back. { $to } is not told.
consequence-take-back-task = The authority does not see the request any more. { $to } is not told.
enclose = Enclose
act-give-task = give an authority a task
act-take-back-task = take a task back
act-enclose = enclose a file
act-see-task = see a task
act-answer-task = answer a task
act-enter-circle = see alone, in danger to life, what is kept to others
act-keep-rota = write the duty rota
event-task-given = { $name } was given a task
event-task-done = The authority did what was asked
event-task-not-done = The authority answered: not done, or not in full
event-task-taken-back = The task was taken back
event-enclosed = A file of the authority goes with what is said next
event-circle-entered = Entered alone, a case kept to others: danger to life
entered-alone = { $name } sees this case alone though it is kept to others: danger to life.
enter-link = Is a life in danger, and the case is kept from you?
enter-title = Danger to life: see a case that is kept from you
consequence-enter = Who protects data sees at once that you did so and why, and another officer has to review it. You see the case until then. That you tried is recorded, also where there is no such case.
enter-why = What endangers whose life, and why nobody who has the case can be asked
enter-do = See the case
enter-none = There is no such case that you could enter. That you tried is recorded.
fault-not-kept = This case is not kept from you. Open it as any other.
fault-no-task = This task does not wait for an answer any more.
fault-task-open = An authority has a task in this case. Wait for the answer, or take the task back.
large-the-number-of-tasks = The number of tasks
rota = Duty rota
rota-lead = Who is on duty when. The bureau’s policy can ask for it.
rota-zone = By the clock of { $zone }
rota-empty = Nobody has written a rota.
rota-from = From
rota-until = Until
rota-now = On duty
rota-add = Add a turn of duty
rota-end = End now
rota-remove = Take out
on-duty = On duty
fault-turn-ended = A turn of duty ends after it begins, and not in the past.
fault-turn-too-long = A turn of duty has at most 96 hours. Write two.
fault-turn-overlaps = The officer is on duty then already. Change that turn first.
fault-turns-too-many = The rota holds no more turns. Take some out first.
fault-no-turn = There is no such turn of duty that has not ended. Load the page again.
# Corrections
corrections = Corrections
corrected-by = { $from } corrected what it had told:
correction-waits = { $to } has corrected what it told you. What is right stands here now. Say what becomes of it. Corrected:
correction-not-answered = { $to } has not answered the correction of
answer-looked-for = Answer looked for by
correction-prepared = A correction waits for a second officer. Prepared:
correction-to-approve = Correction to approve
is-corrected = Corrected since, and not used any more
is-wrong-file = Wrong, as its sender said; not used any more
column-field = Field
column-was = What was wrong
column-right = What is right
column-reasons = Why
correct-lead = Open each field that was wrong, put in what is right, and say why. What you leave as it is stays as it was told.
correct-was = As it was told
correct-right = What is right
correct-why = Why it was wrong, or how you know
correct-text = The whole answer as it should read
correct-wrong-files = Files that were wrong
correct-why-missing = Say why it was wrong: { $field }.
corrected-line = { $field }: { $old } → { $new }. { $why }
correction-do-follow = Followed: it is corrected here, and those who had it were told.
correction-do-not = Not followed, for the reasons given below.
correction-outcome-followed = followed
correction-outcome-not-followed = not followed
button-correct = Correct what we told
button-answer-correction = Answer the correction
consequence-correct = A second officer has to approve the correction. Then { $to } is told, shows what is right in place of what was wrong, and has to answer.
consequence-correction = The correction is signed, sealed for { $to } and sent. { $to } shows what is right in place of what was wrong, and has to answer.
consequence-answer-correction = { $to } is told whether it was followed, and who had what was wrong.
fault-nothing-to-correct = Choose what was wrong and say what is right. What was recalled, or corrected since, cannot be corrected.
fault-correction-open = A correction waits for a second officer. It has to be approved or sent back first.
act-correct = correct what was told
act-answer-correction = answer a correction
redress-corrected = Corrected at { $bureau }

# Evidence packages
button-export-evidence = Export as evidence
consequence-export-evidence = You get a sealed package that its recipient can check without this bureau. To whom it goes and why, and the digest of the package, are written into the record. { $to } is not told unless it recalls.
event-exported = Given out as an evidence package: { $use }, { $recipient }
act-export-evidence = give out an evidence package
large-the-package = The package
evidence-title = Evidence package { $reference }
evidence-lead = The bureau { $bureau } wrote this page from its record. Each line names the entry of the journal that proves it; README.txt says how to check that without the bureau. What has no entry is the bureau’s word.
evidence-between = Between
evidence-recipient = Recipient
evidence-given = Given out
evidence-key = Key of the journal
evidence-shown = Shown
evidence-of-entries = { $shown } of { $entries } entries of the case. What the others say stays with the bureau.
evidence-own = The bureau’s own
evidence-with-looks = Show also who looked at the case and why officers acted
evidence-what-stays = Drafts, notes, source records, and to whom the case was given or kept do not leave.
fault-own-turn = Nobody writes themselves on duty. Ask another officer.
fault-changed = It was submitted anew since you saw it. Read it again, then decide.

tab-course = Course
button-report = Report a step to { $to }
consequence-report = { $to } is told of this step, when it was taken and what you write. The periods that the law ties to it start and end on both sides.
course-taken = Steps taken
course-empty = No step has been reported yet.
course-none-here = The law names no steps for this kind of request.
course-told-by = as { $from } reports
course-clocks = Periods that run
course-held = Held in the requested State
course-held-still = still held
course-held-days = { $count ->
    [one] One day
   *[other] { $count } days
} in all, the first and the last counted.
course-next-ours = What may come next on our side
course-next-theirs = What may come next from { $to }
course-starts = Starts a period
report-step = Which step
report-next = Most often comes now
report-others = Other steps
report-needs = Who is competent for each step, and what it needs
report-day = On which day
report-day-help = By the calendar of the place where it happened. For a hearing or a surrender that is fixed, the day that was fixed.
report-time = At what time
report-zone = Time zone of the place, as Europe/Paris
report-text = What the other side should know
report-instead = In place of an earlier report that was wrong
report-instead-none = No, this is a new report
report-replaces = Stands in the place of an earlier report.
report-remind = Remind us on
deadline-reminder = Reminder: { $step }
fault-bad-time = A time of day is needed, as in 14:30.
fault-no-step = That is no step of this proceeding on our side. Choose one of the list.
fault-step-day = This step cannot lie ahead, nor a hundred years back. Write the day on which it was taken.
fault-no-zone = That is no time zone. Write a name such as Europe/Paris.
fault-no-report = The report to be replaced was recalled or replaced already. Look at the course of the case.
large-the-report = The report
large-the-name-of-the-step = The name of the step
large-the-name-of-the-time-zone = The name of the time zone
course-not-counted = This is no step of the side that reports it, or its day cannot be right. It starts and ends no period.
close-running = These periods still run, and stop here with the closing:

# Translations
translations = Translations
translation-title = Translation into { $language }
translation-lead = Each text stands beside its original. Days, times, sums, numbers, provisions, references, names and terms are compared; what stands in one of the two only is shown below it. Whoever signs sees it first.
translation-language-unknown = State the language in which the request is written, so that its days and figures are read rightly.
translation-no-texts = The request states no text that could be translated.
translation-none = Not translated.
translation-original = Original
translation-text = Translation
translation-missing = This text is not translated.
translation-same = Days, figures, references, names and terms stand in both.
translation-outdated = The original was changed after this was translated.
translation-by = Translated by { $name }.
translation-by-machine = Translated by a machine ({ $engine }) and compared with the original by { $name }.
translation-unread = Translated by a machine ({ $engine }). Nobody is named who compared it with the original.
translation-by-nobody = Nobody is named who answers for this translation.
translation-state = { $done } of { $all } texts
translation-differs = { $count ->
    [one] one point to look at
   *[other] { $count } points to look at
}
differs-date = Day
differs-time = Time
differs-sum = Sum
differs-article = Provision
differs-number = Number
differs-reference = Reference
differs-name = Name
differs-term = Term
differs-in-original = stands in the original only
differs-in-translation = stands in the translation only
differs-script = the texts are in different scripts: compare the spelling
differs-instead = papers say “{ $term }”
exhibits = Objects held as evidence
exhibit-mark = Mark or number
exhibit-what = What it is
exhibit-seal = Number of the seal
exhibit-by = By
exhibit-to = Handed to
exhibit-place = Place
exhibit-holder = Held by
exhibit-now = Now held by { $holder }; place: { $place }; seal: { $seal }.
exhibit-no-seal = none
exhibit-gone = It was destroyed or disposed of.
gap = Open:
gap-not-taken = The entries do not begin with its being taken; how it came here is not told.
gap-taken-again = It was taken before, and nothing tells that it was given back.
gap-after-end = It was destroyed or disposed of before.
gap-holder = By the entry before, somebody else has it.
gap-seal = Its seal is not the last one that is told.
gap-not-opened = Nothing tells that its seal was opened.
gap-seal-untold = It is under seal, and the entry does not say under which it was found.
gap-left-open = Its seal was opened, and it was not sealed again.
gap-untimed = Several things were done on that day and the time of this one is not told; its place among them is not sure.
report-exhibit = The object, where the step is about one
report-exhibit-help = One report tells of one object, and both sides use the same mark for it. Say what it is when it is taken. Write the seal that it bears or is given; when it is opened, the old one. Whoever has it after this step is who did it, or whom it was handed to.
fault-exhibit-lacks = This step is about an object. Write of it: { $part }.
fault-not-of-exhibit = This step is about no object. Choose one that is, or empty what is written of the object.
large-a-line-on-the-object = A line on the object
