/** The part of JSON Schema that the schemas of this project use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  /** Of a section: the kind whose blocks it holds. */
  readonly 'x-type'?: string;
}

/** The branches that a value may follow: of a reference what it names, of `anyOf` all of them. */
export function branches(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.slice('#/$defs/'.length)];
    return target === undefined ? [] : branches(target, root);
  }
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((branch) => branches(branch, root));
}
