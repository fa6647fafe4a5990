// Makes dist/site (a static page, hashed names) and dist/keyplan.html (the same in one file) from the
// built wasm module, and says how large everything is.
//
//   node web/build.mjs [folder of keyplan.js and keyplan.wasm]

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const dist = join(root, 'dist');
const site = join(dist, 'site');
const moduleDir = resolve(process.argv[2] ?? join(root, 'build/wasm-release'));

const wasmPath = join(moduleDir, 'keyplan.wasm');
const trialsPath = join(moduleDir, 'keyplan_trials.wasm');
for (const path of [wasmPath, trialsPath]) {
  if (existsSync(path)) continue;
  console.error(`keyplan: ${relative(process.cwd(), path)} is missing. Run ./scripts/build wasm-release keyplan_web keyplan_trials first.`);
  process.exit(1);
}

const hash = (bytes, algorithm = 'sha256', encoding = 'base64') => createHash(algorithm).update(bytes).digest(encoding);
const hashed = (name, extension, bytes) => `${name}-${hash(bytes, 'sha256', 'hex').slice(0, 12)}.${extension}`;

async function bundle(entry, wasmLoader, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(web, entry)],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    format: entry.endsWith('.css') ? undefined : 'iife',
    alias: {
      'keyplan-module': join(moduleDir, 'keyplan.js'),
      'keyplan-trials': trialsPath,
      'keyplan-wasm': join(web, 'src', wasmLoader),
    },
    loader: { '.wasm': 'base64' },
    // The module would look for its files beside itself; it gets them from us.
    define: { 'import.meta.url': '"about:blank"', ...define },
    logLevel: 'warning',
  });
  return Buffer.from(outputFiles[0].contents);
}

function policy(rules) {
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">`;
}

const shared = ["base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types trials', 'worker-src blob:'];

function page(parts) {
  const template = readFileSync(join(web, 'index.html'), 'utf8');
  return template.replace(/<!-- (policy|style|script) -->/g, (_, part) => parts[part]);
}

const wasm = readFileSync(wasmPath);
// A part of the page's script: nothing is loaded when a simulation begins, with or without a network.
const worker = { KEYPLAN_TRIAL_WORKER: JSON.stringify((await bundle('src/trial_worker.ts', 'wasm_site.ts')).toString()) };
const css = await bundle('style.css', 'wasm_site.ts');
rmSync(dist, { recursive: true, force: true });
mkdirSync(site, { recursive: true });

// ---- The hosted page -----------------------------------------------------------------------------
const wasmName = hashed('keyplan', 'wasm', wasm);
const siteScript = await bundle('src/main.ts', 'wasm_site.ts', { ...worker, KEYPLAN_WASM: JSON.stringify(wasmName) });
const scriptName = hashed('keyplan', 'js', siteScript);
const cssName = hashed('keyplan', 'css', css);
writeFileSync(join(site, wasmName), wasm);
writeFileSync(join(site, scriptName), siteScript);
writeFileSync(join(site, cssName), css);
writeFileSync(
  join(site, 'index.html'),
  page({
    policy: policy([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      "manifest-src 'self'",
      ...shared,
    ]),
    style:
      `<link rel="preload" href="${wasmName}" as="fetch" type="application/wasm" crossorigin>\n` +
      `<link rel="stylesheet" href="${cssName}" integrity="sha384-${hash(css, 'sha384')}">`,
    script: `<script src="${scriptName}" integrity="sha384-${hash(siteScript, 'sha384')}"></script>`,
  }),
);

// ---- The single file -----------------------------------------------------------------------------
const singleScript = await bundle('src/main.ts', 'wasm_single.ts', worker);
const inlineScript = singleScript.toString().replaceAll('</script', '<\\/script');
const inlineCss = css.toString();
writeFileSync(
  join(dist, 'keyplan.html'),
  page({
    policy: policy([
      "default-src 'none'",
      `script-src 'sha256-${hash(inlineScript)}' 'wasm-unsafe-eval'`,
      "connect-src 'none'",
      `style-src 'sha256-${hash(inlineCss)}'`,
      'img-src blob: data:',
      ...shared,
    ]),
    style: `<style>${inlineCss}</style>`,
    script: `<script type="text/plain" id="keyplan-wasm">${wasm.toString('base64')}</script>\n<script>${inlineScript}</script>`,
  }),
);

// ---- What came out -------------------------------------------------------------------------------
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
// Compressing takes most of the time of a build, so what did not change is not compressed again.
const sizesPath = join(moduleDir, 'sizes.json');
const known = existsSync(sizesPath) ? JSON.parse(readFileSync(sizesPath, 'utf8')) : {};
const sizes = {};
const measure = (path) => {
  const bytes = readFileSync(join(dist, path));
  const sha256 = hash(bytes, 'sha256', 'hex');
  sizes[sha256] = known[sha256] ?? { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
  return { path, ...sizes[sha256], sha256 };
};
const files = [...readdirSync(site).sort().map((name) => `site/${name}`), 'keyplan.html'].map(measure);
const total = { path: 'site in all', raw: 0, gzip: 0, brotli: 0 };
for (const file of files) {
  if (!file.path.startsWith('site/')) continue;
  for (const kind of ['raw', 'gzip', 'brotli']) total[kind] += file[kind];
}
const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ' ').padStart(12);
const row = ({ path, raw, gzip, brotli: br }) => `${path.padEnd(34)}${number(raw)}${number(gzip)}${number(br)}`;
const size = [`${'bytes'.padEnd(34)}${'raw'.padStart(12)}${'gzip'.padStart(12)}${'brotli'.padStart(12)}`, ...[...files, total].map(row)].join('\n') + '\n';
const sums = files.map(({ path, sha256 }) => `${sha256}  ${path}`).join('\n') + '\n';
writeFileSync(join(dist, 'size.txt'), size);
writeFileSync(join(dist, 'SHA256SUMS'), sums);
writeFileSync(sizesPath, JSON.stringify(sizes));
process.stdout.write(`${size}\n${sums}`);
