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

let isReady = false;

/** Whether the worker has proved that this page and every one of its files start without a network. */
export const ready = () => isReady;

/** The worker that has taken over, or null where the browser or the site has none. */
async function worker(address) {
  if (!address || !("serviceWorker" in navigator)) return null;
  try {
    await navigator.serviceWorker.register(workerURL(address), { scope: "/", updateViaCache: "none" });
  } catch {
    // no network, or no room for it: the worker of before goes on
  }
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (!registration?.active && !registration?.installing && !registration?.waiting) return null;
  return (await navigator.serviceWorker.ready).active;
}

function ask(active, question) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, PATIENCE, { pages: {} });
    active.postMessage({ type: "keep", ...question }, [port2]);
  });
}

export class Offline {
  #worker;

  /** address: of the worker; "" where the site runs without. */
  constructor(address) {
    this.#worker = worker(address).catch(() => null);
  }

  /** Keeps the page, anew where its copy is not `stamp`. Its stamp if it starts without a network, else null. */
  async keep(path, stamp = null) {
    const active = await this.#worker;
    if (!active) return null;
    const have = (await ask(active, { pages: [path] })).pages[path] ?? null;
    return have === null || stamp === null || have === stamp ? have : this.renew(path);
  }

  /** Keeps the page as the server has it now, if it can be reached; its stamp as above. */
  async renew(path) {
    const active = await this.#worker;
    return active && ((await ask(active, { renew: [path] })).pages[path] ?? null);
  }

  /** Keeps the page that is open; `ready()` says from now on what came of it. */
  async keepThis(stamp) {
    const have = await this.keep(location.pathname, stamp);
    isReady = have !== null;
    document.dispatchEvent(new CustomEvent("tablet:ready", { detail: isReady }));
    return have;
  }

  async moveOn() {
    (await this.#worker)?.postMessage({ type: "move-on" });
  }
}
