/**
 * When a pod's containers began and ended, out of the protobuf of its status: what tells from when
 * to when it had its addresses.
 * Format: k8s.io/api/core/v1/generated.proto, ContainerStatus, ContainerState.
 */
import type { Message } from './message.ts';
import { readTime } from './object-meta.ts';

export class ContainerTimes {
  #firstRunningUs: number | undefined;
  #lastEndedStartUs: number | undefined;
  /** Of the last container that has ended. */
  lastFinishUs: number | undefined;

  /**
   * Start of the first container that runs, else of the last that ended: it had its addresses by
   * then.
   */
  get networkUs(): number | undefined {
    return this.#firstRunningUs ?? this.#lastEndedStartUs;
  }

  /** Takes a ContainerStatus. */
  add(container: Message): void {
    while (container.next()) if (container.field === 2) this.#addState(container.message());
  }

  #addState(state: Message): void {
    while (state.next()) {
      if (state.field === 2) this.#addRunning(state.message());
      else if (state.field === 3) this.#addEnded(state.message());
    }
  }

  #addRunning(running: Message): void {
    while (running.next()) {
      if (running.field !== 1) continue;
      this.#firstRunningUs = earlier(this.#firstRunningUs, readTime(running.message()));
    }
  }

  #addEnded(ended: Message): void {
    while (ended.next()) {
      if (ended.field === 5) {
        this.#lastEndedStartUs = later(this.#lastEndedStartUs, readTime(ended.message()));
      } else if (ended.field === 6) {
        this.lastFinishUs = later(this.lastFinishUs, readTime(ended.message()));
      }
    }
  }
}

/** The earlier of two times, or the one that is known. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
