// Light and dark on a page that may have been kept since before the choice was made, or is without a network.

const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const YEAR = 60 * 60 * 24 * 365;

export function followBrightness() {
  const link = document.getElementById("dark");
  const choice = document.getElementById("brightness");
  const { cookie } = link.dataset;
  const chosen = document.cookie.match(new RegExp(`(?:^|; )${cookie}=(\\w+)`))?.[1] ?? "auto";

  function draw(brightness) {
    const media = MEDIA[brightness] ?? MEDIA.auto;
    if (link.media !== media) link.media = media;
    document.querySelector('meta[name="color-scheme"]').content = brightness in MEDIA && brightness !== "auto" ? brightness : "light dark";
  }

  draw(chosen);
  const radio = choice.querySelector(`[value="${chosen}"]`);
  if (radio) radio.checked = true;
  choice.addEventListener("change", ({ target }) => {
    draw(target.value);
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${cookie}=${target.value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    // Some browsers forget within days what a script wrote; the server writes it again when it can be reached.
    if (!navigator.onLine) return;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
    const body = new URLSearchParams({ brightness: target.value, csrfmiddlewaretoken: token });
    fetch(choice.dataset.address, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
  });
}
