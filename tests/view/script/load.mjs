// Parts of the page's script in a context of their own: they are no modules, but one script in parts (see page.py).
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const ASSETS = new URL('../../../graphkit/view/assets/', import.meta.url);

/** What the named parts define, by name. @param {string[]} parts @param {string[]} names @param {object} given */
export function load(parts, names, given = {}) {
  const context = createContext({ ...given });
  const source = parts.map((part) => readFileSync(new URL(`${part}.js`, ASSETS), 'utf8')).join('\n');
  const found = runInContext(`${source}\n;({ ${names.join(', ')} })`, context);
  return found;
}
// Values made in another context have other prototypes; compared are their contents.
export const plain = (value) => JSON.parse(JSON.stringify(value));
