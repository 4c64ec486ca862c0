/** Whole lists of objects, page by page: for questions that are asked once, not for watching. */
import { Fields } from '../../manifest/fields.ts';
import type { JsonApi } from './json-api.ts';

/** Of the largest objects a page has some tens of megabytes. */
const PAGE_OBJECTS = 100;
/** No cluster has so many; a server that never ends its list would go on for ever. */
const PAGES_MAX = 10_000;

/**
 * The items of the collection at `path`; with `label`, such as `app=web`, those that have it. Each
 * says its kind and version, which items of built-in lists do not. Rejects with ApiError,
 * `not_found` where there is no such resource.
 */
export async function listObjects(api: JsonApi, path: string, label = ''): Promise<Fields[]> {
  const items: Fields[] = [];
  const query = new URLSearchParams({ limit: String(PAGE_OBJECTS) });
  if (label !== '') query.set('labelSelector', label);
  for (let page = 0; page < PAGES_MAX; page++) {
    const list = await api.get(`${path}?${query}`);
    items.push(
      ...list
        .at('items')
        .items()
        .map((item) => withKind(item, list)),
    );
    const next = list.at('metadata').at('continue').text();
    if (next === '') return items;
    query.set('continue', next);
  }
  return items;
}

function withKind(item: Fields, list: Fields): Fields {
  const kind = list.at('kind').text().replace(/List$/, '');
  const apiVersion = list.at('apiVersion').text();
  return new Fields({ apiVersion, kind, ...(item.value as object) });
}
