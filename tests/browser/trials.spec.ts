// The simulation runs in workers beside the page, however many the machine has for it. A worker that
// says nothing is given ten seconds.
import { singleFileAddress } from './support/site';
import { expect, test, type Keyplan } from './support/keyplan';

async function results(keyplan: Keyplan, timeout = 10_000): Promise<string[]> {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.click('link', 'Forecast');
  await expect(keyplan.find('figure', 'Where the year can land')).toBeAttached({ timeout });
  const found: string[] = [];
  for (const name of ['P10', 'P50', 'P90', 'Chance to reach the goal']) {
    const figure = keyplan.find('button', name);
    await expect(figure).toHaveAttribute('aria-description', /^[\d.]/);
    found.push((await figure.getAttribute('aria-description')) ?? '');
  }
  // How many trials ended in each bar.
  const bars = await keyplan.find('figure', 'Where the year can land').textContent();
  expect(bars).toMatch(/\d/);
  found.push(bars ?? '');
  return found;
}

const workersOf = (keyplan: Keyplan) => keyplan.page.workers().length;

for (const from of ['a web site', 'disk']) {
  test(`one, two and four workers of a page from ${from} give what the page gives alone`, async ({ newProfile, site }) => {
    const address = from === 'disk' ? singleFileAddress : site.address;
    const alone = newProfile();
    const first = await alone.start(address, (page) => page.addInitScript('delete window.Worker'));
    const expected = await results(first);
    expect(workersOf(first)).toBe(0);
    for (const cores of [1, 2, 4]) {
      const keyplan = await newProfile().start(address, (page) =>
        page.addInitScript(`Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} })`));
      expect(await results(keyplan), `${cores} workers`).toEqual(expected);
      expect(workersOf(keyplan)).toBe(cores);
      keyplan.expectNoComplaints();
      keyplan.expectNoForeignRequests(address);
    }
  });
}

test('a machine that forbids workers runs the simulation on the page', async ({ newProfile, site }) => {
  const keyplan = await newProfile().start(site.address, (page) =>
    page.addInitScript("window.Worker = class { constructor() { throw new DOMException('None here', 'SecurityError'); } }"));
  await results(keyplan);
  keyplan.expectNoComplaints();
});

test('a worker that falls silent after its first answers leaves the rest to the page', async ({ newProfile, site }) => {
  const alone = await newProfile().start(site.address, (page) => page.addInitScript('delete window.Worker'));
  const expected = await results(alone);
  const keyplan = await newProfile().start(site.address, (page) =>
    page.addInitScript(`window.Worker = class extends Worker {
      postMessage(message) {
        if (message.program) super.postMessage(message);
      }
    }`));
  expect(await results(keyplan, 30_000)).toEqual(expected);
  expect(workersOf(keyplan)).toBe(0);
  keyplan.expectNoComplaints();
});
