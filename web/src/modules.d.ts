// Chosen by build.mjs.

declare module 'keyplan-module' {
  export default function createKeyplan(options: object): Promise<unknown>;
}

declare module 'keyplan-wasm' {
  export function loadWasm(imports: WebAssembly.Imports): Promise<WebAssembly.Instance>;
}
