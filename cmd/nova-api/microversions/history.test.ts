import { describe, expect, test } from 'vitest';
import { gates, has } from './gates.ts';
import { history } from './history.ts';
import { newest, oldest } from './microversion.ts';
import { whereDone } from './where-done.ts';

describe('the history of versions', () => {
  test('has each version once, in order', () => {
    expect(history.map(({ version }) => version)).toEqual(Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index));
    for (const { change } of history) expect(change).toMatch(/^[A-Z].{10,160}\.$/);
  });

  test.each(history.filter(({ need }) => need === 'whole'))('says where it is done: 2.$version', ({ version }) => {
    expect(whereDone(version)).not.toEqual([]);
  });

  test('lets the words of what is not here pass', () => {
    for (const { version } of history.filter(({ need }) => need === 'words')) {
      expect(whereDone(version).some((place) => /^(body|answer|path): /.test(place))).toBe(true);
    }
  });

  test('leads to the lines of all tables', () => {
    expect(whereDone(26)).toEqual([
      'answer: server',
      'body: replaceTags',
      'body: addTag',
      'query: listServers',
      'path: GET /servers/:id/tags',
      'path: PUT /servers/:id/tags',
      'path: DELETE /servers/:id/tags',
      'path: GET /servers/:id/tags/:tag',
      'path: PUT /servers/:id/tags/:tag',
      'path: DELETE /servers/:id/tags/:tag',
    ]);
    expect(whereDone(64)).toEqual(['answer: serverGroup', 'meaning: createServerGroup', 'body: createServerGroup']);
    expect(whereDone(38)).toEqual(['handler: unknownStatusRefused']);
  });
});

test('a gate is open from its version on', () => {
  for (const [gate, since] of Object.entries(gates) as [keyof typeof gates, number][]) {
    expect([has(gate, since - 1), has(gate, since)]).toEqual([false, true]);
  }
});
