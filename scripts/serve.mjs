// Serves a folder on this machine only: node serve.mjs FOLDER [--port N]
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "8420" } },
});
const root = resolve(positionals[0] ?? "dist/site");
const port = Number(values.port);

/** The file a request means, or undefined. Nothing outside the folder is ever served. */
async function find(url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  let file = resolve(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return undefined;
  let info = await stat(file).catch(() => undefined);
  if (info?.isDirectory()) {
    file = join(file, "index.html");
    info = await stat(file).catch(() => undefined);
  }
  return info?.isFile() ? { file, size: info.size } : undefined;
}

const server = createServer(async (request, response) => {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const found = await find(request.url);
  if (!found) {
    response.writeHead(404, { "Content-Type": types[".txt"] }).end("There is no such page.\n");
    return;
  }
  response.writeHead(200, {
    "Content-Type": types[extname(found.file)] ?? "application/octet-stream",
    "Content-Length": found.size,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(found.file).on("error", () => response.destroy()).pipe(response);
});

server.on("error", (error) => {
  const sentences = {
    EADDRINUSE: `Port ${port} is taken by another program. Choose another one with --port N.`,
    EACCES: `Port ${port} may not be opened by this user. Choose one above 1023 with --port N.`,
  };
  console.error(`keyplan: ${sentences[error.code] ?? error.message}`);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => {
  console.log(`Keyplan is at http://127.0.0.1:${port}/ (stop with Ctrl+C)`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
