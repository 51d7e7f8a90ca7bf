// The list of walkthroughs keeps the open ones, so that each starts without a network before it was ever opened.
import { readStamp } from "../lib/stamp.js";
import { say, sayReady, start } from "./offline_line.js";

async function keepAll(offline) {
  const { stamp, keep } = document.getElementById("offline").dataset;
  const list = await offline.renew(location.pathname);
  for (const path of keep.split(" ")) await offline.keep(path, readStamp(stamp).language);
  let all = list !== null;
  for (const card of document.querySelectorAll("[data-walk]")) {
    const kept = (await offline.keep(card.dataset.walk, card.dataset.stamp)) !== null;
    say(card, kept ? "kept" : "not-kept", ["kept", "not-kept"]);
    all &&= kept;
  }
  sayReady(all);
  await offline.moveOn();
}

const offline = start();
if (offline) keepAll(offline);
