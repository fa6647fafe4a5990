// What people with Safari and other browsers made of WebKit rely on.
import { everywhere } from './support/everywhere';
import { test } from './support/webkit';

for (const [name, story] of Object.entries(everywhere)) test(name, ({ keyplan }) => story(keyplan));

test('the page in one file takes exports from disk and hands over a plan file', async ({ keyplan }) => {
  await keyplan.openFromDisk();
  await everywhere['a folder of exports becomes a plan, and the plan a file that opens again']?.(keyplan);
});
