/** When a daily digest is due, by the clock of a time zone, and what time it tells of. */
import { Cron } from 'croner';
import { CommandError } from '../ask.ts';
import type { Period } from './first-seen.ts';

/** What was seen is told this much later, so that batches that come late are in it. */
export const LAG_US = 600_000_000;
const DAY_US = 86_400_000_000;
/** After a longer silence nobody reads a list of all. */
const CATCH_UP_DAYS = 7;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

export class DigestDays {
  readonly #cron: Cron;

  /** `at` is HH:MM, `zone` a name of the IANA database. Throws CommandError. */
  constructor(at: string, zone: string) {
    const [, hours, minutes] = TIME.exec(at) ?? [];
    if (hours === undefined) throw new CommandError(`--digest-at '${at}' is no time: write 08:00`);
    this.#cron = new Cron(`${Number(minutes)} ${Number(hours)} * * *`, {
      paused: true,
      mode: '5-part',
      timezone: checkedZone(zone),
    });
  }

  /** The first time behind `nowUs`. */
  nextUs(nowUs: number): number {
    const next = this.#cron.nextRun(dateOf(nowUs));
    if (next === null) throw new CommandError('--digest-at never comes');
    return next.getTime() * 1_000;
  }

  /** The last time not behind `nowUs`. */
  lastUs(nowUs: number): number {
    const [last] = this.#cron.previousRuns(1, dateOf(nowUs + 1_000_000));
    return (last?.getTime() ?? 0) * 1_000;
  }

  /** What the digest of `atUs` tells of; `sentUs`: what was told of before. */
  periodOf(atUs: number, sentUs: number | undefined): Period {
    const toUs = atUs - LAG_US;
    return periodUntil(toUs, sentUs ?? this.lastUs(atUs - 1_000_000) - LAG_US);
  }
}

/** From where the last one ended, unless that is long ago. */
export function periodUntil(toUs: number, fromUs: number): Period {
  return { fromUs: Math.max(fromUs, toUs - CATCH_UP_DAYS * DAY_US), toUs };
}

function dateOf(us: number): Date {
  return new Date(Math.floor(us / 1_000));
}

function checkedZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch (cause) {
    throw new CommandError(`--digest-zone '${zone}' is no time zone: write Europe/Berlin`, {
      cause,
    });
  }
}
