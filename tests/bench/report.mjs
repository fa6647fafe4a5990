// Makes one table of what the programs measured: node tests/bench/report.mjs OUT.json FILE...
// where each FILE has one measurement a line. Ratios are those of medians from one run, so their
// goals hold on any machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

const [out, ...files] = process.argv.slice(2);
const samples = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));

// Times faster than the peer, times slower than the peer, or a limit of its own.
const faster = (peer, floor, stretch) => ({ peer, floor, stretch, ratio: (own, other) => other / own, unit: 'x', more: true });
const slower = (peer, floor, stretch) => ({ peer, floor, stretch, ratio: (own, other) => own / other, unit: 'x' });
// Told, without a goal.
const beside = (peer) => ({ peer, ratio: (own, other) => own / other });
const limit = (floor, stretch, unit = ' ms') => ({ floor, stretch, ratio: (own) => own, unit });

const goals = [
  ['open 11 MB', 'wasm', faster('JSON.parse', 2, 3)],
  ['open 56 MB', 'wasm', faster('JSON.parse', 2.5, 4)],
  ['open 11 MB', 'wasm', faster('nlohmann DOM', 5, 8)],
  ['open 56 MB', 'wasm', faster('nlohmann DOM', 5, 8)],
  ['open 11 MB', 'wasm', slower('native', 1.5, 1.3)],
  ['open 56 MB', 'wasm', slower('native', 1.5, 1.3)],
  ['save 11 MB', 'wasm', faster('JSON.stringify', 6, 9)],
  ['save 56 MB', 'wasm', faster('JSON.stringify', 10, 18)],
  ['save 11 MB', 'wasm', slower('native', 1.25, 1.1)],
  ['save 56 MB', 'wasm', slower('native', 1.25, 1.1)],
  // Two copies joined, against opening one of them.
  ['merge 11 MB', 'wasm', slower('open', 3, 1)],
  ['merge 56 MB', 'wasm', slower('open', 3, 1)],
  ['merge with conflicts 56 MB', 'wasm', slower('open', 3, 1)],
  ['recompute 10 000 accounts', 'wasm', faster('plain JavaScript', 2, 3.4)],
  ['recompute 10 000 accounts', 'wasm', slower('native', 1.1, 1)],
  ['import 100 000 rows', 'wasm', beside('Papa Parse, rows only')],
  ['import 100 000 rows', 'wasm', beside('native')],
  ['recompute after one edit', 'wasm', beside('native')],
  ['snapshot of all', 'wasm', beside('native')],
  ['snapshot after one edit', 'wasm', beside('native')],
  ['simulation of 4 M cells', 'wasm', faster('hand-inlined JavaScript', 5, 8)],
  ['simulation of 4 M cells', 'wasm', faster('JavaScript with Math.random', 9, 14)],
  ['simulation of 4 M cells', 'wasm', beside('native')],
  ['20 000 trials of 1 000 accounts', 'two workers', faster('one worker', 1.8, 1.95)],
  ['simulation of 4 M cells by threads', 'two threads', faster('one thread', 1.8, 1.95)],
  ['import, longest slice of reading', 'wasm', limit(100, 50)],
  ['import, longest slice of building', 'wasm', limit(100, 50)],
  ['import, the edit applied', 'wasm', limit(100, 50)],
  ['import, figures after it', 'wasm', limit(100, 50)],
  ['import, the edit undone', 'wasm', limit(100, 50)],
  ['import, longest slice of saving', 'wasm', limit(100, 50)],
  ['open 56 MB, longest slice', 'wasm', limit(100, 50)],
  ['snapshot of all, longest slice', 'wasm', limit(100, 50)],
  ['stored plan, longest slice', 'wasm', limit(100, 50)],
  ['open whitespace of 2 000 x 50 after a change, longest frame', 'native', limit(100, 50)],
  ['open the portfolio of 10 000 accounts after a change, longest frame', 'native', limit(100, 50)],
  ['frame of whitespace 2 000 x 50, scrolling', 'native', limit(16, 8)],
  ['10 000 stored accounts opened and shown', 'page', faster('getAll of one object an account', 2, 3.3)],
  ['an edit saved durably', 'page', limit(3, 1.5)],
  ['an edit saved durably', 'page', beside('bare strict put of 176 kB')],
  ['an edit saved durably, p95', 'page', limit(10, 5)],
  ['an edit saved durably, p95', 'page', beside('bare strict put of 176 kB')],
  ['first frame after navigation', 'page', beside('HTML table of 1 000 rows')],
  ['1 000 stored accounts shown after navigation', 'page', beside('HTML table of 1 000 rows')],
  ['renderer and GPU process while idle', 'page', limit(2, 0.5, ' %')],
  ['renderer and GPU process while idle', 'page', beside('drawing every frame')],
  ['import of 100 000 rows, longest block while reading', 'page', limit(100, 50)],
  ['import of 100 000 rows, longest block after agreeing', 'page', limit(100, 50)],
  // Against ag-grid-community's min.js alone, 375 kB.
  ['page in brotli', 'wasm', limit(300, 225, ' kB')],
];

const find = (what, who) => samples.find((sample) => sample.what === what && sample.who === who);

function judge([what, who, { peer, floor, stretch, ratio, unit = '', more }]) {
  const own = find(what, who);
  const other = peer && find(what, peer);
  if (!own || (peer && !other)) return [];
  const value = ratio(own.median, other?.median);
  if (floor === undefined) return [{ what, own, other, ratio: value }];
  const reaches = (goal) => (more ? value >= goal : value <= goal);
  const verdict = reaches(stretch) ? 'stretch' : reaches(floor) ? 'met' : 'BELOW';
  return [{ what, own, other, ratio: peer ? value : undefined, floor: floor + unit, stretch: stretch + unit, verdict }];
}

const rows = goals.flatMap(judge);
const judged = new Set(rows.flatMap(({ own, other }) => [own, other]));
for (const sample of samples) {
  if (!judged.has(sample)) rows.push({ what: sample.what, own: sample });
}
rows.sort((a, b) => samples.findIndex(({ what }) => what === a.what) - samples.findIndex(({ what }) => what === b.what));

// ---- The table -----------------------------------------------------------------------------------
const number = (n) => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2));
const amount = ({ median, p95, unit = 'ms' }) => `${number(median)} ${unit}` + (p95 > median * 1.5 ? ` (p95 ${number(p95)})` : '');
const cells = rows.map(({ what, own, other, ratio, floor = '', stretch = '', verdict = '' }) => [
  what, `${own.who} ${amount(own)}`, other ? `${other.who} ${amount(other)}` : '', ratio ? `${ratio.toFixed(2)}x` : '', floor, stretch, verdict,
]);
const table = [['what', 'measured', 'peer', 'ratio', 'floor', 'stretch', 'verdict'], ...cells];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());

const load = loadavg()[0];
console.log('\nMedians of one run, by turns where a peer is named.');
if (load > cpus().length) console.log(`The machine was busy (load ${load.toFixed(1)}): trust ratios more than times, and measure again.`);
writeFileSync(out, JSON.stringify({ load, samples, rows }, null, 1) + '\n');
