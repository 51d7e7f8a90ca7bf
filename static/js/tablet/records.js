// What the tablet keeps, and how a person changes it. Every function is one transaction; a promise that resolves
// means that it is on the disk. They reject when the disk takes nothing: keep the value and try again.
//
// who: {u: number of the person, w: id of the walkthrough, url: its address, seen: the number of the operation up to
// which the page in front of the person knows, epoch, title, t: number of the template version whose questions it
// shows, anew: keys that stood for another question in an earlier one}. k: criterion's key. f: "answer" or "note". v: the
// value of an operation (docs/sync-protocol.md), null for no answer, "" for no note.
//
//   startWalk(who)                      first call of a page
//   record(who, k, f, v, at)            a change by the person -> the operation, or null where nothing changed
//   draft(who, k, f, v, was)            half a change: text being typed, an answer that lacks its reason;
//                                       was: what stood in the field before, which is no change
//   forgetDraft(who, k, f)
//   knownTo(who)                        what to show over the page: {answers, drafts, stuck, conflicts}
//   counts(who)                         what waits, for the status line and for the manager
//
//   addPhoto(who, k, {name, type, taken, bytes, ...more}) -> id. Camera bytes (an ArrayBuffer) as they are; stage
//                                       "raw". `more` (small, for the tablet and the operation): {original: id} for
//                                       the annotated copy of another photo
//   setPhoto(id, {stage, sha, size, ...}, bytes) -> the photo, or null if it is gone. Changes what is named. bytes:
//                                       new ArrayBuffer, null to drop them, undefined to leave them. With stage
//                                       "ready" and its sha (SHA-256 in hex) the photo is announced by an operation
//                                       in the same transaction, and its bytes are final
//   removePhoto(who, k, id)             by an operation where the server may know of it
//   photosOf(who), nextRaw(), rawOf(u), bytesOf(id)
//   removedPhotos(who)                  ids, for pages that still show them
//
// Stages of a photo: raw -> ready -> sent -> gone (bytes dropped after a while), or stuck (refused, with `why`).
import { newId } from "../lib/walk_id.js";
import { countsOverPage, madeOn, same } from "../lib/walk_changes.js";
import { read, write } from "./database.js";

/** All rows of a person's walkthrough in a store whose key begins with [u, w]. */
export const ofWalk = ({ u, w }) => IDBKeyRange.bound([u, w], [u, w, []]);
const inStage = (stage, ...owner) => IDBKeyRange.bound([stage, ...owner], [stage, ...owner, []]);
export const walkId = ({ u, w }) => `walk ${u} ${w}`;
const NEW_WALK = { cursor: null, head: null, epoch: null, ask: false, conflicts: [] };

/**
 * Remembers where the walkthrough lives. A page older than the first one lacks news: all is asked for again.
 * Where its event was upgraded, answers to a question that its key no longer stands for are not shown over the new
 * one; they wait in the outbox, or are on the server.
 */
export function startWalk(who) {
  return write(["meta", "answers"], async (transaction) => {
    const [meta, answers] = stores(transaction, "meta", "answers");
    const { u, w, url, title, t } = who;
    const before = (await meta.get(walkId(who))) ?? { ...NEW_WALK, since: who.seen, t };
    const known = { ...before, id: walkId(who), u, w, url, title, t };
    if (who.seen < known.since) Object.assign(known, { since: 0, ask: true });
    if (before.t !== t) for (const k of who.anew) for (const f of ["answer", "note"]) answers.delete([u, w, k, f]);
    await meta.put(known);
    return known;
  });
}

export function walkOf(transaction, who) {
  return transaction.objectStore("meta").get(walkId(who));
}

export const walkFor = (who) => read("meta", ({ store }) => store.get(walkId(who)));

/** This device's id, made once. */
export function device() {
  const id = newId();
  return write("meta", async ({ store }) => {
    const known = await store.get("device");
    if (!known) await store.put({ id: "device", device: id });
    return known?.device ?? id;
  });
}

export function record(who, k, f, v, at = Date.now()) {
  const { u, w, t } = who;
  const id = newId();
  return write(["outbox", "answers", "drafts", "stuck"], async (transaction) => {
    const [outbox, answers, drafts, stuck] = stores(transaction, "outbox", "answers", "drafts", "stuck");
    const key = [u, w, k, f];
    const [row, typed, refused] = await Promise.all([answers.get(key), drafts.get(key), stuck.index("owner").getAll([u, w])]);
    drafts.delete(key);
    if (row?.op === id) return null; // the first run of this transaction went through after all
    if (countsOverPage(row, who.seen) && same(row.v, v)) return null;
    const operation = { id, u, w, t: typed?.t ?? t, k, f, v, at, ...(typed?.on ?? madeOn(row, who.seen)) };
    outbox.add(operation);
    answers.put({ u, w, k, f, v, op: id, at, asOf: row?.asOf ?? 0, waits: true });
    for (const other of refused) if (other.k === k && other.f === f && !other.over) stuck.put({ ...other, over: true });
    return operation;
  });
}

export function draft(who, k, f, v, was = null) {
  const { u, w, t } = who;
  return write(["drafts", "answers"], async (transaction) => {
    const [drafts, answers] = stores(transaction, "drafts", "answers");
    const key = [u, w, k, f];
    const [typed, row] = await Promise.all([drafts.get(key), answers.get(key)]);
    const counts = countsOverPage(row, who.seen);
    // Left behind, it would come back after a crash as a new operation over somebody's later one.
    if (same(counts ? row.v : was, v)) return drafts.delete(key);
    const on = typed?.on ?? madeOn(row, who.seen); // what the person saw when the typing began
    return drafts.put({ u, w, t, k, f, v, at: Date.now(), on });
  });
}

export const forgetDraft = ({ u, w }, k, f) => write("drafts", ({ store }) => store.delete([u, w, k, f]));

export function knownTo(who) {
  return read(["answers", "drafts", "stuck", "meta"], async (transaction) => {
    const [answers, drafts, stuck] = stores(transaction, "answers", "drafts", "stuck");
    const [rows, typed, refused, walk] = await Promise.all([
      answers.getAll(ofWalk(who)),
      drafts.getAll(ofWalk(who)),
      stuck.index("owner").getAll([who.u, who.w]),
      walkOf(transaction, who),
    ]);
    return {
      answers: rows.filter((row) => countsOverPage(row, who.seen)),
      drafts: typed,
      stuck: refused.filter(({ over }) => !over),
      conflicts: walk?.conflicts ?? [],
    };
  });
}

/** {walk, own, others}: {operations, photos, stuck} of this walkthrough, of the person, and a number. */
export function counts(who) {
  return read(["outbox", "photos", "stuck"], async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const stages = transaction.objectStore("photos").index("stage");
    const refused = await transaction.objectStore("stuck").getAll();
    const count = async (...owner) => {
      const [operations, raw, ready, stuck] = await Promise.all([
        outbox.index("owner").count(owner.length > 1 ? owner : IDBKeyRange.bound(owner, [...owner, []])),
        ...["raw", "ready", "stuck"].map((stage) => stages.count(inStage(stage, ...owner))),
      ]);
      const shown = refused.filter(({ u, w, over, f }) => !over && f !== "photo.add" && (!owner.length || u === owner[0]) && (owner.length < 2 || w === owner[1]));
      return { operations, photos: raw + ready, stuck: stuck + shown.length };
    };
    const [walk, own, all] = await Promise.all([count(who.u, who.w), count(who.u), count()]);
    return { walk, own, others: all.operations + all.photos - own.operations - own.photos };
  });
}

export function addPhoto(who, k, { name = "", type = "", taken = null, bytes, ...more }) {
  const { u, w, t } = who;
  const id = newId();
  const photo = { ...more, id, u, w, t, k, name, type, taken, at: Date.now(), size: bytes.byteLength, stage: "raw", tries: 0 };
  return write(["photos", "blobs"], async (transaction) => {
    transaction.objectStore("photos").put(photo);
    transaction.objectStore("blobs").put({ id, bytes });
    return id;
  });
}

export function setPhoto(id, change, bytes) {
  const operation = newId();
  return write(["photos", "blobs", "outbox"], async (transaction) => {
    const [photos, blobs, outbox] = stores(transaction, "photos", "blobs", "outbox");
    const before = await photos.get(id);
    if (!before) return null;
    if (change.sha && before.op) return before; // another tab was faster, and has announced its bytes
    const photo = { ...before, ...change };
    if (photo.stage === "ready" && !photo.op) {
      // What it says of the bytes is true for good, so it waits until they are final.
      const { u, w, t, k, name, taken, original } = photo;
      const v = { photo: id, sha256: photo.sha, name, taken, ...(original && { original }) };
      photo.op = operation;
      outbox.add({ id: operation, u, w, t, k, f: "photo.add", v, at: photo.at });
    }
    photos.put(photo);
    if (bytes === null) blobs.delete(id);
    else if (bytes) blobs.put({ id, bytes });
    return photo;
  });
}

export function removePhoto(who, k, id) {
  const { u, w, t } = who;
  const operation = { id: newId(), u, w, t, k, f: "photo.del", v: id, at: Date.now() };
  return write(["photos", "blobs", "outbox"], async (transaction) => {
    const [photos, blobs, outbox] = stores(transaction, "photos", "blobs", "outbox");
    const photo = await photos.get(id);
    photos.delete(id);
    blobs.delete(id);
    if (photo && !photo.op) return; // the server has never heard of it
    if (!(await outbox.index("id").count(operation.id))) outbox.add(operation); // else an earlier run went through after all
  });
}

export const photosOf = ({ u, w }) => read("photos", ({ store }) => store.index("owner").getAll([u, w]));

export function removedPhotos({ u, w }) {
  return read(["outbox", "sent"], async (transaction) => {
    const owned = await Promise.all(stores(transaction, "outbox", "sent").map((store) => store.index("owner").getAll([u, w])));
    return owned.flat().filter(({ f }) => f === "photo.del").map(({ v }) => v);
  });
}

/** The oldest photo that is not shrunk yet, whoever took it. */
export const nextRaw = () => read("photos", ({ store }) => store.index("stage").get(inStage("raw")));

export const rawOf = (u) => read("photos", ({ store }) => store.index("stage").getAll(inStage("raw", u)));

export const bytesOf = (id) => read("blobs", async ({ store }) => (await store.get(id))?.bytes);

function stores(transaction, ...names) {
  return names.map((name) => transaction.objectStore(name));
}
