// The brief while it is being chosen: the sum of the shares, and the palettes and cues they give.
import { makeWhole, sum } from "../lib/shares.js";

const form = document.querySelector("[data-preview-address]");
const WAIT = 250; // ms after the last change
let timer;
let latest = 0;

function inputsOf(group) {
  return [...group.querySelectorAll("input[type=number]")];
}

function showSum(group) {
  const inputs = inputsOf(group);
  const total = sum(inputs.map((input) => input.value));
  const words = group.querySelector("[data-sum-words]");
  words.textContent = total === 0 ? words.dataset.none : total === 100 ? words.dataset.right : words.dataset.wrong.replace("{}", total);
  group.querySelector("[data-sum]").hidden = false;
  group.querySelector("[data-sum]").dataset.state = total === 100 ? "right" : "wrong";
  group.querySelector("[data-make-whole]").hidden = total === 0 || total === 100;
  for (const input of inputs) input.closest("[data-share-of]").toggleAttribute("data-chosen", Number(input.value) > 0);
}

function fill(group, values) {
  inputsOf(group).forEach((input, index) => { input.value = values[index] || ""; });
  changed(group);
}

function changed(group) {
  showSum(group);
  const own = group.querySelector("input[type=radio][value=own]");
  if (own && sum(inputsOf(group).map((input) => input.value)) > 0) own.checked = true;
  clearTimeout(timer);
  timer = setTimeout(preview, WAIT);
}

async function preview() {
  const number = ++latest;
  const response = await fetch(form.dataset.previewAddress, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!response?.ok || number !== latest) return; // the page still shows the last preview, saving checks again
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-preview]")) {
    document.querySelector(`[data-preview="${CSS.escape(part.dataset.preview)}"]`)?.replaceChildren(...part.childNodes);
  }
}

for (const group of form.querySelectorAll("[data-shares]")) {
  showSum(group);
  group.addEventListener("input", (event) => {
    if (event.target.type === "number") changed(group);
  });
  group.addEventListener("change", (event) => {
    if (event.target.type === "radio") preview();
  });
  group.querySelector("[data-make-whole]").addEventListener("click", () => {
    fill(group, makeWhole(inputsOf(group).map((input) => input.value)));
  });
  for (const only of group.querySelectorAll("[data-only]")) {
    only.hidden = false;
    only.addEventListener("click", () => {
      const card = only.closest("[data-share-of]");
      fill(group, inputsOf(group).map((input) => (card.contains(input) ? 100 : 0)));
    });
  }
}
