// Speaking instead of typing, where the device can. Most browsers send the sound to their maker, so they need a
// network: it is said, and the note is typed. Wanted only where the browser has it.
import { copyOf, tell } from "./hand_fields.js";

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const LANGUAGES = { en: "en-GB", fi: "fi-FI", sv: "sv-SE" };

export function offerDictation(form) {
  let running = null;

  function begin(box, note) {
    const recognition = new Recognition();
    const language = document.documentElement.lang;
    Object.assign(recognition, { lang: LANGUAGES[language] ?? language, continuous: true, interimResults: true });
    running = recognition;
    const before = note.value.trimEnd();
    const output = box.querySelector("output");
    let wrong = "";
    let heard = "";
    recognition.onresult = ({ results }) => {
      heard = Array.from(results, ([best]) => best.transcript.trim()).join(" ");
      note.value = [before, heard].filter(Boolean).join(" ").slice(0, note.maxLength);
      note.dispatchEvent(new Event("input", { bubbles: true }));
    };
    recognition.onerror = ({ error }) => {
      wrong = { network: "network", "not-allowed": "denied", "service-not-allowed": "denied", "no-speech": "silent", aborted: "" }[error] ?? "failed";
    };
    recognition.onend = () => {
      if (running === recognition) running = null;
      show(box, false);
      output.textContent = wrong ? output.dataset[!navigator.onLine && wrong !== "denied" ? "network" : wrong] : "";
      if (heard) tell(note);
    };
    show(box, true);
    output.textContent = output.dataset.listening;
    try {
      recognition.start();
    } catch {
      wrong = "failed";
      recognition.onend();
    }
  }

  function show(box, listening) {
    const button = box.querySelector("button");
    button.classList.toggle("runs", listening);
    button.textContent = listening ? button.dataset.stop : button.dataset.start;
  }

  function add(details) {
    if (!details.open || details.querySelector(".dictate")) return;
    const box = copyOf("dictate");
    const note = details.querySelector("textarea");
    show(box, false);
    box.querySelector("button").addEventListener("click", () => {
      const stops = box.querySelector(".runs");
      running?.stop();
      if (!stops) begin(box, note);
    });
    details.append(box);
  }

  form.addEventListener("toggle", ({ target }) => target.matches(".n") && add(target), true);
  document.addEventListener("visibilitychange", () => document.hidden && running?.stop());
  for (const details of form.querySelectorAll(".n[open]")) add(details);
}
