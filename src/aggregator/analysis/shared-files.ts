/** Texts that threads share: kept once outside every heap, and handed over without a copy. */
import type { ManifestFile } from '../../manifest/manifest-files.ts';

export interface SharedFile {
  readonly file: string;
  readonly bytes: SharedArrayBuffer;
}

export function shareFiles(files: readonly ManifestFile[]): SharedFile[] {
  return files.map(({ file, text }) => {
    const bytes = new SharedArrayBuffer(Buffer.byteLength(text));
    Buffer.from(bytes).write(text);
    return { file, bytes };
  });
}

export function readShared(files: readonly SharedFile[]): ManifestFile[] {
  return files.map(({ file, bytes }) => ({ file, text: Buffer.from(bytes).toString() }));
}

export function bytesOf(files: readonly SharedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}
