// The page itself: that it starts, keeps quiet, fits the screen and can be read by a screen reader.
// What one can do with Keyplan is in the other files.
import { readFileSync } from 'node:fs';
import { test, expect } from './support/keyplan';

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

test('can be read by a screen reader, screen by screen', async ({ keyplan, page }) => {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = async () => {
    await keyplan.settles();
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations: found } = await axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
  };
  expect(await violations()).toEqual([]);
  await keyplan.click('link', 'Load the sample portfolio');
  for (const name of ['Portfolio', 'Accounts', 'Forecast', 'Opportunities', 'Settings']) {
    await keyplan.click('link', name);
    await expect(keyplan.find('heading', name)).toBeAttached();
    expect(await violations(), name).toEqual([]);
  }
  await keyplan.press('ControlOrMeta+k');
  await page.keyboard.type('wex');
  expect(await violations(), 'search').toEqual([]);
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
