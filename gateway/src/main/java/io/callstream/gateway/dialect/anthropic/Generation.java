package io.callstream.gateway.dialect.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model is asked to think, by the version in its name: up to 4.5 with a budget of tokens, since 4.6 with an effort, and since 4.7
 * with nothing else, when sampling cannot be set either. After platform.claude.com/docs/en/models (overviews of Sonnet 4.6 and 5,
 * Opus 4.6 to 5.5), read in November 2026. A name without a version is one of the older kind.
 */
public record Generation(int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?![\\d])");
    private static final Generation OLD = new Generation(0, 0);

    public static Generation of(String model) {
        Matcher version = VERSION.matcher(model);
        if (!version.find()) {
            return OLD;
        }
        String minor = version.group(2);
        return new Generation(Integer.parseInt(version.group(1)), minor == null ? 0 : Integer.parseInt(minor));
    }

    /** Whether an effort says how much it thinks. */
    public boolean takesEffort() {
        return isSince(4, 6);
    }

    /** Whether it refuses budgets, and other samplings than its own. */
    public boolean refusesBudgets() {
        return isSince(4, 7);
    }

    private boolean isSince(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
    }
}
