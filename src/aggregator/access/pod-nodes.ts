/**
 * On which node the pod of a token is. The API server says it with the token since Kubernetes 1.30
 * (authentication.kubernetes.io/node-name); before, the pod is looked at, once.
 */
import { ApiError } from '../../kube/api/api-error.ts';
import type { JsonApi } from '../../kube/api/json-api.ts';
import { AccessRefusal } from '../../service/access.ts';
import { AnswerCache, type TimedAnswer } from './answer-cache.ts';
import { ANSWERS_MAX, GRANTED_MS } from './answer-times.ts';
import type { BoundPod } from './identity.ts';
import { unanswered } from './unanswered.ts';

const RIGHT = 'get on pods: tokens name no node before Kubernetes 1.30';

export class PodNodes {
  readonly #api: JsonApi;
  readonly #nowMs: () => number;
  readonly #answers: AnswerCache<string>;

  constructor(api: JsonApi, nowMs: () => number) {
    this.#api = api;
    this.#nowMs = nowMs;
    this.#answers = new AnswerCache({ answersMax: ANSWERS_MAX, isRefusal: () => false, nowMs });
  }

  /** Rejects with AccessRefusal. */
  async nodeOf(pod: BoundPod): Promise<string> {
    if (pod.node !== '') return pod.node;
    return this.#answers
      .get(pod.uid, () => this.#look(pod))
      .catch((error: unknown) => {
        const isGone = error instanceof ApiError && error.code === 'not_found';
        throw isGone ? gone(pod) : unanswered(RIGHT, error);
      });
  }

  async #look(pod: BoundPod): Promise<TimedAnswer<string>> {
    const [namespace, name] = [pod.namespace, pod.name].map(encodeURIComponent);
    const found = await this.#api.get(`/api/v1/namespaces/${namespace}/pods/${name}`);
    if (found.at('metadata').at('uid').text() !== pod.uid) throw gone(pod);
    const answer = found.at('spec').at('nodeName').requiredText();
    return { answer, untilMs: this.#nowMs() + GRANTED_MS };
  }
}

/** Another pod may have taken its name since. */
const gone = ({ namespace, name }: BoundPod): AccessRefusal =>
  new AccessRefusal('unauthenticated', `the pod ${namespace}/${name} of the token is gone`);
