// From the address to a picture, beside a plain page: an HTML table of 1,000 rows with as many columns as
// the list of accounts, in one file, without any script of its own but the one that takes the time.
import { test as base } from '../../browser/support/keyplan';
import { Keyplan } from '../../browser/support/keyplan';
import { Site } from '../../browser/support/site';
import { openPlan, own, report, timeOf, watchStart } from './measure';

const peer = 'HTML table of 1 000 rows';
const rounds = 10;

function tablePage(): string {
  const row = (i: number) =>
    `<tr><th scope="row">Nordwind Zucker AG ${i}</th><td>Key</td><td>Food and drink</td><td>DE</td><td>Nora Feldkamp</td>` +
    `<td>${(i * 7919) % 10_000}</td><td>+${i % 40}%</td><td>Healthy</td><td>${1 + (i % 28)} Nov 2026</td></tr>`;
  const style = 'body{font:15px sans-serif}table{border-collapse:collapse}td,th{padding:6px 12px;border-bottom:1px solid #ddd;text-align:left}';
  const time = 'requestAnimationFrame(() => requestAnimationFrame((now) => (window.times = { started: now })))';
  const heads = ['Account', 'Tier', 'Sector', 'Country', 'Owner', 'Revenue', 'Growth', 'State', 'Renewal'].map((name) => `<th>${name}</th>`);
  return `<!doctype html><meta charset="utf-8"><title>Accounts</title><style>${style}</style><table><tr>${heads.join('')}</tr>` +
    `${Array.from({ length: 1000 }, (_, i) => row(i + 1)).join('')}</table><script>${time}</script>`;
}

const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await Site.start((html) => html, { 'table.html': tablePage() });
      await use(site);
      site.stop();
    },
    { scope: 'worker' },
  ],
});

test('first frame after navigation, nothing cached', async ({ browser, site }) => {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i <= rounds; ++i) {
    for (const [contender, path] of ['', 'table.html'].entries()) {
      const context = await browser.newContext();
      const page = await context.newPage();
      if (contender === 0) await watchStart(page);
      await page.goto(site.address + path);
      const time = await timeOf(page, 'started');
      if (i > 0) times[contender]?.push(time);
      await context.close();
    }
  }
  report('first frame after navigation', own, times[0]);
  report('first frame after navigation', peer, times[1]);
});

test('a stored plan of 1,000 accounts after navigation', async ({ page, site }) => {
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await openPlan(keyplan, '1000.keyplan');
  await watchStart(page);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i <= rounds; ++i) {
    await page.goto(site.address);
    const shown = await timeOf(page, 'shown');
    await page.goto(`${site.address}table.html`);
    const table = await timeOf(page, 'started');
    if (i === 0) continue;
    times[0].push(shown);
    times[1].push(table);
  }
  report('1 000 stored accounts shown after navigation', own, times[0]);
  report('1 000 stored accounts shown after navigation', peer, times[1]);
});
