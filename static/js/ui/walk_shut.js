// A walkthrough that takes no answers any more: what this tablet still has of it is sent or kept all the same.
import { counts, startWalk } from "../tablet/records.js";
import { Sync } from "../tablet/sync.js";
import { Status } from "./walk_status.js";
import { who } from "./walk_who.js";

const form = document.getElementById("walk");

async function askArrival(event) {
  event?.preventDefault();
  const { openArrival } = await import("./walk_arrival.js");
  openArrival(who, { send: () => sync.now(), leave: () => window.location.assign(form.dataset.mine) });
}

const sync = new Sync(who, { version: form.dataset.version, changed: () => status.soon(), settled: () => status.soon(), photo: () => status.soon() });
const status = new Status(() => counts(who), () => sync.state);

startWalk(who).then(() => {
  const ask = document.getElementById("ask-arrival");
  ask.addEventListener("click", askArrival);
  ask.parentElement.hidden = false;
  sync.now();
  if (window.location.hash === "#arrival") askArrival();
}).catch(() => {}); // nothing is kept in this browser, so there is nothing to send
