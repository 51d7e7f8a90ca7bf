// The character of an atmosphere while it is being chosen: its chart, its likeness to others, its colours.

const form = document.querySelector("[data-look]");
const WAIT = 120; // ms after the last change
const HEX = /^#[0-9a-f]{6}$/i;
let timer;
let latest = 0;

for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
for (const pick of form.querySelectorAll("[data-picks]")) pick.hidden = false;

form.addEventListener("input", (event) => {
  const { target } = event;
  if (target.dataset.picks) document.getElementById(target.dataset.picks).value = target.value.toUpperCase();
  if (target.name === "colour" && HEX.test(target.value.trim())) pickOf(target).value = target.value.trim().toLowerCase();
  if (target.type === "range" || target.type === "color" || target.name === "colour") {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  }
});

function pickOf(code) {
  return form.querySelector(`[data-picks="${CSS.escape(code.id)}"]`);
}

async function look() {
  const number = ++latest;
  const response = await fetch(form.dataset.look, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!response?.ok || number !== latest) return; // the page still shows the last look, saving checks again
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-preview]")) {
    const place = form.querySelector(`[data-preview="${CSS.escape(part.dataset.preview)}"]`);
    if (place?.htmlFor) document.getElementById(place.htmlFor)?.setAttribute("aria-valuetext", part.textContent);
    place?.replaceChildren(...part.childNodes);
  }
}
