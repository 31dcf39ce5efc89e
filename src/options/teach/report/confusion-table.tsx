import type { QualityReport } from '../../../teaching/types.ts';
import type { Words } from '../../../ui/i18n.ts';
import type { NameOf } from './words.ts';

export interface ConfusionTableProps {
  words: Words;
  confusion: QualityReport['confusion'];
  nameOf: NameOf;
}

/**
 * Rows: what was shown; columns: what it was recognized as; the last of both is "nothing". Each
 * cell shows its count; the shade (share of the row, in eight steps) only repeats it.
 */
export function ConfusionTable({
  words,
  confusion: { keys, counts },
  nameOf,
}: ConfusionTableProps) {
  const last = counts.length - 1;
  const names = counts.map((_, i) =>
    i === last ? words('report_nothing') : nameOf(keys[i] ?? ''),
  );
  return (
    // A wide table scrolls inside its section, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section class="confusion" tabIndex={0} aria-label={words('report_confusion')}>
      <table>
        <caption>{words('report_confusionAbout')}</caption>
        <thead>
          <tr>
            <td />
            {names.map((name, i) => (
              <th key={keys[i] ?? i} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, r) => {
            const sum = row.reduce((a, b) => a + b, 0);
            return (
              <tr key={keys[r] ?? r}>
                <th scope="row">
                  <bdi>{names[r]}</bdi>
                </th>
                {row.map((count, c) => (
                  <td
                    key={keys[c] ?? c}
                    class={`${r === c ? 'right' : 'off'} shade-${sum > 0 ? Math.ceil((7 * count) / sum) : 0}`}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
