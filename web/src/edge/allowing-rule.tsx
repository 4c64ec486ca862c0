/**
 * Which rule would allow an edge: policies are generated for the namespaces of its ends, then asked
 * what they do with it. Long work on a large cluster: only where somebody wants it.
 */
import { useState } from 'preact/hooks';
import type { Api } from '../api/api.ts';
import type { Edge } from '../api/edge.ts';
import type { Forecast, ForecastEnd, ForecastLine, ForecastSide } from '../api/forecast.ts';
import { useAnswer } from '../api/use-answer.ts';
import { usePage } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { visible } from '../frame/visible.ts';
import { Yaml } from '../frame/yaml.tsx';
import { FATE_TEXTS } from '../map/colours.ts';
import { documentOf } from './policy-document.ts';

export function AllowingRule({ edge }: { readonly edge: Edge }) {
  const [isWanted, setWanted] = useState(false);
  return (
    <section aria-labelledby="rule">
      <h2 id="rule">Which rule would allow it</h2>
      {isWanted ? (
        <Rules edge={edge} />
      ) : (
        <button type="button" onClick={() => setWanted(true)}>
          Generate policies and look
        </button>
      )}
    </section>
  );
}

interface Found {
  readonly policies: string;
  readonly line: ForecastLine | undefined;
}

function Rules({ edge }: { readonly edge: Edge }) {
  const { api } = usePage();
  const spaces = [...new Set([edge.source.namespace, edge.destination.namespace])];
  const named = spaces.filter((namespace) => namespace !== '');
  const [first] = named;
  const answered = useAnswer<Found>(
    first === undefined ? undefined : generated(first),
    async (response, signal) => {
      const texts = [await response.text(), ...(await others(api, named, signal))];
      const policies = texts.filter((text) => text.trim() !== '').join('\n---\n');
      return foretold(api, edge, policies, signal);
    },
  );
  if (first === undefined) return <p>No end is in a namespace: no rule can be about it.</p>;
  const { line, policies } = answered.value ?? {};
  return (
    <>
      <Progress of={answered} what="Rule" />
      {answered.value && !line && <p>The forecast does not tell of it.</p>}
      {line && <Side title="At the source (egress)" side={line.egress} policies={policies!} />}
      {line && (
        <Side title="At the destination (ingress)" side={line.ingress} policies={policies!} />
      )}
    </>
  );
}

function generated(namespace: string) {
  return { path: 'policies/generated', words: new URLSearchParams({ namespace }) };
}

async function others(
  api: Api,
  [, ...namespaces]: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  return Promise.all(
    namespaces.map(async (namespace) => (await api.open(generated(namespace), signal)).text()),
  );
}

async function foretold(
  api: Api,
  edge: Edge,
  policies: string,
  signal: AbortSignal,
): Promise<Found> {
  const words = new URLSearchParams({
    namespace: edge.source.namespace || edge.destination.namespace,
  });
  const response = await api.open({ path: 'forecast', words, body: policies }, signal);
  const { edges } = (await response.json()) as Forecast;
  return { policies, line: edges.find((line) => isAbout(line, edge)) };
}

/** A line stands for all pods of a workload, and for all addresses that meet the same fate. */
function isAbout(line: ForecastLine, edge: Edge): boolean {
  return (
    line.protocol === edge.protocol &&
    line.port === edge.port &&
    line.icmp_type === edge.icmp_type &&
    isEnd(line.source, edge.source) &&
    isEnd(line.destination, edge.destination)
  );
}

function isEnd(told: ForecastEnd, end: Edge['source']): boolean {
  if (told.namespace !== end.namespace) return false;
  if (told.workload) return told.workload.name === end.workload?.name;
  if (told.name !== '' && told.name === end.name) return true;
  return told.members.includes(end.ip) || told.members.includes(end.name);
}

interface SideProps {
  readonly title: string;
  readonly side: ForecastSide;
  readonly policies: string;
}

function Side({ title, side, policies }: SideProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p>
        <span class={`fate ${side.forecast}`}>{FATE_TEXTS[side.forecast]}</span>:{' '}
        {visible(side.why)}
      </p>
      {side.decided_by.map(({ policy, rule, side: ruleSide }) => {
        const text = documentOf(policies, policy);
        const name = `${policy}${rule === null ? '' : `, ${ruleSide} rule ${rule}`}`;
        return (
          <details key={name} open={side.decided_by.length === 1}>
            <summary>{visible(name)}</summary>
            {text === undefined ? (
              <p class="note">The cluster has it already.</p>
            ) : (
              <Yaml text={text} label={name} />
            )}
          </details>
        );
      })}
    </section>
  );
}
