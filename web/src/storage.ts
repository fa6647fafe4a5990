// The store of saved snapshots in IndexedDB (storage.md S1-S5, S8).
//
//   head      planId          -> Head      which snapshot is the newest
//   manifest  [planId, seq]   -> Snapshot  one save: opaque manifest bytes and the chunks it needs
//   chunk     [planId, hash]  -> bytes     shared by all snapshots that name the hash
//
// A save is one transaction. It moves the head by compare-and-set, so two tabs can never overwrite
// each other, and it counts as saved only when the browser reports the transaction complete. Chunks
// of a large save come ahead of it; until a snapshot names them they are nothing to anybody.
// Inside a transaction nothing but IndexedDB may be awaited: the browser would end it.

import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { allButTheNewest, snapshotsToDrop, snapshotsToDropWhenFull, type Kept } from './history.ts';

export interface Chunk {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface Commit {
  readonly planId: string;
  readonly title: string;
  readonly expectedSeq: number; // 0: no head yet
  readonly manifest: Uint8Array;
  readonly hashes: readonly string[];
  readonly newChunks: readonly Chunk[];
  readonly strict: boolean;
  readonly keptBecause: string; // "before an import"; '' = history may drop it
  readonly followsOwn?: boolean; // builds on a save of this page that is under way
  readonly lastChance?: boolean; // nobody may be there to try again
  readonly dropsEarlier?: boolean; // somebody was erased from the plan
}

export type Fault = 'conflict' | 'missing_chunks' | 'quota' | 'aborted' | 'unavailable';

export type CommitOutcome =
  | { readonly seq: number; readonly fault?: undefined }
  | { readonly fault: Fault; readonly headSeq: number; readonly sentence: string };

export interface StoredPlan {
  readonly planId: string;
  readonly title: string;
  readonly savedAt: number; // milliseconds since 1970
  readonly seqs: number[]; // newest first
}

export type Opened =
  | { readonly ready: true; readonly plans: StoredPlan[] }
  | { readonly ready: false; readonly reason: string };

export interface Loaded {
  readonly manifest?: Uint8Array; // absent: this snapshot is not held
  readonly chunks: Chunk[]; // those found; the reader of the manifest notices gaps
}

// What other windows do to the store (S7).
export interface StoreWatcher {
  waits(sentence: string): void; // opening it, for another window; open() answers in the end
  lastSave(): void; // a newer version takes it over: what is saved before this returns still gets there
  lost(sentence: string): void;
}

export interface State {
  readonly seq: number;
  readonly savedAt: number;
  readonly keptBecause: string;
}

interface Head {
  seq: number;
  title: string;
  savedAt: number;
}

interface Snapshot {
  manifest: Uint8Array;
  hashes: readonly string[];
  savedAt: number;
  keep: boolean;
  because?: string;
}

interface Schema extends DBSchema {
  head: { key: string; value: Head };
  manifest: { key: [string, number]; value: Snapshot };
  chunk: { key: [string, string]; value: Uint8Array };
}

const layout = 1; // the version browsers know the database by
const chunksInAPart = 8; // about a megabyte
const stores = ['head', 'manifest', 'chunk'] as const;
type Database = IDBPDatabase<Schema>;
type Writing = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

export interface StoreOptions {
  readonly name?: string;
  readonly version?: number;
  readonly now?: () => number;
  readonly retryDelaysMs?: readonly number[];
  readonly openTimeoutMs?: number;
}

const sentences = {
  blocked:
    'This browser does not let the page keep data, so nothing is saved here. Download the plan file before you close the page.',
  silent:
    'The storage of this browser does not answer, so nothing is saved here. Download the plan file before you close the page.',
  waits:
    'Another window of this browser has an older version of Keyplan open and keeps the stored plans. Close that window, and they open here.',
  takenOver:
    'A newer version of Keyplan was opened in another window and has taken over the stored plans. Load this page anew to go on with them.',
  newer:
    'A newer version of Keyplan has stored its plans in this browser, and this older one leaves them as they are. Load the page anew, or open the newer one.',
  conflict: 'This plan was saved in another window after it was opened here.',
  missing_chunks: 'Parts of the saved plan are missing in this browser. They are being saved again.',
  quota: 'The space this browser gives to the page is full, so the last changes are not saved. Download the plan file now.',
  aborted: 'This browser refused to save the last changes. Download the plan file now.',
} as const;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const nameOf = (error: unknown) => (error instanceof Error || error instanceof DOMException ? error.name : '');
const ofPlan = (planId: string) => IDBKeyRange.bound([planId], [planId, []]);

// The requests of a transaction reject one by one when it aborts; `done` tells the reason once.
function quietly(...requests: Promise<unknown>[]): void {
  for (const request of requests) request.catch(() => undefined);
}

export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export class SnapshotStore {
  private database: Database | undefined;
  private opening: Promise<Database> | undefined;
  // What this tab knows to be the stored head, so that a save on a closing page needs no read.
  private readonly confirmed = new Map<string, { seq: number; hashes: ReadonlySet<string> }>();
  // Chunks that came ahead of their save: bytes until the store has them, then only the name.
  private readonly ahead = new Map<string, Map<string, Uint8Array | undefined>>();
  private takenOver = false;
  watcher: StoreWatcher | undefined;
  private readonly name: string;
  private readonly version: number;
  private readonly now: () => number;
  private readonly retryDelaysMs: readonly number[];
  private readonly openTimeoutMs: number;

  constructor(options: StoreOptions = {}) {
    this.name = options.name ?? 'keyplan';
    this.version = options.version ?? layout;
    this.now = options.now ?? Date.now;
    this.retryDelaysMs = options.retryDelaysMs ?? [200, 1000, 5000];
    this.openTimeoutMs = options.openTimeoutMs ?? 8000;
  }

  async open(): Promise<Opened> {
    try {
      const database = await this.connect();
      const tx = database.transaction(['head', 'manifest']);
      const [ids, heads, keys] = await Promise.all([
        tx.objectStore('head').getAllKeys(),
        tx.objectStore('head').getAll(),
        tx.objectStore('manifest').getAllKeys(),
      ]);
      const seqs = new Map<string, number[]>();
      for (const [planId, seq] of keys) seqs.set(planId, [seq, ...(seqs.get(planId) ?? [])]);
      const plans = heads.map(({ title, savedAt }, i) => {
        const planId = ids[i] as string;
        return { planId, title, savedAt, seqs: seqs.get(planId) ?? [] };
      });
      plans.sort((a, b) => b.savedAt - a.savedAt);
      return { ready: true, plans };
    } catch (error) {
      return { ready: false, reason: this.whyNot(error) };
    }
  }

  private whyNot(error: unknown): string {
    if (nameOf(error) === 'VersionError') return this.takenOver ? sentences.takenOver : sentences.newer;
    return nameOf(error) === 'TimeoutError' ? sentences.silent : sentences.blocked;
  }

  async load(planId: string, seq: number): Promise<Loaded> {
    let loaded: Loaded = { chunks: [] };
    await this.loadInParts(planId, seq, (manifest, part) => {
      const before = part.length === 0 ? [] : loaded.chunks; // it may begin anew
      loaded = { ...(manifest && { manifest }), chunks: [...before, ...part] };
    });
    return loaded;
  }

  // The same, handed over as it is read: first the manifest, then some chunks at a time, so that a
  // large plan does not hold up the page.
  async loadInParts(planId: string, seq: number, take: (manifest: Uint8Array | undefined, part: Chunk[], last: boolean) => void): Promise<void> {
    try {
      await this.withConnection((database) => this.read(database, planId, seq, take));
    } catch {
      take(undefined, [], true);
    }
  }

  // The head as it is stored now; 0 for a plan that is not.
  async head(planId: string): Promise<{ seq: number; manifest?: Uint8Array }> {
    return this.withConnection(async (database) => {
      const tx = database.transaction(['head', 'manifest']);
      const head = await tx.objectStore('head').get(planId);
      if (!head) return { seq: 0 };
      const snapshot = await tx.objectStore('manifest').get([planId, head.seq]);
      return { seq: head.seq, ...(snapshot && { manifest: snapshot.manifest }) };
    });
  }

  // The manifest of one snapshot and those of the chunks that are there.
  async find(planId: string, seq: number, hashes: readonly string[]): Promise<Loaded> {
    return this.withConnection(async (database) => {
      const tx = database.transaction(['manifest', 'chunk']);
      const snapshot = await tx.objectStore('manifest').get([planId, seq]);
      const found = await Promise.all(
        hashes.map(async (hash) => ({ hash, bytes: await tx.objectStore('chunk').get([planId, hash]) })),
      );
      return { ...(snapshot && { manifest: snapshot.manifest }), chunks: found.filter((chunk): chunk is Chunk => chunk.bytes !== undefined) };
    });
  }

  // All snapshots of a plan, newest first.
  async states(planId: string): Promise<State[]> {
    try {
      return await this.withConnection(async (database) => {
        const manifests = database.transaction('manifest').store;
        const [keys, snapshots] = await Promise.all([manifests.getAllKeys(ofPlan(planId)), manifests.getAll(ofPlan(planId))]);
        return snapshots
          .map(({ savedAt, keep, because }, i) => ({ seq: (keys[i] as [string, number])[1], savedAt, keptBecause: because ?? (keep ? 'kept' : '') }))
          .reverse();
      });
    } catch {
      return [];
    }
  }

  // Chunks that the next save will name, a part of them at a time.
  async bringAhead(planId: string, chunks: readonly Chunk[]): Promise<void> {
    const ahead = this.ahead.get(planId) ?? new Map<string, Uint8Array | undefined>();
    this.ahead.set(planId, ahead);
    for (const { hash, bytes } of chunks) ahead.set(hash, bytes);
    try {
      await this.withConnection(async (database) => {
        const tx = database.transaction('chunk', 'readwrite', { durability: 'relaxed' });
        quietly(tx.done, ...chunks.map(({ hash, bytes }) => tx.store.put(bytes, [planId, hash])));
        await tx.done;
      });
    } catch {
      return; // the save brings them along, or says why it cannot
    }
    for (const { hash, bytes } of chunks) if (ahead.get(hash) === bytes) ahead.set(hash, undefined);
  }

  // Whether a save on a closing page can be one burst of writes with no read in front.
  private canWriteBlind({ planId, expectedSeq, hashes, newChunks }: Commit): boolean {
    const known = this.confirmed.get(planId) ?? { seq: 0, hashes: new Set<string>() };
    const provided = new Set(newChunks.map(({ hash }) => hash));
    const ahead = this.ahead.get(planId);
    return (
      this.database !== undefined &&
      known.seq === expectedSeq &&
      hashes.every((hash) => provided.has(hash) || known.hashes.has(hash) || ahead?.has(hash))
    );
  }

  // The save with all bytes the store may not have yet.
  withAllBytes(commit: Commit): Commit {
    const ahead = this.ahead.get(commit.planId);
    if (!ahead) return commit;
    const waiting = commit.hashes.flatMap((hash) => {
      const bytes = ahead.get(hash);
      return bytes ? [{ hash, bytes }] : [];
    });
    return { ...commit, newChunks: [...commit.newChunks, ...waiting] };
  }

  // `closing`: the page may end before another event arrives. Adding the manifest fails when another
  // tab was first.
  // `before`: manifest of the save of this page that it builds on, when that is still under way;
  // another tab's save may come to stand in its place.
  async commit(commit: Commit, closing = false, before?: Uint8Array): Promise<CommitOutcome> {
    if (closing && this.canWriteBlind(commit)) {
      try {
        return await this.writeBlind(this.database as Database, this.withAllBytes(commit));
      } catch {
        // Told apart and repaired by the careful way below, if the page lives on.
      }
    }
    try {
      return await this.withConnection((database) => this.writeChecked(database, commit, before));
    } catch (error) {
      if (nameOf(error) !== 'QuotaExceededError') return this.failure(error);
    }
    try {
      await this.withConnection((database) => this.collectIn(database, commit.planId, snapshotsToDropWhenFull));
      return await this.withConnection((database) => this.writeChecked(database, commit, before));
    } catch (error) {
      return this.failure(error);
    }
  }

  async forget(planId: string): Promise<void> {
    this.confirmed.delete(planId);
    this.ahead.delete(planId);
    await this.withConnection(async (database) => {
      const tx = database.transaction(stores, 'readwrite', { durability: 'strict' });
      quietly(
        tx.objectStore('head').delete(planId),
        tx.objectStore('manifest').delete(ofPlan(planId)),
        tx.objectStore('chunk').delete(ofPlan(planId)),
      );
      await tx.done;
    });
  }

  // Drops old history and the chunks nothing needs any more. For idle moments, never part of a save.
  collect(planId: string): Promise<void> {
    return this.withConnection((database) => this.collectIn(database, planId, snapshotsToDrop));
  }

  // Leaves nothing but the newest state, not even those that were to be kept.
  dropEarlier(planId: string): Promise<void> {
    return this.withConnection((database) => this.collectIn(database, planId, allButTheNewest));
  }

  // Another tab may have saved while this one was not looked at.
  doubtHeads(): void {
    this.confirmed.clear();
  }

  private failure(error: unknown): CommitOutcome {
    const fault = nameOf(error) === 'QuotaExceededError' ? 'quota' : this.database ? 'aborted' : 'unavailable';
    return { fault, headSeq: 0, sentence: fault === 'unavailable' ? this.whyNot(error) : sentences[fault] };
  }

  private async read(database: Database, planId: string, seq: number, take: Parameters<SnapshotStore['loadInParts']>[2]): Promise<void> {
    const tx = database.transaction(stores);
    const [head, snapshot] = await Promise.all([
      tx.objectStore('head').get(planId),
      tx.objectStore('manifest').get([planId, seq]),
    ]);
    if (!snapshot) return take(undefined, [], true);
    const { manifest, hashes } = snapshot;
    const chunkStore = tx.objectStore('chunk');
    const held = new Set<string>();
    take(manifest, [], hashes.length === 0);
    for (let from = 0; from < hashes.length; from += chunksInAPart) {
      const part = await Promise.all(
        hashes.slice(from, from + chunksInAPart).map(async (hash) => ({ hash, bytes: await chunkStore.get([planId, hash]) })),
      );
      const found = part.filter((chunk): chunk is Chunk => chunk.bytes !== undefined);
      for (const { hash } of found) held.add(hash);
      take(manifest, found, from + chunksInAPart >= hashes.length);
    }
    if (head?.seq === seq) this.confirmed.set(planId, { seq, hashes: held });
  }

  private async writeBlind(database: Database, commit: Commit): Promise<CommitOutcome> {
    const tx = database.transaction(stores, 'readwrite', { durability: 'relaxed' });
    this.write(tx, commit);
    tx.commit();
    await tx.done;
    return this.confirm(commit);
  }

  private async writeChecked(database: Database, commit: Commit, before?: Uint8Array): Promise<CommitOutcome> {
    const tx = database.transaction(stores, 'readwrite', { durability: commit.strict ? 'strict' : 'relaxed' });
    const { planId, expectedSeq } = commit;
    const [head, base, next] = await Promise.all([
      tx.objectStore('head').get(planId),
      tx.objectStore('manifest').get([planId, expectedSeq]),
      tx.objectStore('manifest').get([planId, expectedSeq + 1]),
    ]);
    const headSeq = head?.seq ?? 0;
    if (headSeq !== expectedSeq) {
      // A save that was thought to have failed may have come through.
      if (headSeq === expectedSeq + 1 && sameBytes(next?.manifest, commit.manifest)) return this.confirm(commit);
      return { fault: 'conflict', headSeq, sentence: sentences.conflict };
    }
    if (before && !sameBytes(base?.manifest, before)) return { fault: 'conflict', headSeq, sentence: sentences.conflict };
    const held = new Set([...(base?.hashes ?? []), ...commit.newChunks.map(({ hash }) => hash)]);
    const unsure = commit.hashes.filter((hash) => !held.has(hash));
    const found = await Promise.all(unsure.map((hash) => tx.objectStore('chunk').getKey([planId, hash])));
    const ahead = this.ahead.get(planId);
    const lost = unsure.flatMap((hash, i) => (found[i] === undefined ? [{ hash, bytes: ahead?.get(hash) }] : []));
    const again = lost.filter((chunk): chunk is Chunk => chunk.bytes !== undefined);
    if (again.length < lost.length) {
      this.ahead.delete(planId);
      return { fault: 'missing_chunks', headSeq, sentence: sentences.missing_chunks };
    }
    this.write(tx, { ...commit, newChunks: [...commit.newChunks, ...again] });
    tx.commit();
    await tx.done;
    return this.confirm(commit);
  }

  private write(tx: Writing, commit: Commit): void {
    const { planId, title, manifest, hashes, keptBecause } = commit;
    const seq = commit.expectedSeq + 1;
    const savedAt = this.now();
    const snapshot = { manifest, hashes, savedAt, keep: keptBecause !== '', ...(keptBecause !== '' && { because: keptBecause }) };
    const heads = tx.objectStore('head');
    quietly(tx.done);
    try {
      quietly(tx.objectStore('manifest').add(snapshot, [planId, seq]));
      for (const { hash, bytes } of commit.newChunks) {
        quietly(tx.objectStore('chunk').put(bytes, [planId, hash]));
      }
      const head = { seq, title, savedAt };
      quietly(seq === 1 ? heads.add(head, planId) : heads.put(head, planId));
    } catch (error) {
      tx.abort(); // a refused request alone would let the others through
      throw error;
    }
  }

  private confirm(commit: Commit): CommitOutcome {
    const seq = commit.expectedSeq + 1;
    this.ahead.delete(commit.planId);
    this.confirmed.set(commit.planId, { seq, hashes: new Set(commit.hashes) });
    return { seq };
  }

  private async collectIn(
    database: Database,
    planId: string,
    choose: (snapshots: readonly Kept[]) => number[],
  ): Promise<void> {
    const tx = database.transaction(stores, 'readwrite', { durability: 'relaxed' });
    const manifests = tx.objectStore('manifest');
    const chunks = tx.objectStore('chunk');
    const [keys, snapshots, chunkKeys] = await Promise.all([
      manifests.getAllKeys(ofPlan(planId)),
      manifests.getAll(ofPlan(planId)),
      chunks.getAllKeys(ofPlan(planId)),
    ]);
    const held = snapshots.map(({ savedAt, keep, hashes }, i) => ({ seq: (keys[i] as [string, number])[1], savedAt, keep, hashes }));
    const dropped = new Set(choose(held));
    const needed = new Set(held.filter(({ seq }) => !dropped.has(seq)).flatMap(({ hashes }) => hashes));
    for (const hash of this.ahead.get(planId)?.keys() ?? []) needed.add(hash);
    quietly(
      ...[...dropped].map((seq) => manifests.delete([planId, seq])),
      ...chunkKeys.filter(([, hash]) => !needed.has(hash)).map((key) => chunks.delete(key)),
    );
    await tx.done;
  }

  // Runs `work` at once when the connection stands, so that it starts inside the current event.
  // Browsers cut connections of sleeping tabs: a few fresh ones are tried.
  private async withConnection<T>(work: (database: Database) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; ++attempt) {
      try {
        return await work(this.database ?? (await this.connect()));
      } catch (error) {
        const delay = this.retryDelaysMs[attempt];
        if (['QuotaExceededError', 'VersionError'].includes(nameOf(error)) || delay === undefined) throw error;
        this.disconnect();
        await wait(delay);
      }
    }
  }

  private connect(): Promise<Database> {
    if (this.takenOver) return Promise.reject(new DOMException('', 'VersionError'));
    this.opening ??= this.openInTime().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async openInTime(): Promise<Database> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = openDB<Schema>(this.name, this.version, {
      upgrade: (database, from) => {
        if (from < layout) for (const store of stores) database.createObjectStore(store);
      },
      blocked: () => {
        clearTimeout(timer); // however long the user takes
        this.watcher?.waits(sentences.waits);
      },
      blocking: (_, wanted) => this.makeWay(wanted),
      terminated: () => this.disconnect(),
    });
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        opening.then((database) => database.close()).catch(() => undefined);
        reject(new DOMException('The store did not open in time.', 'TimeoutError'));
      }, this.openTimeoutMs);
    });
    try {
      return (this.database = await Promise.race([opening, tooLate]));
    } finally {
      clearTimeout(timer);
    }
  }

  // `wanted`: the version that another window opens the database with; null when it is to be deleted.
  // A connection that is closed lets saves come through that have begun.
  private makeWay(wanted: number | null): void {
    const takenOver = wanted !== null && wanted > this.version;
    if (takenOver) this.watcher?.lastSave();
    this.takenOver ||= takenOver;
    this.disconnect();
    if (takenOver) this.watcher?.lost(sentences.takenOver);
  }

  private disconnect(): void {
    this.database?.close();
    this.database = undefined;
    this.confirmed.clear();
  }
}
