import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshotsToDrop, snapshotsToDropWhenFull, type Kept } from '../src/history.ts';

const minute = 60_000;
const save = (seq: number, savedAt: number, keep = false): Kept => ({ seq, savedAt, keep });

test('twenty saves stay, however close together', () => {
  const saves = Array.from({ length: 20 }, (_, i) => save(i + 1, i));
  assert.deepEqual(snapshotsToDrop(saves), []);
});

test('a day of constant saving leaves the last twenty and the last of each hour', () => {
  const saves = Array.from({ length: 24 * 60 }, (_, i) => save(i + 1, i * minute));
  const dropped = new Set(snapshotsToDrop(saves));
  const left = saves.filter(({ seq }) => !dropped.has(seq));
  assert.equal(left.length, 20 + 23); // the last hour's newest is among the last twenty
  assert.equal(left[0]?.savedAt, 59 * minute);
});

test('one snapshot a day stays for thirty days that saw a save', () => {
  const saves = Array.from({ length: 60 }, (_, day) => [0, 1].map((n) => save(day * 2 + n + 1, day * 1440 * minute + n))).flat();
  const dropped = new Set(snapshotsToDrop(saves));
  const days = new Set(saves.filter(({ seq }) => !dropped.has(seq)).map(({ savedAt }) => Math.floor(savedAt / (1440 * minute))));
  assert.equal(days.size, 30);
});

test('a snapshot taken before an import is never dropped', () => {
  const saves = Array.from({ length: 100 }, (_, i) => save(i + 1, i, i === 3));
  assert.ok(!snapshotsToDrop(saves).includes(4));
  assert.ok(!snapshotsToDropWhenFull(saves).includes(4));
});

test('a full disk leaves the last three', () => {
  const saves = Array.from({ length: 10 }, (_, i) => save(i + 1, i));
  assert.deepEqual(snapshotsToDropWhenFull(saves), [7, 6, 5, 4, 3, 2, 1]);
});
