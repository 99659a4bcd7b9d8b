import { describe, expect, it } from 'vitest';
import { aMeta } from '#test/builders/api-object.ts';
import { kindNamed } from '#test/builders/sync-observation.ts';
import { healthOf, type ObservedObject } from './health.ts';

const health = (kind: string, status?: ObservedObject['status'], metadata: object = {}): string => {
  const { apiVersion, ...rest } = { apiVersion: 'v1', kind, metadata: { ...aMeta(), generation: 2, ...metadata } };
  const told = healthOf(kindNamed(kind), { apiVersion, ...rest, ...(status === undefined ? {} : { status }) });
  return told.kind === 'Healthy' ? told.kind : told.message;
};
const ready = (status: 'True' | 'False' | 'Unknown', observedGeneration?: number): NonNullable<ObservedObject['status']> => ({
  conditions: [
    {
      type: 'Ready',
      status,
      reason: 'X',
      message: 'words',
      lastTransitionTime: '',
      ...(observedGeneration === undefined ? {} : { observedGeneration }),
    },
  ],
});

describe('healthOf', () => {
  it('takes what has no status for done as soon as it is there', () => {
    expect(health('Secret')).toBe('Healthy');
    expect(health('Flavor')).toBe('Healthy');
  });

  it('waits for what will say that it is ready', () => {
    expect(health('Server')).toBe('nothing is known of it yet');
    expect(health('Server', ready('False', 2))).toBe('words');
    expect(health('Server', ready('Unknown', 2))).toBe('words');
    expect(health('Server', ready('True', 2))).toBe('Healthy');
    expect(health('Volume', ready('False'))).toBe('words');
  });

  it('believes no word about an older generation', () => {
    expect(health('Server', ready('True', 1))).toBe('its last change has not been looked at yet');
    expect(health('Server', { ...ready('True'), observedGeneration: 1 })).toBe('its last change has not been looked at yet');
  });

  it('waits for what is going to be gone', () => {
    expect(health('Secret', undefined, { deletionTimestamp: '2026-06-01T12:00:00Z' })).toContain('being deleted');
  });
});
