/** What would break, worst first, each with its evidence and what mends it. */
import type { BlindSpot } from '../api/forecast.ts';
import { visible } from '../frame/visible.ts';
import { Yaml } from '../frame/yaml.tsx';

/** Places named in a heading; all are in what unfolds. */
const PLACES_MAX = 4;

const SEVERITY_TEXTS: Readonly<Record<string, string>> = {
  breaks: 'breaks',
  may_break: 'may break',
  note: 'note',
};

const SOURCE_TEXTS: Readonly<Record<string, string>> = {
  policies: 'policies',
  flows: 'seen',
  objects: 'declared',
};

export function BlindSpots({ spots }: { readonly spots: readonly BlindSpot[] }) {
  if (spots.length === 0) return <p class="note">No blind spot was found.</p>;
  return (
    <ul class="spots">
      {spots.map((spot, index) => (
        // The same need may be told of several objects.
        <li key={`${spot.id} ${index}`}>
          <Spot spot={spot} />
        </li>
      ))}
    </ul>
  );
}

function Spot({ spot }: { readonly spot: BlindSpot }) {
  const { severity, title, where, evidence, fix } = spot;
  const shown = where.slice(0, PLACES_MAX).map(({ namespace }) => namespace || 'the nodes');
  const more = where.length - shown.length;
  return (
    <details class="spot">
      <summary>
        <span class={`severity ${severity}`}>{SEVERITY_TEXTS[severity] ?? severity}</span>
        <span class="title">{visible(title)}</span>
        <span class="note">
          {visible(shown.join(', '))}
          {more > 0 && ` and ${more} more`}
        </span>
      </summary>
      <ul class="evidence">
        {evidence.map(({ from, text }) => (
          <li key={text}>
            <span class="from">{SOURCE_TEXTS[from] ?? from}</span> {visible(text)}
          </li>
        ))}
      </ul>
      <p>{visible(fix.text)}</p>
      {fix.policy && <Yaml text={fix.policy} label={`What mends it: ${title}`} />}
    </details>
  );
}
