-- What few searches look at stands apart from the document, which then stays small enough to be filtered without being unpacked.
ALTER TABLE "search_document" ADD COLUMN "words" TEXT NOT NULL DEFAULT '';
ALTER TABLE "search_document" ADD COLUMN "raw" JSONB NOT NULL DEFAULT '{}';

-- Documents have a new form: every clip is documented anew.
INSERT INTO "change_feed" ("clip_id", "production_id", "revision") SELECT "id", "production_id", "revision" FROM "clip";
