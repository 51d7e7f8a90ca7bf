// Which touchpoints of an outline are open, kept while the tab is, and the links that open and close them all.

export function keepOpen(form) {
  const name = `studio-open:${location.pathname}`;
  const insides = [...form.querySelectorAll("[data-inside]")];
  const keyOf = (inside) => inside.closest("li[data-kind]").dataset.key;
  const keep = () => sessionStorage.setItem(name, JSON.stringify(insides.filter((inside) => inside.open).map(keyOf)));

  const kept = sessionStorage.getItem(name);
  if (kept && !location.search) {
    const open = JSON.parse(kept);
    for (const inside of insides) inside.open = open.includes(keyOf(inside));
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const around = target && target.parentElement.closest("details");
  if (around) {
    around.open = true;
    target.scrollIntoView({ block: "center" });
  }
  for (const inside of insides) inside.addEventListener("toggle", keep);
  for (const [selector, open] of [["[data-open-all]", true], ["[data-close-all]", false]]) {
    document.querySelector(selector)?.addEventListener("click", (event) => {
      event.preventDefault();
      for (const inside of insides) inside.open = open;
    });
  }
}
