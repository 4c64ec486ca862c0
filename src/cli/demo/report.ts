/** What the demo says at the end: in words what a default deny would mean for its flows. */
import type { Edge } from '../../flow/edge.ts';
import { Evaluator } from '../../policy/evaluate/evaluator.ts';
import { defaultDeny } from '../../policy/forecast/default-deny.ts';
import { forecastOf } from '../../policy/forecast/forecast.ts';
import type { ForecastLine } from '../../policy/forecast/forecast-line.ts';
import { EMPTY_WORLD } from '../../policy/model/world.ts';

/** The forecast of a default deny in `namespaces` as lines of text, the worst first. */
export function describeForecast(edges: readonly Edge[], namespaces: readonly string[]): string[] {
  const denies = namespaces.map((namespace) => defaultDeny(namespace, 'default-deny'));
  const lines = forecastOf({ edges, evaluator: new Evaluator(denies, EMPTY_WORLD) });
  const told = lines.filter(({ fate }) => fate === 'dropped' || fate === 'unknown');
  const title = `A default deny in namespace ${namespaces.join(', ')} would mean:`;
  if (told.length === 0) return [title, '  nothing that was seen would be dropped'];
  return [title, ...told.map((line) => `  ${line.sentence} (${evidenceText(line)})`)];
}

function evidenceText({ connections, ending }: ForecastLine): string {
  return `seen ${connections === 1 ? 'once' : `${connections} times`}, ${ending}`;
}

/** Whether every logged packet was counted, said in numbers. */
export function describeAccount(logged: number, counted: number): string {
  const verdict = logged === counted ? 'equal' : `${Math.abs(logged - counted)} apart`;
  return `LOG rules: ${logged} packets logged; aggregator: ${counted} lines counted: ${verdict}`;
}
