// A proceeding in two browsers: the steps that one desk reports and the other reads, the periods that run, and the papers of it.
import { act, everyWay, expect, find, go, look, referenceOf, signIn, until } from "./house.mjs";

const textOf = (page) => page.$eval("main", (main) => main.textContent);
const reads = (page, path, words) => until(words, async () => {
  await go(page, path);
  return (await textOf(page)).includes(words);
});

// A day so many days from today, as a field of a form takes it.
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const set = (page, selector, value) => page.$eval(selector, (control, value) => { control.value = value; }, value);

async function report(page, id, step, days, text, fill = async () => {}) {
  await act(page, id, "report", async () => {
    await page.select("#act-step", step);
    await set(page, "#act-day", day(days));
    await page.type("#act-text", text);
    await fill(page);
  });
}

export async function proceeding(all) {
  const duty = await signIn(all.FR, "duty officer");
  const writer = await signIn(all.US, "liaison officer");
  await go(duty, "/docket?kind=extradition");
  const ids = await duty.$$eval('tbody a[href*="/case/case-"]', (links) => links.map((link) => link.href.match(/case-[0-9a-z]+/)[0]));
  let id;
  for (const one of ids) {
    await go(duty, `/case/${one}/course`);
    if ((await textOf(duty)).includes("Assurance asked")) id = one;
  }
  expect(Boolean(id), "the demonstration has an extradition under way");
  await go(duty, `/case/${id}`);
  const reference = await referenceOf(duty);
  await everyWay(duty, "course", () => go(duty, `/case/${id}/course`));
  expect((await textOf(duty)).includes("the person is released"), "what happens at the end of the period is said");
  await everyWay(duty, "report", () => go(duty, `/case/${id}/do/report`));

  const there = await find(writer, reference);
  await reads(writer, `/case/${there}/course`, "Hearing appointed");
  await report(writer, there, "assurance-given", 0, "The Department undertakes that death will not be imposed.");
  await reads(duty, `/case/${id}/course`, "Assurance given");
  await report(duty, id, "hearing-adjourned", 30, "At the request of the defence.");
  await report(duty, id, "released", 0, "The period ended without the papers.", (page) => set(page, "#act-remind", day(60)));
  await reads(writer, `/case/${there}/course`, "Person released");
  expect(!(await textOf(writer)).includes("the person is released"), "no period of custody runs on the other side either");
  await reads(duty, `/case/${id}/course`, "Reminder: Person released");
  await everyWay(duty, "course-later", () => go(duty, `/case/${id}/course`));
  await go(duty, `/case/${id}/papers`);
  const papers = await duty.$$eval("input[name=paper]", (inputs) => inputs.map((input) => input.value));
  expect(papers.includes("course"), "the course is a paper");
  await look(duty, "papers-course-en-1280");
  await Promise.all([duty, writer].map((page) => page.browserContext().close()));
}
