import { useState } from 'preact/hooks';
import type { GesturePreference } from '../../packs/samples.ts';
import type { Seen } from '../../recognizer/seen.ts';
import { Button, Switch } from '../../ui/components.tsx';
import { Meter, Slider, TextField } from '../../ui/fields.tsx';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { Words } from '../../ui/i18n.ts';
import { useAction } from '../use-action.ts';
import type { GestureItem } from './list.ts';

/**
 * At most this many characters of a caption; a letter's is short because it joins others in a word.
 */
export const longestCaption = { phrase: 120, letter: 4 } as const;

export interface GestureCardProps {
  words: Words;
  item: GestureItem;
  points: readonly HandPoint[] | null;
  /** The calibrated threshold; null if the gesture was not trained yet. */
  calibrated: number | null;
  /** What the last frame showed; null if no camera is watched. */
  seen: { readonly value: Seen | null } | null;
  /** Opens the recording of the user's own way; left out for gestures that did not ship. */
  onShow?: (() => void) | undefined;
  setPreference(
    change: {
      [K in keyof GesturePreference]?: GesturePreference[K] | undefined;
    },
  ): Promise<void>;
}

const inPercent = ({ lang }: Words, share: number): string =>
  share.toLocaleString(lang, { style: 'percent' });

/** One gesture: drawing, switch, caption, threshold, and its score right now. */
export function GestureCard(props: GestureCardProps) {
  const { words, item, points, calibrated, seen, onShow, setPreference } = props;
  const { gesture, preference } = item;
  const action = useAction(words);
  const [sliding, setSliding] = useState<number | null>(null);
  const threshold = sliding ?? preference.threshold ?? calibrated;
  const change = (mark: string, fields: Parameters<typeof setPreference>[0]): void => {
    void action.run(() => setPreference(fields), mark).then(() => setSliding(null));
  };
  const saved = (mark: string): string | undefined =>
    action.done === mark ? words('options_saved') : undefined;
  return (
    <li class={item.on ? 'card gesture' : 'card gesture off'}>
      <div class="figure">
        <HandDrawing points={points} />
        {seen && threshold !== null && (
          <LiveMeter
            seen={seen}
            gesture={item.key}
            threshold={threshold}
            label={words('options_meter', gesture.name)}
          />
        )}
      </div>
      <div class="words">
        <Switch
          label={<bdi>{gesture.name}</bdi>}
          checked={item.on}
          onChange={(on) => change('enabled', { enabled: on ? undefined : false })}
        />
        {gesture.note && <p class="warning">{gesture.note}</p>}
        {gesture.kind !== 'space' && (
          <TextField
            label={words('options_caption')}
            value={item.caption}
            maxLength={longestCaption[gesture.kind]}
            emptyText={words('options_captionEmpty')}
            saved={saved('caption')}
            onSave={(caption) =>
              change('caption', { caption: caption === gesture.caption ? undefined : caption })
            }
          >
            {preference.caption !== undefined && (
              <Button
                look="quiet"
                label={words('options_captionResetOf', gesture.name, gesture.caption)}
                onPress={() => change('caption', { caption: undefined })}
              >
                {words('options_reset')}
              </Button>
            )}
          </TextField>
        )}
        {threshold === null ? (
          <p class="note">{words('options_notTrained')}</p>
        ) : (
          <Slider
            label={words('options_threshold')}
            value={threshold}
            min={0.05}
            max={0.99}
            step={0.01}
            text={inPercent(words, threshold)}
            mark={
              calibrated === null
                ? undefined
                : {
                    at: calibrated,
                    label: words('options_calibrated', inPercent(words, calibrated)),
                  }
            }
            onSlide={setSliding}
            onSave={(value) => change('threshold', { threshold: value })}
          >
            <span class="said" role="status">
              {saved('threshold')}
            </span>
            {preference.threshold !== undefined && (
              <Button
                look="quiet"
                label={words('options_thresholdResetOf', gesture.name)}
                onPress={() => change('threshold', { threshold: undefined })}
              >
                {words('options_reset')}
              </Button>
            )}
          </Slider>
        )}
        {onShow && (
          <OwnWay
            words={words}
            item={item}
            forgotten={action.done === 'ownWay'}
            onShow={onShow}
            onForget={() => change('ownWay', { ownWay: undefined })}
          />
        )}
        {action.fault && (
          <p class="said wrong" role="alert">
            {action.fault}
          </p>
        )}
      </div>
    </li>
  );
}

interface OwnWayProps extends Pick<GestureCardProps, 'words' | 'item'> {
  forgotten: boolean;
  onShow(): void;
  onForget(): void;
}

/** For a gesture that is misread: show it one's own way, or forget that. */
function OwnWay({ words, item, forgotten, onShow, onForget }: OwnWayProps) {
  const { gesture, preference } = item;
  const own = preference.ownWay !== undefined;
  // Accessible names begin with what is to be read on the button.
  const [show, forget] = [words(own ? 'way_showAgain' : 'way_show'), words('way_forget')];
  return (
    <div class="own-way">
      <span class={own ? 'own-way-on' : 'said'} role="status">
        {own ? words('way_on') : forgotten ? words('way_forgotten') : ''}
      </span>
      <Button look="quiet" label={`${show} (${gesture.name})`} onPress={onShow}>
        {show}
      </Button>
      {own && (
        <Button look="quiet" label={`${forget} (${gesture.name})`} onPress={onForget}>
          {forget}
        </Button>
      )}
    </div>
  );
}

interface LiveMeterProps {
  seen: { readonly value: Seen | null };
  gesture: string;
  threshold: number;
  label: string;
}

/** Reads the signal itself, so that a frame redraws only the meters. */
function LiveMeter({ seen, gesture, threshold, label }: LiveMeterProps) {
  const scores = seen.value?.hands.map((hand) => hand.scores[gesture] ?? 0) ?? [];
  return <Meter label={label} value={Math.max(0, ...scores)} threshold={threshold} />;
}
