import { isMovement } from '../../../packs/movements.ts';
import { gestureKey, ownPack } from '../../../packs/samples.ts';
import { likenessOf } from '../../../teaching/movements/likeness.ts';
import type { QualityReport } from '../../../teaching/types.ts';
import { Button } from '../../../ui/components.tsx';
import { HandDrawing } from '../../../ui/hand-drawing.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { SampleDrawing } from '../../../ui/movement-drawing.tsx';
import type { TeachContext } from '../context.ts';
import type { Taught } from '../model.ts';
import { ConfusionTable } from './confusion-table.tsx';
import { Verdict } from './verdict.tsx';
import {
  type AdviceGoal,
  type AdviceWords,
  adviceWords,
  alikeSentence,
  expectedAtThresholds,
  type Facts,
  falseSentence,
  firedSentence,
  lossSentence,
  type NameOf,
  qualitySentence,
} from './words.ts';

export interface ReportViewProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  /** Null: it cannot be read. */
  report: QualityReport | null;
  nameOf: NameOf;
  /** The gesture on whose path this is, which has its button to record more already; null: none. */
  own: string | null;
}

/** What to expect of the newest training. */
export function ReportView({ context, taught, words, report, nameOf, own }: ReportViewProps) {
  return (
    <section class="part report">
      <h2>{words('report_title')}</h2>
      {report ? (
        <Findings {...{ context, taught, words, report, nameOf, own }} />
      ) : (
        <Verdict words={words} report={report} />
      )}
    </section>
  );
}

function Findings({
  context,
  taught,
  words,
  report,
  nameOf,
  own,
}: ReportViewProps & { report: QualityReport }) {
  const ownSamples = (key: string) => taught.gestures.find((own) => own.key === key)?.samples ?? [];
  const drawn = (key: string) => {
    const own = ownSamples(key).at(-1);
    if (own) return <SampleDrawing hands={own.hands} mirror />;
    return <HandDrawing points={context.shipped.value.get(key)?.points ?? null} mirror />;
  };
  const drawnWorst = (id: string) => {
    const worst = taught.unknowns.find((unknown) => unknown.id === id);
    return <SampleDrawing hands={worst?.hands ?? null} mirror />;
  };
  const facts = factsOf(report, taught, nameOf);
  const more = (key: string): void => {
    context.screen.value = { at: 'path', key, step: 'record' };
  };
  const go = (goal: AdviceGoal): void => {
    if (goal?.to === 'nothing') context.screen.value = { at: 'nothing' };
    if (goal?.to === 'gesture') more(goal.key);
  };
  const expected = expectedAtThresholds(report);
  const advice = report.advice.map((one) => adviceWords(words, one, facts));
  /** Advice has the button already. */
  const advised = new Set(advice.flatMap(({ goal }) => (goal?.to === 'gesture' ? [goal.key] : [])));
  const collisions = report.collisions.filter(({ count }) => count > 0);
  const fired = report.falseCaptions.filter(({ count }) => count > 0);
  return (
    <>
      {advice.length > 0 && (
        <>
          <h3>{words('report_advice')}</h3>
          <AdviceList advice={advice.slice(0, first)} onGo={go} />
          {advice.length > first && (
            <details>
              <summary>{words('report_adviceRest', String(advice.length - first))}</summary>
              <AdviceList advice={advice.slice(first)} onGo={go} />
            </details>
          )}
        </>
      )}
      <h3>{words('report_gestures')}</h3>
      <p class="note">{words('report_heldOut')}</p>
      <ul class="qualities">
        {report.gestures.map((quality) => {
          const loss = lossSentence(words, quality);
          const recordable = quality.key.startsWith(gestureKey(ownPack, ''));
          return (
            <li key={quality.key}>
              {drawn(quality.key)}
              <div>
                <p class="own-name">
                  <bdi>{nameOf(quality.key)}</bdi>
                </p>
                <p>{qualitySentence(words, quality)}</p>
                {loss && <p class="note">{loss}</p>}
                {loss && recordable && quality.key !== own && !advised.has(quality.key) && (
                  <Button look="quiet" onPress={() => more(quality.key)}>
                    {words('report_doRecord', nameOf(quality.key))}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {collisions.length > 0 && (
        <>
          <h3>{words('report_collisions')}</h3>
          <ul class="pairs">
            {collisions.map(({ shown, called, count, of }) => (
              <li key={`${shown}/${called}`}>
                <div class="pair">
                  {drawn(shown)}
                  <span class="versus" aria-hidden="true" />
                  {drawn(called)}
                </div>
                <p>
                  {words(
                    'report_collision',
                    nameOf(shown),
                    nameOf(called),
                    String(count),
                    String(of),
                  )}{' '}
                  {alikeSentence(words, facts.likeness(shown, called))}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words('report_resting')}</h3>
      {fired.length === 0 && (
        <p>
          {words(
            report.gestures.every(({ moves }) => moves)
              ? 'report_restingNoneMoving'
              : 'report_restingNone',
          )}
        </p>
      )}
      <ul class="pairs">
        {fired.map((fault) => (
          <li key={`${fault.origin}/${fault.called}`}>
            <div class="pair">
              {fault.worst !== undefined && (
                <>
                  {drawnWorst(fault.worst)}
                  <span class="versus" aria-hidden="true" />
                </>
              )}
              {drawn(fault.called)}
            </div>
            <p>{falseSentence(words, fault, facts)}</p>
          </li>
        ))}
      </ul>
      <p>
        {words('report_lost', String(expected.lost), String(expected.shown))}{' '}
        {firedSentence(words, report)}
      </p>
      <details>
        <summary>{words('report_confusion')}</summary>
        <ConfusionTable words={words} confusion={report.confusion} nameOf={nameOf} />
      </details>
    </>
  );
}

function factsOf(report: QualityReport, taught: Taught, nameOf: NameOf): Facts {
  const moving = new Set(report.gestures.flatMap(({ key, moves }) => (moves ? [key] : [])));
  /** Samples may have been deleted since the training. */
  const movements = (key: string) =>
    moving.has(key)
      ? (taught.gestures.find((own) => own.key === key)?.samples.filter(isMovement) ?? [])
      : [];
  return {
    nameOf,
    moves: (key) => moving.has(key),
    likeness(a, b) {
      const [ofA, ofB] = [movements(a), movements(b)];
      return ofA.length > 0 && ofB.length > 0 ? likenessOf(ofA, ofB) : null;
    },
  };
}

/** At most this many pieces of advice are shown unfolded; the most serious come first. */
const first = 4;

interface AdviceListProps {
  advice: readonly AdviceWords[];
  onGo(goal: AdviceGoal): void;
}

function AdviceList({ advice, onGo }: AdviceListProps) {
  return (
    <ul class="advice">
      {advice.map(({ sentence, action, goal }) => (
        <li key={sentence}>
          <p>{sentence}</p>
          {action && (
            <Button look="quiet" onPress={() => onGo(goal)}>
              {action}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
