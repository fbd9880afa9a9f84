// A prosecutor answers a task in the portal; a kept case is entered in danger to life; the duty rota; a case given out as evidence.
import { act, everyWay, expect, go, look, open, referenceOf, signIn } from "./house.mjs";

const text = (page) => page.$eval("main", (main) => main.textContent);
const send = (page, form) => Promise.all([page.waitForNavigation(), page.$eval(form, (form) => form.requestSubmit())]);
const set = (page, selector, value) => page.$eval(selector, (control, value) => { control.value = value; }, value);

async function portal(desk) {
  const writer = await signIn(desk, "liaison officer");
  const prosecutor = await signIn(desk, "authority");
  const id = await open(writer, "information-request", "BR");
  const reference = await referenceOf(writer);
  await everyWay(writer, "task-give", () => go(writer, `/case/${id}/do/give-task`));
  await act(writer, id, "give-task", async (page) => {
    await page.select("#act-authority", await page.$eval("#act-authority option:last-child", (option) => option.value));
    await page.type("main [name=asked]", "Confirm that the order for the bank stands.");
  });
  await look(writer, "task-given-en-1280");
  await everyWay(prosecutor, "tasks", () => go(prosecutor, "/tasks"));
  await Promise.all([prosecutor.waitForNavigation(), prosecutor.evaluate((reference) => {
    [...document.querySelectorAll("main a")].find((link) => link.textContent.includes(reference)).click();
  }, reference)]);
  const task = new URL(prosecutor.url()).pathname;
  await everyWay(prosecutor, "task", () => go(prosecutor, task));
  const kept = await go(prosecutor, `/case/${id}`);
  expect(kept.status() === 404, "a prosecutor finds no case at its address");
  await go(prosecutor, task);
  await prosecutor.$eval("[name=done][value=yes]", (input) => input.click());
  await prosecutor.type("#text", "It stands until the end of the year.");
  await send(prosecutor, "#answer form");
  expect(!(await text(prosecutor)).includes(reference), "once answered it is in the portal no more");
  expect((await go(prosecutor, task)).status() === 404, "nor at its address");
  await everyWay(writer, "task-answered", () => go(writer, `/case/${id}`));
  expect((await text(writer)).includes("It stands until"), "the officer sees the answer");
}

async function danger(desk) {
  const writer = await signIn(desk, "liaison officer");
  const duty = await signIn(desk, "duty officer");
  const overseer = await signIn(desk, "data protection officer");
  const id = await open(writer, "information-request", "BR");
  const reference = await referenceOf(writer);
  await act(writer, id, "restrict", async (page) => {
    await page.evaluate((name) => {
      [...document.querySelectorAll("main form label")].find((label) => label.textContent.includes(name)).querySelector("input").click();
    }, writer.officer);
    await page.type("main [name=reasons]", "An informant is named.");
  });
  await go(duty, `/docket?text=${reference}`);
  expect((await duty.$('a[href="/enter"]')) !== null, "a search that finds nothing leads to danger to life");
  await everyWay(duty, "enter", () => go(duty, "/enter"));
  await duty.type("#reference", reference);
  await duty.type("#reasons", "The hostage is held at the address in it.");
  await send(duty, 'form[action="/enter"]');
  expect((await text(duty)).includes("though it is kept to others"), "a duty officer sees it, and that it is known");
  await look(duty, "entered-en-1280");
  await act(overseer, id, "review-emergency", async (page) => {
    await page.$eval("[name=justified][value=yes]", (input) => input.click());
    await page.type("main [name=reasons]", "A life was in danger.");
  });
  expect((await go(duty, `/case/${id}`)).status() === 404, "after the review the sight is over");
}

async function rota(desk) {
  const approver = await signIn(desk, "approver");
  await everyWay(approver, "rota-none", () => go(approver, "/rota"));
  const today = new Date().toISOString().slice(0, 10);
  await approver.select("#officer", await approver.$eval("#officer option:nth-child(2)", (option) => option.value));
  await set(approver, "#from", `${today}T00:00`);
  await set(approver, "#until", `${today}T23:59`);
  await send(approver, 'form[action="/rota"]');
  await everyWay(approver, "rota", () => go(approver, "/rota"));
  await go(approver, "/today");
  expect((await text(approver)).includes("On duty"), "the first page says who is on duty");
  await go(approver, "/rota");
  await send(approver, 'form[action="/rota/end"]');
}

// What was told is corrected, or given out as evidence, from a case that the other bureau has.
async function told(desk) {
  const writer = await signIn(desk, "liaison officer");
  const approver = await signIn(desk, "approver");
  await go(writer, "/docket?stage=forwarded&side=requesting");
  const id = await writer.$eval('main a[href*="/case/case-"]', (link) => link.href.match(/case-[0-9a-z]+/)[0]);
  const reached = (page, act) => everyWay(page, act, async () => {
    await go(page, `/case/${id}/do/${act}`);
    if (!page.url().endsWith(act)) throw new Error(`${act} is not offered`);
  });
  await reached(writer, "correct");
  await reached(approver, "export-evidence");
  await everyWay(approver, "witnesses", () => go(approver, "/oversight"));
}

export async function authority({ FR: desk }) {
  for (const part of [portal, danger, rota, told]) await part(desk);
}
