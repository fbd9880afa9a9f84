// Saving a draft. Each field carries the revision that the officer saw; the server holds back what somebody else
// changed since and sends both versions. One save is under way at a time.
const status = one("#status");
const PAUSE_MS = 600, RETRY_MS = 3000;
// Letters of one save: under what the server takes at once.
const SAVE_LETTERS_MAX = 200_000;
// Field -> { seen, at }: it "waits" to be sent, is "faulty" until it is changed, in "conflict" until a version is chosen,
// and "leaves" until what the browser kept of it is gone: a page closed before that would offer it again.
const unsaved = new Map();
const known = new Map(); // field -> text as last loaded, saved or taken over
let saving = false, timer = 0;
let line = ""; // why nothing can be saved now: "offline", "out"

const box = (field) => document.getElementById(`field-${field}`);
// Where a field is typed: in the form, else where the findings ask for it.
const holder = (field) => box(field) ?? all("[data-question]").find((form) => form.dataset.question === field);
const controls = (within, field) => all("[name]", within).filter((control) => control.name === `field.${field}`);
const textOf = (within, field) => {
  const found = controls(within, field);
  if (found[0]?.type !== "checkbox") return found[0]?.value ?? "";
  return found.filter((control) => control.checked).map((control) => control.value).join("\n");
};
const setText = (within, field, text) => {
  const lines = text.split("\n");
  for (const control of controls(within, field)) {
    if (control.type === "checkbox") control.checked = lines.includes(control.value);
    else control.value = text;
  }
};
const setRevision = (field, revision) => {
  const held = holder(field);
  if (!held) return;
  held.dataset.revision = revision;
  all("[name]", held).filter((control) => control.name === `seen.${field}`).forEach((control) => { control.value = revision; });
};
// A field that folds under "more" is unfolded as soon as there is something to see in it.
const reveal = (field) => { const folded = box(field)?.closest("details"); if (folded) folded.open = true; };
const keepField = (field, seen) => keep(`draft ${field}`, { text: textOf(holder(field), field), seen }).then(settle);
const isSettled = (field) => (unsaved.get(field)?.at ?? "leaves") === "leaves";
const leave = (field, seen) => {
  unsaved.set(field, { seen, at: "leaves" });
  release(`draft ${field}`).then(() => { if (isSettled(field)) unsaved.delete(field); settle(); });
};
const isWaiting = () => [...unsaved.values()].some(({ at }) => at === "waits");

// The first of these that is true is said; "saved" is left only when nothing is unsaved.
const settle = () => {
  if (!status) return;
  const at = new Set([...unsaved.values()].map((one) => one.at));
  const state = line || (at.has("conflict") ? "conflict" : at.has("faulty") ? "fault" : at.size ? "saving" : "saved");
  const said = unsaved.size && !isKept ? "unkept" : state;
  if (status.dataset.now === said) return;
  status.dataset.now = said;
  status.textContent = status.dataset[said];
};

const changed = (field, pause) => {
  const held = holder(field);
  // Leaving a field that was saved already is no change; a colleague may have changed it since.
  if (isSettled(field) && textOf(held, field) === known.get(field)) return;
  const seen = unsaved.get(field)?.seen ?? Number(held.dataset.revision);
  // In a conflict the versions stay on the page until one is chosen; what is typed meanwhile is the officer's version.
  const at = unsaved.get(field)?.at === "conflict" ? "conflict" : "waits";
  unsaved.set(field, { seen, at });
  keepField(field, seen);
  settle();
  clearTimeout(timer);
  timer = setTimeout(save, line ? RETRY_MS : pause);
};

const send = async (changes, leaving) => {
  const answer = await fetch(`/case/${page.dataset.case}/fields`, {
    method: "POST", keepalive: leaving, headers: { "Content-Type": "application/json", Accept: "application/json" },
    // Another officer may have signed in since, in another tab: nothing is saved in their name.
    body: JSON.stringify({ officer: page.dataset.officer, changes }),
  });
  if (answer.ok) return answer.json();
  const fault = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(fault.message ?? answer.status), { status: answer.status });
};

// What goes with the next save. A field that went with a save that was refused whole goes alone, to see which it was.
const batch = () => {
  const waiting = [...unsaved].filter(([field, { at }]) => at === "waits" && holder(field));
  const alone = waiting.find(([, { alone }]) => alone);
  const changes = (alone ? [alone] : waiting).map(([field, { seen }]) => ({ field, text: textOf(holder(field), field), seen }));
  let letters = 0;
  return changes.filter(({ text }, place) => (letters += text.length) <= SAVE_LETTERS_MAX || place === 0);
};

const save = async (leaving = false) => {
  clearTimeout(timer);
  const changes = saving ? [] : batch();
  if (!changes.length) return;
  saving = true;
  let pause = 0;
  try {
    const answer = await send(changes, leaving === true);
    line = "";
    took(answer, changes);
    pause = PAUSE_MS;
  } catch (fault) {
    const isOurs = fault.status >= 400 && fault.status < 500 && fault.status !== 401 && fault.status !== 429;
    line = fault.status === 401 ? "out" : isOurs ? "" : "offline";
    if (!isOurs) pause = RETRY_MS;
    else if (changes.length > 1) changes.forEach(({ field }) => { unsaved.get(field).alone = true; });
    else refused(changes[0].field, new Text(fault.message));
  }
  saving = false;
  settle();
  if (isWaiting()) timer = setTimeout(save, pause);
};

// What the server took, held back or could not read.
const took = (answer, changes) => {
  const sent = new Map(changes.map(({ field, text }) => [field, text]));
  if (page.dataset.position < answer.position) page.dataset.position = answer.position;
  swapFindings(answer.findings);
  swapState(answer.state);
  for (const { field, revision } of answer.saved) {
    const held = holder(field);
    setRevision(field, revision);
    known.set(field, sent.get(field));
    showFault(field);
    if (held && textOf(held, field) !== sent.get(field)) { unsaved.set(field, { seen: revision, at: "waits" }); keepField(field, revision); }
    else leave(field, revision);
  }
  for (const { field, html } of answer.conflicts) { mark(field, "conflict"); showConflict(field, html); }
  for (const { field, html } of answer.compared) document.getElementById(`differs-${field}`)?.replaceChildren(parsed(html));
  for (const { field, html } of answer.faults) refused(field, parsed(html), sent.get(field));
};
const mark = (field, at) => { if (unsaved.has(field)) unsaved.get(field).at = at; };
const parsed = (html) => document.createRange().createContextualFragment(html);

// A field that cannot be saved as it is stays marked and kept until it is changed.
const refused = (field, words, text = textOf(holder(field), field)) => {
  if (textOf(holder(field), field) === text) mark(field, "faulty");
  showFault(field, words);
};
const showFault = (field, words) => {
  const held = holder(field);
  if (!held) return;
  if (words) reveal(field);
  const place = one(".fault", held);
  place.replaceChildren(words ?? "");
  place.hidden = !words;
  for (const control of controls(held, field)) {
    if (words) { control.setAttribute("aria-invalid", "true"); control.setAttribute("aria-errormessage", place.id); }
    else { control.removeAttribute("aria-invalid"); control.removeAttribute("aria-errormessage"); }
  }
};
const showConflict = (field, html) => {
  const place = box(field) && one(".conflict", box(field));
  if (!place) return;
  place.replaceChildren(parsed(html));
  place.hidden = false;
  reveal(field);
};
const chooseVersion = (button) => {
  const held = button.closest("[data-field]");
  const field = held.dataset.field;
  const revision = Number(button.dataset.revision);
  one(".conflict", held).hidden = true;
  setRevision(field, revision);
  if (button.dataset.keep === "theirs") {
    setText(held, field, button.dataset.value);
    known.set(field, textOf(held, field));
    leave(field, revision);
    settle();
  } else { unsaved.set(field, { seen: revision, at: "waits" }); changed(field, 0); }
  controls(held, field)[0]?.focus();
};

// The findings beside the form. Swapped whole; what is open, typed or in focus stays so.
const swapFindings = (html) => {
  const old = one("#findings");
  if (!old || !html) return;
  const open = all("details[open]", old).map((part) => part.dataset.why);
  const typed = all("[data-question]", old).map((form) => [form.dataset.question, textOf(form, form.dataset.question)]);
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused ? all("[data-question]", old).findIndex((form) => form.contains(focused)) : -1;
  old.replaceWith(parsed(html));
  const fresh = one("#findings");
  all("details", fresh).forEach((part) => { part.open = open.includes(part.dataset.why); });
  for (const [field, text] of typed) {
    const form = all("[data-question]", fresh).find((form) => form.dataset.question === field);
    if (form && text) setText(form, field, text);
  }
  markSections();
  if (!focused) return;
  const same = focused.id && document.getElementById(focused.id);
  const next = place < 0 ? null : one("[name^='field.']", all("[data-question]", fresh)[place] ?? fresh);
  (same || next || one("#findings-title")).focus({ preventScroll: !!same });
};
const swapState = (html) => {
  const old = one("#state");
  if (!old || !html) return;
  old.replaceWith(parsed(html));
  watchDelivery();
};

// The parts of the form that findings are about are marked in the navigation.
const markSections = () => {
  const facts = new Set(all("#findings .finding").flatMap((finding) => finding.dataset.facts.split(" ")));
  facts.forEach(reveal);
  for (const link of all("nav.parts a")) {
    const open = all(`${link.hash} [data-field]`).filter((held) => facts.has(held.dataset.field)).length;
    link.toggleAttribute("data-open", open > 0);
    one(".count", link).textContent = open || "";
  }
};

// A question answered in place is the field answered.
const answer = (form) => {
  const field = form.dataset.question;
  const text = textOf(form, field);
  if (!text) return;
  if (box(field)) setText(box(field), field, text);
  changed(field, 0);
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-question]")) { event.preventDefault(); answer(form); }
  else if (form.matches("[data-draft]")) { event.preventDefault(); save(); }
});
document.addEventListener("input", (event) => {
  const held = event.target.closest(".draft [data-field]");
  const question = event.target.closest("[data-question]");
  if (!event.target.name?.startsWith("field.")) return;
  if (held) changed(held.dataset.field, PAUSE_MS);
  // Half an answer is kept, and saved when it is whole: saving settles the question, which then goes.
  else if (question) {
    const field = question.dataset.question;
    keep(`draft ${field}`, { text: textOf(question, field), seen: Number(question.dataset.revision) });
  }
});
document.addEventListener("change", (event) => {
  const held = event.target.closest(".draft [data-field]");
  const form = event.target.closest("[data-question]");
  if (held && event.target.name?.startsWith("field.")) changed(held.dataset.field, 0);
  else if (form && event.target.type !== "checkbox") answer(form);
});
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-keep]");
  const goto = event.target.closest("[data-goto]");
  if (choice) chooseVersion(choice);
  else if (goto) {
    const control = document.getElementById(`f-${goto.dataset.goto}`);
    if (control) { event.preventDefault(); reveal(goto.dataset.goto); control.scrollIntoView({ block: "center" }); control.focus(); }
  }
});
const pointAt = (event) => {
  const facts = event.target.closest?.(".finding")?.dataset.facts?.split(" ") ?? [];
  all("[data-seen]").forEach((held) => held.removeAttribute("data-seen"));
  facts.forEach((fact) => box(fact)?.setAttribute("data-seen", ""));
};
document.addEventListener("focusin", pointAt);
document.addEventListener("mouseover", pointAt);

const openDraft = async () => {
  all("[data-draft] [data-field]").forEach((held) => known.set(held.dataset.field, textOf(held, held.dataset.field)));
  markSections();
  for (const [field, { text, seen }] of await whatIsKept("draft ").catch(() => new Map())) {
    const held = holder(field);
    if (!held) continue;
    if (textOf(held, field) === text) { release(`draft ${field}`); continue; }
    setText(held, field, text);
    reveal(field);
    unsaved.set(field, { seen, at: "waits" });
  }
  if (location.hash.startsWith("#field-")) { reveal(location.hash.slice(7)); one(":target")?.scrollIntoView({ block: "center" }); }
  settle();
  save();
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
  addEventListener("online", () => save());
  addEventListener("pageshow", (event) => { if (event.persisted) save(); });
  // Leaving is safe, except where the browser could not keep what is not saved.
  addEventListener("beforeunload", (event) => { if (unsaved.size && !isKept) event.preventDefault(); });
};
if (one("[data-draft]")) openDraft();

