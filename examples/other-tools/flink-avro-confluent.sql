-- The topics in Flink without Callstream: Flink's own Kafka connector and avro-confluent format, for Flink's SQL client (bin/sql-client.sh -f this file).
-- In Flink's lib: flink-connector-kafka-5.0.0-2.2.jar, flink-connector-base-2.3.0.jar, kafka-clients-4.3.1.jar, flink-sql-avro-confluent-registry-2.3.0.jar.
SET 'execution.runtime-mode' = 'batch';
SET 'sql-client.execution.result-mode' = 'tableau';

-- Every declared column is decoded for each query: declare those you need, with the names and the nullability of docs/reference/events.md.
CREATE TABLE successes (
  call_id STRING NOT NULL,
  event_time TIMESTAMP(3) NOT NULL,
  model STRING,
  cost_nano_usd BIGINT,
  duration_us BIGINT,
  metadata MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  attempts ARRAY<ROW<http_status INT, provider STRING NOT NULL> NOT NULL> NOT NULL,
  response_body STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'llm.success',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'avro-confluent',
  'avro-confluent.url' = 'http://localhost:8081'
);

SELECT model, count(*) AS calls, sum(cost_nano_usd) / 1e9 AS usd, max(attempts[1].http_status) AS status,
       JSON_VALUE(max(response_body), '$.object') AS answered
FROM successes
GROUP BY model;
