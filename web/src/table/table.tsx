/**
 * A table that sorts by its columns, and that one can scroll by keyboard where it is too wide.
 * Sorting is the reader's: whoever shows the table decides what it means.
 */
import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly isNumber?: true;
  /** It stays on one line. */
  readonly isShort?: true;
  /** By what it can be sorted; absent: it cannot. */
  readonly sort?: (row: Row) => string | number;
}

/** Ascending unless `isDown`. */
export interface SortBy {
  readonly column: string;
  readonly isDown: boolean;
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string | number;
  readonly sortBy?: SortBy;
  readonly onSort?: (by: SortBy) => void;
  /** What stands there where there are no rows. */
  readonly none?: string;
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, sortBy, onSort, none } = props;
  return (
    <section class="table" aria-label={label} tabIndex={0}>
      <table>
        <caption class="hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sortBy={sortBy} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map(({ id, cell, isNumber, isShort }) => (
                <td key={id} class={isNumber ? 'number' : isShort && 'short'}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td class="note" colSpan={columns.length}>
                {none ?? 'none'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps {
  readonly column: Pick<Column<never>, 'id' | 'title' | 'isNumber' | 'sort'>;
  readonly sortBy: SortBy | undefined;
  readonly onSort: ((by: SortBy) => void) | undefined;
}

function Heading({ column: { id, title, isNumber, sort }, sortBy, onSort }: HeadingProps) {
  const isSorted = sortBy?.column === id;
  const order = isSorted ? (sortBy.isDown ? 'descending' : 'ascending') : undefined;
  const isDown = isSorted ? !sortBy.isDown : isNumber === true;
  return (
    <th scope="col" class={isNumber && 'number'} aria-sort={order}>
      {sort && onSort ? (
        <button type="button" class="sort" onClick={() => onSort({ column: id, isDown })}>
          {title}
          <span aria-hidden="true">{isSorted ? (sortBy.isDown ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

/** The rows in that order; those that are alike stay in the order in which they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  by: SortBy | undefined,
): readonly Row[] {
  const sort = columns.find(({ id }) => id === by?.column)?.sort;
  if (sort === undefined || by === undefined) return rows;
  const keyed = rows.map((row) => ({ row, key: sort(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (by.isDown ? -1 : 1));
  return keyed.map(({ row }) => row);
}
