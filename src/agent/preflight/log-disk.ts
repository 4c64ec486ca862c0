/**
 * Is there room for the log? A full disk ends logging, and takes the node with it: kubelet evicts
 * pods below 10 %.
 */
import { dirname } from 'node:path';
import { type Finding, found } from './check.ts';
import { type FileSystem, type NodeView, unlessMissing } from './node-view.ts';

const FREE_SHARE_MIN = 0.1;
const FREE_BYTES_MIN = 1_073_741_824;
/** A file system in memory is small by intention: only its share counts. */
const TMPFS = 0x01021994;

/** The fullest of the file systems on which the source's files lie. */
export async function checkLogDisk({ source, statFileSystem }: NodeView): Promise<Finding> {
  const folders = source.kind === 'file' ? source.paths.map((path) => dirname(path)) : source.paths;
  const tight: Finding[] = [];
  const roomy: Finding[] = [];
  for (const folder of new Set(folders)) {
    const disk = await unlessMissing(statFileSystem(folder));
    if (disk === undefined) continue;
    const finding = judge(folder, disk);
    (finding.state === 'ok' ? roomy : tight).push(finding);
  }
  const byRoom = (tight.length > 0 ? tight : roomy).sort((a, b) => a.value! - b.value!);
  return byRoom[0] ?? found('unknown', `none of ${folders.join(', ')} is to be seen`);
}

function judge(folder: string, disk: FileSystem): Finding {
  const freeBytes = disk.bavail * disk.bsize;
  const isShort = disk.type !== TMPFS && freeBytes < FREE_BYTES_MIN;
  const share = disk.blocks === 0 ? 1 : disk.bavail / disk.blocks;
  const inodeShare = disk.files === 0 ? 1 : disk.ffree / disk.files;
  const free = `${Math.round(freeBytes / 1_048_576)} MiB (${percent(share)})`;
  if (!isShort && share >= FREE_SHARE_MIN && inodeShare >= FREE_SHARE_MIN) {
    return found('ok', `${free} free on the file system of ${folder}`, freeBytes);
  }
  const detail =
    `${free} and ${percent(inodeShare)} of the inodes free on the file system of ${folder}: when ` +
    'it is full no line is stored; make room, or log less';
  return found('warn', detail, freeBytes);
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
