import type { Images } from '../image/images.ts';
import type { ServiceImages } from './services.ts';

/** The image store in the words of the handlers. */
export function serviceImages(images: Images): ServiceImages {
  return {
    find: (selector) => images.find(selector),
    layerFolders: (image) => images.layerFolders(image),
    checkHost: (image, capabilities) => images.checkHost(image, capabilities),
    capture: (request) => images.capture(request),
    async list() {
      const all = await images.list();
      return {
        images: all.filter((image) => image.damage === undefined),
        damaged: all.flatMap(({ reference, digest, damage }) =>
          damage === undefined ? [] : [{ reference: reference || digest, reason: damage }],
        ),
      };
    },
    async installBase(source, options) {
      const before = new Set((await images.list()).map((image) => image.digest));
      const image = await images.installBase(source, options);
      return { image, changed: !before.has(image.digest) };
    },
    remove: (image, { usersOf }) => images.remove(image, { containersOf: ({ digest }) => usersOf(digest) }),
    export: (image, path, { force, ...rest }) =>
      images.export(image, path, force === undefined ? rest : { ...rest, overwrite: force }),
    import: (path, options) => images.import(path, options),
  };
}
