/**
 * `npm run icons`: draws the extension's icons from `icons/mark.svg`.
 *
 * Writes `icons/icon-<size>.png` (stores, lists) and `icons/<state>-<size>.png` (toolbar). The
 * states differ in shape, not only in colour.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const folder = path.join(import.meta.dirname, '../icons');
const sizes = [16, 32, 48, 128];

/** CSS rules for the drawing's classes, by state; classes without a rule are not drawn. */
const states: Record<string, Record<string, string>> = {
  icon: { bubble: 'fill: #0f8f76', hand: 'fill: #fff' },
  on: { bubble: 'fill: #0f8f76', hand: 'fill: #fff' },
  // Hollow, because nothing is watched.
  off: { hollow: 'fill: none; stroke: #8a9199; stroke-width: 1.1', hand: 'fill: #8a9199' },
  hand: {
    bubble: 'fill: #0f8f76',
    hand: 'fill: #fff',
    'dot-gap': 'fill: #0a4a3e',
    dot: 'fill: #ffc233',
  },
  error: { bubble: 'fill: #d0392d', hand: 'fill: #fff' },
};
const parts = ['bubble', 'hollow', 'hand', 'dot-gap', 'dot'];

function styled(svg: string, rules: Record<string, string>): string {
  const css = parts.map((name) => `.${name} { ${rules[name] ?? 'display: none'} }`).join(' ');
  if (!/<style>[^<]*<\/style>/.test(svg)) throw new Error('mark.svg has no <style> to replace');
  return svg.replace(/<style>[^<]*<\/style>/, `<style>${css}</style>`);
}

const source = await readFile(path.join(folder, 'mark.svg'), 'utf8');
for (const [state, rules] of Object.entries(states)) {
  for (const size of sizes) {
    const png = await sharp(Buffer.from(styled(source, rules)), { density: 72 * (size / 16) * 4 })
      .resize(size, size)
      .png({ compressionLevel: 9 })
      .toBuffer();
    await writeFile(path.join(folder, `${state}-${size}.png`), png);
  }
}
console.log(`drew ${Object.keys(states).length * sizes.length} icons`);
