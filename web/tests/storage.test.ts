import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { SnapshotStore, type Commit, type CommitOutcome } from '../src/storage.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);

let clock = 0;
const newStore = () => new SnapshotStore({ now: () => clock, retryDelaysMs: [1, 1, 1], openTimeoutMs: 1000 });

function save(expectedSeq: number, contents: Record<string, string>, extra: Partial<Commit> = {}): Commit {
  return {
    planId: 'plan',
    title: 'North',
    expectedSeq,
    manifest: bytes(`manifest ${expectedSeq + 1} of ${Object.values(contents).join()}`),
    hashes: Object.keys(contents),
    newChunks: Object.entries(contents).map(([hash, content]) => ({ hash, bytes: bytes(content) })),
    strict: false,
    keptBecause: '',
    ...extra,
  };
}

const faultOf = (outcome: CommitOutcome) => outcome.fault;

// Makes a store method fail the next `times` calls, as a browser would.
function breakNext(prototype: object, method: string, error: () => Error, times = 1): void {
  const original = Reflect.get(prototype, method) as (...args: unknown[]) => unknown;
  let left = times;
  mock.method(prototype as Record<string, (...args: unknown[]) => unknown>, method, function (this: unknown, ...args: unknown[]) {
    if (left-- > 0) throw error();
    return original.apply(this, args);
  });
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = 0;
});
afterEach(() => mock.restoreAll());

test('a saved snapshot is there for the next visit', async () => {
  const first = newStore();
  assert.deepEqual(await first.open(), { ready: true, plans: [] });
  clock = 60_000;
  assert.deepEqual(await first.commit(save(0, { a: 'A', b: 'B' })), { seq: 1 });

  const next = newStore();
  assert.deepEqual(await next.open(), {
    ready: true,
    plans: [{ planId: 'plan', title: 'North', savedAt: 60_000, seqs: [1] }],
  });
  const loaded = await next.load('plan', 1);
  assert.equal(text(loaded.manifest), 'manifest 1 of A,B');
  assert.deepEqual(loaded.chunks.map((chunk) => [chunk.hash, text(chunk.bytes)]), [['a', 'A'], ['b', 'B']]);
});

test('a stored plan arrives in parts, the list of its parts first', async () => {
  const store = newStore();
  const contents = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, `${i}`]));
  await store.commit(save(0, contents));
  const calls: [boolean, string[], boolean][] = [];
  await newStore().loadInParts('plan', 1, (manifest, part, last) => calls.push([manifest !== undefined, part.map(({ hash }) => hash), last]));
  assert.deepEqual(calls.map(([known, part, last]) => [known, part.length, last]), [[true, 0, false], [true, 8, false], [true, 8, false], [true, 4, true]]);
  assert.deepEqual(calls.flatMap(([, part]) => part), Object.keys(contents));
  const absent: unknown[] = [];
  await newStore().loadInParts('plan', 7, (manifest, part, last) => absent.push([manifest, part, last]));
  assert.deepEqual(absent, [[undefined, [], true]]);
});

test('plans are listed newest first with all their snapshots', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  clock = 5;
  await store.commit(save(0, { a: 'A' }, { planId: 'other', title: 'South' }));
  clock = 9;
  await store.commit(save(1, { b: 'B' }));
  const opened = await newStore().open();
  assert.ok(opened.ready);
  assert.deepEqual(opened.plans.map(({ title, seqs }) => [title, seqs]), [['North', [2, 1]], ['South', [1]]]);
});

test('unchanged chunks need not be sent again', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A', b: 'B' }));
  assert.deepEqual(await store.commit(save(1, { c: 'C' }, { hashes: ['a', 'c'] })), { seq: 2 });
  const loaded = await newStore().load('plan', 2);
  assert.deepEqual(loaded.chunks.map((chunk) => text(chunk.bytes)), ['A', 'C']);
});

test('chunks that came ahead are part of the save that names them', async () => {
  const store = newStore();
  await store.bringAhead('plan', [{ hash: 'a', bytes: bytes('A') }, { hash: 'b', bytes: bytes('B') }]);
  const put = mock.method(IDBObjectStore.prototype, 'put');
  assert.deepEqual(await store.commit(save(0, { c: 'C' }, { hashes: ['a', 'b', 'c'] })), { seq: 1 });
  assert.equal(put.mock.calls.filter((call) => (call.this as IDBObjectStore).name === 'chunk').length, 1);
  const loaded = await newStore().load('plan', 1);
  assert.deepEqual(loaded.chunks.map((chunk) => text(chunk.bytes)), ['A', 'B', 'C']);
});

test('a save does not wait for the chunks ahead of it, and brings those that did not arrive', async () => {
  const store = newStore();
  await store.open();
  breakNext(IDBObjectStore.prototype, 'put', () => new DOMException('full', 'QuotaExceededError'));
  void store.bringAhead('plan', [{ hash: 'a', bytes: bytes('A') }]);
  void store.bringAhead('plan', [{ hash: 'b', bytes: bytes('B') }]);
  assert.deepEqual(await store.commit(save(0, {}, { hashes: ['a', 'b'] })), { seq: 1 });
  assert.deepEqual((await newStore().load('plan', 1)).chunks.map((chunk) => text(chunk.bytes)), ['A', 'B']);
});

test('chunks that came ahead survive the collection of what nothing needs', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  await store.bringAhead('plan', [{ hash: 'b', bytes: bytes('B') }]);
  await store.collect('plan');
  assert.deepEqual(await store.commit(save(1, {}, { hashes: ['a', 'b'] })), { seq: 2 });
});

test('the history tells when and why each state was kept', async () => {
  const store = newStore();
  clock = 1000;
  await store.commit(save(0, { a: 'A' }));
  clock = 2000;
  await store.commit(save(1, { b: 'B' }, { keptBecause: 'before an import' }));
  assert.deepEqual(await newStore().states('plan'), [
    { seq: 2, savedAt: 2000, keptBecause: 'before an import' },
    { seq: 1, savedAt: 1000, keptBecause: '' },
  ]);
  assert.deepEqual(await newStore().states('other'), []);
});

test('a save that came through without being heard of is not taken for another window', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  await store.commit(save(1, { b: 'B' }));
  assert.deepEqual(await store.commit(save(1, { b: 'B' })), { seq: 2 });
  assert.equal(faultOf(await store.commit(save(1, { b: 'B' }, { manifest: bytes('another') }))), 'conflict');
});

test('a chunk the store does not hold is asked for', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  const outcome = await store.commit(save(1, {}, { hashes: ['a', 'lost'] }));
  assert.equal(faultOf(outcome), 'missing_chunks');
  assert.deepEqual(await store.commit(save(1, { a: 'A', lost: 'L' })), { seq: 2 });
});

test('of two windows the second to save learns of the first', async () => {
  const here = newStore();
  const there = newStore();
  await here.commit(save(0, { a: 'A' }));
  await there.commit(save(1, { b: 'there' }));
  const outcome = await here.commit(save(1, { b: 'here' }));
  assert.equal(faultOf(outcome), 'conflict');
  assert.equal(outcome.fault && outcome.headSeq, 2);
  assert.equal(text((await here.load('plan', 2)).chunks[0]?.bytes), 'there');
});

test('a save on a closing page starts writing at once and still respects the other window', async () => {
  const here = newStore();
  await here.commit(save(0, { a: 'A' }));
  const get = mock.method(IDBObjectStore.prototype, 'get');
  assert.deepEqual(await here.commit(save(1, { b: 'B' }), true), { seq: 2 });
  assert.equal(get.mock.callCount(), 0);

  await newStore().commit(save(2, { c: 'there' }));
  const outcome = await here.commit(save(2, { c: 'here' }), true);
  assert.equal(faultOf(outcome), 'conflict');
});

test('the first save of a plan on a closing page starts writing at once, too', async () => {
  const here = newStore();
  await here.open();
  const get = mock.method(IDBObjectStore.prototype, 'get');
  assert.deepEqual(await here.commit(save(0, { a: 'A' }), true), { seq: 1 });
  assert.equal(get.mock.callCount(), 0);
  // Of a plan whose first states history has dropped, the head alone tells that it is there.
  const there = newStore();
  for (let seq = 1; seq < 30; ++seq) await there.commit(save(seq, { a: 'A' }));
  await there.collect('plan');
  const later = newStore();
  await later.open();
  assert.equal(faultOf(await later.commit(save(0, { a: 'A' }), true)), 'conflict');
});

test('a window that was away checks before it saves', async () => {
  const here = newStore();
  await here.commit(save(0, { a: 'A' }));
  here.doubtHeads();
  const get = mock.method(IDBObjectStore.prototype, 'get');
  assert.deepEqual(await here.commit(save(1, { b: 'B' }), true), { seq: 2 });
  assert.ok(get.mock.callCount() > 0);
});

test('nothing of an aborted save is stored', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  breakNext(IDBObjectStore.prototype, 'put', () => new DOMException('disk', 'UnknownError'), 99);
  const outcome = await store.commit(save(1, { b: 'B' }));
  assert.equal(faultOf(outcome), 'aborted');
  mock.restoreAll();
  const opened = await newStore().open();
  assert.ok(opened.ready);
  assert.deepEqual(opened.plans[0]?.seqs, [1]);
});

test('a save the browser aborts on its own is tried again', async () => {
  const store = newStore();
  const put = IDBObjectStore.prototype.put;
  let aborts = 1;
  mock.method(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
    const request = put.call(this, value, key);
    if (aborts-- > 0) this.transaction.abort();
    return request;
  });
  assert.deepEqual(await store.commit(save(0, { a: 'A' })), { seq: 1 });
});

test('a cut connection is opened again', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  breakNext(IDBDatabase.prototype, 'transaction', () => new DOMException('closing', 'InvalidStateError'));
  assert.deepEqual(await store.commit(save(1, { b: 'B' })), { seq: 2 });
});

test('a full disk drops old history once and tries again', async () => {
  const store = newStore();
  for (let seq = 0; seq < 8; ++seq) await store.commit(save(seq, { [`c${seq}`]: 'x' }));
  breakNext(IDBObjectStore.prototype, 'put', () => new DOMException('full', 'QuotaExceededError'));
  assert.deepEqual(await store.commit(save(8, { c8: 'x' })), { seq: 9 });
  const opened = await newStore().open();
  assert.ok(opened.ready);
  assert.deepEqual(opened.plans[0]?.seqs, [9, 8, 7, 6]);
});

test('a disk that stays full is reported and the older snapshots stay', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  breakNext(IDBObjectStore.prototype, 'put', () => new DOMException('full', 'QuotaExceededError'), 99);
  const outcome = await store.commit(save(1, { b: 'B' }));
  assert.equal(faultOf(outcome), 'quota');
  mock.restoreAll();
  assert.equal(text((await store.load('plan', 1)).chunks[0]?.bytes), 'A');
});

test('idle collection drops old snapshots and only the chunks nothing needs', async () => {
  const store = newStore();
  for (let seq = 0; seq < 30; ++seq) await store.commit(save(seq, { shared: 's', [`c${seq}`]: 'x' }));
  await store.collect('plan');
  const opened = await newStore().open();
  assert.ok(opened.ready);
  assert.equal(opened.plans[0]?.seqs.length, 20);
  assert.deepEqual((await store.load('plan', 1)).manifest, undefined);
  assert.deepEqual((await store.load('plan', 11)).chunks.map(({ hash }) => hash), ['shared', 'c10']);
  assert.deepEqual(await store.commit(save(30, {}, { hashes: ['shared', 'c29'] })), { seq: 31 });
  assert.equal(faultOf(await store.commit(save(31, {}, { hashes: ['c0'] }))), 'missing_chunks');
});

test('a forgotten plan leaves nothing behind', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  await store.commit(save(0, { a: 'A' }, { planId: 'plan2' }));
  await store.forget('plan');
  const opened = await store.open();
  assert.ok(opened.ready);
  assert.deepEqual(opened.plans.map(({ planId }) => planId), ['plan2']);
  assert.equal((await store.load('plan', 1)).manifest, undefined);
  assert.equal(text((await store.load('plan2', 1)).chunks[0]?.bytes), 'A');
});

test('a browser that refuses storage says so', async () => {
  breakNext(IDBFactory.prototype, 'open', () => new DOMException('no', 'SecurityError'), 99);
  const store = newStore();
  const opened = await store.open();
  assert.ok(!opened.ready);
  assert.match(opened.reason, /nothing is saved/);
  assert.equal(faultOf(await store.commit(save(0, { a: 'A' }))), 'unavailable');
});

test('a store that never answers does not hold up the start', async () => {
  mock.method(IDBFactory.prototype, 'open', () => new IDBOpenDBRequest());
  const opened = await newStore().open();
  assert.ok(!opened.ready);
  assert.match(opened.reason, /does not answer/);
});

// ---- Versions -------------------------------------------------------------------------------------

// As another window opens the database, which does not let go of it by itself.
function openRaw(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('keyplan', version);
    request.onupgradeneeded = () => {
      if (request.result.objectStoreNames.length > 0) return;
      for (const name of ['head', 'manifest', 'chunk']) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test('a newer version that takes the store over gets what was not saved yet, and the user reads of it', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  const said: string[] = [];
  let last: Promise<CommitOutcome> | undefined;
  store.watcher = {
    waits: () => assert.fail(),
    lastSave: () => void (last = store.commit(save(1, { b: 'last words' }), true)),
    lost: (sentence) => void said.push(sentence),
  };
  const newer = await openRaw(2);
  assert.deepEqual(await last, { seq: 2 });
  assert.match(said.join(), /^A newer version of Keyplan was opened in another window .* Load this page anew/);
  assert.equal(newer.version, 2);
  const found = await new SnapshotStore({ version: 2 }).load('plan', 2);
  assert.deepEqual(found.chunks.map((chunk) => text(chunk.bytes)), ['last words']);

  const outcome = await store.commit(save(2, { c: 'too late' }));
  assert.deepEqual(outcome, { fault: 'unavailable', headSeq: 0, sentence: said[0] });
  const opened = await new SnapshotStore({ version: 2 }).open();
  assert.deepEqual(opened.ready && opened.plans.map(({ seqs }) => seqs), [[2, 1]]);
});

test('an older version leaves the plans of a newer one alone and says so', async () => {
  (await openRaw(2)).close();
  const store = newStore();
  const opened = await store.open();
  assert.ok(!opened.ready);
  assert.match(opened.reason, /^A newer version of Keyplan has stored its plans in this browser/);
  assert.equal(faultOf(await store.commit(save(0, { a: 'A' }))), 'unavailable');
});

test('a window that keeps an older version open is told of, and waited for', async () => {
  await newStore().commit(save(0, { a: 'A' }));
  const older = await openRaw(1);
  const store = new SnapshotStore({ version: 2, openTimeoutMs: 50 });
  const said: string[] = [];
  store.watcher = { waits: (sentence) => void said.push(sentence), lastSave: () => assert.fail(), lost: () => assert.fail() };
  let answers = 0;
  const opening = store.open().finally(() => ++answers);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(answers, 0);
  assert.match(said.join(), /older version of Keyplan open .* Close that window/);
  older.close();
  const opened = await opening;
  assert.deepEqual(opened.ready && opened.plans.map(({ seqs }) => seqs), [[1]]);
});

test('a database that is deleted is no newer version', async () => {
  const store = newStore();
  await store.commit(save(0, { a: 'A' }));
  store.watcher = { waits: () => assert.fail(), lastSave: () => assert.fail(), lost: () => assert.fail() };
  await new Promise((resolve) => (indexedDB.deleteDatabase('keyplan').onsuccess = resolve));
  assert.deepEqual(await store.commit(save(0, { a: 'A' })), { seq: 1 });
});
