// Saves that may be the last thing a page does (storage.md S5). Each is also noted in localStorage,
// which is written at once, until it came through: a save that has to read first may not get that far,
// and WebKit drops even writes that began at once when the page ends. The next start makes up for it.
// When another window went on meanwhile, what is noted is left behind for the next window that opens
// the plan, which joins it.
//
// What localStorage holds is anybody's bytes: it is bounded, checked, and good for nothing but a
// save that the store accepts and a copy of a plan to be joined.

import { sameBytes, type Chunk, type Commit, type CommitOutcome, type Loaded, type SnapshotStore } from './storage.ts';

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

const newKey = () => Math.random().toString(36).slice(2, 10);

// ---- The journal ---------------------------------------------------------------------------------
export class Journal {
  private readonly underWay = new Map<string, Commit[]>();
  private readonly noted = new Set<string>();
  private readonly given = new Map<string, { key: string; text: string }>(); // to be joined
  // Several windows may close at once.
  private key = newKey();

  // `storage` may throw: some browsers refuse localStorage at its mere mention.
  constructor(
    private readonly store: SnapshotStore,
    private readonly storage: () => Storage = () => localStorage,
  ) {}

  // A plan is opened: notes from before are not about what is saved from now on.
  opened(): void {
    this.noted.clear();
    this.key = newKey();
  }

  async commit(commit: Commit, closing: boolean): Promise<CommitOutcome> {
    const { planId } = commit;
    const underWay = this.underWay.get(planId) ?? [];
    this.underWay.set(planId, underWay);
    const before = underWay.at(-1)?.manifest;
    if (commit.lastChance) {
      this.note({ commit: this.store.withAllBytes(commit), base: commit.expectedSeq - underWay.length, before });
    }
    underWay.push(commit);
    const outcome = await this.store.commit(commit, closing, commit.followsOwn ? before : undefined);
    underWay.splice(underWay.indexOf(commit), 1);
    const settled = outcome.fault === undefined && underWay.length === 0;
    if (settled && this.noted.delete(planId)) this.remove(this.keyOf(planId));
    return outcome;
  }

  // Makes up for what did not come through. True when that changed what is stored.
  async replay(): Promise<boolean> {
    let changed = false;
    for (const key of this.keys()) {
      const note = this.noteAt(key);
      const settled = note ? await this.makeUpFor(note) : 'dropped';
      if (settled === 'later') continue;
      this.remove(key);
      changed ||= settled === 'saved';
    }
    return changed;
  }

  // What another window's save has overtaken, to be joined. Asking again says that it is saved now.
  async leftBehind(planId: string): Promise<Loaded> {
    const last = this.given.get(planId);
    this.given.delete(planId);
    if (last && this.read(last.key) === last.text) this.remove(last.key);
    for (const key of this.keys(prefix + planId).filter((one) => one !== this.keyOf(planId))) {
      const note = this.noteAt(key);
      const loaded = note && (await this.whole(note.commit));
      if (loaded === 'later') continue;
      if (loaded) {
        this.given.set(planId, { key, text: this.read(key) ?? '' });
        return loaded;
      }
      this.remove(key);
    }
    return { chunks: [] };
  }

  forget(planId: string): void {
    this.noted.delete(planId);
    for (const key of this.keys(prefix + planId)) this.remove(key);
  }

  private async makeUpFor({ commit, base, before }: Note): Promise<'saved' | 'dropped' | 'later'> {
    try {
      const head = await this.store.head(commit.planId);
      const isNext = head.seq === commit.expectedSeq && (base === head.seq || sameBytes(head.manifest, before));
      const skipsOne = head.seq === base; // the save under way did not come through either
      if (!isNext && !skipsOne) return head.seq === 0 || (await this.cameThrough(commit)) ? 'dropped' : 'later';
      const { fault } = await this.store.commit({ ...commit, expectedSeq: head.seq });
      if (fault === undefined) return 'saved';
      return fault === 'missing_chunks' ? 'dropped' : 'later';
    } catch {
      return 'later';
    }
  }

  private async cameThrough({ planId, expectedSeq, manifest }: Commit): Promise<boolean> {
    return sameBytes((await this.store.find(planId, expectedSeq + 1, [])).manifest, manifest);
  }

  // Nothing when history has dropped parts of it.
  private async whole(commit: Commit): Promise<Loaded | 'later' | undefined> {
    try {
      if (await this.cameThrough(commit)) return undefined;
      const noted = new Map(commit.newChunks.map((chunk) => [chunk.hash, chunk]));
      const { chunks } = await this.store.find(commit.planId, 0, commit.hashes.filter((hash) => !noted.has(hash)));
      const all = [...noted.values(), ...chunks];
      return all.length < new Set(commit.hashes).size ? undefined : { manifest: commit.manifest, chunks: all };
    } catch {
      return 'later';
    }
  }

  private keyOf(planId: string): string {
    return `${prefix}${planId}.${this.key}`;
  }

  private noteAt(key: string): Note | undefined {
    const text = this.read(key);
    const note = text === undefined ? undefined : readNote(text);
    return note && key.startsWith(prefix + note.commit.planId) ? note : undefined;
  }

  private note(note: Note): void {
    try {
      const text = noteText(note);
      if (text === undefined) return;
      this.storage().setItem(this.keyOf(note.commit.planId), text);
      this.noted.add(note.commit.planId);
    } catch {
      // The save itself may still come through.
    }
  }

  private keys(start = prefix): string[] {
    try {
      const storage = this.storage();
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
      return keys.filter((key) => key.startsWith(start)).slice(0, mostNotes);
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
