// Requests on their way between desks: delivered, not delivered, refused, asked more of, passed on, answered.
import {
  act, expect, explain, field, find, go, judge, look, open, press, referenceOf, saved, signIn, stateOf, type, until, valueOf,
} from "./house.mjs";

export const officers = async (all) => ({
  writer: await signIn(all.FR, "liaison officer"),
  reviewer: await signIn(all.FR, "legal reviewer"),
  approver: await signIn(all.FR, "approver"),
  duty: await signIn(all.BR, "duty officer", { width: 360 }),
});

// From a draft to the moment before it is sent.
export async function ready({ writer, reviewer }, id) {
  await act(writer, id, "submit", explain);
  await judge(reviewer, id);
}

export async function drafted({ writer }, to) {
  const id = await open(writer, "information-request", to);
  await writer.type(field("person.family_name"), "Quispe Álvarez");
  await writer.select(field("request.urgency"), "urgent");
  await writer.type(field("request.information_sought"), "Who holds the account that received the transfers?");
  await saved(writer, "the draft saves itself");
  return id;
}

// A request as it arrived at the other desk.
async function arrived(team) {
  const id = await drafted(team, "BR");
  await ready(team, id);
  await act(team.approver, id, "approve");
  await go(team.writer, `/case/${id}`);
  await until("delivered, by a receipt", async () => /Delivered|Read/.test(await stateOf(team.writer)));
  const there = await find(team.duty, await referenceOf(team.writer));
  await go(team.duty, `/case/${there}`);
  return { id, there };
}

// The whole trip, with pictures of both sides.
export async function trip(team) {
  const { writer, approver, duty } = team;
  const id = await drafted(team, "BR");
  await writer.reload();
  expect((await valueOf(writer, "person.family_name")) === "Quispe Álvarez", "what was typed is there after a reload");
  await ready(team, id);
  await go(duty, "/docket");
  const before = await duty.$$eval("tbody tr", (rows) => rows.length);
  await act(approver, id, "approve");
  await until("the other desk rings without a reload", async () =>
    (await duty.$eval("#news", (news) => !news.hidden)) || (await duty.$$eval("tbody tr", (rows) => rows.length)) > before);
  await go(writer, `/case/${id}`);
  await until("delivered, by a receipt", async () => /Delivered|Read/.test(await stateOf(writer)));
  const there = await find(duty, await referenceOf(writer));
  await go(duty, `/case/${there}`);
  await look(duty, "received-360");
  await until("the sender sees that it was read", async () => /Read/.test(await stateOf(writer)));
  await act(duty, there, "accept", type("note", "In hand."));
  await act(duty, there, "answer", type("text", "The account is held by a company; its register entry follows."));
  await until("the answer arrives without a reload", async () => /Answered/.test(await stateOf(writer)));
}

export async function refused(team) {
  const { there } = await arrived(team);
  const { writer, duty } = team;
  await act(duty, there, "refuse", async (page) => {
    await page.select("#ground-1", "too-vague").catch(() => {});
    await page.$eval("#ground-1", (choice) => { if (!choice.value) choice.value = [...choice.options].find((one) => one.value).value; });
    await page.type("main [name=reasons]", "The transfers are not dated.");
  });
  await until("a refusal arrives without a reload", async () => /Refused/.test(await stateOf(writer)));
  await writer.reload();
  expect((await writer.$eval("main", (main) => main.textContent)).includes("The transfers are not dated."), "with its reasons");
}

export async function askedMore(team) {
  const { id, there } = await arrived(team);
  const { writer, approver, duty } = team;
  await act(duty, there, "ask-more", type("questions", "On which days were the transfers made?"));
  await until("questions arrive without a reload", async () => /More asked/.test(await stateOf(writer)));
  await go(writer, `/case/${id}/request`);
  await writer.type(field("request.information_sought"), " They were made on 3 and 4 March 2026.");
  await saved(writer, "what was asked for is supplied");
  await ready(team, id);
  await act(approver, id, "approve");
  await go(duty, `/case/${there}/request`);
  await until("what was supplied arrives", async () => {
    await duty.reload();
    return (await duty.$eval("main", (main) => main.textContent)).includes("3 and 4 March");
  });
  await act(duty, there, "forward", async (page) => {
    await page.type("main [name=authority]", "Federal court at Recife");
    await page.type("main [name=note]", "It holds the register.");
  });
  await until("that it was passed on arrives without a reload", async () => {
    if (!writer.url().endsWith(id)) await go(writer, `/case/${id}`);
    return /Forwarded/.test(await stateOf(writer));
  });
}

// A partner that is down: told at once, and delivered by itself once it is back.
export async function partnerDown(team) {
  const { writer, approver } = team;
  const id = await drafted(team, "JP");
  await ready(team, id);
  await go(writer, `/case/${id}`);
  await go(approver, `/case/${id}/do/approve`);
  const begun = Date.now();
  await approver.click("section.act button.primary");
  await until("the partner is down: not delivered, told within a second", async () => /Not delivered to JP/.test(await stateOf(writer)), 1000);
  console.log(`     after ${Date.now() - begun} ms`);
  await look(writer, "not-delivered");
  await press("JP");
  const on = Date.now();
  await until("its node is switched on: delivered within five seconds, without a reload", async () => /Delivered/.test(await stateOf(writer)), 5000);
  console.log(`     after ${Date.now() - on} ms`);
}
