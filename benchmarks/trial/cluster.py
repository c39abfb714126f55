"""What a trial's cluster is made of, wherever it runs."""
import counted

BUDGET_KEY, BUDGET_NANO = "sk-budget", 400_000_000
COPIES = 2


def configuration(provider, webhook, brokers, registry):
    """Of every service: models with prices, two sinks, a key with a budget. What the file sink writes goes where TRIAL_FILES says."""
    return (
        f"{counted.models(provider)}general_settings: {{master_key: {counted.KEY}}}\n"
        f"litellm_settings: {{success_callback: [webhook, file], failure_callback: [webhook, file]}}\n"
        f"callstream:\n  kafka: {{bootstrap_servers: \"{','.join(brokers)}\", partitions: 6, replication_factor: 3}}\n"
        f'  schema_registry: {{url: "{registry}"}}\n  analytics: {{chunk_grace: 1s}}\n'
        f"  auth: {{keys: [{{key: {BUDGET_KEY}, alias: budget, max_budget: {BUDGET_NANO / 1e9}, budget_duration: 30d}}]}}\n"
        f'  sinks:\n    webhook: {{url: "{webhook}/"}}\n    file: {{directory: os.environ/TRIAL_FILES}}\n')
