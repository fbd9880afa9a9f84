// Saving a draft. Each field carries the revision that the officer saw; the server holds back what somebody else
// changed since and sends both versions. One save is under way at a time.
//
// What could not be saved is kept in the tab's own storage, under the officer and the case: it survives a reload and
// a crash of the browser, no other tab or officer reads it, and it goes when the tab is closed or the officer signs out.
const status = one("#status");
const dirty = new Map(); // field -> revision seen
const known = new Map(); // field -> text as last loaded, saved or taken over
const PAUSE_MS = 600, RETRY_MS = 3000;
let saving = false, timer = 0;

const box = (field) => document.getElementById(`field-${field}`);
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
  const held = box(field);
  if (!held) return;
  held.dataset.revision = revision;
  all("[name]", held).filter((control) => control.name === `seen.${field}`).forEach((control) => { control.value = revision; });
};
const keepName = (field) => `comity ${page.dataset.officer} ${page.dataset.case} ${field}`;
const keep = (field, text, seen) => {
  try { sessionStorage.setItem(keepName(field), JSON.stringify({ text, seen })); } catch { /* full or switched off: the page itself still holds it */ }
};
const release = (field) => { try { sessionStorage.removeItem(keepName(field)); } catch { /* as above */ } };

const say = (state) => {
  if (!status || status.dataset.now === state) return;
  status.dataset.now = state;
  status.textContent = status.dataset[state];
};
const settle = () => {
  if (one(".conflict:not([hidden])")) say("conflict");
  else if (one(".draft [aria-invalid]")) say("fault");
  else say(dirty.size ? "saving" : "saved");
};

const changed = (field, pause) => {
  const held = box(field);
  // Leaving a field that was saved already is no change; a colleague may have changed it since.
  if (!dirty.has(field) && textOf(held, field) === known.get(field)) return;
  if (!dirty.has(field)) dirty.set(field, Number(held.dataset.revision));
  keep(field, textOf(held, field), dirty.get(field));
  if (status?.dataset.now !== "offline") say("saving");
  clearTimeout(timer);
  timer = setTimeout(save, pause);
};

const send = async (changes, leaving) => {
  const answer = await fetch(`/case/${page.dataset.case}/fields`, {
    method: "POST", keepalive: leaving, headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ changes }),
  });
  if (answer.ok) return answer.json();
  const fault = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(fault.message ?? answer.status), { status: answer.status });
};

const save = async (leaving = false) => {
  clearTimeout(timer);
  if (saving || !dirty.size) return;
  saving = true;
  const changes = [...dirty].map(([field, seen]) => ({ field, text: textOf(box(field), field), seen }));
  let pause = PAUSE_MS;
  try {
    took(await send(changes, leaving === true), changes);
    settle();
  } catch (fault) {
    pause = RETRY_MS;
    if (fault.status === 401) say("out");
    else if (fault.status === undefined || fault.status >= 500) say("offline");
    else { say("fault"); status.textContent = fault.message; changes.forEach(({ field }) => dirty.delete(field)); }
  }
  saving = false;
  if (dirty.size) timer = setTimeout(save, pause);
};

// What the server took, held back or could not read.
const took = (answer, changes) => {
  const sent = new Map(changes.map(({ field, text }) => [field, text]));
  for (const { field, revision } of answer.saved) {
    setRevision(field, revision);
    known.set(field, sent.get(field));
    showFault(field, "");
    if (box(field) && textOf(box(field), field) !== sent.get(field)) dirty.set(field, revision);
    else { dirty.delete(field); release(field); }
  }
  for (const { field, html } of answer.conflicts) { dirty.delete(field); showConflict(field, html); }
  for (const { field, html } of answer.faults) { dirty.delete(field); showFault(field, html); }
  if (page.dataset.position < answer.position) page.dataset.position = answer.position;
  swapFindings(answer.findings);
  swapState(answer.state);
};

const showFault = (field, html) => {
  const held = box(field);
  if (!held) return;
  const place = one(".fault", held);
  place.innerHTML = html;
  place.hidden = !html;
  for (const control of controls(held, field)) {
    if (html) { control.setAttribute("aria-invalid", "true"); control.setAttribute("aria-errormessage", place.id); }
    else { control.removeAttribute("aria-invalid"); control.removeAttribute("aria-errormessage"); }
  }
};
const showConflict = (field, html) => {
  const held = box(field);
  if (!held) return;
  const place = one(".conflict", held);
  place.innerHTML = html;
  place.hidden = false;
};
const chooseVersion = (button) => {
  const held = button.closest("[data-field]");
  const field = held.dataset.field;
  one(".conflict", held).hidden = true;
  setRevision(field, button.dataset.revision);
  if (button.dataset.keep === "theirs") {
    setText(held, field, button.dataset.value);
    known.set(field, textOf(held, field));
    release(field);
    settle();
  }
  else { dirty.set(field, Number(button.dataset.revision)); changed(field, 0); }
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
  old.outerHTML = html;
  const fresh = one("#findings");
  all("details", fresh).forEach((part) => { part.open = open.includes(part.dataset.why); });
  for (const [field, text] of typed) {
    const form = all("[data-question]", fresh).find((form) => form.dataset.question === field);
    if (form && text) setText(form, field, text);
  }
  if (!focused) return;
  const same = focused.id && document.getElementById(focused.id);
  const next = place < 0 ? null : one("[name^='field.']", all("[data-question]", fresh)[place] ?? fresh);
  (same || next || one("#findings-title")).focus({ preventScroll: !!same });
};
const swapState = (html) => {
  const old = one("#state");
  if (!old || !html) return;
  old.outerHTML = html;
  watchDelivery();
};

// A question answered in place is the field answered.
const answer = async (form) => {
  const field = form.dataset.question;
  const text = textOf(form, field);
  if (!text) return;
  if (box(field)) { setText(box(field), field, text); changed(field, 0); return; }
  try {
    const changes = [{ field, text, seen: Number(form.dataset.revision) }];
    took(await send(changes, false), changes);
  } catch (fault) { one("label, .label", form).textContent = fault.message; }
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-question]")) { event.preventDefault(); answer(form); }
  else if (form.matches("[data-draft]")) { event.preventDefault(); save(); }
});
document.addEventListener("input", (event) => {
  const held = event.target.closest(".draft [data-field]");
  if (held && event.target.name?.startsWith("field.")) changed(held.dataset.field, PAUSE_MS);
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
    if (control) { event.preventDefault(); control.scrollIntoView({ block: "center" }); control.focus(); }
  }
});
const pointAt = (event) => {
  const facts = event.target.closest?.(".finding")?.dataset.facts?.split(" ") ?? [];
  all("[data-seen]").forEach((held) => held.removeAttribute("data-seen"));
  facts.forEach((fact) => box(fact)?.setAttribute("data-seen", ""));
};
document.addEventListener("focusin", pointAt);
document.addEventListener("mouseover", pointAt);

if (one("[data-draft]")) {
  all("[data-draft] [data-field]").forEach((held) => known.set(held.dataset.field, textOf(held, held.dataset.field)));
  const start = `comity ${page.dataset.officer} ${page.dataset.case} `;
  for (const name of Object.keys(sessionStorage).filter((name) => name.startsWith(start))) {
    const field = name.slice(start.length);
    const kept = JSON.parse(sessionStorage.getItem(name));
    const held = box(field);
    if (!held || textOf(held, field) === kept.text) { sessionStorage.removeItem(name); continue; }
    setText(held, field, kept.text);
    dirty.set(field, kept.seen);
  }
  if (dirty.size) save();
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
  addEventListener("online", () => save());
  addEventListener("beforeunload", (event) => { if (dirty.size) { save(true); event.preventDefault(); } });
}
one("form[action='/sign-out']")?.addEventListener("submit", () => { try { sessionStorage.clear(); } catch { /* nothing kept */ } });
