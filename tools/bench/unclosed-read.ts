/** Of how many frames one is copied, as at ten frames a second. */
const copiedOf = 3;

/** Copies as the content script does, and closes. */
export async function useFrame(frame: VideoFrame, isCopied: boolean): Promise<void> {
  try {
    if (isCopied) await frame.copyTo(new Uint8Array(frame.allocationSize()));
  } finally {
    frame.close();
  }
}

/** @param pauseMs how long no frame is asked for after each; null: every frame is read */
export async function readAll(
  readable: ReadableStream<VideoFrame>,
  pauseMs: number | null = null,
): Promise<void> {
  const reader = readable.getReader();
  for (let frames = 0; ; frames++) {
    const { done, value } = await reader.read();
    if (done) return;
    await useFrame(value, pauseMs !== null || frames % copiedOf === 0);
    if (pauseMs !== null) await new Promise((go) => setTimeout(go, pauseMs));
  }
}
