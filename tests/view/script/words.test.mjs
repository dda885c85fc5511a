import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ASSETS = new URL('../../../graphkit/view/assets/', import.meta.url);
const WORDS = JSON.parse(readFileSync(new URL('en.json', ASSETS), 'utf8'));
const source = readdirSync(ASSETS).filter((name) => /\.(js|html)$/.test(name)).map((name) => readFileSync(new URL(name, ASSETS), 'utf8')).join('\n');
const inPage = [...source.matchAll(/\{\{([\w.]+)\}\}/g)].map((found) => found[1]);
const asked = [...inPage, ...[...source.matchAll(/\bt\(\s*(?:[^'`()]*\? )?'([\w.]+)'(?: : '([\w.]+)')?/g)].flatMap((found) => [found[1], found[2]]).filter(Boolean)];

test('every word that the script asks for is there', () => {
  assert.ok(asked.length > 50);
  assert.deepEqual(asked.filter((key) => !(key in WORDS)), []);
});
test('no word is there for nothing', () => {
  const made = [...source.matchAll(/`([a-z]+)\.\$\{/g)].map((found) => `${found[1]}.`); // made of a group and a name
  const groups = ['help.', 'key.', ...made];
  const unused = Object.keys(WORDS).filter((key) => !inPage.includes(key) && !source.includes(`'${key}'`) && !groups.some((group) => key.startsWith(group)) && !key.endsWith('.why'));
  assert.deepEqual(unused, []);
});
test('forms by number have the one that any number may take', () => {
  for (const [key, word] of Object.entries(WORDS)) if (typeof word !== 'string') assert.ok('other' in word, key);
});
