-- Where a roll's clips lie on the label clock, gaps included: a missing clip would lie there. Kept by the writer of inspections.
ALTER TABLE "roll" ADD COLUMN "label_start" BIGINT, ADD COLUMN "label_end" BIGINT;
