/** Where the figures of a bench go: a file of JSON, and a marked section of a document. */
import { readFileSync, writeFileSync } from 'node:fs';
import { thisMachine } from './machine.ts';

/** `figures` with the machine, versions and date before them. */
export function writeJson(path: string, figures: Readonly<Record<string, unknown>>): void {
  writeFileSync(path, `${JSON.stringify({ machine: thisMachine(), ...figures }, undefined, 2)}\n`);
}

/**
 * Puts `text` between `<!-- NAME: begin -->` and `<!-- NAME: end -->` of a Markdown file, as it is
 * printed. Throws when the marks are not there.
 */
export function writeSection(path: string, name: string, text: string): void {
  const document = readFileSync(path, 'utf8');
  const begin = `<!-- ${name}: begin -->\n`;
  const [from, to] = [document.indexOf(begin), document.indexOf(`<!-- ${name}: end -->`)];
  if (from < 0 || to < from) throw new Error(`${path} has no section ${name}`);
  const before = document.slice(0, from + begin.length);
  writeFileSync(path, `${before}\`\`\`\n${text.trimEnd()}\n\`\`\`\n${document.slice(to)}`);
}
