// The list of walkthroughs sends what waits on this tablet, and says where something does.
import { counts, walkFor } from "../tablet/records.js";
import { Sync } from "../tablet/sync.js";

const list = document.getElementById("mine");
const u = Number(list?.dataset.person);
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("eventaudit") : null; // walkthroughs open beside it

async function tell() {
  for (const line of list.querySelectorAll("[data-arrival]")) {
    const who = { u, w: line.dataset.arrival };
    if (!(await walkFor(who))) continue;
    const { walk } = await counts(who);
    const number = walk.operations + walk.photos + walk.stuck;
    line.querySelector("span").textContent = !number ? "" : number === 1 ? list.dataset.one : list.dataset.many.replace("{n}", number);
    line.hidden = false;
  }
}

const toTell = () => tell().catch(() => {});

if (list) {
  const sync = new Sync(
    { u, w: null },
    {
      changed: toTell,
      settled: (owner) => tabs?.postMessage({ u: owner.u, w: owner.w }),
      photo: (id, stage) => stage !== "sending" && tabs?.postMessage({ photo: id }),
    },
  );
  sync.now();
  toTell();
}
