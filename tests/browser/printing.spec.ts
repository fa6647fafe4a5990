// Ctrl+P and "Print this page": what the browser makes of it.
import { expect, test } from './support/keyplan';

test('a page that is longer than the window is printed on as many sheets as it takes', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.click('link', 'Metrics');
  await keyplan.has('main', 'Metrics');
  const widthBefore = await keyplan.evaluate(() => innerWidth);
  const pdf = (await keyplan.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(1);
  expect(sheets).toBeLessThan(10);
  // Lying, and each with its picture.
  const [, width = '0', height = '0'] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
  expect(pdf.match(/\/Subtype\s*\/Image/g)?.length).toBeGreaterThanOrEqual(sheets);
  expect(await keyplan.evaluate(() => innerWidth)).toBe(widthBefore);
  await keyplan.click('link', 'Portfolio');
  await keyplan.has('main', 'Portfolio');
});

test('the search prints the page', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.evaluate(() => { window.print = () => document.body.setAttribute('data-printed', '1'); });
  await keyplan.press('ControlOrMeta+k');
  await keyplan.write('print this');
  await keyplan.press('Enter');
  await expect(keyplan.page.locator('body')).toHaveAttribute('data-printed', '1');
});
