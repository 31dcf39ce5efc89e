/**
 * Puts a caption into the page's text field that has the focus, as typing would: pages and their
 * frameworks hear of it by the events that they listen to. Nothing is ever sent: no Enter is pressed.
 */

/** Text fields alone: none that a site fills with secrets, dates or numbers. */
const textInputs = new Set(['text', 'search', 'email', 'url', 'tel']);

type Field =
  | { kind: 'value'; element: HTMLInputElement | HTMLTextAreaElement }
  | { kind: 'rich'; element: HTMLElement };

/**
 * Puts a text where the cursor is, with a space before it where a word stands there.
 *
 * @param document the one from which the focus is looked for: through frames of the same site, above
 * and below, and open shadow roots
 * @returns false: no text field has the focus, or it takes no text
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
  // Each round goes one deeper: into a frame or a shadow root.
  while (element) {
    const inner: DocumentOrShadowRoot | null = element.shadowRoot ?? frameDocument(element);
    if (!inner) break;
    element = inner.activeElement;
  }
  if (!element) return null;
  // By name: elements of another frame are of that frame's own classes.
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
      // Another site's frame throws here.
      if (!view.parent.document) break;
      view = view.parent as Window & typeof globalThis;
    }
  } catch {
    // The frame before it is the outermost that we may look into.
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

/** What the browser does for typing; page and framework hear of it, and undo knows it. */
function type(document: Document, text: string): boolean {
  try {
    return document.execCommand?.('insertText', false, text) ?? false;
  } catch {
    // Some documents (XHTML) refuse it: the other way is tried.
    return false;
  }
}

function insertIntoValue(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  const before = field.value;
  // Fields for addresses do not tell where the cursor is: it is taken to be at the end.
  const start = field.selectionStart ?? before.length;
  const words = spaced(before.slice(0, start), text);
  type(field.ownerDocument, words);
  if (field.value !== before) return true;
  const room = field.maxLength < 0 ? words.length : Math.max(0, field.maxLength - before.length);
  const put = words.slice(0, room);
  if (put === '') return false;
  if (field.selectionStart === null) field.value = before + put;
  else field.setRangeText(put, start, field.selectionEnd ?? start, 'end');
  tellInput(field, put);
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
  tellInput(element, words);
  return true;
}

function tellInput(element: Element, data: string): void {
  element.dispatchEvent(
    new InputEvent('input', { data, inputType: 'insertText', bubbles: true, composed: true }),
  );
}

/** Writing that parts words by spaces ends or begins so. */
const parted = /^[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** The text as it goes behind another: with a space where two words would run together. */
export function spaced(before: string, text: string): string {
  const last = [...before].at(-1) ?? ' ';
  const first = [...text][0] ?? ' ';
  return parted.test(last) && parted.test(first) ? ` ${text}` : text;
}
