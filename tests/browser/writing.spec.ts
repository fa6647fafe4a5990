// Long notes: written in the page's own text area over the canvas, told as the one field they are.
import { test, expect, Keyplan } from './support/keyplan';

const paragraph =
  'They run four warehouses and want to see every pallet, so the first thing to show is the dock. ' +
  'Grüße aus Köln, Šárka, Ελλάδα, Київ, 日本 and an emoji 🙂; 2.0 stays in one piece. ';

async function openNotes(keyplan: Keyplan): Promise<void> {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.press('ControlOrMeta+k');
  await keyplan.page.keyboard.type('Wexmoor Foods');
  await keyplan.press('Enter');
  await expect(keyplan.find('heading', 'Wexmoor Foods')).toBeAttached();
}

const notes = (keyplan: Keyplan) => keyplan.find('textbox', 'Notes');

// As the field is seen, not only as its words are told.
async function startWriting(keyplan: Keyplan): Promise<void> {
  await keyplan.click('textbox', 'Notes');
  await expect(notes(keyplan)).toBeFocused();
  await keyplan.settles();
}

async function place(keyplan: Keyplan): Promise<{ x: number; y: number; width: number; height: number }> {
  await keyplan.settles();
  const box = await notes(keyplan).boundingBox();
  if (!box) throw new Error('The notes are not on the page.');
  return box;
}

test.beforeEach(async ({ keyplan }) => openNotes(keyplan));

test('a long note is wrapped while it is written, grows, and is committed by Tab', async ({ keyplan, page }) => {
  await startWriting(keyplan);
  const before = await place(keyplan);
  await keyplan.press('ControlOrMeta+a');
  const text = paragraph.repeat(6);
  await page.keyboard.insertText(text);
  await keyplan.press('Enter');
  await page.keyboard.type('The end.');
  const grown = await place(keyplan);
  expect(grown.height).toBeGreaterThan(before.height + 60);
  expect(grown.width).toBeCloseTo(before.width, 0);
  expect(await notes(keyplan).evaluate((field: HTMLTextAreaElement) => field.scrollWidth <= field.clientWidth)).toBe(true);
  await keyplan.press('Tab');
  await expect(notes(keyplan)).toHaveValue(`${text}\nThe end.`);
  await expect(notes(keyplan)).not.toBeFocused();
  await keyplan.press('ControlOrMeta+z');
  await keyplan.hears(/^Undone: change notes/);
});

test('a note stands where it stood when it is opened, and has as many lines', async ({ keyplan }) => {
  const rest = await place(keyplan);
  await startWriting(keyplan);
  const { lines, top } = await notes(keyplan).evaluate((field: HTMLTextAreaElement) => {
    const line = Number.parseFloat(getComputedStyle(field).lineHeight);
    return { lines: field.scrollHeight / line, top: field.getBoundingClientRect().top };
  });
  expect(Math.abs(top - rest.y)).toBeLessThan(6);
  expect(Math.round(lines)).toBe(Math.floor(rest.height / 20));
});

test('Escape takes back what was written, Ctrl+Z only the last of it', async ({ keyplan, page }) => {
  const before = await notes(keyplan).inputValue();
  await startWriting(keyplan);
  await keyplan.press('ControlOrMeta+End');
  await page.keyboard.insertText(' First.');
  await page.keyboard.insertText(' Second.');
  await expect(notes(keyplan)).toHaveValue(`${before} First. Second.`);
  await keyplan.press('ControlOrMeta+z');
  await expect(notes(keyplan)).toHaveValue(`${before} First.`);
  await keyplan.press('Escape');
  await expect(notes(keyplan)).toHaveValue(before);
  await expect(notes(keyplan)).not.toBeFocused();
});

test('the page scrolls under a note that is being written, and the window may change', async ({ keyplan, page }) => {
  await page.setViewportSize({ width: 1100, height: 500 });
  await keyplan.settles();
  await notes(keyplan).focus();
  await keyplan.settles();
  await page.keyboard.insertText('Written. ');
  const before = await place(keyplan);
  await page.mouse.move(before.x + 20, before.y + 10);
  await page.mouse.wheel(0, -120);
  await expect.poll(async () => (await place(keyplan)).y).toBeGreaterThan(before.y + 40);
  await page.setViewportSize({ width: 800, height: 700 });
  await expect.poll(async () => (await place(keyplan)).x).toBeLessThan(100);
  const folded = await place(keyplan);
  expect(folded.x + folded.width).toBeLessThanOrEqual(800);
  await expect(notes(keyplan)).toBeFocused();
  await page.keyboard.insertText('Still here. ');
  const caret = await notes(keyplan).evaluate((field: HTMLTextAreaElement) => field.selectionEnd);
  expect((await notes(keyplan).inputValue()).slice(0, caret)).toContain('Written. Still here. ');
  await expect.poll(async () => (await place(keyplan)).y).toBeLessThan(690); // what is written comes into sight
  await keyplan.press('ControlOrMeta+Enter');
  await expect(notes(keyplan)).toHaveValue(/Written\. Still here\. /);
});

test('a click elsewhere and a command commit what is written', async ({ keyplan, page }) => {
  await startWriting(keyplan);
  await keyplan.press('ControlOrMeta+a');
  await page.keyboard.insertText('By a click.');
  await keyplan.click('textbox', 'Sector');
  await expect(notes(keyplan)).toHaveValue('By a click.');
  await keyplan.press('Escape');
  await startWriting(keyplan);
  await keyplan.press('ControlOrMeta+a');
  await page.keyboard.insertText('By a command.');
  await keyplan.press('Alt+1');
  await expect(keyplan.find('heading', 'Portfolio')).toBeAttached();
  await keyplan.press('ControlOrMeta+z');
  await keyplan.hears(/^Undone: change notes/);
});

test('a screen reader knows one field, enters it and writes in it', async ({ keyplan, page }) => {
  const field = notes(keyplan);
  const order = () => page.getByRole('textbox').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  const before = await order();
  await field.focus();
  await expect(field).toHaveCSS('pointer-events', 'auto');
  expect(await order()).toEqual(before);
  await expect(field).toHaveAttribute('spellcheck', 'true');
  await field.fill('Told by a screen reader.');
  await expect(field).toHaveCount(1);
  await keyplan.find('textbox', 'Sector').focus();
  await expect(field).toHaveValue('Told by a screen reader.');
  await expect(field).toHaveCSS('pointer-events', 'none');
});

test('what is written is kept when the page closes in the middle of it', async ({ keyplan, page, context, site }) => {
  await startWriting(keyplan);
  await page.keyboard.insertText('Half a thought. ');
  await page.close({ runBeforeUnload: false });
  const again = new Keyplan(await context.newPage());
  await again.open(site.address);
  await again.press('ControlOrMeta+k');
  await again.page.keyboard.type('Wexmoor Foods');
  await again.press('Enter');
  await expect(notes(again)).toHaveValue(/Half a thought\. /);
});
