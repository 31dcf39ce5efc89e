/** LiteRT's WASM build, with its factory as default export (package.mjs). */
declare module '@litertjs/core/wasm/litert_wasm_internal.js' {
  const createModule: (
    options: import('./runtime.ts').RuntimeOptions,
  ) => Promise<import('./runtime.ts').RuntimeModule>;
  export default createModule;
}
