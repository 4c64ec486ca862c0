/**
 * Finds functions, methods and arrows in masked code: name, lines, parameters. A bracket scanner,
 * not a compiler: it relies on formatted code, and on this, that whatever has a parameter list and
 * then `{` or `=>` is a function.
 */

export interface FoundFunction {
  /** Empty for a function without a name of its own. */
  readonly name: string;
  /** Line on which the parameter list begins, from 1. */
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  /** The callback of a `describe`: a heading, not a function. */
  readonly isSuite: boolean;
}

const NOT_FUNCTIONS = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'return', 'await']);
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };
const NAME_BEFORE = /([\w$#]+)\s*(?:<[^;{}()]*>)?\s*$/;
const ARROW_NAME = /(?:([\w$#]+)\s*(?::[^;{}]*)?=|([\w$]+)\s*:)\s*(?:async\s*)?$/;
/** `): (a: A) => B`: an arrow in a type. */
const RETURN_TYPE = /\)\s*:\s*$/;
const SUITE = /\bdescribe(?:\.\w+)?\([^()]*,\s*$/;

export function findFunctions(code: string): FoundFunction[] {
  const found: FoundFunction[] = [];
  for (let open = code.indexOf('('); open >= 0; open = code.indexOf('(', open + 1)) {
    const close = matching(code, open);
    const body = bodyStart(code, close + 1);
    if (body === undefined) continue;
    const name = nameBefore(code.slice(Math.max(0, open - 200), open), body.isArrow);
    if (name === undefined) continue;
    const end = code[body.at] === '{' ? matching(code, body.at) : expressionEnd(code, body.at);
    found.push({
      name,
      line: lineAt(code, open),
      lines: lineAt(code, end) - lineAt(code, open) + 1,
      parameters: countParameters(code.slice(open + 1, close)),
      isSuite: SUITE.test(code.slice(Math.max(0, open - 200), open)),
    });
  }
  return found;
}

function lineAt(code: string, at: number): number {
  return code.slice(0, at).split('\n').length;
}

/** Position of the bracket that closes the one at `open`; the end of the code when none does. */
function matching(code: string, open: number): number {
  let depth = 0;
  const opener = code[open]!;
  const closer = CLOSERS[opener];
  for (let at = open; at < code.length; at++) {
    if (code[at] === opener) depth++;
    else if (code[at] === closer && --depth === 0) return at;
  }
  return code.length;
}

/**
 * Where the body begins behind a parameter list; undefined when there is none (a call, a
 * signature).
 */
function bodyStart(code: string, after: number): { at: number; isArrow: boolean } | undefined {
  let last = '';
  for (let at = after; at < code.length; at++) {
    const character = code[at]!;
    if (/\s/.test(character)) continue;
    if (last === '' && !/[:={]/.test(character)) return undefined;
    const isArrow = code.startsWith('=>', at);
    if (isArrow && last !== ')') return { at: at + 2 + indent(code, at + 2), isArrow };
    if (character === '{' && !/[:|&<,=([]/.test(last)) return { at, isArrow: false };
    if (/[;,)}\]?]/.test(character) || (character === '=' && last === '')) return undefined;
    if (character in CLOSERS) at = matching(code, at);
    else if (character === '<') at = angleEnd(code, at);
    last = code[at] ?? '';
  }
  return undefined;
}

function indent(code: string, at: number): number {
  return /\s*/.exec(code.slice(at, at + 200))![0].length;
}

function angleEnd(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === '<') depth++;
    else if (code[at] === '>' && code[at - 1] !== '=' && --depth === 0) return at;
  }
  return code.length;
}

function expressionEnd(code: string, start: number): number {
  for (let at = start; at < code.length; at++) {
    if (/[;,)\]}]/.test(code[at]!)) return at;
    if (code[at]! in CLOSERS) at = matching(code, at);
  }
  return code.length;
}

/** The function's name; undefined when the words before the list say that it is no function. */
function nameBefore(before: string, isArrow: boolean): string | undefined {
  if (isArrow) {
    if (RETURN_TYPE.test(before)) return undefined;
    const match = ARROW_NAME.exec(before);
    return match?.[1] ?? match?.[2] ?? '';
  }
  const name = NAME_BEFORE.exec(before)?.[1];
  if (name === undefined || NOT_FUNCTIONS.has(name)) return undefined;
  return name === 'function' ? '' : name;
}

function countParameters(list: string): number {
  let count = list.trim() === '' ? 0 : 1;
  for (let at = 0; at < list.length; at++) {
    if (list[at]! in CLOSERS) at = matching(list, at);
    else if (list[at] === '<') at = angleEnd(list, at);
    else if (list[at] === ',' && list.slice(at + 1).trim() !== '') count++;
  }
  return count;
}
