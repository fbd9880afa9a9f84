// The desks in a real browser: a request on its whole trip and what may happen to it, lines and tabs, what is typed, the
// keyboard, and every page looked at by axe-core and kept as a picture.
// Usage: node trip.mjs ADDRESS-OF-THE-DEMONSTRATION FOLDER-FOR-PICTURES BROWSER [PART...]
import { desks, end, took } from "./house.mjs";
import { authority } from "./authority.mjs";
import { calendar } from "./calendar.mjs";
import { considered } from "./considered.mjs";
import { dossiers } from "./dossiers.mjs";
import { kept } from "./kept.mjs";
import { keyboard } from "./keys.mjs";
import { law } from "./law.mjs";
import { live } from "./live.mjs";
import { needToKnow } from "./need-to-know.mjs";
import { everyPage } from "./pages.mjs";
import { proceeding } from "./proceeding.mjs";
import { sources } from "./sources.mjs";
import { terms } from "./terms.mjs";
import { translations } from "./translations.mjs";
import { askedMore, officers, partnerDown, refused, trip } from "./travel.mjs";

async function travel(all) {
  const team = await officers(all);
  for (const part of [trip, refused, askedMore, partnerDown]) await part(team);
  await Promise.all(Object.values(team).map((page) => page.browserContext().close()));
}

const parts = { live, kept, keyboard, considered, needToKnow, authority, dossiers, sources, terms, translations, proceeding, calendar, travel, law, everyPage };
const wanted = process.argv.slice(5);
const all = await desks();
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue;
  await took(name, () => part(all));
}
await end();
