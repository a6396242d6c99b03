/** Put in by the build, from package.json. */
declare const CLNFORM_VERSION: string | undefined;

/** The version of this clnform; `0.0.0` when it runs from source. */
export const VERSION: string = typeof CLNFORM_VERSION === 'string' ? CLNFORM_VERSION : '0.0.0';
