// Choosing one of very many: a parent among 10,000 accounts.
import { test, expect } from './support/keyplan';

const names = Array.from({ length: 10_000 }, (_, i) => `Account ${String(i).padStart(5, '0')}`);
const accounts = ['Account name,Country', ...names.map((name) => `${name},Poland`), 'Wächter Pumpen,Germany', 'Żabka Polska,Poland'].join('\n');

test('a parent is found among 10,000 accounts by typing, and by the keyboard alone', async ({ keyplan, page }) => {
  test.setTimeout(120_000);
  await keyplan.importsAll([{ name: 'accounts.csv', bytes: accounts }]);
  await keyplan.press('ControlOrMeta+k');
  await page.keyboard.type('account 07777');
  await keyplan.press('Enter');
  await expect(keyplan.find('heading', 'Account 07777')).toBeAttached();

  const parent = keyplan.find('combobox', 'Parent');
  await expect(parent).toHaveAttribute('aria-expanded', 'false');
  await keyplan.click('combobox', 'Parent');
  const filter = keyplan.find('searchbox', 'Filter Parent');
  await expect(filter).toBeAttached();
  expect(await page.getByRole('option').count()).toBeLessThan(20);
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '10002');

  await page.keyboard.type('wach');
  await expect(page.getByRole('option')).toHaveText(['Wächter Pumpen']);
  const active = page.locator(`#${await filter.getAttribute('aria-activedescendant')}`);
  await expect(active).toHaveText('Wächter Pumpen');
  await expect(page.locator('#typing')).toHaveAttribute('aria-activedescendant', await active.getAttribute('id') ?? '');
  await keyplan.press('Enter');
  await expect(parent).toHaveText('Wächter Pumpen');
  await expect(page.getByRole('option')).toHaveCount(0);

  // Letters open the closed list; the keyboard is still on it.
  await page.keyboard.type('zab');
  await expect(page.getByRole('option')).toHaveText(['Żabka Polska']);
  await keyplan.press('Escape');
  await expect(parent).toHaveText('Wächter Pumpen');
  await keyplan.press('Enter');
  await keyplan.press('Home');
  await page.keyboard.type('none');
  await keyplan.press('Enter');
  await expect(parent).toHaveText('');
});
