/** What comes out of the API's answers, in whichever encoding. */
import type { ApiStatus } from './status.ts';

/** An object as the server had it at one version: who it is, and what we keep of it. */
export interface Item<T> {
  /** Empty of a cluster's own objects. */
  readonly namespace: string;
  readonly name: string;
  /** Tells an object from a later one of the same name. */
  readonly uid: string;
  readonly resourceVersion: string;
  readonly object: T;
}

/** A page of a list. */
export interface ListPage<T> {
  readonly items: readonly Item<T>[];
  /** Of the list as a whole. */
  readonly resourceVersion: string;
  /** Asks for the next page; empty of the last one. */
  readonly continueToken: string;
  /** Items that could not be read and are left out. */
  readonly malformed: number;
}

export type WatchEvent<T> =
  | { readonly kind: 'applied'; readonly item: Item<T> }
  | { readonly kind: 'deleted'; readonly item: Item<T> }
  | {
      readonly kind: 'bookmark';
      readonly resourceVersion: string;
      /** All that was there at the beginning has been sent. */
      readonly isInitialEnd: boolean;
    }
  | { readonly kind: 'failed'; readonly status: ApiStatus }
  | { readonly kind: 'malformed'; readonly reason: string };

/**
 * Reads one encoding of one resource's answers. The bytes [from, to) are borrowed for the call.
 * An item that cannot be read is counted; a list that cannot be read at all is a FieldError.
 */
export interface Codec<T> {
  readList(bytes: Buffer, from: number, to: number): ListPage<T>;
  readEvent(bytes: Buffer, from: number, to: number): WatchEvent<T>;
}

/** Annotation of the bookmark that ends a streaming list. */
export const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';
