// What is typed and not saved or sent yet is kept in this browser: it outlives a reload, a crash, a lost network and the
// end of the session, and is offered when the same officer opens the same page again. It is sealed under a key that the
// desk gives only to that officer's pages of that case, so what stays behind tells whose it is and of which field, not what it says. Where the browser seals nothing
// (no secure context) it is kept in clear, in this tab alone, until the tab is closed or the officer signs out.
const KEPT_LETTERS_MAX = 128 * 1024;
const keptStart = page && `${page.dataset.officer} ${page.dataset.case} `;
const keptKey = page?.dataset.keepKey && globalThis.crypto?.subtle && globalThis.indexedDB
  ? crypto.subtle.importKey("raw", Uint8Array.from(page.dataset.keepKey.match(/../g), (digits) => parseInt(digits, 16)), "AES-GCM", false, ["encrypt", "decrypt"])
  : null;
page?.removeAttribute("data-keep-key");

// Each open page has records of its own, so that two tabs never take each other's away, and holds a lock by its name for
// as long as it is open: what a page left behind is offered once that page is gone.
const mine = ` ${Math.random().toString(36).slice(2)}`;
const GONE_MS = 1000;
const hold = () => {
  if (!keptKey) return;
  navigator.locks.request(`comity page${mine}`, () => new Promise((done) => addEventListener("pagehide", done, { once: true })));
};
const gone = new Map(); // page -> whether it is gone
const isGone = (name) => {
  const left = name.slice(name.lastIndexOf(" "));
  if (!gone.has(left)) gone.set(left, navigator.locks.request(`comity page${left}`, { signal: AbortSignal.timeout(GONE_MS) }, () => true).catch(() => false));
  return gone.get(left);
};
hold();
addEventListener("pageshow", (event) => { if (event.persisted) hold(); });

// A database and not the local storage, which a browser writes to the disk only after seconds, too late for a crash.
const database = keptKey && new Promise((done, fail) => {
  const asked = indexedDB.open("comity", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});
const inDatabase = async (mode, act) => {
  const change = (await database).transaction("kept", mode, { durability: "strict" });
  const asked = act(change.objectStore("kept"));
  return new Promise((done, fail) => {
    change.oncomplete = () => done(asked?.result);
    change.onabort = () => fail(change.error);
  });
};
const under = (start) => IDBKeyRange.bound(start, `${start}\uffff`);
const sealedShelf = {
  put: (name, record) => inDatabase("readwrite", (store) => store.put(record, name)),
  remove: (name) => inDatabase("readwrite", (store) => store.delete(name)),
  get: (name) => inDatabase("readonly", (store) => store.get(name)),
  names: (start) => inDatabase("readonly", (store) => store.getAllKeys(under(start))),
};
const tabShelf = {
  put: (name, record) => sessionStorage.setItem(name, JSON.stringify(record)),
  remove: (name) => sessionStorage.removeItem(name),
  get: (name) => JSON.parse(sessionStorage.getItem(name)),
  names: (start) => Object.keys(sessionStorage).filter((name) => name.startsWith(start)),
};
const shelf = keptKey ? sealedShelf : tabShelf;

// The place is sealed in, so that no text can be put in the place of another.
const sealing = (place, nonce) => ({ name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(keptStart + place) });
const sealUp = async (place, text) => {
  if (!keptKey) return { text };
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, sealed: await crypto.subtle.encrypt(sealing(place, nonce), await keptKey, new TextEncoder().encode(text)) };
};
const openUp = async (place, record) => {
  if (!keptKey) return record.text;
  return new TextDecoder().decode(await crypto.subtle.decrypt(sealing(place, record.nonce), await keptKey, record.sealed));
};

// One after the other and only the latest of each, so that an older text never comes to lie over a newer one.
let keeping = Promise.resolve();
let isKept = true;
const due = new Map(); // place -> what is to be kept there
const adopted = new Map(); // place -> the record that an earlier page left, and when it was made
const keep = (place, value) => {
  due.set(place, value);
  keeping = keeping.then(async () => {
    if (!due.has(place)) return;
    const text = JSON.stringify(due.get(place));
    due.delete(place);
    isKept = text.length <= KEPT_LETTERS_MAX;
    if (isKept) await shelf.put(keptStart + place + mine, { at: Date.now(), ...await sealUp(place, text) });
  }).catch(() => { isKept = false; /* the disk is full: the page still holds the text, and says so */ });
  return keeping;
};
const release = (place) => {
  due.delete(place);
  keeping = keeping.then(async () => {
    await shelf.remove(keptStart + place + mine);
    const before = adopted.get(place);
    adopted.delete(place);
    if (before && (await shelf.get(before.name))?.at === before.at) await shelf.remove(before.name);
  }).catch(() => { /* it is offered again, and equals what is saved */ });
  return keeping;
};

// What lies there for this page, by place, the newest of each. What does not open was altered, or its key is gone for good.
const whatIsKept = async (kind) => {
  const found = new Map();
  for (const name of keptStart ? await shelf.names(keptStart + kind) : []) {
    if (keptKey && (name.endsWith(mine) || !await isGone(name))) continue;
    const record = await shelf.get(name);
    const place = name.slice(keptStart.length, name.lastIndexOf(" "));
    const text = record && await openUp(place, record).catch(() => null);
    if (!text) await shelf.remove(name);
    else if (!(adopted.get(place)?.at > record.at)) {
      adopted.set(place, { name, at: record.at });
      found.set(place.slice(kind.length), JSON.parse(text));
    }
  }
  return found;
};
one("form[action='/sign-out']")?.addEventListener("submit", () => sessionStorage.clear());

