/**
 * The documents of the OCI image format, as far as we read and write them. Fields are spelled as on the wire.
 *
 * @see https://github.com/opencontainers/image-spec (descriptor.md, manifest.md, image-index.md, config.md, image-layout.md)
 */
export interface OciDescriptor {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
  platform?: OciPlatform;
}

export interface OciPlatform {
  architecture: string;
  os: string;
  'os.version'?: string;
  'os.features'?: string[];
}

export interface OciIndex {
  schemaVersion: 2;
  mediaType?: string;
  manifests: OciDescriptor[];
  annotations?: Record<string, string>;
}

export interface OciManifest {
  schemaVersion: 2;
  mediaType?: string;
  config: OciDescriptor;
  layers: OciDescriptor[];
  annotations?: Record<string, string>;
}

export interface OciConfig {
  created?: string;
  architecture: string;
  os: string;
  'os.version'?: string;
  'os.features'?: string[];
  config?: {
    Cmd?: string[];
    Entrypoint?: string[];
    /** Of Windows: what comes first of the two above is a command line as it stands, and not one argument. */
    ArgsEscaped?: boolean;
    Env?: string[];
    WorkingDir?: string;
    User?: string;
    Shell?: string[];
    Healthcheck?: OciHealthcheck;
  };
  rootfs: { type: 'layers'; diff_ids: string[] };
  history?: OciHistory[];
}

/** As Docker writes it; the OCI specification reserves the name. Times are in nanoseconds, 0 is the default. */
export interface OciHealthcheck {
  /** `['NONE']`; `['CMD', ...words]`; `['CMD-SHELL', line]`. */
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  Retries?: number;
}

export interface OciHistory {
  created?: string;
  created_by?: string;
  comment?: string;
  empty_layer?: boolean;
}

export const MEDIA_INDEX = 'application/vnd.oci.image.index.v1+json';
export const MEDIA_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const MEDIA_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const MEDIA_LAYER_GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
export const MEDIA_DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const MEDIA_DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** The reference of a manifest in a layout's index. */
export const ANNOTATION_REFERENCE = 'org.opencontainers.image.ref.name';
export const ANNOTATION_CREATED = 'org.opencontainers.image.created';

/** Ours: what an image is called here, and what it was captured from. */
export const ANNOTATION_NAME = 'io.hcscontainers.name';
export const ANNOTATION_PUBLISHER = 'io.hcscontainers.publisher';
export const ANNOTATION_VERSION = 'io.hcscontainers.version';
export const ANNOTATION_PARENT = 'io.hcscontainers.parent';
