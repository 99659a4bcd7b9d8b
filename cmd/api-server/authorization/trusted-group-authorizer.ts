import { authenticatedGroup, type User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import type { Authorizer } from './authorizer.ts';

/**
 * Members of {@link trustedGroups} may do everything. Everybody who is known may find out what there is and who they are, and everybody at all
 * whether the server is well, as in a fresh Kubernetes. Nobody may do anything else.
 */
export class TrustedGroupAuthorizer implements Authorizer {
  mayDo(user: User, action: Action): boolean {
    if (user.groups.some((group) => trustedGroups.has(group))) return true;
    const isRead = action.verb === 'get';
    if (action.kind === 'Path') {
      return isRead && (publicPaths.test(action.path) || (isKnown(user) && discoveryPaths.test(action.path)));
    }
    return isKnown(user) && action.verb === 'create' && reviewGroups.has(action.group) && action.resource.startsWith('selfsubject');
  }
}

/** The administrator's group of Kubernetes, and that of our own processes. */
export const trustedGroups: ReadonlySet<string> = new Set(['system:masters', 'tycho:control-plane']);

/** The pages of consoles hold nothing but programs: what opens a console is its token. */
const publicPaths = /^\/(healthz|livez|readyz|version|console\/.*)$/;
const discoveryPaths = /^\/(api|apis|openapi|openid|\.well-known)(\/|$)/;
const reviewGroups = new Set(['authorization.k8s.io', 'authentication.k8s.io']);

function isKnown(user: User): boolean {
  return user.groups.includes(authenticatedGroup);
}
