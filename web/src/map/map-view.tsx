/**
 * The map: all namespaces as a matrix, or one namespace's workloads as a graph, both coloured by
 * what policies would do with the traffic.
 */
import './map.css';
import { useMemo } from 'preact/hooks';
import type { Question } from '../api/api.ts';
import type { Forecast } from '../api/forecast.ts';
import { type Answered, useAnswer } from '../api/use-answer.ts';
import { usePage, useRoute } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { visible } from '../frame/visible.ts';
import { routeText, scopeWords, withWords } from '../route/route.ts';
import { GraphPanel } from './graph-panel.tsx';
import { linksOfForecast, linksOfGroups } from './links.ts';
import { MatrixPanel } from './matrix-panel.tsx';
import { type Group, pairsOfForecast, pairsOfGroups } from './pairs.ts';

const COLOURS = [
  ['deny', 'what a default deny would do'],
  ['policies', 'what the chosen policies would do'],
  ['traffic', 'traffic alone'],
] as const;

interface GroupsAnswer {
  readonly groups: readonly Group[];
}

export function MapView() {
  const { router, chosen } = usePage();
  const route = useRoute();
  const namespace = route.words.get('namespace') ?? '';
  const colour = route.words.get('colour') || 'deny';
  const words = scopeWords(route);
  const forecast = useAnswer<Forecast>(forecastQuestion(colour, words, chosen.text));
  // Where nobody can foretell, the traffic is still there.
  const isTraffic = colour === 'traffic' || forecast.error !== undefined;
  const sums = useAnswer<GroupsAnswer>(isTraffic ? groupsQuestion(namespace, words) : undefined);
  const asked: Answered<Told> = isTraffic ? sums : forecast;
  const told = asked.value;
  // The same as long as the answer is: a new one is laid out anew.
  const pairs = useMemo(() => told && pairsOf(told), [told]);
  const links = useMemo(() => told && linksOf(told), [told]);
  return (
    <>
      <h1>{namespace ? `Map of ${visible(namespace)}` : 'Map'}</h1>
      <div class="bar">
        {namespace && (
          <a href={routeText('map', withWords(route.words, { namespace: '' }))}>All namespaces</a>
        )}
        <label>
          Colour by{' '}
          <select
            value={colour}
            onChange={(event) =>
              router.go(
                routeText('map', withWords(route.words, { colour: event.currentTarget.value })),
              )
            }
          >
            {COLOURS.map(([value, text]) => (
              <option
                key={value}
                value={value}
                disabled={value === 'policies' && chosen.text === ''}
              >
                {text}
              </option>
            ))}
          </select>
        </label>
        {chosen.text === '' && <span class="note">Policies are chosen under Forecast.</span>}
      </div>
      {colour !== 'traffic' && forecast.error && <Progress of={forecast} what="Forecast" />}
      <Progress of={asked} what="Map" />
      {namespace === '' && pairs && <MatrixPanel pairs={pairs} />}
      {namespace !== '' && links && <GraphPanel namespace={namespace} links={links} />}
    </>
  );
}

type Told = Forecast | GroupsAnswer;

function pairsOf(told: Told) {
  return 'groups' in told ? pairsOfGroups(told.groups) : pairsOfForecast(told.edges);
}

function linksOf(told: Told) {
  return 'groups' in told ? linksOfGroups(told.groups) : linksOfForecast(told.edges);
}

function forecastQuestion(
  colour: string,
  words: URLSearchParams,
  policies: string,
): Question | undefined {
  if (colour === 'traffic') return undefined;
  if (colour === 'policies' && policies !== '') return { path: 'forecast', words, body: policies };
  return { path: 'forecast', words };
}

function groupsQuestion(namespace: string, words: URLSearchParams): Question {
  const question = new URLSearchParams(words);
  question.set('limit', '0');
  const ends = ['source', 'destination'];
  const by = ends.map((end) => `${end}_namespace`);
  question.set('by', (namespace === '' ? by : [...by, ...ends, 'protocol', 'port']).join());
  return { path: 'groups', words: question };
}
