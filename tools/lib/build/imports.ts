/** Finds which file of the repository imports which. Imports of types count too. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files that each file imports. Paths are relative to the root, with `/`. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** `import .. from`, `export .. from`, `import '..'` and `import('..')`, of relative paths. */
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^'\n]+)'/g;

/** Reads all TypeScript below these folders; imports of files elsewhere are listed too. */
export function readImports(root: string, folders: readonly string[]): Imports {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  );
  return new Map(
    files.sort().map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const targets = Array.from(text.matchAll(importPattern), ([, target]) =>
        path.posix.join(path.posix.dirname(file), target!),
      );
      return [file, [...new Set(targets)]];
    }),
  );
}

/** The circles of imports, each as its files with the first one repeated at the end. */
export function circlesOf(imports: Imports): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const start = trail.indexOf(file);
    if (start >= 0) circles.push([...trail.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    trail.push(file);
    for (const target of imports.get(file) ?? []) visit(target);
    trail.pop();
    done.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return circles;
}
