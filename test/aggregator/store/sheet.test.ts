import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeSheet,
  OpenSheets,
  SHEET_EDGES,
  Sheet,
  type SheetFile,
  sheetOf,
} from '../../../src/aggregator/store/sheet.ts';
import { SheetCursor } from '../../../src/aggregator/store/sheet-cursor.ts';
import type { ByteReader } from '../../../src/wire/byte-reader.ts';
import { ByteWriter } from '../../../src/wire/byte-writer.ts';

/** Texts instead of tallies, in a map instead of a table. */
function fileOfTexts(): SheetFile<string> & { readonly sheets: Map<number, Uint8Array> } {
  const sheets = new Map<number, Uint8Array>();
  return {
    sheets,
    load: (sheet) => sheets.get(sheet),
    store: (sheet, bytes) => void sheets.set(sheet, Uint8Array.from(bytes)),
    read: (reader: ByteReader) =>
      Buffer.from(reader.bytes.subarray(reader.at, reader.end)).toString(),
    write: (out, text) => out.append(Buffer.from(text)),
  };
}

const edge = fc.nat({ max: 3 * SHEET_EDGES });
/** Some shorter than a length's first byte can tell, some longer. */
const text = fc.oneof(fc.string(), fc.string({ minLength: 120, maxLength: 300 }));
const changes = fc.array(fc.array(fc.tuple(edge, text)), { maxLength: 4 });

describe('sheets', () => {
  it('hold what was put into them, transaction by transaction', () => {
    fc.assert(
      fc.property(changes, (transactions) => {
        const file = fileOfTexts();
        const expected = new Map<number, string>();
        for (const transaction of transactions) {
          const open = new OpenSheets(file, new ByteWriter(0));
          for (const [edge, text] of transaction) {
            expect(open.get(edge)).toBe(expected.get(edge));
            open.set(edge, text);
            expected.set(edge, text);
          }
          open.write();
        }
        const edges = [...expected.keys()].sort((a, b) => a - b);
        const cursor = new SheetCursor(file);
        expect(edges.map((edge) => cursor.find(edge))).toEqual(edges.map((e) => expected.get(e)));
        const all = [...file.sheets].sort(([a], [b]) => a - b);
        expect(all.flatMap(([sheet, bytes]) => new Sheet(bytes).edges(sheet))).toEqual(edges);
      }),
    );
  });

  it('change nothing of what is forgotten', () => {
    const file = fileOfTexts();
    const open = new OpenSheets(file, new ByteWriter(0));
    open.set(7, 'seven');
    open.forget();
    open.write();
    expect(file.sheets.size).toBe(0);
    expect(open.get(7)).toBeUndefined();
  });

  it('are read once for edges that come in order', () => {
    const file = fileOfTexts();
    const loaded: number[] = [];
    const open = new OpenSheets(file, new ByteWriter(0));
    for (let edge = 0; edge < 2 * SHEET_EDGES; edge++) open.set(edge, `${edge}`);
    open.write();
    const load = (sheet: number) => {
      loaded.push(sheet);
      return file.load(sheet);
    };
    const cursor = new SheetCursor({ load, read: file.read });
    for (let edge = 0; edge < 3 * SHEET_EDGES; edge++) {
      expect(cursor.find(edge)).toBe(sheetOf(edge) < 2 ? `${edge}` : undefined);
    }
    expect(loaded).toEqual([0, 1, 2]);
  });

  it('take two bytes an edge beside what it adds up to', () => {
    const out = new ByteWriter(0);
    const texts = Array.from({ length: SHEET_EDGES }, () => 'x'.repeat(25));
    const { write } = fileOfTexts();
    expect(encodeSheet(out, new Sheet(), texts, write)).toHaveLength(SHEET_EDGES * 27);
  });
});
