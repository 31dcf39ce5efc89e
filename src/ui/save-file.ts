/** Saves a text as a file, as a download of the browser. */
export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download holds the blob after a turn or two of the event loop; a minute is safe.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
