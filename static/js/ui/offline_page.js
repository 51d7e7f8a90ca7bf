// In place of a page that cannot be reached: what is kept on this tablet for its person.
import { Offline } from "../tablet/offline.js";

async function show() {
  const pages = await new Offline("").kept();
  const lists = pages.filter(({ kind }) => kind === "list");
  const walks = pages.filter(({ kind }) => /^[0-9a-f-]{36}$/.test(kind));
  const section = document.getElementById("kept");
  for (const { path, title } of [...lists, ...walks]) {
    const link = document.createElement("a");
    link.className = "card-link";
    link.href = path;
    const name = document.createElement("strong");
    name.textContent = title;
    link.append(name);
    const item = document.createElement("li");
    item.append(link);
    section.querySelector("ul").append(item);
  }
  section.hidden = !pages.length;
  document.getElementById("none").hidden = Boolean(pages.length);
}

document.getElementById("again").addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});
show();
