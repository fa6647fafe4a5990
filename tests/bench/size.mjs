// The size of the page as a visitor transfers it: dist/site in brotli, all files together. And how
// much larger merge data makes plan files, raw and compressed.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, deflateRawSync } from 'node:zlib';

const site = new URL('../../dist/site/', import.meta.url);
const bytes = readdirSync(site)
  .map((name) => brotliCompressSync(readFileSync(new URL(name, site))).length)
  .reduce((sum, size) => sum + size, 0);
const kilobytes = bytes / 1000;
console.log(JSON.stringify({ what: 'page in brotli', who: 'wasm', unit: 'kB', median: kilobytes, p95: kilobytes, runs: 1 }));

const data = new URL('../../build/bench/data/', import.meta.url);
const plans = { '10': '2 100 records, 10 % edited', '30': '2 100 records, 30 % edited', small: '70 records, 10 % edited' };
// Stamps have lines of their own that begin with "~", sessions a line each.
const bare = (text) => text.replace(/^ {3}"~.*\n/gm, '').replace(/^ {3}"[0-9a-z]{6}": "\d+ \d{4}-.*\n/gm, '');
for (const [name, what] of Object.entries(plans)) {
  const whole = readFileSync(new URL(`edited-${name}.keyplan`, data), 'utf8');
  const without = bare(whole);
  const more = (size) => 100 * (size(whole) / size(without) - 1);
  const report = (how, size) =>
    console.log(JSON.stringify({ what: `merge data of ${what}, ${how}`, who: 'file', unit: '%', median: more(size), p95: more(size), runs: 1 }));
  report('raw', (text) => Buffer.byteLength(text));
  report('deflated', (text) => deflateRawSync(text, { level: 9 }).length);
}
