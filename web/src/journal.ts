// Saves that may be the last thing a page does (storage.md S5). Each is also noted in localStorage,
// which is written at once, and made up for at the next start unless it came through or somebody went
// on without it: a save that has to read first may not get that far, and WebKit drops even writes that
// began at once when the page ends.
//
// What localStorage holds is anybody's bytes: it is bounded, checked, and good for nothing but a
// save that the store accepts.

import { sameBytes, type Chunk, type Commit, type CommitOutcome, type SnapshotStore } from './storage.ts';

const prefix = 'keyplan-journal.';
const mostCharacters = 1_000_000; // of the few millions that browsers give
const mostNotes = 20;

interface Note {
  readonly commit: Commit;
  readonly base: number; // the head that was known to be stored
  readonly before: Uint8Array | undefined; // manifest of the save under way, which comes in between
}

// ---- Notes as text -------------------------------------------------------------------------------
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// Tells damage, no more: FNV-1a.
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; ++i) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

export function noteText({ commit, base, before }: Note): string | undefined {
  const length = commit.newChunks.reduce((sum, { bytes }) => sum + bytes.length, commit.manifest.length + (before?.length ?? 0));
  if (length > mostCharacters) return undefined;
  const text = JSON.stringify({
    planId: commit.planId,
    title: commit.title,
    expectedSeq: commit.expectedSeq,
    base,
    before: before && decoder.decode(before),
    manifest: decoder.decode(commit.manifest),
    hashes: commit.hashes,
    chunks: commit.newChunks.map(({ hash, bytes }) => [hash, decoder.decode(bytes)]),
    keptBecause: commit.keptBecause,
  });
  return text.length > mostCharacters ? undefined : checksum(text) + text;
}

const isPlanId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-hjkmnp-tv-z]{26}$/.test(value);
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isChunk = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && isHash(value[0]) && isText(value[1]);

// Nothing when it is not, in every detail, what noteText() makes.
export function readNote(text: string): Note | undefined {
  if (text.length > mostCharacters + 8 || checksum(text.slice(8)) !== text.slice(0, 8)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(8));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { planId, title, expectedSeq, base, before, manifest, hashes, chunks, keptBecause } = value as Record<string, unknown>;
  if (!isPlanId(planId) || !isText(title) || !isSeq(expectedSeq) || !isSeq(base) || base > expectedSeq) return undefined;
  if (!isText(manifest) || !isText(keptBecause) || (before !== undefined && !isText(before))) return undefined;
  if (!Array.isArray(hashes) || !hashes.every(isHash) || !Array.isArray(chunks) || !chunks.every(isChunk)) return undefined;
  const newChunks: Chunk[] = chunks.map(([hash, contents]) => ({ hash, bytes: encoder.encode(contents) }));
  return {
    commit: { planId, title, expectedSeq, manifest: encoder.encode(manifest), hashes, newChunks, strict: false, keptBecause },
    base,
    before: before === undefined ? undefined : encoder.encode(before),
  };
}

// ---- The journal ---------------------------------------------------------------------------------
export class Journal {
  private readonly underWay = new Map<string, Commit[]>();
  private readonly noted = new Set<string>();

  // `storage` may throw: some browsers refuse localStorage at its mere mention.
  constructor(
    private readonly store: SnapshotStore,
    private readonly storage: () => Storage = () => localStorage,
  ) {}

  async commit(commit: Commit, closing: boolean): Promise<CommitOutcome> {
    const { planId } = commit;
    const underWay = this.underWay.get(planId) ?? [];
    this.underWay.set(planId, underWay);
    if (closing) {
      this.note({
        commit: this.store.withAllBytes(commit),
        base: commit.expectedSeq - underWay.length,
        before: underWay.at(-1)?.manifest,
      });
    }
    underWay.push(commit);
    const outcome = await this.store.commit(commit, closing);
    underWay.splice(underWay.indexOf(commit), 1);
    const settled = outcome.fault === undefined || outcome.fault === 'conflict';
    if (settled && underWay.length === 0 && this.noted.delete(planId)) this.remove(prefix + planId);
    return outcome;
  }

  // Makes up for what did not come through. True when that changed what is stored.
  async replay(): Promise<boolean> {
    let changed = false;
    for (const key of this.keys()) {
      const text = this.read(key);
      const note = text === undefined ? undefined : readNote(text);
      const settled = note && prefix + note.commit.planId === key ? await this.makeUpFor(note) : 'dropped';
      if (settled === 'later') continue;
      this.remove(key);
      changed ||= settled === 'saved';
    }
    return changed;
  }

  forget(planId: string): void {
    this.noted.delete(planId);
    this.remove(prefix + planId);
  }

  private async makeUpFor({ commit, base, before }: Note): Promise<'saved' | 'dropped' | 'later'> {
    try {
      const head = await this.store.head(commit.planId);
      const isNext = head.seq === commit.expectedSeq && (base === head.seq || sameBytes(head.manifest, before));
      const skipsOne = head.seq === base; // the save under way did not come through either
      if (!isNext && !skipsOne) return 'dropped';
      const { fault } = await this.store.commit({ ...commit, expectedSeq: head.seq });
      if (fault === undefined) return 'saved';
      return fault === 'conflict' || fault === 'missing_chunks' ? 'dropped' : 'later';
    } catch {
      return 'later';
    }
  }

  private note(note: Note): void {
    try {
      const text = noteText(note);
      if (text === undefined) return;
      this.storage().setItem(prefix + note.commit.planId, text);
      this.noted.add(note.commit.planId);
    } catch {
      // The save itself may still come through.
    }
  }

  private keys(): string[] {
    try {
      const storage = this.storage();
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
      return keys.filter((key) => key.startsWith(prefix)).slice(0, mostNotes);
    } catch {
      return [];
    }
  }

  private read(key: string): string | undefined {
    try {
      return this.storage().getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  private remove(key: string): void {
    try {
      this.storage().removeItem(key);
    } catch {
      // It will be found outdated at the next start.
    }
  }
}
