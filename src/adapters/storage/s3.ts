import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { InvalidInput, NotFound, RushesError, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { ByteSource, ListedFile, MediaStorage } from '../../domain/ports/storage.ts';

/** Small reads are answered from blocks of this size: MediaInfo and our readers ask for a few bytes here and there. */
const blockBytes = 256 * 1024;
/** What one source keeps; metadata of a 100 GB movie need a few MB. The oldest blocks go first. */
const mostBlocks = 256;

/**
 * `s3://bucket/prefix` as a media root, read by ranges through the AWS SDK (its own environment variables and profiles; AWS_ENDPOINT_URL for servers
 * other than Amazon's).
 */
export function s3Storage(location: string, given?: S3Client): MediaStorage & { readonly bytesRead: () => number } {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(location);
  if (!found?.[1]) throw new InvalidInput(`${location} is no object storage; write s3://bucket/prefix.`, { at: location });
  const bucket = found[1];
  const prefix = (found[2] ?? '').replace(/\/+$/, '');
  let totalBytes = 0;
  let opened: Promise<S3Client> | undefined;
  const connect = (): Promise<S3Client> => (opened ??= given ? Promise.resolve(given) : defaultClient());

  const keyOf = (path: string): string => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..') || path.includes('\0')) throw new InvalidInput(`${path} leads out of ${location}.`, { at: path });
    return [prefix, ...parts].filter((part) => part !== '').join('/');
  };
  const pathOf = (key: string): string => (prefix === '' ? key : key.slice(prefix.length + 1));

  async function* listKeys(start: string, delimiter?: string): AsyncGenerator<ListedFile> {
    let token: string | undefined;
    do {
      const page = await (
        await connect()
      ).send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: start,
          ...(token === undefined ? {} : { ContinuationToken: token }),
          ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
        }),
      );
      for (const object of page.Contents ?? []) {
        if (object.Key === undefined || object.Key.endsWith('/')) continue;
        yield { path: pathOf(object.Key), sizeBytes: object.Size ?? 0, mtimeMs: object.LastModified?.getTime() ?? 0 };
      }
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  const stat = async (path: string): Promise<ListedFile | undefined> => {
    try {
      const head = await (await connect()).send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
      return { path, sizeBytes: head.ContentLength ?? 0, mtimeMs: head.LastModified?.getTime() ?? 0 };
    } catch (cause) {
      if (statusOf(cause) === 404) return undefined;
      throw faultOf(cause, `${location}/${path}`);
    }
  };

  return {
    location,
    bytesRead: () => totalBytes,
    async *list(path, onFault) {
      const single = path === '' ? undefined : await stat(path);
      if (single) {
        yield single;
        return;
      }
      const start = keyOf(path);
      let count = 0;
      try {
        for await (const file of listKeys(start === '' ? '' : `${start}/`)) {
          count += 1;
          yield file;
        }
      } catch (cause) {
        throw faultOf(cause, `${location}/${path}`);
      }
      if (count === 0 && path !== '') throw new NotFound(`${location}/${path} does not exist.`, { at: path });
      if (count === 0) onFault({ path, message: `${location} holds no objects.` });
    },
    async siblings(folder) {
      const start = keyOf(folder);
      const files: ListedFile[] = [];
      try {
        for await (const file of listKeys(start === '' ? '' : `${start}/`, '/')) files.push(file);
      } catch (cause) {
        throw faultOf(cause, `${location}/${folder}`);
      }
      return files;
    },
    stat,
    async open(path) {
      const file = await stat(path);
      if (!file) throw new NotFound(`${location}/${path} does not exist.`, { at: path });
      return blockSource(path, file.sizeBytes, async (offset, length) => {
        try {
          const answer = await (
            await connect()
          ).send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path), Range: `bytes=${offset}-${offset + length - 1}` }));
          const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array(0);
          totalBytes += bytes.length;
          return bytes.subarray(0, length);
        } catch (cause) {
          throw faultOf(cause, `${location}/${path}`);
        }
      });
    },
    localPath: () => Promise.resolve(undefined),
    close: async () => (await opened)?.destroy(),
  };
}

/** Servers other than Amazon's know no region, and then none need be set; the signature wants one all the same. */
async function defaultClient(): Promise<S3Client> {
  const client = new S3Client({ forcePathStyle: true });
  try {
    await client.config.region();
    return client;
  } catch {
    client.destroy();
    return new S3Client({ forcePathStyle: true, region: 'us-east-1' });
  }
}

/** A source that fetches whole blocks and remembers them, so that many small reads cost few requests. */
export function blockSource(path: string, sizeBytes: number, fetch: (offset: number, length: number) => Promise<Uint8Array>): ByteSource {
  const blocks = new Map<number, Promise<Uint8Array>>();
  const ready = new Map<number, Uint8Array>();
  const block = (index: number): Promise<Uint8Array> => {
    const known = blocks.get(index);
    if (known) return known;
    const offset = index * blockBytes;
    const loading = fetch(offset, Math.min(blockBytes, sizeBytes - offset)).then((bytes) => {
      ready.set(index, bytes);
      return bytes;
    });
    loading.catch(() => blocks.delete(index));
    blocks.set(index, loading);
    if (blocks.size > mostBlocks) {
      const oldest = blocks.keys().next().value;
      if (oldest !== undefined) {
        blocks.delete(oldest);
        ready.delete(oldest);
      }
    }
    return loading;
  };
  return {
    path,
    sizeBytes,
    async read(offset, length) {
      const end = Math.min(sizeBytes, offset + Math.max(0, length));
      if (offset < 0 || offset >= end) return new Uint8Array(0);
      const bytes = new Uint8Array(end - offset);
      for (let index = Math.floor(offset / blockBytes); index * blockBytes < end; index += 1) {
        const loaded = await block(index);
        const start = index * blockBytes;
        const from = Math.max(offset, start);
        const until = Math.min(end, start + loaded.length);
        if (until > from) bytes.set(loaded.subarray(from - start, until - start), from - offset);
      }
      return bytes;
    },
    readSoFar: () => [...ready].map(([index, bytes]) => ({ offset: index * blockBytes, bytes })),
    close: () => {
      blocks.clear();
      ready.clear();
      return Promise.resolve();
    },
  };
}

function statusOf(cause: unknown): number | undefined {
  return cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
}

function faultOf(cause: unknown, path: string): Error {
  if (cause instanceof RushesError) return cause;
  const status = statusOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (status === 404) return new NotFound(`${path} does not exist.`, { at: path, cause });
  if (status === 401 || status === 403)
    return new Unreadable(`${path} may not be read with these credentials; check AWS_ACCESS_KEY_ID and the bucket's policy.`, {
      at: path,
      cause,
    });
  return new Unavailable(`Object storage does not answer for ${path}: ${reason}.`, { at: path, cause });
}
