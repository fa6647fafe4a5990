// What is saved when, seen from outside: pages that close or crash, large plans and files, earlier
// states, and what the browser promises about its storage.
import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test, expect, Keyplan } from './support/keyplan';

const saved = (keyplan: Keyplan) => keyplan.sees(/^Saved on this device \d/);

// From now on no save of the page comes to its end before the page does.
async function holdSaves(keyplan: Keyplan): Promise<void> {
  await keyplan.page.evaluate(() => {
    IDBTransaction.prototype.commit = function () {
      Object.assign(globalThis, { saveIsHeld: true });
      const heads = this.objectStore('head');
      const keepAlive = () => {
        heads.get('nothing').onsuccess = keepAlive;
      };
      keepAlive();
    };
  });
}
const saveIsHeld = (keyplan: Keyplan) =>
  keyplan.page.evaluate(() => (globalThis as unknown as { saveIsHeld?: boolean }).saveIsHeld === true);

test('two changes are kept although the page closes while the first of them is being saved', async ({ keyplan, page, context, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await keyplan.openAccount('Wexmoor Foods');
  await holdSaves(keyplan);
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await expect.poll(() => saveIsHeld(keyplan)).toBe(true);
  await keyplan.type('textbox', 'Region', 'Far north');
  await keyplan.settles(); // a page that is busy may be ended before it hears of it
  await page.close();

  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await again.openAccount('Wexmoor Foods');
  await expect(again.find('textbox', 'Sector')).toHaveValue('Frozen food');
  await expect(again.find('textbox', 'Region')).toHaveValue('Far north');
  await again.settles();
  expect(await again.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('journal')))).toEqual([]);
  await again.type('textbox', 'Sector', 'Ice');
  await saved(again);
  again.expectNoComplaints();
});

test('a plan is kept although the page closes during its first save', async ({ keyplan, page, context, site }) => {
  await holdSaves(keyplan);
  await keyplan.click('link', 'Load the sample portfolio');
  await expect.poll(() => saveIsHeld(keyplan)).toBe(true);
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await page.close();
  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await again.openAccount('Wexmoor Foods');
  await expect(again.find('textbox', 'Sector')).toHaveValue('Frozen food');
});

// How many snapshots the store has seen of its only plan.
const storedSnapshots = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        indexedDB.open('keyplan').onsuccess = function () {
          const heads = this.result.transaction('head').objectStore('head').getAll();
          heads.onsuccess = () => {
            this.result.close();
            resolve((heads.result[0] as { seq: number } | undefined)?.seq ?? 0);
          };
        };
      }),
  );

test('a crash of the page loses only what was changed in the last moments', async ({ keyplan, page, context, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await keyplan.openAccount('Wexmoor Foods');
  const before = await storedSnapshots(page);
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await expect.poll(() => storedSnapshots(page)).toBeGreaterThan(before);
  await keyplan.type('textbox', 'Region', 'Far north');
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await again.openAccount('Wexmoor Foods');
  await expect(again.find('textbox', 'Sector')).toHaveValue('Frozen food');
});

test('an earlier state of the plan can be looked at, taken, and left again', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await keyplan.click('link', 'Settings');
  await keyplan.type('textbox', 'Plan name', 'Renamed');
  const states = keyplan.page.getByRole('region', { name: 'Earlier states of this plan' }).getByRole('button');
  await expect(states).toHaveCount(1);
  await states.first().click({ force: true });
  await keyplan.sees(/^This is how the plan was on /);
  await keyplan.click('button', 'Go back to this state');
  await keyplan.hears('The plan is again as it was then.');
  await keyplan.sees(/^Saved on this device \d/);
  await keyplan.reload();
  await keyplan.click('link', 'Settings');
  await expect(keyplan.find('textbox', 'Plan name')).not.toHaveValue('Renamed');
  await keyplan.sees('before going back to an earlier state');
});

test('what the browser promises about the storage is shown and can be asked for', async ({ site, newProfile }) => {
  const keyplan = await newProfile().start(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await keyplan.click('link', 'Settings');
  await keyplan.sees('May be cleared when space is short');
  await keyplan.sees(/ of \d+(\.\d)? GB$/);
  const session = await keyplan.page.context().newCDPSession(keyplan.page);
  await session.send('Browser.grantPermissions', { permissions: ['durableStorage'], origin: new URL(site.address).origin });
  await keyplan.click('button', 'Ask the browser to keep it');
  await keyplan.sees('Kept until you clear it');
  await expect(keyplan.find('button', 'Ask the browser to keep it')).toHaveCount(0);
  keyplan.expectNoComplaints();
});

test('a browser that never answers whether it keeps the data holds nothing up', async ({ page, site }) => {
  await page.addInitScript(() => {
    const never = () => new Promise<never>(() => undefined);
    Object.assign(StorageManager.prototype, { persist: never, persisted: never, estimate: never });
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await keyplan.click('link', 'Settings');
  await keyplan.click('button', 'Ask the browser to keep it');
  await keyplan.sees('Not known yet');
  keyplan.expectNoComplaints();
});

test('Safari in a tab is warned of its seven days', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'vendor', { value: 'Apple Computer, Inc.' });
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.click('link', 'Settings');
  await keyplan.sees(/not visited for seven days/);
});

// ---- Large files ---------------------------------------------------------------------------------
// A valid plan: accounts with long notes, one value on a line as Keyplan writes it.
function writeLargePlan(path: string, megabytes: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '{\n "erased": [],\n "keyplan": {\n  "format": [1, 0],\n  "id": "0123456789abcdefghjkmnpqrs",\n');
  writeSync(file, '  "sessions": {\n   "000001": "1 2026-11-02T09:12Z Ana"\n  }\n },\n "records": {\n');
  const notes = 'n'.repeat(100_000);
  for (let i = 0; i < megabytes * 10; ++i) {
    const id = (i + 2).toString().padStart(12, '0');
    writeSync(file, `${i > 0 ? ',\n' : ''}  "${id}": {\n   "kind": "account",\n   "name": "Account ${i}",\n   "notes": "${notes}",\n   "~": "000001.1"\n  }`);
  }
  writeSync(file, '\n }\n}\n');
  closeSync(file);
}

test('a file of 200 MB shows how far it is, can be cancelled, and opens', async ({ page, site }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'keyplan-large-'));
  const path = join(folder, 'large.keyplan');
  writeLargePlan(path, 200);
  // The disk is as slow as the test wants.
  await page.addInitScript(() => {
    const read = Blob.prototype.arrayBuffer;
    const disk = { stopped: false };
    Object.assign(globalThis, { disk });
    Blob.prototype.arrayBuffer = async function () {
      while (disk.stopped) await new Promise((resolve) => setTimeout(resolve, 20));
      return read.call(this);
    };
  });
  const stop = (stopped: boolean) =>
    page.evaluate((value) => ((globalThis as unknown as { disk: { stopped: boolean } }).disk.stopped = value), stopped);
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  const choose = async () => {
    const chooser = page.waitForEvent('filechooser');
    await keyplan.press('ControlOrMeta+o');
    await (await chooser).setFiles(path);
  };

  await stop(true);
  await choose();
  await expect(keyplan.find('dialog', 'Reading files')).toBeAttached();
  await expect(keyplan.find('progressbar', 'Reading')).toHaveAttribute('aria-valuetext', / of 200 MB$/);
  await keyplan.click('button', 'Cancel');
  await expect(keyplan.find('dialog', 'Reading files')).toHaveCount(0);
  await stop(false);
  await keyplan.settles();
  await expect(keyplan.find('dialog', /./)).toHaveCount(0);
  await keyplan.sees(/24 accounts/);

  await choose();
  await expect(keyplan.find('button', 'Open it instead')).toBeAttached({ timeout: 120_000 });
  await keyplan.click('button', 'Open it instead');
  for (const text of [/2,000 accounts/, /^Saved on this device \d/]) {
    await expect(page.locator('#mirror').getByText(text).first()).toBeAttached({ timeout: 120_000 });
  }
  keyplan.expectNoComplaints();
  rmSync(folder, { recursive: true });
});
