// Carries saves and loads between the module and the store, as messages (wire.ts).

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import type { Commit, CommitOutcome, Fault, SnapshotStore } from './storage.ts';
import { WireReader, WireWriter } from './wire.ts';

// StoreMessage and CommitFault of the C++ side.
const Message = { opened: 0, loaded: 1, committed: 2, failed: 3 } as const;
const faults: readonly Fault[] = ['conflict', 'missing_chunks', 'quota', 'aborted', 'unavailable'];

const collectAfterMs = 20_000;
const fromDisk = location.protocol === 'file:';

function readCommit(message: Uint8Array): Commit {
  const reader = new WireReader(message);
  const planId = reader.text();
  const title = reader.text();
  const expectedSeq = reader.number();
  const manifest = reader.bytes();
  const hashes = reader.list(() => reader.text());
  const newChunks = reader.list(() => ({ hash: reader.text(), bytes: reader.bytes() }));
  const strict = reader.number() !== 0;
  const keep = reader.number() !== 0;
  return { planId, title, expectedSeq, manifest, hashes, newChunks, strict, keep };
}

export class Saving {
  private closing = false;
  private askedToKeep = false;
  private collecting: number | undefined;

  constructor(
    private readonly store: SnapshotStore,
    private readonly core: Core,
    private readonly frames: Frames,
  ) {}

  // Saves started by `work` may be the last thing this page does.
  whileClosing(work: () => void): void {
    this.closing = true;
    work();
    this.closing = false;
  }

  shownAgain(): void {
    this.store.doubtHeads();
  }

  async open(): Promise<void> {
    const opened = await this.store.open();
    const plans = opened.ready ? opened.plans : [];
    const out = new WireWriter().number(opened.ready ? 1 : 0).number(fromDisk ? 1 : 0).text(opened.ready ? '' : opened.reason);
    out.number(plans.length);
    for (const { planId, title, savedAt, seqs } of plans) {
      out.text(planId).text(title).number(Math.floor(savedAt / 60_000)).number(seqs.length);
      for (const seq of seqs) out.number(seq);
    }
    this.tell(Message.opened, out);
  }

  async load(planId: string, seq: number): Promise<void> {
    const { manifest, chunks } = await this.store.load(planId, seq);
    const out = new WireWriter().text(planId).number(seq).number(manifest ? 1 : 0).bytes(manifest ?? new Uint8Array());
    out.number(chunks.length);
    for (const { hash, bytes } of chunks) out.text(hash).bytes(bytes);
    this.tell(Message.loaded, out);
  }

  async commit(message: Uint8Array): Promise<void> {
    const commit = readCommit(message);
    const outcome = await this.store.commit(commit, this.closing);
    this.answer(commit.planId, outcome);
    if (outcome.fault !== undefined) return;
    this.askToKeep();
    clearTimeout(this.collecting);
    this.collecting = window.setTimeout(() => this.store.collect(commit.planId).catch(() => undefined), collectAfterMs);
  }

  forget(planId: string): void {
    this.store.forget(planId).catch(() => undefined);
  }

  private answer(planId: string, outcome: CommitOutcome): void {
    const out = new WireWriter().text(planId);
    if (outcome.fault === undefined) return this.tell(Message.committed, out.number(outcome.seq));
    out.number(faults.indexOf(outcome.fault)).number(outcome.headSeq).text(outcome.sentence);
    this.tell(Message.failed, out);
  }

  private tell(kind: number, message: WireWriter): void {
    this.core.run((exports) => exports._kp_store(kind, this.core.leaveMessage(message)));
    this.frames.request();
  }

  // Firefox asks the user and may wait for ever, so nothing waits for the answer.
  private askToKeep(): void {
    if (this.askedToKeep || fromDisk || !navigator.userActivation?.hasBeenActive) return;
    this.askedToKeep = true;
    navigator.storage?.persist?.().catch(() => undefined);
  }
}
