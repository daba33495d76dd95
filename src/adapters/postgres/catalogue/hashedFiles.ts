import type { Catalogue, HashedFile } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type Row = { path: string; size_bytes: string; modified: string; digests: HashedFile['digests'] };

/** Digests of files that a verification job has read, kept until the job ends. */
export function hashedFileStore(sql: Sql): Pick<Catalogue, 'hashedFiles' | 'rememberHashed' | 'forgetHashed'> {
  return {
    hashedFiles: async (jobId) => {
      const rows = await sql.query<Row>('SELECT path, size_bytes, modified, digests FROM hashed_file WHERE job_id = $1', [jobId]);
      return rows.map((row) => ({ path: row.path, sizeBytes: Number(row.size_bytes), modified: row.modified, digests: row.digests }));
    },
    rememberHashed: async (jobId, files) => {
      await sql.query(
        `INSERT INTO hashed_file (job_id, path, size_bytes, modified, digests)
         SELECT $1, path, size_bytes, modified, digests FROM jsonb_to_recordset($2::jsonb) AS f(path text, size_bytes bigint, modified text, digests jsonb)
         ON CONFLICT (job_id, path) DO UPDATE SET size_bytes = EXCLUDED.size_bytes, modified = EXCLUDED.modified, digests = EXCLUDED.digests`,
        [
          jobId,
          JSON.stringify(files.map(({ path, sizeBytes, modified, digests }) => ({ path, size_bytes: sizeBytes, modified, digests }))),
        ],
      );
    },
    forgetHashed: async (jobId) => {
      await sql.query('DELETE FROM hashed_file WHERE job_id = $1', [jobId]);
    },
  };
}
