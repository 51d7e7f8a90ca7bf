// The walkthrough in one hand: stopwatches, tallies, what is shown, taking back, dictation, light and dark.
// All of it works on the form as a thumb does, so that saving and sending know nothing of it.
import { forgetOld, Kept } from "../tablet/kept.js";
import { followBrightness } from "./brightness.js";
import { offerDictation } from "./hand_dictation.js";
import { ShownQuestions } from "./hand_shown.js";
import { offerTallies } from "./hand_tally.js";
import { offerUndo } from "./hand_undo.js";
import { offerWatches } from "./hand_watch.js";

const form = document.getElementById("walk");
const cards = new Map([...form.querySelectorAll(".c")].map((card) => [card.id, card]));
const grip = new Kept("grip", { side: "right", buzz: true }, hold);
const kept = new Kept(location.pathname, { watches: {}, tallies: {}, shown: {} }, () => {
  watches.show();
  shown.restore();
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

const watches = offerWatches({ cards, kept, goTo, buzz });
const shown = new ShownQuestions({ cards, kept, goTo });
offerTallies({ cards, kept, buzz });
offerUndo({ form, cards, goTo, buzz });
offerDictation(form);
followBrightness();
offerGrip();
hold();
// What the tablet knows is shown after what the server sent: then it is clear what is unanswered.
new MutationObserver(() => shown.restore()).observe(form, { attributeFilter: ["data-ready"] });
forgetOld(Date.now());
