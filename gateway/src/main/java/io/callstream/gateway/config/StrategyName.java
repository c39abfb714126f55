package io.callstream.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a deployment of a model group is chosen: LiteLLM's names, which events use. */
public enum StrategyName {
    SIMPLE_SHUFFLE("simple-shuffle", "weighted-pick"),
    LEAST_BUSY("least-busy"),
    LATENCY("latency-based-routing", "lowest-latency"),
    USAGE("usage-based-routing", "lowest-usage"),
    USAGE_V2("usage-based-routing-v2"),
    COST("cost-based-routing", "lowest-cost");

    private final String word;
    private final List<String> others;

    StrategyName(String word, String... others) {
        this.word = word;
        this.others = List.of(others);
    }

    /** The name in configurations and events. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException saying which names there are */
    static StrategyName of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(text) || each.others.contains(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is '" + text + "' (expected one of " + all() + ")"));
    }

    private static String all() {
        return Arrays.stream(values()).map(StrategyName::word).collect(Collectors.joining(", "));
    }
}
