import type { QualityReport } from '../../../teaching/types.ts';
import { Status } from '../../../ui/components.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';

const titles = { good: 'report_good', fair: 'report_fair', bad: 'report_bad' } as const;

/** A good verdict says whose hands were silent: the user's, or only other people's. */
function detailOf({ verdict, advice }: QualityReport): MessageKey {
  if (verdict === 'bad') return 'report_badAbout';
  if (verdict === 'fair') return 'report_fairAbout';
  const few = advice.some(({ kind }) => kind === 'record-nothing');
  return few ? 'report_goodOthers' : 'report_goodAbout';
}

/** The report in a sentence. @param report null: it cannot be read */
export function Verdict({ words, report }: { words: Words; report: QualityReport | null }) {
  if (!report) return <p>{words('report_unreadable')}</p>;
  const { verdict } = report;
  return (
    <Status
      tone={verdict === 'bad' ? 'error' : verdict === 'good' ? 'seen' : 'on'}
      title={words(titles[verdict])}
      detail={words(detailOf(report))}
    />
  );
}
