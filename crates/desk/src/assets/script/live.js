// Live changes. What is being read is not moved: the state is swapped in place, the rest waits behind a button.
const tell = (words, show) => {
  news.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = news.dataset.show;
  button.addEventListener("click", () => { news.hidden = true; show(); });
  news.append(button);
  news.hidden = false;
};

const count = once(400, async () => {
  const answer = await fetch("/waiting", { headers: { Accept: "application/json" } }).catch(() => null);
  const mark = one("#waiting");
  if (!answer?.ok || !mark) return;
  const waiting = (await answer.json()).count;
  mark.textContent = waiting;
  mark.hidden = !waiting;
  document.title = (waiting ? `(${waiting}) ` : "") + document.title.replace(/^\(\d+\) /, "");
});

const freshList = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const fresh = one("main", new DOMParser().parseFromString(await answer.text(), "text/html"));
  one("main").replaceChildren(...fresh.childNodes);
};
const list = once(700, () => {
  if (one("main").contains(document.activeElement) && document.activeElement !== one("main")) tell(news.dataset.list, freshList);
  else freshList();
});

let stateDue = false;
const state = once(300, async () => {
  if (saving || isWaiting()) { stateDue = true; setTimeout(() => { if (stateDue) state(); }, 1000); return; }
  stateDue = false;
  const answer = await fetch(`/case/${page.dataset.case}/state`).catch(() => null);
  if (!answer?.ok) return;
  const before = Number(page.dataset.position);
  swapState(await answer.text());
  const now = one("#state").dataset;
  if (Number(now.position) <= before) return;
  page.dataset.position = now.position;
  if (now.last === "heard") tell(news.dataset.outside, () => location.reload());
  else if (now.by && now.by !== page.dataset.officer) tell(news.dataset.inside, () => location.reload());
});

let watch = 0;
const watchDelivery = () => {
  clearTimeout(watch);
  if (page && one("#state")?.hasAttribute("data-waits")) watch = setTimeout(state, 5000);
};

// What the line says. Rings are numbered: a page whose number is not the desk's has missed some, and looks afresh.
let rung = Number(news?.dataset.rung);
const lookAfresh = () => {
  count();
  if (page) state();
  else if (one("[data-live-list]")) list();
};
const heard = (said) => {
  const missed = said.rung !== rung + (said.case ? 1 : 0);
  rung = said.rung;
  if (missed) return lookAfresh();
  if (!said.case) return;
  count();
  if (page && said.case === page.dataset.case && said.position > Number(page.dataset.position)) state();
  if (!page && one("[data-live-list]")) list();
};

// One line to the desk for all tabs of a browser, which has only a few for one host. The tab that holds the lock keeps the
// line and passes on what it hears; when it goes, the next tab gets the lock. A page that is left lets go of all of it,
// since a browser keeps left pages alive to go back to. Locks need a secure context; without one, pages in sight have a
// line each.
const AGAIN_MS = 5000;
let letGo = null;

const keepLine = (pass, stop) => new Promise((done) => {
  // The lock may come just after the page was left: it would then be held for good, and no other tab would hear anything.
  if (stop.aborted) return done();
  let source;
  const open = () => {
    source = new EventSource("/live");
    for (const kind of ["begun", "ring"]) source.addEventListener(kind, (event) => pass(JSON.parse(event.data)));
    // A line that was refused, by a session that ended or too many lines, is not opened again by the browser itself.
    source.addEventListener("error", () => { if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!stop.aborted) open(); }, AGAIN_MS); });
  };
  open();
  stop.addEventListener("abort", () => { source.close(); done(); });
});

const listen = () => {
  if (letGo) return;
  const stop = new AbortController();
  letGo = () => { stop.abort(); letGo = null; };
  if (!navigator.locks) { if (!document.hidden) keepLine(heard, stop.signal); else letGo(); return; }
  const name = `comity live ${news.dataset.officer}`;
  const tabs = new BroadcastChannel(name);
  let leads = false;
  const pass = (said) => { heard(said); tabs.postMessage(said); };
  tabs.addEventListener("message", ({ data }) => {
    if (data !== "which") heard(data);
    else if (leads) tabs.postMessage({ rung });
  });
  tabs.postMessage("which");
  stop.signal.addEventListener("abort", () => tabs.close());
  navigator.locks.request(name, { signal: stop.signal }, () => { leads = true; return keepLine(pass, stop.signal); })
    .catch(() => { /* left before the lock came */ });
};

if (news?.dataset.officer) {
  count();
  watchDelivery();
  listen();
  addEventListener("pagehide", () => letGo?.());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  if (!navigator.locks) document.addEventListener("visibilitychange", () => { if (document.hidden) letGo?.(); else listen(); });
}
