-- How long until the first piece of a streamed answer arrives?
SELECT provider, model, count(*) AS streams,
       CAST(round(quantile_cont(ttft_us, 0.5) / 1000) AS BIGINT) AS p50_ms,
       CAST(round(quantile_cont(ttft_us, 0.9) / 1000) AS BIGINT) AS p90_ms,
       CAST(round(quantile_cont(ttft_us, 0.99) / 1000) AS BIGINT) AS p99_ms
FROM calls
WHERE outcome = 'success' AND stream AND ttft_us IS NOT NULL
GROUP BY ALL
ORDER BY p90_ms DESC, model;
