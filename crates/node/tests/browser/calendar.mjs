// The file for other calendars, as two readers that know nothing of each other or of this program read it.
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { expect, go, signIn } from "./house.mjs";

const day = (date) => date.toISOString().slice(0, 10);

const first = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one);
  return [event.startDate.toString(), event.endDate.toString(), event.summary].join(" ");
});

const second = (text) => convertIcsCalendar(undefined, text).events.map((event) => (
  [day(event.start.date), day(event.end.date), event.summary].join(" ")
));

// What the pages of the calendar show from a day on: each day with how many things are due on it.
async function shown(page, days) {
  const found = [];
  for (const month of new Set(days.map((one) => one.slice(0, 7)))) {
    await go(page, `/calendar?month=${month}`);
    found.push(...await page.$$eval("td time", (times) => times.map((time) => [time.getAttribute("datetime"), time.closest("td").querySelectorAll("li").length])));
  }
  return found.filter(([one, number]) => number && days.includes(one)).map(([one, number]) => `${one} ${number}`);
}

export async function calendar(all) {
  const duty = await signIn(all.FR, "duty officer");
  await go(duty, "/calendar");
  const text = await duty.evaluate(async () => (await fetch("/calendar.ics")).text());
  const [one, other] = [first(text), second(text)];
  expect(one.length > 0 && one.join("\n") === other.join("\n"), `two readers find the same ${one.length} days`);
  const days = one.map((line) => line.slice(0, 10));
  const numbers = one.map((line) => `${line.slice(0, 10)} ${line.match(/: (one|\d+)/)[1].replace("one", "1")}`);
  expect((await shown(duty, days)).join() === numbers.join(), "each day with as many things as the calendar shows");
  expect(!/case-|[A-Z]{2}-\d{4}-\d{6}/.test(text), "and nothing of the cases");
  await duty.browserContext().close();
}
