// The hosted page: the module lies beside the script and is compiled while it arrives.

declare const KEYPLAN_WASM: string; // its hashed file name, from build.mjs

export async function loadWasm(imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const response = await fetch(new URL(KEYPLAN_WASM, document.baseURI), { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${KEYPLAN_WASM}: ${response.status}`);
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  }
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
}
