// A plan leaves sealed, as a link and as a file, and opens at a colleague's with its passphrase only.
import { test, expect, Keyplan } from './support/keyplan';
import { singleFileAddress } from './support/site';

const wrongly = /^The passphrase does not fit/;

async function withAccount(keyplan: Keyplan, name: string): Promise<void> {
  await keyplan.press('Alt+n');
  await keyplan.has('textbox', 'Name');
  await keyplan.type('textbox', 'Name', name);
  await keyplan.has('heading', name);
}

async function startsSharing(keyplan: Keyplan, form: string): Promise<void> {
  await keyplan.click('link', 'Share & merge');
  await keyplan.click('button', 'Share plan');
  await keyplan.click('radio', form);
}

async function suggestedPassphrase(keyplan: Keyplan): Promise<string> {
  await keyplan.click('button', 'Suggest a passphrase');
  await keyplan.holds('textbox', 'Passphrase', /^[a-z]+( [a-z]+){5}$/);
  return keyplan.find('textbox', 'Passphrase').inputValue();
}

async function opens(keyplan: Keyplan, passphrase: string): Promise<void> {
  await keyplan.has('dialog', 'Open this plan?');
  await expect(keyplan.find('textbox', 'Passphrase')).toHaveAttribute('type', 'password');
  await keyplan.type('textbox', 'Passphrase', 'six words that are not it');
  await keyplan.hears(wrongly);
  await expect(keyplan.find('textbox', 'Passphrase')).toHaveValue('');
  await keyplan.type('textbox', 'Passphrase', passphrase);
}

test('a plan in a link opens with the passphrase that was told, and leaves the address bar', async ({ keyplan, newProfile, site }) => {
  await withAccount(keyplan, 'Cancity');
  await startsSharing(keyplan, 'Link');
  const passphrase = await suggestedPassphrase(keyplan);
  await keyplan.click('button', 'Make link');
  await keyplan.has('button', 'Copy link');
  await keyplan.click('button', 'Copy link');
  await keyplan.hears('The link is copied');
  await keyplan.click('button', 'Close');
  await keyplan.press('ControlOrMeta+k', 'ControlOrMeta+v');
  const search = keyplan.find('searchbox', /^Search accounts/);
  await expect(search).toHaveValue(new RegExp(`^${site.address}#kp1=[\\w-]+$`));
  const link = await search.inputValue();
  await keyplan.press('Escape');

  const colleague = await newProfile().start(`${link.replace('#', '?utm_source=chat#')}&fbclid=1`);
  await opens(colleague, passphrase);
  await colleague.hears(/^Opened/);
  await colleague.openAccount('Cancity');
  expect(await colleague.evaluate(() => location.hash)).toBe('');
  await withAccount(colleague, 'Newport');
  await startsSharing(colleague, 'Link');
  await colleague.type('textbox', 'Passphrase', passphrase);
  await colleague.has('button', 'Copy link');
  const back = await colleague.find('textbox', 'Link').inputValue();
  colleague.expectNoComplaints();
  colleague.expectNoForeignRequests(site.address);

  await keyplan.evaluate((fragment) => (location.hash = fragment), new URL(back).hash);
  await opens(keyplan, passphrase);
  await keyplan.has('row', 'Added: Account “Newport”');
  await keyplan.evaluate((fragment) => (location.hash = fragment), new URL(back).hash.slice(0, -9));
  await keyplan.sees(/^This link did not arrive whole/);
});

test('a sealed file opens in the page from disk', async ({ keyplan, newProfile }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.has('heading', 'Portfolio');
  await startsSharing(keyplan, 'Link');
  const passphrase = await suggestedPassphrase(keyplan);
  await keyplan.click('button', 'Make link');
  await keyplan.sees(/^The link would be [\d,]+ characters long/);
  await keyplan.click('radio', 'Sealed file');
  const sealed = await keyplan.downloads(() => keyplan.click('button', 'Save sealed file'));
  expect(sealed.name).toMatch(/\.keyplan-sealed$/);
  expect(sealed.bytes.includes('Wexmoor')).toBe(false);

  const colleague = await newProfile().start(singleFileAddress);
  await colleague.drops({ name: 'attachment', bytes: sealed.bytes });
  await opens(colleague, passphrase);
  await colleague.hears(/^Opened/);
  await colleague.openAccount('Wexmoor Foods');
  await startsSharing(colleague, 'Link');
  await colleague.type('textbox', 'Passphrase', passphrase);
  await colleague.sees(/^A link leads to the address of this page/);
  await colleague.evaluate(() => (location.hash = 'kp1=AAAA'));
  await colleague.sees(/^This link did not arrive whole/);
  expect(await colleague.evaluate(() => location.hash)).toBe('');
  colleague.expectNoComplaints();
  colleague.expectNoForeignRequests(singleFileAddress);
});

test('a page loaded without encryption says why it cannot seal', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
  const keyplan = new Keyplan(page);
  await keyplan.open(site.address);
  await withAccount(keyplan, 'Cancity');
  await keyplan.click('link', 'Share & merge');
  await keyplan.click('button', 'Share plan');
  await keyplan.sees(/loaded without encryption \(http\)/);
  const { name } = await keyplan.downloads(() => keyplan.click('button', 'Save plan file'));
  expect(name).toMatch(/\.keyplan$/);
});
