/** Questions for what policies do with what was seen, and for how complete that is. */
import { parseMoment } from '../../flow/edge-filter-text.ts';
import { EdgeFilterError, parseNamespace } from '../../flow/endpoint-pattern.ts';
import type { AnalysisQuestion, ForecastAsked, GenerateAsked } from '../analysis.ts';
import { type Answer, bytes } from './answer.ts';
import type { Answering, Asked, Begun, Endpoint, Parameter } from './endpoint.ts';
import { parseFlag, parseWord } from './query-words.ts';
import { BODY_BYTES_MAX } from './read-body.ts';

const FLAG = ['true', 'false'] as const;
const NAMESPACE: Parameter = { name: 'namespace', description: 'what has an end there' };
const SPAN: readonly Parameter[] = [
  { name: 'since', description: 'seen since: 7d, or RFC 3339' },
  { name: 'until', description: 'seen until: 1h, or RFC 3339' },
];
const MANIFESTS = `Manifests as kubectl apply takes them, YAML or JSON, of at most ${
  BODY_BYTES_MAX / 1024 / 1024
} MiB.`;

const FORECAST_PARAMETERS: readonly Parameter[] = [
  NAMESPACE,
  ...SPAN,
  {
    name: 'default_deny',
    description: 'as if these namespaces had a default deny, too; separated by commas',
    isList: true,
  },
  { name: 'staged', description: 'staged policies as if they were enforced', words: FLAG },
  { name: 'unused', description: 'what is allowed and was never seen, too', words: FLAG },
  { name: 'strict', description: 'objects also to what is not known', words: FLAG },
  {
    name: 'ignore_unanswered',
    description: 'objects not to what was refused or never answered',
    words: FLAG,
  },
];

const FORMATS: readonly GenerateAsked['format'][] = ['kubernetes', 'calico'];
const OUTPUTS: readonly GenerateAsked['output'][] = ['yaml', 'json'];

export const ANALYSIS_ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/coverage',
    summary: 'How complete the inventory is, and which namespaces may be enforced.',
    parameters: [{ name: 'namespace', description: 'this one alone' }, ...SPAN],
    schema: 'Coverage',
    media: 'application/json',
    answer: answerCoverage,
  },
  {
    path: '/api/v1/forecast',
    summary:
      'What a default deny would drop: in `namespace`, in those of `default_deny`, or in all.',
    parameters: FORECAST_PARAMETERS,
    schema: 'Forecast',
    media: 'application/json',
    answer: (answering, asked) => answerForecast(answering, asked, false),
  },
  {
    path: '/api/v1/forecast',
    method: 'POST',
    posted: MANIFESTS,
    summary: 'What the posted policies would drop, laid over those that the cluster has.',
    parameters: FORECAST_PARAMETERS,
    schema: 'Forecast',
    media: 'application/json',
    answer: (answering, asked) => answerForecast(answering, asked, true),
  },
  {
    path: '/api/v1/policies/generated',
    summary: 'Policies that allow what was seen.',
    parameters: [
      { name: 'namespace', description: "for this one; all but the system's unless said" },
      { name: 'kind', description: "whose NetworkPolicy: Kubernetes' or Calico's", words: FORMATS },
      { name: 'refused', description: 'allow what was refused or dropped, too', words: FLAG },
      { name: 'output', description: 'json tells what was left out, too', words: OUTPUTS },
    ],
    schema: 'Manifests',
    media: 'application/yaml',
    or: { schema: 'Generated', media: 'application/json' },
    answer: answerGenerated,
  },
  {
    path: '/api/v1/lint',
    method: 'POST',
    posted: MANIFESTS,
    summary: 'What is wrong with the posted policies as they are written.',
    parameters: [
      { name: 'namespace', description: 'of objects that name none' },
      { name: 'cluster', description: "look at the cluster's objects, too", words: FLAG },
    ],
    schema: 'Findings',
    media: 'application/json',
    answer: answerLint,
  },
];

async function answerCoverage(answering: Answering, { query, begin }: Asked): Promise<Answer> {
  const span = { namespace: parseOne(query), ...parseSpan(query, answering.nowUs()) };
  const bounds = await begin('get_coverage', span.namespace);
  return await analysed(answering, { kind: 'coverage', ...span }, bounds);
}

async function answerForecast(
  answering: Answering,
  { query, begin, body }: Asked,
  isPosted: boolean,
): Promise<Answer> {
  const question: ForecastAsked = {
    kind: 'forecast',
    namespace: parseOne(query),
    ...parseSpan(query, answering.nowUs()),
    defaultDeny: parseNamespaces(query, 'default_deny'),
    withStaged: parseFlag('staged', query.get('staged')),
    withUnused: parseFlag('unused', query.get('unused')),
    isStrict: parseFlag('strict', query.get('strict')),
    ignoresUnanswered: parseFlag('ignore_unanswered', query.get('ignore_unanswered')),
  };
  // What breaks in one namespace is told with objects and policies of others.
  const bounds = await begin('get_forecast');
  const policies = isPosted ? await body(bounds.signal) : undefined;
  return await analysed(answering, { ...question, policies }, bounds);
}

async function answerGenerated(answering: Answering, { query, begin }: Asked): Promise<Answer> {
  const question: GenerateAsked = {
    kind: 'generate',
    namespace: parseOne(query),
    format: parseWord(query, 'kind', FORMATS),
    withRefused: parseFlag('refused', query.get('refused')),
    output: parseWord(query, 'output', OUTPUTS),
  };
  const bounds = await begin('generate_policies', question.namespace);
  return await analysed(answering, question, bounds);
}

/** What is found with the cluster's objects tells of all of them. */
async function answerLint(answering: Answering, { query, begin, body }: Asked): Promise<Answer> {
  const namespace = parseOne(query);
  const withCluster = parseFlag('cluster', query.get('cluster'));
  const bounds = await begin('lint_policies', withCluster ? undefined : namespace);
  const policies = await body(bounds.signal);
  return await analysed(answering, { kind: 'lint', policies, namespace, withCluster }, bounds);
}

async function analysed(
  { analyse }: Answering,
  question: AnalysisQuestion,
  bounds: Begun,
): Promise<Answer> {
  const isYaml = question.kind === 'generate' && question.output === 'yaml';
  const told = await analyse(question, bounds, bounds.grant.who);
  return bytes(isYaml ? 'application/yaml' : 'application/json', told);
}

function parseOne(query: URLSearchParams): string | undefined {
  const text = query.get('namespace');
  return text ? parseNamespace(text) : undefined;
}

/** Undefined where none is named. */
function parseNamespaces(query: URLSearchParams, name: string): readonly string[] | undefined {
  const texts = query.getAll(name).flatMap((text) => text.split(','));
  const names = texts.filter((text) => text !== '').map(parseNamespace);
  return names.length > 0 ? names : undefined;
}

/** The texts themselves, once they are understood. */
function parseSpan(query: URLSearchParams, nowUs: number) {
  const since = query.get('since') || undefined;
  const until = query.get('until') || undefined;
  const sinceUs = since === undefined ? 0 : parseMoment(since, nowUs);
  const untilUs = until === undefined ? nowUs : parseMoment(until, nowUs);
  if (since && until && sinceUs > untilUs) throw new EdgeFilterError('since lies behind until');
  return { since, until };
}
