import type { OverlayStrings, OverlayView } from './types.ts';

/** Radius of the dwell ring in its own 24-unit box; the circle's length follows from it. */
const ringRadius = 9;
const ringLength = 2 * Math.PI * ringRadius;

/** Whether anything of this view can be seen. */
export function isEmpty(view: OverlayView): boolean {
  return view.lines.length === 0 && !view.candidate && !view.hand && !view.notice;
}

/** Notice, captions, and the status row below them: the row keeps its height, so nothing jumps. */
export function OverlayStack({ view, strings }: { view: OverlayView; strings: OverlayStrings }) {
  return (
    <div class="stack">
      {view.notice && <Notice notice={view.notice} />}
      {view.lines.length > 0 && (
        // The log is silent: read aloud, it would come back through the microphone.
        <div class="captions" role="log" aria-live="off" aria-label={strings.captions}>
          {view.lines.map((line, index) => (
            <p
              key={line.id}
              class={index === view.lines.length - 1 ? 'line newest' : 'line'}
              dir="auto"
            >
              {line.text}
            </p>
          ))}
        </div>
      )}
      <div class="status" aria-hidden="true">
        {view.candidate ? <Dwell candidate={view.candidate} /> : view.hand && <HandSeen />}
      </div>
    </div>
  );
}

function Notice({ notice }: { notice: NonNullable<OverlayView['notice']> }) {
  const { action } = notice;
  return (
    <div class="notice" role="status">
      <p dir="auto">{notice.text}</p>
      {action && (
        <button type="button" onClick={() => action.run()}>
          {action.label}
        </button>
      )}
    </div>
  );
}

function Dwell({ candidate }: { candidate: NonNullable<OverlayView['candidate']> }) {
  // In eighths: every change makes the call's page draw, and finer ones nobody sees (docs/performance.md).
  const share = Math.floor(8 * Math.min(1, Math.max(0, candidate.progress || 0))) / 8;
  return (
    <span class="dwell">
      <svg viewBox="0 0 24 24" class="ring" aria-hidden="true">
        <circle class="track" cx="12" cy="12" r={ringRadius} />
        <circle
          class="held"
          cx="12"
          cy="12"
          r={ringRadius}
          stroke-dasharray={ringLength.toFixed(2)}
          stroke-dashoffset={(ringLength * (1 - share)).toFixed(2)}
        />
      </svg>
      <span dir="auto" class="name">
        {candidate.text}
      </span>
    </span>
  );
}

function HandSeen() {
  return (
    <span class="seen">
      <span class="dot" />
    </span>
  );
}
