import { describe, expect, it } from 'vitest';
import { matchesPattern, siteName } from '../../../src/messaging/site-pattern.ts';

describe('match patterns', () => {
  it('fit host, subdomain and scheme as the browser does', () => {
    expect(matchesPattern('https://meet.jit.si/*', 'https://meet.jit.si/a?b')).toBe(true);
    expect(matchesPattern('https://meet.jit.si/*', 'http://meet.jit.si/')).toBe(false);
    expect(matchesPattern('https://meet.jit.si/*', 'https://evil-meet.jit.si/')).toBe(false);
    expect(matchesPattern('https://*.zoom.us/*', 'https://us02web.zoom.us/wc')).toBe(true);
    expect(matchesPattern('https://*.zoom.us/*', 'https://zoom.us/')).toBe(true);
    expect(matchesPattern('https://*.zoom.us/*', 'https://notzoom.us/')).toBe(false);
    expect(matchesPattern('http://localhost/*', 'http://localhost:8080/x')).toBe(true);
    expect(matchesPattern('*://*/*', 'http://a.example/')).toBe(true);
    expect(matchesPattern('<all_urls>', 'http://a.example/')).toBe(false);
  });

  it('are shown in the form in which people write sites', () => {
    expect(siteName('https://meet.example.org/*', 'Every site')).toBe('meet.example.org');
    expect(siteName('http://localhost/*', 'Every site')).toBe('http://localhost');
    expect(siteName('https://*/*', 'Every site')).toBe('Every site');
  });
});
