// A plan of 10,000 accounts in the browser's storage: opening it, and saving one edit of it.
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { Keyplan, test } from '../../browser/support/keyplan';
import { data, openPlan, own, report, timeOf, watchStart } from './measure';

const peer = 'getAll of one object an account';
const bytesOfSave = 176_000; // about 32 accounts, the part that an edit touches
const rounds = 7;
const edits = 50;

// What a planner without a core would store: each account as an object with all its records.
function objects(): object[] {
  const { records } = JSON.parse(readFileSync(data('10000.keyplan'), 'utf8')) as { records: Record<string, { kind: string; account?: string }> };
  const accounts = new Map<string, { id: string; account: object; records: object[] }>();
  for (const [id, record] of Object.entries(records)) {
    if (record.kind === 'account') accounts.set(id, { id, account: record, records: [] });
  }
  for (const [id, record] of Object.entries(records)) accounts.get(record.account ?? '')?.records.push({ id, ...record });
  return [...accounts.values()];
}

async function fillPeer(page: Page): Promise<void> {
  const all = objects();
  for (let from = 0; from < all.length; from += 1000) {
    await page.evaluate((some) => new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('peer', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('accounts', { keyPath: 'id' });
      opening.onsuccess = () => {
        const tx = opening.result.transaction('accounts', 'readwrite');
        for (const account of some) tx.objectStore('accounts').put(account);
        tx.onabort = () => reject(tx.error);
        tx.oncomplete = () => (opening.result.close(), resolve());
      };
    }), all.slice(from, from + 1000));
  }
}

const timeOfPeer = (page: Page) => page.evaluate(() => new Promise<number>((resolve, reject) => {
  const start = performance.now();
  const opening = indexedDB.open('peer', 1);
  opening.onsuccess = () => {
    const all = opening.result.transaction('accounts').objectStore('accounts').getAll();
    all.onsuccess = () => {
      opening.result.close();
      if (all.result.length === 10_000) resolve(performance.now() - start);
      else reject(new Error(`${all.result.length} accounts`));
    };
  };
}));

test('opening 10,000 stored accounts', async ({ page, site }) => {
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await openPlan(keyplan, '10000.keyplan');
  await fillPeer(page);
  await watchStart(page);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i <= rounds; ++i) {
    await page.goto(site.address);
    const shown = (await timeOf(page, 'shown')) - (await timeOf(page, 'storeAsked'));
    await keyplan.settles();
    const read = await timeOfPeer(page);
    if (i === 0) continue;
    times[0].push(shown);
    times[1].push(read);
  }
  report('10 000 stored accounts opened and shown', own, times[0]);
  report('10 000 stored accounts opened and shown', peer, times[1]);
});

const timeOfBarePut = (page: Page) => page.evaluate((size) => new Promise<number>((resolve) => {
  const opening = indexedDB.open('peer', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
  opening.onsuccess = () => {
    const bytes = new Uint8Array(size).map((_, i) => (i * 31) % 251);
    const start = performance.now();
    const tx = opening.result.transaction('bytes', 'readwrite', { durability: 'strict' });
    tx.objectStore('bytes').put(bytes, 1);
    tx.oncomplete = () => (resolve(performance.now() - start), opening.result.close());
  };
}), bytesOfSave);

test('an edit saved durably', async ({ page, site }) => {
  await page.addInitScript(() => {
    const saves: number[] = [];
    Object.assign(globalThis, { saves });
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const start = performance.now();
      const tx = begin.call(this, stores, mode, mode === 'readwrite' ? { ...options, durability: 'strict' } : options);
      if (mode === 'readwrite') tx.addEventListener('complete', () => saves.push(performance.now() - start));
      return tx;
    };
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await openPlan(keyplan, '10000.keyplan');
  await keyplan.press('ControlOrMeta+k');
  await keyplan.write('Nordwind Zucker');
  await keyplan.has('option', /^Nordwind Zucker/);
  await keyplan.press('Enter');
  await keyplan.has('textbox', 'Sector');
  const saves = () => page.evaluate(() => (globalThis as unknown as { saves: number[] }).saves.splice(0));
  await saves();
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < edits; ++i) {
    await keyplan.type('textbox', 'Sector', `Sector ${i}`);
    const fresh: number[] = [];
    await expect.poll(async () => fresh.push(...await saves())).toBeGreaterThan(0);
    times[0].push(...fresh);
    times[1].push(await timeOfBarePut(page));
    await saves(); // the bare one counts as well
  }
  const bare = 'bare strict put of 176 kB';
  report('an edit saved durably', own, times[0]);
  report('an edit saved durably', bare, times[1]);
  const p95 = (samples: number[]) => samples.sort((x, y) => x - y)[Math.floor(0.95 * (samples.length - 1) + 0.5)] ?? 0;
  report('an edit saved durably, p95', own, [p95(times[0])]);
  report('an edit saved durably, p95', bare, [p95(times[1])]);
});
