-- What the search engine has been given and may not show yet: until then its clips are read from here (docs/decisions/0005).
CREATE TABLE "settling" (
    "id" BIGSERIAL NOT NULL,
    "clip_id" UUID NOT NULL,
    "production_id" UUID NOT NULL,
    "delivered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "settling_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "settling_production_id_idx" ON "settling"("production_id");
CREATE INDEX "settling_delivered_at_idx" ON "settling"("delivered_at");
CREATE INDEX "change_feed_production_id_idx" ON "change_feed"("production_id");

-- Cards show their roll. Whoever changes a roll holds no lock on its clips, so their revisions are raised when the feed is read: revision 0 asks for it.
CREATE FUNCTION feed_clips_of_roll() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, 0 FROM clip WHERE roll_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER roll_feeds_its_clips AFTER UPDATE ON "roll" FOR EACH ROW
WHEN ((OLD.name, OLD.shoot_day, OLD.camera_index, OLD.camera_serial, OLD.kind, OLD.mhl_state, OLD.mhl_detail)
      IS DISTINCT FROM (NEW.name, NEW.shoot_day, NEW.camera_index, NEW.camera_serial, NEW.kind, NEW.mhl_state, NEW.mhl_detail))
EXECUTE FUNCTION feed_clips_of_roll();
