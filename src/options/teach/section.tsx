import { useMemo } from 'preact/hooks';
import { gestureKey } from '../../packs/samples.ts';
import { Button, Status } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { pageSentence } from '../camera/sentence.ts';
import type { OptionsServices } from '../services.ts';
import { browserClock, type Clock, createTeachContext, type TeachContext } from './context.ts';
import { GestureScreen, NewGestureScreen } from './gesture-screen.tsx';
import type { Taught } from './model.ts';
import { NothingScreen } from './nothing-screen.tsx';
import { Overview } from './overview.tsx';

export interface TeachSectionProps {
  words: Words;
  services: OptionsServices;
  clock?: Clock;
}

/**
 * Teaching own gestures: record, train, judge, go live. Releases everything when the user leaves
 * it.
 */
export function TeachSection({ words, services, clock = browserClock }: TeachSectionProps) {
  const context = useMemo(() => createTeachContext(services, clock), [services, clock]);
  useDispose(() => context.dispose(), [context]);
  const { taught, problem } = context.model;
  return (
    <div class="teach">
      {problem.value && (
        <Status
          tone="error"
          title={words('teach_problem')}
          detail={pageSentence(words, problem.value)}
        >
          <Button look="quiet" onPress={() => context.model.forgetProblem()}>
            {words('teach_understood')}
          </Button>
        </Status>
      )}
      {taught.value ? (
        <Current context={context} taught={taught.value} words={words} />
      ) : (
        <p role="status">{problem.value ? '' : words('teach_reading')}</p>
      )}
    </div>
  );
}

interface CurrentProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
}

function Current({ context, taught, words }: CurrentProps) {
  const screen = context.screen.value;
  const nameOf = (key: string): string => {
    for (const pack of taught.packs)
      for (const gesture of pack.gestures)
        if (gestureKey(pack.id, gesture.id) === key) return gesture.name;
    return context.shipped.value.get(key)?.name ?? key;
  };
  const own =
    screen.at === 'gesture' ? taught.gestures.find(({ key }) => key === screen.key) : undefined;
  switch (screen.at) {
    case 'new':
      return <NewGestureScreen {...{ context, taught, words }} />;
    case 'nothing':
      return <NothingScreen {...{ context, taught, words, nameOf }} />;
    case 'gesture':
      // Deleted meanwhile, perhaps on another page: show the overview.
      if (own) return <GestureScreen key={own.key} {...{ context, taught, words, own }} />;
  }
  return <Overview {...{ context, taught, words, nameOf }} />;
}
