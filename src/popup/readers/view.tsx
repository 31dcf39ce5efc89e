import { useId, useMemo } from 'preact/hooks';
import type { OutgoingReport, TabState } from '../../messaging/protocol.ts';
import { SentPreview } from '../../outgoing/preview.tsx';
import { sentLook } from '../../outgoing/sent-look.ts';
import type { Settings } from '../../settings/schema.ts';
import { ownSiteAt, settingsAt } from '../../settings/site-choices.ts';
import { Switch } from '../../ui/components.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import type { ReadersStore } from './store.ts';

/** Who reads the captions of a tab, and what there is to say about that. */
export interface Readers {
  who: 'you' | 'all';
  details: readonly MessageKey[];
}

/** Reports with which only the user sees captions, whatever the settings say. */
const reasons = ['impossible', 'document', 'screen', 'busy', 'failed', 'unsupported'] as const;
type Reason = (typeof reasons)[number];
const reasonOf = (report: OutgoingReport | undefined): Reason | undefined =>
  reasons.find((reason) => reason === report);

/**
 * @param possible whether this browser can draw captions into the picture that a call sends
 * @param wanted whether the user wants others to see captions
 * @param onlyHere whether that counts on the tab's site only
 */
export function readersOf(
  possible: boolean,
  wanted: boolean,
  state: TabState,
  onlyHere = false,
): Readers {
  if (!possible) return { who: 'you', details: ['outgoing_unsupported', 'readers_chat'] };
  if (!wanted) return { who: 'you', details: [] };
  const report = state.on ? state.outgoing : undefined;
  const reason = reasonOf(report);
  if (reason) return { who: 'you', details: [`outgoing_${reason}`] };
  if (report === 'waiting') return { who: 'all', details: ['outgoing_waiting'] };
  return { who: 'all', details: onlyHere ? [] : ['readers_everywhere'] };
}

export interface ReadersSectionProps {
  store: ReadersStore;
  words: Words;
  state: TabState;
}

/** Says who reads the captions, changes it with one press, and shows what others see. */
export function ReadersSection({ store, words, state }: ReadersSectionProps) {
  const everywhere = store.settings.value;
  if (!everywhere) return null;
  const settings = settingsAt(everywhere, state.site);
  return <Known {...{ store, words, state, settings }} />;
}

function Known({ store, words, state, settings }: ReadersSectionProps & { settings: Settings }) {
  const id = useId();
  const { possible } = store;
  const site = ownSiteAt(settings, state.site, 'outgoing');
  const { who, details } = readersOf(possible, settings.outgoing, state, site !== null);
  const look = useMemo(() => sentLook(settings, words.dir), [settings, words.dir]);
  const example = words('readers_example');
  const seesAll = who === 'all';
  return (
    <section class="readers">
      <Switch
        label={words('options_outgoing')}
        describedBy={id}
        checked={settings.outgoing}
        disabled={!possible && !settings.outgoing}
        onChange={(on) => void store.setOutgoing(on, state.site)}
      />
      <div class="read-by">
        <SentPreview
          caption={seesAll ? example : null}
          look={look}
          label={seesAll ? words('readers_previewAll', example) : words('readers_previewYou')}
        />
        <div role="status">
          <p id={id} class="title">
            {words(seesAll ? 'readers_all' : 'readers_you')}
          </p>
          {details.map((key) => (
            <p key={key} class="detail">
              {words(key)}
            </p>
          ))}
          {site !== null && <p class="detail">{words('popup_onlyOn', site)}</p>}
          {store.failed.value && <p class="fault">{words('readers_notSet')}</p>}
        </div>
      </div>
    </section>
  );
}
