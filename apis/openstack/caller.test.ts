import { describe, expect, it } from 'vitest';
import { effectiveRoles, groupsOf, openStackUser, userIDOf } from './caller.ts';

describe('a caller', () => {
  it('has the roles that a role implies', () => {
    expect([...effectiveRoles(['Manager'])]).toEqual(['reader', 'member', 'manager']);
    expect([...effectiveRoles(['service'])]).toEqual(['service']);
    expect([...effectiveRoles(['heat_stack_owner'])]).toEqual([]);
  });

  it('is in a group for each role in its project, and as an administrator in one for the whole cloud', () => {
    expect(groupsOf({ projectID: 'p1', roles: effectiveRoles(['member']) })).toEqual(['openstack:reader:p1', 'openstack:member:p1']);
    expect(groupsOf({ projectID: 'p1', roles: effectiveRoles(['admin']) })).toEqual([
      'openstack:reader:p1',
      'openstack:member:p1',
      'openstack:manager:p1',
      'openstack:admin',
    ]);
  });

  it('is found by the name that it has here', () => {
    expect(userIDOf(openStackUser('u1'))).toBe('u1');
    expect(userIDOf('alice')).toBeUndefined();
  });
});
