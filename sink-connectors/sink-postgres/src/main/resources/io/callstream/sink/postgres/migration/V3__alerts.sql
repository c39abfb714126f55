-- One row per alert: what it was when it fired, and when it was over.
CREATE TABLE alerts (
    delivered_at timestamptz NOT NULL DEFAULT now(),
    event_id text NOT NULL,
    alert_id text NOT NULL,
    event_time timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('firing', 'resolved')),
    severity text NOT NULL,
    rule text NOT NULL,
    metric text NOT NULL,
    alert_type text,
    labels jsonb NOT NULL,
    where_text text,
    title text NOT NULL,
    text text NOT NULL,
    value double precision,
    bound double precision,
    unit text NOT NULL,
    window_us bigint,
    calls bigint,
    example_call_id text,
    error_code text,
    error_message text,
    notify text[] NOT NULL,
    started_at timestamptz NOT NULL,
    resolved_at timestamptz,
    PRIMARY KEY (alert_id)
);

CREATE INDEX alerts_time ON alerts (event_time);
CREATE INDEX alerts_rule_time ON alerts (rule, started_at);
-- Most are over; what people look for is the rest.
CREATE INDEX alerts_firing ON alerts (started_at) WHERE state = 'firing';
