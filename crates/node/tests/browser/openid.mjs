// Signing in at a node in service through the bureau's own provider: a real one (oidc-provider, which is certified) runs
// here, over TLS, and officers meet its pages in Chromium; every page of ours on the way is looked at.
// Usage: node openid.mjs ADDRESS-OF-THE-DESK FOLDER-FOR-PICTURES BROWSER ISSUER CERTIFICATE KEY SECRET
import fs from "node:fs";
import https from "node:https";
import Provider from "oidc-provider";
import { browser as strict, end, expect, go, launch, lobby, took, until } from "./house.mjs";
import { both } from "./pages.mjs";

const [issuer, certificate, key, client_secret] = process.argv.slice(5);

// The provider: whoever gives an account's name is taken for it, with the strength that they say they proved it with.
const provider = new Provider(issuer, {
  clients: [{
    client_id: "comity", client_secret, response_types: ["code"], grant_types: ["authorization_code"],
    redirect_uris: [`${lobby}/sign-in/openid/answer`], post_logout_redirect_uris: [`${lobby}/sign-in`],
    backchannel_logout_uri: `${lobby}/openid/logout`, backchannel_logout_session_required: true,
  }],
  acrValues: ["phr", "pwd"],
  claims: { openid: ["sub", "amr"], acr: null, auth_time: null, iss: null, sid: null },
  conformIdTokenClaims: false,
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ["made-up"] },
  // Its guard lets it tell no desk on this machine.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});
const asked = [];
const form = '<!doctype html><title>Provider</title><form method="post"><input name="account"><input name="acr"><button>Sign in</button></form>';
const server = https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  if (pathname === "/auth" && searchParams.size > 0) asked.push(Object.fromEntries(searchParams));
  if (!pathname.startsWith("/interaction/")) return provider.callback()(request, response);
  if (request.method === "GET") return response.setHeader("Content-Type", "text/html").end(form);
  let body = "";
  for await (const part of request) body += part;
  const given = new URLSearchParams(body);
  const login = { accountId: given.get("account"), acr: given.get("acr"), amr: ["hwk"] };
  return provider.interactionFinished(request, response, { login });
});
await new Promise((resolve) => server.listen(Number(new URL(issuer).port), "127.0.0.1", resolve));
const told = [];
provider.on("backchannel.success", (_, client, accountId) => told.push(accountId));
provider.on("backchannel.error", (_, error) => console.log(`     back-channel: ${error.message}`));
provider.on("server_error", (_, error) => console.log(`     provider: ${error.stack}`));

await strict.close();
const browser = await launch({ acceptInsecureCerts: true });
async function seat() {
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(15000);
  page.desk = lobby;
  page.on("pageerror", (error) => expect(false, `script on ${page.url()}: ${error.message}`));
  await page.setCookie({ name: "comity-language", value: "en", url: lobby });
  return page;
}

const text = (page) => page.$eval("body", (body) => body.textContent);
const click = (page, query) => page.$eval(query, (button) => button.click());
const press = (page, query) => Promise.all([page.waitForNavigation(), click(page, query)]);
const at = async (page, path) => {
  await until(`at ${path}`, async () => page.url() === `${lobby}${path}`);
  if (page.url() !== `${lobby}${path}`) console.log(`     instead at ${page.url().split("?")[0]}: ${(await text(page)).replace(/\s+/g, " ").slice(0, 300)}`);
};

// Goes to the provider by a form of ours, and signs in there where it asks.
async function by(page, action, account, acr = "phr") {
  await click(page, `form[action='${action}'] button`);
  await until("at the provider", async () => page.url().startsWith(`${issuer}/interaction/`) && (await page.$("[name=account]")));
  await page.type("[name=account]", account);
  await page.type("[name=acr]", acr);
  await click(page, "button");
}

async function signIn(page, to, account = "account-of-camille", acr = "phr") {
  await go(page, `/sign-in?to=${to}`);
  await by(page, "/sign-in/openid", account, acr);
}

async function first(page) {
  await both(page, "sign-in-openid", "/sign-in");
  await signIn(page, "/docket");
  await at(page, "/docket");
  expect((await text(page)).includes("Camille Laurent"), "an officer signs in through the bureau's provider");
  const [question] = asked;
  expect(question.code_challenge_method === "S256" && question.state.length === 64 && question.nonce.length === 64 && question.max_age === "28800", "with PKCE, a state and a nonce");
  const cookies = await page.browserContext().cookies();
  expect(cookies.some((cookie) => cookie.name === "comity-GS" && cookie.sameSite === "Strict" && cookie.httpOnly), "the session's cookie stays strict");
  expect(!cookies.some((cookie) => cookie.name === "comity-GS-question"), "the question is over");
  await go(page, "/today");
  expect(page.url() === `${lobby}/today`, "the session stands");
}

async function refused() {
  for (const [account, acr, what] of [["account-of-nobody", "phr", "an account that is no officer's"], ["account-of-camille", "pwd", "a weaker proof"]]) {
    const page = await seat();
    await signIn(page, "/docket", account, acr);
    await until(what, async () => /openid-(unknown|weak|declined)/.test(await text(page)));
    await go(page, "/today");
    expect(page.url().includes("/sign-in"), "lets nobody in");
  }
}

async function locking(page) {
  await go(page, "/docket");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("L")]);
  expect(page.url().includes("/locked") && !(await text(page)).includes("Camille"), "a locked session shows nothing");
  await both(page, "locked-openid", "/locked?to=/docket");
  await go(page, "/locked?to=/docket");
  await by(page, "/unlock/openid", "account-of-camille");
  await at(page, "/docket");
  expect(asked.at(-1).prompt === "login" && asked.at(-1).max_age === "0", "its officer goes on after a new proof");
  await go(page, "/account");
  expect((await page.$$("form[action='/unlock/openid']")).length === 0, "and has proven it of late");
  await both(page, "account-openid", "/account");
}

async function leaving(page) {
  await press(page, "form[action='/sign-out'] button");
  expect(page.url() === `${lobby}/sign-in?left=provider`, "signing out here");
  await both(page, "signed-out-openid", "/sign-in?left=provider");
  await click(page, "form[action='/sign-out/openid'] button");
  await until("offers to sign out there", async () => page.url().startsWith(`${issuer}/session/end`) && (await page.$("button[name=logout]")));
  await click(page, "button[name=logout]");
  await until("and leads back", async () => page.url().startsWith(`${lobby}/sign-in`));
}

// The officer ends the session at the provider; the desk is told so behind the browser.
async function leavingThere(page) {
  await signIn(page, "/docket");
  await at(page, "/docket");
  const before = told.length;
  await page.goto(`${issuer}/session/end`);
  await click(page, "button[name=logout]");
  await until("the provider says so", async () => told.length > before);
  // The word goes from the provider to the desk behind the browser, and takes its time.
  await until("and the session here has ended", async () => {
    await go(page, "/today");
    return page.url().includes("/sign-in");
  });
}

const page = await seat();
for (const part of [first, refused, locking, leaving, leavingThere]) {
  if (!(await took(part.name, () => part(page)))) break;
}
await end(browser);
