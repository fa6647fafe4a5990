// Two people with a browser each send plan files to and fro, and end with the same plan.
import { test, expect, type Keyplan } from './support/keyplan';

const sent = (keyplan: Keyplan) => keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));

async function takes(keyplan: Keyplan, file: { name: string; bytes: Buffer }): Promise<void> {
  await keyplan.drops(file);
  await keyplan.click('button', /^Merge \d+ change/);
  await keyplan.sees(/^Done: merge /);
}

test('files exchanged both ways end in the same bytes, with the conflict settled', async ({ keyplan: ana, newProfile, site }) => {
  await ana.click('link', 'Load the sample portfolio');
  await ana.isSaved();
  const bob = await newProfile().start(site.address);
  await bob.drops(await sent(ana));
  await bob.hears(/^Opened/);

  await ana.openAccount('Wexmoor Foods');
  await ana.type('textbox', 'Sector', 'Chilled food');
  await ana.openAccount('Tiravel Pneus');
  await ana.type('textbox', 'City', 'Clermont');
  await bob.openAccount('Wexmoor Foods');
  await bob.type('textbox', 'Sector', 'Frozen food');
  await bob.type('textbox', 'Region', 'Far north');

  await ana.drops(await sent(bob));
  await ana.sees('Conflicts');
  await ana.sees('Account “Wexmoor Foods” · Sector');
  await ana.click('button', /^Merge \d+ change/);
  await ana.sees(/^Done: merge /);
  await ana.sees('Open conflicts');
  await ana.click('radio', /Frozen food/);
  await ana.sees('Nobody’s values stand against each other.');
  await ana.openAccount('Wexmoor Foods');
  await ana.holds('textbox', 'Sector', 'Frozen food');
  await ana.holds('textbox', 'Region', 'Far north');

  await takes(bob, await sent(ana));
  await bob.openAccount('Tiravel Pneus');
  await bob.holds('textbox', 'City', 'Clermont');
  expect((await sent(bob)).bytes.equals((await sent(ana)).bytes)).toBe(true);

  // An old copy brings nothing, and both go on.
  const old = await sent(ana);
  await bob.type('textbox', 'City', 'Riom');
  await bob.drops(old);
  await bob.sees(/^Nothing new/);
  await takes(ana, await sent(bob));
  expect((await sent(ana)).bytes.equals((await sent(bob)).bytes)).toBe(true);
  await ana.isSaved();
  await ana.reload();
  await ana.openAccount('Tiravel Pneus');
  await ana.holds('textbox', 'City', 'Riom');
  ana.expectNoComplaints();
  bob.expectNoComplaints();
});

test('a bad file among many is named, and the others are merged', async ({ keyplan, newProfile, site }) => {
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  const start = await sent(keyplan);
  const bob = await newProfile().start(site.address);
  await bob.drops(start);
  await bob.hears(/^Opened/);
  await bob.openAccount('Wexmoor Foods');
  await bob.type('textbox', 'Sector', 'Frozen food');
  const good = await sent(bob);
  const bad = good.bytes.toString().replace('"kind": "account"', '"kind": "account", "kind": "account"');
  await keyplan.drops(good, { name: 'twice.keyplan', bytes: bad }, { name: 'cut.keyplan', bytes: good.bytes.subarray(0, 5000) });
  await keyplan.sees(/twice\.keyplan/);
  await keyplan.sees(/cut\.keyplan/);
  await keyplan.click('button', /^Merge 1 change/);
  await keyplan.sees(/^Done: merge /);
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.holds('textbox', 'Sector', 'Frozen food');
});
