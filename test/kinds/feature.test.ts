import { describe, expect, it } from 'vitest';
import { feature } from '../../src/kinds/feature.ts';
import { makeAddress } from '../../src/model/address.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { DONE, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: feature,
  block: { name: 'imunify-email', value: 'enabled' },
  spec: { id: '4600', state: 'enabled' },
  changes: [{ state: 'disabled' }],
});

const email = { type: 'feature', id: '4600', name: 'imunify-email' };
const other = { type: 'feature', id: '1101', name: '1101' };

describe('feature', () => {
  it.each([
    {
      reason: 'a word, which has no room for a lifecycle',
      name: 'imunify-email',
      block: 'enabled',
      declared: { name: 'imunify-email', spec: { id: '4600', state: 'enabled' }, lifecycle: {} },
    },
    {
      reason: 'a block, whose lifecycle is its own',
      name: 'imunify-email',
      block: { state: 'disabled', protect: true },
      declared: { name: 'imunify-email', spec: { id: '4600', state: 'disabled' } },
    },
    {
      reason: 'the id of a feature with a name is the same resource',
      name: '4600',
      block: 'enabled',
      declared: { name: 'imunify-email', spec: { id: '4600', state: 'enabled' }, lifecycle: {} },
    },
    {
      reason: 'the id of one without',
      name: '1101',
      block: { state: 'enabled' },
      declared: { name: '1101', spec: { id: '1101', state: 'enabled' } },
    },
    {
      reason: 'unset is absence',
      name: '1101',
      block: 'unset',
      declared: { name: '1101', spec: { id: '1101' }, absent: true, lifecycle: {} },
    },
    {
      reason: 'unset in a block too',
      name: '1101',
      block: { state: 'unset' },
      declared: { name: '1101', spec: { id: '1101' }, absent: true },
    },
  ])('expands: $reason', ({ name, block, declared }) => {
    expect(expandWith(feature, name, block)).toEqual({ declarations: [declared], problems: [] });
  });

  it('reports a name that it does not know', () => {
    const { declarations, problems } = expandWith(feature, 'imunify-mail', 'enabled');
    expect(declarations).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', code: 'unknown-feature', at: [] }]);
    expect(problems[0]?.help).toContain('imunify-email');
  });

  it('lists an unset feature as one that has nothing to remove', async () => {
    const { api } = fakeApi({ 'features.account': { 1101: 'UNSET', 4600: 'DISABLED' } });
    expect(await feature.list(api.read, { all: true, specs: [], names: new Set(), under: [] })).toEqual([
      { ...other, spec: { id: '1101', state: 'unset' }, inert: true },
      { ...email, spec: { id: '4600', state: 'disabled' } },
    ]);
  });

  it('puts and unsets everything in one call, and answers in the order that it was asked in', async () => {
    const { api, calls } = fakeApi({ 'features.patch': done({ 1101: 'UNSET', 1102: 'DISABLED', 4600: 'ENABLED' }) });
    const outcome = await feature.putMany?.(api, [
      { spec: { id: '4600', state: 'enabled' } },
      { live: { ...other, spec: { id: '1101', state: 'enabled' } } },
    ]);
    expect(outcome).toEqual(
      done([
        { ...email, spec: { id: '4600', state: 'enabled' } },
        { ...other, spec: { id: '1101', state: 'unset' }, inert: true },
      ]),
    );
    expect(calls).toEqual([['features.patch', { 4600: 'ENABLED', 1101: 'UNSET' }]]);
  });

  it.each([
    { reason: 'it shows another permission', answer: { 4600: 'DISABLED', 1101: 'ENABLED' }, missed: 'imunify-email' },
    { reason: 'it shows neither', answer: {}, missed: 'imunify-email, 1101' },
  ])('takes an answer for no proof when $reason', async ({ answer, missed }) => {
    const { api } = fakeApi({ 'features.patch': done(answer) });
    const outcome = await feature.putMany?.(api, [
      { spec: { id: '4600', state: 'enabled' } },
      { spec: { id: '1101', state: 'enabled' } },
    ]);
    expect(outcome).toEqual({
      status: 'unknown',
      endpoint: 'v2/features/account',
      reason: `v2/features/account: the answer does not show the change of ${missed}`,
    });
  });

  it('takes a put of nothing for a bug', async () => {
    await expect(feature.putMany?.(fakeApi({}).api, [{}])).rejects.toThrow('neither');
  });

  it('is unset to remove it', async () => {
    const { api, calls } = fakeApi({ 'features.patch': done({ 4600: 'UNSET' }) });
    expect(await feature.remove?.(api, { ...email, spec: {} })).toEqual(DONE);
    expect(calls).toEqual([['features.patch', { 4600: 'UNSET' }]]);
  });

  it.each([
    { reason: 'it is supported', supported: [{ featureId: '77', productIds: [] }], account: {}, help: undefined },
    { reason: 'the account has it', supported: [], account: { 77: 'UNSET' }, help: undefined },
    {
      reason: 'neither knows it',
      supported: [{ featureId: '4600', productIds: [1] }],
      account: { 1101: 'ENABLED' },
      help: 'It has 1101, 4600.',
    },
    { reason: 'there are none', supported: [], account: {}, help: 'It has none.' },
  ])('is looked for before it is switched: $reason', async ({ supported, account, help }) => {
    const { api } = fakeApi({ 'features.supported': supported, 'features.account': account });
    const address = makeAddress('feature', '77');
    const problems = await feature.preflight?.(api.read, [{ address, spec: { id: '77', state: 'enabled' } }]);
    expect(problems).toEqual(
      help === undefined
        ? []
        : [
            {
              severity: 'error',
              code: 'unknown-feature',
              summary: 'The account has no feature 77.',
              help,
              address,
            },
          ],
    );
  });
});
