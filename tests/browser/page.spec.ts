// The page itself: that it starts, keeps quiet, fits the screen and can be read by a screen reader.
// What one can do with Keyplan is in the other files.
import type { Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect, Keyplan } from './support/keyplan';

const folder = join(__dirname, '../data/csv-story');
const exports = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

test('starts without a complaint and asks nobody else for anything', async ({ keyplan }) => {
  await keyplan.settles();
});

test('draws nothing while nothing happens', async ({ keyplan, page }) => {
  await keyplan.settles();
  const before = await keyplan.framesDrawn();
  await page.waitForTimeout(2000);
  expect(await keyplan.framesDrawn()).toBe(before);
  await page.mouse.move(300, 300);
  await expect.poll(() => keyplan.framesDrawn()).toBeGreaterThan(before);
});

test('has one canvas pixel for each screen pixel at every size', async ({ keyplan, page }) => {
  const pixels = () => page.locator('#keyplan-canvas').evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  expect(await pixels()).toEqual([1440, 900]);
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect.poll(pixels).toEqual([1024, 700]);
  await keyplan.settles();
});

for (const density of [1.25, 2]) {
  test(`is sharp at a density of ${density}`, async ({ browser, site }) => {
    const context = await browser.newContext({ deviceScaleFactor: density, viewport: { width: 1000, height: 800 } });
    const page = await context.newPage();
    await page.goto(site.address);
    const canvas = page.locator('#keyplan-canvas');
    await expect.poll(() => canvas.evaluate((element: HTMLCanvasElement) => [element.width, element.height]))
      .toEqual([1000 * density, 800 * density]);
    // Places of the mirror are in CSS pixels, whatever the density.
    const place = await page.getByRole('main').first().boundingBox();
    expect(place?.width ?? 0).toBeLessThanOrEqual(1000);
    await context.close();
  });
}

test('draws again after the graphics context was lost', async ({ keyplan, page }) => {
  await keyplan.settles();
  const before = await keyplan.picture();
  const lost = await page.locator('#keyplan-canvas').evaluateHandle(
    (canvas: HTMLCanvasElement) => canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context'));
  await lost.evaluate((extension) => extension?.loseContext());
  await page.waitForTimeout(200);
  await lost.evaluate((extension) => extension?.restoreContext());
  await page.waitForTimeout(200);
  await keyplan.settles();
  expect(new Set(await keyplan.picture()).size).toBeGreaterThan(1);
  expect((await keyplan.picture()).equals(before)).toBe(true);
});

test.describe('can be read by a screen reader', () => {
  const listen = async (page: Page) => page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = async (keyplan: Keyplan) => {
    await keyplan.settles();
    return keyplan.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations: found } = await axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
  };

  test.beforeEach(async ({ keyplan, page }) => {
    await listen(page);
    expect(await violations(keyplan), 'start').toEqual([]);
    await keyplan.click('link', 'Load the sample portfolio');
    await keyplan.sees(/^Saved on this device/);
  });

  test('screen by screen', async ({ keyplan, page }) => {
    test.setTimeout(120_000);
    for (const name of ['Portfolio', 'Accounts', 'Branches', 'Priorities', 'Forecast', 'Whitespace', 'Goals', 'Retention', 'Metrics', 'Opportunities', 'Actions', 'Team', 'Offerings', 'Templates', 'Share & merge', 'Settings']) {
      await keyplan.click('link', name);
      await expect(keyplan.find('heading', name)).toBeAttached();
      expect(await violations(keyplan), name).toEqual([]);
    }
    await keyplan.click('link', 'Forecast');
    for (const view of ['Work back', 'Compare', 'Shock lab', 'Outlook']) {
      await keyplan.click('tab', view);
      expect(await violations(keyplan), view).toEqual([]);
    }
    await page.setViewportSize({ width: 800, height: 700 });
    await keyplan.click('button', 'Menu');
    await expect(keyplan.find('link', 'Settings')).toBeAttached();
    expect(await violations(keyplan), 'menu of a narrow page').toEqual([]);
  });

  test('an account with all its parts, open lists, notes and dialogs', async ({ keyplan, page }) => {
    test.setTimeout(120_000);
    await keyplan.press('ControlOrMeta+k');
    await page.keyboard.type('wex');
    expect(await violations(keyplan), 'search').toEqual([]);
    await keyplan.press('Enter');
    await expect(keyplan.find('heading', 'Wexmoor Foods')).toBeAttached();
    for (const part of ['Growth', 'People', 'Actions', 'Overview']) {
      await keyplan.click('tab', part);
      expect(await violations(keyplan), String(part)).toEqual([]);
    }
    await keyplan.click('combobox', 'Parent');
    await expect(keyplan.find('searchbox', 'Filter Parent')).toBeAttached();
    expect(await violations(keyplan), 'a long list').toEqual([]);
    await keyplan.press('Escape');
    await keyplan.click('combobox', 'Tier');
    await expect(page.getByRole('option').first()).toBeAttached();
    expect(await violations(keyplan), 'a short list').toEqual([]);
    await keyplan.press('Escape');
    await keyplan.click('textbox', 'Notes');
    await expect(keyplan.find('textbox', 'Notes')).toBeFocused();
    expect(await violations(keyplan), 'notes being written').toEqual([]);
    await keyplan.press('Escape');
    await keyplan.click('button', 'Remove account');
    await expect(page.getByRole('dialog')).toBeAttached();
    expect(await violations(keyplan), 'a question').toEqual([]);
    await keyplan.click('button', 'Remove');
    await keyplan.hears('Done: remove Wexmoor Foods.');
    expect(await violations(keyplan), 'a message that can be undone').toEqual([]);
  });

  test('an account that is planned to the full, section by section', async ({ keyplan }) => {
    test.setTimeout(240_000);
    await keyplan.openAccount('Brauholm Group');
    for (const part of ['Overview', 'Understand', 'Goals', 'Analysis', 'Value', 'Growth', 'Actions', 'People', 'Health', 'Reviews', 'History']) {
      await keyplan.click('tab', part);
      expect(await violations(keyplan), part).toEqual([]);
    }
    await keyplan.click('tab', 'Actions');
    for (const view of ['Board', 'Gantt', 'Week']) {
      await keyplan.click('radio', view);
      expect(await violations(keyplan), view).toEqual([]);
    }
    await keyplan.click('tab', 'Reviews');
    for (const view of ['Engagement plan', 'Plan, do, check, adjust']) {
      await keyplan.click('radio', view);
      expect(await violations(keyplan), view).toEqual([]);
    }
  });

  test('a merge with a conflict, and what is sent', async ({ keyplan, page }) => {
    test.setTimeout(120_000);
    const { bytes } = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
    await keyplan.openAccount('Wexmoor Foods');
    await keyplan.type('textbox', 'Sector', 'Ours');
    // As a colleague would have written it.
    const theirs = bytes.toString()
      .replace('"sessions": {', '"sessions": {\n   "zzzzz1": "1 2026-11-25T08:00Z Bob",')
      .replace(/("name": "Wexmoor Foods",[^}]*?"sector": ")[^"]*("[^}]*?"~": "[^"]*)"/, '$1Theirs$2 zzzzz1.1:sector"');
    expect(theirs).toContain('zzzzz1.1:sector');
    await keyplan.drops({ name: 'bob.keyplan', bytes: theirs });
    await keyplan.sees('Conflicts');
    expect(await violations(keyplan), 'a merge').toEqual([]);
    await keyplan.click('button', /^Merge \d+/);
    await keyplan.sees('Open conflicts');
    expect(await violations(keyplan), 'open conflicts').toEqual([]);
    await keyplan.click('button', 'Share plan');
    await expect(page.getByRole('dialog')).toBeAttached();
    expect(await violations(keyplan), 'sharing').toEqual([]);
    await keyplan.press('Escape', 'ControlOrMeta+k');
    await keyplan.write('one person');
    await keyplan.press('Enter');
    await expect(page.getByRole('dialog')).toBeAttached();
    expect(await violations(keyplan), 'one person').toEqual([]);
  });

  test('an import with its questions', async ({ keyplan }) => {
    await keyplan.drops(...exports);
    await keyplan.sees('What we found');
    await keyplan.sees('Questions');
    expect(await violations(keyplan)).toEqual([]);
  });
});

test('does not run inside another page', async ({ page, site }) => {
  await page.goto(site.address);
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.replaceChildren(frame);
  });
  // The policy of the page blocks frames already; without it the page refuses by itself.
  const frame = page.frames()[1];
  await expect.poll(async () => (await frame?.locator('canvas').count().catch(() => 0)) ?? 0).toBe(0);
});
