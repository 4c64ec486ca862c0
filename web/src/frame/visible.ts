/**
 * Text from the network as people may see it. Markup is no danger: text stays text here. Controls
 * are: they hide, or turn round, what stands beside them, so that they are written out.
 */

/** C0 and C1 controls, soft hyphen, zero width, and everything that changes direction. */
const HIDING = new RegExp(
  [
    '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f',
    '\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb]',
  ].join(''),
  'g',
);

export function visible(text: string): string {
  return text.replace(HIDING, (control) => `\\u{${control.codePointAt(0)!.toString(16)}}`);
}

const NUMBER = new Intl.NumberFormat('en');

export function numberText(count: number): string {
  return NUMBER.format(count);
}

/** `3 edges`, `1 edge`. */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** UTC, to the second: `2026-11-21 13:42:42`. */
export function timeText(time: string | null | undefined): string {
  return time ? time.slice(0, 19).replace('T', ' ') : '';
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Its two largest units: `3 d 4 h`. */
export function spanText(ms: number): string {
  let seconds = Math.max(0, Math.round(ms / 1_000));
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '0 s';
}
