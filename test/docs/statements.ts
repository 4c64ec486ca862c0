/**
 * Blocks of shell in the documents, taken apart as far as they go: statements, and in each the
 * commands with their words. A `…` in a statement stands for flags that are told elsewhere.
 */

export interface Statement {
  /** As it is run: without its comment, and without `…`. */
  readonly text: string;
  readonly comment: string;
}

/** Quoted text and substitutions are one piece; a comment begins a word. */
const PIECE = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\([^()]*\)|(?<!\S)#[^\n]*|./gs;

const piecesOf = (text: string): string[] => text.match(PIECE) ?? [];

/** Of lines that a backslash or a pipe joins, one statement. Comments alone are none. */
export function statementsOf(block: string): Statement[] {
  const found: Statement[] = [];
  let text = '';
  let comment = '';
  const isOpen = () => /[|&]\s*$/.test(text) && !/[^&]&\s*$/.test(text);
  for (const piece of [...piecesOf(block), '\n']) {
    if (piece.startsWith('#') && /^$|\s$/.test(text)) comment = piece.slice(1).trim();
    else if (piece !== '\n' || isOpen()) text += piece;
    else {
      const command = text.replaceAll(/\s…/g, '').trim();
      if (command !== '') found.push({ text: command, comment });
      text = '';
      comment = '';
    }
  }
  return found;
}

/** The words of each command of a statement, also of those in substitutions; no redirections. */
export function commandsIn(text: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)!.push(word);
    word = undefined;
  };
  for (const piece of piecesOf(text.replaceAll('\\\n', ' '))) {
    const [, inner] = /\$\((.*)\)/s.exec(piece) ?? [];
    if (inner !== undefined && !piece.startsWith("'")) commands.unshift(...commandsIn(inner));
    if (/^\s$/.test(piece)) endWord();
    else if (/^[|&;]$/.test(piece)) {
      endWord();
      commands.push([]);
    } else word = (word ?? '') + unquoted(piece);
  }
  endWord();
  return commands.map(withoutPlumbing).filter(({ length }) => length > 0);
}

const unquoted = (piece: string): string =>
  piece.length > 1 && /^['"]/.test(piece) ? piece.slice(1, -1) : piece.replace(/^\\/, '');

/** Without variables before the program, and without `> file`. */
function withoutPlumbing(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !/^\w+=/.test(word));
  if (first === -1) return [];
  return words
    .slice(first)
    .filter((word, i, all) => !/^\d?[<>]/.test(word) && !/^\d?[<>]+$/.test(all[i - 1] ?? ''));
}
