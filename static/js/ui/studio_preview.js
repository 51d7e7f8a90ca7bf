// A template on the tablet, to be tried: questions come and go, answers are counted, nothing is stored.
import { numberText, stepped } from "../lib/walk_values.js";
import { Progress } from "./walk_form.js";

const walk = document.getElementById("walk");

function start() {
  const progress = new Progress();
  const cards = [...walk.querySelectorAll(".c")];
  walk.classList.add("live");
  for (const input of walk.querySelectorAll("[type=file]")) input.disabled = true;
  document.getElementById("done").max = cards.length;
  const asked = document.getElementById("asked");
  asked.textContent = asked.dataset.of.replace("{n}", cards.filter((card) => !card.classList.contains("off")).length);
  walk.addEventListener("click", ({ target }) => {
    if (!target.dataset.step) return;
    const card = target.closest(".c");
    const input = card.querySelector(`[name="m-${card.id}"]`);
    input.value = numberText(stepped(input.value, Number(target.dataset.step), Number(target.dataset.start ?? 0)), document.documentElement.lang);
    progress.update(card);
  });
  walk.addEventListener("input", ({ target }) => progress.update(target.closest(".c")));
}

if (walk) start();
