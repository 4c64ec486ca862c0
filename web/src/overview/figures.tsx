/** The figures at the top: window, nodes, losses, forecast, coverage. */
import type { ComponentChildren } from 'preact';
import type { FateSums } from '../api/forecast.ts';
import type { Coverage, LoggingWindow, NodeState, Status } from '../api/status.ts';
import { countText, numberText, spanText, visible } from '../frame/visible.ts';

interface FiguresProps {
  readonly status: Status | undefined;
  readonly summary: FateSums | undefined;
  readonly coverage: readonly Coverage[] | undefined;
}

export function Figures({ status, summary, coverage }: FiguresProps) {
  return (
    <dl class="figures">
      {status && <WindowFigure windows={status.windows} />}
      {status && <NodesFigure nodes={status.nodes} cluster={status.cluster_nodes} />}
      {status && <LossFigure nodes={status.nodes} />}
      {summary && (
        <Figure
          name="Default deny would drop"
          value={countText(summary.dropped.edges, 'edge')}
          note={seenText(summary)}
          state={summary.dropped.edges > 0 ? 'bad' : 'good'}
        />
      )}
      {coverage && <CoverageFigure coverage={coverage} />}
    </dl>
  );
}

function seenText({ seen, unknown }: FateSums): string {
  const told = `of ${countText(seen.edges, 'edge')} that were seen`;
  return unknown.edges === 0 ? told : `${told}; ${numberText(unknown.edges)} more may be`;
}

interface FigureProps {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly note: string;
  readonly state?: 'good' | 'bad' | 'warn' | '';
}

function Figure({ name, value, note, state = '' }: FigureProps) {
  return (
    <div class={`figure ${state}`}>
      <dt>{name}</dt>
      <dd>
        <span class="value">{value}</span>
        <span class="note">{note}</span>
      </dd>
    </div>
  );
}

function WindowFigure({ windows }: { readonly windows: readonly LoggingWindow[] | null }) {
  const name = 'Logging window';
  if (!windows) {
    return <Figure name={name} value="not known" note="no API server to ask" />;
  }
  const [first, ...others] = windows;
  if (first === undefined) {
    return (
      <Figure name={name} value="closed" note="dropcast window open begins one" state="warn" />
    );
  }
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  if (first.until === null) {
    return <Figure name={name} value="open" note={`${visible(first.name)}${more}`} state="good" />;
  }
  const leftMs = Date.parse(first.until) - Date.now();
  const state = leftMs > 0 ? 'good' : 'warn';
  const left = leftMs > 0 ? `open, ${spanText(leftMs)} left` : 'open past its end';
  return <Figure name={name} value={left} note={`${visible(first.name)}${more}`} state={state} />;
}

/** Behind by more than this is not observed now. */
const STALE_MS = 60_000;

export function nodeState({ connected, observed_until }: NodeState): string {
  if (!connected) return 'not connected';
  if (observed_until === null) return 'nothing read yet';
  return Date.now() - Date.parse(observed_until) > STALE_MS ? 'behind' : 'observed';
}

interface NodesFigureProps {
  readonly nodes: readonly NodeState[];
  readonly cluster: Status['cluster_nodes'];
}

function NodesFigure({ nodes, cluster }: NodesFigureProps) {
  // A node that changed its source is told once for each.
  const namesOf = (some: readonly NodeState[]) =>
    new Set(some.map(({ cluster, node }) => `${cluster}/${node}`)).size;
  const observed = namesOf(nodes.filter((node) => nodeState(node) === 'observed'));
  const all = Math.max(namesOf(nodes), cluster?.count ?? 0);
  const isBad = observed < all || all === 0;
  const connected = namesOf(nodes.filter((node) => node.connected));
  const missing = cluster?.missing_count ?? 0;
  const named = cluster?.missing.slice(0, 2).join(', ') ?? '';
  const note = missing > 0 ? `without an agent: ${visible(named)}${missing > 2 ? ', …' : ''}` : '';
  return (
    <Figure
      name="Nodes observed now"
      value={`${numberText(observed)} of ${numberText(all)}`}
      note={note || `${numberText(connected)} connected`}
      state={isBad ? 'warn' : 'good'}
    />
  );
}

function LossFigure({ nodes }: { readonly nodes: readonly NodeState[] }) {
  const losses = nodes.flatMap((node) => node.losses);
  const known = losses.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const unknown = losses.filter(({ count }) => count === null).length;
  const lines = nodes.reduce((sum, node) => sum + node.lines, 0);
  const value = unknown > 0 ? `${numberText(known)} and more` : numberText(known);
  return (
    <Figure
      name="Records lost"
      value={value}
      note={`beside ${countText(lines, 'LOG line')} counted`}
      state={losses.length > 0 ? 'warn' : 'good'}
    />
  );
}

function CoverageFigure({ coverage }: { readonly coverage: readonly Coverage[] }) {
  const ready = coverage.filter(({ enforce }) => enforce === 'now').length;
  return (
    <Figure
      name="Ready to enforce"
      value={`${numberText(ready)} of ${numberText(coverage.length)}`}
      note={ready < coverage.length ? 'namespaces; the others wait' : 'namespaces'}
      state={ready === coverage.length ? 'good' : 'warn'}
    />
  );
}
