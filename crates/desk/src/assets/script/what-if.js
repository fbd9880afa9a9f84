// What if: what is supposed is sent as it is changed, and the part is swapped for the server's answer. Nothing is saved.
let supposing = 0;
const suppose = async (form) => {
  const turn = (supposing += 1);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(valuesOf(form)), headers: { Accept: "text/html" } }).catch(() => null);
  // An answer that was overtaken says nothing new; without one the plain form says what is wrong.
  if (turn !== supposing) return;
  if (!answer?.ok) { form.submit(); return; }
  const fresh = one("#what-if", new DOMParser().parseFromString(await answer.text(), "text/html"));
  const old = one("#what-if");
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const chosen = focused?.id === "what-if-add" && focused.value ? `w-${focused.value}` : focused?.id;
  old.replaceWith(fresh);
  if (focused) (document.getElementById(chosen) ?? document.getElementById(`${chosen}-0`) ?? one("#what-if-add"))?.focus({ preventScroll: true });
};
document.addEventListener("submit", (event) => {
  if (event.target.matches("#what-if form")) { event.preventDefault(); suppose(event.target); }
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("#what-if form");
  if (form) suppose(form);
});
