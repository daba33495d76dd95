-- Two stages: the Postgres view first (it must answer when Elasticsearch does not), then the engine.
ALTER TABLE "change_feed" ADD COLUMN "documented" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "change_feed_stage" ON "change_feed" ("documented", "id");
CREATE TABLE "index_dead_letter" (
    "clip_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "index_dead_letter_pkey" PRIMARY KEY ("clip_id")
);
