/** The dashboards of deploy/grafana as far as tests look at them. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../deploy/grafana/', import.meta.url));

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

export interface Dashboard {
  readonly file: string;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string }[];
  };
}

export const DASHBOARDS: readonly Dashboard[] = globSync('*.json', { cwd: FOLDER })
  .sort()
  .map((file) => ({
    file: basename(file, '.json'),
    ...JSON.parse(readFileSync(FOLDER + file, 'utf8')),
  }));

export interface PanelQuery {
  /** `DASHBOARD: PANEL REF`. */
  readonly name: string;
  readonly expr: string;
}

export const PANEL_QUERIES: readonly PanelQuery[] = DASHBOARDS.flatMap(({ file, panels }) =>
  panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ refId, expr }) => ({ name: `${file}: ${title} ${refId}`, expr })),
  ),
);

/** The query as Grafana sends it, with everything chosen. */
export function filledIn(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', '5m')
    .replaceAll(/\$(job|instance|verdict)\b/g, '.*');
}
