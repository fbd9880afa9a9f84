// Keys. Letters do nothing while one types.
const places = { t: "/today", d: "/docket", r: "/review", l: "/law", b: "/directory", o: "/oversight", s: "/settings" };
let after = "";

const isTyping = (target) => target.matches("input:not([type=radio], [type=checkbox]), textarea, select");

const moveRow = (step) => {
  const rows = all("[data-rows] tbody tr");
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  rows.forEach((row) => row.removeAttribute("data-at"));
  next.setAttribute("data-at", "");
  one("a", next)?.focus();
  return true;
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key;
  const done = () => event.preventDefault();
  if (after === "g") {
    after = "";
    if (places[key]) { done(); location.assign(places[key]); }
    return;
  }
  if (key === "g") { after = "g"; setTimeout(() => { after = ""; }, 1500); }
  else if (key === "c" && one("#new")) { done(); one("#new").click(); }
  else if (key === "/") { done(); one("#search")?.focus(); }
  else if (key === "L") { done(); one("#lock")?.click(); }
  else if (key === "?") { done(); one("#keys")?.showModal(); }
  else if ((key === "j" || key === "k") && moveRow(key === "j" ? 1 : -1)) done();
};
document.addEventListener("keydown", pressed);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.me[open], details.more[open]");
  if (open) { open.open = false; one("summary", open).focus(); }
});
document.addEventListener("click", (event) => {
  all("details.me[open], details.more[open]").forEach((open) => { if (!open.contains(event.target)) open.open = false; });
});
one(".fault-summary")?.focus();
one("[data-filters]")?.addEventListener("change", (event) => {
  if (event.target.matches("select")) event.currentTarget.requestSubmit();
});
