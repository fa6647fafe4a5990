import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import type { Core } from '../src/core.ts';
import type { Frames } from '../src/frames.ts';
import type { TrialsAnswer, TrialsRequest } from '../src/trial_worker.ts';

// A worker that answers when the test says so.
class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: (event: { data: TrialsAnswer }) => void = () => undefined;
  onerror: () => void = () => undefined;
  ended = false;
  readonly asked: TrialsRequest[] = [];
  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(message: TrialsRequest): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(): void {
    const { request } = this.asked.at(-1) as TrialsRequest;
    this.onmessage({ data: { request, part: new Uint8Array([1]) } });
  }
}

let now = 0;
const page = { visibilityState: 'visible' };
const ofBrowsers = { Worker: FakeWorker, window: {}, document: page, navigator: { hardwareConcurrency: 2 }, performance: { now: () => now } };
for (const [name, value] of Object.entries(ofBrowsers)) Object.defineProperty(globalThis, name, { value, configurable: true });
URL.createObjectURL = () => 'blob:';
const { Trials } = await import('../src/trials.ts');

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  FakeWorker.all = [];
  page.visibilityState = 'visible';
});

// Time in which the page is awake: its timers run when they are due.
function awake(seconds: number): void {
  for (let i = 0; i < seconds; ++i) {
    now += 1000;
    mock.timers.tick(1000);
  }
}

// Time in which nothing runs; a timer that was due runs late and only once.
function asleep(seconds: number): void {
  now += seconds * 1000;
  mock.timers.tick(1000);
}

function open() {
  const told: string[] = [];
  const core = {
    leaveBytes: () => 0,
    run: (work: (exports: unknown) => void) =>
      work({ _kp_trials: (worker: number) => told.push(`answer of ${worker}`), _kp_trials_failed: () => told.push('failed') }),
  };
  const trials = new Trials(core as unknown as Core, { request: () => undefined } as unknown as Frames);
  const ask = (which: number) => trials.run(which, 1, new Uint8Array(), 0, 32);
  return { trials, ask, told };
}

test('R6 a worker that answers nothing is given up, and the others with it', () => {
  const { trials, ask, told } = open();
  ask(0);
  ask(1);
  FakeWorker.all[0]?.answer();
  awake(9);
  assert.deepEqual(told, ['answer of 0']);
  awake(2);
  assert.deepEqual(told, ['answer of 0', 'failed']);
  assert.deepEqual(FakeWorker.all.map(({ ended }) => ended), [true, true]);
  assert.equal(trials.count(), 0);
});

test('R6 a worker that falls silent after its first answers is given up', () => {
  const { ask, told } = open();
  for (let i = 0; i < 3; ++i) {
    ask(0);
    awake(5);
    FakeWorker.all[0]?.answer();
  }
  ask(0);
  awake(11);
  assert.deepEqual(told, ['answer of 0', 'answer of 0', 'answer of 0', 'failed']);
});

test('R6 a worker with nothing to do may be silent for ever', () => {
  const { ask, told } = open();
  ask(0);
  awake(3);
  FakeWorker.all[0]?.answer();
  awake(1000);
  ask(0);
  awake(9);
  FakeWorker.all[0]?.answer();
  assert.deepEqual(told, ['answer of 0', 'answer of 0']);
});

test('R6 a machine that slept takes no worker for broken: each has all of its time again', () => {
  const { ask, told } = open();
  ask(0);
  awake(8);
  asleep(3600);
  awake(9);
  assert.deepEqual(told, []);
  FakeWorker.all[0]?.answer();
  ask(0);
  asleep(60);
  assert.deepEqual(told, ['answer of 0']);
  awake(11);
  assert.deepEqual(told, ['answer of 0', 'failed']);
});

test('R6 a page that nobody sees waits, for it may be frozen with its workers', () => {
  const { ask, told } = open();
  ask(0);
  page.visibilityState = 'hidden';
  awake(600);
  assert.deepEqual(told, []);
  page.visibilityState = 'visible';
  awake(9);
  assert.deepEqual(told, []);
  awake(2);
  assert.deepEqual(told, ['failed']);
});

test('R6 what is asked of workers that were given up reaches nobody', () => {
  const { ask, told } = open();
  ask(0);
  awake(11);
  ask(1);
  FakeWorker.all[0]?.answer();
  assert.equal(FakeWorker.all.length, 1);
  assert.deepEqual(told, ['failed']);
});
