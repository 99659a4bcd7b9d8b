import { describe, expect, it } from 'vitest';
import { ApiClient } from './api-client.ts';
import { ImpersonatingTransport } from './impersonation.ts';
import type { TransportRequest } from './transport.ts';
import { secretKind } from '../kubernetes/core.ts';

describe('ImpersonatingTransport', () => {
  it('says with each request on whose behalf it is made', async () => {
    const requests: TransportRequest[] = [];
    const transport = {
      request: async (request: TransportRequest) => {
        requests.push(request);
        return { status: 200, headers: {}, body: toStream('{"kind":"Secret"}') };
      },
      close: () => Promise.reject(new Error('it is not ours to close')),
    };
    const impersonating = new ImpersonatingTransport({ transport, userName: 'system:serviceaccount:shop:deployer' });

    await new ApiClient({ transport: impersonating }).resource(secretKind).get({ namespace: 'shop', name: 'git' });
    await impersonating.close();

    expect(requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/v1/namespaces/shop/secrets/git',
        headers: { accept: 'application/json', 'impersonate-user': 'system:serviceaccount:shop:deployer' },
      },
    ]);
  });
});

async function* toStream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
