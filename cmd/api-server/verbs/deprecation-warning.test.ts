import { describe, expect, it } from 'vitest';
import { gadgetKind, widgetKind } from '#test/builders/deprecated-kinds.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';

const ofOld = '/apis/example.io/v1beta1/namespaces/default/widgets';
const ofNew = '/apis/example.io/v1/namespaces/default/gadgets';

const anApi = (): Promise<InProcessApi> => anInProcessApi({}, [widgetKind, gadgetKind]);

describe('a version of a kind that will go', () => {
  it('warns whoever reads or writes it, and nobody else', async () => {
    const api = await anApi();
    const body = { apiVersion: 'example.io/v1beta1', kind: 'Widget', metadata: { name: 'a' }, spec: { size: 1 } };
    const warning = ['299 - "example.io/v1beta1 Widget is deprecated; use example.io/v1 Gadget"'];

    expect((await api.call('POST', ofOld, { body })).headers['warning']).toEqual(warning);
    expect((await api.call('GET', `${ofOld}/a`)).headers['warning']).toEqual(warning);
    expect((await api.call('GET', ofOld)).headers['warning']).toEqual(warning);
    expect((await api.call('DELETE', `${ofOld}/a`)).headers['warning']).toEqual(warning);
    expect((await api.call('GET', ofNew)).headers['warning']).toBeUndefined();
  });
});

describe('a field that will go', () => {
  it('warns whoever sets it, by its place, beside what else there is to warn of', async () => {
    const api = await anApi();
    const body = {
      apiVersion: 'example.io/v1',
      kind: 'Gadget',
      metadata: { name: 'a' },
      spec: { colour: 'red', parts: [{}, { glue: 'much' }], unknown: 1 },
    };

    const created = await api.call('POST', ofNew, { body });
    const clean = await api.call('POST', ofNew, { body: { ...body, metadata: { name: 'b' }, spec: { size: 2 } } });

    expect(created.headers['warning']).toEqual([
      String.raw`299 - "unknown field \"spec.unknown\""`,
      '299 - "spec.colour: deprecated: use spec.paint instead"',
      '299 - "spec.parts[1].glue: deprecated: parts hold by themselves"',
    ]);
    expect(clean.headers['warning']).toBeUndefined();
  });
});
