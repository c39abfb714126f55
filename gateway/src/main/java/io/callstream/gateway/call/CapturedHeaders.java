package io.callstream.gateway.call;

import io.callstream.gateway.config.SecretNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The request headers that events keep: names, and beginnings of names that end in a star. Never one that carries credentials. */
public final class CapturedHeaders {
    private static final String STAR = "*";

    private final String keyHeader;
    private final List<String> names;
    private final List<String> beginnings;

    /** @param patterns lower-case names, or beginnings of names with a star behind */
    public CapturedHeaders(List<String> patterns) {
        this(patterns, Optional.empty());
    }

    /** @param keyHeader where clients present their key, whatever the name says */
    public CapturedHeaders(List<String> patterns, Optional<String> keyHeader) {
        this.keyHeader = keyHeader.map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        this.names = patterns.stream()
                .filter(name -> !name.endsWith(STAR) && !name.equals(this.keyHeader))
                .toList();
        this.beginnings = patterns.stream()
                .filter(name -> name.endsWith(STAR))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
    }

    /** Those that are there, by lower-case name. */
    Map<String, String> of(HttpHeaders headers) {
        if (names.isEmpty() && beginnings.isEmpty()) {
            return Map.of();
        }
        Map<String, String> recorded = new HashMap<>();
        for (String name : names) {
            String value = headers.get(name);
            if (value != null) {
                recorded.put(name, value);
            }
        }
        if (!beginnings.isEmpty()) {
            headers.forEach(header -> record(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), recorded));
        }
        return recorded;
    }

    private void record(String name, String value, Map<String, String> recorded) {
        if (!name.equals(keyHeader)
                && beginnings.stream().anyMatch(name::startsWith)
                && !SecretNames.matchesHeader(name)) {
            recorded.putIfAbsent(name, value);
        }
    }
}
