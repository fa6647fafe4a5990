// How long the page does not answer while 100,000 rows are imported.
import { Keyplan, test } from '../../browser/support/keyplan';
import { choose, own, report } from './measure';

const rounds = 3;

test('an import of 100,000 rows', async ({ browser, site }) => {
  const reading: number[] = [];
  const importing: number[] = [];
  const whole: number[] = [];
  for (let i = 0; i < rounds; ++i) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    // Only tasks of 50 ms and more are told.
    await page.addInitScript(() => {
      const state = { longest: 0 };
      Object.assign(globalThis, { state });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
      }).observe({ type: 'longtask' });
    });
    const longest = async (keyplan: Keyplan) => {
      await keyplan.settles();
      return page.evaluate(() => {
        const { state } = globalThis as unknown as { state: { longest: number } };
        const found = state.longest;
        state.longest = 0;
        return Math.max(found, 50);
      });
    };
    const keyplan = new Keyplan(page);
    await keyplan.open(site.address);
    await longest(keyplan);
    const start = performance.now();
    await choose(keyplan, 'accounts.csv', 'deals.csv');
    await keyplan.has('button', /^Import [\d,]+ records/);
    reading.push(await longest(keyplan));
    await keyplan.click('button', /^Import [\d,]+ records/);
    await keyplan.hears(/^Done: import/);
    await keyplan.isSaved();
    whole.push(performance.now() - start);
    importing.push(await longest(keyplan));
    await context.close();
  }
  report('import of 100 000 rows, longest block while reading', own, reading);
  report('import of 100 000 rows, longest block after agreeing', own, importing);
  report('import of 100 000 rows, files to saved plan', own, whole);
});
