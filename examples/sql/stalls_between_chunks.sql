-- Whose streams stall? A stall is a second or more between two chunks of an answer.
SELECT provider, model_group, count(DISTINCT call_id) AS streams, count(*) FILTER (WHERE gap_us >= 1000000) AS stalls,
       CAST(round(quantile_cont(gap_us, 0.5) / 1000) AS BIGINT) AS median_gap_ms, max(gap_us) // 1000 AS worst_gap_ms
FROM chunks
WHERE chunk_index > 0
GROUP BY ALL
ORDER BY stalls DESC, model_group;
