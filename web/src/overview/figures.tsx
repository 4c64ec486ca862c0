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
      {status && <NodesFigure nodes={status.nodes} expected={status.nodes_expected} />}
      {status && <LossFigure nodes={status.nodes} />}
      {summary && (
        <Figure
          name="Default deny would drop"
          value={countText(summary.dropped.edges, 'edge')}
          note={`of ${countText(summary.seen.edges, 'edge')}; ${unknownText(summary)}`}
          state={summary.dropped.edges > 0 ? 'bad' : 'good'}
        />
      )}
      {coverage && <CoverageFigure coverage={coverage} />}
    </dl>
  );
}

function unknownText({ unknown }: FateSums): string {
  return `of ${numberText(unknown.edges)} it is not known`;
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

function WindowFigure({ windows }: { readonly windows: readonly LoggingWindow[] | undefined }) {
  const name = 'Logging window';
  if (windows === undefined) return <Figure name={name} value="not known" note="" />;
  const [first, ...others] = windows;
  if (first === undefined) {
    return (
      <Figure name={name} value="closed" note="dropcast window open begins one" state="warn" />
    );
  }
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  if (first.ends === null) {
    return <Figure name={name} value="open" note={`${visible(first.name)}${more}`} state="good" />;
  }
  const leftMs = Date.parse(first.ends) - Date.now();
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
  readonly expected: number | null | undefined;
}

function NodesFigure({ nodes, expected }: NodesFigureProps) {
  const observed = nodes.filter((node) => nodeState(node) === 'observed').length;
  const all = Math.max(nodes.length, expected ?? 0);
  const isBad = observed < all || all === 0;
  const connected = nodes.filter((node) => node.connected).length;
  return (
    <Figure
      name="Nodes observed now"
      value={`${numberText(observed)} of ${numberText(all)}`}
      note={`${numberText(connected)} connected`}
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
      name="Namespaces ready to enforce"
      value={`${numberText(ready)} of ${numberText(coverage.length)}`}
      note={ready < coverage.length ? 'the others wait: see below' : ''}
      state={ready === coverage.length ? 'good' : 'warn'}
    />
  );
}
