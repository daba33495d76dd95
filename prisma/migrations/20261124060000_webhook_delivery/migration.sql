-- An outbox: what must be told is written in the transaction that made it true, by whoever made it so.
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "webhook_delivery_webhook_id_created_at_idx" ON "webhook_delivery" ("webhook_id", "created_at");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "webhook_production_id_idx" ON "webhook" ("production_id");

CREATE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := TG_ARGV[0];
BEGIN
    INSERT INTO webhook_delivery (webhook_id, event, payload, due_at)
    SELECT w.id, what,
           jsonb_build_object('event', what, 'production', p.slug, 'id', NEW.id, 'state', NEW.state, 'finishedAt', NEW.finished_at) ||
           CASE what
               WHEN 'INGEST_FINISHED' THEN to_jsonb(NEW) - '{id,state,production_id,problems,finished_at,created_at}'::text[]
               ELSE jsonb_build_object('recipe', to_jsonb(NEW) -> 'recipe', 'version', to_jsonb(NEW) -> 'version',
                                       'package', to_jsonb(NEW) -> 'package_path', 'actor', to_jsonb(NEW) -> 'actor')
           END,
           now()
    FROM webhook w JOIN production p ON p.id = w.production_id
    WHERE w.production_id = NEW.production_id AND what = ANY (w.events);
    RETURN NULL;
END $$;
CREATE TRIGGER ingest_tells_webhooks AFTER UPDATE OF state ON ingest FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('DONE', 'FAILED')) EXECUTE FUNCTION tell_webhooks('INGEST_FINISHED');
CREATE TRIGGER pull_tells_webhooks AFTER UPDATE OF state ON pull FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('DONE', 'FAILED')) EXECUTE FUNCTION tell_webhooks('PULL_FINISHED');
