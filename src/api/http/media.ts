import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { roleIn, type Actor } from '../../domain/actor.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Services } from '../services.ts';
import type { Signer } from '../signer.ts';

/** What the page shows; everything else is offered as a download, never run. */
const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

type Options = { readonly services: Services; readonly signer: Signer; readonly authenticate: (request: FastifyRequest) => Promise<Actor> };

/** GET /media/<path under the output folder>: a signed link, or a token that sees the production that the file belongs to. */
export function serveMedia(app: FastifyInstance, { services, signer, authenticate }: Options): void {
  const missing = (): never => {
    throw new NotFound('There is no such file.');
  };
  app.get<{ Params: { '*': string }; Querystring: { expires?: string; signature?: string } }>('/media/*', async (request, reply) => {
    const path = request.params['*'];
    if (path.includes('\0')) missing();
    const { expires, signature } = request.query;
    const signed = expires !== undefined && signature !== undefined && signer.isMediaUrlValid(path, expires, signature);
    if (!signed) await requireSight(await authenticate(request), path);
    const { file, size } = (await locate(path)) ?? missing();
    const range = byteRange(request.headers.range, size);
    reply.header('accept-ranges', 'bytes').header('cache-control', 'private, max-age=600');
    reply.type(types[extname(file).toLowerCase()] ?? 'application/octet-stream');
    if (!(extname(file).toLowerCase() in types)) reply.header('content-disposition', 'attachment');
    if (range === undefined) return reply.header('content-length', size).send(createReadStream(file));
    reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
      .header('content-length', range.end - range.start + 1);
    return reply.send(createReadStream(file, range));
  });

  async function requireSight(actor: Actor, path: string): Promise<void> {
    const productionId = (await services.browse.productionOfFile(path)) ?? (await services.media?.productionOf?.(path));
    if (productionId === undefined ? actor.everywhere !== 'ADMINISTRATOR' : roleIn(actor, productionId) === undefined) missing();
  }

  /** The real file under the output folder; undefined for what is no file, or lies outside once links are followed. */
  async function locate(path: string): Promise<{ file: string; size: number } | undefined> {
    const folder = services.media?.folder;
    if (folder === undefined) return undefined;
    try {
      const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
      const found = await stat(file);
      return file.startsWith(root + sep) && found.isFile() ? { file, size: found.size } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** One range of bytes, as players ask for it; undefined: the whole file. */
function byteRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const start = found[1] === '' ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const end = found[1] === '' || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  return start <= end ? { start, end } : undefined;
}
