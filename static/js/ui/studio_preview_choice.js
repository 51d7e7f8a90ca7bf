// What is chosen above the tablet is shown at once.
const form = document.getElementById("choice");
form.addEventListener("change", () => form.requestSubmit());
