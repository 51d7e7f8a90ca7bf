// Keeps the minutes of the list right: fetches the page anew while somebody looks at it and is not in it.

const list = document.getElementById("fix-list");
const offline = document.getElementById("fix-offline");

function busy() {
  const inside = list.contains(document.activeElement) && document.activeElement !== document.body;
  return document.visibilityState !== "visible" || inside;
}

function openGroups() {
  return [...list.querySelectorAll("details")].map((details) => details.open);
}

async function refresh() {
  if (busy()) return;
  try {
    const response = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("fix-list");
    if (busy() || !fresh) return;
    const open = openGroups();
    list.replaceChildren(...fresh.childNodes);
    if (open.length === list.querySelectorAll("details").length) {
      list.querySelectorAll("details").forEach((details, number) => (details.open = open[number]));
    }
    offline.hidden = true;
  } catch {
    offline.hidden = false;
  }
}

if (list.dataset.every) {
  setInterval(refresh, Number(list.dataset.every) * 1000);
  document.addEventListener("visibilitychange", refresh);
}
