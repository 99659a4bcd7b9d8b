import { afterAll, beforeAll, describe } from 'vitest';
import { describeConsoles } from './describe-consoles.ts';
import { describeHosts } from './describe-hosts.ts';
import { describeIdentity } from './describe-identity.ts';
import { describeNames } from './describe-names.ts';
import { describeProjects } from './describe-projects.ts';
import { describeURLs } from './describe-urls.ts';
import { TenantWorld } from './tenant-world.ts';

/**
 * What somebody tries who has a project of their own here and wants more: the attack, and the words that they get for it, by real clients and by requests
 * written by hand, against real processes. The parts that refuse are each tested where they are; here they stand together.
 *
 * What needs a real guest, or more than one host's network, is in other folders: the addresses that a guest reaches and the metadata of its neighbours
 * (`host-network/attacks`, `host-network/metadata`), what is in the images that it starts from (`driver-kvm/disk-images`, `driver-container/images`), what
 * it does to its host (`driver-*` `/isolation`), where URLs of images lead (`end-to-end/bad-input`), what is in repositories (`gitops/repository`), bytes of
 * other projects in the image store (`image-store/agents`, `image-store/links`), who is let in at which door (`doors`), and requests that make no sense
 * (`fuzz`).
 */
describe('to a hostile tenant', () => {
  let world: TenantWorld;

  beforeAll(async () => {
    world = await TenantWorld.start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  describeProjects(() => world);
  describeIdentity(() => world);
  describeConsoles(() => world);
  describeNames(() => world);
  describeURLs(() => world);
  // Last, since the agent of a host has to come back afterwards.
  describeHosts(() => world);
});
