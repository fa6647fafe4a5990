import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeName } from '../src/files.ts';
import { WireReader, WireWriter } from '../src/wire.ts';

test('a message comes out as it went in', () => {
  const out = new WireWriter().number(2 ** 52 + 1).text('Ö ☃').bytes(new Uint8Array([0, 255])).number(2).text('a').text('');
  const message = new Uint8Array(out.size + 3);
  out.copyTo(message.subarray(3));
  const reader = new WireReader(message.subarray(3));
  assert.equal(reader.number(), 2 ** 52 + 1);
  assert.equal(reader.text(), 'Ö ☃');
  assert.deepEqual(reader.bytes(), new Uint8Array([0, 255]));
  assert.deepEqual(reader.list(() => reader.text()), ['a', '']);
});

test('bytes read from a message are a copy of their own', () => {
  const out = new WireWriter().bytes(new Uint8Array([1, 2, 3]));
  const heap = new Uint8Array(1024);
  out.copyTo(heap);
  const bytes = new WireReader(heap).bytes();
  heap.fill(9);
  assert.deepEqual(bytes, new Uint8Array([1, 2, 3]));
  assert.equal(bytes.buffer.byteLength, 3);
});

test('names of downloads are plain', () => {
  const cases = [
    ['Plan North.keyplan.json', 'Plan-North.keyplan.json'],
    ['Müller & Söhne.json', 'Muller-Sohne.json'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\\\temp\\\\plan.json', 'C-temp-plan.json'],
    ['<img src=x onerror=alert(1)>.html', 'img-src-x-onerror-alert-1.html'],
    ['日本.keyplan-sealed', 'file.keyplan-sealed'],
    ['CON.json', '_CON.json'],
    ['aux', '_aux'],
    ['日本.json', 'file.json'],
    ['', 'file'],
  ] as const;
  for (const [given, expected] of cases) assert.equal(safeName(given), expected);
  assert.ok(safeName('x'.repeat(300) + '.json').length <= 80);
});
