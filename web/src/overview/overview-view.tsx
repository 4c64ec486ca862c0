/** How far along the inventory is, and what default deny would break: the first thing to see. */
import './overview.css';
import type { Forecast } from '../api/forecast.ts';
import type { CoverageAnswer } from '../api/status.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Notes } from '../frame/notes.tsx';
import { usePage, useRoute } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { scopedTo, scopeWords } from '../route/route.ts';
import { BlindSpots } from './blind-spots.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { Figures } from './figures.tsx';
import { LossTable, NodeTable } from './node-tables.tsx';

export function OverviewView() {
  const { health } = usePage();
  const route = useRoute();
  const words = scopeWords(route);
  const forecast = useAnswer<Forecast>({ path: 'forecast', words });
  const coverage = useAnswer<CoverageAnswer>({ path: 'coverage', words });
  const status = health.status.value;
  const error = health.error.value;
  const scope = words.get('namespace');
  return (
    <>
      <h1>Overview</h1>
      {error && error.status !== 0 && <p class="failed">Nodes: {error.message}</p>}
      <Figures
        status={status}
        summary={forecast.value?.summary}
        coverage={coverage.value?.namespaces}
      />
      <section aria-labelledby="breaks">
        <h2 id="breaks">
          What a default deny {scope ? `in ${scope}` : 'in every namespace'} would break
        </h2>
        <Progress of={forecast} what="Forecast" />
        {forecast.value && (
          <>
            <BlindSpots spots={forecast.value.blind_spots} />
            <Notes notes={forecast.value.notes} />
          </>
        )}
        {forecast.value && (
          <p>
            <a href={scopedTo(route, 'forecast')}>All that would be dropped, edge by edge</a>
          </p>
        )}
      </section>
      <section aria-labelledby="coverage">
        <h2 id="coverage">How complete the inventory is</h2>
        <Progress of={coverage} what="Coverage" />
        {coverage.value && (
          <>
            <CoverageTable rows={coverage.value.namespaces} />
            <Notes notes={coverage.value.notes} />
          </>
        )}
      </section>
      {status && (
        <section aria-labelledby="nodes">
          <h2 id="nodes">Nodes</h2>
          <NodeTable nodes={status.nodes} />
          <h3>Loss ledger</h3>
          <LossTable nodes={status.nodes} />
        </section>
      )}
    </>
  );
}
