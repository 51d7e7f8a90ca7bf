// The outbox to the server, for everybody who has work on this tablet.
//
// who.w may be null on a page that shows no walkthrough.
// new Sync(who, {version, changed, settled, photo}):
//   version                    of the page, for the manager's page of tablets
//   changed()                  the state below may have changed
//   settled(who, outcome)      a reply was taken in: outcome as settle() of outbox.js gives it, with its reply
//   photo(id, stage, more)     "sending" (more: the part that is through), "ready" (not now), "sent" or "stuck" (more: why)
// .soon()                      something new waits      .now()  try at once
// .state                       {busy, trouble, why, clock}: trouble "" or what meaning() of walk_reply.js calls it
import { meaning, stopsAll } from "../lib/walk_reply.js";
import { Lane } from "./lane.js";
import { installed, persisted, tabletName } from "./offline.js";
import { nextBatch, owners, readyPhotos, settle } from "./outbox.js";
import { bytesOf, device, setPhoto, walkFor } from "./records.js";
import { upload } from "./upload.js";
import { post } from "./wire.js";

const BATCH = 100;
const NEWS = 30_000; // ms between two questions for news while nothing waits
const FRESH = 5000; // ms for which an answer counts as news
const DAMAGED = 3; // times that something may arrive damaged before it is shown
const PHOTO_PATIENCE = 120_000;

export class Sync {
  #why = "";
  #clock = "";
  #facts = {}; // what the browser promises this page, told with every batch
  #damaged = new Map();
  #heard = 0; // when the server last answered this page
  #greet = new Map(); // owners of whose state the server is to hear though nothing of theirs waits

  constructor(who, { version, changed, settled, photo }) {
    Object.assign(this, { who, version, settled, photo });
    this.operations = new Lane("operations", () => this.#sendOperations(), { changed });
    this.photos = new Lane("photos", () => this.#sendPhotos(), { changed, alone: true });
    setInterval(() => document.hidden || this.operations.soon(), NEWS);
  }

  get state() {
    const trouble = this.operations.trouble || this.photos.trouble;
    return { busy: this.operations.busy || this.photos.busy, trouble, why: trouble && this.#why, clock: this.#clock };
  }

  soon() {
    this.operations.soon();
    this.photos.soon();
  }

  now() {
    this.operations.now();
    this.photos.now();
  }

  async #sendOperations() {
    await device();
    const label = tabletName();
    this.#facts = { ...(label && { label }), version: this.version, installed: installed(), persisted: await persisted() };
    if (this.who.w && Date.now() - this.#heard > FRESH) this.#hello(this.who);
    const waiting = await owners(this.who);
    const greeted = [...this.#greet.values()].filter((owner) => !waiting.some((other) => isSame(owner, other)));
    return this.#forEach([...waiting, ...greeted], (owner) => this.#drain(owner));
  }

  #hello({ u, w }) {
    this.#greet.set(`${u} ${w}`, { u, w });
  }

  async #sendPhotos() {
    return this.#forEach(await owners(this.who), (owner) => this.#upload(owner));
  }

  /** One after the other; what holds up one owner's work does not hold up the next one's. */
  async #forEach(list, send) {
    let trouble = "";
    for (const owner of list) {
      const result = await send(owner);
      if (stopsAll(result)) return result;
      if (owner.u === this.who.u) trouble ||= result;
    }
    return trouble;
  }

  /** Batches until nothing waits; an empty one says hello. */
  async #drain(owner) {
    for (let most = BATCH; ; ) {
      const batch = await nextBatch(owner, most);
      const { operations, walk } = batch;
      if (!walk?.url || !(operations.length || this.#greet.has(`${owner.u} ${owner.w}`))) return "";
      const asked = Boolean(walk.ask && !batch.waiting);
      const reply = await post(`${walk.url}operations/`, owner.u, this.#content(batch, asked));
      let result = meaning(reply);
      if (result === "refused" || result === "too-much") {
        if (operations.length > 1) {
          most = Math.ceil(operations.length / 2);
          continue;
        }
        result = operations.length ? await this.#refuse(owner, operations, reply.body.reason, reply.body.why) : "later";
        most = BATCH;
      } else if (result === "ours") {
        result = await this.#settle(owner, operations, reply.body, asked);
        most = BATCH;
      }
      if (result) {
        this.#why = reply?.body?.why ?? "";
        return result;
      }
    }
  }

  #content({ walk, device: id, wire, waiting, photos, stuck }, asked) {
    const { epoch, head, cursor, since, t } = walk;
    return {
      p: 2,
      now: Date.now(),
      ...(epoch && { epoch }),
      ...(t && { t }),
      ...(cursor === null ? { cursor: since } : { cursor: asked ? 0 : cursor, head }),
      tablet: { ...this.#facts, id, waiting, photos, stuck },
      ops: wire,
    };
  }

  async #settle(owner, operations, body, asked) {
    const named = new Set(body.results.map(({ id }) => id));
    if (operations.length && !operations.some(({ id }) => named.has(id))) return "later";
    this.#greet.delete(`${owner.u} ${owner.w}`);
    if (isSame(owner, this.who)) this.#heard = Date.now();
    const outcome = await settle(owner, operations, body, asked);
    if (owner.u === this.who.u) this.#clock = body.clock?.why ?? "";
    this.settled(owner, { ...outcome, reply: body });
    if (body.resend) this.photos.soon();
    if (outcome.refused.length) this.#hello(owner);
    return "";
  }

  async #refuse(owner, [operation], reason, why) {
    if (reason === "damaged" && this.#times(operation.id) < DAMAGED) return "later";
    const results = [{ id: operation.id, s: "refused", reason, why }];
    this.settled(owner, await settle(owner, [operation], { results }));
    this.#hello(owner);
    return "";
  }

  #times(id) {
    this.#damaged.set(id, (this.#damaged.get(id) ?? 0) + 1);
    return this.#damaged.get(id);
  }

  /** Two at a time, until none is ready; then the server hears that none waits any more. */
  async #upload(owner) {
    const walk = await walkFor(owner);
    if (!walk?.url) return "";
    let sent = 0;
    for (let queue; (queue = await readyPhotos(owner, 20)).length; ) {
      const lane = async () => {
        for (let photo; (photo = queue.shift()); sent += 1) {
          const result = await this.#put(walk, photo);
          if (result) {
            queue.length = 0;
            return result;
          }
        }
        return "";
      };
      const result = (await Promise.all([lane(), lane()])).find(Boolean);
      if (result) return result;
    }
    if (sent) {
      this.#hello(owner);
      this.operations.soon();
    }
    return "";
  }

  async #put({ url, u }, { id, sha }) {
    const bytes = await bytesOf(id);
    if (!bytes) {
      await this.#change(id, { stage: "stuck", why: "" });
      return "";
    }
    const progress = (part) => this.photo(id, "sending", part);
    progress(0);
    const headers = { "Content-Type": "application/octet-stream", "X-Sha256": sha };
    const reply = await upload(`${url}bytes/${id}/`, { person: u, headers, body: bytes, patience: PHOTO_PATIENCE, progress });
    const result = meaning(reply);
    if (result === "ours" && reply.body.sha256 === sha) {
      await this.#change(id, { stage: "sent", sentAt: Date.now() });
      return "";
    }
    if (result === "too-much" || (result === "refused" && (reply.body.reason !== "damaged" || this.#times(id) >= DAMAGED))) {
      await this.#change(id, { stage: "stuck", why: reply.body.why });
      return "";
    }
    this.photo(id, "ready");
    this.#why = reply?.body?.why ?? "";
    return result === "ours" || result === "refused" ? "later" : result;
  }

  async #change(id, change) {
    await setPhoto(id, change);
    this.photo(id, change.stage, change.why);
  }
}

const isSame = (one, other) => one.u === other.u && one.w === other.w;
