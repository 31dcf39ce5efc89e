import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import type { TeachContext } from './context.ts';
import type { Taught } from './model.ts';
import { stepOf } from './path/path.ts';
import { readReport } from './report/file.ts';
import { Verdict } from './report/verdict.tsx';
import { TrainPanel } from './train/panel.tsx';
import { leastSamples } from './train/training.ts';

export interface OverviewProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
}

/** The user's gestures, hands that mean nothing, training, and what to expect of it. */
export function Overview({ context, taught, words }: OverviewProps) {
  const { screen } = context;
  const wrong = taught.unknowns.filter(({ origin }) => origin === 'wrong').length;
  const nothing = taught.unknowns.filter(({ origin }) => origin === 'nothing');
  return (
    <>
      <section class="part">
        <h2>{words('teach_own')}</h2>
        {taught.gestures.length === 0 && <p class="empty">{words('teach_none')}</p>}
        <ul class="own">
          {taught.gestures.map((own) => (
            <li key={own.key}>
              <button
                type="button"
                class="own-gesture"
                onClick={() => {
                  screen.value = { at: 'path', key: own.key, step: stepOf(own, taught) };
                }}
              >
                <SampleDrawing hands={own.samples.at(-1)?.hands ?? null} mirror />
                <span class="own-name" dir="auto">
                  <bdi>{own.gesture.name}</bdi>
                </span>
                <span class="own-caption" dir="auto">
                  {words('teach_says', own.gesture.caption)}
                </span>
                <span class={own.samples.length < leastSamples ? 'own-count few' : 'own-count'}>
                  {words('teach_samples', String(own.samples.length))}
                </span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              class="own-gesture own-new"
              onClick={() => {
                screen.value = { at: 'new' };
              }}
            >
              <span class="plus" aria-hidden="true" />
              <span class="own-name">{words('teach_new')}</span>
            </button>
          </li>
        </ul>
      </section>
      <section class="part">
        <h2>{words('teach_nothing')}</h2>
        <p>{words('teach_nothingWhy')}</p>
        <div class="row">
          <Button
            look="quiet"
            onPress={() => {
              screen.value = { at: 'nothing' };
            }}
          >
            {words(nothing.length > 0 ? 'teach_nothingMore' : 'teach_nothingRecord')}
          </Button>
          <span class="note">{words('teach_samples', String(nothing.length))}</span>
          {wrong > 0 && <span class="note">{words('teach_wrong', String(wrong))}</span>}
        </div>
      </section>
      <section class="part">
        <h2>{words('teach_train')}</h2>
        <TrainPanel {...{ context, taught, words }} path={null} use="start" />
      </section>
      {taught.newest && (
        <section class="part">
          <h2>{words('report_title')}</h2>
          <Verdict words={words} report={readReport(taught.newest.report)} />
          <p>
            {words(
              taught.newest.live
                ? 'report_live'
                : taught.live
                  ? 'report_waitsBeside'
                  : 'report_waits',
            )}
          </p>
          <div class="row">
            <Button
              look="quiet"
              onPress={() => {
                screen.value = { at: 'path', key: null, step: 'try' };
              }}
            >
              {words('teach_tryReport')}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
