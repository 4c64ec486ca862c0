/**
 * Looks for logging windows at intervals: tells which are open, and closes those whose time has
 * ended where it is meant to. What goes wrong is said once, until it is something else.
 */
import { ApiError } from '../../kube/api/api-error.ts';
import { type CalicoObject, findCalico, listCalico } from '../../kube/api/calico-api.ts';
import type { JsonApi } from '../../kube/api/json-api.ts';
import { deleteObjects } from '../../kube/api/write-objects.ts';
import { FieldError } from '../../manifest/fields.ts';
import { readRecord, WINDOW_LABEL, type WindowRecord } from '../../policy/window/window-record.ts';
import type { Log } from '../../service/log.ts';

/** A window that lives for hours ends within this. */
const LOOK_MS = 30_000;

export interface WatchOptions {
  readonly api: JsonApi;
  /** Whether windows are closed when their time has ended. */
  readonly closes: boolean;
  readonly onWindows: (open: readonly WindowRecord[]) => void;
  readonly log: Log;
  readonly nowUs: () => number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Until `signal` aborts; never rejects for what the world does. */
export async function watchWindows(options: WatchOptions, signal: AbortSignal): Promise<void> {
  let said = '';
  const say = (line: string): void => {
    if (line !== said && line !== '') options.log.warn(`windows: ${line}`);
    said = line;
  };
  while (!signal.aborted) {
    say(await look(options));
    await options.delay(LOOK_MS, signal);
  }
}

/** Returns what went wrong in one line; empty when all is well. */
async function look({ api, closes, onWindows, log, nowUs }: WatchOptions): Promise<string> {
  try {
    const calico = await findCalico(api);
    const objects = calico === undefined ? [] : await listCalico(api, calico, WINDOW_LABEL);
    const windows = objects.flatMap(withRecord);
    onWindows(windows.map(({ record }) => record));
    if (closes) await closeExpired(api, windows, { log, nowUs: nowUs() });
    return '';
  } catch (error) {
    if (error instanceof FieldError) return `an answer that cannot be read: ${error.message}`;
    if (!(error instanceof ApiError)) throw error;
    const advice = error.code === 'forbidden' ? ' (see docs/window.md for the role)' : '';
    return `${error.message}${advice}`;
  }
}

interface Found extends CalicoObject {
  readonly record: WindowRecord;
}

function withRecord(object: CalicoObject): Found[] {
  const record = readRecord(object.kind, object.fields);
  return record === undefined ? [] : [{ ...object, record }];
}

/** A tier stays as long as a policy in it does: what is left of half a window must still pass. */
async function closeExpired(
  api: JsonApi,
  windows: readonly Found[],
  { log, nowUs }: { log: Log; nowUs: number },
): Promise<void> {
  const isExpired = ({ record: { endsAtUs } }: Found) =>
    endsAtUs !== undefined && endsAtUs <= nowUs;
  const isLeft = windows.some((each) => each.kind !== 'Tier' && !isExpired(each));
  const ended = windows.filter((each) => isExpired(each) && !(isLeft && each.kind === 'Tier'));
  await deleteObjects(
    api,
    ended.map(({ path, record: { uid, resourceVersion } }) => ({ path, uid, resourceVersion })),
  );
  for (const { kind, record } of ended) log.info({ kind, name: record.name }, 'window closed');
}
