import type { BuildOptions } from 'esbuild';

export function buildDrawingWorker(
  options: BuildOptions,
): Promise<{ text: string; inputs: Record<string, unknown> }>;
export function literalOf(text: string): string;
export function withDrawingWorker(code: string, text: string): string;
