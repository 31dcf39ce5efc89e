import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { directionOf } from './direction.ts';
import { ofOurs } from './leftover.ts';
import type { OverlayStrings, OverlayView } from './types.ts';

/** Radius of the dwell ring in its own 24-unit box; the circle's length follows from it. */
const ringRadius = 9;
const ringLength = 2 * Math.PI * ringRadius;

/**
 * How long a live region must exist before its text comes, ms; else screen readers miss the text.
 */
const announceAfterMs = 150;

/** Whether the view shows and announces nothing. */
export function isEmpty(view: OverlayView): boolean {
  return (
    view.lines.length === 0 &&
    !(view.candidate || view.notice || view.hint || view.quiet || view.announcement || view.pill)
  );
}

/** Whether the view has anything that can be pressed at any time; tools come with the pointer. */
export function hasButtons(view: OverlayView): boolean {
  const { notice, hint, panel, suggestions = [] } = view;
  return notice?.action !== undefined || Boolean(hint || panel) || suggestions.length > 0;
}

/** All of the view that takes room in the band, as one text; the ring of a held sign has its own. */
export function textsOf({ lines, suggestions, notice, hint, pill, quiet }: OverlayView): string {
  const said = lines.map(({ id, text }) => [id, text]);
  const below = hint && [hint.text, ...hint.actions.map(({ label }) => label)];
  return JSON.stringify([
    said,
    suggestions,
    notice?.text,
    notice?.action?.label,
    below,
    pill?.text,
    quiet,
  ]);
}

/** Whether the band covers the page (`OverlayView.handSeen`), in which captions are drawn. */
export function isStanding(view: OverlayView): boolean {
  return view.handSeen === true || view.lines.length > 0 || view.candidate !== null;
}

export interface ToolActions {
  onWrong(): void;
  onPanel?: (() => void) | undefined;
}

export interface StackProps {
  view: OverlayView;
  strings: OverlayStrings;
  /**
   * Screen readers read captions out. Off by default: aloud, they come back through the microphone.
   */
  aloud: boolean;
  /** Shows the handle, the "That was wrong" button, which calls `onWrong`, and that of the panel. */
  tools: ToolActions | null;
  /** Accepts the suggested word at this index. */
  onAccept?: ((index: number) => void) | undefined;
}

/** Where captions may be: the room that they need at most. */
export function Band({ standing, children }: { standing: boolean; children: ComponentChildren }) {
  return (
    <div class={standing ? 'band standing' : 'band'} data-of={ofOurs}>
      {children}
    </div>
  );
}

/**
 * Notice, captions, and the status row below them. The row keeps its height, so nothing jumps.
 *
 * What was signed is in `data-text` and is drawn by the stylesheet: a page that calls `window.find`
 * finds all text of its window, even in closed shadow roots, but not this.
 */
export function OverlayStack({ view, strings, aloud, tools, onAccept }: StackProps) {
  return (
    <div class="stack">
      {view.notice && <Notice notice={view.notice} />}
      {view.lines.length > 0 && (
        <div class="panel">
          {tools && <Tools strings={strings} {...tools} />}
          <div
            class="captions"
            role="log"
            aria-live={aloud ? 'polite' : 'off'}
            aria-label={strings.captions}
          >
            {view.lines.map((line, index) => (
              <p
                key={line.id}
                class={lineClass(line.growing === true, index === view.lines.length - 1)}
                lang={line.language}
                dir={directionOf(line.language)}
                data-text={line.text}
              />
            ))}
          </div>
        </div>
      )}
      {onAccept && view.suggestions && view.suggestions.length > 0 && (
        <div class="words">
          {view.suggestions.map((word, index) => (
            <button
              key={word}
              type="button"
              class={view.restores ? 'tool word back' : 'tool word'}
              aria-label={view.restores ? `${strings.putBack}: ${word}` : word}
              data-text={word}
              onClick={() => onAccept(index)}
            />
          ))}
        </div>
      )}
      {view.hint && <HintBox hint={view.hint} />}
      <div class="status" aria-hidden="true">
        <Status view={view} />
      </div>
      <Announcement text={view.announcement ?? view.notice?.text ?? ''} />
    </div>
  );
}

const lineClass = (growing: boolean, newest: boolean): string =>
  ['line', newest && 'newest', growing && 'growing'].filter(Boolean).join(' ');

/**
 * Shown while the pointer or the focus is at the captions. `mover.ts` handles the handle's events.
 */
function Tools({ strings, onWrong, onPanel }: ToolActions & { strings: OverlayStrings }) {
  return (
    <div class="tools">
      <button type="button" class="tool handle" aria-label={strings.move}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 3v18M3 12h18M12 3l-3 3M12 3l3 3M12 21l-3-3M12 21l3-3M3 12l3-3M3 12l3 3M21 12l-3-3M21 12l-3 3" />
        </svg>
      </button>
      <button type="button" class="tool" onClick={() => onWrong()}>
        {strings.wrong}
      </button>
      {onPanel && (
        <button type="button" class="tool opener" aria-label={strings.panel} onClick={onPanel}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 7h14M5 12h14M5 17h14" />
          </svg>
        </button>
      )}
    </div>
  );
}

/** Announces each text to screen readers once. */
function Announcement({ text }: { text: string }) {
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(text), announceAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="said" role="status">
      {announced === text ? announced : ''}
    </div>
  );
}

function Notice({ notice }: { notice: NonNullable<OverlayView['notice']> }) {
  const { action } = notice;
  return (
    <div class="notice">
      <p dir="auto">{notice.text}</p>
      {action && (
        <button type="button" onClick={() => action.run()}>
          {action.label}
        </button>
      )}
    </div>
  );
}

/** Pressing its buttons leaves the focus where it is: in the text field that is written into. */
function HintBox({ hint }: { hint: NonNullable<OverlayView['hint']> }) {
  return (
    <div class="hint">
      <p dir="auto">{hint.text}</p>
      <div class="answers">
        {hint.actions.map(({ label, run }) => (
          <button
            key={label}
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run()}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

function Status({ view: { pill, candidate, quiet, sent } }: Pick<StackProps, 'view'>) {
  if (pill) return <PillBox pill={pill} />;
  if (candidate) return <Dwell candidate={candidate} />;
  if (quiet) return <span class="dwell quiet" data-text={quiet} />;
  return sent ? <span class="dwell sent">{sent}</span> : null;
}

/** Marks of shape, not of colour. */
const pillMarks = { on: 'M5 12l5 5 9-10', off: 'M7 7l10 10M17 7L7 17', paused: 'M9 6v12M15 6v12' };

/** As wide for every text: a page can measure it. */
function PillBox({ pill }: { pill: NonNullable<OverlayView['pill']> }) {
  return (
    <span class="dwell pill">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={pillMarks[pill.mark]} />
      </svg>
      <span class="name" data-text={pill.text} />
    </span>
  );
}

function Dwell({ candidate }: { candidate: NonNullable<OverlayView['candidate']> }) {
  // In eighths: every change makes the call page paint, and finer steps are invisible
  // (docs/performance.md).
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
      <span
        lang={candidate.language}
        dir={directionOf(candidate.language)}
        class="name"
        data-text={candidate.text}
      />
    </span>
  );
}
