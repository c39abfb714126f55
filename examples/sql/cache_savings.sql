-- How much of the prompts came out of the provider's cache, and what did that save?
-- What a token that was not cached costs follows from the same model's own calls.
WITH prices AS (
  SELECT model, sum(input_cost_nano_usd) / sum(prompt_tokens - coalesce(cache_read_tokens, 0)) AS nano_usd_per_token
  FROM calls
  WHERE outcome = 'success'
  GROUP BY model)
SELECT calls.model, sum(prompt_tokens) AS prompt_tokens, sum(cache_read_tokens) AS cached_tokens,
       round(100.0 * sum(cache_read_tokens) / sum(prompt_tokens), 1) AS percent,
       round(sum(cache_read_tokens * nano_usd_per_token - coalesce(cache_cost_nano_usd, 0)) / 1e9, 6) AS saved_usd
FROM calls JOIN prices ON prices.model = calls.model
WHERE outcome = 'success'
GROUP BY calls.model
ORDER BY saved_usd DESC, model;
