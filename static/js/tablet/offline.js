// The page's side of the service worker: registers it, asks it to keep pages, and knows what is really true.
import { workerURL } from "./trusted.js";

const PATIENCE = 60_000; // ms for the worker, which may have to load a page over a slow network

/** Installed as an app, with storage of its own on an iPad. */
export const installed = () => matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches || navigator.standalone === true;

/** Whether the browser promises not to clear the storage by itself; null where it does not say. */
export async function persisted() {
  try {
    return (await navigator.storage?.persisted?.()) ?? null;
  } catch {
    return null;
  }
}

/** Asks the browser to keep the storage (to be called once something is stored); what it answers, or null. */
export async function askToPersist() {
  try {
    const kept = (await persisted()) || ((await navigator.storage?.persist?.()) ?? null);
    document.dispatchEvent(new CustomEvent("tablet:persisted", { detail: kept }));
    return kept;
  } catch {
    return null;
  }
}

const NAME = "tablet-name";

/** What people call this tablet, told to the server with every batch; "" where nobody has named it. */
export function tabletName() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

/** Keeps the name on the tablet; whether that was possible. */
export function nameTablet(name) {
  try {
    localStorage.setItem(NAME, name.trim());
    return true;
  } catch {
    return false;
  }
}

let isReady = false;

/** Whether the worker has proved that this page and every one of its files start without a network. */
export const ready = () => isReady;

/** Until a worker is in charge, where the browser and the site have one; address "" registers nothing. */
async function begin(address) {
  if (!("serviceWorker" in navigator)) return;
  const registered = address && navigator.serviceWorker.register(workerURL(address), { scope: "/", updateViaCache: "none" });
  if (navigator.serviceWorker.controller) {
    registered?.catch?.(() => {}); // without a network this takes a while, and the worker of before goes on
    return;
  }
  await registered;
  if (await navigator.serviceWorker.getRegistration("/")) await navigator.serviceWorker.ready;
}

function ask(active, question) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, PATIENCE, null);
    active.postMessage(question, [port2]);
  });
}

export class Offline {
  #begun;

  /** address: of the worker; "" where the site runs without. */
  constructor(address) {
    this.#begun = begin(address).catch(() => {});
  }

  /** Keeps the page, anew where its copy is not `stamp`. Its stamp if it starts without a network, else null. */
  async keep(path, stamp = null) {
    const have = await this.#stamp({ type: "keep", pages: [path] }, path);
    return have === null || stamp === null || have === stamp ? have : this.renew(path);
  }

  /** Keeps the page as the server has it now, if it can be reached; its stamp as above. */
  renew(path) {
    return this.#stamp({ type: "keep", renew: [path] }, path);
  }

  async #stamp(question, path) {
    return (await this.#ask(question))?.pages[path] ?? null;
  }

  async #ask(question) {
    await this.#begun;
    const active = (await navigator.serviceWorker?.getRegistration("/"))?.active;
    return active ? ask(active, question) : null;
  }

  /** What is kept on this tablet for its person: [{path, kind, title}]. */
  async kept() {
    return (await this.#ask({ type: "kept" })) ?? [];
  }

  /** Keeps the page that is open; `ready()` says from now on what came of it. */
  async keepThis(stamp) {
    const have = await this.keep(location.pathname, stamp);
    isReady = have !== null;
    document.dispatchEvent(new CustomEvent("tablet:ready", { detail: isReady }));
    return have;
  }

  /** Moves pages of an older version to this one, as far as the network goes. */
  moveOn() {
    return this.#ask({ type: "move-on" });
  }
}
