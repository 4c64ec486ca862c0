/** What stands round every view: name, ways to the views, scope, and whether anybody answers. */
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { EdgeView } from '../edge/edge-view.tsx';
import { EdgesView } from '../edges/edges-view.tsx';
import { ForecastView } from '../forecast/forecast-view.tsx';
import { LiveView } from '../live/live-view.tsx';
import { MapView } from '../map/map-view.tsx';
import { OverviewView } from '../overview/overview-view.tsx';
import { scopedTo, type View } from '../route/route.ts';
import { usePage, useRoute } from './page-context.ts';
import { ScopeForm } from './scope-form.tsx';
import { SignIn } from './sign-in.tsx';
import { visible } from './visible.ts';

interface ViewEntry {
  readonly title: string;
  readonly show: ComponentType;
  /** It has no way to it in the list of views. */
  readonly isUnlisted?: true;
}

const ENTRIES: Readonly<Record<View, ViewEntry>> = {
  overview: { title: 'Overview', show: OverviewView },
  map: { title: 'Map', show: MapView },
  edges: { title: 'Edges', show: EdgesView },
  edge: { title: 'Edge', show: EdgeView, isUnlisted: true },
  forecast: { title: 'Forecast', show: ForecastView },
  live: { title: 'Live', show: LiveView },
};

export function Frame() {
  const { api, health } = usePage();
  const { view } = useRoute();
  const { title, show: Show } = ENTRIES[view];
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · Dropcast`;
    // Who reads with the ears hears where the link has led; the first view is announced anyway.
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [title]);
  const refusal = api.refusal.value;
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <Header />
      <main ref={main} id="main" tabIndex={-1} aria-label={title}>
        {refusal === undefined ? <Guarded key={view} show={Show} /> : <SignIn why={refusal} />}
      </main>
      <footer>
        <p>
          What was not observed is not shown: that is not the same as no traffic. Times are UTC.
        </p>
        <p>{health.status.value && `Dropcast ${health.status.value.version}`}</p>
      </footer>
    </>
  );
}

/** A fault of one view leaves the ways to the others. */
function Guarded({ show: Show }: Pick<ViewEntry, 'show'>) {
  const [error, again] = useErrorBoundary();
  if (error === undefined) return <Show />;
  return (
    <p class="failed" role="alert">
      This view failed: {visible(String(error))}.{' '}
      <button type="button" onClick={again}>
        Try again
      </button>
    </p>
  );
}

function Header() {
  return (
    <header>
      <p class="brand">
        <Mark />
        Dropcast
      </p>
      <nav aria-label="Views">
        <ViewLinks />
      </nav>
      <ScopeForm />
      <HealthNote />
    </header>
  );
}

function ViewLinks() {
  const route = useRoute();
  const listed = Object.entries(ENTRIES).filter(([, { isUnlisted }]) => !isUnlisted);
  return (
    <ul>
      {listed.map(([name, { title }]) => (
        <li key={name}>
          <a
            href={scopedTo(route, name as View)}
            aria-current={
              route.view === name || (route.view === 'edge' && name === 'edges')
                ? 'page'
                : undefined
            }
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}

function HealthNote() {
  const { health } = usePage();
  const error = health.error.value;
  const isAway = error?.status === 0;
  return (
    <p class={isAway ? 'health away' : 'health'} role="status">
      {isAway && 'The aggregator does not answer. Trying again…'}
    </p>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <path class="mark-drop" d="M16 2c5 7 9 11.500 9 17a9 9 0 0 1-18 0c0-5.500 4-10 9-17z" />
      <path class="mark-bar" d="M11 19.500h10" />
    </svg>
  );
}
