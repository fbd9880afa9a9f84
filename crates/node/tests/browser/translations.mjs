// A request in French for Brazil, translated into Spanish: the two texts side by side, what differs, and what the other desk sees.
import { act, expect, field, find, go, referenceOf, saved, stateOf, typeInto, until } from "./house.mjs";
import { both } from "./pages.mjs";
import { drafted, officers, ready } from "./travel.mjs";

const REASON = "request.reason";
const at = (name) => `[id="f-${name}@es"]`;
const shown = (page) => page.$eval(`[id="differs-${REASON}@es"]`, (held) => held.textContent);
const put = async (page, name, text) => {
  await page.$eval(at(name), (control) => { control.value = ""; });
  await page.type(at(name), text);
  await saved(page, `${name} is saved`);
};

export async function translations(all) {
  const team = await officers(all);
  const { writer, approver, duty } = team;
  const id = await drafted(team, "BR");
  await typeInto(writer, "request.language", "fr");
  await typeInto(writer, REASON, "Le 12 mars 2024, Quispe Álvarez a retiré 12 500,50 € (article 313-1 du code pénal).");
  await saved(writer, "the reason is saved");
  await go(writer, `/case/${id}/translation/es`);
  await put(writer, REASON, "El 21 de marzo de 2024, Quispe Álvarez retiró 12.500,50 euros (artículo 313-1 del código penal).");
  await until("a day that differs is shown as soon as it is saved", async () => /12 mars 2024/.test(await shown(writer)));
  expect(!/500,50/.test(await shown(writer)), "and a sum that is the same is not");
  await put(writer, "translation.by", "Rosa Ejemplo, traductora jurada");
  await both(writer, "translation", `/case/${id}/translation/es`);
  await go(writer, `/case/${id}/do/submit`);
  expect(/12 mars 2024/.test(await writer.$eval("section.differs", (held) => held.textContent)), "it is seen before the request is submitted");
  await both(writer, "translation-submit", `/case/${id}/do/submit`);
  await go(writer, `/case/${id}/translation/es`);
  await put(writer, REASON, "El 12 de marzo de 2024, Quispe Álvarez retiró 12.500,50 euros (artículo 313-1 del código penal).");
  await until("once mended nothing differs", async () => !/12 mars 2024/.test(await shown(writer)));
  await go(writer, `/case/${id}/request`);
  await writer.$eval(field(REASON), (control) => { control.value += " Urgent."; control.dispatchEvent(new Event("input", { bubbles: true })); });
  await until("a later change of the original is saved", async () => (await writer.$eval("#status", (status) => status.dataset.now)) === "saved");
  await go(writer, `/case/${id}/translation/es`);
  expect(/changed after/.test(await shown(writer)), "and makes the translation out of date");
  await put(writer, REASON, "El 12 de marzo de 2024, Quispe Álvarez retiró 12.500,50 euros (artículo 313-1 del código penal). Urgente.");
  await ready(team, id);
  await act(approver, id, "approve");
  await go(writer, `/case/${id}`);
  await until("delivered, by a receipt", async () => /Delivered|Read/.test(await stateOf(writer)));
  const there = await find(duty, await referenceOf(writer));
  await go(duty, `/case/${there}/translation/es`);
  expect(/Rosa Ejemplo/.test(await duty.$eval("main", (main) => main.textContent)), "the other desk reads who translated");
  await both(duty, "translation-received", `/case/${there}/translation/es`);
  await Promise.all(Object.values(team).map((page) => page.browserContext().close()));
}
