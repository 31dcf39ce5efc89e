import { describe, expect, it } from 'vitest';
import {
  checkEmbedded,
  checkManifest,
  checkOrigins,
  checkText,
  type Origins,
  ownerOf,
} from '../../../tools/check-bundle/check.ts';

describe('checking a file of the build', () => {
  it.each([
    ['background.js', 'fetch("https://example.com/collect")', 'the address https://example.com'],
    ['content.js', 'new Image().src="http://tracker.example/p?"+t', 'the address http://tracker'],
    ['chunks/chunk-A.js', 'const s=new WebSocket(u)', 'a socket'],
    ['chunks/chunk-A.js', 'let u="wss://example.com/"', 'the address wss://example.com/'],
    ['popup.js', 'eval(code)', 'eval'],
    ['popup.js', 'new Function("a","return a")', 'Function from text'],
    ['popup.js', 'x=Function ("return this")()', 'Function from text'],
    ['popup.js', 'setTimeout("run()",5)', 'code in a timer'],
    ['popup.js', 'await import(name)', 'import of a made-up name'],
    ['recognizer-worker.js', 'importScripts(url)', 'a script by name'],
    ['options.js', 'navigator.sendBeacon(a,b)', 'a beacon'],
    ['options.js', 'new Blob([t],{type:"text/javascript"})', 'a script from text'],
    ['popup.js', 'new Worker("data:"+`application/javascript`+x)', 'a script from text'],
    ['drawing-worker.js', 'new WebSocket(u)', 'a socket'],
    ['content.js', 'new RTCPeerConnection()', 'a peer connection'],
    ['content.js', 'new window.RTCPeerConnection()', 'a peer connection'],
    ['content.js', 'new XMLHttpRequest', 'XMLHttpRequest'],
    ['popup.html', '<script src="https://example.com/a.js"></script>', 'https://example.com'],
    ['popup.html', '<script src="//example.com/a.js"></script>', 'src="//example.com'],
    ['popup.html', '<script>alert(1)</script>', 'script'],
    ['popup.html', '<body onload="go()">', 'a handler'],
    ['popup.html', '<p style="color:red">', 'a style'],
    ['popup.css', '@import "more.css"', 'a style from elsewhere'],
    ['popup.css', 'p{background:url(https://example.com/i)}', 'https://example.com'],
    ['models/x.json', '{"from":"https://example.com/model"}', 'https://example.com/model'],
  ])('refuses %s that contains %s', (file, text, fault) => {
    expect(checkText(file, text).join('\n')).toContain(fault);
  });

  it.each([
    ['content.js', 'createElementNS("http://www.w3.org/2000/svg","svg")'],
    ['popup.js', 'table.evaluate(x);isFunction(y);class A{async import(e,t){}}'],
    ['chunks/chunk-A.js', 'import("./chunk-B.js")'],
    ['tap.js', 'let{RTCPeerConnection:c}=scope;if(!c)return'],
    ['popup.html', '<link rel="stylesheet" href="popup.css"><script src="popup.js"></script>'],
    ['manifest.json', '{"matches":["https://meet.jit.si/*","https://*.zoom.us/*"]}'],
  ])('allows %s that contains %s', (file, text) => {
    expect(checkText(file, text)).toEqual([]);
  });
});

describe('the worker that a bundle makes from text', () => {
  const literal = JSON.stringify('postMessage("ready\\n")');
  const make = 'new Blob([t],{type:"text/javascript"})';

  it('passes if it is the built one', () => {
    expect(checkEmbedded('content.js', `let t=${literal};${make}`, literal)).toEqual([]);
  });

  it.each([
    ['one byte differs', `let t=${literal.replace('ready', 'reads')};${make}`],
    ['it is missing', make],
    ['it was left as a placeholder', `let t="@@drawing-worker@@";${make}`],
    ['another script is made too', `let t=${literal};${make};${make.replace('[t]', '[u]')}`],
    ['none is made from it', `let t=${literal}`],
  ])('fails if %s', (_, bundle) => {
    expect(checkEmbedded('content.js', bundle, literal).length).toBeGreaterThan(0);
  });
});

describe('the origin of a script', () => {
  const good: Origins = {
    madeOf: { 'popup.js': ['src/popup/popup.tsx', 'node_modules/preact/dist/preact.mjs'] },
    scripts: ['popup.js'],
    made: {},
    notice: 'Libraries\n  preact, @tensorflow/tfjs-core, -converter. MIT License.',
    licenceOf: () => 'MIT',
  };

  it('is our own code or a package that NOTICE names', () => {
    expect(checkOrigins(good)).toEqual({ faults: [], packages: ['preact'] });
  });

  it.each<[string, Partial<Origins>, string]>([
    ['a script that the build did not write', { scripts: ['popup.js', 'extra.js'] }, 'extra.js'],
    ['a source from elsewhere', { madeOf: { 'popup.js': ['../other/x.ts'] } }, '../other/x.ts'],
    ['a package that NOTICE does not name', { notice: 'preactive' }, 'not named in NOTICE'],
    ['a package without a licence', { licenceOf: () => undefined }, '(none)'],
    ['a licence that may not ship', { licenceOf: () => 'GPL-3.0' }, 'GPL-3.0'],
    ['a script that is made of such a package', { made: { 'popup.js': 'left-pad' } }, 'left-pad'],
  ])('is reported as unknown for %s', (_, change, fault) => {
    expect(checkOrigins({ ...good, ...change }).faults.join('\n')).toContain(fault);
  });

  it('is derived from the path, wherever the packages are installed', () => {
    expect(ownerOf('../main/node_modules/@tensorflow/tfjs-core/dist/a.js')).toBe(
      '@tensorflow/tfjs-core',
    );
    expect(ownerOf('src/content/content.ts')).toBe('ours');
    expect(ownerOf('/tmp/x.js')).toBeNull();
  });

  it('may be named in short for a package of a family', () => {
    const madeOf = { 'popup.js': ['node_modules/@tensorflow/tfjs-converter/dist/a.js'] };
    expect(checkOrigins({ ...good, madeOf }).faults).toEqual([]);
    const other = { 'popup.js': ['node_modules/@tensorflow/tfjs-vis/dist/a.js'] };
    expect(checkOrigins({ ...good, madeOf: other }).faults).toHaveLength(1);
  });
});

describe('checking a manifest', () => {
  const policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'";
  const good = { content_security_policy: { extension_pages: policy } };

  it('accepts one that lets nobody in and nothing out', () => {
    expect(checkManifest(good)).toEqual([]);
  });

  it("accepts one that may play a video of the user's choice", () => {
    const firefox = `${policy}; media-src 'self' blob:`;
    expect(checkManifest({ content_security_policy: { extension_pages: firefox } })).toEqual([]);
  });

  it.each([
    [{ web_accessible_resources: [] }],
    [{ externally_connectable: { matches: ['https://*.example/*'] } }],
    [{ content_security_policy: { extension_pages: policy.replace("connect-src 'self'", '') } }],
    [{ content_security_policy: { extension_pages: `${policy}; img-src https://a.example` } }],
    [{ content_security_policy: { extension_pages: `${policy}; script-src blob:` } }],
    [{ content_security_policy: { extension_pages: `${policy}; media-src 'self' blob: https:` } }],
    [{ content_security_policy: {} }],
  ])('refuses one with %j', (change) => {
    expect(checkManifest({ ...good, ...change })).not.toEqual([]);
  });
});
