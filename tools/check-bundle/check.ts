/** Finds what is wrong with a built bundle. Pure: files come in as text. */
import { type Allowed, addresses, dangers, licences, standIns } from './rules.ts';

const addressPattern = /\b(?:https?|wss?|ftp|file):\/\/[^\s"'`\\)<>,;]*/g;

const allows = (rules: readonly Allowed[], what: string, file: string): Allowed | undefined =>
  rules.find((rule) => rule.what.test(what) && (rule.file?.test(file) ?? true));

/** Finds the faults in one file of the build, and adds the rules that it needed to `used`. */
export function checkText(file: string, text: string, used?: Set<Allowed>): string[] {
  const faults: string[] = [];
  const judge = (rules: readonly Allowed[], what: string, fault: string): void => {
    const rule = allows(rules, what, file);
    if (rule) used?.add(rule);
    else faults.push(`${file}: ${fault}`);
  };
  for (const [address] of text.matchAll(addressPattern))
    judge(addresses, address, `the address ${address}`);
  if (file.endsWith('.js'))
    for (const { name, pattern, allowed } of dangers)
      for (const { 0: what, index } of text.matchAll(pattern)) {
        const around = text.slice(Math.max(0, index - 30), index + 40).replace(/\s+/g, ' ');
        judge(allowed, what, `${name}: ...${around}...`);
      }
  if (file.endsWith('.html')) faults.push(...checkPage(file, text));
  if (file.endsWith('.css') && /@import|url\(\s*["']?\s*(?!data:)[a-z]+:/i.test(text))
    faults.push(`${file}: a style from elsewhere`);
  return faults;
}

/**
 * Finds whether the one script that a bundle makes from text is, byte for byte, a script of ours as
 * it was built.
 *
 * @param literal the string literal that the build puts the script's text in as
 */
export function checkEmbedded(file: string, bundle: string, literal: string): string[] {
  const faults: string[] = [];
  const places = bundle.split(literal).length - 1;
  if (places !== 1) faults.push(`${file}: holds the text of the built worker ${places} times`);
  const made = bundle
    .split(literal)
    .join('')
    .match(/["'`](?:text|application)\/javascript["'`]/g);
  if (made?.length !== 1) faults.push(`${file}: makes ${made?.length ?? 0} scripts from text`);
  return faults;
}

/** Pages must load only files of the extension and contain no inline script, handler or style. */
function checkPage(file: string, html: string): string[] {
  const faults: string[] = [];
  for (const [tag, attributes = '', inner = ''] of html.matchAll(
    /<script\b([^>]*)>([\s\S]*?)<\/script>/gi,
  ))
    if (inner.trim() !== '' || !/\bsrc=/.test(attributes)) faults.push(`${file}: script ${tag}`);
  for (const [found, value = ''] of html.matchAll(/\b(?:src|href|action|data)=["']([^"']*)/gi))
    if (/^(?:[a-z]+:|\/\/)/i.test(value)) faults.push(`${file}: ${found}`);
  if (/<[^>]+\son[a-z]+=/i.test(html)) faults.push(`${file}: a handler in the page`);
  if (/<style\b|\sstyle=/i.test(html)) faults.push(`${file}: a style in the page`);
  return faults;
}

/** The npm package that an input of the bundle belongs to, or 'ours'; null if unknown. */
export function ownerOf(input: string): string | null {
  if (standIns.includes(input)) return 'ours';
  const inPackage = /^(?:\.\.\/[\w.-]+\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (inPackage?.[1]) return inPackage[1];
  return input.startsWith('src/') ? 'ours' : null;
}

export interface Origins {
  /** Inputs by output, as the build recorded them. */
  madeOf: Readonly<Record<string, readonly string[]>>;
  /** Scripts in the build, by path. */
  scripts: readonly string[];
  /** Scripts that the build makes without the bundler, by path, with the package that they come from. */
  made: Readonly<Record<string, string>>;
  /** The text of NOTICE. */
  notice: string;
  licenceOf(name: string): string | undefined;
}

/** Finds scripts and packages of unknown origin or licence. @returns the faults and the packages */
export function checkOrigins(origins: Origins): { faults: string[]; packages: string[] } {
  const { madeOf, scripts, made, notice, licenceOf } = origins;
  const faults: string[] = [];
  const packages = new Set<string>();
  for (const script of scripts) {
    const from = made[script];
    const inputs = madeOf[script];
    if (from) packages.add(from);
    else if (!inputs) faults.push(`${script}: nobody knows what it was made of`);
    for (const input of inputs ?? []) {
      const owner = ownerOf(input);
      if (owner === null) faults.push(`${script}: made of ${input}, whose origin nobody knows`);
      else if (owner !== 'ours') packages.add(owner);
    }
  }
  for (const name of packages) {
    const licence = licenceOf(name);
    if (!licence || !licences.includes(licence))
      faults.push(`${name}: the licence ${licence ?? '(none)'} is not one of those that may ship`);
    if (!isNamed(notice, name)) faults.push(`${name}: not named in NOTICE`);
  }
  return { faults, packages: [...packages].sort() };
}

/** Whether NOTICE names the package: as a word, or in short within a family, as in `@tensorflow/tfjs-core, -converter`. */
function isNamed(notice: string, name: string): boolean {
  const has = (text: string): boolean =>
    new RegExp(`(^|[\\s(,])${text.replace(/[^\w]/g, '\\$&')}($|[\\s),.;:])`, 'm').test(notice);
  const family = /^(@[^/]+\/[a-z]+)(-[a-z0-9-]+)$/.exec(name);
  return has(name) || (family !== null && notice.includes(`${family[1]}-`) && has(family[2]!));
}

interface Manifest {
  content_security_policy?: { extension_pages?: string };
  [key: string]: unknown;
}

/** Finds keys through which others could reach in, and a policy through which pages could reach out. */
export function checkManifest(manifest: Manifest): string[] {
  const faults: string[] = [];
  for (const key of ['web_accessible_resources', 'externally_connectable', 'update_url', 'sandbox'])
    if (key in manifest) faults.push(`manifest.json: ${key}`);
  const policy = manifest.content_security_policy?.extension_pages ?? '';
  for (const part of [
    "default-src 'self'",
    "connect-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
  ])
    if (!policy.split(/;\s*/).includes(part))
      faults.push(`manifest.json: the policy lacks ${part}`);
  // A video that the user has chosen is played from a blob address of the page, which Firefox does
  // not count as 'self'. It reaches nothing else, and does not apply to scripts or connections.
  const rest = policy.replace("media-src 'self' blob:", '');
  const wide = /https?:|wss?:|blob:|data:|\*|'unsafe-inline'|'unsafe-eval'/.exec(rest);
  if (wide) faults.push(`manifest.json: the policy holds ${wide[0]}`);
  return faults;
}
