// Measures the release build in Chromium. Run by scripts/bench, which makes the data and the table.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../../build/bench/browser',
  timeout: 600_000,
  expect: { timeout: 120_000 },
  workers: 1,
  reporter: [['list']],
  use: { browserName: 'chromium', viewport: { width: 1440, height: 900 } },
});
