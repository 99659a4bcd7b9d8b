import type { ComparedRequest } from '../compared-request.ts';
import { accessRequests } from './access-requests.ts';
import { actionRequests } from './action-requests.ts';
import { attachmentRequests } from './attachment-requests.ts';
import { badServerRequests } from './bad-server-requests.ts';
import { flavorRequests } from './flavor-requests.ts';
import { groupRequests } from './group-requests.ts';
import { keyPairRequests } from './key-pair-requests.ts';
import { listRequests } from './list-requests.ts';
import { operatorRequests } from './operator-requests.ts';
import { projectRequests } from './project-requests.ts';
import { removedRequests } from './removed-requests.ts';
import { serverRequests } from './server-requests.ts';
import { versionRequests } from './version-requests.ts';

/** In the order in which they are sent: later ones need what earlier ones made. */
export const allRequests: readonly ComparedRequest[] = [
  ...versionRequests,
  ...removedRequests,
  ...flavorRequests,
  ...keyPairRequests,
  ...groupRequests,
  ...projectRequests,
  ...operatorRequests,
  ...badServerRequests,
  ...serverRequests,
  ...listRequests,
  ...actionRequests,
  ...attachmentRequests,
  ...accessRequests,
];
