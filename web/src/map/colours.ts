/** Colours of the theme for canvases, which know no style sheet. */
import { useEffect, useState } from 'preact/hooks';
import type { Fate } from '../api/forecast.ts';

export interface Colours {
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly surface: string;
  readonly accent: string;
  readonly fates: Readonly<Record<Fate, string>>;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of('text'),
    muted: of('muted'),
    border: of('border'),
    surface: of('surface'),
    accent: of('accent'),
    fates: {
      dropped: of('dropped'),
      unknown: of('unknown'),
      allowed: of('allowed'),
      not_policed: of('muted'),
    },
  };
}

/** Read again when light becomes dark. */
export function useColours(): Colours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const read = () => setColours(readColours());
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, []);
  return colours;
}

/** Sharp on every screen: as many dots as the screen has. Clears all. */
export function scaleCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const dots = Math.min(devicePixelRatio, 2);
  const [wide, high] = [Math.round(width * dots), Math.round(height * dots)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(dots, 0, 0, dots, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

export const FATE_TEXTS: Readonly<Record<Fate, string>> = {
  dropped: 'dropped',
  unknown: 'not known',
  allowed: 'allowed',
  not_policed: 'not policed',
};

/** More connections, stronger colour: 0.35 to 1. */
export function strength(connections: number, most: number): number {
  return 0.35 + (0.65 * Math.log1p(connections)) / Math.log1p(Math.max(most, 1));
}
