// Workers that run trials of a simulation beside the page. They begin with the first simulation and
// stay; when one cannot be had or fails, all are given up and the page runs the trials itself.

import trialsWasm from 'keyplan-trials';
import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import type { TrialsAnswer, TrialsRequest } from './trial_worker.ts';

declare const KEYPLAN_TRIAL_WORKER: string; // the worker's script, from build.mjs

// More would take the machine from everything else and gain little.
const most = 4;
const patienceMs = 10_000; // for a worker's first answer; a request takes some 20 ms

type Bytes = Uint8Array<ArrayBuffer>;

export class Trials {
  private readonly workers = new Map<number, Worker>();
  private script: string | undefined;
  private broken = typeof Worker !== 'function';

  constructor(
    private readonly core: Core,
    private readonly frames: Frames,
  ) {}

  count(): number {
    return this.broken ? 0 : Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), most);
  }

  run(which: number, request: number, prepared: Bytes, first: number, count: number): void {
    const message: TrialsRequest = { request, first, count, ...(prepared.length > 0 && { prepared }) };
    const worker = this.workers.get(which);
    if (worker) worker.postMessage(message);
    else this.start(which, message);
  }

  private start(which: number, message: TrialsRequest): void {
    try {
      const worker = new Worker(this.address());
      const late = setTimeout(() => this.giveUp(), patienceMs);
      worker.onmessage = ({ data }: MessageEvent<TrialsAnswer>) => {
        clearTimeout(late);
        if (data.part) this.answer(which, data.request, data.part);
        else this.giveUp();
      };
      worker.onerror = () => this.giveUp();
      worker.postMessage({ ...message, program: Uint8Array.from(atob(trialsWasm), (c) => c.charCodeAt(0)) });
      this.workers.set(which, worker);
    } catch {
      // Not at once: the module is still inside the call that asked.
      setTimeout(() => this.giveUp());
    }
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
    for (const worker of this.workers.values()) worker.terminate();
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
