/**
 * One self-contained schema: the manifest's own fields and one section per kind, each a mapping from block names to
 * blocks. Enumerations that follow from the set of kinds (`exclusive`, price names) are filled in here.
 */
export function composeSchema(manifest, kinds) {
  const composite = structuredClone(manifest);
  const { $schema, $id: _id, ...rest } = composite;
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

function block(schema) {
  const { $schema: _schema, $id: _id, 'x-section': _section, 'x-names': _names, ...rest } = schema;
  delete rest['x-prices'];
  delete rest['x-order'];
  return structuredClone(rest);
}
