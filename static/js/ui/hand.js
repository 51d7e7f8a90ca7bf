// The walkthrough in one hand: stopwatches, tallies, what is shown, taking back, dictation, light and dark.
// All of it works on the form as a thumb does, so that saving and sending know nothing of it. What is not wanted on
// every walkthrough is fetched when it is: the worker has it.
import { forgetOld, Kept } from "../tablet/kept.js";
import { followBrightness } from "./brightness.js";
import { copyOf } from "./hand_fields.js";
import { offerTallies } from "./hand_tally.js";
import { offerUndo } from "./hand_undo.js";
import { who } from "./walk_who.js";

const form = document.getElementById("walk");
const cards = new Map([...form.querySelectorAll(".c")].map((card) => [card.id, card]));
const grip = new Kept("grip", { side: "right", buzz: true }, hold);
// What runs and was counted is a person's own: people who share a tablet may share a walkthrough as well.
const kept = new Kept(`${who.u} ${location.pathname}`, { watches: {}, tallies: {}, shown: {} }, () => {
  wind();
  restoreShown();
});

const buzz = () => grip.value.buzz && navigator.vibrate?.(12);

function goTo(card) {
  card.classList.remove("out");
  document.querySelector(".c.now")?.classList.remove("now");
  card.classList.add("now");
  card.scrollIntoView({ block: "center" });
}

function hold() {
  document.documentElement.dataset.side = grip.value.side;
}

function offerGrip() {
  const choice = document.getElementById("grip");
  choice.querySelector(`[value="${grip.value.side}"]`).checked = true;
  const box = choice.querySelector('[name="buzz"]');
  box.checked = grip.value.buzz;
  box.parentElement.hidden = !("vibrate" in navigator);
  choice.addEventListener("change", ({ target }) => {
    grip.set(target.name === "buzz" ? { buzz: target.checked } : { side: target.value });
    hold();
    buzz();
  });
}

/** What `make` gives, made at the first call; a file that did not come is asked for again. */
function late(make) {
  let made = null;
  return () => (made ??= make().catch((error) => {
    made = null;
    throw error;
  }));
}

/** The choice of questions: with the first tap on Show, or where one was made before. */
const chooser = late(async () => new (await import("./hand_shown.js")).ShownQuestions({ cards, kept, goTo }));

function restoreShown() {
  const some = document.querySelector("#show.some") || Object.values(kept.value.shown).some(Boolean);
  if (some) chooser().then((choice) => choice.restore());
}

function offerShow() {
  const button = document.getElementById("show");
  button.hidden = false;
  button.addEventListener("click", async () => (await chooser()).open());
}

/** Dictation: with the first note that is opened. */
function awaitNotes() {
  if (!("SpeechRecognition" in window || "webkitSpeechRecognition" in window)) return;
  const first = async () => {
    if (!form.querySelector(".n[open]")) return;
    form.removeEventListener("toggle", first, true);
    const { offerDictation } = await import("./hand_dictation.js");
    offerDictation(form);
  };
  form.addEventListener("toggle", first, true);
  first();
}

/** The stopwatches' buttons are there at once; what makes them run comes with the first tap, or where one was used. */
const timed = [...form.querySelectorAll(".num[data-time]")].map((number) => number.closest(".c"));
const works = late(async () => (await import("./hand_watch.js")).offerWatches({ timed, cards, kept, goTo, buzz }));

function wind() {
  if (Object.keys(kept.value.watches).length) works().then((watches) => watches.show());
}

function offerWatches() {
  for (const card of timed) {
    const button = copyOf("watch");
    button.querySelector("span").textContent = button.dataset.start;
    card.querySelector(".num").append(button);
    button.addEventListener("click", () => {
      const now = Date.now();
      works().then((watches) => watches.toggle(card, now));
    });
  }
  wind();
}

offerWatches();
offerShow();
restoreShown();
offerTallies({ kept, buzz });
offerUndo({ form, cards, goTo, buzz });
awaitNotes();
followBrightness();
offerGrip();
hold();
// What the tablet knows is shown after what the server sent: then it is clear what is unanswered.
new MutationObserver(restoreShown).observe(form, { attributeFilter: ["data-ready"] });
forgetOld(Date.now());
