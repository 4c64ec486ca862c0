/** One edge with all its evidence: who, what, where and when, and which rule would allow it. */
import './edge.css';
import { type Edge, type End, endText, trafficText } from '../api/edge.ts';
import { useAnswer } from '../api/use-answer.ts';
import { filterWords } from '../filter/conditions.ts';
import { useRoute } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { countText, numberText, timeText, visible } from '../frame/visible.ts';
import { routeText } from '../route/route.ts';
import { AllowingRule } from './allowing-rule.tsx';
import { Series } from './series.tsx';

/** Words may name more than one edge: a workload has several pods. */
const EDGES_MAX = 10;

export function EdgeView() {
  const { words } = useRoute();
  const question = filterWords(words);
  question.set('limit', String(EDGES_MAX));
  const answered = useAnswer<{ readonly edges: readonly Edge[] }>({
    path: 'edges',
    words: question,
  });
  const edges = answered.value?.edges ?? [];
  const [first] = edges;
  return (
    <>
      <h1>
        {first
          ? `${endText(first.source)} → ${endText(first.destination)}, ${trafficText(first)}`
          : 'Edge'}
      </h1>
      <p>
        <a href={routeText('edges', filterWords(words))}>In the list of edges</a>
      </p>
      <Progress of={answered} what="Edge" />
      {answered.value && edges.length === 0 && (
        <p>No edge matches: it may have been seen outside the time that is asked for.</p>
      )}
      {edges.length > 1 && <p class="note">{countText(edges.length, 'edge')} match these words.</p>}
      {edges.map((edge, index) => (
        // They come in one order, and have no name of their own.
        <Evidence key={`${index}`} edge={edge} />
      ))}
      {first && <Series words={filterWords(words)} />}
      {first && <AllowingRule key={words.toString()} edge={first} />}
    </>
  );
}

function Evidence({ edge }: { readonly edge: Edge }) {
  return (
    <section class="evidence-grid" aria-label="Evidence">
      <EndFacts title="Source" end={edge.source} />
      <EndFacts title="Destination" end={edge.destination} />
      <Facts
        title="What was seen"
        facts={[
          ['Connections', numberText(edge.connections)],
          ['Lines', numberText(edge.lines)],
          ['Bytes', `${numberText(edge.bytes)} in the logged packets`],
          ['Source ports', `${numberText(edge.source_ports_distinct)} distinct`],
          ['First', timeText(edge.first_seen)],
          ['Last', timeText(edge.last_seen)],
          ['Verdict', edge.verdict],
          ['Outcome', outcomeText(edge)],
          ['TCP flags', edge.tcp_flags],
        ]}
      />
      <Facts
        title="Where it was seen"
        facts={[
          ['Sides', sidesText(edge)],
          ['Cluster', edge.cluster],
          ['Nodes', edge.nodes.join(', ')],
          ['Prefixes', edge.prefixes.join(', ')],
          ['Services', edge.services.join(', ')],
          ['Trust', edge.trust],
          ['Kind', kindText(edge)],
          ['Detail lost', edge.overflow ?? ''],
          ['Hours', `${countText(edge.hours.length, 'hour')} with traffic`],
        ]}
      />
    </section>
  );
}

type Fact = readonly [name: string, text: string];

/** What is empty does not apply. */
function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <dl class="facts">
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{visible(text)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function EndFacts({ title, end }: { readonly title: string; readonly end: End }) {
  const labels = Object.entries(end.labels).map(([key, value]) => `${key}=${value}`);
  const candidates = end.candidates.map(({ namespace, name, ip }) => `${namespace}/${name || ip}`);
  return (
    <Facts
      title={title}
      facts={[
        ['Kind', end.kind],
        ['Namespace', end.namespace],
        ['Workload', end.workload ? `${end.workload.kind} ${end.workload.name}` : ''],
        ['Name', end.name],
        ['Address', end.ip],
        ['Node', end.node],
        ['Labels', labels.join(', ')],
        ['Known by', `${end.attribution}, ${end.confidence}`],
        ['May be', candidates.join(', ')],
      ]}
    />
  );
}

function outcomeText({ outcome, answered, refused, unreachable }: Edge): string {
  const counts = Object.entries({ answered, refused, unreachable })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${numberText(count)} ${name}`);
  return counts.length === 0 ? outcome : `${outcome} (${counts.join(', ')})`;
}

const SIDES: Readonly<Record<string, string>> = {
  egress: "the client's node alone",
  ingress: "the server's node alone",
  both: 'both nodes, or both sides of one',
};

function sidesText({ seen_by }: Edge): string {
  return SIDES[seen_by] ?? seen_by;
}

function kindText({ is_reply, pre_existing }: Edge): string {
  if (pre_existing) return 'open before the window, from the table of connections';
  return is_reply ? 'reply, from server to client' : 'logged';
}
