/** Reads the content of a page in Chromium, including closed shadow roots. */
import type { CDPSession, Frame, Page } from 'puppeteer-core';

interface DomNode {
  nodeName: string;
  nodeValue: string;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
  /** Of a frame in the same process. */
  contentDocument?: DomNode;
}

/**
 * The page's DOM, including closed shadow roots and frames of the same site. A frame of another site
 * runs in another process and must be read separately.
 */
async function wholeDocument(place: Page | Frame): Promise<DomNode> {
  const ask = async (session: CDPSession): Promise<DomNode> => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    return root as unknown as DomNode;
  };
  // Puppeteer has a session for a frame's process, but its types do not show it.
  if ('client' in place) return ask(place.client as CDPSession);
  const session = await (place as Page).createCDPSession();
  try {
    return await ask(session);
  } finally {
    await session.detach();
  }
}

function* walk(node: DomNode): Generator<DomNode> {
  yield node;
  const { shadowRoots = [], children = [], contentDocument } = node;
  for (const child of [...shadowRoots, ...children]) yield* walk(child);
  if (contentDocument) yield* walk(contentDocument);
}

function attribute({ attributes = [] }: DomNode, name: string): string | null {
  const at = attributes.findIndex((value, i) => i % 2 === 0 && value === name);
  return at < 0 ? null : (attributes[at + 1] ?? null);
}

/** The text that an element shows: its own text, and what the stylesheet draws from `data-text`. */
function textOf(node: DomNode): string {
  let text = '';
  for (const part of walk(node))
    text += part.nodeName === '#text' ? part.nodeValue : (attribute(part, 'data-text') ?? '');
  return text.replace(/\s+/g, ' ').trim();
}

/** Language and direction of every element of that class, also inside closed shadow roots. */
export async function attributesByClass(
  page: Page,
  name: string,
): Promise<{ lang: string | null; dir: string | null }[]> {
  return [...walk(await wholeDocument(page))]
    .filter((node) => attribute(node, 'class')?.split(/\s+/).includes(name))
    .map((node) => ({ lang: attribute(node, 'lang'), dir: attribute(node, 'dir') }));
}

/** Text of every element of that class in the page, also inside closed shadow roots. */
export async function textByClass(place: Page | Frame, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const node of walk(await wholeDocument(place)))
    if (attribute(node, 'class')?.split(/\s+/).includes(name)) found.push(textOf(node));
  return found;
}
