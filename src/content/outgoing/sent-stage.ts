import type { Stage } from '../presenter.ts';
import type { Outgoing, OutgoingStatus } from './types.ts';

/** The status reported to the background: not whether a caption is shown just now. */
export function reportOf(status: OutgoingStatus): Exclude<OutgoingStatus, 'shown'> {
  return status === 'shown' ? 'ready' : status;
}

/**
 * An overlay whose captions are also drawn into the sent video, and labelled while others see them.
 * @param label in the language of the interface
 */
export function sentStage(
  stage: Stage,
  outgoing: Pick<Outgoing, 'show' | 'status'>,
  label: string,
): Stage {
  return {
    show(view) {
      outgoing.show(view.lines.map(({ text }) => text));
      stage.show({ ...view, sent: reportOf(outgoing.status) === 'ready' ? label : null });
    },
    whenShown: stage.whenShown,
    dispose() {
      outgoing.show([]);
      stage.dispose();
    },
  };
}
