/**
 * One self-contained schema: the manifest's own fields and one section per kind, each a mapping from block names to
 * blocks. Enumerations that follow from the set of kinds (`exclusive`, price names) are filled in here.
 */
export function composeSchema(manifest, kinds) {
  const { $schema, ...rest } = clone(manifest);
  delete rest.$id;
  const sections = kinds.map((kind) => kind.schema['x-section']);
  const names = [...new Set(kinds.flatMap((kind) => kind.schema['x-prices'] ?? []))];
  const { properties } = rest;
  properties.exclusive.items.enum = sections;
  properties.prices.properties.monthly.propertyNames = { anyOf: [{ enum: names }, { pattern: '^type-[0-9]+$' }] };
  const $defs = {};
  for (const { type, schema } of kinds) {
    $defs[type] = block(schema);
    properties[schema['x-section']] = {
      type: 'object',
      description: schema.description,
      'x-type': type,
      propertyNames: { pattern: schema['x-names'] },
      additionalProperties: { $ref: `#/$defs/${type}` },
    };
  }
  return { $schema, ...rest, $defs };
}

/** A block's own schema, without what is said about its section. */
function block(schema) {
  const rest = clone(schema);
  for (const key of ['$schema', '$id', 'x-section', 'x-names', 'x-prices', 'x-order']) delete rest[key];
  return rest;
}

function clone(schema) {
  return JSON.parse(JSON.stringify(schema));
}
