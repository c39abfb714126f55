-- Who made a call that another proxy reports, and what an answer from the cache would have cost.
ALTER TABLE calls
    ADD COLUMN call_source text,
    ADD COLUMN saved_cost_nano_usd bigint;
