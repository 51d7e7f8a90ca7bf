// The − and + of a measure. Without this the number is typed.
import { numberText, stepped } from "../lib/walk_values.js";

for (const button of document.querySelectorAll(".num [data-step]")) {
  const input = button.parentElement.querySelector("input");
  button.addEventListener("click", () => {
    const start = Number(button.dataset.start ?? 0);
    input.value = numberText(stepped(input.value, Number(button.dataset.step), start), document.documentElement.lang);
  });
}
