import { useMemo } from 'preact/hooks';
import { gestureKey } from '../../packs/samples.ts';
import { Button, Status } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { pageSentence } from '../camera/sentence.ts';
import type { OptionsServices } from '../services/types.ts';
import { UndoBar } from '../undo-bar.tsx';
import { browserClock, type Clock, createTeachContext, type TeachContext } from './context.ts';
import type { Taught } from './model.ts';
import { NewGestureScreen } from './name/screen.tsx';
import { Overview } from './overview.tsx';
import { PathScreen } from './path/screen.tsx';
import { NothingScreen } from './record/nothing-screen.tsx';

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
  const { taught, problem, removed } = context.model;
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
      <UndoBar
        said={removed.value?.what ?? ''}
        label={words('teach_undo')}
        onUndo={removed.value?.undo ? () => void context.model.undo(words('teach_undone')) : null}
      />
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
    screen.at === 'path' ? taught.gestures.find(({ key }) => key === screen.key) : undefined;
  switch (screen.at) {
    case 'new':
      return <NewGestureScreen {...{ context, taught, words }} />;
    case 'nothing':
      return <NothingScreen {...{ context, taught, words, nameOf }} />;
    case 'path':
      // Deleted meanwhile, perhaps on another page: show the overview.
      if (!own && screen.key !== null) break;
      return (
        <PathScreen
          key={screen.key}
          {...{ context, taught, words, nameOf, screen }}
          own={own ?? null}
        />
      );
  }
  return <Overview {...{ context, taught, words }} />;
}
