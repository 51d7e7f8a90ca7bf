// The line that says whether this page starts without a network; also what a kept page has to catch up with.
import { Offline, installed } from "../tablet/offline.js";
import { readStamp } from "../lib/stamp.js";
import { freshTokens } from "./tokens.js";

const line = document.getElementById("offline");
const offline = line && new Offline(line.dataset.worker);

/** Shows the element for `state` in `box` and hides those of `others`. */
export function say(box, state, others = []) {
  for (const element of box.querySelectorAll("[data-when]")) {
    if (element.dataset.when === state) element.hidden = false;
    else if (others.includes(element.dataset.when)) element.hidden = true;
  }
}

const STATES = ["ready", "not-yet", "never"];
export const sayReady = (isReady) => say(line, isReady ? "ready" : "not-yet", STATES);

/** An iPad in a browser tab: what is stored here is not what the installed app stores. */
export function inTabOfIPad() {
  const { userAgent, maxTouchPoints } = navigator;
  return !installed() && (/iPad|iPhone/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1));
}

function tellNews(own, current) {
  if (!current) return;
  const [here, there] = [readStamp(own), readStamp(current)];
  if (here.questions !== there.questions) say(line, "questions");
  else if (here.state === "open" && there.state === "shut") say(line, "shut");
}

/** The server asks other questions than this page: the copy is made anew at once, and the person is told. */
function onSettled({ detail }) {
  if (!detail.questions || detail.questions === readStamp(line.dataset.stamp).questions) return;
  document.removeEventListener("walk:settled", onSettled);
  say(line, "questions");
  offline.renew(location.pathname);
}

async function keepThisPage() {
  document.addEventListener("walk:settled", onSettled);
  const { stamp, keep } = line.dataset;
  sayReady((await offline.keepThis(null)) !== null);
  for (const path of keep.split(" ")) await offline.keep(path, readStamp(stamp).language);
  tellNews(stamp, await offline.renew(location.pathname));
  await offline.moveOn();
}

/** The list of walkthroughs keeps more than itself: js/ui/walk_list.js. */
export const start = () => {
  freshTokens();
  if (!line) return null;
  line.hidden = false;
  if (!("serviceWorker" in navigator)) say(line, "never", STATES);
  if (inTabOfIPad()) say(line, "tab");
  return offline;
};
if (document.getElementById("walk") && start()) keepThisPage();
