// Forms of acts: reasons, answers, notes, decisions. What is typed into one is kept until it was sent; a form that could
// not be sent stays on the page and says why.
const valuesOf = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
const keptForm = (form) => `form ${form.dataset.kept}`;

const fillIn = (form, values) => {
  for (const control of all("textarea, select, input:not([type=hidden])", form)) {
    const texts = values.filter(([name]) => name === control.name).map(([, text]) => text);
    const nth = all("[name]", form).filter((other) => other.name === control.name).indexOf(control);
    if (control.type === "radio" || control.type === "checkbox") control.checked = texts.includes(control.value);
    else control.value = texts[nth] ?? "";
  }
};

const sayAt = (form, words) => {
  let place = one(".fault-summary", form);
  if (!place) {
    place = document.createElement("div");
    Object.assign(place, { className: "fault-summary", tabIndex: -1, role: "alert" });
    form.prepend(place);
  }
  place.textContent = words;
  place.focus();
};

const sendForm = async (form) => {
  const button = one("button", form);
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  keep(keptForm(form), valuesOf(form));
  const answer = await fetch(form.action, {
    method: "POST", body: new URLSearchParams([...valuesOf(form), ["by", page.dataset.officer]]),
    headers: { Accept: "text/html, application/json" },
  }).catch(() => null);
  if (answer?.ok) {
    await release(keptForm(form));
    location.assign(answer.url);
    return;
  }
  button.removeAttribute("aria-disabled");
  const isPage = answer?.headers.get("Content-Type")?.startsWith("text/html");
  if (isPage) {
    one("main").replaceChildren(...one("main", new DOMParser().parseFromString(await answer.text(), "text/html")).childNodes);
    one(".fault-summary")?.focus();
    openForms();
  } else sayAt(form, answer ? `${(await answer.json().catch(() => ({}))).message ?? answer.status} ${news.dataset.kept}` : news.dataset.unsent);
};

const openForms = () => {
  for (const form of all("form[data-kept]")) {
    const asShown = JSON.stringify(valuesOf(form));
    form.addEventListener("input", () => {
      const values = valuesOf(form);
      if (JSON.stringify(values) === asShown) release(keptForm(form));
      else keep(keptForm(form), values);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); sendForm(form); });
  }
};
const offerKept = async () => {
  const kept = await whatIsKept("form ").catch(() => new Map());
  for (const form of all("form[data-kept]")) {
    const values = kept.get(form.dataset.kept);
    if (!values || JSON.stringify(values) === JSON.stringify(valuesOf(form))) continue;
    fillIn(form, values);
    const note = document.createElement("p");
    note.className = "consequence";
    note.append(news.dataset.restored, " ");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = news.dataset.discard;
    button.addEventListener("click", () => { form.reset(); release(keptForm(form)); note.remove(); });
    note.append(button);
    form.prepend(note);
  }
};
if (one("form[data-kept]")) { openForms(); offerKept(); }

