-- Do retries help? What the first try ended with, and how such calls ended.
SELECT provider, attempts[1].error_code AS first_try, count(*) AS retried,
       count(*) FILTER (WHERE outcome = 'success') AS helped,
       round(100.0 * count(*) FILTER (WHERE outcome = 'success') / count(*), 1) AS percent_helped
FROM calls
WHERE retry_count > 0
GROUP BY ALL
ORDER BY retried DESC, provider;
