// Marked words lead to their promise's card, and the criteria offered are those of the chosen touchpoint.

function point(card) {
  document.querySelectorAll(".promise-card--pointed").forEach((each) => each.classList.remove("promise-card--pointed"));
  card.classList.add("promise-card--pointed");
  card.scrollIntoView({ block: "nearest" });
}

// The text is replaced after each decision on a candidate, so its marks are not listened to one by one.
const text = document.querySelector("[data-message-text]");

text?.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-candidates], mark[data-promises]");
  if (!mark?.dataset.promises || !document.getSelection().isCollapsed) return; // selecting words, not asking for the card
  const [first] = mark.dataset.promises.split(" ");
  const card = document.getElementById(`promise-${first}`);
  if (card) point(card);
});

text?.addEventListener("focusin", (event) => {
  const card = document.getElementById(`promise-${event.target.dataset.promise}`);
  if (card) point(card);
});

for (const form of document.querySelectorAll("[data-promise-form]")) {
  const { touchpoint, criterion } = form.elements;
  const offer = () => {
    const name = touchpoint.selectedOptions[0]?.value ? touchpoint.selectedOptions[0].label : "";
    for (const group of criterion.querySelectorAll("optgroup")) {
      const other = group.label !== name && !group.querySelector("option:checked");
      group.hidden = other;
      group.disabled = other;
    }
  };
  touchpoint.addEventListener("change", () => {
    criterion.value = "";
    offer();
  });
  offer();
}
