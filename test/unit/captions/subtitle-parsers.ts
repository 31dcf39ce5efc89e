/**
 * Strict readers of subtitle files, written from the formats' grammars and sharing no code with
 * what writes them. They throw on everything that the grammar does not allow, unlike players.
 */
export interface ParsedCue {
  start: number;
  end: number;
  text: string;
}

const timing = (line: string, mark: string): [number, number] => {
  const time = `(\\d{2,}):([0-5]\\d):([0-5]\\d)\\${mark}(\\d{3})`;
  const found = new RegExp(`^${time} --> ${time}$`).exec(line);
  if (!found) throw new Error(`no timing: ${line}`);
  const [h1, m1, s1, f1, h2, m2, s2, f2] = found.slice(1).map(Number) as number[];
  const ms = (h = 0, m = 0, s = 0, f = 0) => ((h * 60 + m) * 60 + s) * 1000 + f;
  return [ms(h1, m1, s1, f1), ms(h2, m2, s2, f2)];
};

function ordered(cues: ParsedCue[]): ParsedCue[] {
  cues.forEach((cue, i) => {
    if (cue.end <= cue.start) throw new Error('a cue must end after it starts');
    const before = cues[i - 1];
    if (before && before.start > cue.start) throw new Error('cues must start in order');
  });
  return cues;
}

/**
 * WebVTT, https://www.w3.org/TR/webvtt1/#syntax (6 September 2019 and later), only as used here:
 * the signature, then blocks separated by blank lines, each a timing line and cue text of text
 * spans and character references. Tags, settings, identifiers, regions and styles would be an error
 * of ours.
 */
export function parseVtt(file: string): ParsedCue[] {
  if (file.includes('\0')) throw new Error('U+0000');
  const [head, ...blocks] = file.replace(/(\r\n|\r|\n)+$/, '').split(/(?:\r\n|\r|\n){2,}/);
  if (head !== 'WEBVTT') throw new Error('no signature');
  return ordered(
    blocks.map((block) => {
      const [first = '', ...lines] = block.split(/\r\n|\r|\n/);
      const [start, end] = timing(first, '.');
      if (lines.length === 0) throw new Error('a cue without text');
      if (lines.some((line) => line.includes('-->'))) throw new Error('--> in a cue');
      return { start, end, text: lines.map(vttText).join('\n') };
    }),
  );
}

function vttText(line: string): string {
  // "WebVTT cue text span": anything but line ends, `&` and `<`; and the references that are named.
  const references: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  let text = '';
  for (let at = 0; at < line.length; ) {
    const char = line[at];
    if (char === '<') throw new Error(`a tag in: ${line}`);
    if (char !== '&') {
      text += char;
      at++;
      continue;
    }
    const name = /^&[a-z]+;/.exec(line.slice(at))?.[0] ?? '';
    if (!(name in references)) throw new Error(`a bare & in: ${line}`);
    text += references[name];
    at += name.length;
  }
  return text;
}

/**
 * SubRip, as its program writes it: a number that counts from 1, a timing line, lines of text, a
 * blank line; all lines end with CR LF.
 */
export function parseSrt(file: string): ParsedCue[] {
  if (/\r(?!\n)|(?<!\r)\n/.test(file)) throw new Error('a lone CR or LF');
  if (file === '') return [];
  if (!file.endsWith('\r\n\r\n')) throw new Error('no blank line at the end');
  return ordered(
    file
      .slice(0, -4)
      .split('\r\n\r\n')
      .map((block, i) => {
        const [number, first = '', ...lines] = block.split('\r\n');
        if (number !== String(i + 1)) throw new Error(`number ${number}, not ${i + 1}`);
        const [start, end] = timing(first, ',');
        if (lines.length === 0 || lines.includes('')) throw new Error('a cue without text');
        if (lines.some((line) => line.includes('-->'))) throw new Error('--> in a cue');
        return { start, end, text: lines.join('\n') };
      }),
  );
}
