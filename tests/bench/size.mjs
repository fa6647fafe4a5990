// The size of the page as a visitor transfers it: dist/site in brotli, all files together.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const site = new URL('../../dist/site/', import.meta.url);
const bytes = readdirSync(site)
  .map((name) => brotliCompressSync(readFileSync(new URL(name, site))).length)
  .reduce((sum, size) => sum + size, 0);
const kilobytes = bytes / 1000;
console.log(JSON.stringify({ what: 'page in brotli', who: 'wasm', unit: 'kB', median: kilobytes, p95: kilobytes, runs: 1 }));
