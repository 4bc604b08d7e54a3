/** Set by the bundler; absent when the sources run directly. */
declare const HCS_BUILD: string | undefined;

/** Which build of its version this is: sorts by age. `dev` for sources run directly, newer than every bundle. */
export const PRODUCT_BUILD: string = typeof HCS_BUILD === 'string' ? HCS_BUILD : 'dev';
