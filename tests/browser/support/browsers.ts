// The browsers of the tests: Debian's packages chromium and firefox-esr, or those that KEYPLAN_CHROMIUM
// and KEYPLAN_FIREFOX name. Firefox is the one people use, driven over WebDriver BiDi.
import type { LaunchOptions } from '@playwright/test';
import { join } from 'node:path';

export const outputDir = join(__dirname, '../../../build/browser-tests');
// Firefox 153 does not tell Playwright which download an event is about, so files are awaited there.
export const firefoxDownloads = join(outputDir, 'firefox-downloads');

// Software drawing, and nothing of its own on the network.
export const chromium: LaunchOptions = {
  executablePath: process.env['KEYPLAN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

// It has WebGL 2 only with a screen, be it drawn by software.
export const firefox: LaunchOptions = {
  executablePath: process.env['KEYPLAN_FIREFOX'] ?? '/usr/bin/firefox-esr',
  headless: false,
  downloadsPath: firefoxDownloads,
  // Playwright loosens these; people have them as they are delivered.
  firefoxUserPrefs: {
    'security.fileuri.strict_origin_policy': true,
    'dom.disable_open_during_load': true,
  },
};

export function onDisplay(display: string): Record<string, string> {
  const { WAYLAND_DISPLAY: _, ...env } = process.env as Record<string, string>;
  return { ...env, DISPLAY: display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' };
}
