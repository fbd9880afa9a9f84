// Thinking about a request: what if in place, fields that unfold, what to change, what weighed and what was decided before.
import { act, choose, everyWay, expect, explain, field, go, look, open, saved, signIn, until } from "./house.mjs";

const partOf = (page, id) => page.$eval(id, (part) => part.textContent);
const suppose = async (page, name, text) => {
  await page.select("#what-if-add", name);
  const control = `#w-${name.replaceAll(".", "\\.")}`;
  await page.waitForSelector(control);
  await page.$eval(control, (input, text) => { input.value = text; input.dispatchEvent(new Event("change", { bubbles: true })); }, text);
  await page.waitForFunction(() => document.querySelector("#what-if .mean-block"));
};

async function drafting(writer) {
  const id = await open(writer, "red-notice", "BR");
  await writer.select(field("request.sought_for"), "prosecution");
  await saved(writer, "what is sought is saved");
  await until("the least set is asked", async () => (await partOf(writer, "#findings")).includes("would settle it"));
  await suppose(writer, "offence.max_penalty_months", "6");
  expect((await partOf(writer, "#what-if [role=status]")).includes("As supposed"), "what if is answered in place");
  expect((await writer.$eval(field("offence.max_penalty_months"), (input) => input.value)) === "", "and saves nothing");
  expect(writer.url().endsWith(`/case/${id}/request`) || writer.url().endsWith(`/case/${id}`), "and stays on the page");
  await everyWay(writer, "what-if", async () => {
    await go(writer, `/case/${id}/request`);
    await suppose(writer, "offence.max_penalty_months", "6");
  });
  await everyWay(writer, "adapt", () => go(writer, `/case/${id}/findings`));
  await writer.setViewport({ width: 1280, height: 900 });
  const first = await writer.$("#adapt ul.fields a");
  const name = await first.evaluate((link) => link.hash.slice(1));
  await Promise.all([writer.waitForNavigation(), first.click()]);
  expect(await writer.evaluate((name) => document.getElementById(name)?.checkVisibility() ?? false, name), "a thing to change leads to its field");
  const folded = await writer.$eval("details.further [data-field]", (held) => held.dataset.field);
  await go(writer, `/case/${id}/request#field-${folded}`);
  await writer.reload();
  await until("a folded field that is led to unfolds", () => writer.evaluate((name) => document.getElementById(`field-${name}`).checkVisibility(), folded));
}

// Two like questions: the reasons of the first are found from the second.
async function judging(writer, reviewer) {
  const waiting = async () => {
    const id = await open(writer, "red-notice", "BR");
    await writer.select(field("request.sought_for"), "prosecution");
    await writer.$eval(field("political_element"), (select) => { select.closest("details")?.setAttribute("open", ""); });
    await writer.select(field("political_element"), "argued-with-specifics");
    await saved(writer, "a political element is stated");
    await act(writer, id, "submit", explain);
    return id;
  };
  const [first, second] = [await waiting(), await waiting()];
  const question = "form:has([value=political_element][name=weighed])";
  await go(reviewer, `/case/${first}/review`);
  const rule = await reviewer.$eval(`${question} [name=rule]`, (input) => input.value);
  await reviewer.$eval(`${question} [value=political_element]`, (box) => box.click());
  await reviewer.$eval(`${question} [value=satisfied]`, (choice) => choice.click());
  await reviewer.type(`${question} textarea`, "The ordinary crime predominates by far.");
  await Promise.all([reviewer.waitForNavigation(), reviewer.$eval(`${question} button.primary`, (button) => button.click())]);
  expect((await partOf(reviewer, "main")).includes("What weighed"), "what weighed stands with the decision");
  const search = `form.search:has([name=rule][value="${rule}"])`;
  await everyWay(reviewer, "precedents", async () => {
    await go(reviewer, `/case/${second}/review`);
    await reviewer.type(`${search} [name=words]`, "crime predominates");
    await Promise.all([reviewer.waitForNavigation(), reviewer.$eval(`${search} button`, (button) => button.click())]);
    expect(await reviewer.$eval("details.precedent", (one) => !one.open), "an earlier decision is shown closed");
    await reviewer.$eval("details.precedent", (one) => { one.open = true; });
  });
  expect((await partOf(reviewer, "details.precedent")).includes("predominates by far"), "and holds its reasons");
}

export async function considered(all) {
  const [writer, reviewer] = [await signIn(all.FR, "liaison officer"), await signIn(all.FR, "legal reviewer")];
  await choose(writer, "en");
  await choose(reviewer, "en");
  await drafting(writer);
  await judging(writer, reviewer);
  await Promise.all([writer, reviewer].map((page) => page.browserContext().close()));
}
