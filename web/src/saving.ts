// Carries saves and loads between the module and the store, as messages (wire.ts).

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import { Journal } from './journal.ts';
import type { Chunk, Commit, CommitOutcome, Fault, SnapshotStore } from './storage.ts';
import { Tabs, type Holding } from './tabs.ts';
import { WireReader, WireWriter } from './wire.ts';

// StoreMessage and CommitFault of the C++ side.
const Message = { opened: 0, loaded: 1, chunks: 2, committed: 3, failed: 4, facts: 5, held: 6, handOverWanted: 7, headMoved: 8, waits: 9, lost: 10 } as const;
const faults: readonly Fault[] = ['conflict', 'missing_chunks', 'quota', 'aborted', 'unavailable'];

// Keeping of the C++ side.
const Keeping = { unknown: 0, kept: 1, mayBeCleared: 2 } as const;

const collectAfterMs = 20_000;
const fromDisk = location.protocol === 'file:';

const readChunk = (reader: WireReader): Chunk => ({ hash: reader.text(), bytes: reader.bytes() });

function readCommit(message: Uint8Array): Commit {
  const reader = new WireReader(message);
  const planId = reader.text();
  const title = reader.text();
  const expectedSeq = reader.number();
  const manifest = reader.bytes();
  const hashes = reader.list(() => reader.text());
  const newChunks = reader.list(() => readChunk(reader));
  const strict = reader.number() !== 0;
  const keptBecause = reader.text();
  const followsOwn = reader.number() !== 0;
  const lastChance = reader.number() !== 0;
  const dropsEarlier = reader.number() !== 0;
  return { planId, title, expectedSeq, manifest, hashes, newChunks, strict, keptBecause, followsOwn, lastChance, dropsEarlier };
}

// Nothing when it fails or takes long: no answer of the browser is worth waiting for.
function soon<T>(answer: Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 2000));
  return Promise.race([Promise.resolve(answer).catch(() => undefined), late]);
}

// Safari drops what a page has stored after seven days without a visit, unless it was installed.
function isClearedWhenUnused(): boolean {
  const safari = navigator.vendor.startsWith('Apple') && !/CriOS|FxiOS|EdgiOS/.test(navigator.userAgent);
  const installed = matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true);
  return safari && !installed && !fromDisk;
}

export class Saving {
  private closing = false;
  private askedToKeep = false;
  private heldTurn = 0;
  private collecting: number | undefined;
  private readonly journal: Journal;
  readonly tabs = new Tabs({
    held: (planId, holding) => void this.tellHeld(planId, holding),
    handOverWanted: (planId) => this.tell(Message.handOverWanted, new WireWriter().text(planId)),
    headMoved: (planId, seq) => this.tellMoved(planId, seq),
  });

  constructor(
    private readonly store: SnapshotStore,
    private readonly core: Core,
    private readonly frames: Frames,
  ) {
    this.journal = new Journal(store);
    store.watcher = {
      waits: (sentence) => this.tell(Message.waits, new WireWriter().text(sentence)),
      lastSave: () => this.lastSave(),
      lost: (sentence) => this.tell(Message.lost, new WireWriter().text(sentence)),
    };
  }

  // Has the module save now; set by whoever watches the page.
  lastSave: () => void = () => undefined;

  // Saves started by `work` may be the last thing this page does.
  whileClosing(work: () => void): void {
    this.closing = true;
    work();
    this.closing = false;
  }

  // What other windows have said meanwhile may not have come through, or been said at all.
  shownAgain(): void {
    this.store.doubtHeads();
    const { planId } = this.tabs;
    if (planId === '') return;
    this.store.head(planId).then(({ seq }) => seq > 0 && this.tellMoved(planId, seq), () => undefined);
  }

  async open(): Promise<void> {
    let opened = await this.store.open();
    if (opened.ready && (await this.journal.replay())) opened = await this.store.open();
    const plans = opened.ready ? opened.plans : [];
    const out = new WireWriter().number(opened.ready ? 1 : 0).number(fromDisk ? 1 : 0).text(opened.ready ? '' : opened.reason);
    out.number(plans.length);
    for (const { planId, title, savedAt, seqs } of plans) {
      out.text(planId).text(title).number(Math.floor(savedAt / 60_000)).number(seqs.length);
      for (const seq of seqs) out.number(seq);
    }
    this.tell(Message.opened, out);
  }

  load(planId: string, seq: number): Promise<void> {
    let begun = false;
    return this.store.loadInParts(planId, seq, (manifest, part, last) => {
      if (!begun) {
        begun = true;
        this.tellLoaded(planId, seq, manifest);
      }
      if (part.length > 0 || last) this.tellChunks(planId, seq, part, last);
    });
  }

  hold(planId: string): void {
    this.journal.opened();
    this.tabs.hold(planId);
  }

  async loadLeftBehind(planId: string): Promise<void> {
    const { manifest, chunks } = await this.journal.leftBehind(planId);
    this.tellLoaded(planId, 0, manifest);
    if (manifest) this.tellChunks(planId, 0, chunks, true);
  }

  private tellLoaded(planId: string, seq: number, manifest: Uint8Array | undefined): void {
    const out = new WireWriter().text(planId).number(seq).number(manifest ? 1 : 0).bytes(manifest ?? new Uint8Array());
    this.tell(Message.loaded, out);
  }

  private tellChunks(planId: string, seq: number, part: readonly Chunk[], last: boolean): void {
    const out = new WireWriter().text(planId).number(seq).number(last ? 1 : 0).number(part.length);
    for (const { hash, bytes } of part) out.text(hash).bytes(bytes);
    this.tell(Message.chunks, out);
  }

  // With what is stored, for the hints of other windows may have got lost.
  private async tellHeld(planId: string, holding: Holding): Promise<void> {
    const turn = ++this.heldTurn;
    const { seq } = await this.store.head(planId).catch(() => ({ seq: 0 }));
    if (turn !== this.heldTurn) return;
    this.tell(Message.held, new WireWriter().text(planId).number(holding).number(seq));
  }

  bringAhead(message: Uint8Array): void {
    const reader = new WireReader(message);
    const planId = reader.text();
    void this.store.bringAhead(planId, reader.list(() => readChunk(reader)));
  }

  async commit(message: Uint8Array): Promise<void> {
    const commit = readCommit(message);
    // Without a look at what is stored only where nobody else can have saved.
    const outcome = await this.journal.commit(commit, this.closing && this.tabs.isAlone(commit.planId));
    const drops = outcome.fault === undefined && commit.dropsEarlier === true;
    const earlierStay = drops && !(await this.store.dropEarlier(commit.planId).then(() => true, () => false));
    this.answer(commit.planId, outcome, earlierStay);
    if (outcome.fault !== undefined) return;
    this.tabs.headMoved(commit.planId, outcome.seq);
    this.askToKeep();
    clearTimeout(this.collecting);
    this.collecting = window.setTimeout(() => this.store.collect(commit.planId).catch(() => undefined), collectAfterMs);
  }

  forget(planId: string): void {
    this.journal.forget(planId);
    this.store.forget(planId).catch(() => undefined);
  }

  // `ask`: for the browser's promise to keep what is stored. Firefox asks the user and may wait for
  // ever, so the facts are told at once, and again when there is an answer.
  facts(planId: string, ask: boolean): void {
    void this.tellFacts(planId);
    if (!ask) return;
    this.askedToKeep = true;
    navigator.storage?.persist?.().then(() => this.tellFacts(planId)).catch(() => undefined);
  }

  private async tellFacts(planId: string): Promise<void> {
    const [kept, estimate, states] = await Promise.all([
      soon(navigator.storage?.persisted?.()),
      soon(navigator.storage?.estimate?.()),
      soon(this.store.states(planId)),
    ]);
    const out = new WireWriter().number(kept === undefined ? Keeping.unknown : kept ? Keeping.kept : Keeping.mayBeCleared);
    out.number(isClearedWhenUnused() ? 1 : 0).number(estimate?.usage ?? -1).number(estimate?.quota ?? -1);
    out.text(planId).number(states?.length ?? 0);
    for (const { seq, savedAt, keptBecause } of states ?? []) out.number(seq).number(Math.floor(savedAt / 60_000)).text(keptBecause);
    this.tell(Message.facts, out);
  }

  private answer(planId: string, outcome: CommitOutcome, earlierStay: boolean): void {
    const out = new WireWriter().text(planId);
    if (outcome.fault === undefined) return this.tell(Message.committed, out.number(outcome.seq).number(earlierStay ? 1 : 0));
    out.number(faults.indexOf(outcome.fault)).number(outcome.headSeq).text(outcome.sentence);
    this.tell(Message.failed, out);
  }

  private tellMoved(planId: string, seq: number): void {
    this.tell(Message.headMoved, new WireWriter().text(planId).number(seq));
  }

  private tell(kind: number, message: WireWriter): void {
    this.core.run((exports) => exports._kp_store(kind, this.core.leaveMessage(message)));
    this.frames.request();
  }

  // Nothing waits for the answer.
  private askToKeep(): void {
    if (this.askedToKeep || fromDisk || !navigator.userActivation?.hasBeenActive) return;
    this.askedToKeep = true;
    navigator.storage?.persist?.().catch(() => undefined);
  }
}
