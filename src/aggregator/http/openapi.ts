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
  '413': 'The answer would take more memory than one may: ask for less.',
  '503': 'Not now: too many ask, the answer took too long, or nobody can say whether who asks may.',
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
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, describe(endpoint)])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: API_SCHEMAS,
    },
  };
}

function describe({ path, summary, parameters, schema, media }: Endpoint): object {
  const errors = Object.entries(ERRORS).map(([status, description]) => [
    status,
    { description, content: content('application/json', 'Error') },
  ]);
  return {
    get: {
      operationId: path.replace('/api/v1/', ''),
      summary,
      parameters: parameters.map(describeParameter),
      responses: {
        '200': { description: summary, content: content(media, schema) },
        ...Object.fromEntries(errors),
      },
    },
  };
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
