/** Fields of an image that clients may name, with their JSON type. Whatever else stands in an image is a property, which is a text. */
const fields: Readonly<
  Record<string, { readonly type: string | readonly string[]; readonly readOnly?: true; readonly enum?: readonly string[] }>
> = {
  id: { type: 'string', readOnly: true },
  name: { type: ['null', 'string'] },
  status: { type: 'string', readOnly: true, enum: ['queued', 'saving', 'active', 'killed', 'deleted'] },
  visibility: { type: 'string', enum: ['public', 'private'] },
  owner: { type: ['null', 'string'] },
  disk_format: { type: ['null', 'string'], enum: ['raw', 'qcow2', 'root-tar', 'aki'] },
  container_format: { type: ['null', 'string'], enum: ['bare', 'docker', 'aki'] },
  min_disk: { type: 'integer' },
  min_ram: { type: 'integer' },
  size: { type: ['null', 'integer'], readOnly: true },
  virtual_size: { type: ['null', 'integer'], readOnly: true },
  checksum: { type: ['null', 'string'], readOnly: true },
  os_hash_algo: { type: ['null', 'string'], readOnly: true },
  os_hash_value: { type: ['null', 'string'], readOnly: true },
  os_hidden: { type: 'boolean' },
  protected: { type: 'boolean' },
  tags: { type: 'array' },
  created_at: { type: 'string', readOnly: true },
  updated_at: { type: 'string', readOnly: true },
  self: { type: 'string', readOnly: true },
  file: { type: 'string', readOnly: true },
  schema: { type: 'string', readOnly: true },
};

/** Names that are no properties. */
export const fieldNames: ReadonlySet<string> = new Set(Object.keys(fields));

/** `GET /v2/schemas/image`. */
export const imageSchema: object = { name: 'image', properties: fields, additionalProperties: { type: 'string' } };

/** `GET /v2/schemas/images`. */
export const imagesSchema: object = {
  name: 'images',
  properties: {
    images: { type: 'array', items: imageSchema },
    first: { type: 'string' },
    next: { type: 'string' },
    schema: { type: 'string' },
  },
  links: [
    { rel: 'first', href: '{first}' },
    { rel: 'next', href: '{next}' },
    { rel: 'describedby', href: '{schema}' },
  ],
};
