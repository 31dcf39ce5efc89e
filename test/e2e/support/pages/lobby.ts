/** A lobby that has the browser prerender the call, whose page is named by the query `to`. */
import { prerenderedKey } from '../prerendered-key.ts';

const to = new URLSearchParams(location.search).get('to') ?? '/';
localStorage.removeItem(prerenderedKey);
document.querySelector<HTMLAnchorElement>('#enter')!.href = to;

const rules = document.createElement('script');
rules.type = 'speculationrules';
rules.textContent = JSON.stringify({ prerender: [{ urls: [to], eagerness: 'immediate' }] });
document.head.append(rules);
