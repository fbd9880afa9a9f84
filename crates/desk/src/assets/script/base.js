// The desk's script, put together from the files of this folder: keys, saving of drafts as they are typed, live changes.
// Without it pages read and send as plain forms. What it shows comes from the server, escaped there; it makes no markup
// of what is typed.
const one = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const page = one("article.case[data-case]");
const news = one("#news");
document.documentElement.classList.add("scripted");

// Calls that come while one waits to run are one with it.
const once = (pause, act) => {
  let waits = 0;
  return () => { if (!waits) waits = setTimeout(() => { waits = 0; act(); }, pause); };
};

