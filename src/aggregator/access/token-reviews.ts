/**
 * Whose a token is: the API server's word, remembered for a short while under the token's hash; the
 * token itself is kept nowhere.
 * Source: kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1.
 */
import { createHash } from 'node:crypto';
import type { JsonApi } from '../../kube/api/json-api.ts';
import type { Fields } from '../../manifest/fields.ts';
import { AccessRefusal } from '../../service/access.ts';
import { AnswerCache, type TimedAnswer } from './answer-cache.ts';
import { ANSWERS_MAX, DENIED_MS, GRANTED_MS } from './answer-times.ts';
import type { Identity } from './identity.ts';
import { tokenEndMs } from './token-end.ts';
import { unanswered } from './unanswered.ts';

const PATH = '/apis/authentication.k8s.io/v1/tokenreviews';
const RIGHT = 'create on tokenreviews.authentication.k8s.io';
/** With all its groups a token has a few kB; what is longer is not carried to the API server. */
const TOKEN_LENGTH_MAX = 16_384;
/** Of the API server's reason. */
const REASON_LENGTH_MAX = 200;

export interface TokenReviewsOptions {
  readonly api: JsonApi;
  /** Tokens must be meant for us: one for the API server would be a master key in other hands. */
  readonly audience: string;
  readonly nowMs: () => number;
}

export interface TokenHolder {
  readonly identity: Identity;
  /** When the token ends by its own account, in milliseconds since the epoch. */
  readonly endsMs: number;
}

export class TokenReviews {
  readonly #options: TokenReviewsOptions;
  readonly #answers: AnswerCache<Identity | AccessRefusal>;

  constructor(options: TokenReviewsOptions) {
    const { nowMs } = options;
    this.#options = options;
    this.#answers = new AnswerCache({
      answersMax: ANSWERS_MAX,
      isRefusal: (answer) => answer instanceof AccessRefusal,
      nowMs,
    });
  }

  /** Rejects with AccessRefusal. */
  async holder(token: string): Promise<TokenHolder> {
    const endsMs = tokenEndMs(token);
    if (endsMs <= this.#options.nowMs()) throw unaccepted('it has expired');
    if (token.length > TOKEN_LENGTH_MAX) throw unaccepted('it is too long');
    const key = createHash('sha256').update(token).digest('base64');
    const answer = await this.#answers
      .get(key, () => this.#review(token, endsMs))
      .catch((error: unknown) => {
        throw unanswered(RIGHT, error);
      });
    if (answer instanceof AccessRefusal) throw answer;
    return { identity: answer, endsMs };
  }

  async #review(token: string, endsMs: number): Promise<TimedAnswer<Identity | AccessRefusal>> {
    const { api, audience, nowMs } = this.#options;
    const review = await api.post(PATH, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token, audiences: [audience] },
    });
    const answer = readAnswer(review.at('status'), audience, token);
    const forMs = answer instanceof AccessRefusal ? DENIED_MS : GRANTED_MS;
    return { answer, untilMs: Math.min(endsMs, nowMs() + forMs) };
  }
}

function readAnswer(status: Fields, audience: string, token: string): Identity | AccessRefusal {
  if (!status.at('authenticated').flag()) return unaccepted(reasonIn(status, token));
  // A server that knows of no audiences says nothing of them, and would accept any token.
  const audiences = status.at('audiences').items();
  if (!audiences.some((each) => each.text() === audience)) {
    return unaccepted(`it is not for the audience ${audience}`);
  }
  const user = status.at('user');
  const extra = user.at('extra');
  const keys = Object.keys(extra.isAbsent ? {} : (extra.value as object));
  const textsAt = (fields: Fields) => fields.items().map((each) => each.text());
  return {
    username: user.at('username').requiredText(),
    uid: user.at('uid').text(),
    groups: textsAt(user.at('groups')),
    extra: Object.fromEntries(keys.map((key) => [key, textsAt(extra.at(key))])),
  };
}

function reasonIn(status: Fields, token: string): string {
  const said = status.at('error').text().replaceAll(token, '…').replaceAll(/\s+/g, ' ');
  return said.slice(0, REASON_LENGTH_MAX) || 'the API server does not know it';
}

const unaccepted = (why: string): AccessRefusal =>
  new AccessRefusal('unauthenticated', `the token is not accepted: ${why}`);
