-- Matching asks where on its day a roll's camera had another roll loaded.
CREATE INDEX "roll_production_id_shoot_day_idx" ON "roll"("production_id", "shoot_day");
