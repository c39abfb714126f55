-- What the provider said in its own form, where that was put into another.
ALTER TABLE calls
    ADD COLUMN provider_response_body jsonb;
