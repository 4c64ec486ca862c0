/** Positions of a graph's nodes, from the worker that lays it out. */
import { useEffect, useState } from 'preact/hooks';
import type { Graph } from './graph.ts';
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts';

/** Undefined until the first positions are there. The worker ends with the graph. */
export function useLayout(graph: Graph): LayoutAnswer | undefined {
  const [answer, setAnswer] = useState<LayoutAnswer | undefined>();
  useEffect(() => {
    setAnswer(undefined);
    if (graph.nodes.length === 0) return;
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => setAnswer(data));
    const question: LayoutQuestion = {
      isOwn: graph.nodes.map(({ isOwn }) => isOwn),
      links: graph.edges.map(({ source, target }) => [source, target] as const),
    };
    worker.postMessage(question);
    return () => worker.terminate();
  }, [graph]);
  return answer?.positions.length === graph.nodes.length * 2 ? answer : undefined;
}
