-- Which calls have begun and never ended? (still running, or their gateway has not come back; see also GATEWAY_LOST failures)
SELECT call_id, event_time AS began, team_id, model_group, stream, gateway_id
FROM calls
WHERE outcome = 'open'
ORDER BY began, call_id
LIMIT 20;
