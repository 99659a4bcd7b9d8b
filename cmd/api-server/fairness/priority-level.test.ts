import { describe, expect, it } from 'vitest';
import type { User } from '../authentication/user.ts';
import { anonymousUser } from '../authentication/user.ts';
import { processRoles } from '../authorization/bootstrap/process-roles.ts';
import { actionOf } from '../exchange/action.ts';
import { priorityLevelOf } from './priority-level.ts';

const known = (name: string, ...groups: readonly string[]): User => ({ name, groups: [...groups, 'system:authenticated'] });
const list = actionOf('GET', '/api/v1/namespaces/a/events', new URLSearchParams());

describe('the priority of a request', () => {
  it.each(processRoles.map(({ user }) => user))('is that of the system for our own %s', (name) => {
    expect(priorityLevelOf(known(name), list)).toBe('System');
  });

  it.each<[User, string]>([
    [known('somebody', 'tycho:control-plane'), 'System'],
    [known('root', 'system:masters'), 'Exempt'],
    [known('system:serviceaccount:tycho-system:sync'), 'WorkloadHigh'],
    [known('system:serviceaccount:red:sync'), 'WorkloadLow'],
    [known('alice'), 'WorkloadLow'],
    [anonymousUser, 'CatchAll'],
  ])('goes by who asks: %j', (user, level) => {
    expect(priorityLevelOf(user, list)).toBe(level);
  });

  it('is above all others for questions after the health of the server', () => {
    expect(priorityLevelOf(anonymousUser, actionOf('GET', '/readyz', new URLSearchParams()))).toBe('Exempt');
  });
});
