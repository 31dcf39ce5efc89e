/**
 * Names in sentences of the other direction: without isolation, a name's last bracket or the number
 * after it jumps to the wrong end
 * (https://www.w3.org/International/questions/qa-bidi-unicode-controls). Pure.
 */

const first = '\u2068';
const last = '\u2069';
/**
 * Characters that reverse the text after them, up to the end of the sentence if nothing ends them.
 */
const overrides = /[\u202a-\u202e]/g;
const isolates = /[\u2066-\u2069]/g;
/** Letters of scripts that are written from right to left. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Whether all isolates are closed: then it is a sentence of ours, not a name with a stray
 * character.
 */
function isWhole(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(isolates)) {
    open += mark === last ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/**
 * Makes a text by somebody else safe for a sentence of the interface: it keeps its own direction
 * and loses characters that would reverse the sentence.
 *
 * @param dir of the sentence; a left-to-right one isolates only right-to-left texts
 */
export function isolate(text: string, dir: 'ltr' | 'rtl'): string {
  const plain = text.replace(overrides, '');
  if (plain === '') return '';
  // It already contains isolated names; an isolate around everything would reorder them.
  if (plain.includes(first) && isWhole(plain)) return plain;
  const bare = plain.replace(isolates, '');
  return dir === 'rtl' || rightToLeft.test(bare) ? `${first}${bare}${last}` : bare;
}
