import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { realTimers } from '../clock/clock.ts';
import { createEye, type Eye } from '../options/camera/eye.ts';
import { EyePanel } from '../options/camera/panel.tsx';
import type { Vocabulary } from '../packs/types.ts';
import { HandDrawing } from '../ui/hand-drawing.tsx';
import type { HandPoint } from '../ui/hand-shape.ts';
import type { Words } from '../ui/i18n.ts';
import { useDispose } from '../ui/use-dispose.ts';
import type { WelcomeServices } from './services.ts';

/** Gestures that are easy to show, and offensive in few places. */
const suggested: Readonly<Record<string, readonly string[]>> = {
  'call-gestures': ['point-up', 'peace', 'three'],
  fingerspelling: ['L', 'Y', 'V'],
};

export interface TrialProps {
  words: Words;
  services: WelcomeServices;
  vocabulary: Vocabulary;
  pictograms: ReadonlyMap<string, readonly HandPoint[]>;
}

/**
 * Captions from the user's own camera, as in a call. The camera is opened only when the user asks.
 */
export function Trial({ words, services, vocabulary, pictograms }: TrialProps) {
  const [caption, setCaption] = useState<string | null>(null);
  const eye = useMemo(
    () =>
      createEye({
        cameras: services.cameras,
        recognizer: () => services.recognizer(),
        vocabulary: () => vocabulary.id,
        document,
        after: realTimers.after,
      }),
    [services, vocabulary],
  );
  useLayoutEffect(
    () =>
      eye.listen(({ sign }) => {
        if (sign) setCaption(sign.caption);
      }),
    [eye],
  );
  useDispose(() => eye.dispose(), [eye]);
  const gestures = (suggested[vocabulary.id] ?? []).flatMap((id) =>
    vocabulary.gestures.filter((gesture) => gesture.id === id),
  );
  return (
    <div class="trial">
      <ul class="suggested">
        {gestures.map(({ id, name }) => (
          <li key={id}>
            <HandDrawing points={pictograms.get(`${vocabulary.id}:${id}`) ?? null} mirror />
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <EyePanel
        eye={eye}
        words={words}
        onFiles={(files) => void eye.look(files)}
        over={caption && <p class="camera-caption">{caption}</p>}
      >
        <CameraStatus eye={eye} words={words} caption={caption} />
      </EyePanel>
      {eye.state.value.phase === 'problem' && <p>{words('welcome_goOn')}</p>}
    </div>
  );
}

interface CameraStatusProps {
  eye: Eye;
  words: Words;
  /** The newest caption. */
  caption: string | null;
}

/** What the camera shows, in words. */
function CameraStatus({ eye, words, caption }: CameraStatusProps) {
  const hands = (eye.seen.value?.hands.length ?? 0) > 0;
  const sentence = caption
    ? words('welcome_said', caption)
    : words(hands ? 'welcome_hold' : 'welcome_show');
  return <p role="status">{sentence}</p>;
}
