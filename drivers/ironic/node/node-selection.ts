/** Which of an Ironic's nodes an agent may use: those that are as every one of these says. */
export type NodeSelection = Readonly<Partial<Record<SelectionKey, string>>>;

/** What Ironic can select by itself, so that other nodes are not even listed. */
export const selectionKeys = ['conductor_group', 'owner', 'lessee', 'shard', 'resource_class'] as const;

export type SelectionKey = (typeof selectionKeys)[number];

/** `KEY=VALUE` each. Throws RangeError for one that is not, for an unknown key, and for none: no node is anybody's by default. */
export function parseNodeSelection(texts: readonly string[]): NodeSelection {
  if (texts.length === 0)
    throw new RangeError(`say which nodes are to be used, as resource_class=NAME; there is ${selectionKeys.join(', ')}`);
  const entries = texts.map((text): readonly [string, string] => {
    const [key = '', ...value] = text.split('=');
    if (!selectionKeys.some((known) => known === key))
      throw new RangeError(`"${text}" does not begin with one of ${selectionKeys.map((known) => `${known}=`).join(', ')}`);
    if (value.join('=') === '') throw new RangeError(`"${text}" has no value`);
    return [key, value.join('=')];
  });
  const selection = Object.fromEntries(entries);
  if (Object.keys(selection).length < entries.length) throw new RangeError('nodes are selected twice by the same key');
  return selection;
}
