// A case that is kept to those who need to know it, who could read it, and a policy that two officers put in force.
import { act, expect, go, look, open, signIn, until } from "./house.mjs";
import { both } from "./pages.mjs";

const textOf = (page) => page.$eval("main", (main) => main.textContent);
const listed = async (page, id) => {
  await go(page, "/docket");
  return page.$$eval("tbody a", (links, id) => links.some((link) => link.href.includes(id)), id);
};
const tick = (page, officer) => page.evaluate((name) => {
  const label = [...document.querySelectorAll("main form label")].find((label) => label.textContent.includes(name));
  label.querySelector("input").click();
}, officer);

async function keeping({ writer, reviewer, overseer }) {
  const id = await open(writer, "information-request", "US");
  expect(await listed(reviewer, id), "a colleague sees a new case");
  await both(writer, "restrict", `/case/${id}/do/restrict`);
  await act(writer, id, "restrict", async (page) => {
    await tick(page, page.officer);
    await page.type("main [name=reasons]", "An informant is named.");
  });
  expect((await textOf(writer)).includes("Kept to one officer"), "the head says to whom it is kept");
  await both(writer, "kept-case", `/case/${id}`);
  expect(!(await listed(reviewer, id)), "it is in no other officer's list any more");
  const answer = await go(reviewer, `/case/${id}`);
  expect(answer.status() === 404, "and at no address");
  expect(await listed(overseer, id), "data protection sees it");
  await both(overseer, "readers", `/case/${id}/readers`);
  expect((await textOf(overseer)).includes("kept to a circle"), "who could read it is said, and by which rule");
  return id;
}

async function fromTheFirstMoment({ writer, reviewer }) {
  const unfold = (page) => page.$eval("form.new details", (details) => { details.open = true; });
  await both(writer, "new-kept", async (page) => { await go(page, "/new"); await unfold(page); });
  await go(writer, "/new");
  for (const [name, value] of [["kind", "information-request"], ["to", "US"]]) {
    await writer.$eval(`[name=${name}][value="${value}"]`, (input) => input.click());
  }
  await unfold(writer);
  await tick(writer, writer.officer);
  await Promise.all([writer.waitForNavigation(), writer.$eval("form.new .acts button", (button) => button.click())]);
  const id = writer.url().match(/case-[0-9a-z]+/)[0];
  expect(!(await listed(reviewer, id)), "a case can be kept from its first moment");
}

async function governing({ administrator, overseer, reviewer }, id) {
  await both(administrator, "policy", "/policy");
  const rule = '\n@id("readers-of-notices") @says("Legal reviewers see every case.")\npermit (principal in Role::"legal-reviewer", action == Action::"oversee", resource);\n';
  const press = (page, words) => Promise.all([page.waitForNavigation(), page.evaluate((words) => {
    [...document.querySelectorAll("main button")].find((button) => button.textContent.includes(words)).click();
  }, words)]);
  await go(administrator, "/policy");
  await administrator.$eval("#policy-text", (area, rule) => { area.value += rule; }, rule);
  await administrator.type("#policy-reasons", "Reviewers read the record.");
  await press(administrator, "See what would change");
  expect((await textOf(administrator)).includes("oversee the bureau"), "what would change is shown first");
  expect(!(await administrator.$eval("section.changes", (part) => part.textContent)).includes("case"), "and nobody's sight of cases does");
  await look(administrator, "policy-tried");
  await press(administrator, "Propose a policy");
  expect((await textOf(administrator)).includes("waits to be confirmed"), "it waits");
  expect((await go(reviewer, "/oversight")).status() === 403, "and is not in force");
  await both(overseer, "policy-waits", "/policy");
  await go(overseer, "/policy");
  await press(overseer, "Put it in force");
  await until("a different officer put it in force", async () => (await go(reviewer, "/oversight")).status() === 200);
  expect(!(await textOf(reviewer)).includes(id), "and what is kept to others stays so");
}

export async function needToKnow(all) {
  const seat = (role) => signIn(all.FR, role);
  const team = {
    writer: await seat("liaison officer"),
    reviewer: await seat("legal reviewer"),
    overseer: await seat("data protection officer"),
    administrator: await seat("administrator"),
  };
  const id = await keeping(team);
  await fromTheFirstMoment(team);
  await governing(team, id);
  await Promise.all(Object.values(team).map((page) => page.browserContext().close()));
}
