// Every page in English and in Arabic, on narrow, common and wide screens, in light and in the dark.
import { browser, expect, go, look, lobby, open, signIn } from "./house.mjs";

const WAYS = [[1280, "light"], [360, "dark"], [1920, "light"], [360, "light"], [1280, "dark"], [1920, "dark"]];
const KINDS = ["information-request", "red-notice", "blue-notice", "yellow-notice", "diffusion", "provisional-arrest", "extradition", "mla", "surrender-eaw", "eio", "data-access"];
const TABS = ["request", "timeline", "course", "findings", "papers", "exchange", "record"];
let turn = 0;

// The next width and theme; Arabic gets another than English did.
async function dress(page, language) {
  const [width, theme] = WAYS[turn % WAYS.length];
  turn += 1;
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  if (language) await page.setCookie({ name: "comity-language", value: language, url: page.desk });
  return `${width}-${theme}`;
}

export async function both(page, name, show) {
  for (const language of ["en", "ar"]) {
    const way = await dress(page, language);
    await (typeof show === "string" ? go(page, show) : show(page));
    const direction = await page.$eval("html", (html) => html.dir);
    expect(direction === (language === "ar" ? "rtl" : "ltr"), `${name} in ${language}, ${way}`);
    await look(page, `${name}-${language}-${way}`);
  }
  await page.setCookie({ name: "comity-language", value: "en", url: page.desk });
}

// The first case on a desk that a filter finds and whose page offers an act.
async function caseFor(page, filter, command) {
  await go(page, `/docket?${filter}`);
  const ids = await page.$$eval('tbody a[href*="/case/case-"]', (links) => links.map((link) => link.href.match(/case-[0-9a-z]+/)[0]));
  for (const id of ids) {
    await go(page, `/case/${id}/do/${command}`);
    if (page.url().endsWith(`/do/${command}`)) return id;
  }
  return null;
}

async function acts(seats) {
  const wanted = [
    ["submit", "writer", "stage=draft"], ["approve", "approver", "stage=approval"], ["send-back", "approver", "stage=approval"],
    ["withdraw", "writer", "side=requesting"], ["note", "writer", ""], ["assign", "writer", ""], ["close", "writer", ""],
    ...["accept", "answer", "report", "ask-more", "forward", "refuse"].map((command) => [command, "duty", "side=requested"]),
  ];
  for (const [command, role, filter] of wanted) {
    const found = [];
    for (const page of seats[role]) if (!found.length) { const id = await caseFor(page, filter, command); if (id) found.push([page, id]); }
    if (!found.length) { expect(false, `a case on which one may ${command}`); continue; }
    const [[page, id]] = found;
    await both(page, command, `/case/${id}/do/${command}`);
  }
}

// A form that somebody else was faster with, sent without script.
const stale = (id) => async (page) => {
  await go(page, `/case/${id}/request`);
  await Promise.all([page.waitForNavigation(), page.evaluate((id) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: `/case/${id}/draft` });
    for (const [name, value] of [["seen.person.family_name", "0"], ["field.person.family_name", "Another"], ["seen.person.birth_date", "0"], ["field.person.birth_date", "no day"]]) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  }, id)]);
};

export async function everyPage(all) {
  const first = await browser.newPage();
  for (const _ of WAYS.slice(0, 3)) {
    const way = await dress(first, null);
    await first.goto(lobby);
    await look(first, `lobby-${way}`);
  }
  const context = await browser.createBrowserContext();
  const nobody = await context.newPage();
  nobody.desk = all.FR.address;
  await both(nobody, "sign-in", "/sign-in");
  await context.close();
  await first.close();

  const seat = (codes, role) => Promise.all(codes.map((code) => signIn(all[code], role)));
  const seats = { writer: await seat(["FR"], "liaison officer"), approver: await seat(["FR", "US", "BR", "GS"], "approver"), duty: await seat(["BR", "US", "FR", "GS"], "duty officer") };
  const [writer] = seats.writer;
  for (const [name, path] of [
    ["today", "/today"], ["docket", "/docket"], ["docket-empty", "/docket?text=NONE-0000"], ["calendar", "/calendar"], ["calendar-empty", "/calendar?month=2040-02"], ["new", "/new"], ["places-review", "/review"],
    ["directory", "/directory"], ["settings", "/settings"], ["account", "/account"], ["not-found", "/nowhere"], ["fault", "/oversight"],
  ]) await both(writer, name, path);
  await both(seats.approver[0], "oversight", "/oversight");
  for (const kind of KINDS) await both(writer, `draft-${kind}`, `/case/${await open(writer, kind, "BR")}/request`);
  const whole = await caseFor(writer, "stage=draft&sort=reference", "submit");
  await both(writer, "draft-with-findings", `/case/${whole}/request`);
  const sent = await caseFor(writer, "side=requesting&sort=changed", "withdraw") ?? await caseFor(writer, "side=requesting&stage=answered", "note");
  for (const tab of TABS) await both(writer, `case-${tab}`, `/case/${sent}/${tab}`);
  await acts(seats);
  for (const code of ["US", "FR", "BR", "GS"]) {
    const reviewer = await signIn(all[code], "legal reviewer");
    await go(reviewer, "/docket?stage=review");
    const waiting = await reviewer.$('tbody a[href*="/case/case-"]');
    if (!waiting) continue;
    const id = await waiting.evaluate((link) => link.href.match(/case-[0-9a-z]+/)[0]);
    await both(reviewer, "review", `/case/${id}/review`);
    break;
  }
  const draft = await open(writer, "red-notice", "BR");
  await writer.type("#f-person\\.family_name", "One");
  await new Promise((done) => setTimeout(done, 1500));
  await both(writer, "held-back", stale(draft));
  await go(writer, "/today");
  await Promise.all([writer.waitForNavigation(), writer.$eval("#lock", (button) => button.click())]);
  await both(writer, "locked", "/locked");
}
