import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it, type ExpectStatic } from 'vitest';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { Turns } from '#test/harness/turns.ts';
import { allFeatures } from './all-features.ts';
import type { Feature, Wish } from './feature.ts';
import { writeReport, type Outcome } from './parity-report.ts';
import type { ParityWorld } from './parity-world.ts';
import { Story } from './story.ts';
import { withoutGuest } from './trace.ts';

const minuteMilliseconds = 60_000;

/**
 * Tries every feature on one driver. What is observed has to be, word for word, what stands in `traces/` for all drivers; where nobody can look into the
 * guest, the guest's lines are left out. A feature that the driver does not announce has to be refused, in the same words as everywhere. Stories
 * are told beside each other, as the servers of a host live.
 */
export function describeParity(start: () => Promise<ParityWorld>): void {
  const outcomes: Record<string, Outcome> = {};
  let world: ParityWorld;
  let turns: Turns;

  beforeAll(async () => {
    world = await start();
    turns = new Turns(world.profile.storiesAtOnce ?? 1);
  }, 5 * minuteMilliseconds);

  afterAll(async () => {
    const { name, title } = world.profile;
    writeReport({ driver: name, title, outcomes });
    await world.stop();
  }, 3 * minuteMilliseconds);

  describe.concurrent.each(allFeatures)('$name', (feature) => {
    it('feels the same as on every driver', { timeout: 6 * minuteMilliseconds }, async ({ expect }) => {
      outcomes[feature.name] = 'Different';
      await turns.during(async () => {
        const story = new Story({ ...world, namespace: `parity-${feature.name}`.slice(0, 63).replace(/-$/, '') });
        await story.begin();
        try {
          outcomes[feature.name] = await tryFeature(feature, { story, expect });
        } finally {
          await story.end();
        }
      });
      expect(outcomes[feature.name]).not.toBe('Different');
    });
  });
}

interface Trial {
  readonly story: Story;
  readonly expect: ExpectStatic;
}

async function tryFeature(feature: Feature, trial: Trial): Promise<Outcome> {
  const { story, expect } = trial;
  const { capabilities, observesGuest } = story.profile;
  const missing = feature.needs.find((capability) => !capabilities.has(capability));
  if (missing !== undefined) return feature.wish === undefined ? 'NotOffered' : refuse(feature.wish, missing, trial);
  await feature.scenario(story);
  if (story.trace.text() === '') return 'NotObserved';
  const file = fileURLToPath(new URL(`traces/${feature.name}.txt`, import.meta.url));
  if (observesGuest) await expect(story.trace.text()).toMatchFileSnapshot(file);
  else expect(story.trace.text()).toBe(withoutGuest(readFileSync(file, 'utf8')));
  return observesGuest ? 'Equal' : 'EqualOutside';
}

/** Asks a running server for what its driver lacks: nothing may come of it but the refusal. */
async function refuse(wish: Wish, missing: string, { story, expect }: Trial): Promise<Outcome> {
  await story.declare();
  const before = await story.settles('Running');
  if (wish.kind === 'Action') {
    const action = await story.act(wish.type, wish.details);
    const { status } = await story.object(serverActionKind, action.metadata.name);
    expect([status?.phase, status?.message]).toEqual(['Failed', refusalOf(`spec.type: ${wish.type}`, missing)]);
  } else if (wish.kind === 'Console') {
    await expect(story.console(wish.type)).rejects.toThrow(refusalOf(`spec.type: ${wish.type}`, missing));
  } else {
    const { large } = story.profile.flavor;
    await story.change(JSON.parse(JSON.stringify(wish.change).replaceAll('LARGE', large)) as Record<string, unknown>);
    expect(await story.isUnsupported()).toBe(refusalOf(wish.field.replace('LARGE', large), missing));
  }
  const after = await story.server();
  expect([after.status?.phase, after.status?.instance, after.status?.restartCount]).toEqual([
    before.status?.phase,
    before.status?.instance,
    before.status?.restartCount,
  ]);
  return 'Refused';
}

function refusalOf(asked: string, missing: string): string {
  return `${asked} needs the feature "${missing}", which the host of this server does not offer`;
}
