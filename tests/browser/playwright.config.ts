// Browser tests run on the built page in dist/, in the Chromium of this machine.
import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './support/chromium';

export default defineConfig({
  testDir: '.',
  outputDir: '../../build/browser-tests',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    launchOptions: { executablePath: chromiumPath, args: chromiumFlags },
  },
});
