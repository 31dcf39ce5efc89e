/** The far end of the grab benchmark's port: answers every frame at once with what arrived. */
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message: { id: number; data: unknown }) => {
    const { id, data } = message;
    const bytes =
      data instanceof ArrayBuffer ? data.byteLength : typeof data === 'string' ? data.length : 0;
    port.postMessage({ id, bytes });
  });
});
