// Two workers of the simulation against one: the page's own, with the simulation it made, asked as the
// page asks them while it does nothing else.
import { Keyplan, test } from '../../browser/support/keyplan';
import { openPlan, report } from './measure';

const trials = 20_000;
const atOnce = 1_664; // what the page asks for at once of 1,000 accounts
const rounds = 15;
const what = '20 000 trials of 1 000 accounts';

interface Captured {
  address?: string | URL;
  first?: { program: Uint8Array; prepared: Uint8Array };
  pool?: Worker[];
}

test('two workers against one', async ({ page, site }) => {
  await page.addInitScript(() => {
    const captured: Captured = {};
    Object.assign(globalThis, { captured });
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL) {
        super(address);
        captured.address ??= address;
      }
      override postMessage(message: Captured['first']): void {
        if (message?.program) captured.first ??= message;
        super.postMessage(message);
      }
    };
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await openPlan(keyplan, '1000.keyplan');
  await keyplan.click('link', 'Forecast');
  await keyplan.has('button', 'P50');
  await keyplan.settles();

  const timeOf = (workers: number) => page.evaluate(async ({ workers, trials, atOnce }) => {
    const { captured } = globalThis as unknown as { captured: Captured };
    const ask = (worker: Worker, message: object) => new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.part ? resolve() : reject(new Error('no part')));
      worker.postMessage({ request: 1, ...message });
    });
    if (!captured.pool) {
      captured.pool = Array.from({ length: 2 }, () => new Worker(captured.address ?? ''));
      await Promise.all(captured.pool.map((worker) => ask(worker, { ...captured.first, first: 0, count: 32 })));
    }
    const start = performance.now();
    let next = 0;
    await Promise.all(captured.pool.slice(0, workers).map(async (worker) => {
      while (next < trials) {
        const first = next;
        next += atOnce;
        await ask(worker, { first, count: Math.min(atOnce, trials - first) });
      }
    }));
    return performance.now() - start;
  }, { workers, trials, atOnce });

  const times: [number[], number[]] = [[], []];
  for (let i = 0; i <= rounds; ++i) {
    const [one, two] = [await timeOf(1), await timeOf(2)];
    if (i === 0) continue;
    times[0].push(one);
    times[1].push(two);
  }
  report(what, 'one worker', times[0]);
  report(what, 'two workers', times[1]);
});
