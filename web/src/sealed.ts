// The sealed container: bytes that only a passphrase opens, as a file or in a link (links.ts).
//
//   offset  bytes  header, authenticated as a whole with what follows it
//        0      8  magic
//        8      1  version: 1
//        9      1  key derivation: 1 = PBKDF2-HMAC-SHA-256
//       10      4  its iterations, little endian
//       14     16  salt, random
//       30     12  initialisation vector, random
//       42      n  AES-256-GCM, tag at the end, of the contents, which are raw deflate
//     42+n      4  CRC-32 of all before, little endian
//
// The CRC finds damage at once: a link is known to be cut before anybody is asked for a passphrase, and
// a flipped bit in the iterations costs no derivation. Forgery is found by the tag.

export const magic: readonly number[] = [0x8b, 0x4b, 0x50, 0x53, 0x45, 0x41, 0x4c, 0x0a]; // sealed_magic of platform.h
const version = 1;
const pbkdf2 = 1;
const iterations = 600_000;
const fewestIterations = 100_000;
const mostIterations = 2_000_000; // a slow machine is busy for a second with them
const saltAt = 14;
const ivAt = saltAt + 16;
export const headerSize = ivAt + 12;
const tagSize = 16;
const crcSize = 4;
const mostInflated = 256 * 1024 * 1024;

// One for every cause: a wrong passphrase cannot be told from a forged file, and what helps is the same.
export const cannotOpen =
  'The passphrase does not fit, or this was damaged on its way. Check the passphrase letter by letter, or ask the sender to send both again.';

type Bytes = Uint8Array<ArrayBuffer>;

// Why this page can neither seal nor open; '' when it can.
export function whyNoSealing(): string {
  if (globalThis.crypto?.subtle === undefined) {
    return 'This page was loaded without encryption (http), where browsers do not let a page encrypt. Open it with https, or use the one-file page.';
  }
  try {
    new CompressionStream('deflate-raw');
    new DecompressionStream('deflate-raw');
    return '';
  } catch {
    return 'This browser cannot compress data. A current Chrome, Edge, Firefox or Safari can.';
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; ++bit) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// Complete and undamaged, as far as that shows without the passphrase.
export function isWhole(container: Uint8Array): boolean {
  if (container.length < headerSize + tagSize + crcSize) return false;
  if (!magic.every((byte, at) => container[at] === byte)) return false;
  const end = container.length - crcSize;
  return viewOf(container).getUint32(end, true) === crc32(container.subarray(0, end));
}

// Gathers what a stream gives; nothing when that is more than `most` bytes.
async function gather(stream: ReadableStream<Uint8Array>, most: number): Promise<Bytes | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      void reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function through(bytes: Bytes, transform: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(transform as ReadableWritablePair<Uint8Array, Uint8Array>);
}

export async function deflate(bytes: Bytes): Promise<Bytes> {
  return (await gather(through(bytes, new CompressionStream('deflate-raw')), Infinity)) as Bytes;
}

export const sealedSize = (deflated: Bytes) => headerSize + deflated.length + tagSize + crcSize;

// Spaces and the composition of letters are what people and keyboards get differently.
function keyText(passphrase: string): Bytes {
  return new TextEncoder().encode(passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ')) as Bytes;
}

async function keyOf(passphrase: string, salt: Bytes, rounds: number, use: KeyUsage): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', keyText(passphrase), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

// `contents` come from deflate(), so that a size can be refused before the work is done.
export async function seal(contents: Bytes, passphrase: string): Promise<Bytes> {
  const container = new Uint8Array(sealedSize(contents));
  const header = container.subarray(0, headerSize);
  header.set(magic);
  header.set([version, pbkdf2], magic.length);
  viewOf(header).setUint32(10, iterations, true);
  crypto.getRandomValues(header.subarray(saltAt));
  const [salt, iv] = [header.slice(saltAt, ivAt), header.slice(ivAt)];
  const key = await keyOf(passphrase, salt, iterations, 'encrypt');
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, contents);
  container.set(new Uint8Array(body), headerSize);
  const end = container.length - crcSize;
  viewOf(container).setUint32(end, crc32(container.subarray(0, end)), true);
  return container;
}

// The plain bytes; nothing when they cannot be had, for whatever reason.
export async function unseal(container: Bytes, passphrase: string): Promise<Bytes | undefined> {
  if (!isWhole(container) || container[8] !== version || container[9] !== pbkdf2) return undefined;
  const header = container.slice(0, headerSize);
  const rounds = viewOf(header).getUint32(10, true);
  if (rounds < fewestIterations || rounds > mostIterations) return undefined;
  try {
    const key = await keyOf(passphrase, header.slice(saltAt, ivAt), rounds, 'decrypt');
    const body = container.slice(headerSize, container.length - crcSize);
    const deflated = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: header.slice(ivAt), additionalData: header }, key, body);
    return await gather(through(new Uint8Array(deflated), new DecompressionStream('deflate-raw')), mostInflated);
  } catch {
    return undefined;
  }
}
