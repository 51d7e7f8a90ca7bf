// Puts the address beside a button on the clipboard. Without a clipboard the address can be copied by hand.

function offer(button) {
  const address = button.parentElement.querySelector("input");
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    address.select();
    await navigator.clipboard.writeText(address.value);
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

if (navigator.clipboard) {
  document.querySelectorAll("button[data-copy]").forEach(offer);
}
