/* global SHELL -- {version, files, static, offline, start, leave}, put in front by the view that serves this as /sw.js */
// Starts kept pages and their files without a network. It knows nothing of answers: never IndexedDB, never a POST.
// Why it is as it is: docs/decisions/0011-starting-offline.md.
const FILES = "ea-files-";
const PAGES = "ea-pages-"; // + person + "-" + version
const OWNER = "ea-owner";
const COMPLETE = "/ea-complete"; // written last: the list of the files that make a version whole
const WALK = /^\/o\/[^/]+\/walkthroughs\/[0-9a-f-]{36}\/$/;
const PATIENCE = 3_000; // ms for a page of which there is a copy, where the network swallows everything
const SLOW = 20_000;
const JUST_NOW = 3_000; // ms in which a page need not be fetched again

const own = (path) => ({ path, key: new URL(path, location.origin).href });
const anyVary = { ignoreVary: true, ignoreSearch: true };
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds, null));

// --- Whose tablet is it? ------------------------------------------------------------------------------------
// {person, since, unsure, leaving}: the person whom the server last named, since when (ms), whether a form was
// posted since (somebody may have signed in), and whether that form was the one that signs out.

let turn = Promise.resolve();
/** One after the other: a page on its way must not overtake somebody who signs in or out. */
const inTurn = (work) => (turn = turn.then(work, work));

async function readOwner() {
  const kept = await (await caches.open(OWNER)).match("/owner");
  return kept ? kept.json() : { person: "", since: 0, unsure: false, leaving: false };
}

async function writeOwner(owner) {
  await (await caches.open(OWNER)).put("/owner", new Response(JSON.stringify(owner)));
}

/** A form was posted: until the server names somebody, who holds the tablet is not certain. */
function posted(path) {
  return inTurn(async () => {
    const leaving = path === SHELL.leave;
    await writeOwner({ ...(await readOwner()), since: Date.now(), unsure: true, leaving });
  });
}

/** Believes what a response to a request of `asked` (ms) says of who is signed in. */
function believe(response, asked) {
  const person = response.headers.get("X-Person");
  if (!person) return turn; // nobody's answer: a redirect, or not our server
  return inTurn(async () => {
    const owner = await readOwner();
    if (asked < owner.since && owner.since <= Date.now()) return;
    if (person === "nobody") {
      if (owner.leaving) await forget(owner.person); // an expired login leaves everything as it is
    } else if (owner.person !== person || owner.unsure) {
      await writeOwner({ person, since: asked, unsure: false, leaving: false });
    }
  });
}

async function forget(person) {
  for (const name of await pageCaches(person)) await caches.delete(name);
  await writeOwner({ person: "", since: Date.now(), unsure: false, leaving: false });
}

// --- Files --------------------------------------------------------------------------------------------------

/** All files or an error: a half-loaded version never takes over. */
async function loadFiles() {
  const cache = await caches.open(FILES + SHELL.version);
  const load = async (path) => {
    const page = path === SHELL.offline;
    const response = await fetch(path, { cache: page ? "no-store" : "default", redirect: "manual", headers: { "X-Keep": "1" } });
    const html = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
    const right = page ? response.headers.get("X-App-Version") === SHELL.version : !html; // a portal says 200 and HTML
    if (!response.ok || !right) throw new TypeError(`${path} did not load`);
    await cache.put(path, response);
  };
  await Promise.all([...SHELL.files, SHELL.offline].map(load));
  await cache.put(COMPLETE, new Response(JSON.stringify(SHELL.files)));
}

/** Whether every file of the version is here. */
async function whole(version) {
  const cache = await caches.open(FILES + version);
  const list = await cache.match(COMPLETE);
  if (!list) return false;
  const have = new Set((await cache.keys()).map(({ url }) => url));
  return (await list.json()).every((path) => have.has(own(path).key));
}

async function file(request) {
  const now = await caches.open(FILES + SHELL.version);
  return (await now.match(request, anyVary)) ?? (await caches.match(request, anyVary)) ?? fetch(request);
}

// --- Pages --------------------------------------------------------------------------------------------------

/** Names of the caches with the person's pages: this version's first, then the newest. */
async function pageCaches(person) {
  if (!person) return [];
  const names = (await caches.keys()).filter((name) => name.startsWith(`${PAGES}${person}-`)).reverse();
  const now = `${PAGES}${person}-${SHELL.version}`;
  return names.includes(now) ? [now, ...names.filter((name) => name !== now)] : names;
}

/** The copy of the page for the person whose tablet it is, if there is one. */
async function keptPage(path) {
  const { person } = await readOwner();
  for (const name of await pageCaches(person)) {
    const page = await (await caches.open(name)).match(own(path).key, anyVary);
    if (page) return page;
  }
  return undefined;
}

async function keptPages() {
  const { person } = await readOwner();
  const found = new Map();
  for (const name of await pageCaches(person)) {
    for (const { url } of await (await caches.open(name)).keys()) found.set(new URL(url).pathname, true);
  }
  return [...found.keys()];
}

const running = new Map(); // path -> promise: a visit and the page itself ask for it at nearly the same time

/** Fetches a page of this version and keeps it: only our own, whole, for the person whose tablet it is. */
function keep(path) {
  if (!running.has(path)) {
    const done = fetchAndKeep(path).catch(() => false);
    running.set(path, done);
    done.then((kept) => after(kept ? JUST_NOW : 0)).then(() => running.delete(path));
  }
  return running.get(path);
}

async function fetchAndKeep(path) {
  const asked = Date.now();
  const response = await fetch(path, {
    cache: "no-store", credentials: "same-origin", redirect: "manual", headers: { "X-Keep": "1" }, signal: AbortSignal.timeout(SLOW),
  });
  const version = response.headers.get("X-App-Version");
  if (version && version !== SHELL.version) self.registration.update().catch(() => {});
  if (!response.ok || !response.headers.get("X-Walkthrough") || version !== SHELL.version) return false;
  const person = response.headers.get("X-Person");
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // the body is unpacked here
  const read = new Response(await response.blob(), { headers }); // to its end, before anything is put
  await believe(response, asked);
  return inTurn(async () => {
    const owner = await readOwner();
    if (owner.person !== person || owner.unsure) return false;
    await (await caches.open(`${PAGES}${person}-${SHELL.version}`)).put(own(path).key, read);
    for (const name of (await pageCaches(person)).slice(1)) await (await caches.open(name)).delete(own(path).key);
    return true;
  });
}

/** Moves the person's pages to this version; an old page goes when the new one is here, its files after the last page. */
async function moveOn() {
  const { person } = await readOwner();
  for (const name of (await pageCaches(person)).filter((one) => !one.endsWith(`-${SHELL.version}`))) {
    for (const { url } of await (await caches.open(name)).keys()) await keep(new URL(url).pathname);
  }
  await tidy();
}

async function tidy() {
  const names = await caches.keys();
  const used = new Set([SHELL.version]);
  for (const name of names.filter((one) => one.startsWith(PAGES))) {
    if ((await (await caches.open(name)).keys()).length) used.add(name.slice(name.lastIndexOf("-") + 1));
    else await caches.delete(name);
  }
  const unused = names.filter((name) => name.startsWith(FILES) && !used.has(name.slice(FILES.length)));
  for (const name of unused.slice(0, -1)) await caches.delete(name); // the last one stays for tabs still open
}

// --- Visits -------------------------------------------------------------------------------------------------

async function visit(event, path) {
  await turn;
  const { unsure } = await readOwner();
  const copy = (await keptPage(path)) ?? (path === SHELL.start ? await startPage() : undefined);
  if (copy && WALK.test(path) && !unsure) {
    event.waitUntil(keep(path)); // the hall's network is never waited for
    return copy;
  }
  const asked = Date.now();
  const network = fetch(event.request);
  event.waitUntil(network.then((response) => believe(response, asked)).catch(() => {}));
  try {
    if (!copy) return await network;
    const answer = await Promise.race([network, after(PATIENCE)]);
    return answer && answer.status < 500 ? answer : copy;
  } catch {
    return copy ?? (await keptPage(SHELL.offline)) ?? (await caches.match(SHELL.offline, anyVary)) ?? Response.error();
  }
}

/** From the icon without a network: to the list of walkthroughs, where there is exactly one. */
async function startPage() {
  const lists = [];
  for (const path of await keptPages()) {
    if ((await keptPage(path)).headers.get("X-Walkthrough") === "list") lists.push(path);
  }
  return lists.length === 1 ? Response.redirect(lists[0]) : undefined;
}

// --- What the page asks: keep these, and say what is really here ----------------------------------------------

/** pages: to have; renew: to have anew. Answers {version, pages: {path: stamp}} with those that start without a network. */
async function answer({ pages = [], renew = [] }) {
  for (const path of new Set([...renew, ...pages])) {
    const copy = renew.includes(path) ? undefined : await keptPage(path);
    if (copy?.headers.get("X-App-Version") !== SHELL.version) await keep(path);
  }
  const ready = {};
  for (const path of new Set([...renew, ...pages])) {
    const copy = await keptPage(path);
    if (copy && (await whole(copy.headers.get("X-App-Version")))) ready[path] = copy.headers.get("X-Stamp") ?? "";
  }
  return { version: SHELL.version, pages: ready };
}

/** What is kept for the person whose tablet it is: [{path, kind, title}]. */
async function list() {
  const pages = [];
  for (const path of await keptPages()) {
    const { headers } = await keptPage(path);
    pages.push({ path, kind: headers.get("X-Walkthrough"), title: decodeURIComponent(headers.get("X-Title") ?? "") });
  }
  return pages;
}

self.addEventListener("install", (event) => event.waitUntil(loadFiles().then(() => self.skipWaiting())));
// Moving on is not waited for: until activation has ended no page is served, and the network may swallow everything.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(() => void moveOn())));
const answers = { keep: answer, kept: list, "move-on": moveOn };
self.addEventListener("message", (event) => {
  const work = answers[event.data?.type];
  if (work) event.waitUntil(work(event.data).then((said) => event.ports[0]?.postMessage(said)));
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  if (mode === "navigate" && method === "POST") event.waitUntil(posted(pathname)); // only noticed, never answered
  if (method !== "GET") return;
  if (pathname.startsWith(SHELL.static)) event.respondWith(file(event.request));
  else if (mode === "navigate") event.respondWith(visit(event, pathname));
});
