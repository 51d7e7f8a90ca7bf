// Has everything arrived? What the tablet ever made of a walkthrough, compared with what the server has.
import { meaning } from "../lib/walk_reply.js";
import { lines } from "../lib/arrival_lines.js";
import { Zip } from "../lib/zip.js";
import { read } from "./database.js";
import { everMade, sendAgain } from "./outbox.js";
import { hash } from "./photos.js";
import { bytesOf, ofWalk, rawOf, setPhoto } from "./records.js";
import { post } from "./wire.js";

const PATIENCE = 60_000; // ms
export const FORMAT = "eventaudit-tablet-1";

/** {waiting, stuck, drafts, photos}: what of a person's walkthrough is only on this tablet. */
export function unsent(who) {
  const owner = [who.u, who.w];
  return read(["outbox", "stuck", "drafts", "photos"], async (transaction) => {
    const [waiting, stuck, photos] = await Promise.all(["outbox", "stuck", "photos"].map((name) => transaction.objectStore(name).index("owner").getAll(owner)));
    const drafts = await transaction.objectStore("drafts").getAll(ofWalk(who));
    return {
      waiting,
      stuck: stuck.filter(({ over }) => !over),
      drafts,
      photos: photos.filter(({ stage }) => stage !== "sent" && stage !== "gone"),
    };
  });
}

/**
 * Asks the server: {state, made, lines, why}. state: "complete" (the tablet may be cleared), "waiting" (it is being
 * sent), "stuck" (somebody has to look), "lost" (in neither place), or what meaning() calls the trouble.
 * made: {operations, photos}; lines: what is missing, as lib/arrival_lines.js says.
 */
export async function checkArrival(who) {
  const made = await everMade(who);
  const count = { operations: made.ops.length, photos: made.photos.length };
  const reply = await post(`${who.url}receipt/`, who.u, { p: 2, ...made }, PATIENCE);
  const result = meaning(reply);
  if (result !== "ours") return { state: result, made: count, lines: lines(await unsent(who), []), why: reply?.body?.why ?? "" };
  const lost = await sendAgain(who, reply.body.lacking);
  const left = await unsent(who);
  const missing = lines(left, lost);
  const state = lost.length ? "lost" : missing.some(({ stuck }) => stuck) ? "stuck" : missing.length || !reply.body.complete ? "waiting" : "complete";
  return { state, made: count, lines: missing, why: "" };
}

/** A ZIP file (as a Blob) with all that is only on this tablet and belongs to the person. */
export async function exportUnsent(person, now) {
  await announceRaw(person).catch(() => {}); // a disk that takes nothing must not keep the work on this tablet
  const all = await read(["outbox", "stuck", "drafts", "photos", "meta"], async (transaction) => {
    const rows = await Promise.all(["outbox", "stuck", "drafts", "photos", "meta"].map((name) => transaction.objectStore(name).getAll()));
    return rows.map((list) => list.filter(({ u }) => u === person));
  });
  const [waiting, stuck, drafts, kept, walks] = all;
  const photos = kept.filter(({ stage }) => stage !== "sent" && stage !== "gone");
  const zip = new Zip();
  const listed = [];
  for (const { thumb, ...photo } of photos) {
    const bytes = await bytesOf(photo.id);
    const file = bytes ? `photos/${photo.id}.${photo.type.split("/").pop() || "bin"}` : null;
    if (bytes) zip.add(file, new Uint8Array(bytes), now);
    listed.push({ ...photo, file });
  }
  const content = {
    format: FORMAT,
    person,
    exported: now.getTime(),
    walkthroughs: walks.map(({ w, url, title }) => ({ w, url, title })),
    operations: waiting.map(plain),
    refused: stuck.filter(({ over }) => !over).map(plain),
    drafts,
    photos: listed,
  };
  zip.add("work.json", new TextEncoder().encode(JSON.stringify(content, null, 1)), now);
  return new Blob(zip.finish(), { type: "application/zip" });
}

/** Photos not made smaller yet are announced as they are: else the file and the tablet would send different bytes. */
async function announceRaw(person) {
  for (const { id } of await rawOf(person)) {
    const bytes = await bytesOf(id);
    if (bytes) await setPhoto(id, { stage: "ready", sha: await hash(bytes) });
  }
}

const plain = ({ n, ...operation }) => operation;
