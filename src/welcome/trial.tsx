import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { realTimers } from '../clock/clock.ts';
import { createEye, type Eye } from '../options/camera/eye.ts';
import { EyePanel } from '../options/camera/panel.tsx';
import { WhyLine } from '../options/camera/why-line.tsx';
import type { Vocabulary } from '../packs/types.ts';
import { HandDrawing } from '../ui/hand-drawing.tsx';
import type { HandPoint } from '../ui/hand-shape.ts';
import type { Words } from '../ui/i18n.ts';
import { useDispose } from '../ui/use-dispose.ts';
import type { WelcomeServices } from './services.ts';

/** Gestures that are easy to show, and look different. */
const suggested: Readonly<Record<string, readonly string[]>> = {
  'call-gestures': ['thumbs-up', 'open-palm', 'peace'],
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
  const chosen = useRef(vocabulary.id);
  const eye = useMemo(
    () =>
      createEye({
        cameras: services.cameras,
        recognizer: () => services.recognizer(),
        vocabulary: () => chosen.current,
        document,
        after: realTimers.after,
      }),
    [services],
  );
  useEffect(() => {
    if (chosen.current === vocabulary.id) return;
    chosen.current = vocabulary.id;
    setCaption(null);
    // The recognizer reads a vocabulary when it starts to watch, so the same camera is watched anew.
    const state = eye.state.peek();
    if (state.phase === 'live') void eye.openCamera(state.camera || undefined);
  }, [eye, vocabulary]);
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
        {gestures.map(({ id, name, caption, kind }) => (
          <li key={id}>
            <HandDrawing points={pictograms.get(`${vocabulary.id}:${id}`) ?? null} mirror />
            {kind === 'phrase' && <bdi class="caption">{caption}</bdi>}
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
        <p role="status">{caption && words('welcome_said', caption)}</p>
        <Why eye={eye} words={words} caption={caption} />
      </EyePanel>
      {eye.state.value.phase === 'problem' && <p>{words('welcome_goOn')}</p>}
    </div>
  );
}

interface WhyProps {
  eye: Eye;
  words: Words;
  /** The newest caption. */
  caption: string | null;
}

/** Why nothing is captioned, or until the first caption what the camera shows, in words. */
function Why({ eye, words, caption }: WhyProps) {
  const hands = (eye.seen.value?.hands.length ?? 0) > 0;
  const shown = words(hands ? 'welcome_hold' : 'welcome_show');
  return <WhyLine eye={eye} words={words} otherwise={caption ? '' : shown} />;
}
