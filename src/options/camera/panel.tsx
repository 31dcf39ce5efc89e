import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { CameraView } from '../../ui/camera-view.tsx';
import { Button, Select, Status } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import type { Eye } from './eye.ts';
import { pageSentence } from './sentence.ts';

export interface EyePanelProps {
  eye: Eye;
  words: Words;
  /** Left out if files cannot be used here. */
  onFiles?(files: readonly File[]): void;
  /** Pictures do not help here. */
  videoOnly?: boolean;
  /** Files can be chosen instead while the camera is asked for or on, too. */
  filesAnytime?: boolean;
  /** Another button is more important than the one that opens the camera. */
  quiet?: boolean;
  /** Shown over the picture. */
  over?: ComponentChildren;
  /** Shown below the picture while something is being watched. */
  children?: ComponentChildren;
  /** Disables the controls, as while a recording runs. */
  busy?: boolean;
}

/** Camera or files: the picture with its hands, the buttons that open one, and what went wrong. */
export function EyePanel(props: EyePanelProps) {
  const { eye, words, onFiles, videoOnly, filesAnytime, quiet, over, children, busy } = props;
  const state = eye.state.value;
  const view = eye.view.value;
  const choices = eye.cameras.value;
  const notice = eye.notice.value;
  const closed = state.phase === 'off' || state.phase === 'problem';
  const waiting = state.phase === 'asking' || state.phase === 'loading';
  const open = state.phase === 'live' || (waiting && filesAnytime);
  return (
    <div class="eye">
      {!closed && (
        <CameraView source={view} seen={eye.seen.value} label={words('camera_picture')}>
          {waiting && (
            <p class="eye-wait" role="status">
              {words(state.phase === 'asking' ? 'camera_asking' : 'camera_loading')}
            </p>
          )}
          {over}
        </CameraView>
      )}
      {state.phase === 'files' && (
        <label class="eye-progress">
          {words('camera_looking')}
          <progress value={state.share} max={1} />
        </label>
      )}
      {state.phase === 'problem' && (
        <Status
          tone="error"
          title={words('camera_problem')}
          detail={pageSentence(words, state.problem)}
        />
      )}
      {notice && state.phase !== 'problem' && (
        <Status tone="error" title={words('camera_notice')} detail={pageSentence(words, notice)} />
      )}
      {state.phase === 'off' && state.why === 'hidden' && (
        <Status tone="idle" title={words('camera_off')} detail={words('camera_hidden')} />
      )}
      {!closed && !waiting && children}
      {(closed || open) && (
        // One element in every state: the field for files stays in the page while its dialog is open.
        <div class={closed ? 'eye-ways' : 'eye-live'}>
          {closed && (
            <Button
              look={quiet ? 'quiet' : undefined}
              disabled={busy}
              onPress={() => void eye.openCamera()}
            >
              {words(state.phase === 'problem' ? 'camera_again' : 'camera_open')}
            </Button>
          )}
          {state.phase === 'live' && choices.length > 1 && (
            <Select
              label={words('camera_which')}
              value={state.camera}
              options={choices.map(({ id, label }, i) => ({
                value: id,
                label: label || words('camera_number', String(i + 1)),
              }))}
              disabled={busy}
              onChange={(id) => void eye.openCamera(id)}
            />
          )}
          {onFiles && (closed || (filesAnytime && !busy)) && (
            <FilesWays {...{ words, videoOnly, onFiles }} />
          )}
          {!closed && (
            <Button look="quiet" disabled={busy} onPress={() => eye.close()}>
              {words('camera_close')}
            </Button>
          )}
          {closed && (
            <p class="note">
              {words(onFiles && !videoOnly ? 'camera_staysOrFiles' : 'camera_stays')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

interface FilesWaysProps {
  words: Words;
  videoOnly: boolean | undefined;
  onFiles(files: readonly File[]): void;
}

function FilesWays({ words, videoOnly, onFiles }: FilesWaysProps) {
  return (
    <>
      {!videoOnly && (
        <FilesButton label={words('camera_pictures')} accept="image/*" multiple {...{ onFiles }} />
      )}
      <FilesButton label={words('camera_video')} accept="video/*" {...{ onFiles }} />
    </>
  );
}

interface FilesButtonProps {
  label: string;
  accept: string;
  multiple?: boolean;
  onFiles(files: readonly File[]): void;
}

/** A file input that looks like the other buttons and can be focused by keyboard. */
function FilesButton({ label, accept, multiple, onFiles }: FilesButtonProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // Before the page is painted, so that no choice can come before it.
  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    const onChange = (): void => {
      const files = [...(element.files ?? [])];
      // So that choosing the same files again fires `change`.
      element.value = '';
      if (files.length > 0) onFiles(files);
    };
    element.addEventListener('change', onChange);
    return () => element.removeEventListener('change', onChange);
  }, [onFiles]);
  return (
    <span class="files">
      <input class="unseen" ref={input} id={id} type="file" accept={accept} multiple={multiple} />
      <label for={id} class="quiet">
        {label}
      </label>
    </span>
  );
}
