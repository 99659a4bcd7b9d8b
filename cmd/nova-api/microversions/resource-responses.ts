import { without, type Converter } from './converter.ts';
import { diagnosticsAsCounters } from './legacy-diagnostics.ts';

/** What the other resources of projects looked like. */
export const resourceConverters: readonly Converter[] = [
  { since: 75, of: 'flavor', effect: 'No swap is an empty string.', lower: noSwapAsText },
  { since: 61, of: 'flavor', effect: 'Extra specs have a path of their own only.', lower: without('extra_specs') },
  { since: 55, of: ['flavor', 'flavorInList'], effect: 'A flavor has no description.', lower: without('description') },

  { since: 2, of: ['keypair', 'keypairCreated', 'keypairInList'], effect: 'A key has no type.', lower: without('type') },

  {
    since: 64,
    of: 'serverGroup',
    effect: 'A group has a list of policies, without rules, and metadata that are always empty.',
    lower: policyAsList,
  },
  { since: 13, of: 'serverGroup', effect: 'A group does not tell whose it is.', lower: without('project_id', 'user_id') },

  { since: 84, of: 'instanceActionEvent', effect: 'An event does not tell why it failed.', lower: without('details') },
  { since: 62, of: 'instanceActionEvent', effect: 'An event does not tell where it was.', lower: without('host', 'hostId') },
  { since: 58, of: 'instanceAction', effect: 'An action does not tell when it last changed.', lower: without('updated_at') },

  {
    since: 89,
    of: 'volumeAttachment',
    effect: "An attachment has the volume's id for its own, and names neither itself nor its device mapping.",
    lower: attachmentByVolume,
  },
  {
    since: 79,
    of: ['volumeAttachment', 'volumeAttachmentCreated'],
    effect: 'An attachment does not tell whether the volume goes with the server.',
    lower: without('delete_on_termination'),
  },
  {
    since: 70,
    of: ['volumeAttachment', 'volumeAttachmentCreated', 'interfaceAttachment'],
    effect: 'An attachment has no tag.',
    lower: without('tag'),
  },

  { since: 48, of: 'diagnostics', effect: 'Diagnostics are counters by the name of the device.', lower: diagnosticsAsCounters },
  { since: 6, of: 'remoteConsole', effect: 'A console has a type and no protocol.', lower: without('protocol') },
];

function noSwapAsText(body: Record<string, unknown>): void {
  if (body['swap'] === 0) body['swap'] = '';
}

function policyAsList(body: Record<string, unknown>): void {
  if (!('policy' in body)) return;
  body['policies'] = [body['policy']];
  body['metadata'] = {};
  delete body['policy'];
  delete body['rules'];
}

function attachmentByVolume(body: Record<string, unknown>): void {
  body['id'] = body['volumeId'];
  delete body['attachment_id'];
  delete body['bdm_uuid'];
}
