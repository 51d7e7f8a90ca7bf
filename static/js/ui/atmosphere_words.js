// How a pasted text reads with the trigger words of the form, a moment after the last change.

const form = document.querySelector("[data-try]");
const tried = form.querySelector("[data-tried]");
const text = form.querySelector("#text");
const WAIT = 500; // ms after the last change
let timer;
let latest = 0;

for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(read, WAIT);
});

async function read() {
  const number = ++latest;
  if (!text.value.trim() && !tried.querySelector("mark")) return;
  tried.dataset.state = "waiting"; // the first text of a server takes some seconds
  const response = await fetch(form.dataset.try, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (number !== latest) return;
  delete tried.dataset.state;
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  tried.replaceChildren(...fresh.body.childNodes);
}
