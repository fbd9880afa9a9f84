// What may be done with what another bureau told: marked, asked about, granted, used, recalled, and erased where it went.
import { act, expect, explain, find, go, look, referenceOf, signIn, stateOf, type, until } from "./house.mjs";
import { both } from "./pages.mjs";
import { drafted, ready } from "./travel.mjs";

const textOf = (page) => page.$eval("main", (main) => main.textContent);
const says = (page, path, words) => until(words, async () => {
  await go(page, path);
  return (await textOf(page)).includes(words);
});
const click = (page, name, value) => page.$eval(`main [name="${name}"][value="${value}"]`, (control) => control.click());

async function answered(team) {
  const { writer, approver, duty } = team;
  const id = await drafted(team, "BR");
  await ready(team, id);
  await act(approver, id, "approve");
  await go(writer, `/case/${id}`);
  await until("delivered, by a receipt", async () => /Delivered|Read/.test(await stateOf(writer)));
  const there = await find(duty, await referenceOf(writer));
  await go(duty, `/case/${there}`);
  await both(duty, "answer-terms", async (page) => {
    await go(page, `/case/${there}/do/answer`);
    await page.$eval("details.panel", (part) => { part.open = true; });
  });
  await act(duty, there, "answer", async (page) => {
    await page.type("main [name=text]", "The account is held by a company at Recife.");
    await click(page, "complete", "no");
    await page.$eval("details.panel", (part) => { part.open = true; });
    await page.type("main [name=marking]", "4x4 B2 H1; TLP:AMBER");
    await page.type("main [name=terms]", "The source is not named.");
  });
  await says(writer, `/case/${id}/exchange`, "TLP:AMBER");
  return { id, there };
}

async function consent({ writer, granting }, { id, there }) {
  await go(writer, `/case/${id}/exchange`);
  await writer.$$eval("details.more-fields", (parts) => parts.forEach((part) => { part.open = true; }));
  await both(writer, "terms", `/case/${id}/exchange`);
  const use = async (page) => {
    await page.select("#act-what", "in-court");
    await page.type("main [name=recipient]", "Court of Lyon");
    await page.type("main [name=reasons]", "The trial opens on Monday.");
  };
  await go(writer, `/case/${id}/do/use`);
  await use(writer);
  await writer.click("section.act button.primary");
  await until("without consent it is not used in court", async () => (await textOf(writer)).includes("has to consent first"));
  await look(writer, "use-refused");
  await act(writer, id, "ask-consent", use);
  await says(granting, `/case/${there}`, "Court of Lyon");
  await both(granting, "answer-consent", `/case/${there}/do/answer-consent`);
  await act(granting, there, "answer-consent", async (page) => {
    await click(page, "granted", "yes");
    await page.type("main [name=terms]", "Without the account's number.");
  });
  await says(writer, `/case/${id}/exchange`, "Consent given");
  // What was typed when it was refused is still there.
  await act(writer, id, "use", async (page) => {
    await until("what was typed is kept", async () => (await page.$eval("main [name=recipient]", (input) => input.value)) === "Court of Lyon");
  });
  await says(writer, `/case/${id}/exchange`, "Uses recorded");
}

// The request is recalled; whoever had it deletes it, and nothing of it is left there.
async function erased({ writer, approver, duty, granting, overseer }, { id, there }) {
  await both(approver, "recall", `/case/${id}/do/recall`);
  await act(approver, id, "recall", type("reasons", "Another person of that name."));
  await go(approver, `/case/${id}`);
  expect((await textOf(approver)).includes("has not answered the recall"), "who has not answered is said");
  await says(granting, `/case/${there}`, "Do not use it");
  await look(granting, "recalled");
  await both(granting, "answer-recall", `/case/${there}/do/answer-recall`);
  await act(granting, there, "answer-recall", (page) => click(page, "outcome", "deleted"));
  await until("the case is gone there", async () => (await go(duty, `/case/${there}`)).status() === 404);
  await says(writer, `/case/${id}/exchange`, "has deleted the case");
  await look(writer, "deleted-there");
  await go(overseer, "/oversight");
  expect((await textOf(overseer)).includes(there), "that it was erased stands in the register");
  await look(overseer, "erased");
}

// A life is in danger: the duty officer sends alone, and the approver reviews it afterwards.
async function danger({ writer, alone, approver }) {
  const id = await drafted({ writer }, "BR");
  await act(writer, id, "submit", explain);
  await both(alone, "break-glass", `/case/${id}/do/break-glass`);
  await act(alone, id, "break-glass", type("reasons", "The caller means to kill the child tonight."));
  await both(approver, "sent-alone", `/case/${id}`);
  await both(approver, "review-emergency", `/case/${id}/do/review-emergency`);
  await act(approver, id, "review-emergency", async (page) => {
    await click(page, "justified", "yes");
    await page.type("main [name=reasons]", "The call was recorded.");
  });
  await look(approver, "emergency-reviewed");
}

// A closed case is listed with its last day, kept longer, and erased by who answers for it.
async function ended({ writer, approver }, { id }) {
  await act(writer, id, "close", type("reasons", "The other bureau has deleted it."));
  await go(writer, `/case/${id}`);
  expect((await textOf(writer)).includes("Kept until"), "the last day stands in its head");
  await both(approver, "kept-cases", "/oversight");
  await both(approver, "keep-longer", `/case/${id}/do/retain`);
  await both(approver, "erase-now", `/case/${id}/do/discard`);
  await act(approver, id, "discard", type("reasons", "Of no use any more."));
  await until("nothing is left of it", async () => (await go(writer, `/case/${id}`)).status() === 404);
}

export async function terms(all) {
  const team = {
    alone: await signIn(all.FR, "duty officer"),
    writer: await signIn(all.FR, "liaison officer"),
    reviewer: await signIn(all.FR, "legal reviewer"),
    approver: await signIn(all.FR, "approver"),
    duty: await signIn(all.BR, "duty officer"),
    granting: await signIn(all.BR, "approver"),
    overseer: await signIn(all.BR, "approver"),
  };
  const cases = await answered(team);
  await consent(team, cases);
  await erased(team, cases);
  await ended(team, cases);
  await danger(team);
  await Promise.all(Object.values(team).map((page) => page.browserContext().close()));
}
