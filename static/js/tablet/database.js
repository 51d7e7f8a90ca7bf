// The only place that opens IndexedDB.
//
// write(stores, job) and read(stores, job): `job` gets a transaction of idb and may only await requests of that
// transaction. Both resolve with what the job returned, write() only when the transaction is complete and on the
// disk ("strict"): not before that may a tick be shown. A connection that the system closed (iOS does, in the
// background) is opened anew and the job run once more: a job must bear being run twice. Whatever else goes wrong
// (a full disk shows itself under many names) rejects, and the caller keeps the value.
//
// A write that hangs for 3 seconds is not given up; onSlow(listener) tells how many hang: "still storing", no tick.
import { openDB } from "../../vendor/idb.js";

const NAME = "eventaudit";
const VERSION = 1;
const PATIENCE = 3000; // ms
const DEAD = new Set(["InvalidStateError", "UnknownError", "TransactionInactiveError", "AbortError"]);

let opening = null;
let slow = 0;
const listeners = new Set();

/** listener(number): how many writes have been hanging for more than 3 s, whenever that changes. */
export function onSlow(listener) {
  listeners.add(listener);
}

export function read(stores, job) {
  return transact(stores, "readonly", job);
}

export async function write(stores, job) {
  let hangs = false;
  const watchdog = setTimeout(() => {
    hangs = true;
    tell(1);
  }, PATIENCE);
  try {
    return await transact(stores, "readwrite", job);
  } finally {
    clearTimeout(watchdog);
    if (hangs) tell(-1);
  }
}

function tell(change) {
  slow += change;
  for (const listener of listeners) listener(slow);
}

async function transact(stores, mode, job, again = true) {
  try {
    const transaction = (await connect()).transaction(stores, mode, { durability: "strict" });
    return await finish(transaction, job);
  } catch (error) {
    if (!again || !DEAD.has(error?.name)) throw error;
    await forget();
    return transact(stores, mode, job, false);
  }
}

async function finish(transaction, job) {
  transaction.done.catch(() => {}); // awaited below; a failing job must not leave it unhandled
  let result;
  try {
    result = await job(transaction);
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // it is over already
    }
    throw error;
  }
  await transaction.done;
  return result;
}

function connect() {
  opening ??= open().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function forget() {
  const old = opening;
  opening = null;
  (await old?.catch(() => null))?.close();
}

// Versions only ever add: a page of an older version goes on with the stores that it knows.
function open() {
  return openDB(NAME, VERSION, {
    upgrade(database) {
      // u: number of the person, w: walkthrough, k: criterion's key, f: field. What stands in a store belongs
      // to one person: people who share a tablet do not see each other's unsent work.
      const outbox = database.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
      outbox.createIndex("id", "id", { unique: true });
      outbox.createIndex("field", ["u", "w", "k", "f"]);
      outbox.createIndex("owner", ["u", "w"]);
      database.createObjectStore("sent", { keyPath: "id" }).createIndex("owner", ["u", "w"]);
      database.createObjectStore("stuck", { keyPath: "id" }).createIndex("owner", ["u", "w"]);
      database.createObjectStore("answers", { keyPath: ["u", "w", "k", "f"] });
      database.createObjectStore("drafts", { keyPath: ["u", "w", "k", "f"] });
      const photos = database.createObjectStore("photos", { keyPath: "id" });
      photos.createIndex("owner", ["u", "w"]);
      photos.createIndex("stage", ["stage", "u", "w"]);
      database.createObjectStore("blobs", { keyPath: "id" }); // ArrayBuffers: WebKit loses Blobs
      database.createObjectStore("meta", { keyPath: "id" });
    },
    blocking(_current, _next, event) {
      event.target.close();
      opening = null;
    },
    terminated() {
      opening = null;
    },
  });
}
