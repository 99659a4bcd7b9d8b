import { describe, expect, it } from 'vitest';
import { launchEnvironment } from './launch-environment.ts';

describe('launchEnvironment', () => {
  it('gives back what the launcher hid, and nothing that it made', () => {
    const launched = {
      PATH: '/bin',
      TYCHO_LAUNCHED: '1',
      TYCHO_NODE_EXTRA_CA_CERTS: '/extra.pem',
      SSL_CERT_FILE: '/dev/null',
      SSL_CERT_DIR: '/dev/null',
    };

    expect(launchEnvironment(launched)).toEqual({ PATH: '/bin', NODE_EXTRA_CA_CERTS: '/extra.pem' });
  });

  it('changes nothing when there was no launcher', () => {
    const environment = { PATH: '/bin', SSL_CERT_FILE: '/mine.pem' };

    expect(launchEnvironment(environment)).toBe(environment);
  });
});
