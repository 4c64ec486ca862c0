/** Edges between the ends of a scene, and what is forecast of them. */
import type { Edge } from '../../../src/flow/edge.ts';
import { protocolNumber } from '../../../src/flow/protocol.ts';
import { forecastOf } from '../../../src/policy/forecast/forecast.ts';
import type { ForecastLine } from '../../../src/policy/forecast/forecast-line.ts';
import { edgeOf } from '../../flow/edge-fixtures.ts';
import type { Scene } from '../scene.ts';

/** `from`, `to` as in Scene.connect, `10.0.0.1:53/UDP`; answered unless said otherwise. */
export function seen(scene: Scene, from: string, to: string, over: Partial<Edge> = {}): Edge {
  const [, name, port, protocol = 'TCP'] = /^(.*?)(?::(\d+))?(?:\/([A-Z]\w*))?$/.exec(to)!;
  return edgeOf({
    source: scene.end(from),
    destination: scene.end(name!),
    protocol: protocolNumber(protocol),
    port: port === undefined ? undefined : Number(port),
    answered: 1,
    ...over,
  });
}

export function forecast(scene: Scene, edges: readonly Edge[], baseline?: Scene): ForecastLine[] {
  return forecastOf({ edges, evaluator: scene.evaluator, baseline: baseline?.evaluator });
}

export function sentences(lines: readonly ForecastLine[]): string[] {
  return lines.map((line) => line.sentence);
}
