import { useState } from 'preact/hooks';
import type { TaughtRecord } from '../../../packs/store-types.ts';
import type { QualityReport } from '../../../teaching/types.ts';
import { Button } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { Confirm } from '../confirm.tsx';
import type { TeachContext } from '../context.ts';
import type { Taught } from '../model.ts';
import { MainButton } from './main-button.tsx';

export interface GoLiveProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  record: TaughtRecord;
  /** Null: it cannot be read, so nothing may go live by it. */
  report: QualityReport | null;
  /** Called once calls use the training. */
  onLive(): void;
  /** The button at the end of the path. */
  onDone(): void;
}

/** Whether calls use the newest training, and the buttons that change it. */
export function GoLive({ context, taught, words, record, report, onLive, onDone }: GoLiveProps) {
  const [asking, setAsking] = useState(false);
  const live = async (on: boolean): Promise<void> => {
    setAsking(false);
    if ((await context.model.change(() => context.training.setLive(on))) && on) onLive();
  };
  const waits = !record.live;
  return (
    <div class="live">
      <p role="status">
        {words(waits ? (taught.live ? 'report_waitsBeside' : 'report_waits') : 'report_live')}
      </p>
      <div class="row">
        {waits && report && (
          <MainButton
            key="live"
            onPress={() => {
              if (report.verdict === 'bad') setAsking(true);
              else void live(true);
            }}
          >
            {words('report_goLive')}
          </MainButton>
        )}
        {!waits && (
          <MainButton key="done" onPress={onDone}>
            {words('teach_done')}
          </MainButton>
        )}
        {taught.live && (
          <Button look="quiet" onPress={() => void live(false)}>
            {words('report_stop')}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          words={words}
          title={words('report_badAsk')}
          yes={words('report_goLiveAnyway')}
          onNo={() => setAsking(false)}
          onYes={() => void live(true)}
        >
          <p>{words('report_badAskAbout')}</p>
        </Confirm>
      )}
    </div>
  );
}
