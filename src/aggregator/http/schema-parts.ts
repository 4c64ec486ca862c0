/** What schemas of answers are made of: JSON Schema, in few words. */

export const text = { type: 'string' };
export const count = { type: 'integer', minimum: 0 };
export const flag = { type: 'boolean' };
export const texts = { type: 'array', items: text };
export const time = { type: ['string', 'null'], format: 'date-time' };
export const number = { type: ['integer', 'null'] };
export const textOrNull = { type: ['string', 'null'] };
export const optional = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: object) => ({ type: 'array', items });
export const objectOf = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
});
