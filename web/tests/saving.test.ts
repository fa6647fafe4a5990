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
const [committed, headMoved] = [3, 8]; // StoreMessage

function commitMessage(dropsEarlier: boolean): Uint8Array {
  const out = new WireWriter().text(planId).text('Plan').number(0).bytes(new Uint8Array([1]));
  out.number(0).number(0).number(1).text('').number(0).number(0).number(dropsEarlier ? 1 : 0);
  const bytes = new Uint8Array(out.size);
  out.copyTo(bytes);
  return bytes;
}

// The module is told what `told` gets: kinds of messages, each with what it says.
function open(store: Partial<SnapshotStore>) {
  const told: [number, WireReader][] = [];
  let left = new WireWriter();
  const core = {
    leaveMessage: (message: WireWriter) => (left = message).size,
    run: (work: (exports: unknown) => void) =>
      work({
        _kp_store: (kind: number) => {
          const bytes = new Uint8Array(left.size);
          left.copyTo(bytes);
          told.push([kind, new WireReader(bytes)]);
        },
      }),
  };
  const frames = { request: () => undefined };
  return { saving: new Saving(store as SnapshotStore, core as unknown as Core, frames as unknown as Frames), told };
}

async function answerOf(store: Partial<SnapshotStore>, dropsEarlier: boolean): Promise<{ kind: number; seq: number; earlierStay: number }> {
  const { saving, told } = open(store);
  await saving.commit(commitMessage(dropsEarlier));
  const [kind, message] = told.at(-1) as [number, WireReader];
  assert.equal(message.text(), planId);
  return { kind, seq: message.number(), earlierStay: message.number() };
}

test('a store that keeps the states before an erasure is told of', async () => {
  const commit = () => Promise.resolve({ seq: 7 });
  const refuses = () => Promise.reject(new DOMException('', 'UnknownError'));
  const drops = () => Promise.resolve();
  assert.deepEqual(await answerOf({ commit, dropEarlier: refuses }, true), { kind: committed, seq: 7, earlierStay: 1 });
  assert.deepEqual(await answerOf({ commit, dropEarlier: drops }, true), { kind: committed, seq: 7, earlierStay: 0 });
  assert.deepEqual(await answerOf({ commit, dropEarlier: refuses }, false), { kind: committed, seq: 7, earlierStay: 0 });
});

test('a window that is looked at again is told what is stored now', async () => {
  const { saving, told } = open({ head: () => Promise.resolve({ seq: 9 }), doubtHeads: () => undefined });
  saving.shownAgain();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(told.length, 0, 'no plan is open');
  saving.hold(planId);
  await new Promise((resolve) => setTimeout(resolve, 50));
  told.length = 0;
  saving.shownAgain();
  await new Promise((resolve) => setTimeout(resolve));
  const [kind, message] = told[0] as [number, WireReader];
  assert.deepEqual([kind, message.text(), message.number()], [headMoved, planId, 9]);
});
