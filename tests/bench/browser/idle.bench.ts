// What an untouched page costs: processor time of the renderer and the GPU process, beside the same
// page drawing every frame.
import { test } from '../../browser/support/keyplan';
import { own, report } from './measure';

const seconds = 10;
const rounds = 3;
const restSeconds = 25; // until what the browser and the page put off has been done

test('idle', async ({ browser, keyplan, page }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  await keyplan.settles();
  const session = await browser.newBrowserCDPSession();
  const cpuSeconds = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const percent = async () => {
    const [before, start] = [await cpuSeconds(), performance.now()];
    await page.waitForTimeout(seconds * 1000);
    return ((await cpuSeconds()) - before) / ((performance.now() - start) / 1000) * 100;
  };
  const samples: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; ++i) {
    await page.waitForTimeout(restSeconds * 1000);
    samples[0].push(await percent());
    await page.evaluate(() => {
      const canvas = document.querySelector('#keyplan-canvas');
      let x = 400;
      const draw = () => {
        x = 801 - x;
        canvas?.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: 500, bubbles: true }));
        Object.assign(globalThis, { drawing: requestAnimationFrame(draw) });
      };
      draw();
    });
    samples[1].push(await percent());
    await page.evaluate(() => cancelAnimationFrame((globalThis as unknown as { drawing: number }).drawing));
    await keyplan.settles();
  }
  report('renderer and GPU process while idle', own, samples[0], '%');
  report('renderer and GPU process while idle', 'drawing every frame', samples[1], '%');
});
