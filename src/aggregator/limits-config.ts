/** The aggregator's limits as flags say them; each has a default that usual nodes never meet. */
import { FLOWS_PER_HOUR_MAX, FORGET_US } from '../flow/limits.ts';
import { HOUR_US, parseSpan } from '../flow/time.ts';
import { QUESTION_LIMITS, type QuestionLimits } from '../service/question-limits.ts';

/**
 * Flow records a second that one agent may send. A busy node has some hundred distinct flows in a
 * rollover of ten seconds; its whole table, 65,536, takes thirteen seconds at this rate. One
 * core stores about six times as many (bench/store.ts).
 */
const FLOWS_PER_SECOND = 5_000;

/** Long enough to cost nothing, short enough that agents spread within the hour. */
const STREAM_AGE_US = 30 * 60_000_000;

/** Flows are counted by the hour. */
const RETAIN_US_MIN = HOUR_US;

/** Below it streams would be opened more than used. */
const STREAM_AGE_US_MIN = 100_000;

const OFF = 'off';

/** Options as they come from flags and environment; undefined or empty: the default. */
export interface LimitsOptions {
  /** Flow records a second, or `off`; default 5000. */
  readonly nodeFlowsPerSecond?: string | undefined;
  /** Distinct flows of one node and source in one hour, or `off`; default 200000. */
  readonly nodeFlowsPerHour?: string | undefined;
  /** A span, or `off`; default 30m. */
  readonly streamAge?: string | undefined;
  /** A span; default 7d. */
  readonly forgetNodes?: string | undefined;
  /** A span, or `off`; default 30s. */
  readonly questionTime?: string | undefined;
  /** Edges in memory for answers, or `off`; by default as many as half of the heap takes. */
  readonly questionEdges?: string | undefined;
  /** Questions that are answered at once, or `off`; default 16. */
  readonly questions?: string | undefined;
  /** Readers that follow at once, or `off`; default 64. */
  readonly followers?: string | undefined;
  /** Of one reader, of each of both, or `off`; default 8. */
  readonly readerQuestions?: string | undefined;
  /** How long edges are kept: a span of 1h or more; default `off`: old logs are evidence. */
  readonly retain?: string | undefined;
}

export interface LimitsConfig {
  /** Infinity: any number; so are the next two. */
  readonly flowsPerSecond: number;
  readonly flowsPerHourMax: number;
  readonly streamAgeMs: number;
  readonly forgetUs: number;
  readonly questions: QuestionLimits;
  /** Infinity: for ever. */
  readonly retainUs: number;
}

/** `refuse` throws with a line that names the flag. */
export function parseLimits(
  options: LimitsOptions,
  refuse: (message: string) => never,
): LimitsConfig {
  const { count, span, spanOrOff } = readers(refuse);
  const ageUs = spanOrOff('--stream-age', options.streamAge, STREAM_AGE_US);
  if (ageUs < STREAM_AGE_US_MIN) refuse(`--stream-age: '${options.streamAge}' is below 100ms`);
  const retainUs = spanOrOff('--retain', options.retain, Number.POSITIVE_INFINITY);
  if (retainUs < RETAIN_US_MIN) refuse(`--retain: '${options.retain}' is below 1h`);
  return Object.freeze({
    flowsPerSecond: count('--node-flows-per-second', options.nodeFlowsPerSecond, FLOWS_PER_SECOND),
    flowsPerHourMax: count('--node-flows-per-hour', options.nodeFlowsPerHour, FLOWS_PER_HOUR_MAX),
    streamAgeMs: ageUs / 1_000,
    forgetUs: span('--forget-nodes', options.forgetNodes, FORGET_US),
    retainUs,
    questions: parseQuestionLimits(options, refuse),
  });
}

function parseQuestionLimits(
  options: LimitsOptions,
  refuse: (message: string) => never,
): QuestionLimits {
  const { count, spanOrOff } = readers(refuse);
  const preset = QUESTION_LIMITS;
  return Object.freeze({
    msMax: spanOrOff('--question-time', options.questionTime, preset.msMax * 1_000) / 1_000,
    edgesMax: count('--question-edges', options.questionEdges, preset.edgesMax),
    questionsMax: count('--questions', options.questions, preset.questionsMax),
    followersMax: count('--followers', options.followers, preset.followersMax),
    perReaderMax: count('--reader-questions', options.readerQuestions, preset.perReaderMax),
  });
}

/** How a flag's text is read; without one, or with an empty one, it is the preset. */
function readers(refuse: (message: string) => never) {
  const count = (flag: string, text: string | undefined, preset: number): number => {
    if (text === OFF) return Number.POSITIVE_INFINITY;
    if (!text) return preset;
    if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
    return refuse(`${flag}: '${text}' is neither a whole number from 1 up nor ${OFF}`);
  };
  const span = (flag: string, text: string | undefined, preset: number): number => {
    if (!text) return preset;
    const us = parseSpan(text);
    return us || refuse(`${flag}: '${text}' is no span like 30m`);
  };
  const spanOrOff = (flag: string, text: string | undefined, preset: number): number =>
    text === OFF ? Number.POSITIVE_INFINITY : span(flag, text, preset);
  return { count, span, spanOrOff };
}
