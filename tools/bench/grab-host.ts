/** The receiving end of the grab benchmark: answers every frame at once with the bytes that arrived. */
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message: { id: number; data: unknown }) => {
    const { id, data } = message;
    const bytes =
      data instanceof ArrayBuffer ? data.byteLength : typeof data === 'string' ? data.length : 0;
    port.postMessage({ id, bytes });
  });
});
