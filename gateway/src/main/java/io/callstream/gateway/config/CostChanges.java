package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * LiteLLM's discounts and margins: what a provider takes less than its list says, and what is reckoned on top.
 *
 * @param margins by provider; that of {@code global} holds for those that have none
 */
public record CostChanges(List<ModelDiscount> discounts, Map<String, CostChange> margins) {
    public static final CostChanges NONE = new CostChanges(List.of(), Map.of());

    static final Key<Map<String, Object>> DISCOUNTS = Key.mapping("cost_discount_config")
            .byDefault(Map.of(), "")
            .says(
                    "Share that is taken off what calls cost, by provider or by its models: `{vertex_ai: 0.05,"
                            + " openai/gpt-4o*: 0.1}`. A model's own comes before the longest pattern, and that before the provider's.");
    static final Key<Map<String, Object>> MARGINS = Key.mapping("cost_margin_config")
            .byDefault(Map.of(), "")
            .says(
                    "What is added to what calls cost, after the discount, by provider or for all others: `{global: 0.1, openai:"
                            + " {percentage: 0.08, fixed_amount: 0.0005}}`. What costs nothing goes on to cost nothing.");

    private static final String GLOBAL = "global";
    private static final String MOST_MARGIN = "10";
    private static final Key<Optional<BigDecimal>> PERCENTAGE =
            amount("percentage", MOST_MARGIN, "Share that is added, such as 0.1 for a tenth.");
    private static final Key<Optional<BigDecimal>> FIXED =
            amount("fixed_amount", LimitsConfig.MOST_DOLLARS, "US dollars that are added to each call.");

    public CostChanges {
        discounts = List.copyOf(discounts);
        margins = Map.copyOf(margins);
    }

    private static Key<Optional<BigDecimal>> amount(String name, String most, String says) {
        return Key.exact(name).min("0").max(most).optional().says(says);
    }

    static CostChanges read(Section litellm) {
        Section discounts = litellm.section(DISCOUNTS.name());
        List<ModelDiscount> read = new ArrayList<>();
        for (String name : discounts.keys()) {
            discounts
                    .get(amount(name, "1", "Share that is taken off."))
                    .flatMap(share -> discount(discounts, name, share))
                    .ifPresent(read::add);
        }
        return new CostChanges(read, margins(litellm.section(MARGINS.name())));
    }

    private static Optional<ModelDiscount> discount(Section discounts, String name, BigDecimal share) {
        try {
            return Optional.of(ModelDiscount.of(name, share));
        } catch (IllegalArgumentException e) {
            discounts.problem(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Map<String, CostChange> margins(Section named) {
        Map<String, CostChange> margins = new TreeMap<>();
        for (String provider : named.keys()) {
            if (named.isMapping(provider)) {
                margins.put(provider, margin(named, provider));
            } else {
                named.get(amount(provider, MOST_MARGIN, "Share that is added."))
                        .ifPresent(share ->
                                margins.put(provider, new CostChange(BigDecimal.ZERO, share, BigDecimal.ZERO)));
            }
        }
        return margins;
    }

    private static CostChange margin(Section named, String provider) {
        Section one = named.section(provider);
        Optional<BigDecimal> share = one.get(PERCENTAGE);
        Optional<BigDecimal> fixed = one.get(FIXED);
        if (share.isEmpty() && fixed.isEmpty() && !Told.of(one, PERCENTAGE, FIXED)) {
            named.problem(provider, "says no margin (expected percentage, fixed_amount or both)");
        }
        one.rejectUnknownKeys();
        return new CostChange(BigDecimal.ZERO, share.orElse(BigDecimal.ZERO), fixed.orElse(BigDecimal.ZERO));
    }

    public boolean none() {
        return discounts.isEmpty() && margins.isEmpty();
    }

    /** What changes calls of a model. */
    public CostChange of(String provider, String model) {
        CostChange margin = margins.getOrDefault(provider, margins.getOrDefault(GLOBAL, CostChange.NONE));
        return discounts.isEmpty() ? margin : margin.off(ModelDiscount.best(discounts, provider, model));
    }
}
