/**
 * Checks texts of packs, which are shown in captions, lists and other people's pages: no markup,
 * and no invisible characters that change how the rest reads.
 */

export type TextFault =
  /** No visible character. */
  | 'empty-text'
  /** Looks like a tag, a comment or an entity of HTML. "I <3 you" and "R&D" do not. */
  | 'markup'
  /** Control characters, line ends, unpaired surrogates. */
  | 'control-character'
  /** Characters that reverse the order of others. */
  | 'bidi-override';

const markup = /<(?=[a-z/!?])|&(?=#|[a-z][a-z\d]*;)/gi;
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const bidi = /[\u202a-\u202e\u2066-\u2069]/g;
/** Only invisible characters: spaces, joiners, direction marks. */
const invisible = /^[\s\p{Z}\p{Cf}\p{Variation_Selector}]*$/u;

/** What is wrong with a text, or null. The caller decides whether it may be empty. */
export function textFault(text: string): TextFault | null {
  if (text.search(markup) >= 0) return 'markup';
  if (text.search(control) >= 0) return 'control-character';
  if (text.search(bidi) >= 0) return 'bidi-override';
  if (text !== '' && invisible.test(text)) return 'empty-text';
  return null;
}

/**
 * A text as an export may contain it: characters that {@link textFault} refuses are removed, or
 * replaced by a similar one or a space. At most `longest` UTF-16 units, without half a character.
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
