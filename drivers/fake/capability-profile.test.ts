import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { capabilities } from '../contract/capability.ts';
import { capabilityProfiles, parseMissing } from './capability-profile.ts';
import { FakeDriver } from './fake-driver.ts';
import { FakeHost } from './fake-host.ts';

function driver(missing: string): FakeDriver {
  const clock = new VirtualClock();
  return new FakeDriver({ host: new FakeHost({ clock }), clock, without: parseMissing(missing)! });
}

describe('what a fake host does not offer', () => {
  it('is read from names of features and of other drivers', () => {
    expect(parseMissing('')).toEqual([]);
    expect(parseMissing('suspend,pause')).toEqual(['suspend', 'pause']);
    expect(parseMissing('kvm,tpm')).toEqual([...capabilityProfiles['kvm']!, 'tpm']);
    expect(parseMissing('suspend,flying')).toBeUndefined();
  });

  it('is not announced, and there is nothing to do it with', async () => {
    const fake = driver('suspend,crash-dump,port-attach');
    const { capabilities: offered } = await fake.describe();

    expect(capabilities.filter((each) => !offered.includes(each))).toEqual(['suspend', 'crash-dump', 'port-attach']);
    expect(Object.keys(fake.abilities)).not.toContain('suspending');
    // One ability is behind several features: it stays for the others.
    expect(Object.keys(fake.abilities)).toEqual(expect.arrayContaining(['hotPlugging', 'pausing', 'diskSaving']));
    expect(Object.keys(driver('ironic').abilities)).toEqual(['rebuilding']);
  });
});
