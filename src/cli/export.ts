/**
 * `dropcast export`: the inventory hour by hour as lines of JSON, or as OTLP logs to a collector;
 * once, or for as long as it runs; with `--resume` from where the last run has come to.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { type Command, InvalidArgumentError } from 'commander';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { HOUR_US, parseSpan } from '../flow/time.ts';
import { type Aggregator, ask, CommandError } from './ask.ts';
import { askLater } from './ask-later.ts';
import type { CommandContext } from './context.ts';
import { HourExport, type HourRange } from './export/export-hours.ts';
import type { ExportSink } from './export/export-record.ts';
import { fileSink, streamSink } from './export/json-lines-sink.ts';
import { readOtlpTarget } from './export/otlp-target.ts';
import { forgetfulProgress, progressFile } from './export/progress.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addFilterOptions,
  type FilterOptions,
  filterOf,
  flag,
} from './options.ts';
import { pause, persist } from './persist.ts';
import { ResumeFile } from './resume-file.ts';
import { escapeControls } from './terminal.ts';

const GRACE_DEFAULT = '5m';
const LATE_DEFAULT = '24h';
const GIVE_UP_DEFAULT = '5m';
const SPAN_MAX_US = 31 * 24 * HOUR_US;
/** The wall clock may be set while we wait. */
const PAUSE_MAX_MS = 60_000;
/** What a collector may say of records that it does not take. */
const WHY_CHARS_MAX = 200;

/** What a run needs of the world beside its context. */
export interface ExportParts {
  readonly version: string;
  readonly stdout: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface ExportFlags extends FilterOptions, AggregatorOptions {
  readonly file?: string;
  readonly fsync?: true;
  readonly otlp?: string;
  readonly otlpEncoding: 'protobuf' | 'json';
  readonly otlpHeadersFile?: string;
  readonly otlpCa?: string;
  readonly otlpCert?: string;
  readonly otlpKey?: string;
  readonly resume?: string;
  readonly follow?: true;
  readonly grace?: string;
  readonly late: string;
  readonly giveUp: string;
}

interface Run extends ExportParts {
  readonly flags: ExportFlags;
  readonly context: CommandContext;
  readonly persist: <T>(attempt: () => Promise<T>) => Promise<T>;
  readonly resume: ResumeFile | undefined;
}

export function addExport(program: Command, context: CommandContext, parts: ExportParts): void {
  const command = program
    .command('export')
    .description('give the flows of each hour to a file, a pipe or an OpenTelemetry collector');
  addAggregatorOption(command);
  addFilterOptions(command);
  command
    .addOption(flag('--file <file>', 'append lines of JSON to it (default: standard output)'))
    .addOption(flag('--fsync', 'with --file: wait for the disk after each page'))
    .addOption(
      flag('--otlp <url>', 'give them to this OpenTelemetry collector instead, as logs').conflicts(
        'file',
      ),
    )
    .addOption(
      flag('--otlp-encoding <encoding>', 'what to send')
        .choices(['protobuf', 'json'])
        .default('protobuf'),
    )
    .addOption(
      flag(
        '--otlp-headers-file <file>',
        'headers for it, NAME: VALUE in a line each (or OTEL_EXPORTER_OTLP_HEADERS)',
      ),
    )
    .addOption(flag('--otlp-ca <file>', "who signs its certificate (default: Node's authorities)"))
    .addOption(flag('--otlp-cert <file>', 'own certificate, to show who sends'))
    .addOption(flag('--otlp-key <file>', 'its key'))
    .addOption(flag('--resume <file>', 'keep there what was exported, and go on behind it'))
    .addOption(flag('-f, --follow', 'go on with each hour once it is over'))
    .addOption(spanFlag('--grace <span>', 'how long after its end an hour is taken'))
    .addOption(
      spanFlag('--late <span>', 'for how long an hour that grew is exported again').default(
        LATE_DEFAULT,
      ),
    )
    .addOption(spanFlag('--give-up <span>', 'how long to try what fails').default(GIVE_UP_DEFAULT))
    .action((flags: ExportFlags) => runExport(flags, context, parts));
}

function spanFlag(flags: string, description: string) {
  return flag(flags, description).argParser((text: string) => {
    const us = parseSpan(text);
    if (us !== undefined && us <= SPAN_MAX_US) return text;
    throw new InvalidArgumentError('Write a span such as 10m or 2h, at most 31d.');
  });
}

async function runExport(
  flags: ExportFlags,
  context: CommandContext,
  parts: ExportParts,
): Promise<void> {
  const { signal, terminal, nowUs } = context;
  const patience = {
    giveUpMs: parseSpan(flags.giveUp)! / 1_000,
    advice: ' (--give-up)',
    signal,
    random: Math.random,
    nowMs: () => performance.now(),
    pause,
    onFailure: (message: string) => terminal.stderr.write(remark(`${message}: trying again`)),
  };
  // Before anything else is touched: another run may be at it.
  using resume = flags.resume === undefined ? undefined : await ResumeFile.open(flags.resume);
  const run: Run = {
    ...parts,
    flags,
    context,
    persist: (attempt) => persist(attempt, patience),
    resume,
  };
  const { sinceUs, untilUs, ...filter } = filterOf(flags, nowUs());
  const sink = await openSink(run);
  const subject = subjectOf(flags, filter);
  const progress = resume ? progressFile(resume, subject) : forgetfulProgress(subject);
  await ask(context.connect, flags, async (client) => {
    const again = <T>(attempt: () => Promise<T>) => askAgain(run, client, attempt);
    const hours = new HourExport({ client, filter, sink, progress, signal, persist: again });
    const check = async () => resume && (await again(() => resume.check(client)));
    await exportUntilEnd(hours, run, { sinceUs, untilUs, check });
  });
}

interface Course {
  readonly sinceUs: number | undefined;
  readonly untilUs: number | undefined;
  /** Rejects where another store answers than before. */
  readonly check: () => Promise<void>;
}

/** Whoever follows is interrupted in the end; whoever does not has a part only. */
async function exportUntilEnd(hours: HourExport, run: Run, course: Course): Promise<void> {
  const { flags, context } = run;
  const { signal, nowUs } = context;
  try {
    for (;;) {
      const range = rangeOf(flags, course, nowUs());
      await course.check();
      await hours.run(range);
      const isOver = course.untilUs !== undefined && range.last >= hourOf(course.untilUs);
      if (!flags.follow || isOver) return;
      const dueUs = (range.last + 2) * HOUR_US + graceUs(flags);
      while (nowUs() < dueUs)
        await pause(Math.min(PAUSE_MAX_MS, (dueUs - nowUs()) / 1_000), signal);
    }
  } catch (error) {
    if (!(flags.follow && signal.aborted && error instanceof CommandError)) throw error;
  }
}

const hourOf = (us: number): number => Math.floor(us / HOUR_US);

/** Without --follow or a grace, the hour that goes on counts as far as it has come. */
function rangeOf(flags: ExportFlags, { sinceUs, untilUs }: Course, nowUs: number): HourRange {
  const isWhole = flags.follow || flags.grace !== undefined;
  const last = isWhole ? hourOf(nowUs - graceUs(flags)) - 1 : hourOf(nowUs);
  return {
    first: sinceUs === undefined ? undefined : hourOf(sinceUs),
    last: untilUs === undefined ? last : Math.min(last, hourOf(untilUs)),
    growing: hourOf(nowUs - parseSpan(flags.late)!),
  };
}

function graceUs({ grace = GRACE_DEFAULT }: ExportFlags): number {
  return parseSpan(grace)!;
}

/** Whoever follows outlives a restart of the aggregator; others hear at once that it is away. */
function askAgain<T>(run: Run, aggregator: Aggregator, attempt: () => Promise<T>): Promise<T> {
  const { flags } = run;
  if (!flags.follow) return attempt();
  return run.persist(() => askLater(aggregator, attempt));
}

async function openSink(run: Run): Promise<ExportSink> {
  const { flags, context, stdout, version, environment } = run;
  const { signal, nowUs } = context;
  const tell = (text: string) => context.terminal.stderr.write(remark(text));
  if (flags.otlp !== undefined) {
    const target = await readOtlpTarget(
      { ...flags, otlp: flags.otlp },
      environment.OTEL_EXPORTER_OTLP_HEADERS,
    );
    const { otlpSink } = await import('./export/otlp-sink.ts');
    const encoding = flags.otlpEncoding;
    const onRejected = (records: number, why: string) =>
      tell(`the collector did not take ${records} records: ${why.slice(0, WHY_CHARS_MAX)}`);
    const parts = { target, encoding, version, signal, nowUs, persist: run.persist };
    return otlpSink({ ...parts, onRejected });
  }
  const { file, fsync = false } = flags;
  if (file === undefined) return streamSink(stdout);
  const torn = `${file} ended within a line, which is left as it is`;
  return fileSink(file, { fsync, onTorn: () => tell(torn) });
}

function remark(text: string): string {
  return `dropcast: ${escapeControls(text)}\n`;
}

/** Progress is that of one filter and one place. */
function subjectOf({ otlp, file }: ExportFlags, filter: EdgeFilter): string {
  const place = otlp ?? (file === undefined ? 'stdout' : resolve(file));
  const hash = createHash('sha256').update(JSON.stringify([place, filter]));
  return hash.digest('base64url');
}
