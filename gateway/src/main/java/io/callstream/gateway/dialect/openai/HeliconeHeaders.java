package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.dialect.request.MoreHeaders;
import io.callstream.gateway.provider.ClientAsk;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a client says to Helicone's gateway: sessions, properties, cache, limits of rate. LiteLLM's clients say it in the
 * request's {@code metadata}, those of Helicone in headers; the metadata counts where both do. Never what would lead the call
 * or its key elsewhere ({@code Helicone-Target-Url}, {@code Helicone-Auth}).
 */
final class HeliconeHeaders implements MoreHeaders {
    private static final String FIRST = "helicone-";
    private static final String CACHE_CONTROL = "cache-control";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST = 64;
    private static final Set<String> NAMES = Set.of(
            "helicone-user-id",
            "helicone-request-id",
            "helicone-prompt-id",
            "helicone-rate-limit-policy",
            "helicone-ratelimit-policy",
            "helicone-moderations-enabled",
            "helicone-llm-security-enabled",
            "helicone-stream-usage");
    private static final List<String> BEGINNINGS =
            List.of("helicone-session-", "helicone-property-", "helicone-cache-", "helicone-retry-", "helicone-omit-");

    @Override
    public Map<String, String> of(ClientAsk ask) {
        Map<String, String> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        HttpHeaders sent = ask.headers();
        ask.request().metadata(sent::get).metadata().forEach((name, value) -> {
            if (isSaid(name) || name.equalsIgnoreCase(CACHE_CONTROL)) {
                put(said, name, value);
            }
        });
        sent.forEach(header -> sent(said, header.getKey(), header.getValue()));
        return said;
    }

    private static void sent(Map<String, String> said, String name, String value) {
        if (isSaid(name)) {
            put(said, name, value);
        }
    }

    private static void put(Map<String, String> said, String name, String value) {
        if (said.size() < MOST && value.length() <= LONGEST_VALUE) {
            said.putIfAbsent(name, value);
        }
    }

    private static boolean isSaid(String name) {
        if (!name.regionMatches(true, 0, FIRST, 0, FIRST.length())
                || !NAME.matcher(name).matches()) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || BEGINNINGS.stream().anyMatch(lower::startsWith);
    }
}
