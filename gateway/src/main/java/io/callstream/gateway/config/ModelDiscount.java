package io.callstream.gateway.config;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A discount of a provider, or of some of its models.
 *
 * @param models null for all; in a pattern {@code *} stands for any text, {@code ?} for one character, {@code [...]} for one of some
 * @param name of the models as it was written
 */
record ModelDiscount(String provider, @Nullable Pattern models, String name, BigDecimal share) {
    private static final Pattern SPECIAL = Pattern.compile("\\[!?+]?+[^]]*+]|.", Pattern.DOTALL);

    /** How near a discount is meant for a model: the provider's, one of a pattern by its letters, the model's own. */
    private static final int NOT = -1;

    private static final int ANY = 0;

    /**
     * One of them.
     *
     * @param key a provider, or provider and pattern with a slash between
     * @throws IllegalArgumentException if the pattern is none
     */
    static ModelDiscount of(String key, BigDecimal share) {
        int slash = key.indexOf('/');
        String models = slash < 0 ? "" : key.substring(slash + 1);
        return new ModelDiscount(
                slash < 0 ? key : key.substring(0, slash), slash < 0 ? null : glob(models), models, share);
    }

    /** The share of the nearest; of several that are as near the first. */
    static Optional<BigDecimal> best(List<ModelDiscount> all, String provider, String model) {
        return all.stream()
                .filter(each -> each.nearness(provider, model) > NOT)
                .max(Comparator.<ModelDiscount>comparingInt(each -> each.nearness(provider, model)))
                .map(ModelDiscount::share);
    }

    private int nearness(String other, String model) {
        if (!provider.equals(other)) {
            return NOT;
        }
        if (models == null) {
            return ANY;
        }
        if (name.equals(model)) {
            return Integer.MAX_VALUE;
        }
        return models.matcher(model).matches() ? 1 + letters() : NOT;
    }

    private int letters() {
        return (int) SPECIAL.matcher(name)
                .results()
                .map(part -> part.group())
                .filter(part -> part.length() == 1 && !part.equals("*") && !part.equals("?"))
                .count();
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        SPECIAL.matcher(pattern).results().map(part -> part.group()).forEach(part -> regex.append(regex(part)));
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "has a name with a range that ends before it begins (expected one such as [0-9])", e);
        }
    }

    private static String regex(String part) {
        if (part.length() == 1) {
            return part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part);
        }
        String set = part.substring(1, part.length() - 1).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
        return "[" + (set.startsWith("!") ? "^" + set.substring(1) : set) + "]";
    }
}
