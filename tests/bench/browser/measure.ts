// Where the measurements go, and how the page is timed from inside.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Keyplan } from '../../browser/support/keyplan';

export const own = 'page';
export const data = (name: string) => join(__dirname, '../../../build/bench/data', name);

// As measure.cpp does.
export function report(what: string, who: string, samples: number[], unit = 'ms'): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1) + 0.5)] ?? 0;
  const line = { what, who, unit, median: at(0.5), least: at(0), p95: at(0.95), most: at(1), runs: sorted.length };
  appendFileSync(process.env['KEYPLAN_BENCH_SAMPLES'] ?? '/dev/stdout', `${JSON.stringify(line)}\n`);
}

export async function choose(keyplan: Keyplan, ...names: string[]): Promise<void> {
  const chooser = keyplan.page.waitForEvent('filechooser');
  await keyplan.press('ControlOrMeta+o');
  await (await chooser).setFiles(names.map(data));
}

export async function openPlan(keyplan: Keyplan, name: string): Promise<void> {
  await choose(keyplan, name);
  await keyplan.hears(/^Opened/);
  await keyplan.isSaved();
}

interface Times {
  storeAsked?: number; // the page opens its store
  started?: number; // the first frame is painted
  shown?: number; // so is the plan
}

// Notes when what happens, from the next navigation on.
export async function watchStart(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times: Record<string, number> = {};
    Object.assign(globalThis, { times });
    const painted = (name: string) => requestAnimationFrame(() => requestAnimationFrame((now) => (times[name] ??= now)));
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      times['storeAsked'] ??= performance.now();
      return open.apply(this, given);
    };
    const watching = new MutationObserver(() => {
      if (!times['startSeen'] && document.querySelector('#keyplan') && !document.querySelector('#loading')) {
        times['startSeen'] = performance.now();
        painted('started');
      }
      if (/\d accounts/.test(document.querySelector('#mirror')?.textContent ?? '')) {
        painted('shown');
        watching.disconnect();
      }
    });
    watching.observe(document, { childList: true, subtree: true, characterData: true });
  });
}

// By asking again and again: the page's own policy forbids Playwright to wait inside it.
export async function timeOf(page: Page, name: keyof Times): Promise<number> {
  let time: number | undefined;
  await expect.poll(async () => (time = await page.evaluate((wanted) => (globalThis as unknown as { times?: Times }).times?.[wanted], name))).toBeDefined();
  return time as number;
}
