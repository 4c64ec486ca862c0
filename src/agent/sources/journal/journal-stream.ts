/**
 * A stream: the entries of all files that share a sequence of numbers (`seqnum_id`), in the order
 * of these numbers. Entries of users stand in files of their own but count in the same sequence.
 */

/** Which entries are not new although nothing of this stream tells so. */
export type Doubt =
  /** None: they continue what was read. */
  | 'none'
  /** Copies of entries that were read from another folder. */
  | 'copies'
  /** The stream was not known to the reader before us: also what is no newer than it got to. */
  | 'older';

export interface JournalStream {
  /** 32 hex digits. */
  readonly seqnumId: string;
  /** When its first entry was made: streams are read in this order. */
  readonly beginUs: number;
  /** Everything up to this number is behind us; 0: nothing is. */
  readTo: number;
  /** Until an entry is found to be new. */
  doubt: Doubt;
  /** Folder of the file read last; empty while none was. */
  directory: string;
}
