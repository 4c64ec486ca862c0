/**
 * When a CronJob runs next, as Kubernetes' controller reads its schedule
 * (github.com/robfig/cron v3, ParseStandard): five fields or a macro, nothing of what other crons
 * add.
 */
import { Cron } from 'croner';
import { parseSpan } from '../../flow/time.ts';

/** The controller's own zone where a CronJob names none: that of its node, as a rule UTC. */
const CONTROLLER_ZONE = 'Etc/UTC';

/** Five fields of numbers, names, ranges and steps. */
const FIELDS = /^\s*(?:[\w*?,/-]+\s+){4}[\w*?,/-]+\s*$/;
/** The last day, the nearest weekday: understood by others. */
const FOREIGN = /(?:^|[\s,\d])[LW](?:[\s,]|$)/i;
const MACRO = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const EVERY = /^@every\s+(\S+)$/;

/** Runs that a change of clocks may skip one after the other. */
const SKIPPED_MAX = 3;

/** The schedule or its time zone is none; `message` says why. */
export class ScheduleError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ScheduleError';
  }
}

/**
 * The first run after `afterUs`, in microseconds since the epoch; undefined when there is none (30
 * February). `@every SPAN` begins when the controller does: its run is that of the latest case.
 * Throws ScheduleError.
 */
export function nextRunUs(
  schedule: string,
  timeZone: string | undefined,
  afterUs: number,
): number | undefined {
  const every = EVERY.exec(schedule.trim())?.[1];
  if (every === undefined) return nextCronRunUs(parseSchedule(schedule, timeZone), afterUs);
  const spanUs = parseSpan(every);
  if (spanUs === undefined) throw new ScheduleError(`'${schedule}' names no span such as 1h30m`);
  return afterUs + spanUs;
}

function parseSchedule(schedule: string, timeZone: string | undefined): Cron {
  const isField = FIELDS.test(schedule) && !FOREIGN.test(schedule);
  if (!isField && !MACRO.test(schedule.trim())) {
    throw new ScheduleError(`'${schedule}' is no schedule of five fields`);
  }
  try {
    return new Cron(schedule.trim().replaceAll('?', '*'), {
      paused: true,
      mode: '5-part',
      sloppyRanges: true,
      timezone: checkedZone(timeZone),
    });
  } catch (cause) {
    if (cause instanceof ScheduleError) throw cause;
    const reason = cause instanceof Error ? cause.message.replace(/^\w+: /, '') : String(cause);
    throw new ScheduleError(`'${schedule}' is no schedule (${reason})`, { cause });
  }
}

function checkedZone(timeZone: string | undefined): string {
  if (!timeZone) return CONTROLLER_ZONE;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new ScheduleError(`'${timeZone}' is no time zone`, { cause });
  }
  return timeZone;
}

/** A time that the clocks leap over is not run, where croner would run it later. */
function nextCronRunUs(cron: Cron, afterUs: number): number | undefined {
  let after = new Date(Math.floor(afterUs / 1_000));
  for (let skipped = 0; skipped <= SKIPPED_MAX; skipped++) {
    const run = cron.nextRun(after);
    if (run === null) return undefined;
    if (cron.match(run)) return run.getTime() * 1_000;
    after = run;
  }
  return undefined;
}
