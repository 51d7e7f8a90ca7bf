// A file that is too large is said to be so when it is chosen, not after minutes of sending it.

const field = document.querySelector("input[type=file][data-most]");

if (field) {
  const said = document.createElement("p");
  said.className = "invalid-feedback d-block";
  said.setAttribute("role", "alert");
  field.after(said);
  field.addEventListener("change", () => {
    const heavy = [...field.files].some((file) => file.size > Number(field.dataset.most));
    said.textContent = heavy ? field.dataset.tooLarge : "";
    if (heavy) field.value = "";
  });
}
