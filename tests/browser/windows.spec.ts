// Two windows of one browser with the same plan.
import type { BrowserContext } from '@playwright/test';
import { test, expect, Keyplan } from './support/keyplan';

const banner = /^This plan is open in another window\./;

async function openAnother(context: BrowserContext, address: string): Promise<Keyplan> {
  const keyplan = new Keyplan(await context.newPage());
  await keyplan.open(address);
  return keyplan;
}

test('a second window shows what is saved in the first, and takes over when it is told to', async ({ keyplan, context, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  const second = await openAnother(context, site.address);
  await second.sees(banner);
  await second.openAccount('Wexmoor Foods');

  await keyplan.page.bringToFront();
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Frozen food');
  await keyplan.isSaved();
  await second.page.bringToFront();
  await second.holds('textbox', 'Sector', 'Frozen food');
  await second.has('heading', 'Wexmoor Foods');

  await keyplan.page.bringToFront();
  await keyplan.type('textbox', 'Sector', 'Ice');
  await second.page.bringToFront();
  await second.click('button', 'Edit here instead');
  await expect(second.find('button', 'Edit here instead')).toHaveCount(0);
  await second.holds('textbox', 'Sector', 'Ice');
  await second.type('textbox', 'Region', 'Far north');
  await second.isSaved();
  await keyplan.page.bringToFront();
  await keyplan.sees(banner);
  await keyplan.holds('textbox', 'Region', 'Far north');
  await keyplan.holds('textbox', 'Sector', 'Ice');

  await second.page.close();
  await keyplan.hears('You can edit this plan here now.');
  await keyplan.type('textbox', 'City', 'Ghent');
  await keyplan.isSaved();
  await keyplan.reload();
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.holds('textbox', 'City', 'Ghent');
  await keyplan.holds('textbox', 'Region', 'Far north');
  second.expectNoComplaints();
});

test('where the browser has no locks both windows edit and neither loses anything', async ({ context, site }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  });
  const first = await openAnother(context, site.address);
  await first.click('link', 'Load the sample portfolio');
  await first.isSaved();
  await first.openAccount('Wexmoor Foods');
  const second = await openAnother(context, site.address);
  await second.openAccount('Wexmoor Foods');
  await second.type('textbox', 'Sector', 'Frozen food');
  await second.isSaved();

  await first.page.bringToFront();
  await first.sees(/^From another window: 1 changed/);
  await first.holds('textbox', 'Sector', 'Frozen food');
  await first.type('textbox', 'Region', 'Far north');
  await first.isSaved();
  await first.holds('textbox', 'Sector', 'Frozen food');

  // The last words of a window that is closed before it can join what it was overtaken by.
  await second.page.bringToFront();
  await second.type('textbox', 'City', 'Ghent');
  await second.page.close();
  await first.page.close();
  const third = await openAnother(context, site.address);
  await third.openAccount('Wexmoor Foods');
  await third.holds('textbox', 'City', 'Ghent');
  await third.holds('textbox', 'Region', 'Far north');
  await third.holds('textbox', 'Sector', 'Frozen food');
  for (const keyplan of [first, second, third]) keyplan.expectNoComplaints();
});

test('a newer version that takes the storage over finds the last edit in it, and the user reads of it', async ({ keyplan }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Frozen peas');
  const isThere = await keyplan.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const newer = await answer(indexedDB.open('keyplan', 2));
    const chunks = await answer<Uint8Array[]>(newer.transaction('chunk').objectStore('chunk').getAll());
    newer.close();
    return chunks.some((bytes) => new TextDecoder().decode(bytes).includes('Frozen peas'));
  });
  expect(isThere).toBe(true);
  await keyplan.sees(/^Changes are no longer saved here: A newer version of Keyplan/);
  await keyplan.sees('No longer saved here');
});
