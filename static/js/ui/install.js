// How this tablet stands, and the button that installs where the browser offers it.
import { askToPersist, installed, nameTablet, Offline, persisted, tabletName } from "../tablet/offline.js";
import { say } from "./offline_line.js";
import { freshTokens } from "./tokens.js";

const here = document.getElementById("here");
const IPAD = /iPad|iPhone/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
const device = IPAD ? "ipad" : /Android/.test(navigator.userAgent) ? "android" : "computer";

function tellStorage(kept) {
  const state = kept === null ? "unknown" : kept ? "persisted" : "not-persisted";
  say(here, state, ["persisted", "not-persisted", "unknown"]);
}

async function tellKept() {
  const offline = new Offline(here.dataset.worker);
  await offline.keep(location.pathname, document.documentElement.lang);
  const walks = (await offline.kept()).filter(({ kind }) => /^[0-9a-f-]{36}$/.test(kind));
  say(here, walks.length ? "some" : "none", ["some", "none"]);
  document.getElementById("kept").replaceChildren(...walks.map(({ title }) => Object.assign(document.createElement("li"), { textContent: title })));
}

/** The device in the hand first; the others are one tap away. */
function sortSteps() {
  for (const steps of document.querySelectorAll(".steps")) {
    steps.open = steps.dataset.for === device && !installed();
    if (steps.open) here.after(steps);
  }
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  say(here, "prompt");
  document.getElementById("install").addEventListener("click", () => event.prompt(), { once: true });
});
addEventListener("appinstalled", () => say(here, "installed", ["tab", "prompt"]));
document.getElementById("persist").addEventListener("click", async () => tellStorage(await askToPersist()));

/** Kept at once: the next batch from any page of this tablet tells it. */
function offerName() {
  const input = document.getElementById("tablet-name");
  input.value = tabletName();
  input.addEventListener("change", () => {
    say(here, nameTablet(input.value) ? "named" : "unnamed", ["named", "unnamed"]);
  });
}

freshTokens();
offerName();
sortSteps();
if (installed()) say(here, "installed", ["tab"]);
here.hidden = false;
persisted().then(tellStorage);
tellKept();
