/**
 * Names in sentences of the other direction: without a mark, a name's last bracket or the number after
 * it jumps to the wrong end (https://www.w3.org/International/questions/qa-bidi-unicode-controls). Pure.
 */

const first = '\u2068';
const last = '\u2069';
/** Marks that turn what follows them about, to the end of the sentence if nobody ends them. */
const overrides = /[\u202a-\u202e]/g;
const isolates = /[\u2066-\u2069]/g;
/** Letters of scripts that are written from right to left. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether every isolate of the text ends in it: a sentence of ours, not a name with a stray mark. */
function isWhole(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(isolates)) {
    open += mark === last ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/**
 * A text that somebody else wrote, as it may stand in a sentence of the interface: in its own
 * direction, and without marks that would turn the sentence about.
 *
 * @param dir of the sentence. One from left to right isolates only what is written the other way.
 */
export function isolate(text: string, dir: 'ltr' | 'rtl'): string {
  const plain = text.replace(overrides, '');
  if (plain === '') return '';
  // Put together from isolated names: an isolate around it all would order the names anew.
  if (plain.includes(first) && isWhole(plain)) return plain;
  const bare = plain.replace(isolates, '');
  return dir === 'rtl' || rightToLeft.test(bare) ? `${first}${bare}${last}` : bare;
}
