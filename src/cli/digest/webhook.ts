/** Where digests are sent. The address is the secret that lets one in: no message has it. */
import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../service/socket-address.ts';
import { CommandError } from '../ask.ts';
import { post } from '../post.ts';
import type { DigestMessage } from './digest-message.ts';

const SOURCES = '--digest-url-file or DROPCAST_DIGEST_URL';

/** Undefined: none is given. Rejects with CommandError. */
export async function readWebhook(
  file: string | undefined,
  variable: string | undefined,
): Promise<URL | undefined> {
  const text = file === undefined ? variable : await readFlag(file);
  if (!text?.trim()) return file === undefined ? undefined : refuse('is empty');
  if (!URL.canParse(text.trim())) return refuse('is no address');
  const url = new URL(text.trim());
  const isHere = isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) return url;
  return refuse('is no https address');
}

async function readFlag(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'it cannot be read';
    throw new CommandError(`--digest-url-file ${file}: ${code}`, { cause });
  }
}

function refuse(what: string): never {
  throw new CommandError(`the webhook's address (${SOURCES}) ${what}`);
}

export interface WebhookParts {
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/** Rejects with LaterError or CommandError. */
export async function sendDigest(
  url: URL,
  message: DigestMessage,
  parts: WebhookParts,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(message));
  const shown = { noun: 'the webhook', adviceOn: () => 'is its address still good?' };
  const contentType = 'application/json';
  await post({ url, headers: {}, tls: {}, body, contentType, ...parts, ...shown });
}
