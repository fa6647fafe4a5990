// What the user sees when the program cannot start or stops in the middle.
import { test, expect, Keyplan } from './support/keyplan';

test('a fault stops the program, says so and lets one start again', async ({ page, site }) => {
  await page.addInitScript(() => {
    const original = WebAssembly.instantiateStreaming.bind(WebAssembly);
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const result = await original(source, imports);
      const isMemory = (item: unknown): item is WebAssembly.Memory => item instanceof WebAssembly.Memory;
      const memory = Object.values(result.instance.exports).find(isMemory);
      Object.assign(globalThis, { breakProgram: () => new Uint8Array((memory as WebAssembly.Memory).buffer).fill(0xff) });
      return result;
    };
  });
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await page.evaluate(() => (globalThis as unknown as { breakProgram(): void }).breakProgram());
  await page.mouse.move(200, 200);
  await expect(page.getByRole('heading', { name: 'Keyplan has stopped' })).toBeVisible();
  await page.getByRole('button', { name: 'Load again' }).click();
  await keyplan.started();
});

test('a fault at the very start is told, and only that', async ({ page, site }) => {
  await page.addInitScript(() => {
    const original = WebAssembly.instantiateStreaming.bind(WebAssembly);
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const { module, instance } = await original(source, imports);
      const fail = () => {
        throw new WebAssembly.RuntimeError('broken');
      };
      // The one that starts everything is told six things.
      const functions = Object.entries(instance.exports).map(([name, item]) =>
        [name, typeof item === 'function' && item.length === 6 ? fail : item] as const);
      return { module, instance: { exports: Object.fromEntries(functions) } };
    };
  });
  const keyplan = new Keyplan(page);
  await page.goto(site.address);
  await expect(page.getByRole('heading', { name: 'Keyplan has stopped' })).toBeVisible();
  expect(keyplan.complaints).toHaveLength(1);
});

test('a program that does not arrive is told', async ({ page, site }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(site.address);
  await expect(page.getByRole('heading', { name: 'Keyplan could not start' })).toBeVisible();
});

test('a browser without WebGL 2 is told what is missing', async ({ page, site }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto(site.address);
  await expect(page.getByText('WebGL 2')).toBeVisible();
});
