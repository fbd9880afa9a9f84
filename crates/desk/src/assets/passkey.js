// Pages on which a passkey is used: the desk asks, the browser has the officer touch their key, the desk verifies. Without
// script, or where the browser has no passkeys, the page says so and does nothing.
const say = (form, words) => {
  const place = form.querySelector(".fault-summary");
  place.textContent = words;
  place.hidden = false;
  place.focus();
};

const post = async (address, body) => {
  const answer = await fetch(address, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.message ?? answer.status, { cause: "desk" });
  return said;
};

const use = ({ create, get }) => create
  ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(create) })
  : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(get) });

const send = async (form) => {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled")) return;
  const { passkey, away, nothing, refused } = form.dataset;
  if (location.origin !== passkey) return say(form, away);
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return say(form, nothing);
  button.setAttribute("aria-disabled", "true");
  try {
    const fields = Object.fromEntries(new FormData(form));
    const address = form.getAttribute("action");
    const asked = await post(`${address}/begin`, fields);
    const answer = (await use(asked)).toJSON();
    location.assign((await post(address, { ...fields, word: asked.word, answer })).to);
  } catch (fault) {
    // What a browser says of a key that was not used is in its own language, and tells nothing.
    say(form, fault.cause === "desk" ? fault.message : refused);
  }
  button.removeAttribute("aria-disabled");
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
}
