// The story without a mouse: files chosen, imported, an account edited, the plan exported.
import { crmExports } from './support/data';
import { test, expect, Keyplan } from './support/keyplan';

// Presses Tab until the thing has the keyboard, as a person without a mouse does.
async function tabTo(keyplan: Keyplan, role: 'button' | 'textbox' | 'link', name: string | RegExp): Promise<void> {
  const wanted = await keyplan.find(role, name).first().getAttribute('id');
  const keyboardIsOn = () => keyplan.page.locator('#keyplan').getAttribute('aria-activedescendant');
  for (let presses = 0; presses < 80; presses += 1) {
    const now = await keyboardIsOn();
    if (now === wanted) return;
    await keyplan.press('Tab');
    // The first one only takes the browser's own focus into the page.
    await expect.poll(keyboardIsOn, { intervals: [50], timeout: 1500 }).not.toBe(now).catch(() => undefined);
  }
  throw new Error(`Tab never reached ${role} ${name}.`);
}

test('from the export of a CRM to a shared plan with the keyboard alone', async ({ keyplan }) => {
  test.setTimeout(120_000); // a hundred key presses, each drawn
  await keyplan.choosesFiles(() => keyplan.press('ControlOrMeta+o'), ...crmExports);
  await keyplan.sees('What we found');
  await tabTo(keyplan, 'button', /^Import \d+ records/);
  await keyplan.press('Enter');
  await keyplan.hears(/^Done: import/);

  await keyplan.openAccount('Pennard Breweries');
  await tabTo(keyplan, 'textbox', 'Sector');
  await keyplan.write('Cider'); // Tab opened the field with everything selected
  await keyplan.press('Enter');
  await keyplan.holds('textbox', 'Sector', 'Cider');

  const exported = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
  expect(exported.bytes.toString()).toContain('"sector": "Cider"');
});
