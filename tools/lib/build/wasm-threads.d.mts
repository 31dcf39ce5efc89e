import type { Plugin } from 'esbuild';

export const threads: number;
export const threadedWasm: string;
export const threadScript: string;
export function patch(
  file: string,
  text: string,
  changes: readonly (readonly [from: string, to: string])[],
): string;
export function patchFactory(text: string, threads: number): string;
export function patchBackend(text: string): string;
export function threadScriptText(factory: string, script: string, threads: number): string;
export function makeThreadScript(threads: number): Promise<string>;
export function wasmThreads(threads: number): Plugin;
