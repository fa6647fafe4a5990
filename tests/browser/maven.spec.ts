// A real CRM export of 8,800 deals in one drop. The files are not part of the project; the test is
// there when they lie beside it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect } from './support/keyplan';
import type { GivenFile } from './support/user';

const folder = process.env['KEYPLAN_SHARED_DATA'] ?? join(__dirname, '../../../shared/data');
const names = ['accounts.csv', 'data_dictionary.csv', 'products.csv', 'sales_pipeline.csv', 'sales_teams.csv'];

if (existsSync(join(folder, 'maven-crm'))) {
  const files: GivenFile[] = names.map((name) => ({ name, bytes: readFileSync(join(folder, 'maven-crm', name)) }));

  test('a CRM export of 8,800 deals becomes a portfolio, comes back after a reload, and brings nothing new twice', async ({
    keyplan,
  }) => {
    await keyplan.drops(...files);
    await keyplan.sees('1,425 without account');
    await keyplan.sees('$10,005,534');
    await keyplan.click('button', /^Import [\d,]+ records/);
    await keyplan.hears(/^Done: import of 5 files/);
    await expect(keyplan.find('button', 'Revenue FY2017')).toHaveAccessibleDescription(/\$10\.0\sM/);
    await expect(keyplan.find('button', 'Forecast FY2018')).toBeAttached();
    await keyplan.sees(/85 accounts/);

    await keyplan.click('link', 'Opportunities');
    const shows: [string, string][] = [
      ['All', '8,800 shown'],
      ['Won', '4,238 shown'],
      ['Lost', '2,473 shown'],
      ['Open', '2,089 shown'],
      ['Without account', '1,425 shown'],
    ];
    for (const [filter, shown] of shows) {
      await keyplan.click('radio', filter);
      await keyplan.sees(shown);
    }
    await keyplan.sees(/^Saved on this device \d/);

    await keyplan.reload();
    await keyplan.sees(/85 accounts/);
    await keyplan.click('link', 'Team');
    await keyplan.sees('41 people');

    await keyplan.drops(...files);
    await keyplan.sees(/^Nothing new/);
    await expect(keyplan.find('button', /^Import 0 records/)).toHaveAttribute('aria-disabled', 'true');
    await keyplan.click('button', 'Cancel');
  });
}
