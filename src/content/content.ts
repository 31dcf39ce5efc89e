// Runs in the content script's isolated world, in every frame of a call page.

import browser from 'webextension-polyfill';
import type { ToBackground } from '../messaging/replies.ts';
import { removeLeftover } from '../overlay/leftover.ts';
import { makeCall } from './call.ts';
import { createDiagnosticsLog, exposeDiagnostics } from './diagnostics.ts';
import { listen } from './listen.ts';
import { updatedNotice } from './notices.ts';
import { type ExtensionRuntime, isInvalidated } from './runtime.ts';
import { makeView } from './view.ts';
import { reportToOpener } from './where/windows.ts';

declare global {
  /** Ends the content script that runs in this world. */
  var signCaptionsDispose: (() => void) | undefined;
}

const runtime = browser.runtime as unknown as ExtensionRuntime;

/** Fails silently once the extension was updated; the link finds out and reports it. */
function send(message: ToBackground): void {
  try {
    runtime.sendMessage(message).catch(() => undefined);
  } catch {
    // As above.
  }
}

/** @returns ends the content script */
function start(): () => void {
  const life = new AbortController();
  const { signal } = life;
  const log = createDiagnosticsLog();
  signal.addEventListener('abort', exposeDiagnostics(log));

  const view = makeView({ send, signal });
  const call = makeCall(view, { runtime, send, log, life });

  // The extension was updated during a call: the script that received the camera's track is gone.
  const isCutOff = removeLeftover(document);
  if (isCutOff) view.presenter.notice(updatedNotice);

  reportToOpener(window, {
    // A window without an address shows its opener's call, unless captions are on in it.
    isOwnCall: () =>
      call.session.live && (call.session.on || window.location.href !== 'about:blank'),
    isGone: () => isInvalidated(runtime),
    signal,
  });
  listen(view, call, { runtime, isCutOff, signal });

  return () => {
    call.session.dispose();
    life.abort();
  };
}

// This script can run twice in the same world: when a frame's first empty document is replaced, and
// on a listed site that the user has also granted. The newest run stays.
globalThis.signCaptionsDispose?.();
globalThis.signCaptionsDispose = isInvalidated(runtime) ? undefined : start();
