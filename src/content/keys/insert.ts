/**
 * Inserts a caption into the page's focused text field, as typing would: pages and their frameworks
 * receive the events that they listen to. Nothing is ever sent: no Enter is pressed.
 */

/** Only plain text fields: no passwords, dates or numbers. */
const textInputs = new Set(['text', 'search', 'email', 'url', 'tel']);

type Field =
  | { kind: 'value'; element: HTMLInputElement | HTMLTextAreaElement }
  | { kind: 'rich'; element: HTMLElement };

/**
 * Inserts a text at the cursor, after a space if a word precedes it.
 *
 * @param document where the search for the focus starts: it goes through outer and inner frames of
 *   the same site, and open shadow roots
 * @returns false if no text field has the focus, or if it takes no text
 */
export function insertIntoField(document: Document, text: string): boolean {
  const field = focusedField(document);
  if (!field) return false;
  return field.kind === 'value'
    ? insertIntoValue(field.element, text)
    : insertIntoRich(field.element, text);
}

function focusedField(document: Document): Field | null {
  let element: Element | null = topOf(document).activeElement;
  // Each round goes one level deeper: into a frame or a shadow root.
  while (element) {
    const inner: DocumentOrShadowRoot | null = element.shadowRoot ?? frameDocument(element);
    if (!inner) break;
    element = inner.activeElement;
  }
  if (!element) return null;
  // By name: `instanceof` fails for elements of another frame.
  const { localName } = element;
  if (localName === 'textarea' || localName === 'input') {
    const field = element as HTMLInputElement | HTMLTextAreaElement;
    const takes = localName === 'textarea' || textInputs.has(field.type);
    return takes && !field.disabled && !field.readOnly ? { kind: 'value', element: field } : null;
  }
  const rich = element as HTMLElement;
  const editable = rich.isContentEditable || element.ownerDocument.designMode === 'on';
  return editable ? { kind: 'rich', element: rich } : null;
}

/** The outermost document of the same site around this one. */
function topOf(document: Document): Document {
  let view = document.defaultView;
  try {
    while (view && view.parent !== view) {
      // Throws if the parent frame is of another site.
      if (!view.parent.document) break;
      view = view.parent as Window & typeof globalThis;
    }
  } catch {
    // `view` is the outermost frame that we may look into.
  }
  return view?.document ?? document;
}

function frameDocument(element: Element): Document | null {
  if (element.localName !== 'iframe' && element.localName !== 'frame') return null;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** Lets the browser insert the text as if typed: it fires all events, and undo works. */
function type(document: Document, text: string): boolean {
  try {
    return document.execCommand?.('insertText', false, text) ?? false;
  } catch {
    // Some documents (XHTML) refuse it; the caller then changes the field itself.
    return false;
  }
}

function insertIntoValue(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  const before = field.value;
  // Email fields do not reveal the cursor's position: assume the end.
  const start = field.selectionStart ?? before.length;
  const words = spaced(before.slice(0, start), text);
  type(field.ownerDocument, words);
  if (field.value !== before) return true;
  const room = field.maxLength < 0 ? words.length : Math.max(0, field.maxLength - before.length);
  const inserted = words.slice(0, room);
  if (inserted === '') return false;
  if (field.selectionStart === null) field.value = before + inserted;
  else field.setRangeText(inserted, start, field.selectionEnd ?? start, 'end');
  dispatchInput(field, inserted);
  return field.value !== before;
}

function insertIntoRich(element: HTMLElement, text: string): boolean {
  const document = element.ownerDocument;
  const root = element.getRootNode() as Document | (ShadowRoot & Pick<Document, 'getSelection'>);
  const selection = root.getSelection?.() ?? document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (!selection || !range || !element.contains(range.startContainer)) return false;
  const { startContainer, startOffset } = range;
  const words = spaced(startContainer.textContent?.slice(0, startOffset) ?? '', text);
  const before = element.textContent;
  if (type(document, words) || element.textContent !== before) return true;
  range.deleteContents();
  range.insertNode(document.createTextNode(words));
  range.collapse(false);
  dispatchInput(element, words);
  return true;
}

function dispatchInput(element: Element, data: string): void {
  element.dispatchEvent(
    new InputEvent('input', { data, inputType: 'insertText', bubbles: true, composed: true }),
  );
}

/** A character of a script that separates words by spaces. */
const needsSpace = /^[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** The text to append to `before`: with a leading space if two words would run together. */
export function spaced(before: string, text: string): string {
  const last = [...before].at(-1) ?? ' ';
  const first = [...text][0] ?? ' ';
  return needsSpace.test(last) && needsSpace.test(first) ? ` ${text}` : text;
}
