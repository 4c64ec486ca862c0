/**
 * Whether somebody may do something with `flows.dropcast.io`: the API server's word, so that the
 * cluster's own roles and bindings decide.
 * Source: kubernetes.io/docs/reference/kubernetes-api/authorization-resources/
 * subject-access-review-v1.
 */
import { createHash } from 'node:crypto';
import type { JsonApi } from '../../kube/api/json-api.ts';
import { AccessRefusal, type ReadVerb } from '../../service/access.ts';
import { AnswerCache, type TimedAnswer } from './answer-cache.ts';
import { ANSWERS_MAX, DENIED_MS, GRANTED_MS } from './answer-times.ts';
import type { Identity } from './identity.ts';
import { unanswered } from './unanswered.ts';

const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const RIGHT = 'create on subjectaccessreviews.authorization.k8s.io';
/** No such resource is served; roles may name it all the same. */
const RESOURCE = { group: 'dropcast.io', resource: 'flows' } as const;

export interface Attempt {
  /** `create` is what agents do. */
  readonly verb: ReadVerb | 'create';
  /** Empty: all namespaces, which takes a ClusterRoleBinding. */
  readonly namespace: string;
}

export class AccessReviews {
  readonly #api: JsonApi;
  readonly #nowMs: () => number;
  readonly #answers: AnswerCache<boolean>;

  constructor(api: JsonApi, nowMs: () => number) {
    this.#api = api;
    this.#nowMs = nowMs;
    this.#answers = new AnswerCache({
      answersMax: ANSWERS_MAX,
      isRefusal: (isAllowed) => !isAllowed,
      nowMs,
    });
  }

  /** Resolves when it may; rejects with AccessRefusal. */
  async allow(identity: Identity, attempt: Attempt): Promise<void> {
    const { username: user, uid, groups, extra } = identity;
    const resourceAttributes = { ...RESOURCE, ...attempt };
    const spec = { user, uid, groups, extra, resourceAttributes };
    const key = createHash('sha256').update(JSON.stringify(spec)).digest('base64');
    const isAllowed = await this.#answers
      .get(key, () => this.#review(spec))
      .catch((error: unknown) => {
        throw unanswered(RIGHT, error);
      });
    if (!isAllowed) throw denied(user, attempt);
  }

  async #review(spec: object): Promise<TimedAnswer<boolean>> {
    const review = await this.#api.post(PATH, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec,
    });
    const answer = review.at('status').at('allowed').flag();
    return { answer, untilMs: this.#nowMs() + (answer ? GRANTED_MS : DENIED_MS) };
  }
}

function denied(user: string, { verb, namespace }: Attempt): AccessRefusal {
  const where = namespace === '' ? 'in all namespaces' : `in namespace ${namespace}`;
  const what = `${verb} flows.dropcast.io ${where}`;
  return new AccessRefusal('forbidden', `${user} may not ${what}: a role must allow it`);
}
