/** A parsed manifest.json. */
export interface Manifest {
  [key: string]: unknown;
  permissions: string[];
  content_security_policy: { extension_pages: string };
  content_scripts: { [key: string]: unknown; matches: string[] }[];
}

/** The manifest.json of the repository's root, parsed. */
export interface RootManifest {
  [key: string]: unknown;
  permissions: string[];
  content_security_policy: { extension_pages: string };
  content_scripts: { [key: string]: unknown; matches?: never }[];
}

export const geckoId: string;
export function withMatches(manifest: RootManifest, matches: readonly string[]): Manifest;
export function chromeManifest(manifest: Manifest): Manifest;
export function firefoxManifest(manifest: Manifest): Manifest;
export function demoManifest(manifest: Manifest): Manifest;
