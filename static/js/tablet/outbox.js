// What waits for the server, and what becomes of it. Every function is one transaction.
// An operation is never altered; it leaves the outbox only when the server has named its id, and goes to `sent`:
// the receipt names it, and a server that came back from a backup gets it again.
import { wire } from "../lib/walk_changes.js";
import { read, write } from "./database.js";
import { ofWalk, walkId, walkOf } from "./records.js";
import { STORES, Settlement } from "./settlement.js";

const KEEP = 14 * 24 * 60 * 60 * 1000; // ms that the bytes of sent photos stay as a second copy
const BUDGET = 500 * 1024 * 1024; // bytes of those copies; the system's own estimate is not truthful

const PASSING = new Set(["finished", "event-closed"]); // refusals that a manager can undo

/** Thrown by clear: something of the walkthrough is only on this tablet. */
export class NotSent extends Error {}

/** [{u, w}] with operations or photos to be sent; those of `first` before the others. */
export function owners(first) {
  return read(["outbox", "photos"], async (transaction) => {
    const found = new Map();
    const add = (u, w) => found.set(`${u} ${w}`, { u, w });
    const index = transaction.objectStore("outbox").index("owner");
    for (let at = await index.openKeyCursor(null, "nextunique"); at; at = await at.continue()) add(...at.key);
    const stages = transaction.objectStore("photos").index("stage");
    const ready = IDBKeyRange.bound(["ready"], ["ready", []]);
    for (let at = await stages.openKeyCursor(ready, "nextunique"); at; at = await at.continue()) add(...at.key.slice(1));
    const rank = ({ u, w }) => (u === first.u ? 0 : 2) + (w === first.w ? 0 : 1);
    return [...found.values()].sort((one, other) => rank(one) - rank(other));
  });
}

/**
 * The oldest operations of one person's walkthrough, and what else of it is here:
 * {walk, device, operations, wire, waiting, photos, stuck}; waiting: those not in this batch.
 */
export function nextBatch(who, most) {
  return read(["outbox", "stuck", "meta", "photos"], async (transaction) => {
    const outbox = transaction.objectStore("outbox").index("owner");
    const stages = transaction.objectStore("photos").index("stage");
    const owner = [who.u, who.w];
    const [walk, known, operations, waiting, refused, ...photos] = await Promise.all([
      walkOf(transaction, who),
      transaction.objectStore("meta").get("device"),
      outbox.getAll(owner, most),
      outbox.count(owner),
      transaction.objectStore("stuck").index("owner").getAll(owner),
      ...["raw", "ready", "stuck"].map((stage) => stages.count([stage, ...owner])),
    ]);
    const instead = new Map(refused.map(({ id, base, seen }) => [id, base === undefined ? { seen } : { base }]));
    return {
      walk,
      device: known?.device,
      operations,
      wire: operations.map((operation) => wire(operation, instead)),
      waiting: waiting - operations.length,
      photos: photos[0] + photos[1],
      stuck: photos[2] + refused.filter(({ over, f }) => !over && f !== "photo.add").length,
    };
  });
}

/**
 * Takes in the reply to a batch: {refused: [operation with why], news: [change to show], conflicts or null}.
 * Only ids that it names leave the outbox; another change is taken only where nothing of one's own waits.
 */
export function settle(who, batch, reply, asked = false) {
  return write(STORES, (transaction) => new Settlement(transaction, who).take(batch, reply, asked));
}

/** Photos whose bytes can go to the server, the oldest first. */
export const readyPhotos = ({ u, w }, most) =>
  read("photos", ({ store }) => store.index("stage").getAll(["ready", u, w], most));

/** {ops: [id], photos: [{id, sha256}]}: all that the tablet has ever sent or still holds of the walkthrough. */
export function everMade(who) {
  const owner = [who.u, who.w];
  return read(["sent", "outbox", "photos"], async (transaction) => {
    const ids = (name) => transaction.objectStore(name).index("owner").getAll(owner);
    const [sent, waiting, photos] = await Promise.all(["sent", "outbox", "photos"].map(ids));
    const announced = photos.filter(({ sha, stage }) => sha && stage !== "stuck");
    return { ops: [...sent, ...waiting].map(({ id }) => id), photos: announced.map(({ id, sha }) => ({ id, sha256: sha })) };
  });
}

/** Sends again what the server lacks, under the same ids; returns the photos whose bytes are gone from here. */
export function sendAgain(who, lacking) {
  return write(["sent", "outbox", "photos", "blobs"], async (transaction) => {
    const [sent, outbox, photos, blobs] = ["sent", "outbox", "photos", "blobs"].map((name) => transaction.objectStore(name));
    for (const id of lacking.ops) {
      const operation = await sent.get(id);
      if (!operation) continue;
      sent.delete(id);
      if (!(await outbox.index("id").count(id))) outbox.add(operation); // another tab may have been first
    }
    const lost = [];
    for (const id of lacking.photos) {
      const photo = await photos.get(id);
      if (!photo || photo.stage === "ready") continue;
      if (await blobs.count(id)) photos.put({ ...photo, stage: "ready" });
      else lost.push(photo);
    }
    return lost;
  });
}

/** What was refused because the walkthrough was closed waits again, under the same ids: it may have been reopened. */
export function tryAgain(who) {
  return write(["stuck", "outbox", "answers", "photos"], async (transaction) => {
    const [stuck, outbox, answers, photos] = ["stuck", "outbox", "answers", "photos"].map((name) => transaction.objectStore(name));
    const refused = await stuck.index("owner").getAll([who.u, who.w]);
    for (const { why, reason, over, ...operation } of refused) {
      if (over || !PASSING.has(reason)) continue;
      stuck.delete(operation.id);
      if (!(await outbox.index("id").count(operation.id))) outbox.add(operation);
      const row = await answers.get([who.u, who.w, operation.k, operation.f]);
      if (row?.stuck) answers.put({ ...row, op: operation.id, seen: undefined, waits: true, stuck: false });
      const photo = operation.f === "photo.add" && (await photos.get(operation.v.photo));
      if (photo) photos.put({ ...photo, stage: "ready", why: "" });
    }
  });
}

/** Drops the bytes of photos that have been on the server for a while; all of them where `tight`. */
export function prune(tight = false) {
  return write(["photos", "blobs"], async (transaction) => {
    const photos = transaction.objectStore("photos");
    const sent = await photos.index("stage").getAll(IDBKeyRange.bound(["sent"], ["sent", []]));
    let bytes = 0;
    for (const photo of sent.sort((one, other) => other.sentAt - one.sentAt)) {
      bytes += photo.size;
      if (!tight && bytes <= BUDGET && Date.now() - photo.sentAt <= KEEP) continue;
      transaction.objectStore("blobs").delete(photo.id);
      photos.put({ ...photo, stage: "gone" });
    }
  });
}

/** Everything of a person's walkthrough goes from the tablet. Throws NotSent if anything is nowhere else. */
export function clear(who) {
  const owner = [who.u, who.w];
  return write([...STORES, "drafts"], async (transaction) => {
    const of = (name) => transaction.objectStore(name);
    const [waiting, refused, typed, photos, sent] = await Promise.all([
      of("outbox").index("owner").count(owner),
      of("stuck").index("owner").getAll(owner),
      of("drafts").count(ofWalk(who)),
      of("photos").index("owner").getAll(owner),
      of("sent").index("owner").getAllKeys(owner),
    ]);
    if (waiting || typed || refused.some(({ over }) => !over) || photos.some(({ stage }) => stage !== "sent" && stage !== "gone")) throw new NotSent();
    for (const id of sent) of("sent").delete(id);
    for (const { id } of refused) of("stuck").delete(id);
    for (const { id } of photos) {
      of("photos").delete(id);
      of("blobs").delete(id);
    }
    of("answers").delete(ofWalk(who));
    of("meta").delete(walkId(who));
  });
}
