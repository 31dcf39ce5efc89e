/**
 * Texts of packs end up in captions, lists and other people's pages: no markup, nothing invisible
 * that changes how the rest reads.
 */

export type TextFault =
  /** Nothing that can be seen. */
  | 'empty-text'
  /** Looks like a tag, a comment or an entity of HTML. "I <3 you" and "R&D" do not. */
  | 'markup'
  /** Control characters, line ends, halves of characters. */
  | 'control-character'
  /** Characters that turn the order of others about. */
  | 'bidi-override';

const markup = /<(?=[a-z/!?])|&(?=#|[a-z][a-z\d]*;)/gi;
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const bidi = /[\u202a-\u202e\u2066-\u2069]/g;
/** What leaves nothing to see: spaces, joiners, marks of direction. */
const invisible = /^[\s\p{Z}\p{Cf}\p{Variation_Selector}]*$/u;

/** What is wrong with a text; null when nothing is. An empty text is the caller's to judge. */
export function textFault(text: string): TextFault | null {
  if (text.search(markup) >= 0) return 'markup';
  if (text.search(control) >= 0) return 'control-character';
  if (text.search(bidi) >= 0) return 'bidi-override';
  if (text !== '' && invisible.test(text)) return 'empty-text';
  return null;
}

/**
 * A text as an export may hold it: the same, but what {@link textFault} refuses is replaced by what
 * looks alike or by a space. Never longer than `longest` UTF-16 units, never half a character.
 */
export function tidyText(text: string, longest: number): string {
  const tidy = text
    .replace(bidi, '')
    .replace(control, ' ')
    .replace(markup, (sign) => (sign === '<' ? '‹' : '＆'))
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');
  return invisible.test(tidy) ? '' : tidy.trim();
}
