import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePassphrase } from '../src/passphrase.ts';
import { deflate, headerSize, isWhole, magic, seal, sealedSize, unseal, whyNoSealing } from '../src/sealed.ts';
import { wordlist } from '@scure/bip39/wordlists/english.js';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (text: string) => new TextEncoder().encode(text) as Bytes;
const plan = bytesOf(JSON.stringify({ keyplan: 'plan', accounts: ['Cancity', 'Öresund ☃'] }));
const secret = 'six words that nobody else knows';
const sealedPlan = await seal(await deflate(plan), secret);

// As a forger does it, who knows the format: only the tag is against him.
function withCrc(container: Bytes): Bytes {
  const copy = container.slice();
  let crc = 0xffffffff;
  for (const byte of copy.subarray(0, -4)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  new DataView(copy.buffer).setUint32(copy.length - 4, ~crc >>> 0, true);
  return copy;
}

function flipped(container: Bytes, at: number, bits = 1): Bytes {
  const copy = container.slice();
  copy[at] = (copy[at] as number) ^ bits;
  return copy;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work;
  assert.ok(performance.now() - started < milliseconds, `it took ${Math.round(performance.now() - started)} ms`);
  return result;
}

test('what was sealed opens with its passphrase', async () => {
  const container = sealedPlan;
  assert.deepEqual([...container.subarray(0, magic.length)], magic);
  assert.ok(isWhole(container));
  assert.deepEqual(await unseal(container, secret), plan);
  assert.ok(!Buffer.from(container).includes('Cancity'));
  assert.equal(container.length, sealedSize(await deflate(plan)));
});

test('the same plan and passphrase never give the same bytes', async () => {
  const again = await seal(await deflate(plan), secret);
  const random = (container: Bytes) => Buffer.from(container.subarray(14)).toString('hex');
  assert.notEqual(random(again), random(sealedPlan));
});

test('spaces and the composition of letters are no part of a passphrase, the letters are', async () => {
  const container = await seal(await deflate(plan), 'Fr\u00fchling  am See');
  assert.deepEqual(await unseal(container, ' Fru\u0308hling am\tSee\n'), plan);
  assert.equal(await unseal(container, 'fr\u00fchling am See'), undefined);
});

// 600,000 iterations take 0.2 s; a slow machine with other work gets three times that and more.
const patient = 5000;

test('fault 52: a wrong passphrase opens nothing', async () => {
  const container = sealedPlan;
  for (const wrong of ['', 'six words that nobody else knew']) assert.equal(await within(patient, unseal(container, wrong)), undefined);
});

test('fault 52: no flipped bit opens anything or costs a derivation', async () => {
  const container = sealedPlan;
  const started = performance.now();
  for (let at = 0; at < container.length; ++at) assert.equal(await unseal(flipped(container, at, 1 << at % 8), secret), undefined, `byte ${at}`);
  assert.ok(performance.now() - started < 1000);
});

test('fault 52: a forged byte opens nothing, wherever it is in the header', async () => {
  const container = sealedPlan;
  const places = [...Array(headerSize + 1).keys(), headerSize + 9, container.length - 5]; // some of the body, too
  const opened = await Promise.all(places.map((at) => unseal(withCrc(flipped(container, at)), secret)));
  assert.deepEqual(opened, places.map(() => undefined));
});

test('fault 52: cut anywhere it opens nothing', async () => {
  const container = sealedPlan;
  for (let size = 0; size < container.length; ++size) {
    assert.equal(await unseal(container.slice(0, size), secret), undefined, `${size} bytes`);
    assert.ok(!isWhole(container.slice(0, size)));
  }
  assert.equal(await unseal(withCrc(container.slice(0, headerSize + 20)), secret), undefined);
});

test('fault 52: a valid checksum does not make absurd iterations keep the page busy', async () => {
  for (const iterations of [0, 1, 99_999, 2_000_001, 5_000_000, 2 ** 31, 2 ** 32 - 1]) {
    const forged = sealedPlan.slice();
    new DataView(forged.buffer).setUint32(10, iterations, true);
    assert.equal(await within(100, unseal(withCrc(forged), secret)), undefined, String(iterations));
  }
});

test('a small container that would fill the memory is given up at the limit', async () => {
  const part = new Uint8Array(1024 * 1024);
  const zeros = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 257; ++i) controller.enqueue(part);
      controller.close();
    },
  });
  const deflated = new Response(zeros.pipeThrough(new CompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>));
  const bomb = await seal(new Uint8Array(await deflated.arrayBuffer()), secret);
  assert.ok(bomb.length < 400_000);
  assert.equal(await within(10 * patient, unseal(bomb, secret)), undefined);
});

test('contents that are no deflate open nothing', async () => {
  assert.equal(await unseal(await seal(bytesOf('not compressed at all'), secret), secret), undefined);
});

test('a page without encryption says why it cannot seal', () => {
  assert.equal(whyNoSealing(), '');
  const { crypto } = globalThis;
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  assert.match(whyNoSealing(), /http/);
  Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
  const { CompressionStream: compression } = globalThis;
  Object.assign(globalThis, { CompressionStream: undefined });
  assert.match(whyNoSealing(), /cannot compress/);
  Object.assign(globalThis, { CompressionStream: compression });
});

test('a suggested passphrase is six words, each as likely as any other', () => {
  assert.equal(new Set(wordlist).size, 2048);
  const counts = new Map<string, number>();
  const draws = 20_000;
  for (let i = 0; i < draws; ++i) {
    const words = makePassphrase().split(' ');
    assert.equal(words.length, 6);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  assert.equal(counts.size, 2048);
  assert.ok([...counts.keys()].every((word) => wordlist.includes(word)));
  // Chi-squared with 2,047 degrees of freedom: mean 2,047, standard deviation 64.
  const expected = (6 * draws) / 2048;
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  assert.ok(Math.abs(chi - 2047) < 8 * 64, `chi-squared is ${chi}`);
});
