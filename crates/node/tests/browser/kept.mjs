// Nothing typed is lost: two tabs, a lost network, a browser that is killed, a session that ends, a field that is refused.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { act, enter, expect, field, go, launch, open, saved, signIn, statusOf, tab, type, typeInto, until, valueOf, wait } from "./house.mjs";

const NAME = "person.family_name";
const SOUGHT = "request.information_sought";

async function twoTabs(writer, id) {
  const one = await tab(writer, `/case/${id}/request`);
  const two = await tab(writer, `/case/${id}/request`);
  const conflict = (page) => page.$eval(`[data-field="${NAME}"] .conflict`, (held) => (held.hidden ? "" : held.textContent));
  const put = async (page, text) => {
    await page.bringToFront();
    await page.$eval(field(NAME), (control) => { control.value = ""; });
    await typeInto(page, NAME, text);
  };
  await put(one, "Quispe");
  await saved(one, "the first tab saves");
  await put(two, "Quispe Alvarado");
  await until("the second tab is shown both versions", async () => /Quispe[^ ]/.test(await conflict(two)) && /Quispe Alvarado/.test(await conflict(two)));
  expect((await statusOf(two)) === "conflict", "its status says conflict, not saved");
  await one.reload();
  expect((await valueOf(one, NAME)) === "Quispe", "the other's text was not overwritten");
  await two.bringToFront();
  await two.click(`[data-field="${NAME}"] [data-keep="mine"]`);
  await saved(two, "keep mine saves mine");
  await put(one, "Quispe Ortega");
  await until("the first tab is now in conflict", async () => /Alvarado/.test(await conflict(one)));
  await one.click(`[data-field="${NAME}"] [data-keep="theirs"]`);
  expect((await valueOf(one, NAME)) === "Quispe Alvarado", "take theirs takes theirs");
  await saved(one, "and nothing is unsaved");
  await one.close();
  await two.close();
  await writer.bringToFront();
}

async function lostNetwork(writer, id) {
  await go(writer, `/case/${id}/request`);
  await writer.setOfflineMode(true);
  await typeInto(writer, SOUGHT, "Who rented the flat in March?");
  await until("without network the status says so", async () => (await statusOf(writer)) === "offline");
  await writer.setOfflineMode(false);
  await saved(writer, "when it is back, it is saved by itself");
  await writer.reload();
  expect((await valueOf(writer, SOUGHT)) === "Who rented the flat in March?", "and is there after a reload");
}

// A field that cannot be read does not hold up the others, and the page does not say saved.
async function refused(writer, id) {
  const penalty = "offence.max_penalty_months";
  await go(writer, `/case/${id}/request`);
  await typeInto(writer, penalty, "many");
  await typeInto(writer, "person.forename", "Inti");
  await until("a field that cannot be read is marked", () => writer.$eval(field(penalty), (control) => control.getAttribute("aria-invalid") === "true"));
  await wait(1500);
  expect((await statusOf(writer)) === "fault", "the status says that a field needs another look");
  await writer.reload();
  expect((await valueOf(writer, "person.forename")) === "Inti", "the other field is saved");
  await until("the faulty text is still there after a reload", async () => (await valueOf(writer, penalty)) === "many");
  await writer.$eval(field(penalty), (control) => { control.value = ""; });
  await typeInto(writer, penalty, "24");
  await saved(writer, "once mended it is saved");
}

async function endedSession(writer, desk, id) {
  await go(writer, `/case/${id}/request`);
  const other = await tab(writer, "/today");
  await other.$eval("form[action='/sign-out']", (form) => form.submit());
  await other.waitForNavigation();
  await writer.bringToFront();
  await typeInto(writer, "person.birth_place", "Inti of the harbour");
  await until("a session that ended is told, not saved", async () => (await statusOf(writer)) === "out");
  const left = await writer.evaluate(async () => {
    const asked = indexedDB.open("comity", 1);
    await new Promise((done) => { asked.onsuccess = done; });
    const all = asked.result.transaction("kept").objectStore("kept").getAll();
    await new Promise((done) => { all.onsuccess = done; });
    const text = all.result.map((record) => record.text ?? new TextDecoder().decode(record.sealed)).join();
    return { records: all.result.length, readable: text.includes("harbour"), stores: localStorage.length + sessionStorage.length };
  });
  expect(left.records > 0 && !left.readable && left.stores === 0, `what stays in the browser cannot be read: ${JSON.stringify(left)}`);
  await writer.goto("about:blank");
  await other.bringToFront();
  await enter(other, desk, "liaison officer");
  await go(other, `/case/${id}/request`);
  await until("the same officer finds it again, saved", async () =>
    (await valueOf(other, "person.birth_place")).includes("harbour") && (await statusOf(other)) === "saved");
  return other;
}

// Reasons and answers are kept like fields; a form that cannot be sent stays and says why.
async function reasons(page, id) {
  await go(page, `/case/${id}/do/note`);
  await page.type("main [name=text]", "Half a thought about the harbour");
  await wait(300);
  await go(page, "/today");
  await go(page, `/case/${id}/do/note`);
  await until("a note that was left is filled in again", () => page.$eval("main [name=text]", (box) => box.value.includes("harbour")));
  await page.setOfflineMode(true);
  await page.click("section.act button.primary");
  await until("a note that cannot be sent stays and says so", () => page.$eval("section.act [role=alert]", (told) => told.textContent.length > 20));
  await page.setOfflineMode(false);
  await Promise.all([page.waitForNavigation(), page.click("section.act button.primary")]);
  await go(page, `/case/${id}/do/note`);
  await wait(300);
  expect((await page.$eval("main [name=text]", (box) => box.value)) === "", "once sent it is not offered again");
}

// The browser is killed as the kernel kills it; a new one on the same profile finds what was typed.
async function killed(desk, id) {
  const userDataDir = fs.mkdtempSync(path.join(os.tmpdir(), "comity-browser-"));
  const first = await launch({ userDataDir });
  const page = await enter(await first.newPage(), desk, "liaison officer");
  await go(page, `/case/${id}/request`);
  await page.setOfflineMode(true);
  await typeInto(page, "person.original_script", "Crane driver");
  await until("typed without network", async () => (await statusOf(page)) === "offline");
  await typeInto(page, "person.original_script", ", night shift");
  await wait(200);
  const gone = new Promise((done) => first.process().once("exit", done));
  first.process().kill("SIGKILL");
  await gone;
  fs.rmSync(path.join(userDataDir, "SingletonLock"), { force: true });
  const second = await launch({ userDataDir });
  const again = await enter(await second.newPage(), desk, "liaison officer");
  await go(again, `/case/${id}/request`);
  await until("after a kill the text is there and is saved", async () =>
    (await valueOf(again, "person.original_script")) === "Crane driver, night shift" && (await statusOf(again)) === "saved");
  await second.close();
  fs.rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
}

// Over plain HTTP a browser seals nothing and has no locks: text is kept in the tab, pages in sight have a line each.
async function plain(desk, id) {
  const plainBrowser = await launch({ args: ["--host-resolver-rules=MAP desk.test 127.0.0.1"] });
  const named = { ...desk, address: desk.address.replace("127.0.0.1", "desk.test") };
  const page = await enter(await plainBrowser.newPage(), named, "liaison officer");
  expect(!(await page.evaluate(() => isSecureContext)), "a page without a secure context");
  await go(page, `/case/${id}/request`);
  await page.setOfflineMode(true);
  await typeInto(page, "person.birth_place", ", Callao");
  await until("typed without network, in the tab", async () => (await statusOf(page)) === "offline");
  await page.goto("about:blank");
  await page.setOfflineMode(false);
  await go(page, `/case/${id}/request`);
  await until("the tab still has it and saves it", async () =>
    (await valueOf(page, "person.birth_place")).includes(", Callao") && (await statusOf(page)) === "saved");
  const colleague = await signIn(desk, "duty officer");
  await act(colleague, id, "note", type("text", "Rung without locks."));
  await until("and hears the ring", () => page.$eval("#news", (news) => !news.hidden), 5000);
  await colleague.browserContext().close();
  await plainBrowser.close();
}

export async function kept(all) {
  const writer = await signIn(all.FR, "liaison officer");
  const id = await open(writer, "red-notice", "BR");
  await twoTabs(writer, id);
  await refused(writer, id);
  await go(writer, "/today");
  const asked = await open(writer, "information-request", "BR");
  await lostNetwork(writer, asked);
  const page = await endedSession(writer, all.FR, id);
  await reasons(page, id);
  await killed(all.FR, id);
  await plain(all.FR, id);
  await page.browserContext().close();
}
