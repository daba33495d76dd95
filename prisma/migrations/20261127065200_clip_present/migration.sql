-- Whether a copy of the clip is there, kept on the clip: matching asks it of every clip of a list, and finding it out was two thirds of the time.
-- Nearly every clip has one: so true is the value of the rows that are here already (no row is written), and those without a copy are corrected.
ALTER TABLE "clip" ADD COLUMN "present" BOOLEAN NOT NULL DEFAULT true;
UPDATE "clip" c SET "present" = false
WHERE NOT EXISTS (SELECT FROM "rendition" r JOIN "copy" p ON p."rendition_id" = r."id" WHERE r."clip_id" = c."id" AND p."present");
ALTER TABLE "clip" ALTER COLUMN "present" SET DEFAULT false;

-- Whoever writes copies keeps it true. The clips are locked first, in the order of their ids: another transaction's copies are then seen, and none waits in a ring.
CREATE FUNCTION keep_clip_present() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ids := ARRAY(SELECT DISTINCT r.clip_id FROM changed JOIN former ON former.id = changed.id AND former.present <> changed.present
                     JOIN rendition r ON r.id = changed.rendition_id);
    ELSE
        ids := ARRAY(SELECT DISTINCT r.clip_id FROM changed JOIN rendition r ON r.id = changed.rendition_id);
    END IF;
    IF ids = '{}' THEN
        RETURN NULL;
    END IF;
    PERFORM FROM clip WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE clip c SET present = found.present
    FROM (SELECT q.id, EXISTS (SELECT FROM rendition r JOIN copy p ON p.rendition_id = r.id WHERE r.clip_id = q.id AND p.present) AS present
          FROM unnest(ids) AS q(id)) AS found
    WHERE c.id = found.id AND c.present <> found.present;
    RETURN NULL;
END $$;
CREATE TRIGGER copies_came AFTER INSERT ON "copy" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_clip_present();
CREATE TRIGGER copies_changed AFTER UPDATE ON "copy" REFERENCING OLD TABLE AS former NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_clip_present();
CREATE TRIGGER copies_went AFTER DELETE ON "copy" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_clip_present();
