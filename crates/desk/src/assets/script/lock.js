
// A session that is left alone is locked, by the desk; an open page then goes to the one that unlocks it. What was typed
// and not saved is kept as at the end of a session. Typing counts as being there, also where nothing is sent for long.
const TELL_MS = 60_000;
const RETRY_SECONDS = 5;
const locking = new BroadcastChannel("comity lock");
let lockTimer = 0;
const conceal = () => { document.body.hidden = true; location.replace(`/locked?to=${location.pathname}`); };
let locksAt = 0; // as far as this page was told
const askLater = (seconds) => { clearTimeout(lockTimer); lockTimer = setTimeout(askLock, seconds * 1000 + 500); };
const armLock = (seconds) => { locksAt = Date.now() + seconds * 1000; askLater(seconds); };
const heardLock = async (answer) => {
  const said = await answer?.json().catch(() => null);
  if (said?.code === "locked") return conceal();
  // A session that ended is told where something is saved or sent.
  if (answer?.status === 401) return;
  // Without an answer nobody knows whether the session is locked: once it would be, nothing is shown.
  document.body.hidden = !answer?.ok && Date.now() >= locksAt;
  if (answer?.ok) armLock(said.locks_in);
  else askLater(RETRY_SECONDS);
};
const askLock = () => fetch("/session", { headers: { Accept: "application/json" } }).catch(() => null).then(heardLock);

let told = Date.now();
const isThere = () => {
  if (Date.now() - told < TELL_MS) return;
  told = Date.now();
  fetch("/session", { method: "POST", headers: { Accept: "application/json" } }).then(heardLock, () => { /* the timer asks again */ });
};
if (news?.dataset.locksIn) {
  armLock(Number(news.dataset.locksIn));
  for (const kind of ["keydown", "pointerdown", "wheel"]) addEventListener(kind, isThere, { capture: true, passive: true });
  addEventListener("pageshow", (event) => { if (event.persisted) askLock(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) askLock(); });
  one("form[action='/lock']").addEventListener("submit", (event) => {
    event.target.elements.to.value = location.pathname;
    locking.postMessage("locked");
  });
  // The form is sent first; a page that asked before it arrived would be told that all is well.
  locking.addEventListener("message", () => setTimeout(askLock, 300));
}
