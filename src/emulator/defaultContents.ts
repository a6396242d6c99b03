import type { AccountContents } from './account.ts';

/** 2022-01-15, before anything else in an account. */
const OPENED = Date.UTC(2022, 0, 15, 9, 30);

/** A new account: the three default keys, which cannot be removed, and nothing else. */
export const DEFAULT_CONTENTS: AccountContents = {
  imunifyKeys: [{ key: 'IMADEFAULT0EMULATOR', code: 'AVP', limit: 0, note: '', isDefault: true }],
  kernelcareKeys: [
    { key: 'Default0Emulator', limit: 0, note: '', enabled: true, created: OPENED, cidrs: [], isDefault: true },
  ],
  cloudlinuxKeys: [{ key: 'default0emulator0key', productType: 'CL', limit: 0, note: '', isDefault: true }],
};
