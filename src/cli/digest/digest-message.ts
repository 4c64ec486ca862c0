/**
 * The digest as a message for Slack and what takes the same (`text` where blocks are not known).
 * Names come from packets and clusters: they stand in a code block, in which nothing is markup, a
 * mention or a link, and which none of them can end.
 */
import type { Edge } from '../../flow/edge.ts';
import { formatTime } from '../../flow/time.ts';
import { flowText } from '../flow-text.ts';
import { escapeControls } from '../terminal.ts';
import type { FirstSeen, Period } from './first-seen.ts';

/** Of Slack: 3000 characters of text in a block, escapes included. */
export const DIGEST_EDGES = 20;
const LINE_CHARS_MAX = 110;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const BLOCK_CHARS_MAX = 3_000;

export interface DigestMessage {
  readonly text: string;
  readonly blocks: readonly object[];
}

/** `first` has at most DIGEST_EDGES edges, of which as many are shown as fit. */
export function digestMessage({ count, edges }: FirstSeen, period: Period): DigestMessage {
  const title = `Dropcast: ${count} new ${count === 1 ? 'flow' : 'flows'}`;
  const from = timeText(period.fromUs);
  const span = `First seen from ${from} to ${timeText(period.toUs)}`;
  const lines = fitting(edges.map(digestLine));
  const block = `\`\`\`\n${lines.join('\n')}\n\`\`\``;
  const rest = count - lines.length;
  const more = rest > 0 ? `and ${rest} more: ask \`dropcast digest --since ${from}\`` : '';
  const parts = [span, ...(lines.length > 0 ? [block] : []), ...(more === '' ? [] : [more])];
  return {
    text: [title, ...parts].join('\n'),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title } },
      ...parts.map((text) => ({
        type: 'section',
        text: { type: 'mrkdwn', text, verbatim: true },
      })),
    ],
  };
}

/** RFC 3339, to the second, as commands take it. */
function timeText(us: number): string {
  return formatTime(us).replace(/\.\d+Z$/, 'Z');
}

function digestLine(edge: Edge): string {
  const words = [flowText(edge), edge.cluster, edge.verdict === 'dropped' ? 'DROPPED' : ''];
  return escapeText(words.filter((word) => word !== '').join('  '));
}

/** Cut first: half an escape would be markup again. */
function escapeText(text: string): string {
  const plain = escapeControls(text).replaceAll('`', "'");
  const cut = plain.length > LINE_CHARS_MAX ? `${plain.slice(0, LINE_CHARS_MAX - 1)}…` : plain;
  return cut.replace(/[&<>]/g, (character) => ESCAPES[character]!);
}

/** As many as a block takes, with its fences. */
function fitting(lines: readonly string[]): string[] {
  let room = BLOCK_CHARS_MAX - '```\n\n```'.length;
  const fits: string[] = [];
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    fits.push(line);
  }
  return fits;
}
