// Settings of Firefox that people have, and that other browsers do not.
import { test } from './support/keyplan';
import { singleFileAddress } from './support/site';

for (const from of ['a web site', 'disk']) {
  test(`where cookies and site data are blocked, a plan of a page from ${from} is kept in a file`, async ({ newProfile, site }) => {
    const keyplan = await newProfile({ 'network.cookie.cookieBehavior': 2 }).start(from === 'disk' ? singleFileAddress : site.address);
    await keyplan.click('link', 'Load the sample portfolio');
    await keyplan.sees(/nothing is saved here|Not saved/i);
    const exported = await keyplan.downloads(() => keyplan.press('ControlOrMeta+s'));
    await keyplan.reload();
    await keyplan.drops(exported);
    await keyplan.hears(/^Opened/);
    await keyplan.sees(/24 accounts/);
  });
}

test('a private window saves until it is closed and then has forgotten everything', async ({ newProfile, site }) => {
  const profile = newProfile({ 'browser.privatebrowsing.autostart': true });
  let keyplan = await profile.start(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.isSaved();
  await keyplan.reload();
  await keyplan.sees(/24 accounts/);
  keyplan.expectNoComplaints();
  await profile.kill();
  keyplan = await profile.start(site.address);
  await keyplan.has('link', 'Load the sample portfolio');
  keyplan.expectNoComplaints();
});

test('where fingerprinting is resisted, one hits what one sees and every letter arrives', async ({ newProfile, site }) => {
  const keyplan = await newProfile({ 'privacy.resistFingerprinting': true }).start(site.address);
  await keyplan.click('link', 'Load the sample portfolio');
  await keyplan.openAccount('Wexmoor Foods');
  await keyplan.type('textbox', 'Sector', 'Łódź');
  await keyplan.holds('textbox', 'Sector', 'Łódź');
  await keyplan.isSaved();
  keyplan.expectNoComplaints();
});
