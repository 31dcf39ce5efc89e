import type { Plugin } from 'esbuild';

export const liteWasm: string;
export const liteFolder: string;
export const liteRuntime: Plugin;
