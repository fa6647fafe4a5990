// The story without a mouse: files chosen, imported, an account edited, the plan exported.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect, Keyplan } from './support/keyplan';

const folder = join(__dirname, '../data/csv-story');
const exports = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

// Presses Tab until the thing has the keyboard, as a person without a mouse does.
async function tabTo(keyplan: Keyplan, role: 'button' | 'textbox' | 'link', name: string | RegExp): Promise<void> {
  const wanted = await keyplan.find(role, name).first().getAttribute('id');
  for (let presses = 0; presses < 80; presses += 1) {
    const has = await keyplan.page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant') ?? document.activeElement?.id);
    if (has === wanted) return;
    await keyplan.press('Tab');
    await keyplan.settles();
  }
  throw new Error(`Tab never reached ${role} ${name}.`);
}

test('from the export of a CRM to a shared plan with the keyboard alone', async ({ keyplan }) => {
  await keyplan.choosesFiles(() => keyplan.press('ControlOrMeta+o'), ...exports);
  await keyplan.sees('What we found');
  await tabTo(keyplan, 'button', /^Import \d+ records/);
  await keyplan.press('Enter');
  await keyplan.hears(/^Done: import/);

  await keyplan.press('ControlOrMeta+k');
  await keyplan.page.keyboard.type('Pennard Brew');
  await keyplan.press('Enter');
  await expect(keyplan.find('heading', 'Pennard Breweries')).toBeAttached();
  await tabTo(keyplan, 'textbox', 'Sector');
  await keyplan.page.keyboard.type('Cider'); // Tab opened the field with everything selected
  await keyplan.press('Enter');
  await expect(keyplan.find('textbox', 'Sector')).toHaveValue('Cider');

  const exported = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(exported.bytes.toString()).toContain('"sector": "Cider"');
});
