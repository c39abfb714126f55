package io.callstream.gateway.usage;

import java.util.Locale;
import java.util.Map;

/** How a call is served, where providers ask other prices for it. */
public enum ServiceTier {
    /** As usual; also every way that is new here. */
    STANDARD("default", ""),
    FLEX("flex", "_flex"),
    PRIORITY("priority", "_priority"),
    BATCH("batch", "_batches"),
    ULTRAFAST("ultrafast", "_ultrafast"),
    /** Anthropic's fast mode, which costs a multiple, and OpenAI's other word for {@link #PRIORITY}. */
    FAST("fast", "");

    private static final Map<String, ServiceTier> BY_WORD = Map.ofEntries(
            Map.entry("default", STANDARD),
            Map.entry("standard", STANDARD),
            Map.entry("on_demand", STANDARD),
            Map.entry("flex", FLEX),
            Map.entry("on_demand_flex", FLEX),
            Map.entry("priority", PRIORITY),
            Map.entry("on_demand_priority", PRIORITY),
            Map.entry("batch", BATCH),
            Map.entry("ultrafast", ULTRAFAST),
            Map.entry("fast", FAST));

    private final String word;
    private final String suffix;

    ServiceTier(String word, String suffix) {
        this.word = word;
        this.suffix = suffix;
    }

    /** What ends the names of its prices in price maps; empty when they have none. */
    String suffix() {
        return suffix;
    }

    /** The tier that providers call so. */
    static ServiceTier of(String word) {
        return BY_WORD.getOrDefault(word.toLowerCase(Locale.ROOT), STANDARD);
    }

    /** A provider's word in OpenAI's, where there is one. */
    static String inOpenAis(String word) {
        ServiceTier known = BY_WORD.get(word.toLowerCase(Locale.ROOT));
        return known == null ? word : known.word;
    }
}
