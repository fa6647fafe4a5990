// Bundles the unit tests and runs them with Node's own test runner, in this folder.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const tests = readdirSync(join(web, 'tests')).filter((name) => name.endsWith('.test.ts'));
const outdir = mkdtempSync(join(web, 'node_modules/.unit-tests-'));
try {
  await build({
    entryPoints: tests.map((name) => join(web, 'tests', name)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    packages: 'external',
    // The workers' program and script come from the wasm build, which these tests do without.
    alias: { 'keyplan-trials': join(web, 'tests/support/no_program.ts') },
    define: { KEYPLAN_TRIAL_WORKER: '""' },
    logLevel: 'warning',
  });
  const files = tests.map((name) => join(outdir, name.replace(/\.ts$/, '.mjs')));
  process.exitCode = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { cwd: web, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
