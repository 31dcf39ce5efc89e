import { useState } from 'preact/hooks';
import type { GesturePreference, SampleHand } from '../../packs/samples.ts';
import { Button, Switch } from '../../ui/components.tsx';
import { Meter, TextField } from '../../ui/fields.tsx';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import type { ShownScores } from '../camera/scores.ts';
import { useAction } from '../services/use-action.ts';
import { Certainty, ThresholdSlider } from './certainty.tsx';
import { thresholdOf } from './certainty-steps.ts';
import { effectsOf } from './effects.ts';
import type { GestureItem } from './list.ts';
import { oftenWrong } from './marked-wrong.ts';
import { OftenWrong } from './often-wrong.tsx';

/**
 * At most this many characters of a caption; a letter's is short because it joins others in a word.
 */
export const longestCaption = { phrase: 120, letter: 4 } as const;

export interface GestureCardProps {
  words: Words;
  item: GestureItem;
  points: readonly HandPoint[] | null;
  /** A sample of a gesture that moves, which is drawn instead. */
  movement: readonly SampleHand[] | null;
  /** The calibrated threshold; null if the gesture was not trained yet. */
  calibrated: number | null;
  /** How often its captions were marked as wrong. */
  wrongs: number;
  /** The scores of now; null if no camera is watched. */
  scores: { readonly value: ShownScores } | null;
  /** Opens the recording of the user's own way; left out for gestures that did not ship or that move. */
  onShow?: (() => void) | undefined;
  setPreference(
    change: {
      [K in keyof GesturePreference]?: GesturePreference[K] | undefined;
    },
  ): Promise<void>;
}

/** One gesture: drawing, switch, caption, threshold, and its score right now. */
export function GestureCard(props: GestureCardProps) {
  const { words, item, points, movement, calibrated, wrongs, scores, onShow } = props;
  const { setPreference } = props;
  const { gesture, preference } = item;
  const effects = effectsOf(item.key);
  const action = useAction(words);
  const [sliding, setSliding] = useState<number | null>(null);
  const threshold = sliding ?? preference.threshold ?? calibrated;
  const isLetter = gesture.kind === 'letter';
  const change = (mark: string, fields: Parameters<typeof setPreference>[0]): void => {
    void action.run(() => setPreference(fields), mark).then(() => setSliding(null));
  };
  const saveThreshold = (value: number | undefined): void =>
    change('threshold', { threshold: value });
  const more = calibrated === null ? undefined : thresholdOf('surer', calibrated);
  const surer =
    more !== undefined && threshold !== null && threshold < more
      ? () => saveThreshold(more)
      : undefined;
  const saved = (mark: string): string | undefined =>
    action.done === mark ? words('options_saved') : undefined;
  const caption = gesture.kind !== 'space' && (
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
  );
  const certainty = calibrated !== null && (
    <Certainty
      words={words}
      calibrated={calibrated}
      stored={preference.threshold}
      onSave={saveThreshold}
    />
  );
  return (
    <li class={`card gesture ${isLetter ? 'letter' : ''} ${item.on ? '' : 'off'}`}>
      <div class="figure">
        {movement ? <SampleDrawing hands={movement} /> : <HandDrawing points={points} />}
        {scores && threshold !== null && (
          <LiveMeter
            scores={scores}
            gesture={item.key}
            threshold={threshold}
            label={words(gesture.moves ? 'options_meterMoves' : 'options_meter', gesture.name)}
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
        {effects.length > 0 && (
          <p class="note">
            {words('options_effects', new Intl.ListFormat(words.lang).format(effects))}{' '}
            <a href="welcome.html#effects" target="_blank" rel="noopener">
              {words('options_effectsHow')}
            </a>
          </p>
        )}
        {item.on && wrongs >= oftenWrong && (
          <OftenWrong
            words={words}
            gesture={gesture.name}
            times={wrongs}
            onSurer={surer}
            onOff={() => change('enabled', { enabled: false })}
          />
        )}
        {!isLetter && caption}
        {!isLetter && certainty}
        {threshold === null && <p class="note">{words('options_notTrained')}</p>}
        {(isLetter || threshold !== null || onShow) && (
          <details class="more">
            <summary aria-label={words('options_moreOf', gesture.name)}>
              {words('options_more')}
            </summary>
            {isLetter && caption}
            {isLetter && certainty}
            {threshold !== null && (
              <ThresholdSlider
                words={words}
                gesture={gesture.name}
                value={threshold}
                calibrated={calibrated}
                isOwn={preference.threshold !== undefined}
                saved={saved('threshold')}
                onSlide={setSliding}
                onSave={saveThreshold}
              />
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
          </details>
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
  scores: { readonly value: ShownScores };
  gesture: string;
  threshold: number;
  label: string;
}

/** Reads the signal itself, so that a frame redraws only the meters. */
function LiveMeter({ scores, gesture, threshold, label }: LiveMeterProps) {
  return <Meter label={label} value={scores.value[gesture] ?? 0} threshold={threshold} />;
}
