// The single file: the module stands in the page as base64, for local pages may not fetch.

export async function loadWasm(imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const block = document.getElementById('keyplan-wasm') as HTMLElement;
  const binary = atob((block.textContent ?? '').trim());
  block.remove();
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return (await WebAssembly.instantiate(bytes, imports)).instance;
}
