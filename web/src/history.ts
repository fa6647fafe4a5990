// Which saved snapshots stay (storage.md S3). Pure: the store asks, then deletes.

export interface Kept {
  readonly seq: number;
  readonly savedAt: number; // milliseconds since 1970
  readonly keep: boolean; // taken before an import or merge
}

const newest = 20;
const hours = 24;
const days = 30;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

// The newest snapshot of each period, for the periods that ended most recently.
function lastOfEach(newestFirst: readonly Kept[], periodMs: number, periods: number): Set<number> {
  const seqByPeriod = new Map<number, number>();
  for (const { seq, savedAt } of newestFirst) {
    const period = Math.floor(savedAt / periodMs);
    if (!seqByPeriod.has(period) && seqByPeriod.size < periods) seqByPeriod.set(period, seq);
  }
  return new Set(seqByPeriod.values());
}

export function snapshotsToDrop(snapshots: readonly Kept[]): number[] {
  const newestFirst = [...snapshots].sort((a, b) => b.seq - a.seq);
  const hourly = lastOfEach(newestFirst, hourMs, hours);
  const daily = lastOfEach(newestFirst, dayMs, days);
  return newestFirst
    .slice(newest)
    .filter(({ seq, keep }) => !keep && !hourly.has(seq) && !daily.has(seq))
    .map(({ seq }) => seq);
}

// When the disk share is used up: only the last three and the flagged ones are worth more than the
// save that does not fit.
export function snapshotsToDropWhenFull(snapshots: readonly Kept[]): number[] {
  return [...snapshots]
    .sort((a, b) => b.seq - a.seq)
    .slice(3)
    .filter(({ keep }) => !keep)
    .map(({ seq }) => seq);
}

export function allButTheNewest(snapshots: readonly Kept[]): number[] {
  return snapshots.map(({ seq }) => seq).sort((a, b) => b - a).slice(1);
}
