import type { Stage } from '../presenter.ts';
import type { Outgoing, OutgoingStatus } from './types.ts';

/** What popup and background are told: whether a caption is there just now is nobody's business. */
export function reportOf(status: OutgoingStatus): Exclude<OutgoingStatus, 'shown'> {
  return status === 'shown' ? 'ready' : status;
}

/**
 * The overlay, with its captions in the sent picture too, and labelled while others see them.
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
    dispose() {
      outgoing.show([]);
      stage.dispose();
    },
  };
}
