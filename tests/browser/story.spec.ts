// From the exports of three systems to a saved and shared plan, in one sitting and after a power cut.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OwnBrowser } from './support/chromium';
import { test, expect, Keyplan } from './support/keyplan';
import { singleFile } from './support/site';

const folder = join(__dirname, '../data/csv-story');
const exports = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

async function importAll(keyplan: Keyplan): Promise<void> {
  await keyplan.drops(...exports);
  await keyplan.sees('What we found');
  await keyplan.click('button', /^Import \d+ records/);
  await keyplan.hears(/^Done: import/);
}

async function openAccount(keyplan: Keyplan, name: string): Promise<void> {
  await keyplan.press('ControlOrMeta+k');
  await keyplan.page.keyboard.type(name);
  await keyplan.press('Enter');
  await expect(keyplan.find('heading', name)).toBeAttached();
}

const saved = (keyplan: Keyplan) => keyplan.sees(/^Saved on this device \d/);

test('a CRM export becomes a plan that survives a power cut and travels as a file', async ({ site }) => {
  const profile = OwnBrowser.newProfile();
  let browser = await OwnBrowser.start(profile);
  let keyplan = new Keyplan(await browser.context.newPage());
  await keyplan.open(site.address);
  await importAll(keyplan);
  await openAccount(keyplan, 'Pennard Breweries');
  await keyplan.type('textbox', 'Sector', 'Brewing');
  await expect(keyplan.find('textbox', 'Sector')).toHaveValue('Brewing');
  await saved(keyplan);
  keyplan.expectNoComplaints();
  keyplan.expectNoForeignRequests(site.address);
  await browser.kill();

  browser = await OwnBrowser.start(profile);
  keyplan = new Keyplan(await browser.context.newPage());
  await keyplan.open(site.address);
  await openAccount(keyplan, 'Pennard Breweries');
  await expect(keyplan.find('textbox', 'Sector')).toHaveValue('Brewing');
  await keyplan.click('link', 'Forecast');
  await expect(keyplan.find('heading', 'Forecast')).toBeAttached();
  const exported = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(exported.name).toMatch(/\.keyplan$/);
  await keyplan.sees(/^Last file backup/);
  keyplan.expectNoComplaints();
  await browser.kill();
  OwnBrowser.removeProfile(profile);

  const colleague = OwnBrowser.newProfile();
  browser = await OwnBrowser.start(colleague);
  keyplan = new Keyplan(await browser.context.newPage());
  await keyplan.open(singleFile);
  await keyplan.choosesFiles(() => keyplan.click('button', 'Open file'), exported);
  await keyplan.hears(/^Opened/);
  await openAccount(keyplan, 'Pennard Breweries');
  await expect(keyplan.find('textbox', 'Sector')).toHaveValue('Brewing');
  await keyplan.type('textbox', 'Sector', 'Cider');
  const back = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(back.bytes.toString()).toContain('"Cider"');
  keyplan.expectNoComplaints();
  keyplan.expectNoForeignRequests(singleFile);
  await browser.kill();
  OwnBrowser.removeProfile(colleague);
});

test('a change made just before the page closes is kept', async ({ keyplan, page, context, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await saved(keyplan);
  await openAccount(keyplan, 'Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await page.close();
  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await openAccount(again, 'Wexmoor Foods');
  await expect(again.find('textbox', 'Sector')).toHaveValue('Frozen food');
});

test('undo and search work from the keyboard alone', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await openAccount(keyplan, 'Wexmoor Foods');
  await keyplan.press('Alt+1');
  await expect(keyplan.find('heading', 'Portfolio')).toBeAttached();
  await keyplan.press('Alt+n');
  await expect(keyplan.find('textbox', 'Name')).toBeAttached();
  await keyplan.press('ControlOrMeta+z');
  await keyplan.hears(/^Undone: add account/);
});

test('a browser that refuses storage is told in so many words, and the file is offered', async ({ page, site }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.sees(/nothing is saved here|Not saved/i);
  const { bytes } = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(JSON.parse(bytes.toString())).toBeTruthy();
});
