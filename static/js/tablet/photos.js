// Photos on the tablet: the camera's bytes go to the disk first, are made smaller afterwards, one at a time, and only
// then announced to the server, because the announcement names the bytes that will come (docs/decisions/0009).
// A kill at any point costs time, never a photo.
import { prune } from "./outbox.js";
import { Lane } from "./lane.js";
import { addPhoto, bytesOf, nextRaw, setPhoto } from "./records.js";
import { workerURL } from "./trusted.js";

const PATIENCE = 60_000; // ms for one photo in the worker
const AT_ONCE = 3; // photos in memory on their way to the disk
const TRIES = 2; // a photo that ends the page each time goes as it is

/** Keeps one photo. Rejects when the disk takes nothing. -> its id */
async function keepPhoto(who, k, { name, type, lastModified: taken }, bytes, more) {
  const photo = { ...more, name, type, taken, bytes };
  try {
    return await addPhoto(who, k, photo);
  } catch {
    await prune(true); // second copies of what the server has make room
    return addPhoto(who, k, photo);
  }
}

/**
 * Keeps files in their order, some at a time: while one is written the next ones are read and handed over.
 * kept(file, id), failed(file) for each; more(file): what else to remember of it.
 */
export async function keepFiles(who, k, files, { kept, failed, more }) {
  const writing = new Set();
  for (const file of files) {
    const bytes = await file.arrayBuffer().catch(() => null);
    while (writing.size >= AT_ONCE) await Promise.race(writing);
    if (!bytes) {
      failed(file);
      continue;
    }
    const one = keepPhoto(who, k, file, bytes, more(file)).then((id) => kept(file, id), () => failed(file));
    writing.add(one);
    one.finally(() => writing.delete(one));
  }
  await Promise.all(writing);
}

export class Shrinking {
  #worker = null;
  #waiting = new Map();

  /** address: of the worker's script; shrunk(photo): it is ready to be sent now. */
  constructor(address, shrunk, changed = () => {}) {
    Object.assign(this, { address, shrunk });
    this.lane = new Lane("shrink", () => this.#run(), { changed, alone: true });
  }

  soon() {
    this.lane.soon();
  }

  async #run() {
    for (let photo; (photo = await nextRaw()); ) {
      const bytes = await bytesOf(photo.id);
      const tried = await setPhoto(photo.id, { tries: photo.tries + 1 });
      if (!tried || !bytes) {
        if (tried) await setPhoto(photo.id, { stage: "stuck", why: "" });
        continue;
      }
      const made = tried.tries > TRIES ? null : await this.#inWorker(photo, bytes.slice(0));
      const final = made?.bytes ?? bytes;
      const { thumb, width, height } = made ?? {};
      const sha = await hash(final);
      const ready = await setPhoto(photo.id, { stage: "ready", sha, size: final.byteLength, thumb, width, height }, final);
      if (ready) this.shrunk(ready);
    }
    this.#worker?.terminate(); // its memory is worth more than the next start
    this.#worker = null;
    return "";
  }

  /** The shrunk photo, or null where it cannot be made here: then the server gets it as it is. */
  #inWorker({ id, type }, bytes) {
    if (typeof OffscreenCanvas === "undefined" || typeof Worker === "undefined" || !this.address) return null;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(), PATIENCE);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      try {
        this.#worker ??= this.#start();
        this.#worker.postMessage({ id, bytes, type }, [bytes]);
      } catch {
        this.#giveUp();
      }
    });
  }

  #start() {
    const worker = new Worker(workerURL(this.address), { type: "module" });
    worker.onmessage = ({ data }) => this.#answer(data.id, data.error ? null : data);
    worker.onerror = () => this.#giveUp();
    return worker;
  }

  #answer(id, made) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(made);
  }

  #giveUp() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const id of [...this.#waiting.keys()]) this.#answer(id, null);
  }
}

/** SHA-256 in hex. */
export async function hash(bytes) {
  if (!crypto.subtle) return (await import("../lib/sha256.js")).sha256(new Uint8Array(bytes));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
