// Redress and breach: a person's request and a breach on their whole way, each page looked at as it goes.
import { expect, go, open, saved, signIn, typeInto } from "./house.mjs";
import { both } from "./pages.mjs";

const textOf = (page) => page.$eval("main", (main) => main.textContent);
const today = () => new Date().toISOString().slice(0, 10);
const moment = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

// Fills in a form by its address and sends it: what is folded away is unfolded first.
async function send(page, end, fields = {}) {
  await page.evaluate(({ end, fields }) => {
    const form = [...document.querySelectorAll("main form")].find((form) => form.action.endsWith(end));
    const folded = form.closest("details");
    if (folded) folded.open = true;
    for (const [name, value] of Object.entries(fields)) {
      for (const control of form.querySelectorAll(`[name="${name}"]`)) {
        if (["checkbox", "radio"].includes(control.type)) control.checked = [value].flat().includes(control.value);
        else control.value = value;
      }
    }
  }, { end, fields });
  await Promise.all([page.waitForNavigation(), page.evaluate((end) => {
    [...document.querySelectorAll("main form")].find((form) => form.action.endsWith(end)).requestSubmit();
  }, end)]);
}

const unfold = (page) => page.$$eval("main details", (all) => all.forEach((details) => { details.open = true; }));

async function redress({ writer, overseer, approver }, seconder) {
  const id = await open(writer, "information-request", "US");
  await typeInto(writer, "person.family_name", "ÖZTÜRK-Lindqvist");
  await saved(writer, "a person is named");
  await both(overseer, "dossiers-empty", "/dossiers");
  await both(overseer, "redress-new", "/dossiers/redress");
  await go(overseer, "/dossiers/redress");
  await send(overseer, "/dossiers/redress", { on: today(), channel: "commission", want: ["access", "deletion"], names: "lindqvist ozturk", words: "What do you hold on me, and why?", due: today(), "due-by": "CCF letter 26/17" });
  const path = new URL(overseer.url()).pathname;
  expect(path.startsWith("/dossier/"), "a dossier is opened");
  await send(overseer, "/do/identify", { shown: "A passport, seen in person.", proven: "yes" });
  await send(overseer, "/do/search");
  expect((await textOf(overseer)).includes("ÖZTÜRK"), "the person is found under another spelling and order");
  await send(overseer, "/do/contest", { reasons: "An alibi is shown." });
  await both(writer, "case-contested", `/case/${id}`);
  expect(!(await textOf(writer)).includes("alibi"), "those who work on it learn that it is contested, and not why");
  await go(overseer, path);
  await send(overseer, "/do/decide", { verdict: "erase", telling: "partial", basis: "inquiry", reasons: "The inquiry is open until March." });
  await both(overseer, "redress-decided", async (page) => { await go(page, path); await unfold(page); });
  await go(overseer, path);
  await send(overseer, "/do/name", { officer: [seconder] });
  await both(approver, "today-second", "/today");
  await both(approver, "redress-second", path);
  await go(approver, path);
  await send(approver, "/do/confirm");
  await go(overseer, path);
  await send(overseer, "/do/answer", { on: today(), text: "We hold a request of November and delete it.", remedy: ["authority", "commission"] });
  await both(overseer, "redress-answered", path);
  await both(overseer, "dossiers", "/dossiers");
}

async function breach({ writer, overseer }, concerned) {
  await both(overseer, "breach-new", "/dossiers/breach?from=looks");
  await go(overseer, "/dossiers/breach");
  const window = { since: moment(-600), until: moment(1), bureau: "" };
  await send(overseer, "/dossiers/breach", { detected: "passkey", at: moment(-1), ...window, officer: [concerned], words: "A telephone with a passkey was lost on a train." });
  const path = new URL(overseer.url()).pathname;
  await send(overseer, "/do/scope", { ...window, officer: [] });
  expect((await overseer.$$("tbody tr")).length > 0, "the scope names cases");
  await send(overseer, "/do/assess", { risk: "high", consequences: "A person may flee.", measures: "Sessions were ended." });
  await both(overseer, "breach", async (page) => { await go(page, path); await unfold(page); });
  await both(overseer, "today-protection", "/today");
  const answer = await go(writer, path);
  expect(answer.status() === 404, "nobody else learns of it");
}

export async function dossiers(all) {
  const officer = (role) => signIn(all.FR, role);
  const team = { writer: await officer("liaison officer"), overseer: await officer("data protection officer"), approver: await officer("approver") };
  await go(team.overseer, "/dossiers/breach");
  const ids = await team.overseer.$$eval("[name=officer]", (boxes) => Object.fromEntries(boxes.map((box) => [box.parentElement.textContent.trim(), box.value])));
  await redress(team, ids[team.approver.officer]);
  await breach(team, ids[team.writer.officer]);
  await Promise.all(Object.values(team).map((page) => page.browserContext().close()));
}
