// The desk by keyboard alone, and the desk without script.
import { expect, field, go, open, signIn, tab, until, valueOf } from "./house.mjs";

const focused = (page, query) => page.evaluate((query) => !!document.activeElement?.matches(query), query);
const keys = async (page, ...names) => { for (const name of names) await page.keyboard.press(name); };

async function letters(page) {
  await go(page, "/today");
  await Promise.all([page.waitForNavigation(), keys(page, "g", "d")]);
  expect(page.url().endsWith("/docket"), "g d goes to the docket");
  const row = () => page.evaluate(() => [...document.querySelectorAll("tbody tr")].findIndex((row) => row.contains(document.activeElement)));
  await keys(page, "j", "j");
  expect((await row()) === 1, "j goes down the rows");
  await keys(page, "k");
  expect((await row()) === 0, "k goes up");
  await keys(page, "/");
  expect(await focused(page, "#search"), "/ goes to the search");
  await page.keyboard.type("j");
  expect((await page.$eval("#search", (box) => box.value)) === "j", "letters are typed there and do nothing else");
  await page.$eval("#search", (box) => box.blur());
  await keys(page, "?");
  expect(await page.$eval("#keys", (dialog) => dialog.open), "? shows the keys");
  await keys(page, "Escape");
  expect(!(await page.$eval("#keys", (dialog) => dialog.open)), "escape closes them");
  await keys(page, "j");
  await Promise.all([page.waitForNavigation(), keys(page, "Enter")]);
  expect(page.url().includes("/case/case-"), "enter opens the row");
}

// Through a whole page with the tab key: focus is always seen, never caught, and comes round.
async function round(page, path) {
  await go(page, path);
  await keys(page, "Tab");
  expect(await page.evaluate(() => document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0),
    "the first stop is the skip link, in sight");
  await keys(page, "Enter");
  expect((await focused(page, "main")) && page.url().endsWith("#main"), "it leads to the content");
  await go(page, path);
  const all = await page.evaluate(() => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']").length);
  let unseen = "", back = false, last = "";
  for (let step = 0; step < all + 20 && !back; step += 1) {
    await keys(page, "Tab");
    const at = await page.evaluate((step) => {
      const one = document.activeElement;
      if (!one || one === document.body) return { out: true };
      const style = getComputedStyle(one);
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      const mark = one.dataset.stop === undefined ? ((one.dataset.stop = step), false) : true;
      return { seen, mark, what: `${one.tagName} ${one.id || one.textContent.trim().slice(0, 30)}` };
    }, step);
    if (at.out || (at.mark && at.what !== last)) back = true;
    else if (!at.seen) unseen ||= at.what;
    last = at.what;
  }
  expect(back, `no trap on ${path.replace(/case-\w+/, "a case")}`);
  expect(!unseen, `focus is always seen on ${path.replace(/case-\w+/, "a case")} ${unseen}`);
}

async function withoutScript(page, id) {
  await page.setJavaScriptEnabled(false);
  await go(page, `/case/${id}/request`);
  const stale = await tabWithout(page, `/case/${id}/request`);
  await page.bringToFront();
  await page.type(field("person.family_name"), "Condori");
  await Promise.all([page.waitForNavigation(), page.click(".saving button")]);
  expect((await valueOf(page, "person.family_name")) === "Condori", "without script the form saves");
  await stale.bringToFront();
  await stale.type(field("person.family_name"), "Mamani");
  await Promise.all([stale.waitForNavigation(), stale.click(".saving button")]);
  const words = await stale.$eval("main", (main) => main.textContent);
  expect(words.includes("Condori") && words.includes("Mamani"), "without script both versions are shown");
  await Promise.all([stale.waitForNavigation(), stale.click("form.conflict button")]);
  expect((await valueOf(stale, "person.family_name")) === "Mamani", "and mine can be kept");
  await go(stale, `/case/${id}/do/note`);
  await stale.type("main [name=text]", "Written without script.");
  await Promise.all([stale.waitForNavigation(), stale.click("section.act button.primary")]);
  await go(stale, `/case/${id}/timeline`);
  expect((await stale.$eval("main", (main) => main.textContent)).includes("Written without script."), "without script an act is done");
}

// In the demonstration one click goes on; what was typed is there again.
async function locked(page, id) {
  await go(page, `/case/${id}/do/note`);
  await page.type("main [name=text]", "Written before the lock.");
  await page.$eval("main [name=text]", (box) => box.blur());
  const other = await tab(page, "/docket");
  await page.bringToFront();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("L")]);
  expect(page.url().includes("/locked"), "L locks the session");
  await until("and every tab of it", async () => other.url().includes("/locked"), 5000);
  await other.close();
  await page.goBack().catch(() => null);
  await until("going back shows nothing", async () => page.url().includes("/locked") || await page.$eval("body", (body) => body.hidden), 5000);
  await go(page, `/locked?to=/case/${id}/do/note`);
  await Promise.all([page.waitForNavigation(), page.click("main form button.primary")]);
  await until("what was typed is offered again", async () => (await written(page)) === "Written before the lock.");
}
const written = (page) => page.$eval("main [name=text]", (box) => box.value);

async function tabWithout(page, path) {
  const other = await page.browserContext().newPage();
  await other.setJavaScriptEnabled(false);
  other.desk = page.desk;
  await go(other, path);
  return other;
}

export async function keyboard(all) {
  const writer = await signIn(all.FR, "liaison officer");
  await until("rows to walk through", async () => { await go(writer, "/docket"); return (await writer.$$("tbody tr")).length > 1; });
  await letters(writer);
  const id = await open(writer, "information-request", "US");
  await round(writer, `/case/${id}/request`);
  await round(writer, "/docket");
  await round(writer, `/case/${id}/do/note`);
  await locked(writer, id);
  await withoutScript(writer, id);
  await writer.browserContext().close();
}
