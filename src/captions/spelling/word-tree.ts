/**
 * Words as a tree of letters, in a compact file: one byte for each node, so that 40,000 English words
 * take about 110 kB and are read in a few milliseconds.
 *
 * The file: a head of 16 bytes (`SCWT`, version, three zero bytes, node count, word count; counts are
 * 32-bit little-endian), the nodes in preorder without the root, two bits for each word (its frequency
 * class, in the nodes' order, four words to a byte, the lowest bits first), and the written forms that
 * differ from the spelling, as UTF-8 lines `index form`.
 *
 * A node's byte: bits 0-4 the letter (0 is A), bit 5 a word ends here, bit 6 it has children (the
 * first of which is the next node), bit 7 it has a later sibling.
 */

/** How many frequency classes a word tree has; class 0 holds the most frequent words. */
export const frequencyClasses = 4;
/** How many letters a word has at most. */
export const maxWordLetters = 24;
/** How many nodes a tree has at most: more than ten times an English one. */
const maxNodes = 2_000_000;

const magic = [0x53, 0x43, 0x57, 0x54];
const version = 1;
const headBytes = 16;
const wordBit = 32;
const childBit = 64;
const siblingBit = 128;
const letterA = 65;

/** A word as it is spelled and as it is written. */
export interface ListedWord {
  /** `A` to `Z` only. */
  spelled: string;
  /** As captions show it, `élan`. */
  written: string;
  /** 0 (the most frequent words) to {@link frequencyClasses} - 1. */
  frequency: number;
}

/** Node 0 is the root; the first child of a node is the next node. */
export interface WordTree {
  readonly nodes: number;
  readonly words: number;
  /** The letter of each node, 0 for A; of the root, 0. */
  readonly letter: Uint8Array;
  /** Whether a node has children: 1 or 0. */
  readonly hasChild: Uint8Array;
  /** The next sibling of each node; 0: none. */
  readonly sibling: Uint32Array;
  /** The parent of each node; of the root, 0. */
  readonly parent: Uint32Array;
  /** The frequency class of the word that ends at a node; {@link noWord}: none ends there. */
  readonly frequency: Uint8Array;
  /** Forms that are not written as they are spelled, by the node at which the word ends. */
  readonly written: ReadonlyMap<number, string>;
}

/** Stands in {@link WordTree.frequency} where no word ends. */
export const noWord = 255;

const damaged =
  'The word list for spelling is damaged or belongs to another version. Install the extension again, ' +
  'or rebuild it with npm run build.';

/**
 * Reads the file that {@link encodeWordTree} writes.
 *
 * @throws Error with a sentence for the user if it is damaged.
 */
export function readWordTree(file: Uint8Array): WordTree {
  try {
    return parse(file);
  } catch {
    throw new Error(damaged);
  }
}

function check(condition: boolean): asserts condition {
  if (!condition) throw new RangeError('not a word tree');
}

function parse(file: Uint8Array): WordTree {
  check(file.length >= headBytes);
  const head = new DataView(file.buffer, file.byteOffset, headBytes);
  check(magic.every((byte, i) => file[i] === byte) && file[4] === version);
  const count = head.getUint32(8, true);
  const words = head.getUint32(12, true);
  check(count <= maxNodes && words <= count);
  const classesAt = headBytes + count;
  const formsAt = classesAt + Math.ceil(words / 4);
  check(file.length >= formsAt);

  const nodes = count + 1;
  const letter = new Uint8Array(nodes);
  const hasChild = new Uint8Array(nodes);
  const sibling = new Uint32Array(nodes);
  const parent = new Uint32Array(nodes);
  const frequency = new Uint8Array(nodes).fill(noWord);
  const ends: number[] = [];
  // The nodes on the way to the current one whose later siblings are still to come.
  const open: number[] = [];
  const isOpen: boolean[] = [];
  let depth = 0;
  hasChild[0] = count > 0 ? 1 : 0;
  for (let node = 1; node < nodes; node++) {
    const byte = file[headBytes + node - 1]!;
    letter[node] = byte & 31;
    check(letter[node]! < 26);
    // The node follows its parent, or an earlier sibling's whole subtree.
    if (node === 1 || hasChild[node - 1] === 1) {
      parent[node] = node - 1;
    } else {
      while (depth > 0 && !isOpen[depth - 1]) depth--;
      check(depth > 0);
      depth--;
      const earlier = open[depth]!;
      check(letter[earlier]! < letter[node]!);
      sibling[earlier] = node;
      parent[node] = parent[earlier]!;
    }
    open[depth] = node;
    isOpen[depth] = (byte & siblingBit) !== 0;
    depth++;
    check(depth <= maxWordLetters);
    hasChild[node] = (byte & childBit) !== 0 ? 1 : 0;
    if ((byte & wordBit) !== 0) {
      check(ends.length < words);
      frequency[node] = (file[classesAt + (ends.length >> 2)]! >> (2 * (ends.length & 3))) & 3;
      ends.push(node);
    } else check(hasChild[node] === 1);
  }
  check(ends.length === words);
  check(count === 0 || hasChild[count] === 0);
  while (depth > 0) check(!isOpen[--depth]);
  const written = readForms(file.subarray(formsAt), ends);
  return { nodes, words, letter, hasChild, sibling, parent, frequency, written };
}

function readForms(bytes: Uint8Array, ends: readonly number[]): Map<number, string> {
  const written = new Map<number, string>();
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  for (const line of text === '' ? [] : text.split('\n')) {
    const [, index, form] = /^(\d{1,7}) (\S{1,60})$/u.exec(line) ?? [];
    const node = ends[Number(index)];
    check(node !== undefined && form !== undefined);
    written.set(node, form);
  }
  return written;
}

interface Branch {
  children: Map<string, Branch>;
  word: ListedWord | null;
}

/**
 * Writes words into a file for {@link readWordTree}. Of two words with one spelling, the first stays.
 *
 * @throws RangeError if a word has other letters than A to Z, too many, or no known frequency class.
 */
export function encodeWordTree(words: readonly ListedWord[]): Uint8Array {
  const root: Branch = { children: new Map(), word: null };
  for (const word of words) insert(root, word);
  const nodes: number[] = [];
  const inOrder: ListedWord[] = [];
  const visit = (branch: Branch): void => {
    const children = [...branch.children].sort(([a], [b]) => (a < b ? -1 : 1));
    children.forEach(([letter, child], i) => {
      nodes.push(
        (letter.charCodeAt(0) - letterA) |
          (child.word ? wordBit : 0) |
          (child.children.size > 0 ? childBit : 0) |
          (i + 1 < children.length ? siblingBit : 0),
      );
      if (child.word) inOrder.push(child.word);
      visit(child);
    });
  };
  visit(root);
  const classes = new Uint8Array(Math.ceil(inOrder.length / 4));
  inOrder.forEach(({ frequency }, i) => {
    classes[i >> 2] = classes[i >> 2]! | (frequency << (2 * (i & 3)));
  });
  const forms = inOrder.flatMap(({ spelled, written }, i) =>
    written === spelled.toLowerCase() ? [] : [`${i} ${written}`],
  );
  const text = new TextEncoder().encode(forms.join('\n'));
  const file = new Uint8Array(headBytes + nodes.length + classes.length + text.length);
  const head = new DataView(file.buffer);
  file.set([...magic, version]);
  head.setUint32(8, nodes.length, true);
  head.setUint32(12, inOrder.length, true);
  file.set(nodes, headBytes);
  file.set(classes, headBytes + nodes.length);
  file.set(text, headBytes + nodes.length + classes.length);
  return file;
}

function insert(root: Branch, word: ListedWord): void {
  const { spelled, frequency } = word;
  if (!/^[A-Z]+$/.test(spelled) || spelled.length > maxWordLetters)
    throw new RangeError(`${spelled} cannot be spelled.`);
  if (!Number.isInteger(frequency) || frequency < 0 || frequency >= frequencyClasses)
    throw new RangeError(`${spelled} has no frequency class.`);
  let branch = root;
  for (const letter of spelled) {
    let child = branch.children.get(letter);
    if (!child) {
      child = { children: new Map(), word: null };
      branch.children.set(letter, child);
    }
    branch = child;
  }
  branch.word ??= word;
}

/** The letters on the way from the root to a node, `A` to `Z`. */
export function lettersTo(tree: WordTree, node: number): string {
  let letters = '';
  for (let at = node; at !== 0; at = tree.parent[at]!)
    letters = String.fromCharCode(letterA + tree.letter[at]!) + letters;
  return letters;
}

/** The word that ends at a node, as it is written. */
export const writtenAt = (tree: WordTree, node: number): string =>
  tree.written.get(node) ?? lettersTo(tree, node).toLowerCase();

/** The letters with which a written word is spelled by hand; null if it has others than Latin ones. */
export function spellingOf(written: string): string | null {
  const latin = written
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.\- ]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .toUpperCase();
  return /^[A-Z]+$/.test(latin) && latin.length <= maxWordLetters ? latin : null;
}
