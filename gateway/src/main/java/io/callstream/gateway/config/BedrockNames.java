package io.callstream.gateway.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of Bedrock's models as LiteLLM writes them: {@code converse/} and {@code invoke/} before one say how it is asked, which is one way
 * here, and a region says where.
 */
final class BedrockNames {
    static final String FORM = "bedrock";
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:bedrock(?:_converse)?/)?(?:converse/|invoke/|converse_like/)?(?:([a-z]{2,5}(?:-[a-z]+)+-[0-9]{1,2})/)?(.*)");
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:bedrock:([a-z0-9-]+):.*");

    private BedrockNames() {}

    static boolean areOf(String provider) {
        return Provider.find(provider).filter(row -> row.form().equals(FORM)).isPresent();
    }

    /** What Bedrock calls it. */
    static String plain(String model) {
        Matcher written = WRITTEN.matcher(model);
        return written.matches() ? written.group(2) : model;
    }

    /** The region that the name says; empty when it says none. */
    static Optional<String> region(String model) {
        Matcher written = WRITTEN.matcher(model);
        if (written.matches() && written.group(1) != null) {
            return Optional.of(written.group(1));
        }
        Matcher arn = ARN.matcher(plain(model));
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }
}
