-- What goes wrong, at which provider, and how often of a hundred calls?
SELECT calls.provider, error_code, count(*) AS failures,
       round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY calls.provider), 1) AS percent_of_failures,
       round(100.0 * count(*) / max(t.calls), 1) AS percent_of_calls
FROM calls JOIN (SELECT provider, count(*) AS calls FROM calls WHERE outcome <> 'open' GROUP BY provider) t
  ON t.provider = calls.provider
WHERE outcome = 'failure'
GROUP BY calls.provider, error_code
ORDER BY calls.provider, failures DESC, error_code;
