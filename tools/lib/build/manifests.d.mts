/** As parsed from a manifest.json. */
export interface Manifest {
  [key: string]: unknown;
  permissions: string[];
  content_security_policy: { extension_pages: string };
  content_scripts: { [key: string]: unknown; matches: string[] }[];
}

export const geckoId: string;
export function chromeManifest(manifest: Manifest): Manifest;
export function firefoxManifest(manifest: Manifest): Manifest;
export function demoManifest(manifest: Manifest): Manifest;
