import { everywhere } from './support/everywhere';
import { test } from './support/keyplan';

for (const [name, story] of Object.entries(everywhere)) test(name, ({ keyplan }) => story(keyplan));
