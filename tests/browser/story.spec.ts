// From the exports of three systems to a saved and shared plan, in one sitting and after a power cut.
import { crmExports } from './support/data';
import { test, expect, Keyplan } from './support/keyplan';
import { singleFileAddress } from './support/site';

test('a CRM export becomes a plan that survives a power cut and travels as a file', async ({ site, newProfile }) => {
  const mine = newProfile();
  let keyplan = await mine.start(site.address);
  await keyplan.importsAll(crmExports);
  await keyplan.openAccount('Pennard Breweries');
  await keyplan.type('textbox', 'Sector', 'Brewing');
  await keyplan.holds('textbox', 'Sector', 'Brewing');
  await keyplan.isSaved();
  keyplan.expectNoComplaints();
  keyplan.expectNoForeignRequests(site.address);
  await mine.kill();

  keyplan = await mine.start(site.address);
  await keyplan.sees(/16 accounts/);
  await keyplan.openAccount('Pennard Breweries');
  await keyplan.holds('textbox', 'Sector', 'Brewing');
  await keyplan.click('link', 'Forecast');
  await keyplan.has('heading', 'Forecast');
  const exported = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(exported.name).toMatch(/\.keyplan$/);
  await keyplan.sees(/^Last file backup/);
  keyplan.expectNoComplaints();

  const colleague = await newProfile().start(singleFileAddress);
  await colleague.choosesFiles(() => colleague.click('button', 'Open file'), exported);
  await colleague.hears(/^Opened/);
  await colleague.openAccount('Pennard Breweries');
  await colleague.holds('textbox', 'Sector', 'Brewing');
  await colleague.type('textbox', 'Sector', 'Cider');
  const back = await colleague.downloads(() => colleague.press('ControlOrMeta+s'));
  expect(back.bytes.toString()).toContain('"Cider"');
  colleague.expectNoComplaints();
  colleague.expectNoForeignRequests(singleFileAddress);
});

test('the page in one file takes exports from disk, and hands everything over in a plan file', async ({ newProfile }) => {
  const mine = await newProfile().start(singleFileAddress);
  await mine.importsAll(crmExports);
  await mine.openAccount('Pennard Breweries');
  await mine.type('textbox', 'Sector', 'Brauerei für Öl');
  await mine.holds('textbox', 'Sector', 'Brauerei für Öl');
  const exported = await mine.downloads(() => mine.press('ControlOrMeta+s'));
  mine.expectNoComplaints();
  mine.expectNoForeignRequests(singleFileAddress);

  const colleague = await newProfile().start(singleFileAddress);
  await colleague.drops(exported);
  await colleague.hears(/^Opened/);
  await colleague.openAccount('Pennard Breweries');
  await colleague.holds('textbox', 'Sector', 'Brauerei für Öl');
  const back = await colleague.downloads(() => colleague.press('ControlOrMeta+s'));
  expect(back.bytes.toString()).toBe(exported.bytes.toString());
  colleague.expectNoComplaints();
  colleague.expectNoForeignRequests(singleFileAddress);
});

test('a change made just before the page closes is kept', async ({ keyplan, page, context, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await page.close();
  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await again.sees(/24 accounts/);
  await again.openAccount('Wexmoor Foods');
  await again.holds('textbox', 'Sector', 'Frozen food');
});

test('an import of 100,000 rows shows how far it is and can be cancelled', async ({ keyplan }) => {
  await keyplan.evaluate(() => {
    new MutationObserver((_, watching) => {
      const found = (role: string) => [...document.querySelectorAll<HTMLElement>(`#mirror [role=${role}]`)];
      const cancel = found('button').find(({ textContent }) => textContent === 'Cancel');
      if (found('progressbar').length === 0 || !cancel) return;
      watching.disconnect();
      cancel.click(); // as a screen reader does, while it is being read
      Object.assign(globalThis, { cancelled: true });
    }).observe(document.querySelector('#mirror') as Element, { subtree: true, childList: true });
  });
  const rows = Array.from({ length: 100_000 }, (_, i) => `Account ${i % 500},Deal ${i},Proposal,${i + 1},2026-11-${10 + (i % 20)}`);
  await keyplan.drops({ name: 'deals.csv', bytes: `Account Name,Opportunity Name,Stage,Amount,Close Date\n${rows.join('\n')}\n` });
  await expect.poll(() => keyplan.evaluate(() => 'cancelled' in globalThis)).toBe(true);
  await keyplan.has('link', 'Load the sample portfolio');
  await keyplan.importsAll(crmExports);
  await keyplan.sees(/16 accounts/);
});

test('undo and search work from the keyboard alone', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.press('Alt+1');
  await keyplan.has('heading', 'Portfolio');
  await keyplan.press('Alt+n');
  await keyplan.has('textbox', 'Name');
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
