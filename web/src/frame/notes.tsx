/** What has to be known beside an answer. */
import { visible } from './visible.ts';

export function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return <p class="note">Note: {visible(notes.join('; '))}.</p>;
}
