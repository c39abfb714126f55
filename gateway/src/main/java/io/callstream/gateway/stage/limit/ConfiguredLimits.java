package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.LimitsConfig;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits that the configuration file sets. */
public final class ConfiguredLimits implements LimitSource {
    private final LimitsConfig config;
    private final List<LimitRule> all;
    private final Map<KeyHash, List<LimitRule>> keys = new HashMap<>();

    public ConfiguredLimits(LimitsConfig config) {
        this.config = config;
        this.all = config.all().none() ? List.of() : List.of(config.all());
        config.keys().forEach((hash, rule) -> {
            List<LimitRule> rules = new ArrayList<>();
            rules.add(rule);
            rules.addAll(all);
            keys.put(hash, List.copyOf(rules));
        });
    }

    @Override
    public List<LimitRule> rules(PendingCall call) {
        ApiKey key = call.key();
        List<LimitRule> rules = key == null || keys.isEmpty() ? all : keys.getOrDefault(key.hash(), all);
        if (!config.endUser().none()) {
            rules = withEndUser(rules, call.metadata().endUser());
        }
        return config.tags().isEmpty() ? rules : withTags(rules, call.metadata().tags());
    }

    private List<LimitRule> withTags(List<LimitRule> rules, List<String> tags) {
        List<LimitRule> more = new ArrayList<>(rules);
        for (int i = 0; i < tags.size(); i++) {
            LimitRule rule = config.tags().get(tags.get(i));
            if (rule != null && tags.indexOf(tags.get(i)) == i) {
                more.add(rule);
            }
        }
        return more;
    }

    private List<LimitRule> withEndUser(List<LimitRule> rules, @Nullable String endUser) {
        if (endUser == null || endUser.isEmpty()) {
            return rules;
        }
        List<LimitRule> more = new ArrayList<>(rules);
        more.add(LimitRule.of(new LimitSubject(LimitSubject.Kind.END_USER, endUser), config.endUser()));
        return more;
    }
}
