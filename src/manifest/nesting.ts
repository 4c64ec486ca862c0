/**
 * How deep a manifest nests on one line, before it is parsed: the parser takes seconds of time and
 * hundreds of megabytes for a text of brackets alone, and ends where its stack does. Nesting by
 * indentation needs so much text that this does not happen.
 */
import { CST, Lexer } from 'yaml';

/** People nest a dozen levels, schemas of custom resources some sixty; the parser bears 700. */
export const DEPTH_MAX = 256;

/** To which depth keys may be maps and lists: 32 of them in each other take a tenth of a second. */
export const KEY_DEPTH_MAX = 32;

/** Where text goes deeper than so many levels, as an offset; undefined where it nowhere does. */
export function tooDeepAt(text: string, levels: number): number | undefined {
  return mayBeDeep(text, levels) ? deepTokenAt(text, levels) : undefined;
}

/** Brackets that nobody closes, or indicators in a row; perhaps within strings and comments. */
function mayBeDeep(text: string, levels: number): boolean {
  let open = 0;
  let row = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '[':
      case '{':
        open++;
        break;
      case ']':
      case '}':
        open--;
        break;
      case '-':
      case '?':
        row++;
        break;
      case ' ':
        continue;
      default:
        row = 0;
    }
    if (open + row > levels) return true;
  }
  return false;
}

/** By the parser's own tokens: what stands in a string or a comment does not count. */
function deepTokenAt(text: string, levels: number): number | undefined {
  let offset = 0;
  let open = 0;
  let row = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-seq-start' || type === 'flow-map-start') open++;
    else if (type === 'flow-seq-end' || type === 'flow-map-end') open = Math.max(0, open - 1);
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') row++;
    else if (type !== 'space') row = 0;
    if (open + row > levels) return offset;
    if (!MARKS.includes(token)) offset += token.length;
  }
  return undefined;
}

/** Tokens that stand for no text. */
const MARKS: readonly string[] = [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR];
