// The accessibility mirror by itself: what becomes of the differences the module sends.
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test, expect } from './support/keyplan';

interface Sent {
  id: string;
  action: string;
  value: string;
}
type Diff = Record<string, unknown>;

const bundle = buildSync({
  entryPoints: [join(__dirname, '../../web/src/mirror.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'mirrorModule',
}).outputFiles[0]?.text ?? '';

const node = (id: number, index: number, role: string, name: string, more: Diff = {}) => ({
  id: String(id), parent: '0', index, role, name, rect: [20, 40 * index, 200, 30], ...more,
});

async function apply(page: Page, diff: Diff): Promise<void> {
  await page.evaluate((changes) => (globalThis as unknown as { mirror: { apply(diff: unknown): void } }).mirror.apply(changes), diff);
}

const sent = (page: Page) => page.evaluate(() => (globalThis as unknown as { sent: Sent[] }).sent);

test.beforeEach(async ({ page }) => {
  await page.setContent('<div id="surface"><div id="mirror"></div><textarea id="typing"></textarea></div><div id="live" aria-live="polite"></div>');
  await page.addScriptTag({ content: bundle });
  await page.evaluate(() => {
    const scope = globalThis as unknown as {
      mirrorModule: { Mirror: new (...parts: unknown[]) => unknown }; mirror: unknown; sent: Sent[];
    };
    const part = (id: string) => document.getElementById(id);
    scope.sent = [];
    scope.mirror = new scope.mirrorModule.Mirror(
      part('surface'), part('mirror'), part('live'), part('typing'),
      (id: string, action: string, value: string) => scope.sent.push({ id, action, value }), () => 2);
  });
});

test('keeps the order when only some nodes are sent', async ({ page }) => {
  const order = () => page.locator('#mirror > *').allTextContents();
  await apply(page, { upsert: [node(1, 0, 'button', 'A'), node(2, 1, 'button', 'B'), node(3, 2, 'button', 'C')] });
  await apply(page, { upsert: [node(3, 0, 'button', 'C'), node(1, 2, 'button', 'A')] });
  expect(await order()).toEqual(['C', 'B', 'A']);
  await apply(page, { upsert: [node(4, 1, 'button', 'X')], remove: ['2'] });
  expect(await order()).toEqual(['C', 'X', 'A']);
});

test('lays elements over what they mean, in CSS pixels', async ({ page }) => {
  await apply(page, { upsert: [node(1, 1, 'button', 'Save')] });
  const style = await page.getByRole('button', { name: 'Save' }).evaluate(({ style: s }) => [s.left, s.top, s.width, s.height]);
  expect(style).toEqual(['10px', '20px', '100px', '15px']);
});

test('takes a subtree along and names parents by attribute', async ({ page }) => {
  await apply(page, { upsert: [node(1, 0, 'row', 'North'), { ...node(2, 0, 'gridcell', '4.82'), parent: '1' }] });
  await expect(page.getByRole('row', { name: 'North' }).getByRole('gridcell')).toHaveText('4.82');
  await apply(page, { remove: ['1'] });
  await expect(page.locator('#mirror')).toBeEmpty();
});

test('never makes markup of a name', async ({ page }) => {
  const name = '<img src=x onerror=alert(1)>';
  await apply(page, { upsert: [node(1, 0, 'paragraph', name), node(2, 1, 'checkbox', name)], announce: [name] });
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page.locator('#live')).toHaveText(name);
  await expect(page.getByRole('checkbox', { name })).toHaveCount(1);
});

test('leaves only the dialog while one is open', async ({ page }) => {
  await apply(page, { upsert: [
    node(1, 0, 'button', 'Save'),
    node(2, 1, 'dialog', 'Delete', { states: { modal: true } }),
    { ...node(3, 0, 'button', 'Keep'), parent: '2' },
  ] });
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Keep' })).toHaveCount(1);
  await apply(page, { remove: ['2'] });
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(1);
});

test('says states in the words of each role', async ({ page }) => {
  await apply(page, { upsert: [
    node(1, 0, 'checkbox', 'Active', { states: { checked: 'mixed' } }),
    node(2, 1, 'button', 'Chip', { states: { selected: true } }),
    node(3, 2, 'tab', 'People', { states: { selected: true } }),
    node(4, 3, 'combobox', 'Tier', { value: 'Key' }),
    node(5, 4, 'slider', 'Price', { value: '2.5 %', states: { min: 0, max: 10, now: 2.5 } }),
    node(6, 5, 'heading', 'Accounts', { states: { level: 2 } }),
  ] });
  await expect(page.getByRole('checkbox')).toHaveAttribute('aria-checked', 'mixed');
  await expect(page.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('tab', { selected: true })).toHaveCount(1);
  await expect(page.getByRole('combobox', { expanded: false })).toHaveText('Key');
  await expect(page.getByRole('slider')).toHaveValue('2.5');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Accounts');
});

test('tells which option of a list the arrow keys have reached, also where somebody types', async ({ page }) => {
  const option = (id: number, index: number, name: string) => ({ ...node(id, index, 'option', name, { states: { posinset: index + 1, setsize: 2 } }), parent: '3' });
  await apply(page, { upsert: [
    node(1, 0, 'combobox', 'Owner', { states: { expanded: true }, controls: '3', active: '5' }),
    node(2, 1, 'searchbox', 'Filter Owner', { controls: '3', active: '5' }),
    node(3, 2, 'listbox', 'Owner'),
    option(4, 0, 'Ada'), option(5, 1, 'Bo'),
  ], focus: '2' });
  for (const field of [page.getByRole('combobox'), page.getByRole('searchbox'), page.locator('#typing')]) {
    await expect(field).toHaveAttribute('aria-activedescendant', 'node-5');
    await expect(field).toHaveAttribute('aria-controls', 'node-3');
  }
  await apply(page, { upsert: [node(1, 0, 'combobox', 'Owner')], remove: ['2', '3'], focus: '1' });
  for (const field of [page.getByRole('combobox'), page.locator('#typing')]) {
    await expect(field).not.toHaveAttribute('aria-activedescendant');
    await expect(field).not.toHaveAttribute('aria-controls');
  }
});

test('a screen reader presses and fills', async ({ page }) => {
  await apply(page, { upsert: [node(1, 0, 'button', 'Save'), node(2, 1, 'textbox', 'Name', { value: 'old' })], focus: '2' });
  await expect(page.locator('#surface')).toHaveAttribute('aria-activedescendant', 'node-2');
  await page.getByRole('button').dispatchEvent('click');
  await page.getByRole('textbox', { name: 'Name' }).press('End');
  await page.getByRole('textbox', { name: 'Name' }).pressSequentially('er', { delay: 5 });
  await expect.poll(async () => (await sent(page)).filter(({ action }) => action !== 'reveal')).toEqual([
    { id: '1', action: 'press', value: '' },
    { id: '2', action: 'set_value', value: 'older' },
  ]);
});

test('what comes from the module does not disturb what is being typed', async ({ page }) => {
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Name', { value: 'old' })] });
  const field = page.getByRole('textbox', { name: 'Name' });
  await field.fill('new');
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Name', { value: 'old', description: 'Required' })] });
  await expect(field).toHaveValue('new');
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ id: '1', action: 'set_value', value: 'new' });
});

test('a masked value is typed as a password and never told', async ({ page }) => {
  const masked = { states: { secret: true }, description: 'Filled in, not shown.' };
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Passphrase', masked), node(2, 1, 'button', 'Show')] });
  const field = page.getByRole('textbox', { name: 'Passphrase' });
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveValue('');
  await field.focus();
  await page.keyboard.type('heron');
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ id: '1', action: 'set_value', value: 'heron' });
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Passphrase', masked)] });
  await page.keyboard.type(' maple');
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ id: '1', action: 'set_value', value: 'heron maple' });
  await field.blur();
  await expect(field).toHaveValue('');
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Passphrase', { value: 'heron maple' })] });
  await expect(field).toHaveAttribute('type', 'text');
  await expect(field).toHaveValue('heron maple');
  await apply(page, { upsert: [node(1, 0, 'textbox', 'Passphrase', masked)] });
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveValue('');
});
