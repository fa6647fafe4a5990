// Workers that run trials of a simulation beside the page. They begin with the first simulation and
// stay; when one cannot be had, fails or falls silent, all are given up and the page runs the trials
// itself.

import trialsWasm from 'keyplan-trials';
import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import type { TrialsAnswer, TrialsRequest } from './trial_worker.ts';

declare const KEYPLAN_TRIAL_WORKER: string; // the worker's script, from build.mjs

// More would take the machine from everything else and gain little.
const most = 4;
// A request takes some 20 ms, the first one the time to start as well.
const patienceSeconds = 10;
const secondMs = 1000;

type Bytes = Uint8Array<ArrayBuffer>;

interface Helper {
  readonly worker: Worker;
  silent: number | undefined; // seconds since it was asked; undefined: it has nothing to do
}

export class Trials {
  private readonly workers = new Map<number, Helper>();
  private script: string | undefined;
  private broken = typeof Worker !== 'function';
  private watch: ReturnType<typeof setTimeout> | undefined; // while one has something to do
  private watchedAt = 0;

  constructor(
    private readonly core: Core,
    private readonly frames: Frames,
  ) {}

  count(): number {
    return this.broken ? 0 : Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), most);
  }

  run(which: number, request: number, prepared: Bytes, first: number, count: number): void {
    if (this.broken) return;
    const message: TrialsRequest = { request, first, count, ...(prepared.length > 0 && { prepared }) };
    const helper = this.workers.get(which);
    if (helper) {
      helper.worker.postMessage(message);
      this.expectAnswer(helper);
    } else {
      this.start(which, message);
    }
  }

  private start(which: number, message: TrialsRequest): void {
    try {
      const worker = new Worker(this.address());
      const helper: Helper = { worker, silent: undefined };
      worker.onmessage = ({ data }: MessageEvent<TrialsAnswer>) => {
        helper.silent = undefined;
        if (data.part) this.answer(which, data.request, data.part);
        else this.giveUp();
      };
      worker.onerror = () => this.giveUp();
      worker.postMessage({ ...message, program: Uint8Array.from(atob(trialsWasm), (c) => c.charCodeAt(0)) });
      this.workers.set(which, helper);
      this.expectAnswer(helper);
    } catch {
      // Not at once: the module is still inside the call that asked.
      setTimeout(() => this.giveUp());
    }
  }

  private expectAnswer(helper: Helper): void {
    helper.silent = 0;
    if (this.watch === undefined) this.lookLater();
  }

  private lookLater(): void {
    this.watchedAt = performance.now();
    this.watch = setTimeout(() => this.lookAtWorkers(), secondMs);
  }

  // Only seconds count in which the page was awake to hear an answer. One that took far longer was
  // spent asleep, frozen or in long work, perhaps the worker's as well, and an answer may be waiting
  // behind this very call: then every worker has all of its time again.
  private lookAtWorkers(): void {
    const awake = performance.now() - this.watchedAt < 2 * secondMs && document.visibilityState !== 'hidden';
    const asked = [...this.workers.values()].filter(({ silent }) => silent !== undefined);
    for (const helper of asked) helper.silent = awake ? (helper.silent ?? 0) + 1 : 0;
    this.watch = undefined;
    if (asked.some(({ silent = 0 }) => silent >= patienceSeconds)) this.giveUp();
    else if (asked.length > 0) this.lookLater();
  }

  // The page allows no script but its own; this policy lets through the one address made here.
  private address(): string {
    if (this.script === undefined) {
      const address = URL.createObjectURL(new Blob([KEYPLAN_TRIAL_WORKER], { type: 'text/javascript' }));
      const policy = window.trustedTypes?.createPolicy('trials', { createScriptURL: () => address });
      this.script = (policy?.createScriptURL('') ?? address) as string;
    }
    return this.script;
  }

  private giveUp(): void {
    if (this.broken) return;
    this.broken = true;
    clearTimeout(this.watch);
    for (const { worker } of this.workers.values()) worker.terminate();
    this.workers.clear();
    this.core.run((exports) => exports._kp_trials_failed());
    this.frames.request();
  }

  private answer(which: number, request: number, part: Bytes): void {
    if (this.broken) return;
    this.core.run((exports) => {
      this.core.leaveBytes(part);
      exports._kp_trials(which, request, part.length);
    });
    this.frames.request();
  }
}
