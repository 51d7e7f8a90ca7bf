// From the fields of a question to the value of an operation: the twin of walkthroughs/coding.py.
// Both read tests/vectors/answer_coding.json.

const SPECIAL = { "~na": "na", "~un": "unobserved" };
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** "1,5" -> 1.5; blank -> null; what is no number comes back as it is, for the server to refuse. */
export function parseNumber(text) {
  const plain = text.replace(/\s/g, "").replaceAll("\u2212", "-").replaceAll(",", ".");
  if (!plain) return null;
  return plain.length <= 20 && NUMBER.test(plain) ? Number(plain) : text;
}

/** A number as the reader writes it; language: "en", "fi" or "sv". */
export function numberText(value, language) {
  const text = String(Number(value.toPrecision(10)));
  return language.startsWith("en") ? text : text.replace(".", ",");
}

/** The number after a tap on − or +; from nothing, `start`. Never below zero, unless it was already. */
export function stepped(text, step, start) {
  const now = parseNumber(text);
  if (typeof now !== "number") return start;
  const next = Number((now + step).toFixed(4));
  return next < 0 && now >= 0 ? 0 : next;
}

/** The operation's value that a question's fields (a, m, b, h, r) stand for. */
export function valueOf(kind, fields) {
  const chosen = fields.a ?? "";
  if (chosen in SPECIAL) return { [SPECIAL[chosen]]: true, reason: (fields.r ?? "").trim() };
  if (kind === "measure") return parseNumber(fields.m ?? "");
  if (!chosen) return null;
  if (kind === "fit" || kind === "balance") return parseNumber(chosen);
  if (kind === "yesno") return { yes: true, no: false }[chosen] ?? chosen;
  if (kind === "atmosphere") return mixture(chosen, fields.b ?? "", fields.h ?? "");
  return chosen;
}

function mixture(first, second, percent) {
  if (first === "neutral") return "neutral";
  if (!second || second === first) return { [first]: 1 };
  const share = /^\d{1,3}$/.test(percent) ? Number(percent) : 50;
  return { [first]: share / 100, [second]: (100 - share) / 100 };
}

/** The fields that show an operation's value: what `valueOf` reads back as the same answer. */
export function fieldsFor(kind, value, language) {
  if (value === null || value === undefined) return {};
  const special = Object.keys(SPECIAL).find((code) => value[SPECIAL[code]] === true);
  if (special) return { a: special, r: value.reason ?? "" };
  if (kind === "measure") return { m: typeof value === "number" ? numberText(value, language) : String(value) };
  if (kind === "yesno") return { a: { true: "yes", false: "no" }[value] ?? String(value) };
  if (kind !== "atmosphere" || typeof value !== "object") return { a: String(value) };
  const [[first, share], second] = Object.entries(value).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return second ? { a: first, b: second[0], h: String(Math.round(share * 100)) } : { a: first };
}

/** 'Does not apply' without its reason cannot be saved yet. */
export function lacksReason(value) {
  return value?.na === true && !value.reason;
}
