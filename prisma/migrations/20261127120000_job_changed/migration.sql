-- When a job last changed: whoever follows jobs goes on from there after a lost connection, and learns of progress and priority however long ago it began.
-- Milliseconds, as clients write instants: what they bring back is then exactly what they were given.
ALTER TABLE "job" ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
UPDATE "job" SET "changed_at" = greatest("created_at", "started_at", "finished_at");
CREATE INDEX "job_production_id_changed_at_id_idx" ON "job"("production_id", "changed_at", "id");
