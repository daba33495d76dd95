-- One row for each batch and production, not for each clip: its three indexes took more of a delivery than the delivery's own rows. What it held is seconds old.
DROP TABLE "settling";
CREATE TABLE "settling" (
    "id" BIGSERIAL NOT NULL,
    "production_id" UUID NOT NULL,
    "clip_ids" UUID[] NOT NULL,
    "delivered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "settling_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "settling_production_id_idx" ON "settling"("production_id");
CREATE INDEX "settling_delivered_at_idx" ON "settling"("delivered_at");

-- Documents hold their ranges as both engines read them: each is made anew.
INSERT INTO "change_feed" ("clip_id", "production_id", "revision") SELECT "id", "production_id", "revision" FROM "clip";
