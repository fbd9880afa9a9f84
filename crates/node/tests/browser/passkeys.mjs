// Signing in at a node in service, with passkeys of Chromium's virtual authenticators: enrolling by a link, signing in,
// locking, a spare, recovery by two administrators; every page of it looked at.
// Usage: node passkeys.mjs ADDRESS-OF-THE-DESK FOLDER-FOR-PICTURES BROWSER PROGRAM DATA-DIRECTORY
import { execFileSync } from "node:child_process";
import { browser, end, expect, go, lobby, took, until } from "./house.mjs";
import { both } from "./pages.mjs";

const [comity, data] = process.argv.slice(5);
const linkFor = (officer) => execFileSync(comity, ["sign-in-link", "--data", data, "--officer", officer], { encoding: "utf8" }).trim();

// A browser of an officer's own, with a device that keeps passkeys and checks who they are.
async function seat(language = "en") {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.desk = lobby;
  page.on("pageerror", (error) => expect(false, `script on ${page.url()}: ${error.message}`));
  await page.setCookie({ name: "comity-language", value: language, url: lobby });
  page.cdp = await page.createCDPSession();
  await page.cdp.send("WebAuthn.enable");
  page.device = await device(page, "internal");
  return page;
}

const device = async (page, transport) => (await page.cdp.send("WebAuthn.addVirtualAuthenticator", {
  options: { protocol: "ctap2", transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
})).authenticatorId;
const touch = (page, authenticatorId, enabled) => page.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });

const press = (page, query) => Promise.all([page.waitForNavigation(), page.$eval(query, (button) => button.click())]);
const usePasskey = (page) => press(page, "form[data-passkey] button.primary");
const said = (page) => page.$eval("form[data-passkey] .fault-summary", (place) => (place.hidden ? "" : place.textContent));
const text = (page) => page.$eval("body", (body) => body.textContent);

async function enrol(page, link, name) {
  await until("the link is open", async () => { await page.goto(link); return page.$("#passkey-name"); });
  await page.type("#passkey-name", name);
  await usePasskey(page);
  expect(page.url() === `${lobby}/sign-in`, `a passkey is enrolled by link: ${name}`);
}

async function signIn(page) {
  await go(page, "/sign-in?to=/account");
  await usePasskey(page);
}

async function first(page) {
  const link = linkFor("Camille Laurent");
  await until("the link serves", async () => { await page.goto(link); return page.$("#passkey-name"); });
  await both(page, "enrol", link.slice(lobby.length));
  await enrol(page, link, "Laptop");
  await go(page, "/today");
  expect(page.url().includes("/sign-in"), "a link signs nobody in");
  await both(page, "sign-in-passkey", "/sign-in");
  await page.goto(link);
  expect((await text(page)).includes("link-used"), "a link serves once");
  await signIn(page);
  expect(page.url() === `${lobby}/account`, "signed in by passkey, without typing a name");
  const { credentials } = await page.cdp.send("WebAuthn.getCredentials", { authenticatorId: page.device });
  expect(credentials.length === 1 && credentials[0].isResidentCredential, "the device keeps it");
}

async function locking(page) {
  await go(page, "/docket");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("L")]);
  expect(page.url().includes("/locked") && !(await text(page)).includes("Camille"), "a locked session shows nothing");
  await both(page, "locked-passkey", "/locked?to=/docket");
  await go(page, "/today");
  expect(page.url().includes("/locked"), "no page opens while it is locked");
  await go(page, "/locked?to=/docket");
  await usePasskey(page);
  expect(page.url() === `${lobby}/docket`, "its officer goes on where they were");
}

async function spare(page) {
  await go(page, "/account");
  await touch(page, page.device, false);
  const usb = await device(page, "usb");
  await page.type("#passkey-name", "Blue key");
  await usePasskey(page);
  expect((await text(page)).includes("Blue key"), "a spare is added");
  await both(page, "account-passkeys", "/account");
  await press(page, "form[action='/sign-out'] button");
  await signIn(page);
  expect(page.url() === `${lobby}/account`, "the spare signs in");
  await press(page, "form[action$='/remove'] button");
  expect((await page.$$("form[action$='/remove']")).length === 0, "one is removed, and the last one stays");
  await page.cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: usb });
  await touch(page, page.device, true);
}

async function recovery(page) {
  const [one, two] = [await seat(), await seat("fr")];
  for (const [admin, name] of [[one, "Amara Okafor"], [two, "Björn Lindqvist"]]) {
    const link = linkFor(name);
    await enrol(admin, link, "Desk");
    await signIn(admin);
    await go(admin, "/administration");
  }
  const row = (act) => `form[action='/administration/${act}']:has(input[value='${camille}']) button`;
  const camille = await one.$$eval("tbody tr", (rows) => rows.find((row) => row.textContent.includes("Camille")).querySelector("[name=officer]").value);
  await press(one, row("propose"));
  expect(!(await one.$(row("confirm"))), "whoever proposes a recovery is not offered to confirm it");
  await both(one, "administration", "/administration");
  await go(two, "/administration");
  await press(two, row("confirm"));
  const link = await two.$eval("#link", (link) => link.textContent);
  await go(page, "/today");
  expect(page.url().includes("/sign-in"), "the sessions of who is recovered end");
  await page.$eval("form[data-passkey] button.primary", (button) => button.click());
  await until("the old passkey does not serve any more", async () => (await said(page)) !== "");
  await page.cdp.send("WebAuthn.clearCredentials", { authenticatorId: page.device });
  await enrol(page, link, "New laptop");
  await signIn(page);
  expect((await text(page)).includes("New laptop"), "and the new one does");
  await go(two, "/administration");
  await press(two, row("sign-out"));
  await go(page, "/today");
  expect(page.url().includes("/sign-in"), "an administrator signs an officer out everywhere");
  await go(one, "/oversight");
  expect((await text(one)).includes("Camille Laurent"), "signing in is in the journal");
}

const page = await seat();
for (const part of [first, locking, spare, recovery]) {
  if (!(await took(part.name, () => part(page)))) break;
}
await end();
