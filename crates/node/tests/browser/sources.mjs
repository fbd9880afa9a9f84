// Sources and informants: a record of two, what a reader would find in a version, and the approved text in the request.
import { everyWay, expect, go, look, open, signIn, valueOf } from "./house.mjs";

const fill = (page, form, texts) => page.evaluate((form, texts) => {
  const within = [...document.querySelectorAll("form")].find((one) => one.querySelector(form));
  within.closest("details")?.setAttribute("open", "");
  for (const [name, text] of Object.entries(texts)) within.querySelector(`[name="${name}"]`).value = text;
}, form, texts);

const send = (page, form) => Promise.all([
  page.waitForNavigation(),
  page.evaluate((form) => [...document.querySelectorAll("form")].find((one) => one.querySelector(form)).requestSubmit(), form),
]);

const text = (page) => page.$eval("main", (main) => main.textContent);

const opened = async (page, id) => {
  await go(page, `/case/${id}/sources`);
  await fill(page, "[name=purpose][type=text]", { purpose: "to prepare the request" });
  await send(page, "[name=purpose][type=text]");
};

export async function sources({ FR: desk }) {
  const writer = await signIn(desk, "liaison officer");
  const duty = await signIn(desk, "duty officer");
  const reviewer = await signIn(desk, "legal reviewer");
  const id = await open(writer, "red-notice", "BR");
  await everyWay(writer, "sources-none", async () => {
    await go(writer, `/case/${id}/sources`);
    await writer.$eval("details.folded", (details) => { details.open = true; });
  });
  await writer.evaluate((name) => {
    const label = [...document.querySelectorAll("label")].find((one) => one.textContent.includes(name));
    label.querySelector("input").checked = true;
  }, duty.officer);
  await fill(writer, "[name=cover]", { cover: "Kingfisher", grading: "4x4 B2 H1", said: "I saw the captain count the money on the quay", identifiers: "Zbigniew Wiśniewski\nأحمد الحربي\n2026-01-05" });
  await send(writer, "[name=cover]");
  await go(reviewer, `/case/${id}/sources`);
  expect(!(await text(reviewer)).includes("begun"), "who is not named sees no record");
  await opened(writer, id);
  expect((await text(writer)).includes("Kingfisher"), "who is named opens it, with a purpose");
  await fill(writer, "[value=prepare]", { target: "offence.facts_summary", text: "WISNIEWSKI, Zbigniew was there.\nThree men counted." });
  await send(writer, "[value=prepare]");
  expect((await text(writer)).includes("never leaves"), "what would tell who it is is shown");
  await look(writer, "source-found-en-1280");
  await fill(writer, "[value=prepare]", { target: "offence.facts_summary", text: "The captain handles large sums.\nThree men counted them." });
  await send(writer, "[value=prepare]");
  await everyWay(duty, "source-open", () => opened(duty, id));
  await duty.setViewport({ width: 1280, height: 900 });
  await fill(duty, "[value=approve]", { "reason.000": "the newspapers wrote it" });
  await send(duty, "[value=approve]");
  expect((await text(duty)).includes("the newspapers wrote it"), "another one named approves, with reasons");
  await send(duty, "[value=put]");
  await go(writer, `/case/${id}/request`);
  expect((await valueOf(writer, "offence.facts_summary")).endsWith("[4x4 B2 H1]"), "the approved text is in the request, with its grading");
  await look(writer, "source-put-en-1280");
  await everyWay(writer, "sources-closed", () => go(writer, `/case/${id}/sources`));
}
