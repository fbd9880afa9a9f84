// The law as an officer reads it: a route is found from the form, its picture leads on, and the pages hang together.
import { browser, expect, go, signIn } from "./house.mjs";
import { both } from "./pages.mjs";

const PAGES = [
  ["law", "/law"],
  ["law-route", "/law/routes?from=FR&to=BR&measure=surrender"],
  ["law-route-measure", "/law/routes?from=CH&to=US&measure=bank-records&offence=0703&max_penalty_months=60"],
  ["law-route-none", "/law/routes?from=KE&to=KP&measure=service"],
  ["law-route-fault", "/law/routes?from=FR&to=FR"],
  ["law-compare", "/law/compare?from=US&to=FR&measure=surrender&offence=0101"],
  ["law-state", "/law/state/FR"],
  ["law-state-plain", "/law/state/KP?matter=assistance"],
  ["law-instrument", "/law/instrument/COE-024-EXTRADITION"],
  ["law-rules", "/law/rules?text=death"],
  ["law-rule", "/law/rule/rpd-83-penalty-prosecution"],
  ["law-duties", "/law/duties"],
  ["law-unverified", "/law/unverified"],
];

export async function law(all) {
  const page = await signIn(all.FR, "liaison officer");
  await go(page, "/law");
  await page.select("#route-to", "DE");
  await Promise.all([page.waitForNavigation(), page.click("form.grid button.primary")]);
  const first = await page.$eval("details.route[open] h2", (head) => head.textContent.trim());
  expect(first === "EAW", `between France and Germany the warrant governs (${first})`);
  const provision = await page.$eval("details.route[open] .terms .provision", (found) => found.textContent.trim());
  expect(provision !== "", "each point has its provision");
  await Promise.all([page.waitForNavigation(), page.click('.picture a[href="/law/state/DE"]')]);
  expect(await page.$eval("h1", (head) => head.textContent.trim()) === "Germany", "the picture leads to the State");
  const ties = await page.$$eval(".picture.wide a", (links) => links.length);
  expect(ties > 150, `Germany is tied to most States (${ties})`);
  for (const [name, address] of PAGES) await both(page, name, address);
  await page.browserContext().close();
}
