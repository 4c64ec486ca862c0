/**
 * Splits TypeScript into what the rules look at: code without comments and without the contents of
 * strings, and comments alone. Both keep the length and the line ends of the source, so that
 * positions agree.
 */

export interface Masked {
  readonly code: string;
  readonly comments: string;
}

/** Characters and words after which a slash begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const QUOTED = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y;

export function mask(text: string): Masked {
  return new Scan(text).run();
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

class Scan {
  readonly #text: string;
  #at = 0;
  #code = '';
  #comments = '';
  /** Depth of `{` in each open `${`. */
  readonly #substitutions: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): Masked {
    while (this.#at < this.#text.length) this.#step();
    return { code: this.#code, comments: this.#comments };
  }

  #step(): void {
    const comment = this.#match(COMMENT);
    const quoted = this.#match(QUOTED) ?? (this.#beginsRegex() ? this.#match(REGEX) : undefined);
    if (comment) this.#add(blank(comment), comment);
    else if (quoted) this.#addQuoted(quoted);
    else this.#addCharacter(this.#text[this.#at]!);
  }

  #addCharacter(character: string): void {
    this.#add(character, blank(character));
    if (character === '`') this.#addTemplate();
    else if (this.#substitutions.length > 0) this.#countBrace(character);
  }

  /** Counts braces within `${…}`; the last one gives way to the template's text again. */
  #countBrace(character: string): void {
    const last = this.#substitutions.length - 1;
    if (character === '{') this.#substitutions[last]!++;
    if (character === '}') this.#substitutions[last]!--;
    if (this.#substitutions[last] !== 0) return;
    this.#substitutions.pop();
    this.#addTemplate();
  }

  /** A template's text up to its end, or to a substitution, whose code is then scanned as code. */
  #addTemplate(): void {
    const text = this.#match(TEMPLATE_TEXT) ?? '';
    this.#add(blank(text), blank(text));
    if (this.#text[this.#at] === '`') {
      this.#add('`', ' ');
    } else if (this.#at < this.#text.length) {
      this.#add('${', '  ');
      this.#substitutions.push(1);
    }
  }

  #addQuoted(quoted: string): void {
    const code = quoted[0] + blank(quoted.slice(1, -1)) + quoted.at(-1);
    this.#add(code, blank(quoted));
  }

  #beginsRegex(): boolean {
    return this.#text[this.#at] === '/' && BEFORE_REGEX.test(this.#code.slice(-40));
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #add(code: string, comments: string): void {
    this.#code += code;
    this.#comments += comments;
    this.#at += code.length;
  }
}
