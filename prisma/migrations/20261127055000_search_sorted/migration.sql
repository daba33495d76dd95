-- A page of 100,000 results is read from an index.
ALTER TABLE "search_document"
  ADD COLUMN "archived" BOOLEAN GENERATED ALWAYS AS (("document"->>'archived')::boolean) STORED,
  -- 200 characters: an index entry has its limit, and a name from a card has none.
  ADD COLUMN "sort_name" TEXT COLLATE "C" GENERATED ALWAYS AS (left("document"#>>'{sort,name}', 200)) STORED,
  ADD COLUMN "sort_day" TEXT COLLATE "C" GENERATED ALWAYS AS ("document"#>>'{sort,shootDate}') STORED,
  ADD COLUMN "sort_timecode" BIGINT GENERATED ALWAYS AS (("document"#>>'{sort,timecode}')::bigint) STORED,
  ADD COLUMN "sort_created_at" TEXT COLLATE "C" GENERATED ALWAYS AS ("document"#>>'{sort,createdAt}') STORED;

CREATE INDEX "search_document_by_name" ON "search_document" ("production_id", "archived", "sort_name", "clip_id");
CREATE INDEX "search_document_by_day" ON "search_document" ("production_id", "archived", "sort_day", "sort_name", "clip_id");
CREATE INDEX "search_document_by_timecode" ON "search_document" ("production_id", "archived", "sort_timecode", "sort_name", "clip_id");
CREATE INDEX "search_document_by_created" ON "search_document" ("production_id", "archived", "sort_created_at", "clip_id");
-- Each of those begins with the production.
DROP INDEX "search_document_production_id_idx";
