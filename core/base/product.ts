/** Set by the bundler; absent when the sources run directly. */
declare const HCS_BUILD: string | undefined;

/** The product's version, equal to package.json's and the module's; a test holds them together. */
export const PRODUCT_VERSION = '0.1.0';

/** Which build of that version this is: sorts by age. `dev` for sources run directly, newer than every bundle. */
export const PRODUCT_BUILD: string = typeof HCS_BUILD === 'string' ? HCS_BUILD : 'dev';
