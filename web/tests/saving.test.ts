import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Core } from '../src/core.ts';
import type { Frames } from '../src/frames.ts';
import type { SnapshotStore } from '../src/storage.ts';
import { WireReader, WireWriter } from '../src/wire.ts';

const ofBrowsers = { location: { protocol: 'https:' }, window: { setTimeout: () => 0 }, navigator: {}, BroadcastChannel: undefined };
for (const [name, value] of Object.entries(ofBrowsers)) Object.defineProperty(globalThis, name, { value, configurable: true });
const { Saving } = await import('../src/saving.ts');

const planId = '0123456789abcdefghjkmnpqrs';
const committed = 3; // StoreMessage

function commitMessage(dropsEarlier: boolean): Uint8Array {
  const out = new WireWriter().text(planId).text('Plan').number(0).bytes(new Uint8Array([1]));
  out.number(0).number(0).number(1).text('').number(0).number(0).number(dropsEarlier ? 1 : 0);
  const bytes = new Uint8Array(out.size);
  out.copyTo(bytes);
  return bytes;
}

// What the module is told when the store is like that.
async function answerOf(store: Partial<SnapshotStore>, dropsEarlier: boolean): Promise<{ kind: number; seq: number; earlierStay: number }> {
  let told: { kind: number; message: WireWriter } | undefined;
  let left = new WireWriter();
  const core = {
    leaveMessage: (message: WireWriter) => (left = message).size,
    run: (work: (exports: unknown) => void) => work({ _kp_store: (kind: number) => (told = { kind, message: left }) }),
  };
  const saving = new Saving(store as SnapshotStore, core as unknown as Core, { request: () => undefined } as unknown as Frames);
  await saving.commit(commitMessage(dropsEarlier));
  assert.ok(told);
  const bytes = new Uint8Array(told.message.size);
  told.message.copyTo(bytes);
  const reader = new WireReader(bytes);
  assert.equal(reader.text(), planId);
  return { kind: told.kind, seq: reader.number(), earlierStay: reader.number() };
}

test('a store that keeps the states before an erasure is told of', async () => {
  const commit = () => Promise.resolve({ seq: 7 });
  const refuses = () => Promise.reject(new DOMException('', 'UnknownError'));
  const drops = () => Promise.resolve();
  assert.deepEqual(await answerOf({ commit, dropEarlier: refuses }, true), { kind: committed, seq: 7, earlierStay: 1 });
  assert.deepEqual(await answerOf({ commit, dropEarlier: drops }, true), { kind: committed, seq: 7, earlierStay: 0 });
  assert.deepEqual(await answerOf({ commit, dropEarlier: refuses }, false), { kind: committed, seq: 7, earlierStay: 0 });
});
