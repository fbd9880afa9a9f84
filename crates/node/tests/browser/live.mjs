// One line to the desk for all tabs: quick navigation and many tabs must never use up the browser's connections.
import { act, expect, go, open, signIn, tab, type, until } from "./house.mjs";

export async function live(all) {
  const writer = await signIn(all.FR, "liaison officer");
  const id = await open(writer, "information-request", "US");
  const places = ["/today", "/docket", "/directory", `/case/${id}`, `/case/${id}/timeline`];
  let slowest = 0;
  for (let step = 0; step < 40; step += 1) {
    const begun = Date.now();
    await writer.goto(writer.desk + places[step % places.length], { waitUntil: "domcontentloaded" });
    slowest = Math.max(slowest, Date.now() - begun);
  }
  expect(slowest < 2000, `40 quick navigations in one tab, the slowest in ${slowest} ms`);
  await writer.goBack();
  expect(writer.url().includes(places[38 % places.length]), "going back shows the page before");

  const begun = Date.now();
  const tabs = await Promise.all(Array.from({ length: 8 }, () => tab(writer, `/case/${id}/request`)));
  expect(true, `8 tabs loaded in ${Date.now() - begun} ms`);
  const colleague = await signIn(all.FR, "duty officer");
  await act(colleague, id, "note", type("text", "Seen by the desk on duty."));
  for (const [place, page] of tabs.entries()) {
    await until(`tab ${place + 1} of 8 gets the ring`, () => page.$eval("#news", (news) => !news.hidden), 5000);
  }
  // The tab with the line goes; another one takes it over.
  await Promise.all([writer, ...tabs.slice(0, 7)].map((page) => page.close()));
  const last = tabs[7];
  await last.reload();
  await act(colleague, id, "note", type("text", "And again."));
  await until("the tab that is left gets the next ring", () => last.$eval("#news", (news) => !news.hidden), 5000);
  await go(last, "/today");
  await last.browserContext().close();
  await colleague.browserContext().close();
}
