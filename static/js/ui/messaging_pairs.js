// Pairs of quotes are decided on without a reload, and looked for at once where messages have changed. Each is
// the page's own form, sent in the background; of the page that answers, the living parts are taken over.

const parts = () => document.querySelectorAll("[data-live]");

async function send(form, button) {
  const region = document.getElementById("pairs");
  region.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: button ? new FormData(form, button) : new FormData(form) });
    if (!response.ok || new URL(response.url).pathname !== location.pathname) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of parts()) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    if (button) region.focus({ preventScroll: true });
  } catch {
    form.removeAttribute("data-at-once");
    if (button) form.submit(); // the browser then says what is wrong
  } finally {
    region.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-pairs-form]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

const waiting = document.querySelector("[data-pairs-form][data-at-once]");
if (waiting) send(waiting);
