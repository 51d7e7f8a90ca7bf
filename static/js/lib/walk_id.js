// UUIDs of version 7 (RFC 9562): they sort by time. crypto.randomUUID is missing on plain http.

let last = 0;
let count = 0;

/** milliseconds: since 1970; random: 10 random bytes. Within one page every id is greater than those before it. */
export function uuid7(milliseconds, random) {
  const bytes = new Uint8Array(16);
  bytes.set(random, 6);
  if (milliseconds > last) {
    last = milliseconds;
    count = ((random[0] & 0x07) << 8) | random[1];
  } else if (++count > 0xfff) {
    last += 1;
    count = 0;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(last / 0x10000));
  view.setUint16(4, last % 0x10000);
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function newId() {
  return uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
