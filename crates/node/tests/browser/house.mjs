// What every part of the test needs: the browser, the desks, officers who sign in, looking at a page.
import fs from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [, , lobby, pictures, executablePath] = process.argv;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
fs.mkdirSync(pictures, { recursive: true });
export { lobby };
export const faults = [];
export let looked = 0;

export const launch = ({ args = [], ...options } = {}) => puppeteer.launch({
  executablePath,
  protocolTimeout: 40_000,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", ...args],
  ...options,
});
export const browser = await launch();

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function expect(holds, what) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  if (!holds) faults.push(what);
}

// Runs a part and says how long it took; one that breaks off is a fault. Says whether it came to its end.
export async function took(name, part) {
  const begun = Date.now();
  const broken = await part().then(() => null, (error) => error);
  if (broken) expect(false, `${name}: ${broken.stack}`);
  console.log(`     ${name} took ${Math.round((Date.now() - begun) / 100) / 10} s`);
  return !broken;
}

// Closes the browser, names the faults, and ends the process.
export async function end(last = browser) {
  await last.close();
  console.log(`${looked} pages looked at, ${faults.length} faults`);
  faults.forEach((fault) => console.log(`  ${fault}`));
  process.exit(faults.length === 0 ? 0 : 1);
}

// A page in both directions of writing and at both ends of the widths.
export async function everyWay(page, name, show) {
  for (const language of ["ar", "en"]) {
    await page.setCookie({ name: "comity-language", value: language, url: page.desk });
    for (const width of [1280, 360]) {
      await page.setViewport({ width, height: 900 });
      await show();
      await look(page, `${name}-${language}-${width}`);
    }
  }
}

// Waits until the page answers yes; a page that never does is a fault with a name.
export async function until(what, ask, ms = 15000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask().catch(() => false);
    if (answer) return expect(true, what);
    if (Date.now() > end) return expect(false, what);
    await wait(100);
  }
}

// A page as one officer sees it: a picture, no violation, nothing wider than the screen.
export async function look(page, name) {
  looked += 1;
  // A picture beyond the view is cut on the wrong side where a page runs from right to left.
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true, captureBeyondViewport: false });
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    expect(false, `${name}: ${violation.id}: ${violation.help} (${where})`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) expect(false, `${name}: ${wide} pixels wider than the screen`);
}

// The desks as the first page names them, by the code of their bureau.
export async function desks() {
  const page = await browser.newPage();
  await page.goto(lobby);
  const found = await page.$$eval("main section", (sections) =>
    sections.map((section) => ({
      code: section.querySelector(".code").textContent.trim(),
      address: section.querySelector("a") ? new URL(section.querySelector("a").href).origin : "",
      officers: [...section.querySelectorAll("li")].map((li) => ({
        role: li.querySelector(".role").textContent.trim(),
        name: (li.querySelector("a") ?? li).textContent.trim(),
      })),
    })),
  );
  await page.close();
  return Object.fromEntries(found.map((desk) => [desk.code, desk]));
}

// Switches the node of a bureau off or on, with the switch of the first page.
export async function press(code) {
  const page = await browser.newPage();
  await page.goto(lobby);
  await Promise.all([page.waitForNavigation(), page.$eval(`form[action="/switch/${code}"] button`, (button) => button.click())]);
  await page.close();
}

// An officer at a desk, in a context of their own: another officer, or another browser of the same one.
export async function signIn(desk, role, { width = 1280, within = browser } = {}) {
  const context = await within.createBrowserContext();
  return enter(await context.newPage(), desk, role, width);
}

export async function enter(page, desk, role, width = 1280) {
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => expect(false, `script on ${page.url()}: ${error.message}`));
  await page.setViewport({ width, height: 900 });
  page.desk = desk.address;
  page.officer = desk.officers.find((one) => one.role === role).name;
  await go(page, "/sign-in");
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate((name) => {
      [...document.querySelectorAll("button")].find((button) => button.textContent.includes(name)).click();
    }, page.officer),
  ]);
  return page;
}

// Another tab of the same browser.
export async function tab(page, path) {
  const other = await page.browserContext().newPage();
  other.setDefaultTimeout(15000);
  other.on("pageerror", (error) => expect(false, `script on ${other.url()}: ${error.message}`));
  other.desk = page.desk;
  await go(other, path);
  return other;
}

export const go = (page, path) => page.goto(page.desk + path);
export const field = (name) => `#f-${name.replaceAll(".", "\\.")}`;
export const valueOf = (page, name) => page.$eval(field(name), (control) => control.value);
export const statusOf = (page) => page.$eval("#status", (status) => status.dataset.now ?? "");
export const stateOf = (page) => page.$eval("#state", (element) => element.textContent.trim());
export const saved = (page, what = "saved") => until(what, async () => (await statusOf(page)) === "saved");

export async function choose(page, language) {
  await page.goto(`${page.desk}/settings`);
  await page.$eval(`[name=language][value=${language}]`, (input) => input.click());
  await Promise.all([page.waitForNavigation(), page.$eval("form.settings button", (button) => button.click())]);
}

// Opens a draft of a kind for a bureau.
export async function open(writer, kind, to) {
  await go(writer, "/new");
  for (const [name, value] of [["kind", kind], ["to", to]]) {
    await writer.$eval(`[name=${name}][value="${value}"]`, (input) => input.click());
  }
  await Promise.all([writer.waitForNavigation(), writer.$eval("form.new button", (button) => button.click())]);
  return writer.url().match(/case-[0-9a-z]+/)[0];
}

// Fills in the page of an act and sends it.
export async function act(page, id, command, fill = async () => {}) {
  await go(page, `/case/${id}/do/${command}`);
  await fill(page);
  await Promise.all([page.waitForNavigation(), page.$eval(`form[action$="/do/${command}"] button.primary`, (button) => button.click())]);
  expect(!page.url().includes("/do/"), `${command}`);
}

// Types into a field as an officer does: a field that is folded away is unfolded first.
export async function typeInto(page, fact, text) {
  await page.$eval(`[data-field="${fact}"]`, (held) => { const folded = held.closest("details"); if (folded) folded.open = true; });
  await page.type(field(fact), text);
}

export const type = (name, text) => (page) => page.type(`main [name="${name}"]`, text);

export const explain = async (page) => {
  for (const box of await page.$$("main form textarea")) await box.type("Not known to us.");
};

// Decides every question that waits, in the request's favour.
export async function judge(page, id, first = async () => {}) {
  for (let round = 0; round < 40; round += 1) {
    await go(page, `/case/${id}/review`);
    const form = await page.$("main form");
    if (!form) return;
    if (round === 0) await first(page);
    await page.type("main form textarea", "Weighed.");
    await page.$eval('main form [value="satisfied"]', (choice) => { choice.checked = true; });
    await Promise.all([page.waitForNavigation(), page.$eval("main form button.primary", (button) => button.click())]);
  }
}

// The case of a reference at another desk.
export async function find(page, reference) {
  await go(page, `/docket?text=${reference}`);
  return page.$eval('a[href*="/case/case-"]', (link) => link.href.match(/case-[0-9a-z]+/)[0]);
}

export const referenceOf = (page) => page.$eval("h1", (heading) => heading.textContent.trim());
