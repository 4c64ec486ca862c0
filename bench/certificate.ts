/** A certificate for the loopback addresses, made by openssl, for the benches that speak TLS. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findProgram } from './installed.ts';

/** Files, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What it prints; rejects with its complaints when it fails. */
export async function run(command: string, args: readonly string[]): Promise<string> {
  const complaints: Buffer[] = [];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (text: Buffer) => complaints.push(text));
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (status === 0) return output;
  throw new Error(`${command} ended with status ${status}: ${Buffer.concat(complaints)}`);
}

/** What the server shows and clients trust; none where there is no openssl. */
export async function makeCertificate(folder: string): Promise<Certificate | undefined> {
  if (!findProgram('openssl')) {
    console.log('absent: TLS (no openssl here)');
    return undefined;
  }
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const subject = ['-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  await run('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert]);
  return { key, cert };
}
