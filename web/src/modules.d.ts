// Chosen by build.mjs.

declare module 'keyplan-module' {
  export default function createKeyplan(options: object): Promise<unknown>;
}

declare module 'keyplan-wasm' {
  export function loadWasm(imports: WebAssembly.Imports): Promise<WebAssembly.Instance>;
}

declare module 'keyplan-trials' {
  const base64: string;
  export default base64;
}

interface Window {
  // Where the browser has it. https://w3c.github.io/trusted-types/dist/spec/
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
  };
}
