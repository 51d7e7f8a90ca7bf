// A ZIP file without compression (photos are compressed already): enough to carry unsent work away on the worst day.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Collects files (name, Uint8Array) and gives the parts of the archive, for a Blob. Below 4 GB in all. */
export class Zip {
  #parts = [];
  #directory = [];
  #size = 0;

  /** at: a Date. The bytes are not copied. */
  add(name, bytes, at) {
    const path = new TextEncoder().encode(name);
    const about = this.#about(path, bytes, at);
    this.#directory.push([about, path, this.#size]);
    this.#push(record(0x04034b50, 30, about, 4), path, bytes);
  }

  finish() {
    const start = this.#size;
    for (const [about, path, offset] of this.#directory) {
      const head = record(0x02014b50, 46, about, 6);
      head.setUint16(4, 20, true);
      head.setUint32(42, offset, true);
      this.#push(head, path);
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, this.#directory.length, true);
    end.setUint16(10, this.#directory.length, true);
    end.setUint32(12, this.#size - start, true);
    end.setUint32(16, start, true);
    this.#push(end);
    return this.#parts;
  }

  #about(path, bytes, at) {
    const about = new DataView(new ArrayBuffer(26)); // what both of a file's records say of it
    about.setUint16(0, 20, true);
    about.setUint16(2, 0x0800, true); // names are UTF-8
    about.setUint16(6, (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), true);
    about.setUint16(8, ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(), true);
    about.setUint32(10, crc32(bytes), true);
    about.setUint32(14, bytes.length, true);
    about.setUint32(18, bytes.length, true);
    about.setUint16(22, path.length, true);
    return about;
  }

  #push(...parts) {
    for (const part of parts) this.#size += part.byteLength;
    this.#parts.push(...parts);
  }
}

function record(signature, size, about, place) {
  const head = new DataView(new ArrayBuffer(size));
  head.setUint32(0, signature, true);
  new Uint8Array(head.buffer).set(new Uint8Array(about.buffer).subarray(0, 26), place);
  return head;
}
