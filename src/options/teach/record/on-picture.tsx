/** What stands on the picture while a gesture is recorded and tried, in type that is read from afar. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { secondsLeft } from '../../../teaching/recording/run.ts';
import { targetOf } from '../../../teaching/targets.ts';
import type { Words } from '../../../ui/i18n.ts';
import type { Eye } from '../../camera/eye.ts';
import { MainButton } from '../path/main-button.tsx';
import { guidanceWords } from './guidance-words.ts';
import type { Recorder } from './recorder.ts';

interface FrameProps {
  /** The gesture's name; null: hands that mean nothing. */
  name: string | null;
  top?: ComponentChildren;
  middle?: ComponentChildren;
  children?: ComponentChildren;
}

function Frame({ name, top, middle, children }: FrameProps) {
  return (
    <div class="on-picture">
      <div class="on-top">
        {name !== null && (
          <p class="on-name" dir="auto">
            {name}
          </p>
        )}
        {top}
      </div>
      <div class="on-middle">{middle}</div>
      {children && <div class="on-bottom">{children}</div>}
    </div>
  );
}

interface CountProps {
  words: Words;
  /** How many samples there are, and how many there will be. */
  now: number;
  of: number;
  /** How many samples are enough to try; null: nothing is tried. */
  enough: number | null;
}

function Count({ words, now, of, enough }: CountProps) {
  const key = enough !== null && now >= enough && now < of ? 'teach_countEnough' : 'teach_count';
  return (
    <label class="record-count">
      <span>{words(key, String(now), String(of))}</span>
      <progress value={now} max={of} />
    </label>
  );
}

export interface ReadyProps {
  words: Words;
  name: string | null;
  /** Recording is not what comes next: there are enough samples. */
  more: boolean;
  onRecord(): void;
}

/** Before a recording: its button. */
export function Ready({ words, name, more, onRecord }: ReadyProps) {
  return (
    <Frame name={name}>
      <MainButton key="record" look={more ? 'quiet' : 'button'} onPress={onRecord}>
        {words(more ? 'teach_recordMore' : 'teach_record')}
      </MainButton>
    </Frame>
  );
}

export interface RunningProps {
  words: Words;
  name: string | null;
  recorder: Recorder;
  /** How many samples there were before. */
  have: number;
  /** That the gesture looks like another one. */
  warning: string | null;
}

/** While it records: countdown, what to do, how many samples there are, and the button that stops it. */
export function Running({ words, name, recorder, have, warning }: RunningProps) {
  const state = recorder.state.value;
  if (!state) return null;
  const { plan, samples, phase, said } = state;
  const live = plan.from === 'live';
  const before = live ? have : 0;
  const [now, of] = [before + samples.length, before + plan.want];
  const enough =
    live && plan.of !== 'nothing' ? targetOf({ moves: plan.of === 'moving' }).enough : null;
  return (
    <Frame
      name={name}
      top={<Count {...{ words, now, of, enough }} />}
      middle={
        phase === 'countdown' && (
          <p class="countdown" role="status">
            {secondsLeft(state, recorder.at.value)}
          </p>
        )
      }
    >
      <p class="on-warning" role="status">
        {warning}
      </p>
      <p class="guidance" aria-live="polite">
        {phase === 'taking' && live ? words(guidanceWords[said.now], String(now), String(of)) : ''}
      </p>
      <MainButton key="stop" onPress={() => recorder.stop()}>
        {words('teach_stop')}
      </MainButton>
    </Frame>
  );
}

/** While it trains: that signs are not watched now. */
export function Resting({ words, name }: Pick<ReadyProps, 'words' | 'name'>) {
  return (
    <Frame name={name}>
      <p class="guidance">{words('teach_resting')}</p>
    </Frame>
  );
}

export interface SaidProps {
  name: string | null;
  eye: Eye;
}

/** While it is tried: the last caption that a call would have shown. */
export function Said({ name, eye }: SaidProps) {
  const [caption, setCaption] = useState('');
  useLayoutEffect(() => eye.listen(({ sign }) => sign && setCaption(sign.caption)), [eye]);
  return (
    <Frame name={name}>
      <p class="guidance" role="status" dir="auto">
        {caption}
      </p>
    </Frame>
  );
}
