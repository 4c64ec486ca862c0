/** Text in the columns of a terminal: how many it takes, and how it is made to take so many. */

/** Of two columns: wide and full-width letters (Unicode's East_Asian_Width W, F) and pictures. */
const WIDE = new RegExp(
  [
    /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff]/u,
    /[\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u,
    /\p{Emoji_Presentation}/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);
/** Of none: they stand above or below the letter before. */
const MARK = /\p{M}/u;
const PLAIN = /^[\x20-\x7e]*$/;

const ELLIPSIS = '…';
/** Of what is left of a name, how much is its beginning: namespace and workload stand there. */
const HEAD_SHARE = 2 / 3;

/** Columns that text without controls takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** At most `width` columns: of a longer text begin and end, with an ellipsis between. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const left = Math.max(0, width - 1);
  const head = takeColumns([...text], Math.ceil(left * HEAD_SHARE));
  const tail = takeColumns([...text].reverse(), left - Math.ceil(left * HEAD_SHARE));
  return `${head.join('')}${ELLIPSIS}${tail.reverse().join('')}`;
}

function takeColumns(characters: readonly string[], columns: number): string[] {
  let width = 0;
  const end = characters.findIndex((character) => {
    width += characterWidth(character);
    return width > columns;
  });
  return characters.slice(0, end < 0 ? undefined : end);
}

/** The text with blanks behind it, or before it. */
export function padded(text: string, width: number, isNumber = false): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumber ? blanks + text : text + blanks;
}
