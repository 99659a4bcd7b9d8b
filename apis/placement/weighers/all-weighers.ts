import { freeResourcesWeigher } from './free-resources.ts';
import { serverGroupWeigher } from './server-group.ts';
import type { Weigher } from './weigher.ts';

/** Everything that makes one host better than another. */
export const allWeighers: readonly Weigher[] = [freeResourcesWeigher, serverGroupWeigher];
