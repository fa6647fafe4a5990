import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { Journal, noteText, readNote } from '../src/journal.ts';
import { SnapshotStore, type Commit, type CommitOutcome } from '../src/storage.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);
const planId = '0123456789abcdefghjkmnpqrs';
const hash = (letter: string) => letter.repeat(32);
const options = { retryDelaysMs: [1, 1, 1], openTimeoutMs: 1000 };

function save(expectedSeq: number, contents: Record<string, string>, extra: Partial<Commit> = {}): Commit {
  return {
    planId,
    title: 'North',
    expectedSeq,
    manifest: bytes(`manifest ${expectedSeq + 1} of ${Object.values(contents).join()}`),
    hashes: Object.keys(contents).map(hash),
    newChunks: Object.entries(contents).map(([letter, content]) => ({ hash: hash(letter), bytes: bytes(content) })),
    strict: false,
    keptBecause: '',
    ...extra,
  };
}

const atLast = (commit: Commit): Commit => ({ ...commit, lastChance: true });

class FakeStorage {
  readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

// The store of a page that ends while it saves: of its saves only the first few come through.
class DyingStore extends SnapshotStore {
  left = Infinity;
  override commit(commit: Commit, closing = false, before?: Uint8Array): Promise<CommitOutcome> {
    return this.left-- > 0 ? super.commit(commit, closing, before) : new Promise(() => undefined);
  }
}

let local: FakeStorage;
const asStorage = () => local as unknown as Storage;
const newPage = (storage = asStorage) => {
  const store = new DyingStore(options);
  return { store, journal: new Journal(store, storage) };
};
const newest = async () => {
  const opened = await new SnapshotStore(options).open();
  assert.ok(opened.ready);
  const seq = opened.plans[0]?.seqs[0] ?? 0;
  const { chunks } = await new SnapshotStore(options).load(planId, seq);
  return { seq, contents: chunks.map((chunk) => text(chunk.bytes)) };
};

// A page that saved once, edits, and while that save is under way edits again and is closed.
async function closedInTheMiddle(comesThrough: number): Promise<void> {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  store.left = comesThrough;
  const second = journal.commit(save(1, { b: 'second' }), false);
  void journal.commit(atLast(save(2, { c: 'third' })), true);
  if (comesThrough > 0) await second;
  assert.equal(local.items.size, 1);
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  local = new FakeStorage();
});

test('a save that did not come through on a closing page is made up for at the next start', async () => {
  await closedInTheMiddle(1);
  assert.deepEqual(await newest(), { seq: 2, contents: ['second'] });
  assert.equal(await newPage().journal.replay(), true);
  assert.deepEqual(await newest(), { seq: 3, contents: ['third'] });
  assert.equal(local.items.size, 0);
});

test('it is made up for also when the save before it did not come through', async () => {
  await closedInTheMiddle(0);
  assert.deepEqual(await newest(), { seq: 1, contents: ['first'] });
  assert.equal(await newPage().journal.replay(), true);
  assert.deepEqual(await newest(), { seq: 2, contents: ['third'] });
});

test('a plan that was never stored comes back too', async () => {
  const { store, journal } = newPage();
  store.left = 0;
  void journal.commit(save(0, { a: 'first' }), false);
  void journal.commit(atLast(save(1, { a: 'first', b: 'second' })), true);
  assert.equal(await newPage().journal.replay(), true);
  assert.deepEqual(await newest(), { seq: 1, contents: ['first', 'second'] });
});

test('a save that came through after all is not made again', async () => {
  await closedInTheMiddle(1);
  await new SnapshotStore(options).commit(save(2, { c: 'third' }));
  assert.equal(await newPage().journal.replay(), false);
  assert.deepEqual(await newest(), { seq: 3, contents: ['third'] });
  assert.equal(local.items.size, 0);
});

test('when another window went on, its state stays, and what it overtook is there to be joined', async () => {
  await closedInTheMiddle(1);
  const other = new SnapshotStore(options);
  await other.commit(save(2, { d: 'theirs' }));
  await other.commit(save(3, { e: 'theirs too' }));
  const { journal } = newPage();
  assert.equal(await journal.replay(), false);
  assert.deepEqual(await newest(), { seq: 4, contents: ['theirs too'] });
  const left = await journal.leftBehind(planId);
  assert.equal(text(left.manifest), 'manifest 3 of third');
  assert.deepEqual(left.chunks.map((chunk) => text(chunk.bytes)), ['third']);
  assert.equal(local.items.size, 1, 'until it is saved');
  assert.equal((await journal.leftBehind(planId)).manifest, undefined);
  assert.equal(local.items.size, 0);
});

test('when another window saved in place of the save under way, its state stays', async () => {
  await closedInTheMiddle(0);
  await new SnapshotStore(options).commit(save(1, { d: 'theirs' }));
  const { journal } = newPage();
  assert.equal(await journal.replay(), false);
  assert.deepEqual(await newest(), { seq: 2, contents: ['theirs'] });
  assert.equal(text((await journal.leftBehind(planId)).manifest), 'manifest 3 of third');
});

test('a save does not take the place behind another window that was faster than the one before it', async () => {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  await new SnapshotStore(options).commit(save(1, { d: 'theirs' }));
  const second = journal.commit(save(1, { b: 'second' }), false);
  const third = journal.commit(atLast({ ...save(2, { c: 'third' }), followsOwn: true }), false);
  assert.equal((await second).fault, 'conflict');
  assert.equal((await third).fault, 'conflict');
  assert.deepEqual(await newest(), { seq: 2, contents: ['theirs'] });
  assert.equal(local.items.size, 1, 'this window may end before it has joined that');
});

test('a plan that was left and opened again finds what it could not save', async () => {
  const { store, journal } = newPage();
  journal.opened();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  await new SnapshotStore(options).commit(save(1, { d: 'theirs' }));
  await journal.commit(atLast(save(1, { b: 'second' })), false);
  journal.opened();
  await journal.commit(atLast(save(2, { c: 'third' })), false);
  assert.equal(text((await journal.leftBehind(planId)).manifest), 'manifest 2 of second');
});

test('a window that may not be the only one notes its last save, and forgets the note when it is stored', async () => {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  store.doubtHeads();
  const last = journal.commit(atLast(save(1, { b: 'second' })), true);
  assert.equal(local.items.size, 1);
  assert.deepEqual(await last, { seq: 2 });
  assert.equal(local.items.size, 0);
});

test('WebKit drops writes of an ending page: a save that starts at once is noted until it came through', async () => {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  const last = journal.commit(atLast(save(1, { b: 'second' })), true);
  assert.equal(local.items.size, 1);
  assert.deepEqual(await last, { seq: 2 });
  assert.equal(local.items.size, 0);
});

test('chunks that came ahead and are not stored yet are in the note', async () => {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  store.left = 0;
  void journal.commit(save(1, { b: 'second' }), false);
  void store.bringAhead(planId, [{ hash: hash('c'), bytes: bytes('ahead') }]);
  void journal.commit(atLast(save(2, {}, { hashes: [hash('c')] })), true);
  const [note] = [...local.items.values()].map(readNote);
  assert.deepEqual(note?.commit.newChunks.map((chunk) => text(chunk.bytes)), ['ahead']);
});

test('a damaged note is thrown away and nothing is stored', async () => {
  await closedInTheMiddle(1);
  const [key, good] = [...local.items][0] as [string, string];
  const damaged = [good.slice(0, -1), good.slice(1), `${good} `, good.replace('third', 'trird'), '', '12345678', '811c9dc5'];
  for (const bad of damaged) {
    local.setItem(key, bad);
    assert.equal(await newPage().journal.replay(), false, bad);
    assert.equal(local.items.size, 0);
  }
  assert.deepEqual(await newest(), { seq: 2, contents: ['second'] });
});

test('a note that somebody made up must be a whole note, of the plan it is filed under', async () => {
  await closedInTheMiddle(1);
  const [key, good] = [...local.items][0] as [string, string];
  const note = readNote(good);
  assert.ok(note);
  const { commit } = note;
  const wrong: Commit[] = [
    { ...commit, planId: '__proto__' },
    { ...commit, planId: '../0123456789abcdefghjkmn' },
    { ...commit, expectedSeq: -1 },
    { ...commit, expectedSeq: 1.5 },
    { ...commit, expectedSeq: 2 ** 60 },
    { ...commit, hashes: ['a'] },
    { ...commit, hashes: [{} as string] },
    { ...commit, title: 5 as unknown as string },
    { ...commit, newChunks: [{ hash: 'x', bytes: bytes('x') }] },
    { ...commit, planId: planId.replace('0', '9') },
  ];
  for (const hostile of wrong) {
    local.setItem(key, noteText({ ...note, commit: hostile }) as string);
    assert.equal(await newPage().journal.replay(), false);
    assert.equal(local.items.size, 0);
  }
  assert.deepEqual(await newest(), { seq: 2, contents: ['second'] });
});

test('a note comes out as it went in', () => {
  const commit = save(4, { a: 'Zoë \ufeff☃ "quoted"\n', b: '' }, { keptBecause: 'before an import' });
  const note = { commit, base: 3, before: bytes('manifest 4') };
  assert.deepEqual(readNote(noteText(note) as string), note);
  assert.deepEqual(readNote(noteText({ commit, base: 4, before: undefined }) as string), { commit, base: 4, before: undefined });
});

test('a save too large for a note is saved without one', async () => {
  const { store, journal } = newPage();
  await store.open();
  await journal.commit(save(0, { a: 'first' }), false);
  const second = journal.commit(save(1, { b: 'second' }), false);
  const third = journal.commit(atLast(save(2, { c: 'x'.repeat(2_000_000) })), true);
  assert.equal(local.items.size, 0);
  assert.deepEqual([await second, await third], [{ seq: 2 }, { seq: 3 }]);
});

test('a full or forbidden localStorage does no harm', async () => {
  const full = new FakeStorage();
  full.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const refusals = [
    () => full as unknown as Storage,
    (): Storage => {
      throw new DOMException('refused', 'SecurityError');
    },
  ];
  for (const storage of refusals) {
    globalThis.indexedDB = new IDBFactory();
    const { store, journal } = newPage(storage);
    await store.open();
    await journal.commit(save(0, { a: 'first' }), false);
    const second = journal.commit(save(1, { b: 'second' }), false);
    const third = journal.commit(atLast(save(2, { c: 'third' })), true);
    assert.deepEqual([await second, await third], [{ seq: 2 }, { seq: 3 }]);
    assert.equal(await journal.replay(), false);
  }
});

test('a forgotten plan leaves no note behind', async () => {
  await closedInTheMiddle(1);
  newPage().journal.forget(planId);
  assert.equal(local.items.size, 0);
});

test('a note stays while the store does not answer', async () => {
  await closedInTheMiddle(1);
  const { store, journal } = newPage();
  store.head = () => Promise.reject(new DOMException('cut', 'InvalidStateError'));
  assert.equal(await journal.replay(), false);
  assert.equal(local.items.size, 1);
});
