/**
 * The OpenAPI description of the JSON API, out of its endpoints.
 * Source: OpenAPI Specification 3.1, https://spec.openapis.org/oas/v3.1.0.
 */
import type { Endpoint, Parameter } from './endpoint.ts';
import { API_SCHEMAS } from './schemas.ts';

const ERRORS: Readonly<Record<string, string>> = {
  '400': 'The question cannot be understood.',
  '401': 'Nobody said who asks.',
  '403': 'Who asks may not.',
  '409': 'The cluster has objects that are not understood.',
  '413': 'The answer would take more memory than one may: ask for less.',
  '503': 'Not now: too many ask, the answer took too long, or nobody can say whether who asks may.',
};

/** Of what is posted. */
const BODY_ERRORS: Readonly<Record<string, string>> = {
  '413': 'The body is too large, or the answer would take more memory than one may.',
  '415': 'The body is no manifest by its type.',
  '422': 'The body is not understood: mistakes say what and where.',
};

export function describeApi(endpoints: readonly Endpoint[], version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dropcast',
      version,
      description: 'Who talks to whom in a cluster, as its kernel logs tell.',
    },
    // Relative to the description itself: it may stand behind a path prefix.
    servers: [{ url: '../..' }],
    security: [{ token: [] }, {}],
    paths: describePaths(endpoints),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: API_SCHEMAS,
    },
  };
}

function describePaths(endpoints: readonly Endpoint[]): object {
  const paths = [...Map.groupBy(endpoints, ({ path }) => path)];
  return Object.fromEntries(
    paths.map(([path, each]) => [path, Object.assign({}, ...each.map(describe))]),
  );
}

function describe(endpoint: Endpoint): object {
  const { path, method = 'GET', posted, summary, parameters, schema, media, or } = endpoint;
  const errors = Object.entries(posted === undefined ? ERRORS : { ...ERRORS, ...BODY_ERRORS });
  const answers = { ...content(media, schema), ...(or && content(or.media, or.schema)) };
  const name = path.replace('/api/v1/', '').replaceAll('/', '_');
  return {
    [method.toLowerCase()]: {
      operationId: method === 'GET' ? name : `post_${name}`,
      summary,
      parameters: parameters.map(describeParameter),
      ...(posted !== undefined && { requestBody: describeBody(posted) }),
      responses: {
        '200': { description: summary, content: answers },
        ...Object.fromEntries(
          errors.map(([status, description]) => [
            status,
            { description, content: content('application/json', 'Error') },
          ]),
        ),
      },
    },
  };
}

function describeBody(description: string): object {
  const content = {
    'application/yaml': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object' } },
  };
  return { description, required: true, content };
}

function content(media: string, schema: string): object {
  return { [media]: { schema: { $ref: `#/components/schemas/${schema}` } } };
}

function describeParameter({ name, description, required, isList, words }: Parameter): object {
  const one = { type: 'string', ...(words && { enum: words }) };
  return {
    name,
    in: 'query',
    description,
    required: required ?? false,
    schema: isList ? { type: 'array', items: one } : one,
  };
}
