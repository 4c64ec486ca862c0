/**
 * The examples of a document: lines of a console, a command behind `$ `, and below it what it
 * prints. A `…` stands for whatever there is.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

export const pathOf = (file: string) => fileURLToPath(new URL(file, ROOT));

export interface ConsoleExample {
  readonly command: string;
  readonly printed: string;
}

export function consoleExamples(file: string): ConsoleExample[] {
  return [...readFileSync(pathOf(file), 'utf8').matchAll(/```console\n(.*?)```/gs)]
    .flatMap(([, console = '']) => console.split(/^\$ /m).slice(1))
    .map((example) => {
      const end = example.indexOf('\n');
      return { command: example.slice(0, end), printed: example.slice(end + 1) };
    });
}
