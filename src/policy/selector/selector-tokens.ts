/**
 * Words of Calico's selector language. As in Calico, operators that are words count only behind a
 * label, `has(` is one word with its bracket, texts have no escapes, and only blanks and tabs may
 * stand between words.
 * Source: Calico libcalico-go/lib/selector/tokenizer.
 */
import type { TextOperator } from './selector.ts';

export type Sign = '(' | ')' | '{' | '}' | ',' | '!' | '&&' | '||';

export type Token = { readonly at: number } & (
  | { readonly kind: 'symbol'; readonly symbol: Sign }
  | { readonly kind: 'label' | 'text' | 'has'; readonly value: string }
  | { readonly kind: 'all' | 'global' | 'end' }
  | { readonly kind: 'operator'; readonly operator: TextOperator | 'in' | 'not_in' }
);

/** A selector that cannot be read; `at` counts its characters from 0. */
export class SelectorError extends Error {
  readonly at: number;
  constructor(at: number, what: string) {
    super(what);
    this.name = 'SelectorError';
    this.at = at;
  }
}

const LABEL_LENGTH_MAX = 512;
const BLANKS = /[ \t]*/y;
const SYMBOL = /&&|\|\||[(){},]|!(?!=)/y;
const COMPARISON = /==|!=/y;
const TEXT = /"([^"]*)"|'([^']*)'/y;
const LABEL = /[a-zA-Z0-9_./-]+/y;
const WORD_OPERATOR = /contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in|in/y;
const CALL = /(all|global)\([ \t]*\)|has\([ \t]*([a-zA-Z0-9_./-]+)[ \t]*\)/y;
const BEGUN_CALL = /(all|global|has)\(/y;

export function selectorTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const isBehindLabel = tokens.at(-1)?.kind === 'label';
    const [token, length] = readToken(text, at, isBehindLabel);
    tokens.push(token);
    at += length;
  }
  tokens.push({ at: text.length, kind: 'end' });
  return tokens;
}

function skipBlanks(text: string, at: number): number {
  return at + matchAt(BLANKS, text, at)![0].length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readToken(text: string, at: number, isBehindLabel: boolean): [Token, number] {
  const symbol = matchAt(SYMBOL, text, at)?.[0];
  if (symbol !== undefined) return [{ at, kind: 'symbol', symbol: symbol as Sign }, symbol.length];
  const comparison = matchAt(COMPARISON, text, at)?.[0];
  if (comparison !== undefined) {
    const operator = comparison === '==' ? 'equal' : 'not_equal';
    return [{ at, kind: 'operator', operator }, comparison.length];
  }
  const quoted = matchAt(TEXT, text, at);
  if (quoted !== null) {
    return [{ at, kind: 'text', value: quoted[1] ?? quoted[2] ?? '' }, quoted[0].length];
  }
  return isBehindLabel ? readOperator(text, at) : readWord(text, at);
}

function readOperator(text: string, at: number): [Token, number] {
  const words = matchAt(WORD_OPERATOR, text, at)?.[0];
  if (words === undefined) {
    throw new SelectorError(
      at,
      'expected an operator behind the label: ==, !=, in, not in, contains, starts with, ends with',
    );
  }
  const operator = words.replace(/[ \t]+/, '').replace('notin', 'not_in');
  const named = operator.replace('with', '_with') as TextOperator | 'in' | 'not_in';
  return [{ at, kind: 'operator', operator: named }, words.length];
}

function readWord(text: string, at: number): [Token, number] {
  const call = matchAt(CALL, text, at);
  if (call !== null) {
    const { length } = call[0];
    if (call[1] !== undefined) return [{ at, kind: call[1] as 'all' | 'global' }, length];
    return [{ at, kind: 'has', value: checkedLabel(call[2]!, at) }, length];
  }
  const begun = matchAt(BEGUN_CALL, text, at);
  if (begun !== null) {
    const inside = begun[1] === 'has' ? 'a label and ' : '';
    throw new SelectorError(at, `expected ${inside}')' behind ${begun[0]}`);
  }
  const label = matchAt(LABEL, text, at)?.[0];
  if (label !== undefined)
    return [{ at, kind: 'label', value: checkedLabel(label, at) }, label.length];
  throw new SelectorError(at, unexpected(text, at));
}

function checkedLabel(label: string, at: number): string {
  if (label.length <= LABEL_LENGTH_MAX) return label;
  throw new SelectorError(at, `a label has at most ${LABEL_LENGTH_MAX} characters`);
}

function unexpected(text: string, at: number): string {
  const character = text[at]!;
  if (character === '"' || character === "'") return 'the text has no closing quote';
  if (character === '=') return "expected '==': one '=' is no operator";
  if (character === '&' || character === '|') return `expected '${character}${character}'`;
  return `${JSON.stringify(character)} means nothing here`;
}
