/**
 * `dropcast digest`: flows that were seen for the first time, to the terminal, or in few words to a
 * webhook; once, or every day. A process of its own: the webhook's address is no business of the
 * aggregator.
 */
import type { Edge } from '../flow/edge.ts';
import { formatTime } from '../flow/time.ts';
import type { QueryClient } from '../wire/query.ts';
import { ask, CommandError } from './ask.ts';
import { askLater } from './ask-later.ts';
import type { CommandContext } from './context.ts';
import { DigestDays, LAG_US, periodUntil } from './digest/digest-days.ts';
import { DIGEST_EDGES, digestMessage } from './digest/digest-message.ts';
import { type FirstSeen, firstSeenIn, type Period } from './digest/first-seen.ts';
import { forgetfulSent, type SentStore, sentFile } from './digest/sent.ts';
import { readWebhook, sendDigest } from './digest/webhook.ts';
import { type AggregatorOptions, type FilterOptions, filterOf } from './options.ts';
import { pause, persist } from './persist.ts';
import { edgeLook, printEdges } from './print-edges.ts';
import { OtherStoreError, ResumeFile } from './resume-file.ts';
import { escapeControls } from './terminal.ts';

const DAY_US = 86_400_000_000;
const GIVE_UP_MS = 900_000;
/** The wall clock may be set while we wait. */
const PAUSE_MAX_MS = 60_000;
/** Printed to a terminal, which holds them all for its columns. */
const PRINTED_MAX = 10_000;

export interface DigestFlags extends FilterOptions, AggregatorOptions {
  readonly digestUrlFile?: string;
  readonly digestAt?: string;
  readonly digestZone: string;
  readonly resume?: string;
  readonly dryRun?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Run {
  readonly flags: DigestFlags;
  readonly context: CommandContext;
  readonly sent: SentStore;
  readonly resume: ResumeFile | undefined;
  /** Undefined: the message is printed. */
  readonly webhook: URL | undefined;
}

export async function runDigest(
  flags: DigestFlags,
  context: CommandContext,
  environment: Environment,
): Promise<void> {
  const webhook = await readWebhook(flags.digestUrlFile, environment.DROPCAST_DIGEST_URL);
  const { digestAt, dryRun = false } = flags;
  if (webhook === undefined && !dryRun) {
    if (digestAt === undefined) return printNew(flags, context);
    throw new CommandError('--digest-at needs --digest-url-file, DROPCAST_DIGEST_URL or --dry-run');
  }
  using resume = flags.resume && !dryRun ? await ResumeFile.open(flags.resume) : undefined;
  const sent = resume ? sentFile(resume) : forgetfulSent();
  const run: Run = { flags, context, sent, resume, webhook: dryRun ? undefined : webhook };
  if (digestAt === undefined) await sendOnce(run);
  else await sendDaily(run, new DigestDays(digestAt, flags.digestZone));
}

async function sendOnce(run: Run): Promise<void> {
  const { flags, context, sent } = run;
  const nowUs = context.nowUs();
  const { sinceUs, untilUs = nowUs - LAG_US } = filterOf(flags, nowUs);
  const period =
    sinceUs === undefined
      ? periodUntil(untilUs, sent.load() ?? untilUs - DAY_US)
      : { fromUs: sinceUs, toUs: untilUs };
  await sendPeriod(run, period);
}

/** A day that fails is told with the next one. */
async function sendDaily(run: Run, days: DigestDays): Promise<void> {
  const { context, sent } = run;
  const { signal, nowUs, terminal } = context;
  let sentUs = sent.load();
  let dueUs = sentUs === undefined ? days.nextUs(nowUs()) : days.nextUs(sentUs + LAG_US);
  while (!signal.aborted) {
    try {
      while (nowUs() < dueUs) {
        await pause(Math.min(PAUSE_MAX_MS, (dueUs - nowUs()) / 1_000), signal);
      }
      const period = days.periodOf(days.lastUs(nowUs()), sentUs);
      sentUs ??= period.fromUs;
      await sendPeriod(run, period);
      sentUs = period.toUs;
    } catch (error) {
      if (!(error instanceof CommandError) || error instanceof OtherStoreError) throw error;
      if (!signal.aborted) terminal.stderr.write(`dropcast: ${escapeControls(error.message)}\n`);
    }
    dueUs = days.nextUs(nowUs());
  }
}

async function sendPeriod(run: Run, period: Period): Promise<void> {
  const { context, webhook, sent } = run;
  const { signal, nowUs, terminal } = context;
  const patience = {
    ...{ giveUpMs: GIVE_UP_MS, signal, random: Math.random, pause },
    nowMs: () => performance.now(),
    onFailure: (text: string) =>
      terminal.stderr.write(`dropcast: ${escapeControls(text)}: trying again\n`),
  };
  const found = await persist(() => listNew(run, period), patience);
  const message = digestMessage(found, period);
  const parts = { signal, nowMs: () => nowUs() / 1_000 };
  if (webhook === undefined) terminal.stdout.write(`${JSON.stringify(message, undefined, 2)}\n`);
  else if (found.count > 0) await persist(() => sendDigest(webhook, message, parts), patience);
  await sent.save(period.toUs);
}

/** Whoever waits at a terminal hears at once that there is no answer. */
function listNew({ flags, context, resume }: Run, period: Period): Promise<FirstSeen> {
  return ask(context.connect, flags, (client) => {
    const answer = async () => {
      await resume?.check(client);
      return firstSeenIn(allEdges(client, flags, context), period, DIGEST_EDGES);
    };
    return flags.digestAt === undefined ? answer() : askLater(client, answer);
  });
}

/** When an edge was first seen is known only where all of its time is asked for. */
async function* allEdges(
  client: QueryClient,
  flags: DigestFlags,
  { nowUs, signal }: CommandContext,
): AsyncIterable<Edge> {
  const { sinceUs: _since, untilUs: _until, ...filter } = filterOf(flags, nowUs());
  yield* client.listEdges({ filter, limit: 0 }, signal);
  // A part of the answer would look like the whole.
  if (signal.aborted) throw new CommandError('interrupted');
}

async function printNew(flags: DigestFlags, context: CommandContext): Promise<void> {
  const { terminal, nowUs } = context;
  const { sinceUs: fromUs = nowUs() - DAY_US, untilUs: toUs = nowUs() } = filterOf(flags, nowUs());
  const { count, edges } = await ask(context.connect, flags, (client) =>
    firstSeenIn(allEdges(client, flags, context), { fromUs, toUs }, PRINTED_MAX),
  );
  if (count > 0)
    await printEdges(
      terminal,
      edges,
      edgeLook(context, { output: 'table', color: 'auto', headers: true }),
    );
  const span = `first seen from ${formatTime(fromUs)} to ${formatTime(toUs)}`;
  terminal.stderr.write(`${count} ${count === 1 ? 'flow' : 'flows'} ${span}\n`);
  if (count > edges.length) terminal.stderr.write(`only ${edges.length} of them are shown\n`);
}
