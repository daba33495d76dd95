-- A render is done in chunks, a queue job each, so that several workers share a plate and a killed one loses little.
CREATE TABLE "render_chunk" (
  "render_id" UUID NOT NULL,
  "index" INTEGER NOT NULL,
  "frame_in" BIGINT NOT NULL,
  "frame_out" BIGINT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'QUEUED',
  "attempt" INTEGER NOT NULL DEFAULT 0,
  "report" JSONB,
  "started_at" TIMESTAMPTZ(6),
  "finished_at" TIMESTAMPTZ(6),
  CONSTRAINT "render_chunk_pkey" PRIMARY KEY ("render_id", "index"),
  CONSTRAINT "render_chunk_render_id_fkey" FOREIGN KEY ("render_id") REFERENCES "render"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "render_chunk" ("render_id", "index", "frame_in", "frame_out", "state", "attempt", "finished_at")
  SELECT "id", 0, "frame_in", "frame_out", "state", "attempt", "finished_at" FROM "render";
ALTER TABLE "render" DROP COLUMN "attempt";

-- Worker processes that are alive, and how many units each does at once: a plan's time depends on them.
CREATE TABLE "worker" (
  "id" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "machine" TEXT NOT NULL,
  "slots" INTEGER NOT NULL,
  "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "worker_pkey" PRIMARY KEY ("id", "role")
);

-- Recipes that a production made from the built-in ones.
CREATE TABLE "production_recipe" (
  "production_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "base" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "parameters" JSONB NOT NULL DEFAULT '{}',
  "actor" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "production_recipe_pkey" PRIMARY KEY ("production_id", "name"),
  CONSTRAINT "production_recipe_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
