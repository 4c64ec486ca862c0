/** What the colours mean. */
import { FATES } from '../api/forecast.ts';
import { FATE_TEXTS } from './colours.ts';

export function Legend({ isForetold }: { readonly isForetold: boolean }) {
  if (!isForetold) return <p class="legend note">The stronger, the more connections.</p>;
  return (
    <ul class="legend">
      {FATES.map((fate) => (
        <li key={fate}>
          <span class={`swatch ${fate}`} aria-hidden="true" /> {FATE_TEXTS[fate]}
        </li>
      ))}
    </ul>
  );
}
