import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// WCAG 2.2: signs and lines 3:1 against their ground, words 4.5:1.
const ASSETS = new URL('../../../graphkit/view/assets/', import.meta.url);
const base = readFileSync(new URL('base.js', ASSETS), 'utf8'), style = readFileSync(new URL('page.css', ASSETS), 'utf8');
const light = (v) => { const x = v / 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; };
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const contrast = (a, b) => { const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
const rgb = (hex) => (hex.length === 4 ? [...hex.slice(1)].map((c) => c + c) : hex.slice(1).match(/../g)).map((part) => parseInt(part, 16));
const ground = { light: /:root\{[^}]*--bg:(#\w+)/.exec(style)[1], dark: /data-theme=dark\]\{[^}]*--bg:(#\w+)/.exec(style)[1] };
const themed = (name, theme) => rgb(new RegExp(`${theme === 'light' ? ':root\\{' : 'data-theme=dark\\]\\{'}[^}]*--${name}:(#\\w+)`).exec(style)[1]);
const { COLOURS, LINE } = new Function(`${/const COLOURS = \{[\s\S]*?\n\};/.exec(base)[0]}\n${/const LINE = .*;/.exec(base)[0]}\nreturn { COLOURS, LINE };`)();

for (const theme of ['light', 'dark']) {
  test(`signs and lines stand out in ${theme} colours`, () => {
    for (const [kind, colour] of Object.entries(COLOURS[theme])) assert.ok(contrast(rgb(colour), rgb(ground[theme])) >= 3, `${kind} ${colour}`);
    for (const [kind, line] of Object.entries(LINE[theme])) assert.ok(contrast(line.split(',').map(Number), rgb(ground[theme])) >= 3, `${kind} ${line}`);
  });
  test(`words in the drawing can be read in ${theme} colours`, () => {
    for (const name of ['ink', 'mute', 'accent']) assert.ok(contrast(themed(name, theme), rgb(ground[theme])) >= 4.5, name);
  });
}
