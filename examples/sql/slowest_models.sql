-- Which models are slow? Half of the calls are faster than p50, 19 of 20 faster than p95.
SELECT provider, model, count(*) AS calls,
       CAST(round(quantile_cont(duration_us, 0.5) / 1000) AS BIGINT) AS p50_ms,
       CAST(round(quantile_cont(duration_us, 0.95) / 1000) AS BIGINT) AS p95_ms,
       max(duration_us) // 1000 AS max_ms
FROM calls
WHERE outcome = 'success'
GROUP BY ALL
ORDER BY p95_ms DESC, model;
