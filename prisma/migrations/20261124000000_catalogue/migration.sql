-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "production" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "rate_num" INTEGER NOT NULL,
    "rate_den" INTEGER NOT NULL,
    "drop_frame" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "production_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roll" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "shoot_day" DATE,
    "camera_index" TEXT,
    "camera_serial" TEXT,
    "identity" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'CAMERA',
    "mhl_state" TEXT NOT NULL DEFAULT 'UNVERIFIED',
    "mhl_detail" JSONB,
    "place" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "format_card" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "camera_index" TEXT,
    "model" TEXT,
    "sensor_mode" TEXT,
    "codec" TEXT,
    "squeeze" TEXT,
    "input_transform" TEXT,
    "framing" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "format_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clip" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "roll_id" UUID,
    "format_card_id" UUID,
    "name" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'REGISTERED',
    "format" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'CAMERA',
    "reel" TEXT,
    "frame_count" BIGINT,
    "tc_start" BIGINT,
    "tc_base" INTEGER,
    "drop_frame" BOOLEAN,
    "tc_runs" JSONB,
    "tc_alternates" JSONB,
    "rate_num" INTEGER,
    "rate_den" INTEGER,
    "capture_num" INTEGER,
    "capture_den" INTEGER,
    "camera_index" TEXT,
    "shoot_date" DATE,
    "summary" JSONB,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "thumbnail" TEXT,
    "revision" BIGINT NOT NULL DEFAULT 1,
    "result_hash" TEXT,
    "mapping_version" INTEGER,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rendition" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "clip_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT,
    "content_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rendition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "copy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rendition_id" UUID NOT NULL,
    "root" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "present" BOOLEAN NOT NULL DEFAULT true,
    "mhl_state" TEXT NOT NULL DEFAULT 'UNVERIFIED',
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(6),

    CONSTRAINT "copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "copy_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "mtime_ms" BIGINT NOT NULL,
    "frame_count" BIGINT,
    "sequence" JSONB,
    "hashes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clip_name" (
    "clip_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "clip_name_pkey" PRIMARY KEY ("clip_id","kind","value")
);

-- CreateTable
CREATE TABLE "clip_key" (
    "id" BIGSERIAL NOT NULL,
    "production_id" UUID NOT NULL,
    "clip_id" UUID NOT NULL,
    "kind" SMALLINT NOT NULL,
    "key" TEXT NOT NULL,
    "label_start" BIGINT NOT NULL,
    "label_end" BIGINT NOT NULL,

    CONSTRAINT "clip_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clip_fact" (
    "clip_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "unit" TEXT,
    "runs" JSONB,
    "confidence" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "reader_version" TEXT NOT NULL,
    "rule" TEXT NOT NULL,

    CONSTRAINT "clip_fact_pkey" PRIMARY KEY ("clip_id","field")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "clip_id" UUID NOT NULL,
    "rendition" TEXT,
    "raw" JSONB NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "clip_id" UUID,
    "roll_id" UUID,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "parsed" JSONB,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "roll_id" UUID,
    "format_card_id" UUID,
    "clip_id" UUID,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detached_at" TIMESTAMPTZ(6),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "title" TEXT,
    "rate_num" INTEGER NOT NULL,
    "rate_den" INTEGER NOT NULL,
    "drop_frame" BOOLEAN NOT NULL,
    "rate_origin" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "diagnostics" JSONB NOT NULL DEFAULT '[]',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "timeline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "timeline_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "line" INTEGER,
    "event" JSONB NOT NULL,

    CONSTRAINT "timeline_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_match" (
    "event_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "tier" INTEGER,
    "clip_id" UUID,
    "frame_in" BIGINT,
    "frame_out" BIGINT,
    "result" JSONB NOT NULL,
    "matched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_match_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "timeline_id" UUID,
    "event_id" UUID,
    "clip_id" UUID,
    "name_key" TEXT NOT NULL,
    "source_in" TEXT,
    "source_out" TEXT,
    "offset_frames" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" TEXT,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "naming_rule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    "actor" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(6),

    CONSTRAINT "naming_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "root" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WALKING',
    "file_count" INTEGER NOT NULL DEFAULT 0,
    "clip_count" INTEGER NOT NULL DEFAULT 0,
    "new_count" INTEGER NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "ingest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "ingest_id" UUID,
    "clip_id" UUID,
    "render_id" UUID,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "priority" TEXT NOT NULL DEFAULT 'NORMAL',
    "payload" JSONB NOT NULL DEFAULT '{}',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "queue_job_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "timeline_id" UUID,
    "recipe" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PLANNED',
    "priority" TEXT NOT NULL DEFAULT 'NORMAL',
    "version" INTEGER NOT NULL DEFAULT 1,
    "handles" INTEGER NOT NULL DEFAULT 8,
    "options" JSONB NOT NULL DEFAULT '{}',
    "plan" JSONB NOT NULL,
    "package_path" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "pull_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "render" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "clip_id" UUID NOT NULL,
    "pull_id" UUID,
    "recipe" TEXT NOT NULL,
    "frame_in" BIGINT NOT NULL,
    "frame_out" BIGINT NOT NULL,
    "identity" TEXT NOT NULL,
    "job" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "output_path" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "render_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "output" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "render_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT,
    "clip_frame" BIGINT,
    "frame" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "clip_id" UUID,
    "message" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "fix" TEXT,
    "cause_hash" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "finding_id" UUID NOT NULL,
    "cause_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "until" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_feed" (
    "id" BIGSERIAL NOT NULL,
    "clip_id" UUID NOT NULL,
    "production_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_document" (
    "clip_id" UUID NOT NULL,
    "production_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "document" JSONB NOT NULL,
    "names" TEXT NOT NULL,
    "text" tsvector,

    CONSTRAINT "search_document_pkey" PRIMARY KEY ("clip_id")
);

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "production_id" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "production_id" UUID,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "production_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "production_slug_key" ON "production"("slug");

-- CreateIndex
CREATE INDEX "roll_production_id_name_key_idx" ON "roll"("production_id", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "roll_production_id_identity_key" ON "roll"("production_id", "identity");

-- CreateIndex
CREATE UNIQUE INDEX "format_card_production_id_key_key" ON "format_card"("production_id", "key");

-- CreateIndex
CREATE INDEX "clip_production_id_name_idx" ON "clip"("production_id", "name");

-- CreateIndex
CREATE INDEX "clip_roll_id_idx" ON "clip"("roll_id");

-- CreateIndex
CREATE INDEX "clip_format_card_id_idx" ON "clip"("format_card_id");

-- CreateIndex
CREATE UNIQUE INDEX "clip_production_id_identity_key" ON "clip"("production_id", "identity");

-- CreateIndex
CREATE UNIQUE INDEX "rendition_clip_id_kind_content_key_key" ON "rendition"("clip_id", "kind", "content_key");

-- CreateIndex
CREATE INDEX "copy_root_path_idx" ON "copy"("root", "path");

-- CreateIndex
CREATE UNIQUE INDEX "copy_rendition_id_root_path_key" ON "copy"("rendition_id", "root", "path");

-- CreateIndex
CREATE UNIQUE INDEX "segment_copy_id_index_key" ON "segment"("copy_id", "index");

-- CreateIndex
CREATE INDEX "clip_key_clip_id_idx" ON "clip_key"("clip_id");

-- CreateIndex
CREATE INDEX "inspection_clip_id_created_at_idx" ON "inspection"("clip_id", "created_at");

-- CreateIndex
CREATE INDEX "correction_clip_id_idx" ON "correction"("clip_id");

-- CreateIndex
CREATE INDEX "correction_roll_id_idx" ON "correction"("roll_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_production_id_kind_sha256_name_key" ON "document"("production_id", "kind", "sha256", "name");

-- CreateIndex
CREATE INDEX "attachment_document_id_idx" ON "attachment"("document_id");

-- CreateIndex
CREATE INDEX "attachment_clip_id_idx" ON "attachment"("clip_id");

-- CreateIndex
CREATE INDEX "attachment_roll_id_idx" ON "attachment"("roll_id");

-- CreateIndex
CREATE INDEX "timeline_production_id_created_at_idx" ON "timeline"("production_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "timeline_event_timeline_id_index_key" ON "timeline_event"("timeline_id", "index");

-- CreateIndex
CREATE INDEX "event_match_clip_id_idx" ON "event_match"("clip_id");

-- CreateIndex
CREATE INDEX "decision_production_id_name_key_idx" ON "decision"("production_id", "name_key");

-- CreateIndex
CREATE INDEX "decision_event_id_idx" ON "decision"("event_id");

-- CreateIndex
CREATE INDEX "naming_rule_production_id_state_idx" ON "naming_rule"("production_id", "state");

-- CreateIndex
CREATE INDEX "ingest_production_id_created_at_idx" ON "ingest"("production_id", "created_at");

-- CreateIndex
CREATE INDEX "job_production_id_state_created_at_idx" ON "job"("production_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "job_ingest_id_idx" ON "job"("ingest_id");

-- CreateIndex
CREATE INDEX "job_clip_id_idx" ON "job"("clip_id");

-- CreateIndex
CREATE INDEX "job_render_id_idx" ON "job"("render_id");

-- CreateIndex
CREATE INDEX "pull_production_id_created_at_idx" ON "pull"("production_id", "created_at");

-- CreateIndex
CREATE INDEX "render_identity_idx" ON "render"("identity");

-- CreateIndex
CREATE INDEX "render_clip_id_idx" ON "render"("clip_id");

-- CreateIndex
CREATE INDEX "render_pull_id_idx" ON "render"("pull_id");

-- CreateIndex
CREATE INDEX "output_sha256_idx" ON "output"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "output_render_id_path_key" ON "output"("render_id", "path");

-- CreateIndex
CREATE INDEX "finding_clip_id_idx" ON "finding"("clip_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_production_id_code_entity_id_key" ON "finding"("production_id", "code", "entity_id");

-- CreateIndex
CREATE INDEX "waiver_finding_id_idx" ON "waiver"("finding_id");

-- CreateIndex
CREATE INDEX "search_document_production_id_idx" ON "search_document"("production_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_search_production_id_name_key" ON "saved_search"("production_id", "name");

-- CreateIndex
CREATE INDEX "audit_production_id_created_at_idx" ON "audit"("production_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_subject_idx" ON "audit"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- AddForeignKey
ALTER TABLE "roll" ADD CONSTRAINT "roll_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "format_card" ADD CONSTRAINT "format_card_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip" ADD CONSTRAINT "clip_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip" ADD CONSTRAINT "clip_roll_id_fkey" FOREIGN KEY ("roll_id") REFERENCES "roll"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip" ADD CONSTRAINT "clip_format_card_id_fkey" FOREIGN KEY ("format_card_id") REFERENCES "format_card"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rendition" ADD CONSTRAINT "rendition_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "copy" ADD CONSTRAINT "copy_rendition_id_fkey" FOREIGN KEY ("rendition_id") REFERENCES "rendition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_copy_id_fkey" FOREIGN KEY ("copy_id") REFERENCES "copy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip_name" ADD CONSTRAINT "clip_name_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip_key" ADD CONSTRAINT "clip_key_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clip_fact" ADD CONSTRAINT "clip_fact_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_roll_id_fkey" FOREIGN KEY ("roll_id") REFERENCES "roll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_roll_id_fkey" FOREIGN KEY ("roll_id") REFERENCES "roll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_format_card_id_fkey" FOREIGN KEY ("format_card_id") REFERENCES "format_card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_event" ADD CONSTRAINT "timeline_event_timeline_id_fkey" FOREIGN KEY ("timeline_id") REFERENCES "timeline"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_match" ADD CONSTRAINT "event_match_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "timeline_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest" ADD CONSTRAINT "ingest_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_ingest_id_fkey" FOREIGN KEY ("ingest_id") REFERENCES "ingest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull" ADD CONSTRAINT "pull_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull" ADD CONSTRAINT "pull_timeline_id_fkey" FOREIGN KEY ("timeline_id") REFERENCES "timeline"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "render" ADD CONSTRAINT "render_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "render" ADD CONSTRAINT "render_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "render" ADD CONSTRAINT "render_pull_id_fkey" FOREIGN KEY ("pull_id") REFERENCES "pull"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output" ADD CONSTRAINT "output_render_id_fkey" FOREIGN KEY ("render_id") REFERENCES "render"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_production_id_fkey" FOREIGN KEY ("production_id") REFERENCES "production"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, for Prisma cannot say it.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Byte order, so that prefix searches on name keys use the index whatever the database's locale.
ALTER TABLE "clip_key" ALTER COLUMN "key" TYPE TEXT COLLATE "C";
CREATE INDEX "clip_key_lookup" ON "clip_key" ("production_id", "kind", "key", "label_start") INCLUDE ("label_end", "clip_id");
ALTER TABLE "roll" ALTER COLUMN "name_key" TYPE TEXT COLLATE "C";

-- An attachment is to one thing, or to the whole production.
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_one_target" CHECK (num_nonnulls("roll_id", "format_card_id", "clip_id") <= 1);
-- A correction is to one clip or one roll.
ALTER TABLE "correction" ADD CONSTRAINT "correction_one_target" CHECK (num_nonnulls("clip_id", "roll_id") = 1);

CREATE INDEX "search_document_text" ON "search_document" USING GIN ("text");
CREATE INDEX "search_document_names" ON "search_document" USING GIN ("names" gin_trgm_ops);
CREATE INDEX "search_document_fields" ON "search_document" USING GIN ("document" jsonb_path_ops);

-- A fact's raw text is searched by people who know the vendor's words.
CREATE INDEX "clip_fact_field" ON "clip_fact" ("field", "clip_id");
