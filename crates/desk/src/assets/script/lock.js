
// A session that is left alone is locked, by the desk; an open page then goes to the one that unlocks it. What was typed
// and not saved is kept as at the end of a session. Typing counts as being there, also where nothing is sent for long.
const TELL_MS = 60_000;
const RETRY_SECONDS = 5;
const locking = new BroadcastChannel("comity lock");
let lockTimer = 0;
const conceal = () => { document.body.hidden = true; location.replace(`/locked?to=${location.pathname}`); };
const armLock = (seconds) => { clearTimeout(lockTimer); lockTimer = setTimeout(askLock, seconds * 1000 + 500); };
const heardLock = async (answer) => {
  if (answer?.status === 401) return conceal();
  // Without an answer nobody knows whether the session is locked: nothing is shown until there is one.
  document.body.hidden = !answer?.ok;
  armLock(answer?.ok ? (await answer.json()).locks_in : RETRY_SECONDS);
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
