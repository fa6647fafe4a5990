import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Holding, Tabs, type Channel } from '../src/tabs.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 250));
const abort = () => new DOMException('', 'AbortError');

// One browser: locks as the standard has them, as far as windows use them.
class FakeLocks {
  private held = new Map<string, { reject: (reason: unknown) => void }>();
  private queues = new Map<string, (() => void)[]>();

  request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const run = () => {
        const mine = { reject };
        this.held.set(name, mine);
        void Promise.resolve(work({ name, mode: 'exclusive' })).then((value) => {
          resolve(value);
          if (this.held.get(name) !== mine) return;
          this.held.delete(name);
          this.queues.get(name)?.shift()?.();
        });
      };
      const holder = this.held.get(name);
      if (!holder) return run();
      if (options.steal) {
        holder.reject(abort());
        return run();
      }
      if (options.ifAvailable) return resolve(work(null));
      const queue = this.queues.get(name) ?? [];
      this.queues.set(name, [...queue, run]);
      options.signal?.addEventListener('abort', () => {
        this.queues.set(name, (this.queues.get(name) ?? []).filter((one) => one !== run));
        reject(abort());
      });
    });
  }
}

class FakeBrowser {
  readonly locks = new FakeLocks();
  private readonly channels: Channel[] = [];
  channel(): Channel {
    const channel: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of this.channels) if (other !== channel) setTimeout(() => other.onmessage?.({ data } as MessageEvent));
      },
    };
    this.channels.push(channel);
    return channel;
  }
}

function open(browser: FakeBrowser, { answers = true } = {}) {
  const said: string[] = [];
  const names = ['alone', 'shared', 'elsewhere'];
  const tabs: Tabs = new Tabs(
    {
      held: (planId, holding) => void said.push(`${planId} ${names[holding]}`),
      handOverWanted: (planId) => void (answers && tabs.handOver(planId)),
      headMoved: (planId, seq) => void said.push(`${planId} ${seq}`),
    },
    browser.locks as unknown as LockManager,
    browser.channel(),
  );
  return { tabs, said };
}

test('the first window edits, the second one waits and gets the plan when the first leaves it', async () => {
  const browser = new FakeBrowser();
  const [first, second] = [open(browser), open(browser)];
  first.tabs.hold('p');
  await settled();
  second.tabs.hold('p');
  await settled();
  assert.deepEqual([first.said, second.said], [['p alone'], ['p elsewhere']]);
  first.tabs.headMoved('p', 7);
  first.tabs.headMoved('q', 8);
  await settled();
  assert.deepEqual(second.said.splice(0), ['p elsewhere', 'p 7']);
  first.tabs.hold('q');
  await settled();
  assert.deepEqual([first.said, second.said], [['p alone', 'q alone'], ['p alone']]);
});

test('a window that wants to edit gets the plan when the other one has saved, also before those that wait', async () => {
  const browser = new FakeBrowser();
  const [first, second, third] = [open(browser), open(browser), open(browser)];
  for (const { tabs } of [first, second, third]) {
    tabs.hold('p');
    await settled();
  }
  third.tabs.take('p');
  await settled();
  assert.deepEqual([first.said, second.said, third.said], [['p alone', 'p elsewhere'], ['p elsewhere'], ['p elsewhere', 'p alone']]);
  third.tabs.hold('');
  await settled();
  assert.deepEqual(second.said, ['p elsewhere', 'p alone']);
});

test('one that does not answer is not waited for', async () => {
  const browser = new FakeBrowser();
  const [first, second] = [open(browser, { answers: false }), open(browser)];
  first.tabs.hold('p');
  await settled();
  second.tabs.hold('p');
  second.tabs.take('p');
  await settled();
  assert.deepEqual(second.said, ['p elsewhere']);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual([first.said, second.said], [['p alone', 'p elsewhere'], ['p elsewhere', 'p alone']]);
});

test('opening the same plan again tells how it stands', async () => {
  const browser = new FakeBrowser();
  const [first, second] = [open(browser), open(browser)];
  first.tabs.hold('p');
  first.tabs.hold('p');
  await settled();
  second.tabs.hold('p');
  second.tabs.hold('p');
  await settled();
  assert.equal(first.said.at(-1), 'p alone');
  assert.equal(second.said.at(-1), 'p elsewhere');
  first.tabs.hold('');
  await settled();
  assert.equal(second.said.at(-1), 'p alone');
});

test('where windows cannot be told apart, all of them edit', async () => {
  const said: number[] = [];
  const events = { held: (_: string, holding: Holding) => void said.push(holding), handOverWanted: () => undefined, headMoved: () => undefined };
  const broken = { request: () => { throw new DOMException('', 'SecurityError'); } } as unknown as LockManager;
  const silent: Channel = { onmessage: null, postMessage: () => undefined };
  new Tabs(events, broken, silent).hold('p');
  await settled();
  assert.deepEqual(said, [Holding.shared]);
});

test('what other pages say is bounded and means nothing unless it is a hint', async () => {
  const browser = new FakeBrowser();
  const [first, other] = [open(browser), browser.channel()];
  first.tabs.hold('p');
  await settled();
  for (const odd of [null, 7, 'p', {}, { kind: 'head', planId: 'p', seq: 'x' }, { kind: 'head', planId: 'p', seq: -1 }, { kind: 'handed', planId: 'p' }])
    other.postMessage(odd);
  await settled();
  assert.deepEqual(first.said, ['p alone']);
});
