import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NovaFault } from '../http/nova-fault.ts';
import { checkExtraSpecs } from './extra-specs.ts';
import { validateBody } from './request-schemas.ts';

function findingOf(key: string, value: string | number): string | undefined {
  try {
    checkExtraSpecs({ [key]: value });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(NovaFault);
    return (error as NovaFault).message;
  }
}

describe('an extra spec', () => {
  test.each([
    ['hw:cpu_policy', 'dedicated'],
    ['hw:numa_nodes', '2'],
    ['hw:numa_nodes', 2],
    ['hw:numa_cpus.1', '0-3,^2,5'],
    ['hw:mem_page_size', '2048KB'],
    ['hw:mem_page_size', 'large'],
    ['hw:cpu_max_sockets', '1'],
    ['hw_rng:allowed', 'True'],
    ['quota:disk_read_bytes_sec_max', '10'],
    ['quota:cpu_quota', '-1'],
    ['resources:VCPU', '0'],
    ['resources_GPU-1:CUSTOM_GPU', '1'],
    ['trait:HW_CPU_X86_AVX2', 'required'],
    ['trait1:CUSTOM_GOLD', 'forbidden'],
    ['capabilities:cpu_info:arch', 's== x86_64'],
    ['pci_passthrough:alias', 'a1:2,b-2:1'],
    ['aggregate_instance_extra_specs:ssd', 'true'],
    ['group_policy', 'none'],
    ['own', 'anything'],
    ['own:key', 'anything'],
  ])('may be %s=%s', (key, value) => {
    expect(findingOf(key, value)).toBeUndefined();
  });

  test.each([
    ['hw:cpu_policy', 'none', "Validation failed; 'none' is not one of: dedicated, shared, mixed."],
    ['hw:cpu_polic', 'shared', "Validation failed; extra spec 'hw:cpu_polic' does not appear to be a valid extra spec."],
    ['hw:numa_nodes', 'x', "Validation failed; 'x' is not a valid integer value."],
    ['hw:numa_nodes', '0', "Validation failed; '0' is less than the min value of '1'."],
    ['os:monitors', '9', "Validation failed; '9' is greater than the max value of '8'."],
    ['hw:pmu', 'maybe', "Validation failed; 'maybe' is not a valid boolean-like value."],
    ['hw:numa_cpus.1', 'a', String.raw`Validation failed; 'a' is not of the format '\^?\d+(-\d+)?(,\^?\d+(-\d+)?)*'.`],
    ['trait:GOLD', 'required', "Validation failed; extra spec 'trait:GOLD' does not appear to be a valid extra spec."],
    ['trait:CUSTOM_GOLD', 'yes', "Validation failed; 'yes' is not one of: required, forbidden."],
    ['resources:GOLD', '1', "Validation failed; extra spec 'resources:GOLD' does not appear to be a valid extra spec."],
  ])('is not %s=%s', (key, value, words) => {
    expect(findingOf(key, value)).toBe(words);
  });

  test('is looked at from 2.86 on', () => {
    validateBody('addExtraSpecs', 85, { extra_specs: { 'hw:cpu_policy': 'none' } });
    validateBody('setExtraSpec', 85, { 'hw:cpu_policy': 'none' });
    expect(() => validateBody('addExtraSpecs', 86, { extra_specs: { 'hw:cpu_policy': 'none' } })).toThrow(/is not one of/);
    expect(() => validateBody('setExtraSpec', 86, { 'hw:cpu_policy': 'none' })).toThrow(/is not one of/);
  });

  test('is judged at once, whatever it is', () => {
    const keys = fc.oneof(
      fc.string(),
      fc.constantFrom('hw:cpu_realtime_mask', 'hw:pmem', 'pci_passthrough:alias', 'capabilities:cpu_info', 'resources'),
    );
    fc.assert(
      fc.property(keys, fc.string(), (key, value) => {
        expect(['undefined', 'string']).toContain(typeof findingOf(key, value));
      }),
    );
    for (const piece of ['1', '1,', '1-', 'a,', 'a:1, ', ':a', '^']) {
      const value = `${piece.repeat(255).slice(0, 254)}!`;
      for (const key of ['hw:cpu_realtime_mask', 'hw:pmem', 'pci_passthrough:alias']) findingOf(key, value);
      findingOf(`capabilities:cpu_info${value}`, '');
    }
  });
});
