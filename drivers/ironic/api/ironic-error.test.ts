import { describe, expect, it } from 'vitest';
import { errorOfAnswer } from './ironic-error.ts';

/** As Ironic nests it. */
function nested(words: string): string {
  return JSON.stringify({ error_message: JSON.stringify({ faultstring: words, faultcode: 'Client', debuginfo: null }) });
}

describe('an answer of Ironic’s that says no', () => {
  it.each([
    [409, 'Node a is locked by host conductor-1, please retry after the current operation is completed.', 'Busy'],
    [409, 'Node a can not be updated while a state transition is in progress.', 'Busy'],
    [409, 'Node a is associated with instance b.', 'Taken'],
    [409, 'Instance b is already associated with a node, it cannot be associated with this other node a', 'Taken'],
    [400, 'The requested action "active" can not be performed on node "a" while it is in state "enroll".', 'Invalid'],
    [401, 'no', 'Refused'],
    [403, 'no', 'Refused'],
    [404, 'Node a could not be found.', 'NotFound'],
    [503, 'No conductor service registered', 'Unavailable'],
    [500, 'a trace', 'Broken'],
  ])('is told apart by status %i and by its words "%s"', (status, words, kind) => {
    const error = errorOfAnswer('order it', { status, body: nested(words) });

    expect(error.kind).toBe(kind);
    expect(error.message).toBe(`order it: Ironic answered ${status}: ${words}`);
  });

  it('is read in every shape that it comes in', () => {
    const inPlain = JSON.stringify({ error_message: { faultstring: 'plain' } });
    const ofVersion = JSON.stringify({ error_message: JSON.stringify({ description: 'Version 1.99 was requested' }) });

    expect(errorOfAnswer('ask', { status: 400, body: inPlain }).message).toContain('plain');
    expect(errorOfAnswer('ask', { status: 406, body: ofVersion })).toMatchObject({
      kind: 'Version',
      message: expect.stringContaining('1.99'),
    });
    expect(errorOfAnswer('ask', { status: 400, body: JSON.stringify({ error_message: 'words alone' }) }).message).toContain('words alone');
    expect(errorOfAnswer('ask', { status: 502, body: '<html>Bad Gateway</html>' }).message).toContain('Bad Gateway');
    expect(errorOfAnswer('ask', { status: 500, body: '' }).message).toContain('nothing');
    expect(errorOfAnswer('ask', { status: 500, body: 'x'.repeat(5000) }).message.length).toBeLessThan(1100);
  });
});
