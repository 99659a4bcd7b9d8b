import { describe, expect, it } from 'vitest';
import { anInProcessApi } from '#test/builders/request-chain.ts';

describe('services, of which there are none', () => {
  it('are an empty list in every namespace and in all of them, in each form', async () => {
    const api = await anInProcessApi();
    const question = '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue';

    const plain = await api.call('GET', question);
    const table = await api.call('GET', '/api/v1/services', { headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' } });

    expect([plain.status, plain.json]).toMatchObject([200, { kind: 'ServiceList', apiVersion: 'v1', items: [] }]);
    expect([table.status, table.json]).toMatchObject([200, { kind: 'Table', rows: [] }]);
  });

  it.each([
    ['GET', '/api/v1/namespaces/default/services/web'],
    ['GET', '/api/v1/namespaces/default/services?watch=true'],
    ['POST', '/api/v1/namespaces/default/services'],
    ['DELETE', '/api/v1/namespaces/default/services'],
  ])('cannot be asked for in another way: %s %s', async (method, url) => {
    const api = await anInProcessApi();

    expect((await api.call(method, url)).status).toBe(405);
  });
});
