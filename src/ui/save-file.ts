/** Saves a text as a file, the way the browser saves any download. */
export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken hold of the blob by the next turn but one of the loop; a minute is safe.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
