import type { FastifyInstance, FastifyRequest } from 'fastify';
import multipart from '@fastify/multipart';
import type { Actor } from '../../domain/actor.ts';
import { InvalidInput, Unavailable } from '../../domain/errors.ts';
import { parseFrameRate, type FrameRate } from '../../domain/frameRate.ts';
import { definitely } from '../definitely.ts';
import { refusable } from '../refusals.ts';
import type { Services } from '../services.ts';

/** Bytes of an uploaded file: a 50 MB list is read and answered, more is none. */
const uploadLimitBytes = 64 * 1024 * 1024;

type Options = { readonly services: Services; readonly authenticate: (request: FastifyRequest) => Promise<Actor> };
type Upload = { readonly name: string; readonly bytes: Uint8Array; readonly fields: Readonly<Record<string, string>> };

/** The one file of a multipart body and its text fields. */
async function read(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new InvalidInput('Send the file as multipart/form-data, in a part named "file".', { at: 'content-type' });
  const fields: Record<string, string> = {};
  let file: { name: string; bytes: Uint8Array } | undefined;
  for await (const part of request.parts({ limits: { fileSize: uploadLimitBytes, files: 1, fields: 20, fieldSize: 10_000 } })) {
    if (part.type === 'file') file = { name: part.filename || 'upload', bytes: await part.toBuffer() };
    else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
  }
  if (!file) throw new InvalidInput('There is no file in this upload; send it in a part named "file".', { at: 'file' });
  return { ...file, fields };
}

function rateOf(fields: Upload['fields'], name: string): FrameRate | undefined {
  const text = fields[name];
  if (text === undefined || text === '') return undefined;
  const rate = parseFrameRate(text);
  if (!rate) throw new InvalidInput(`"${text}" is not a frame rate such as "24000/1001" or "25".`, { at: name });
  return rate;
}

const production = (fields: Upload['fields']): string => {
  if (!fields['production']) throw new InvalidInput('Say which production, in a field named "production".', { at: 'production' });
  return fields['production'];
};

/** POST /upload/{timeline,document,identify}: what is too large or too binary for a GraphQL variable. Answers ids, to be asked about in GraphQL. */
export async function acceptUploads(app: FastifyInstance, { services, authenticate }: Options): Promise<void> {
  await app.register(multipart);
  const route = (path: string, answer: (actor: Actor, upload: Upload) => Promise<object>): void => {
    app.post(path, { bodyLimit: uploadLimitBytes + 65_536 }, async (request) => answer(await authenticate(request), await read(request)));
  };

  route('/upload/timeline', (actor, { name, bytes, fields }) =>
    refusable<{ id?: string }>(async () => {
      if (!services.timelines) throw new Unavailable('This service does not read timelines.');
      const options = definitely({ rate: rateOf(fields, 'rate'), recordRate: rateOf(fields, 'recordRate') });
      const dropFrame = fields['dropFrame'] === undefined ? {} : { dropFrame: fields['dropFrame'] === 'true' };
      const { id } = await services.timelines.importTimeline(actor, {
        production: production(fields),
        name,
        content: bytes,
        ...options,
        ...dropFrame,
      });
      return { id };
    }, {}),
  );
  route('/upload/document', (actor, { name, bytes, fields }) =>
    refusable<{ id?: string }>(async () => {
      if (!services.documents) throw new Unavailable('This service does not read documents.');
      const target = definitely({ rollId: fields['roll'], formatCardId: fields['formatCard'], clipId: fields['clip'] });
      const { id } = await services.documents.attach(actor, { production: production(fields), name, content: { bytes }, target });
      return { id };
    }, {}),
  );
  route('/upload/identify', (actor, { name, bytes }) =>
    refusable<object>(async () => {
      if (!services.pulls?.identify) throw new Unavailable('This service does not identify files.');
      return services.pulls.identify(actor, { name, content: bytes });
    }, {}),
  );
}
