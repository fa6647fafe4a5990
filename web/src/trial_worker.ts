// The script of a worker: runs trials of a simulation with the program of src/platform/web/worker. It is
// part of the page's own script (build.mjs), so that nothing has to be loaded when it starts.

export interface TrialsRequest {
  readonly program?: Uint8Array<ArrayBuffer>; // first message only: the wasm module
  readonly prepared?: Uint8Array<ArrayBuffer>; // absent: the simulation given last
  readonly request: number;
  readonly first: number;
  readonly count: number;
}

export interface TrialsAnswer {
  readonly request: number;
  readonly part: Uint8Array<ArrayBuffer> | undefined; // undefined: these trials could not be run
}

interface Program {
  memory: WebAssembly.Memory;
  _initialize(): void;
  kt_inbox(size: number): number;
  kt_prepare(): number;
  kt_run(first: number, count: number): number;
  kt_part(): number;
}

const post = postMessage as (answer: TrialsAnswer, transfer: Transferable[]) => void;
let program: Program | undefined;

function start(bytes: Uint8Array<ArrayBuffer>): Program {
  const module = new WebAssembly.Module(bytes);
  // It asks for next to nothing; what else the compiler's library names is never called.
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      if (name !== 'emscripten_notify_memory_growth') throw new Error(name);
    };
  }
  const exports = new WebAssembly.Instance(module, imports).exports as unknown as Program;
  exports._initialize();
  return exports;
}

function run({ prepared, first, count }: TrialsRequest, { memory, kt_inbox, kt_prepare, kt_run, kt_part }: Program) {
  if (prepared) {
    const at = kt_inbox(prepared.length);
    new Uint8Array(memory.buffer).set(prepared, at);
    if (kt_prepare() === 0) return undefined;
  }
  const size = kt_run(first, count);
  return size === 0 ? undefined : new Uint8Array(memory.buffer).slice(kt_part(), kt_part() + size);
}

onmessage = ({ data }: MessageEvent<TrialsRequest>) => {
  if (data.program) program = start(data.program);
  const part = program && run(data, program);
  post({ request: data.request, part }, part ? [part.buffer] : []);
};
