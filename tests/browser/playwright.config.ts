// Browser tests run on the built page in dist/, in the browsers of this machine. WebKit speaks another
// language than Playwright, so it has tests of its own.
import { defineConfig } from '@playwright/test';
import { outputDir } from './support/browsers';

// Others need the tools of Chromium's developers: crashes, permissions, memory.
const inFirefox = ['everywhere', 'firefox', 'keyboard', 'maven', 'mirror', 'page', 'rescue', 'sealed', 'story', 'trials', 'windows'].map((name) => `${name}.spec.ts`);
const viewport = { width: 1440, height: 900 };

export default defineConfig({
  testDir: '.',
  outputDir,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  // A busy machine ends pages before they hear of it. What works at the second try is told as flaky.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: { viewport, trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', testIgnore: ['firefox.spec.ts', 'webkit.spec.ts'], use: { browserName: 'chromium' } },
    // The channel is Playwright's name for a Firefox as Mozilla makes it. What it may be asked for is
    // decided by the version of Playwright: 1.65 needs a later one than Debian's.
    { name: 'firefox', testMatch: inFirefox, use: { browserName: 'firefox', channel: 'moz-firefox' } },
    { name: 'webkit', testMatch: 'webkit.spec.ts' },
  ],
});
