-- What a verification has hashed so far, so that the next worker goes on where a killed one stopped. Gone with its job's end: the next one reads again.
CREATE TABLE "hashed_file" (
  "job_id" UUID NOT NULL,
  "path" TEXT NOT NULL,
  "size_bytes" BIGINT NOT NULL,
  "modified" TEXT NOT NULL,
  "digests" JSONB NOT NULL,
  CONSTRAINT "hashed_file_pkey" PRIMARY KEY ("job_id", "path"),
  CONSTRAINT "hashed_file_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
