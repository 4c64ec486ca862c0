/**
 * The examples of a document: lines of a console, a command behind `$ `, and below it what it
 * prints. A `…` stands for whatever there is.
 */
import { blocksOf } from './markdown.ts';

export { pathOf } from './markdown.ts';

export interface ConsoleExample {
  readonly command: string;
  readonly printed: string;
}

export function consoleExamples(file: string): ConsoleExample[] {
  return blocksOf(file)
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
    .map((example) => {
      const end = example.indexOf('\n');
      return { command: example.slice(0, end), printed: example.slice(end + 1) };
    });
}

/** Of what a command must print, as a whole; columns may be wider. */
export function patternOf(printed: string): RegExp {
  const quoted = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const parts = printed.split('…').map((part) => quoted(part).replaceAll(/ {2,}/g, ' {2,}'));
  return new RegExp(`^${parts.join('.*?')}$`, 's');
}
