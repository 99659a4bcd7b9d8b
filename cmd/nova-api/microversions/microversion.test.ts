import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NovaFault } from '../http/nova-fault.ts';
import { negotiate, newest, oldest, versionText } from './microversion.ts';

function refusal(headers: Record<string, string>): NovaFault {
  try {
    negotiate(headers);
  } catch (error) {
    if (error instanceof NovaFault) return error;
  }
  throw new Error('nothing was refused');
}

describe('the version of a request', () => {
  test.each([
    [{}, 1],
    [{ 'openstack-api-version': 'compute 2.90' }, 90],
    [{ 'openstack-api-version': 'COMPUTE 2.1' }, 1],
    [{ 'openstack-api-version': 'compute latest' }, 96],
    [{ 'openstack-api-version': 'volume 3.59, compute 2.53' }, 53],
    [{ 'openstack-api-version': 'compute 2.10, compute 2.20' }, 20],
    [{ 'openstack-api-version': 'volume 3.59' }, 1],
    [{ 'openstack-api-version': 'compute' }, 1],
    [{ 'x-openstack-nova-api-version': '2.37' }, 37],
    [{ 'x-openstack-nova-api-version': '2.37, 2.38' }, 38],
    [{ 'x-openstack-nova-api-version': 'latest' }, 96],
    [{ 'openstack-api-version': 'compute 2.96', 'x-openstack-nova-api-version': '2.1' }, 96],
    [{ 'openstack-api-version': 'volume 3.1', 'x-openstack-nova-api-version': '2.7' }, 7],
  ])('is found in %j', (headers, version) => {
    expect(negotiate(headers)).toBe(version);
  });

  test.each(['2', '2.', '2.01', '02.1', '2.1.1', 'newest', '', '2.x', '-2.1', '2.1 beta'])('is no version if it says %j', (text) => {
    const headers = text === '' ? { 'x-openstack-nova-api-version': '' } : { 'openstack-api-version': `compute ${text}` };
    expect(refusal(headers)).toMatchObject({
      code: 400,
      message: `API Version String ${text} is of invalid format. Must be of format MajorNum.MinorNum.`,
    });
  });

  test.each(['2.0', '2.97', '3.1', '1.1', '2.99999999999999999999'])('is not offered if it is %s', (text) => {
    expect(refusal({ 'openstack-api-version': `compute ${text}` })).toMatchObject({
      code: 406,
      message: `Version ${text} is not supported by the API. Minimum is 2.1 and maximum is 2.96.`,
    });
  });

  test('is any that is offered, as clients write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: oldest, max: newest }), (version) => {
        expect(negotiate({ 'openstack-api-version': `compute ${versionText(version)}` })).toBe(version);
      }),
    );
  });

  test('never fails but with a refusal, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), fc.option(fc.string(), { nil: undefined }), (modern, legacy) => {
        try {
          const version = negotiate({ 'openstack-api-version': modern, 'x-openstack-nova-api-version': legacy });
          expect(version).toBeGreaterThanOrEqual(oldest);
          expect(version).toBeLessThanOrEqual(newest);
        } catch (error) {
          expect(error).toBeInstanceOf(NovaFault);
        }
      }),
    );
  });
});
