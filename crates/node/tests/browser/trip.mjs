// A request makes its whole trip in a real browser, between two desks; every page on the way is looked at by axe-core
// and kept as a picture. Usage: node trip.mjs ADDRESS-OF-THE-DEMONSTRATION FOLDER-FOR-PICTURES BROWSER
import fs from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [, , lobby, pictures, executablePath] = process.argv;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
fs.mkdirSync(pictures, { recursive: true });
const faults = [];
let looked = 0;

const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});

function expect(holds, what) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  if (!holds) faults.push(what);
}

// Waits until the page answers yes; a page that never does is a fault with a name.
async function until(what, ask, ms = 15000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask().catch(() => false);
    if (answer) return expect(true, what);
    if (Date.now() > end) return expect(false, what);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

// A page as one officer sees it: a picture, no violation, nothing wider than the screen.
async function look(page, name) {
  looked += 1;
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    faults.push(`${name}: ${violation.id}: ${violation.help} (${where})`);
    console.log(`FAIL ${name}: axe: ${violation.id} at ${where}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) expect(false, `${name}: ${wide} pixels wider than the screen`);
}

async function desks() {
  const page = await browser.newPage();
  await page.goto(lobby);
  await look(page, "lobby");
  const found = await page.$$eval("main section", (sections) =>
    sections.map((section) => ({
      code: section.querySelector(".code").textContent.trim(),
      address: section.querySelector('a') ? new URL(section.querySelector('a').href).origin : '',
      officers: [...section.querySelectorAll("li")].map((li) => ({
        role: li.querySelector(".role").textContent.trim(),
        name: (li.querySelector('a') ?? li).textContent.trim(),
      })),
    })),
  );
  await page.close();
  return Object.fromEntries(found.map((desk) => [desk.code, desk]));
}

async function signIn(desk, role, width = 1280) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => expect(false, `script on ${page.url()}: ${error.message}`));
  await page.setViewport({ width, height: 900 });
  await page.goto(`${desk.address}/sign-in`);
  const officer = desk.officers.find((one) => one.role === role);
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate((name) => {
      [...document.querySelectorAll("button")].find((button) => button.textContent.includes(name)).click();
    }, officer.name),
  ]);
  page.desk = desk.address;
  return page;
}

const go = (page, path) => page.goto(page.desk + path);
const stateOf = (page) => page.$eval(".state", (element) => element.textContent.trim());

// Fills in the page of an act and sends it.
async function act(page, id, command, fill = async () => {}) {
  await go(page, `/case/${id}/do/${command}`);
  await fill(page);
  await Promise.all([page.waitForNavigation(), page.$eval(`form[action$="/do/${command}"] button`, (button) => button.click())]);
  const refused = await page.$eval("[role=alert]", (element) => element.textContent).catch(() => "");
  expect(!refused, `${command}${refused ? ": " + refused : ""}`);
}

const type = (name, text) => (page) => page.type(`main [name="${name}"]`, text);

async function trip(all) {
  const writer = await signIn(all.FR, "liaison officer");
  await look(writer, "today");
  await go(writer, "/new");
  await look(writer, "new");
  await writer.$eval('[name=kind][value="information-request"]', (input) => input.click());
  await writer.$eval("[name=to]", (field) => {
    if (field.tagName === "SELECT") field.value = "BR";
    else [...document.querySelectorAll("[name=to]")].find((input) => input.value === "BR").click();
  });
  await Promise.all([writer.waitForNavigation(), writer.$eval("form.new button", (button) => button.click())]);
  const id = writer.url().match(/case-[0-9a-z]+/)[0];

  const field = (name) => `#f-${name.replaceAll(".", "\\.")}`;
  await writer.type(field("person.family_name"), "Quispe Álvarez");
  await writer.select(field("request.urgency"), "urgent");
  await writer.type(field("request.information_sought"), "Who holds the account that received the transfers?");
  await until("the draft saves itself", () =>
    writer.$eval("#status", (status) => status.textContent.includes("All saved")));
  await writer.reload();
  expect((await writer.$eval(field("person.family_name"), (input) => input.value)) === "Quispe Álvarez",
    "what was typed is there after a reload");
  await look(writer, "draft");

  // Whatever is asked for and cannot be supplied is explained, then judged by one officer and approved by another.
  await act(writer, id, "submit", async (page) => {
    for (const box of await page.$$("main form textarea")) await box.type("Not known to us at this time.");
    await look(page, "submit");
  });
  const reviewer = await signIn(all.FR, "legal reviewer");
  for (let round = 0; round < 40 && (await stateAt(reviewer, id)) === "review"; round += 1) await judge(reviewer, id, round);
  const approver = await signIn(all.FR, "approver");
  await go(approver, `/case/${id}`);
  await look(approver, "approval");

  const duty = await signIn(all.BR, "duty officer", 360);
  await go(duty, "/docket");
  const before = await duty.$$eval("tbody tr", (rows) => rows.length);
  await act(approver, id, "approve", (page) => look(page, "approve"));
  await until("the other desk rings without a reload", async () =>
    (await duty.$eval("#news", (news) => !news.hidden)) || (await duty.$$eval("tbody tr", (rows) => rows.length)) > before);
  await go(duty, "/docket?stage=delivered");
  await look(duty, "docket-360");
  await go(writer, `/case/${id}`);
  await until("delivered, by a receipt", async () => /Delivered|Read/.test(await stateOf(writer)));

  const reference = await writer.$eval("h1", (heading) => heading.textContent.match(/FR-\d{4}-\d{6}/)[0]);
  await go(duty, `/docket?text=${reference}`);
  const there = await duty.$eval('a[href*="/case/case-"]', (link) => link.href.match(/case-[0-9a-z]+/)[0]);
  await go(duty, `/case/${there}`);
  await look(duty, "received-360");
  await until("the sender sees that it was read", async () => /Read/.test(await stateOf(writer)));
  await act(duty, there, "accept", type("note", "In hand."));
  await act(duty, there, "answer", async (page) => {
    await page.type('main [name="text"]', "The account is held by a company; its register entry follows.");
    await look(page, "answer-360");
  });
  await until("the answer arrives without a reload", async () => /Answered/.test(await stateOf(writer)));
  for (const tab of ["timeline", "findings", "papers", "exchange", "record"]) {
    await go(writer, `/case/${id}/${tab}`);
    await look(writer, `case-${tab}`);
  }
  return { writer, approver, id };
}

async function stateAt(page, id) {
  await go(page, `/case/${id}`);
  return (await page.$(`a[href$="/case/${id}/review"]`)) || (await page.$("form[action*=judge]")) ? "review" : "other";
}

async function judge(page, id, round) {
  await go(page, `/case/${id}/review`);
  if (round === 0) await look(page, "review");
  const form = await page.$("main form");
  if (!form) return;
  await page.$eval("main form textarea", (box) => { box.value = "Weighed: it does not stand in the way."; });
  await page.$eval("main form", (one) => {
    const choice = one.querySelector('[value="satisfied"]');
    if (choice?.type === "radio") choice.checked = true;
  });
  const button = (await page.$('main form button[value="satisfied"]')) ?? (await page.$("main form button"));
  await Promise.all([page.waitForNavigation(), button.click()]);
}

// The same pages in Arabic, in the dark, and on the widths that officers have.
async function everywhere(all, { writer, approver, id }) {
  for (const path of ["/docket", "/directory", "/settings"]) {
    await go(writer, path);
    await look(writer, path.slice(1));
  }
  await go(approver, "/oversight");
  await look(approver, "oversight");
  await go(writer, "/settings");
  await writer.$eval("[name=language][value=ar]", (input) => input.click());
  await Promise.all([writer.waitForNavigation(), writer.$eval("form.settings button", (button) => button.click())]);
  await writer.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  for (const width of [360, 1280, 1920]) {
    await writer.setViewport({ width, height: 900 });
    for (const [name, path] of [["today", "/today"], ["docket", "/docket"], ["case", `/case/${id}`]]) {
      await go(writer, path);
      expect((await writer.$eval("html", (html) => html.dir)) === "rtl", `${name} runs from right to left at ${width}`);
      await look(writer, `arabic-dark-${name}-${width}`);
    }
  }
}

try {
  const all = await desks();
  await everywhere(all, await trip(all));
} catch (error) {
  faults.push(error.stack);
  console.log(error.stack);
} finally {
  await browser.close();
}
console.log(`${looked} pages looked at, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
