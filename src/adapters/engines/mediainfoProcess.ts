/**
 * A process that holds one MediaInfo instance and ends with its parent. Local files are read here with blocking reads; other sources are asked for
 * their bytes by message.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import mediaInfoFactory from 'mediainfo.js';

export type ProcessRequest =
  | { readonly kind: 'analyse'; readonly id: number; readonly localPath?: string; readonly sizeBytes: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string };
export type ProcessReply =
  | { readonly kind: 'read'; readonly offset: number; readonly length: number }
  | { readonly kind: 'result'; readonly id: number; readonly json: string; readonly bytesRead: number }
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly code?: string };

const reply = (message: ProcessReply) => process.send?.(message);
process.on('disconnect', () => process.exit());

const mediaInfo = mediaInfoFactory({ format: 'JSON', full: false, coverData: false });
let waiting: { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void } | undefined;

process.on('message', (request: ProcessRequest) => {
  if (request.kind === 'bytes') waiting?.resolve(request.bytes);
  else if (request.kind === 'failed') waiting?.reject(new Error(request.message));
  else void analyse(request.id, request.localPath, request.sizeBytes);
});

async function analyse(id: number, localPath: string | undefined, sizeBytes: number): Promise<void> {
  let descriptor: number | undefined;
  let bytesRead = 0;
  try {
    const engine = await mediaInfo;
    let json: string;
    if (localPath !== undefined) {
      const file = (descriptor = openSync(localPath, 'r'));
      const size = fstatSync(file).size;
      const read = (length: number, offset: number) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        const count = bytes.length === 0 ? 0 : readSync(file, bytes, 0, bytes.length, offset);
        bytesRead += count;
        return bytes.subarray(0, count);
      };
      json = await engine.analyzeData(size, read);
    } else {
      const read = async (length: number, offset: number) => {
        const bytes = await new Promise<Uint8Array>((resolve, reject) => {
          waiting = { resolve, reject };
          reply({ kind: 'read', offset, length });
        });
        bytesRead += bytes.length;
        return bytes;
      };
      json = await engine.analyzeData(sizeBytes, read);
    }
    reply({ kind: 'result', id, json, bytesRead });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    reply({ kind: 'error', id, message: error instanceof Error ? error.message : String(error), ...(code === undefined ? {} : { code }) });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
