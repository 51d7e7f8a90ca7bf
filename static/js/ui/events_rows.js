// Adds empty rows to the segments, zones and rounds of an event. Without it there are a few spare rows.

for (const rows of document.querySelectorAll("[data-rows]")) {
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  const list = rows.querySelector("[data-rows-list]");
  const template = rows.querySelector("template");
  const add = rows.querySelector("[data-rows-add]");

  add.hidden = false;
  add.addEventListener("click", () => {
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    const row = holder.content.firstElementChild;
    list.append(row);
    row.querySelector("input:not([type=hidden])").focus();
  });
}
