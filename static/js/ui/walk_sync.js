// Sends what waits, one batch after the other, until the server has named every id.
import { backOff, meaning } from "../lib/walk_reply.js";

const BATCH = 100;
const PATIENCE = 20_000;

export function csrfToken() {
  // The cookie is fresh even if somebody signed in again in another tab; the form's token is not.
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** Takes one thing after the other out of `work.send()` and waits longer after each failure. */
export class Sender {
  #busy = false;
  #timer = 0;
  attempt = 0;
  trouble = "";

  /** send: async () => meaning, called while `waiting()` is not 0; changed: called when the state has. */
  constructor({ send, waiting, changed }) {
    Object.assign(this, { send, waiting, changed });
    for (const [target, name] of [[window, "online"], [window, "pageshow"], [window, "focus"]]) {
      target.addEventListener(name, () => this.now());
    }
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
  }

  get busy() {
    return this.#busy;
  }

  /** Try at once, whatever the back-off says. */
  now() {
    this.attempt = 0;
    this.soon();
  }

  async soon() {
    if (this.#busy || !this.waiting()) return;
    clearTimeout(this.#timer);
    this.#busy = true;
    this.changed();
    try {
      while (this.waiting()) {
        const result = await this.send();
        if (["sign-in", "not-ours", "later"].includes(result)) {
          this.trouble = result;
          this.#timer = setTimeout(() => this.soon(), backOff(this.attempt, Math.random()));
          this.attempt += 1;
          return;
        }
        this.attempt = 0;
        this.trouble = "";
      }
    } finally {
      this.#busy = false;
      this.changed();
    }
  }
}

/** Sends operations; refused(operation) is called for each that the server does not take. */
export function operationSender({ url, outbox, refused, changed }) {
  let most = BATCH;
  async function send() {
    const batch = outbox.next(most);
    const reply = await post(url, batch);
    const result = meaning(reply);
    if (result === "ours") {
      most = BATCH;
      outbox.settle(reply.body.results).forEach(refused);
    } else if (result === "refused" || result === "too-much") {
      if (batch.length === 1) {
        outbox.settle([{ id: batch[0].id, s: "refused", why: reply.body?.why ?? "" }]).forEach(refused);
      }
      most = Math.ceil(batch.length / 2);
    }
    return result;
  }
  const sender = new Sender({ send, waiting: () => outbox.size, changed });
  // The page is being left, perhaps with a batch on its way: everything once more without waiting for an
  // answer. The server recognises what it has already.
  sender.leave = () => outbox.size && post(url, outbox.next(BATCH));
  return sender;
}

async function post(url, ops) {
  const body = JSON.stringify({ p: 1, ops });
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body,
      keepalive: body.length < 60_000, // goes on when the page is left in this moment
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = await response.json().catch(() => null);
    return { redirected: response.type === "opaqueredirect" || response.redirected, status: response.status, body: answer };
  } catch {
    return null;
  }
}
