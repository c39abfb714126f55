package io.callstream.gateway.dialect.gemini;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model wants by the version in its name. Since 3 it is asked to think by a level, cannot be kept from it, and refuses calls of tools
 * that come back without the signature of a thought. A name without a version is one of the older kind.
 */
record Generation(boolean thinksByLevel, boolean knowsMedium) {
    private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,3})(?![\\d])");
    private static final int FIRST_WITH_LEVELS = 3;
    /** Every one of them has the lowest and the highest of these. */
    private static final Map<String, String> LEVELS =
            Map.of("none", "low", "minimal", "low", "low", "low", "medium", "medium", "high", "high", "xhigh", "high");

    static Generation of(String model) {
        Matcher version = VERSION.matcher(model);
        boolean levels = version.find() && Integer.parseInt(version.group(1)) >= FIRST_WITH_LEVELS;
        return new Generation(levels, !model.contains("gemini-3-pro"));
    }

    /** @return null for an effort that is none of OpenAI's */
    @Nullable String level(String effort) {
        String level = LEVELS.get(effort);
        return "medium".equals(level) && !knowsMedium ? "high" : level;
    }
}
