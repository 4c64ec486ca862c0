/** What a default deny, or policies of one's own, would do with the traffic that was seen. */
import './forecast.css';
import { useState } from 'preact/hooks';
import type { Question } from '../api/api.ts';
import type { Forecast, PolicyFault } from '../api/forecast.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Notes } from '../frame/notes.tsx';
import { usePage, useRoute } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { BlindSpots } from '../overview/blind-spots.tsx';
import { scopeWords } from '../route/route.ts';
import { Findings } from './findings.tsx';
import { ForecastTable } from './forecast-table.tsx';
import { PolicyForm } from './policy-form.tsx';

/** What is foretold now: policies, or a default deny where there are none. */
interface Asked {
  readonly policies: string;
}

export function ForecastView() {
  const { chosen } = usePage();
  const route = useRoute();
  const words = scopeWords(route);
  const [asked, setAsked] = useState<Asked>({ policies: chosen.text });
  const { policies } = asked;
  const forecast = useAnswer<Forecast>(questionOf(words, policies));
  const faults: readonly PolicyFault[] = forecast.error?.faults ?? [];
  const scope = words.get('namespace');
  const title =
    policies === ''
      ? `A default deny ${scope ? `in ${scope}` : 'in every namespace'}`
      : 'These policies';
  return (
    <>
      <h1>Forecast</h1>
      <PolicyForm
        faults={faults}
        onAsk={(text) => {
          chosen.text = text;
          setAsked({ policies: text });
        }}
      />
      <h2>{title} would mean</h2>
      <Progress of={forecast} what="Forecast" />
      {forecast.value && (
        <>
          <Notes notes={forecast.value.notes} />
          <ForecastTable forecast={forecast.value} />
          <h3>Blind spots</h3>
          <BlindSpots spots={forecast.value.blind_spots} />
        </>
      )}
      {policies !== '' && <Findings policies={policies} />}
    </>
  );
}

function questionOf(words: URLSearchParams, policies: string): Question {
  return policies === ''
    ? { path: 'forecast', words }
    : { path: 'forecast', words, body: policies };
}
