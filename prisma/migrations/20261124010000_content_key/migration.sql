-- A walk asks for every file whether its content is known.
CREATE INDEX "rendition_content_key" ON "rendition" ("content_key");
CREATE INDEX "clip_production_lower_name" ON "clip" ("production_id", lower("name"));
